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
_LONG = re.compile(r"-(?:long|wide|deep|high|tall|thick)\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in tokens first to last (exclusive).

    Attributes:
        first, last: its tokens.
        low, high: equal where it is one value.
        kind: "value", "range", "vague", "fraction" or "none".
        scaled: whether a scale word or decimals make it a measure rather than a count of units.
        tail: what a hyphen joins to it: "strong", "odd", or a unit ("20-year"); "" if nothing.
    """

    first: int
    last: int
    low: float
    high: float
    kind: str = "value"
    scaled: bool = False
    tail: str = ""


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


def _and_a_half(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and a half" stands before a scale or a unit ("two and a half million")."""
    return [token.low for token in tokens[at : at + 3]] == ["and", "a", "half"]


def _scaled(tokens: Sequence[Token], value: float, at: int, first: int, currency: bool) -> Number:
    if _and_a_half(tokens, at):
        value, at = value + 0.5, at + 3
    scaled = value != int(value)
    while (scale := _scale(tokens, at, currency)) is not None:
        value, at, scaled = value * scale, at + 1, scaled or scale >= 1e6
        joined = at + 1 < len(tokens) and tokens[at].low == "and" and _small(tokens[at + 1].low) is not None
        following = _in_words(tokens, at + joined) if at < len(tokens) else None
        if following and scale >= 1000 and (not joined or following[0] < 100) and not tokens[first].text[0].isdigit():
            more = _scaled(tokens, *following, first, currency)
            if more.low < scale:
                return replace(more, low=value + more.low, high=value + more.low)
    if at < len(tokens) and tokens[at].low == "dozen":
        value, at = value * words()["groups"]["dozen"], at + 1
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
    if not group or low == "pair":
        return None
    of = [token.low for token in tokens[at + 1 : at + 3]]
    scale = _plain_scale(of[1]) if len(of) == 2 and of[0] == "of" else None
    return Number(first, at + 3, group * scale, group * scale) if scale else Number(first, at + 1, group, group)


def _plain_scale(low: str) -> float | None:
    """The value of a word that counts units by the dozen, hundred, thousand ..."""
    group = words()["groups"]["dozen"] if low == "dozen" else 100 if low == "hundred" else words()["scales"].get(low)
    return None if group is None else float(group)


def _fraction(tokens: Sequence[Token], i: int) -> Number | None:
    fractions, low = words()["fractions"], tokens[i].low
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low == "half" and following in words()["half_before"]:
        return Number(i, i + 1, 0.5, 0.5, kind="fraction")
    top, _, bottom = low.partition("-")
    count, end = _small(top), i + 1
    if not bottom:
        bottom, end = following, i + 2
        count = 1.0 if low in ("a", "an", "one") else count
    if count is None or bottom not in fractions or bottom == "half":
        return None
    value = count * fractions[bottom]
    if value >= 1 or end >= len(tokens) or tokens[end].low not in ("of", "the"):
        return None
    return _of_a_scale(tokens, end, i, value) or Number(i, end, value, value, kind="fraction")


def _of_a_scale(tokens: Sequence[Token], at: int, first: int, share: float) -> Number | None:
    """A share of a scale word: "a quarter of a million"."""
    following = [token.low for token in tokens[at : at + 3]]
    scale = words()["scales"].get(following[2]) if len(following) == 3 and following[:2] == ["of", "a"] else None
    return Number(first, at + 3, round(share * scale, 6), round(share * scale, 6)) if scale else None


def _share(tokens: Sequence[Token], number: Number) -> Number:
    """The share that "one in five" and "seven out of ten" tell; else the number itself."""
    at = number.last
    link = 1 if at < len(tokens) and tokens[at].low == "in" else 2 if _out_of(tokens, at) else 0
    if not link or number.kind != "value" or not 0 < number.low < 10 or at + link >= len(tokens):
        return number
    whole = _in_words(tokens, at + link) or (parse_digits(tokens[at + link].text), at + link + 1)
    parts = words()["out_of"] if link > 1 or number.low > 1 else range(2, 10_001)
    if whole[0] is None or whole[0] not in parts or whole[0] <= number.low or _is_unit_or_end(tokens, whole[1]):
        return number
    value = round(number.low / whole[0], 6)
    return Number(number.first, whole[1], value, value, kind="fraction")


def _out_of(tokens: Sequence[Token], at: int) -> bool:
    return [token.low for token in tokens[at : at + 2]] == ["out", "of"]


def _is_unit_or_end(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows "one in five" is no noun that is divided ("one in five years", "one in 2014.")."""
    return at >= len(tokens) or not tokens[at].text[0].isalpha() or tokens[at].low in lexicon("units")["words"]


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
    if "-" in text and (joined := _tailed(tokens, i)):
        return joined
    if text[0].isdigit():
        found = _from_digits(tokens, i, currency)
        return _share(tokens, found) if found else None
    if low not in starters() and low.partition("-")[0] not in starters():
        return None
    return _from_words(tokens, i, currency)


def _from_words(tokens: Sequence[Token], i: int, currency: bool) -> Number | None:
    if tokens[i].low == "both":
        return Number(i, i + 1, 2, 2)
    found = _none(tokens, i) or _article(tokens, i) or _vague(tokens, i)
    if found:
        return found if found.kind != "value" else _share(tokens, found)
    inner = _in_words(tokens, i)
    return _share(tokens, _scaled(tokens, *inner, i, currency)) if inner else None


@cache
def starters() -> frozenset[str]:
    """The words that a number can begin with."""
    known = words()
    tables = (known["units"], known["tens"], known["vague"], known["several"], known["none"], known["openers"])
    return frozenset(word for table in tables for word in table)


def opens(token: Token) -> bool:
    """Whether a number can begin at a token."""
    low = token.low
    return low[0].isdigit() or low in starters() or ("-" in low and low.partition("-")[0] in starters())


def _none(tokens: Sequence[Token], i: int) -> Number | None:
    """Words for none: "no", "nobody", "no one", "not one", "not a single"."""
    low = tokens[i].low
    following = tuple(token.low for token in tokens[i + 1 : i + 3])
    if low == "not":
        last = i + 3 if following == ("a", "single") else i + 2 if following[:1] == ("one",) else 0
        return Number(i, last, 0, 0, kind="none") if last else None
    if low not in words()["none"]:
        return None
    return Number(i, i + 1 + (low == "no" and following[:1] == ("one",)), 0, 0, kind="none")


def _tailed(tokens: Sequence[Token], i: int) -> Number | None:
    """A number that a hyphen joins to "strong", "odd" or a unit: "1,200-strong", "20-year", "6.1-magnitude"."""
    text, _, tail = _LONG.sub("", tokens[i].low).rpartition("-")
    if tail not in words()["tails"] and tail not in lexicon("units")["joined"]:
        return None
    value = parse_digits(text) if text[:1].isdigit() else _small(text)
    return None if value is None else Number(i, i + 1, value, value, scaled=value != int(value), tail=tail)


def _from_digits(tokens: Sequence[Token], i: int, currency: bool) -> Number | None:
    text = tokens[i].text
    value = parse_digits(text)
    if value is not None:
        return _scaled(tokens, value, i + 1, i, currency)
    both = _HYPHENED.fullmatch(text)
    if not both:
        return None
    low, high = parse_digits(both[1]), parse_digits(both[2])
    if low is None or high is None or low >= high:
        return None
    scale = _scale(tokens, i + 1, currency) or 1
    return Number(i, i + 1 + (scale > 1), low * scale, high * scale, "range", scale >= 1e6)
