"""What a number counts: the noun phrase beside it, its head, its unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kg.extract.document import Token
from kg.extract.words import Form, verb
from kg.model.spans import Span
from kg.ontology import lexicon

_MOST_TOKENS = 7


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun phrase in tokens first to last (exclusive), and the lemma of its head."""

    first: int
    last: int
    head: str


@cache
def _words() -> Mapping[str, Any]:
    return lexicon("counted")


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_words()[name])


@cache
def _units() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The first word of a unit -> the units that begin with it, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for text, unit in lexicon("units")["words"].items():
        words = tuple(text.split())
        table.setdefault(words[0], []).append((words, unit))
    return {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in table.items()}


@lru_cache(maxsize=65536)
def lemma(low: str) -> str:
    """The singular of a noun.

    >>> lemma("children"), lemma("villages"), lemma("casualties"), lemma("buses")
    ('child', 'village', 'casualty', 'bus')
    """
    known = _words()["plurals"].get(low)
    if known:
        return str(known)
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    return low[:-1] if is_plural(low) else low


@lru_cache(maxsize=65536)
def is_plural(low: str) -> bool:
    """Whether a word looks like a plural noun."""
    if low in _words()["plurals"]:
        return True
    if len(low) <= 3 or low.endswith(("ss", "us", "is", "'s", "’s")):
        return False
    return low.endswith("s") and low not in _set("singular_s")


@cache
def _people() -> frozenset[str]:
    """The nouns for people: those of this section and the collectives, singular."""
    return _set("people") | {lemma(word) for word in lexicon("collectives")["people"].split()}


@cache
def _numbers() -> frozenset[str]:
    """The number words, which begin another figure."""
    return frozenset({**lexicon("numbers")["units"], **lexicon("numbers")["tens"]})


def is_people(head: str) -> bool:
    """Whether a head noun counts people."""
    return head in _people()


def is_stop(low: str) -> bool:
    """Whether a word can be no part of a counted noun phrase."""
    return low in _set("stops")


