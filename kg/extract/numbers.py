"""Numbers in a row of tokens: digits, words, scales, groups, ranges, fractions, and words for none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.extract.document import Token
from kg.ontology import lexicon

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_HYPHENED = re.compile(r"(\d[\d.,]*)-(\d[\d.,]*)")
_STRONG = re.compile(r"(\d[\d.,]*)-strong", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in tokens first to last (exclusive).

    Attributes:
        first, last: its tokens.
        low, high: equal where it is one value.
        kind: "value", "range", "vague", "fraction" or "none".
        scaled: whether a scale word or decimals make it a measure rather than a count of units.
    """

    first: int
    last: int
    low: float
    high: float
    kind: str = "value"
    scaled: bool = False


@cache
def words() -> Mapping[str, Any]:
    """The section of number words."""
    return lexicon("numbers")


def parse_digits(text: str) -> float | None:
    """The value of digits with separators, or None.

    >>> parse_digits("1,200"), parse_digits("3.5"), parse_digits("12,5")
    (1200.0, 3.5, None)
    """
    if not _DIGITS.fullmatch(text):
        return None
    return float(text.replace(",", ""))


def _small(low: str) -> float | None:
    """The value of a word below a hundred, hyphened ones included."""
    units, tens = words()["units"], words()["tens"]
    if low in units or low in tens:
        return float(units.get(low, tens.get(low)))
    ten, _, unit = low.partition("-")
    return float(tens[ten] + units[unit]) if ten in tens and 0 < units.get(unit, 0) < 10 else None


def _in_words(tokens: Sequence[Token], i: int) -> tuple[float, int] | None:
    """A number below a thousand in words ("two hundred and six"), and where it ends."""
    value = _small(tokens[i].low)
    at = i + 1
    if value is None:
        return None
    if at < len(tokens) and value >= 20 and value % 10 == 0 and 0 < words()["units"].get(tokens[at].low, 0) < 10:
        value, at = value + words()["units"][tokens[at].low], at + 1
    return _after_hundred(tokens, value, at)


def _after_hundred(tokens: Sequence[Token], value: float, at: int) -> tuple[float, int]:
    if at >= len(tokens) or tokens[at].low != "hundred":
        return value, at
    value, at = value * 100, at + 1
    rest = at + 1 if at < len(tokens) and tokens[at].low == "and" else at
    more = _small(tokens[rest].low) if rest < len(tokens) else None
    if more is None:
        return value, at
    unit = words()["units"].get(tokens[rest + 1].low, 0) if rest + 1 < len(tokens) and more % 10 == 0 else 0
    return (value + more + unit, rest + 2) if more >= 20 and 0 < unit < 10 else (value + more, rest + 1)


