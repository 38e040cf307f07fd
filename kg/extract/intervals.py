"""From a number and its modifier to the two intervals: what the words exclude, and what a reader takes."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.quantity import Bounds
from kg.model.vocabulary import Modifier

ABOUT, ROUND, SOFT = 0.2, 0.05, 0.25


@dataclass(frozen=True, slots=True)
class Interval:
    """Both readings of a figure; see `kg.model.quantity.Quantity`."""

    low: float | None
    high: float | None
    low_open: bool
    high_open: bool
    best: float | None
    expected: Bounds
    modifier: Modifier


def is_round(value: float) -> bool:
    """Whether a bare number of 100 or more has at most two digits that count.

    >>> is_round(200), is_round(1200), is_round(126), is_round(90)
    (True, True, False, False)
    """
    if value < 100 or value != int(value):
        return False
    return len(str(int(value)).rstrip("0")) <= 2


def _exact(value: float) -> Interval:
    spread = ROUND * value if is_round(value) else 0.0
    return Interval(
        value, value, False, False, value, (round(value - spread, 6), round(value + spread, 6)), Modifier.EXACT
    )


def _about(value: float, side: str) -> Interval:
    low = value if side == "above" else (1 - ABOUT) * value
    high = value if side == "below" else (1 + ABOUT) * value
    return Interval(value, value, False, False, value, (round(low, 6), round(high, 6)), Modifier.ABOUT)


def _from(value: float, *, beyond: bool, counted: bool) -> Interval:
    """At least, or more than: things that are counted step to the next whole number, measures do not."""
    step = beyond and counted
    low = value + 1 if step else value
    modifier = Modifier.MORE_THAN if beyond else Modifier.AT_LEAST
    return Interval(low, None, beyond and not step, False, None, (low, max(low, 1.5 * value)), modifier)


def _to(value: float, *, short: bool, counted: bool) -> Interval:
    step = short and counted
    high = value - 1 if step else value
    modifier = Modifier.LESS_THAN if short else Modifier.AT_MOST
    return Interval(None, high, False, short and not step, None, (min(high, 0.5 * value), high), modifier)


def interval(low: float, high: float, kind: str, modifier: str | None, side: str, *, counted: bool) -> Interval:
    """Both intervals of a number under a modifier.

    Args:
        low: the number.
        high: the number again, or the upper end of a range.
        kind: "value", "range", "vague", "fraction" or "none".
        modifier: a word of the vocabulary, or None where the number stands bare.
        side: "below" or "above" for "nearly" and "just over", else "".
        counted: whether whole things are counted, so that "more than 12" begins at 13.

    Returns:
        The intervals; best is None for vague words and open bounds.
    """
    if modifier in ("at-least", "more-than"):
        return _from(low, beyond=modifier == "more-than", counted=counted)
    if modifier in ("at-most", "less-than"):
        return _to(high, short=modifier == "less-than", counted=counted)
    if kind == "vague":
        return Interval(low, high, False, False, None, ((1 - SOFT) * low, (1 + SOFT) * high), Modifier.VAGUE)
    if kind == "range":
        return Interval(low, high, False, False, None, (low, high), Modifier.BETWEEN)
    if kind == "fraction":
        return Interval(low, low, False, False, low, (round(0.8 * low, 6), round(1.2 * low, 6)), Modifier.FRACTION)
    return _about(low, side) if modifier == "about" else _exact(low)


def expected_of(low: float | None, high: float | None, modifier: str, *, counted: bool) -> Bounds:
    """What a reader takes of bounds that another tool gives without it.

    Args:
        low: the semantic lower bound, or None.
        high: the upper bound, or None.
        modifier: a word of the vocabulary.
        counted: whether whole things are counted.

    Returns:
        The expected interval.

    >>> expected_of(18, None, "at-least", counted=True), expected_of(200, 200, "about", counted=True)
    ((18, 27.0), (160.0, 240.0))
    """
    if low is None and high is None:
        return (None, None)
    kind = {"vague": "vague", "between": "range", "fraction": "fraction"}.get(modifier, "value")
    start, end = (low if low is not None else high or 0.0), (high if high is not None else low or 0.0)
    step = counted and modifier in ("more-than", "less-than")
    bound = {"more-than": -1, "less-than": 1}.get(modifier, 0) if step else 0
    return interval(start + bound, end + bound, kind, modifier, "", counted=counted).expected
