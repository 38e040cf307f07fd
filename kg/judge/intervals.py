"""Figures as intervals, after their units were made one."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kg.judge.frames import scale
from kg.model.quantity import Quantity

_ROUNDING = 0.006


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of numbers; infinite where a bound is missing."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def inside(self, other: Interval) -> bool:
        """Whether every number here is also there."""
        low = self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open))
        high = self.high < other.high or (self.high == other.high and (self.high_open or not other.high_open))
        return low and high

    def meets(self, other: Interval) -> bool:
        """Whether some number is in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low < high:
            return True
        opened = (self.low == low and self.low_open) or (other.low == low and other.low_open)
        closed = (self.high == high and self.high_open) or (other.high == high and other.high_open)
        return low == high and not opened and not closed

    def gap(self, other: Interval) -> float:
        """The distance of two ranges, relative to the larger bound; 0 where they meet."""
        if self.meets(other):
            return 0.0
        low, high = sorted((min(self.high, other.high), max(self.low, other.low)))
        return (high - low) / max(abs(high), 1e-9)


def semantic(quantity: Quantity) -> Interval:
    """What the words exclude, in the first unit of the figure's dimension."""
    by = scale(quantity)
    return Interval(_bound(quantity.low, -by), _bound(quantity.high, by), quantity.low_open, quantity.high_open)


def expected(quantity: Quantity) -> Interval:
    """What a reader takes, in the first unit of the figure's dimension."""
    by = scale(quantity)
    low, high = quantity.expected
    return Interval(_bound(low, -by), _bound(high, by))


def _bound(value: float | None, by: float) -> float:
    return math.copysign(math.inf, by) if value is None else value * abs(by)


def same(left: Quantity, right: Quantity) -> bool:
    """Whether two figures have one semantic interval; converted units may differ by rounding."""
    a, b = semantic(left), semantic(right)
    if left.unit == right.unit:
        return a == b
    return _near(a.low, b.low) and _near(a.high, b.high)


def _near(a: float, b: float) -> bool:
    return a == b or (math.isfinite(a) and math.isfinite(b) and abs(a - b) <= _ROUNDING * max(abs(a), abs(b)))