def _glued(tokens: Sequence[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].end == tokens[i].start


def _scale(tokens: Sequence[Token], at: int, currency: bool) -> float | None:
    if at >= len(tokens):
        return None
    low = tokens[at].low
    short = words()["short_scales"].get(low) if _glued(tokens, at) or currency else None
    scale = words()["scales"].get(low, short)
    if scale is None and low == "hundred":
        return 100.0
    return None if scale is None else float(scale)


def _scaled(tokens: Sequence[Token], value: float, at: int, first: int, currency: bool) -> Number:
    scaled = value != int(value)
    while (scale := _scale(tokens, at, currency)) is not None:
        value, at, scaled = value * scale, at + 1, scaled or scale >= 1e6
        joined = at + 1 < len(tokens) and tokens[at].low == "and" and _small(tokens[at + 1].low) is not None
        following = _in_words(tokens, at + joined) if at < len(tokens) else None
        if following and scale >= 1000 and (not joined or following[0] < 100) and not tokens[first].text[0].isdigit():
            more = _scaled(tokens, *following, first, currency)
            if more.low < scale:
                return replace(more, low=value + more.low, high=value + more.low)
    group = words()["groups"].get(tokens[at].low) if at < len(tokens) else None
    if group and tokens[at].low == "dozen":
        value, at = value * group, at + 1
    value = round(value, 6)
    return Number(first, at, value, value, scaled=scaled)


def _vague(tokens: Sequence[Token], i: int) -> Number | None:
    """Words such as "dozens", "hundreds of thousands", "several hundred"."""
    low, known = tokens[i].low, words()["vague"]
    if low in words()["several"] and i + 1 < len(tokens):
        bounds = known.get(tokens[i + 1].low + "s")
        return Number(i, i + 2, bounds[0], bounds[1], "vague") if bounds else None
    of = [token.low for token in tokens[i + 1 : i + 3]]
    if low in ("tens", "hundreds") and len(of) == 2 and of[0] == "of" and of[1] in known:
        unit = known[of[1]][0] / 2
        factor = 10 if low == "tens" else 100
        return Number(i, i + 3, 2 * factor * unit, 10 * factor * unit - 1, kind="vague")
    return Number(i, i + 1, known[low][0], known[low][1], "vague") if low in known else None


def _article(tokens: Sequence[Token], i: int) -> Number | None:
    """Words such as "a dozen", "a hundred", "a couple", "a third of", "half a million", "half of"."""
    low = tokens[i].low
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low == "half" and following in ("a", "dozen"):
        inner = _article(tokens, i + 1) if following == "a" else _group(tokens, i + 1, i)
        return replace(inner, first=i, low=inner.low / 2, high=inner.high / 2) if inner else None
    if low == "half-dozen":
        return Number(i, i + 1, 6, 6)
    if low not in ("a", "an", "one"):
        return _fraction(tokens, i)
    if following in words()["vague"] and following not in ("scores",):
        return None
    if following == "few" and low == "a":
        inner = _vague(tokens, i + 1)
        return replace(inner, first=i) if inner else None
    return _fraction(tokens, i) or _group(tokens, i + 1, i)


def _group(tokens: Sequence[Token], at: int, first: int) -> Number | None:
    low = tokens[at].low if at < len(tokens) else ""
    if low == "hundred":
        value, end = _after_hundred(tokens, 1, at)
        return _scaled(tokens, value, end, first, False)
    if low in words()["scales"]:
        return _scaled(tokens, 1, at, first, False)
    group = words()["groups"].get(low)
    return Number(first, at + 1, group, group) if group and low != "pair" else None


def _fraction(tokens: Sequence[Token], i: int) -> Number | None:
    fractions, low = words()["fractions"], tokens[i].low
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low == "half" and following in ("of", "the", "its", "their", "his", "her", "all"):
        return Number(i, i + 1, 0.5, 0.5, kind="fraction")
    top, _, bottom = low.partition("-")
    count, end = _small(top), i + 1
    if not bottom:
        bottom, end = following, i + 2
        count = 1.0 if low in ("a", "an", "one") else count
    if count is None or bottom not in fractions or bottom == "half":
        return None
    if end < len(tokens) and tokens[end].low in ("of", "the"):
        value = count * fractions[bottom]
        return Number(i, end, value, value, kind="fraction") if value < 1 else None
    return None


def number_at(tokens: Sequence[Token], i: int, *, currency: bool = False) -> Number | None:
    """The number that begins at a token.

    Args:
        tokens: of one sentence.
        i: the token.
        currency: whether a currency sign stands before it, so that "m" and "k" are scales.

    Returns:
        The number with its tokens, or None.
    """
    text, low = tokens[i].text, tokens[i].low
    if text[0].isdigit():
        return _from_digits(tokens, i, currency)
    found = _article(tokens, i) or _vague(tokens, i)
    if found:
        return found
    if low in words()["none"]:
        pronoun = low == "no" and i + 1 < len(tokens) and tokens[i + 1].low == "one"
        return Number(i, i + 1 + pronoun, 0, 0, kind="none")
    inner = _in_words(tokens, i)
    return _scaled(tokens, *inner, i, currency) if inner else None


def _from_digits(tokens: Sequence[Token], i: int, currency: bool) -> Number | None:
    text = tokens[i].text
    strong = _STRONG.fullmatch(text)
    value = parse_digits(strong[1] if strong else text)
    if value is not None:
        return Number(i, i + 1, value, value) if strong else _scaled(tokens, value, i + 1, i, currency)
    both = _HYPHENED.fullmatch(text)
    if not both:
        return None
    low, high = parse_digits(both[1]), parse_digits(both[2])
    if low is None or high is None or low >= high:
        return None
    scale = _scale(tokens, i + 1, currency) or 1
    return Number(i, i + 1 + (scale > 1), low * scale, high * scale, "range", scale >= 1e6)
