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


def _noun_end(tokens: Sequence[Token], quoted: Sequence[bool], i: int, end: int) -> int:
    """Where a short noun phrase (an addressee, a medium) ends."""
    at = i
    while at < end and not quoted[at]:
        low = tokens[at].low
        if at > i and (
            low
            in (
                "that",
                "of",
                "to",
                "about",
                "how",
                "why",
                "whether",
                "what",
                "it",
                "he",
                "she",
                "they",
                "his",
                "her",
                "their",
                "its",
                "there",
                "this",
                "these",
                "if",
                "when",
                "who",
                "where",
                "as",
                "by",
            )
            or low in group("auxiliaries")
        ):
            break
        if at > i and low in (
            "on",
            "in",
            "at",
            "after",
            "during",
            "late",
            "early",
            "last",
            "following",
            "from",
            "for",
            "via",
            "by",
        ):
            break
        if (
            at > i
            and tokens[at].low in ("the", "a", "an", "some", "at", "no", "all")
            and tokens[at - 1].low not in ("and", "or", "of")
        ):
            break
        if tokens[at].text in MARKS or tokens[at].text in {".", ";", "?", "!"}:
            break
        if (
            at > i
            and tokens[at - 1].text[0].isupper()
            and tokens[at].text[0].islower()
            and low
            not in ("news", "agency", "television", "radio", "newspaper", "and", "magazine", "tv", "channel", "network")
        ):
            break
        at += 1
    return at


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
    named = tokens[i].text[0].isupper() or tokens[i].low in (
        "the",
        "a",
        "reporters",
        "journalists",
        "state",
        "local",
        "lawmakers",
        "newsmen",
        "an",
    )
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