def unit_at(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """The unit that is written at a token, and where it ends."""
    if i >= len(tokens):
        return None
    for words, unit in _units().get(tokens[i].low, ()):
        end = i + len(words)
        if end <= len(tokens) and all(tokens[i + k].low == word for k, word in enumerate(words)):
            return (unit, end) if not _is_verb_here(tokens, i, words) else None
    return None


def _is_verb_here(tokens: Sequence[Token], i: int, words: tuple[str, ...]) -> bool:
    """Whether a unit's word is rather a verb ("ticket 4431 won")."""
    return words == ("won",) and not (i + 1 < len(tokens) and tokens[i + 1].text[0].isalnum())


def unit_before(tokens: Sequence[Token], i: int) -> str | None:
    """The unit that stands before a number ("magnitude 7", "a magnitude of 5.9")."""
    at = i - 1 - (i > 1 and tokens[i - 1].low == "of")
    unit = lexicon("units")["before"].get(tokens[at].low) if at >= 0 else None
    return None if unit is None else str(unit)


def joined_unit(tail: str) -> str | None:
    """The unit that a hyphen joins to a number; None where it is none ("strong")."""
    unit = lexicon("units")["joined"].get(tail)
    return None if unit is None else str(unit)


def _is_word(token: Token) -> bool:
    return token.text[0].isalpha()


def _is_stop(token: Token, *, upper: bool) -> bool:
    """Whether a word ends a noun phrase; in mixed case an acronym ("IS", "US") is none."""
    return token.low in _set("stops") and (upper or len(token.text) < 2 or not token.text.isupper())


def _past_bracket(tokens: Sequence[Token], i: int) -> int:
    """Past a short name in brackets ("Islamic State (IS) fighters") that words follow."""
    closed = tokens[i + 2].text if i + 3 < len(tokens) and tokens[i].text in "([" else ""
    return i + 3 if closed and closed in ")]" and tokens[i + 3].text[0].isalpha() else i


@lru_cache(maxsize=65536)
def _is_past(low: str) -> bool:
    known = verb(low)
    return (known is not None and known[1] is Form.PAST) or (len(low) > 4 and low.endswith("ed"))


def _is_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token can end a counted phrase: a plural, or a noun for people."""
    return i < len(tokens) and (is_plural(tokens[i].low) or is_people(lemma(tokens[i].low)))


def _past_verb(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether a token reads as the verb behind the counted ("200 fighters entered", "a 1,200-strong force crossed")."""
    low = tokens[at].low
    if at > first and low.endswith(("ed", "ing")) and _is_noun(tokens, at - 1):
        return True
    if not _is_past(low):
        return False
    return not (_is_noun(tokens, at + 1) or (at == first and _is_noun(tokens, at + 2) and _is_word(tokens[at + 1])))


def _phrase(tokens: Sequence[Token], i: int, *, upper: bool) -> int:
    """Where the noun phrase that begins at a token ends."""
    at = i
    while at < len(tokens) and at - i < _MOST_TOKENS:
        inner = _past_bracket(tokens, at) if at > i else at
        if inner != at and not _is_stop(tokens[inner], upper=upper):
            at = inner
        token = tokens[at]
        if not _is_word(token) or _is_stop(token, upper=upper) or _past_verb(tokens, at, i):
            break
        if token.low in _numbers():
            break
        at += 1
        finished = is_plural(token.low) and (upper or token.text[0].islower() or token.text.istitle())
        following = tokens[at] if at < len(tokens) else None
        if finished and following is not None and not _goes_on(token, following, upper=upper):
            break
    return at


def _goes_on(token: Token, following: Token, *, upper: bool) -> bool:
    """Whether a noun phrase can go on behind a plural ("arms dealers", "crew members", a name in "-s")."""
    collective = token.low in _words()["plurals"] and not token.low.endswith(("s", "men"))
    attributive = collective or token.low in _set("attributive")
    if not attributive and (upper or not token.text[0].isupper()):
        return False
    return _is_word(following) and is_plural(following.low) and following.low not in _set("stops")


def _joined(tokens: Sequence[Token], end: int) -> int:
    """The end of "villages and towns": one more plural behind "and" or "or"."""
    pair = tokens[end : end + 2]
    if len(pair) == 2 and pair[0].low in ("and", "or") and is_plural(pair[1].low) and pair[1].low not in _set("stops"):
        return end + 2
    return end


def counted_at(tokens: Sequence[Token], i: int, *, upper: bool, measured: bool = False) -> Counted | None:
    """The counted noun phrase that begins at a token.

    Args:
        tokens: of one sentence.
        i: the token behind the number and its unit.
        upper: whether the text is an upper-case wire.
        measured: whether a unit stands before, so that "high" and "west" tell only how it was measured.

    Returns:
        The phrase through one "of", and the head's lemma; None where no noun stands there.
    """
    if measured and i < len(tokens) and tokens[i].low in _set("measuring"):
        return None
    start = _skip_of(tokens, i)
    end = _phrase(tokens, start, upper=upper)
    if end == start:
        return None
    head = lemma(tokens[end - 1].low)
    end = _joined(tokens, end)
    if end + 1 < len(tokens) and tokens[end].low == "of":
        inner = end + 1 + (tokens[end + 1].low in _set("articles"))
        last = _phrase(tokens, inner, upper=upper)
        if last > inner and (inner == end + 1 or head in _set("containers")):
            head = lemma(tokens[last - 1].low) if head in _set("containers") and head != "member" else head
            end = last
    return Counted(start, end, head)


def _skip_of(tokens: Sequence[Token], i: int) -> int:
    """Past "of", "of the", "of its" between a number and what it counts, and past "more", "other", "different"."""
    at = i
    if at + 1 < len(tokens) and tokens[at].low in _set("more"):
        at += tokens[at + 1].low not in _set("stops") and _is_word(tokens[at + 1])
    if at < len(tokens) and tokens[at].low == "of":
        at += 1
        if at < len(tokens) and tokens[at].low in _set("articles"):
            at += 1
    return at


def appositive(tokens: Sequence[Token], first: int, last: int) -> Counted | None:
    """The counted noun that a number between commas stands behind ("most of the victims, 14, were women")."""
    at = first - 2
    marked = at >= 0 and tokens[first - 1].low == "," and last < len(tokens) and tokens[last].low == ","
    if not marked or not is_plural(tokens[at].low) or not is_people(lemma(tokens[at].low)):
        return None
    return Counted(at, at + 1, lemma(tokens[at].low))


def span(tokens: Sequence[Token], counted: Counted) -> Span:
    """The span of a counted phrase."""
    return tokens[counted.first].start, tokens[counted.last - 1].end
