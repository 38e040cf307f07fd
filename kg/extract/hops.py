"""Hops: whom a speaker told, who carried a statement, and in what."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.cues import Cue, group
from kg.extract.document import Token
from kg.extract.subjects import Range

TIME = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today",
     "tonight", "morning", "evening", "afternoon", "night", "week", "month", "year", "noon", "midday", "day", "january",
     "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)  # fmt: skip
MARKS = frozenset({",", ":", "-", "–", "—", "--", "(", ")", "[", "]"})
PRONOUNS = frozenset({"him", "her", "me", "us", "them", "you", "it"})
_CARRYING = frozenset(
    {"shared", "carried", "quoted", "published", "released", "relayed", "cited", "distributed", "aired", "reported",
     "broadcast", "posted", "obtained", "seen", "run"}
)  # fmt: skip
_SPEECH_MEDIA = frozenset({"interview", "statement", "remarks", "comments", "letter", "email", "message", "briefing"})
_STOPS = frozenset({".", ";", "?", "!"})
_AFTER_NOUN = frozenset(
    {"that", "of", "to", "about", "how", "why", "whether", "what", "it", "he", "she", "they", "his", "her", "their",
     "its", "there", "this", "these", "if", "when", "who", "where", "as", "by", "on", "in", "at", "after", "during",
     "late", "early", "last", "following", "from", "for", "via"}
)  # fmt: skip
_DETERMINERS = frozenset({"the", "a", "an", "some", "no", "all"})
_GOES_ON = frozenset(
    {"news", "agency", "television", "radio", "newspaper", "and", "magazine", "tv", "channel", "network"}
)
_TOLD = frozenset({"the", "a", "an", "reporters", "journalists", "state", "local", "lawmakers", "newsmen"})


def _noun_end(tokens: Sequence[Token], quoted: Sequence[bool], i: int, end: int) -> int:
    """Where a short noun phrase (an addressee, a medium) ends."""
    at = i
    while at < end and not quoted[at] and tokens[at].text not in MARKS | _STOPS:
        if at > i and _ends_before(tokens, at):
            break
        at += 1
    return at


def _ends_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word at a place belongs no more to the noun phrase before it."""
    low, last = tokens[at].low, tokens[at - 1]
    if low in _AFTER_NOUN or low in group("auxiliaries"):
        return True
    if low in _DETERMINERS:
        return last.low not in ("and", "or")
    return last.text[0].isupper() and tokens[at].text[0].islower() and low not in _GOES_ON


def addressee(
    tokens: Sequence[Token], quoted: Sequence[bool], cue: Cue, end: int
) -> tuple[int, tuple[tuple[Range, str], ...]]:
    """Past the addressee of "told X" or "confirmed to X", with X as a carrier unless it is a pronoun."""
    i = cue.last
    base = cue.lemma.partition(" ")[0]
    if i < end and tokens[i].low == "to" and base not in group("addressed"):
        i += 1
    elif base not in group("addressed") or cue.form == "passive":
        return cue.last, ()
    stop = _noun_end(tokens, quoted, i, end)
    if stop == i:
        return cue.last, ()
    if tokens[i].low in PRONOUNS:
        return i + 1, ()
    named = tokens[i].text[0].isupper() or tokens[i].low in _TOLD
    if i > cue.last and not named:
        return cue.last, ()
    return stop, (((i, stop), tokens[cue.verb].low),)


def interviewer(
    tokens: Sequence[Token], quoted: Sequence[bool], start: int, stop: int, end: int
) -> tuple[int, tuple[tuple[Range, str], ...]]:
    """The medium behind "in an interview with", "in a statement to"."""
    speech = any(tokens[k].low in _SPEECH_MEDIA for k in range(start, stop))
    if speech and stop + 1 < end and tokens[stop].low in ("with", "to", "on", "for", "by"):
        last = _noun_end(tokens, quoted, stop + 1, end)
        named = any(token.text[0].isupper() for token in tokens[stop + 1 : last])
        if last > stop + 1 and named and tokens[stop].low in ("with", "to"):
            return last, (((stop + 1, last), tokens[stop - 1].low),)
    return stop, ()


def carrier_inside(tokens: Sequence[Token], who: Range) -> tuple[Range, tuple[tuple[Range, str], ...]] | None:
    """The carrier in a source ("a statement shared by the agency last Friday"): the source before it, and it."""
    for k in range(who[0] + 1, who[1] - 2):
        if tokens[k].low in _CARRYING and tokens[k + 1].low == "by":
            last = k + 2
            while (
                last < who[1]
                and tokens[last].low not in TIME | {"last", "on", "late", "early", "in", "earlier"}
                and tokens[last].text != ","
            ):
                last += 1
            return (who[0], k), (((k + 2, last), tokens[k].low),) if last > k + 2 else ()
    return None
