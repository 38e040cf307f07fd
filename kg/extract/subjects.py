"""Who a cue belongs to: the noun phrase before or behind it, with its apposition."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.extract.cues import forms, group, is_acronym
from kg.extract.document import Token
from kg.ontology import lexicon

Range = tuple[int, int]

_OPENERS = frozenset(
    {"but", "and", "or", "so", "yet", "while", "although", "though", "because", "as", "that", "when", "if", "since",
     "after", "before", "until", "however", "meanwhile", "separately", "still", "also", "earlier", "later", "then",
     "nevertheless", "moreover", "furthermore", "additionally", "instead", "whereas", "where", "once", "yesterday",
     "today", "now", "there", "thus", "therefore", "for"}
)  # fmt: skip
_ADVERBIAL = frozenset(
    {"on", "in", "at", "during", "by", "via", "through", "after", "before", "late", "early", "last",
     "following", "over",
     "under", "from", "with", "without", "since", "until", "despite", "amid", "when", "while", "as", "if", "because",
     "although", "though", "earlier", "later", "yesterday", "today", "meanwhile", "however", "speaking", "asked", "to",
     "for", "of", "between", "against", "about", "according", "this", "next", "among", "including", "referring"}
)  # fmt: skip
_PERSONAL = frozenset({"he", "she", "it", "they", "we", "i"})
_INSIDE_NAMES = frozenset(
    {"de", "da", "van", "von", "der", "den", "al", "el", "bin", "ibn", "of", "du", "di", "la", "le"}
)
_LEADING = frozenset({"in", "on", "at", "during", "along", "amid", "after", "before", "following", "since", "by"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "my"})
_BEFORE_NOUNS = frozenset(
    {"of", "in", "on", "at", "for", "to", "with", "by", "from", "about", "between", "and", "into"}
)
_BEFORE_TIMES = frozenset(
    {"on", "in", "this", "last", "late", "early", "just", "more", "earlier", "later", "next", "of"}
)
TIME_WORDS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tonight",
     "morning", "evening", "afternoon", "night", "week", "month", "year", "noon", "midday", "january", "february",
     "march", "april", "june", "july", "august", "september", "october", "november", "december"}
)  # fmt: skip
_ENDING = frozenset({",", ":", ";", "—", "–", "--", "?", "!"})
_IN_NAMES = frozenset({"of", "for", "and", "al", "the", "-"})
_RELATIVES = frozenset({"who", "which", "whose", "whom", "that"})
_FINITE = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might",
     "should", "must",
     "did", "does", "do", "came", "went", "took", "made", "got", "left", "fled", "began", "became", "held", "fell",
     "rose", "saw", "gave", "hit", "led", "lost", "met", "set", "shot", "struck", "won", "broke", "kept", "put", "ran",
     "sent", "stood", "thought", "knew", "brought", "bought", "paid", "spent", "built", "caught", "fought", "grew",
     "says", "said", "remain", "remains", "seem", "seems", "appears", "isn't", "wasn't", "cannot", "won't", "didn't"}
)  # fmt: skip
_INTRANSITIVE = frozenset(
    {"died", "arrived", "occurred", "happened", "returned", "appeared", "collapsed", "exploded", "crashed", "landed",
     "escaped", "entered", "remained", "started", "ended", "disappeared", "erupted", "retreated",
     "surrendered", "lived"}
)  # fmt: skip


@cache
def _nominal_ed() -> frozenset[str]:
    return frozenset({"united", "armed", "wounded", "injured", "red", "unnamed", "displaced", "bed", "need", "hundred"})


def has_verb(tokens: Sequence[Token], span: Range, *, reduced: bool = False) -> bool:
    """Whether a range holds a finite verb outside a relative clause.

    Args:
        tokens: of a region.
        span: the range.
        reduced: whether a past form before a preposition only describes a noun ("a council based in X").

    Returns:
        True where a clause is told.
    """
    relative = False
    for i in range(*span):
        token = tokens[i]
        if token.low in _RELATIVES and i > span[0]:
            relative = True
        elif (token.low in _FINITE and not is_acronym(tokens, i)) or _past(tokens, i, span, reduced=reduced):
            if not relative:
                return True
            relative = False
    return False


def _past(tokens: Sequence[Token], i: int, span: Range, *, reduced: bool) -> bool:
    token = tokens[i]
    if not token.low.endswith("ed") or i == span[0] or "-" in token.low or token.low in _nominal_ed():
        return False
    if tokens[i - 1].low in ("a", "an", "the") or not token.text[0].islower():
        return False
    if not reduced or token.low in _INTRANSITIVE:
        return True
    return i + 1 >= len(tokens) or tokens[i + 1].low not in ("in", "by", "at", "on", "with", "from", "as")


def any_verb(tokens: Sequence[Token], span: Range) -> bool:
    """Whether a range holds anything that reads as a verb."""
    return any(
        tokens[i].low in _FINITE or tokens[i].low in forms() or tokens[i].low.endswith(("ed", "ing", "es"))
        for i in range(*span)
    ) or any(tokens[i].low.endswith("s") and i > span[0] for i in range(*span))


def segments(tokens: Sequence[Token], span: Range, quoted: Sequence[bool]) -> list[Range]:
    """A range cut at its commas outside quotations."""
    cuts = [i for i in range(*span) if tokens[i].text in (",", "—", "–", "--") and not quoted[i]]
    starts = [span[0], *(i + 1 for i in cuts)]
    return list(zip(starts, [*cuts, span[1]], strict=True))


def _is_apposition(tokens: Sequence[Token], span: Range) -> bool:
    """Whether a segment reads as what somebody is ("director of the X", "a local journalist", "who leads Y")."""
    if span[0] >= span[1]:
        return True
    first = tokens[span[0]]
    if first.low in _ADVERBIAL or first.low in _OPENERS or first.low.endswith("ing"):
        return False
    bare = span[1] - span[0] == 1
    return (first.text[0].islower() and not bare) or first.low in ("the", "a", "an") or first.text[0].isdigit()


def _is_name(tokens: Sequence[Token], span: Range) -> bool:
    """Whether a segment can be the head that an apposition belongs to."""
    if not 0 < span[1] - span[0] <= 9 or tokens[span[0]].low in _ADVERBIAL:
        return False
    capital = any(tokens[i].text[0].isupper() for i in range(*span))
    return capital and not has_verb(tokens, span, reduced=True)


def trimmed(tokens: Sequence[Token], span: Range) -> Range:
    """A noun phrase without what opens its clause, and without marks at its ends."""
    start, end = span
    while start < end and (not tokens[start].text[0].isalnum() or tokens[start].low in _OPENERS):
        start += 1
    while end > start and not tokens[end - 1].text[0].isalnum() and tokens[end - 1].text not in ")]%":
        end -= 1
    return start, end


def _after_verb(tokens: Sequence[Token], span: Range) -> Range:
    """The part of a segment behind its last joint, where a finished clause stands before it."""
    if not has_verb(tokens, span):
        return span
    joints = [
        i
        for i in range(span[0], span[1])
        if tokens[i].low in ("and", "but", "as", "while", "because", "after", "that", "when", ";", ":")
    ]
    last = joints[-1] + 1 if joints else span[0]
    return (last, span[1]) if last < span[1] and not has_verb(tokens, (last, span[1])) else span


def before(tokens: Sequence[Token], span: Range, quoted: Sequence[bool]) -> Range | None:
    """The noun phrase that ends a range, with the apposition that belongs to it.

    Args:
        tokens: of a sentence.
        span: from the start of the clause to the cue.
        quoted: which tokens stand in quotations.

    Returns:
        The phrase, or None where none can be told.
    """
    parts = segments(tokens, (_past_quotation(tokens, span, quoted), span[1]), quoted)
    last = len(parts) - 1
    while last >= 0 and (parts[last][0] >= parts[last][1] or _is_adverbial(tokens, parts[last])) and last > 0:
        last -= 1
    if parts[last][0] >= parts[last][1]:
        return None
    if tokens[parts[last][1] - 1].low in _PERSONAL and parts[last][1] == span[1]:
        return span[1] - 1, span[1]
    if tokens[parts[last][0]].low in _RELATIVES and 0 < last < len(parts) - 1:
        head = before(tokens, (span[0], parts[last - 1][1]), quoted)
        return (head[0], parts[last][1]) if head else None
    if tokens[span[1] - 1].low in ("and", "but", "then"):
        return subject_of(tokens, (parts[_role_of(tokens, parts, last)][0], span[1]))
    first = _role_of(tokens, parts, last)
    start = parts[first][0] if first < last else _after_verb(tokens, parts[last])[0]
    found = without_time(tokens, trimmed(tokens, (_past_adverbial(tokens, (start, parts[last][1])), parts[last][1])))
    return found if found[0] < found[1] else None


def _past_adverbial(tokens: Sequence[Token], span: Range) -> int:
    """Where the noun phrase begins behind an adverbial without a comma ("In a message the company")."""
    start, end = span
    while start < end and not tokens[start].text[0].isalnum():
        start += 1
    if start + 2 >= end or tokens[start].low not in _LEADING:
        return start
    at = end - 1
    if tokens[at].text[0].isupper():
        while at - 1 > start and tokens[at - 1].text[0].isupper():
            at -= 1
        return at
    found = next((i for i in range(at, start + 1, -1) if tokens[i].low in _ARTICLES), None)
    return found if found is not None and tokens[found - 1].low not in _BEFORE_NOUNS else start


def without_time(tokens: Sequence[Token], span: Range) -> Range:
    """A noun phrase without a time and adverbs at its end ("the company just this month", "the mayor further")."""
    start, end = span
    at = end
    while at - 1 > start and (tokens[at - 1].low in TIME_WORDS or tokens[at - 1].low in group("adverbs")):
        at -= 1
    if at < end:
        while at - 1 > start and tokens[at - 1].low in _BEFORE_TIMES:
            at -= 1
    return start, at


def _bare_name(tokens: Sequence[Token], span: Range) -> bool:
    """Whether a segment is nothing but a name ("Bernard Vialat", "Neil Garraway KC")."""
    return 0 < span[1] - span[0] <= 6 and all(
        tokens[i].text[0].isupper() or tokens[i].low in _INSIDE_NAMES or not tokens[i].text[0].isalpha()
        for i in range(*span)
    )


def _role_of(tokens: Sequence[Token], parts: Sequence[Range], last: int) -> int:
    """The segment that a source begins in: "the mayor, NAME,", "A, B and C", or the head of an apposition."""
    first = _head_of(tokens, parts, last)
    if first < last or last == 0:
        return first
    role = parts[last - 1]
    plain = (
        1 < role[1] - role[0] <= 16
        and tokens[role[0]].low not in _ADVERBIAL
        and not has_verb(tokens, role, reduced=True)
    )
    if plain and last + 1 < len(parts) and _bare_name(tokens, parts[last]):
        return last - 1
    listed = any(tokens[i].low == "and" for i in range(*parts[last])) and tokens[parts[last][0]].text[0].isupper()
    if plain and listed and last + 1 == len(parts) and tokens[role[0]].text[0].isupper():
        return last - 1
    return last


def _head_of(tokens: Sequence[Token], parts: Sequence[Range], last: int) -> int:
    """The segment with the name that the last segments are appositions of; the last one itself where there is none."""
    for first in range(last, max(-1, last - 3), -1):
        if not _is_apposition(tokens, parts[first]) or has_verb(tokens, parts[first], reduced=True):
            return first if first < last and _is_name(tokens, parts[first]) else last
        if first > 0 and _is_name(tokens, parts[first - 1]):
            return first - 1
    return last


def _past_quotation(tokens: Sequence[Token], span: Range, quoted: Sequence[bool]) -> int:
    """Behind the last quotation of a range, where that ends a statement rather than quotes a word."""
    last = next((i for i in range(span[1] - 1, span[0] - 1, -1) if quoted[i]), None)
    if last is None or last + 1 >= span[1]:
        return span[0]
    ends = tokens[last - 1].text in {",", ".", "?", "!", "…", "-", "—"} or tokens[last + 1].text in (",", "—", "–")
    return last + 1 if ends else span[0]


def _is_adverbial(tokens: Sequence[Token], span: Range) -> bool:
    return tokens[span[0]].low in _ADVERBIAL and span[1] - span[0] <= 8


def behind(tokens: Sequence[Token], span: Range, quoted: Sequence[bool]) -> Range | None:
    """The noun phrase that begins a range ("said Brandt, the minister, on Tuesday").

    Args:
        tokens: of a sentence.
        span: from behind the cue to the end of the clause.
        quoted: which tokens stand in quotations.

    Returns:
        The phrase, or None.
    """
    start, limit = span
    end = start
    while end < limit and not quoted[end] and not _stops(tokens, quoted, end, limit):
        low = tokens[end].low
        if end > start and (
            low
            in (
                "on",
                "after",
                "during",
                "late",
                "last",
                "yesterday",
                "today",
                "while",
                "as",
                "when",
                "adding",
                "to",
                "who",
            )
            or (
                low in ("in", "at")
                and end + 1 < limit
                and tokens[end + 1].low in ("a", "an", "the", "his", "her", "its")
                and _medium(tokens, end, limit)
            )
        ):
            break
        end += 1
    if end < limit and tokens[end].text == "," and end + 1 < limit:
        parts = segments(tokens, (end + 1, limit), quoted)
        if _is_apposition(tokens, parts[0]) and not has_verb(tokens, parts[0]) and parts[0][1] - parts[0][0] <= 14:
            end = min(parts[0][1], next((i for i in range(*parts[0]) if quoted[i]), parts[0][1]))
    found = trimmed(tokens, (start, end))
    return found if found[0] < found[1] else None


def _stops(tokens: Sequence[Token], quoted: Sequence[bool], i: int, limit: int) -> bool:
    """Whether a mark ends a noun phrase; the full stop of an abbreviation or initial does not."""
    if tokens[i].text == ".":
        return i + 1 >= limit or quoted[i + 1] or len(tokens[i - 1].text) > 4
    return tokens[i].text in _ENDING


def _medium(tokens: Sequence[Token], i: int, limit: int) -> bool:
    return any(tokens[k].low in group("media_nouns") for k in range(i + 1, min(limit, i + 5)))


def subject_of(tokens: Sequence[Token], span: Range) -> Range | None:
    """The noun phrase that a clause begins with, up to its first finite verb."""
    start, limit = trimmed(tokens, span)
    end = start
    while end < limit and not has_verb(tokens, (end, end + 1)) and not _verb_like(tokens, end, start):
        if tokens[end].text in (",", ";", ":") and end > start:
            break
        end += 1
    found = trimmed(tokens, (start, end))
    return found if found[0] < found[1] and end < limit else None


def _verb_like(tokens: Sequence[Token], i: int, start: int) -> bool:
    token = tokens[i]
    return (
        i > start
        and token.text[0].islower()
        and (token.low.endswith("ed") or (token.low in forms() and token.low not in _nominal_ed()))
    )


def closing(tokens: Sequence[Token], span: Range) -> Range | None:
    """The source that ends a range without a comma before it, as in texts that have lost their punctuation.

    Args:
        tokens: of a region.
        span: from the start of the clause to the cue.

    Returns:
        A determiner phrase, a run of names, or a plural that speaks; None where none of them ends the range.
    """
    start, end = span
    if end - start < 4 or not tokens[end - 1].text[0].isalnum():
        return None
    name = end
    while name > start and (tokens[name - 1].text[0].isupper() or (name < end and tokens[name - 1].low in _IN_NAMES)):
        name -= 1
    first = next((i for i in range(end - 1, max(start, end - 10), -1) if tokens[i].low in ("the", "a", "an")), None)
    if first is not None and first > start and not has_verb(tokens, (first, end), reduced=True):
        return first, end
    if name < end and tokens[name].text[0].isupper() and name > start:
        return name, end
    spoken = tokens[end - 1].low in lexicon("cues")["speakers"]
    return (end - 1, end) if spoken else None
