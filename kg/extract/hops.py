"""Hops: whom a speaker told."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.cues import Cue, group
from kg.extract.document import Token
from kg.extract.regions import Range

TIME = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today",
     "tonight", "morning", "evening", "afternoon", "night", "week", "month", "year", "noon", "midday", "day", "january",
     "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)  # fmt: skip
MARKS = frozenset({",", ":", "-", "–", "—", "--", "(", ")", "[", "]"})
PRONOUNS = frozenset({"him", "her", "me", "us", "them", "you", "it"})
LINKING = frozenset(
    {"to", "by", "with", "in", "on", "from", "of", "at", "for", "through", "via", "the", "a", "an", "has", "have",
     "had", "was", "were", "is", "been", "be", "that"}
)  # fmt: skip
"""Words that stand between what names a hop and who it is."""
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


def noun_end(tokens: Sequence[Token], quoted: Sequence[bool], i: int, end: int) -> int:
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
    stop = noun_end(tokens, quoted, i, end)
    if stop == i:
        return cue.last, ()
    if tokens[i].low in PRONOUNS:
        return i + 1, ()
    named = tokens[i].text[0].isupper() or tokens[i].low in _TOLD
    if i > cue.last and not named:
        return cue.last, ()
    return stop, (((i, stop), tokens[cue.verb].low),)
