"""What a number counts: the noun phrase beside it, its head, its unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.extract.document import Token
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
def _units() -> Mapping[str, str]:
    units: Mapping[str, str] = lexicon("units")["words"]
    return units


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


def is_plural(low: str) -> bool:
    """Whether a word looks like a plural noun."""
    if low in _words()["plurals"]:
        return True
    if len(low) <= 3 or low.endswith(("ss", "us", "is", "'s", "’s")):
        return False
    return low.endswith("s") and low not in _set("singular_s")


def is_people(head: str) -> bool:
    """Whether a head noun counts people."""
    return head in _set("people")


def unit_at(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """The unit that is written at a token, and where it ends."""
    for length in (3, 2, 1):
        words = " ".join(token.low for token in tokens[i : i + length])
        unit = _units().get(words)
        if unit and len(tokens) >= i + length:
            return unit, i + length
    return None


def _is_word(token: Token) -> bool:
    return token.text[0].isalpha()


def _is_stop(token: Token, *, upper: bool) -> bool:
    """Whether a word ends a noun phrase; in mixed case an acronym ("IS", "US") is none."""
    return token.low in _set("stops") and (upper or len(token.text) < 2 or not token.text.isupper())


def _past_bracket(tokens: Sequence[Token], i: int) -> int:
    """Past a short name in brackets ("Islamic State (IS) fighters") that words follow."""
    closed = tokens[i + 2].text if i + 3 < len(tokens) and tokens[i].text in "([" else ""
    return i + 3 if closed and closed in ")]" and tokens[i + 3].text[0].isalpha() else i


def _past_verb(tokens: Sequence[Token], i: int, first: int) -> bool:
    """Whether a token reads as the verb behind a finished noun phrase ("200 fighters entered")."""
    low = tokens[i].low
    return i > first and low.endswith(("ed", "ing")) and (is_plural(tokens[i - 1].low) or is_people(tokens[i - 1].low))


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
        at += 1
        finished = is_plural(token.low) and (upper or token.text[0].islower() or token.text.istitle())
        following = tokens[at] if at < len(tokens) else None
        if finished and following is not None and not _goes_on(following, upper=upper):
            break
    return at


def _goes_on(token: Token, *, upper: bool) -> bool:
    """Whether a noun phrase can go on behind a plural ("arms dealers", "IS fighters")."""
    return _is_word(token) and is_plural(token.low) and token.low not in _set("stops") and not upper


def _joined(tokens: Sequence[Token], end: int) -> int:
    """The end of "villages and towns": one more plural behind "and" or "or"."""
    pair = tokens[end : end + 2]
    if len(pair) == 2 and pair[0].low in ("and", "or") and is_plural(pair[1].low) and pair[1].low not in _set("stops"):
        return end + 2
    return end


def counted_at(tokens: Sequence[Token], i: int, *, upper: bool) -> Counted | None:
    """The counted noun phrase that begins at a token.

    Args:
        tokens: of one sentence.
        i: the token behind the number and its unit.
        upper: whether the text is an upper-case wire.

    Returns:
        The phrase through one "of", and the head's lemma; None where no noun stands there.
    """
    start = _skip_of(tokens, i)
    end = _phrase(tokens, start, upper=upper)
    if end == start:
        return None
    head = lemma(tokens[end - 1].low)
    end = _joined(tokens, end)
    if end + 1 < len(tokens) and tokens[end].low == "of":
        inner = end + 1 + (tokens[end + 1].low in ("the", "a", "an", "his", "its", "their"))
        last = _phrase(tokens, inner, upper=upper)
        if last > inner and (inner == end + 1 or head in _set("containers")):
            head = lemma(tokens[last - 1].low) if head in _set("containers") and head != "member" else head
            end = last
    return Counted(start, end, head)


def _skip_of(tokens: Sequence[Token], i: int) -> int:
    """Past "of", "of the", "of its" between a number and what it counts, and past "more", "other", "different"."""
    at = i
    if at + 1 < len(tokens) and tokens[at].low in ("more", "other", "others", "further", "additional"):
        at += tokens[at + 1].low not in _set("stops") and _is_word(tokens[at + 1])
    if at < len(tokens) and tokens[at].low == "of":
        at += 1
        if at < len(tokens) and tokens[at].low in ("the", "his", "her", "its", "their", "those", "these", "our"):
            at += 1
    return at


def span(tokens: Sequence[Token], counted: Counted) -> Span:
    """The span of a counted phrase."""
    return tokens[counted.first].start, tokens[counted.last - 1].end
