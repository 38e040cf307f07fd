"""Numbers that are no quantities: dates, times, ages, scores, names of things, house numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.counted import is_people, is_plural, lemma
from kg.extract.document import Token
from kg.extract.numbers import Number, words

_YEARS = range(1800, 2100)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(words()[name])


def _low(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _glued(tokens: Sequence[Token], number: Number) -> bool:
    """Letters or signs stand against the digits: "G20", "A350", "90s", "#5", "+44", "4x4"."""
    first, last = number.first, number.last
    if first > 0 and tokens[first - 1].end == tokens[first].start and tokens[first].text[0].isdigit():
        before = tokens[first - 1].text
        if before[-1].isalnum() or before in ("#", "+", "@", "/", ".", ":", "_", "-", "'", "’", "="):
            return True
    if last < len(tokens) and tokens[last - 1].end == tokens[last].start and tokens[last - 1].text[-1].isdigit():
        return tokens[last].low in ("s", "/", ":", "_", "x", "#", "=") or tokens[last].text[0] in "'’"
    return False


def _is_date(tokens: Sequence[Token], number: Number) -> bool:
    before, after = _low(tokens, number.first - 1).rstrip("."), _low(tokens, number.last)
    if before in _set("months") and number.high <= 31 and after not in ("people", "percent"):
        return before != "may" or tokens[number.first - 1].text[0].isupper()
    return after in _set("months") and (after not in ("may", "march") or tokens[number.last].text[0].isupper())


def _is_year(tokens: Sequence[Token], number: Number, *, upper: bool) -> bool:
    text = tokens[number.first].text
    if len(text) != 4 or not text.isdigit() or int(text) not in _YEARS or number.last != number.first + 1:
        return False
    after = _low(tokens, number.last)
    counts = is_plural(after) or is_people(lemma(after))
    before = _low(tokens, number.first - 1)
    named = before in _set("months") or before in _set("year_before") or before in (",", "(", "")
    return not counts or (named and not upper and before in ("in", "since", "early", "late", "the", "of"))


def _dated_year(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a year ends a date ("16 Jul 2015"), whatever follows it."""
    text = tokens[number.first].text
    return len(text) == 4 and text.isdigit() and _low(tokens, number.first - 1).rstrip(".,") in _set("months")


def _is_clock(tokens: Sequence[Token], number: Number) -> bool:
    after = _low(tokens, number.last)
    glued = number.last < len(tokens) and tokens[number.last].start == tokens[number.last - 1].end
    if after in ("am", "pm", "a.m", "p.m", "a.m.", "p.m.") or after in _set("clock_after"):
        return number.high <= 2400
    return after in ("h", ":") and glued


def _is_age(tokens: Sequence[Token], number: Number) -> bool:
    before, after = _low(tokens, number.first - 1), _low(tokens, number.last)
    if before in _set("age_before"):
        return True
    if before in ("between", "from", "of") and _low(tokens, number.first - 2) in _set("age_before"):
        return True
    if (
        after in ("year", "years")
        and _low(tokens, number.last + 1) in ("old", "of")
        and (_low(tokens, number.last + 1) == "old" or _low(tokens, number.last + 2) == "age")
    ):
        return True
    whose = tokens[number.first - 2] if number.first > 1 else None
    if before == after == "," and whose and is_people(lemma(whose.low)) and not is_plural(whose.low):
        return 0 < number.high < 110 and number.low == number.high
    named = whose is not None and whose.text[0].isupper()
    return before == "," and named and after in (",", ".", "") and 0 < number.high < 110 and number.low == number.high


def _is_name(tokens: Sequence[Token], number: Number, modifier: str | None, *, upper: bool) -> bool:
    """Whether the number is a part of a name: "Resolution 2254", "Boeing 737", "Route 66"."""
    if modifier or number.first == 0 or not tokens[number.first].text[0].isdigit():
        return False
    before = tokens[number.first - 1]
    if before.low.rstrip(".") in _set("labels"):
        named = before.low in ("no", "number", "page", "line", "phase", "grade", "flight")
        return before.text[0].isupper() or named or _is_bare_label(tokens, number)
    after = tokens[number.last] if number.last < len(tokens) else None
    nothing_counted = after is None or not after.text[0].islower()
    capital = before.text[0].isupper() and before.text[0].isalpha() and number.first > 1
    return capital and nothing_counted and not upper and before.text.isalpha() and not (after and after.text in "%$€£")


def _is_bare_label(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a label without article numbers something ("article 5 of the charter"), and nothing is counted."""
    after = _low(tokens, number.last)
    counts = is_plural(after) or is_people(lemma(after))
    return not counts and after in ("of", ",", ".", "") and _low(tokens, number.first - 2) not in ("a", "an", "the")


def _is_address(tokens: Sequence[Token], number: Number) -> bool:
    """Whether capitalised words that end in "Street" and the like follow."""
    for token in tokens[number.last : number.last + 4]:
        if not token.text[0].isupper():
            return False
        if token.low in _set("streets"):
            return True
    return False


def _is_score(tokens: Sequence[Token], number: Number) -> bool:
    text = tokens[number.first].text
    if number.kind != "range" or "-" not in text or number.high > 150:
        return False
    near = {token.low for token in tokens[max(0, number.first - 3) : number.last + 3]}
    return bool(near & _set("sport"))


def is_none_of_ours(
    tokens: Sequence[Token], number: Number, unit: str | None, modifier: str | None, *, upper: bool
) -> bool:
    """Whether a number counts and measures nothing.

    Args:
        tokens: of one sentence.
        number: in them.
        unit: its unit, if one is written.
        modifier: its modifier, if one is written.
        upper: whether the text is an upper-case wire.

    Returns:
        True for dates, years, times, ages, scores, labels and names.
    """
    if unit is not None and unit != "year":
        return _glued(tokens, number)
    if number.kind == "fraction":
        return _low(tokens, number.first - 1) in _set("halves")
    if number.kind in ("vague", "none"):
        return False
    return (
        _glued(tokens, number)
        or _ORDINAL.fullmatch(tokens[number.first].text) is not None
        or _is_date(tokens, number)
        or _dated_year(tokens, number)
        or (modifier is None and _is_year(tokens, number, upper=upper))
        or _is_clock(tokens, number)
        or _is_age(tokens, number)
        or _is_score(tokens, number)
        or (not upper and modifier is None and _is_address(tokens, number))
        or _is_name(tokens, number, modifier, upper=upper)
    )
