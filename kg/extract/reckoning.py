"""Dates from words and an anchor: days, weeks, months and years, each to the precision that the words give."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Final

from kg.model.time import When
from kg.model.vocabulary import Precision

_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def anchor_day(when: When | None) -> date | None:
    """The one day that a time stands for; None where it is vaguer than that.

    >>> anchor_day(When("2018-02-09T16:16", "2018-02-09T16:16", Precision.MINUTE, "input"))
    datetime.date(2018, 2, 9)
    """
    if when is None or when.start[:10] != when.end[:10]:
        return None
    hit = _DAY.match(when.start)
    return make_day(int(hit[1]), int(hit[2]), int(hit[3])) if hit else None


def make_day(year: int, month: int, day: int) -> date | None:
    """A date; None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date | None:
    """A day so many days later; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def on_day(day: date | None, how: str, alternatives: tuple[str, ...] = ()) -> When | None:
    """The time of one day."""
    return None if day is None else When(day.isoformat(), day.isoformat(), Precision.DAY, how, alternatives)


def days(first: date | None, last: date | None, how: str, precision: Precision = Precision.DAY) -> When | None:
    """The time from a day to another, both inclusive; None where they are out of order."""
    if first is None or last is None or last < first:
        return None
    return When(first.isoformat(), last.isoformat(), precision, how)


def month(year: int, number: int, how: str, ahead: int = 0) -> When | None:
    """The time of a calendar month, so many months later; with `ahead` < 0 so many before."""
    index = year * 12 + number - 1 + ahead
    year, number = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    text = f"{year:04}-{number + 1:02}"
    return When(text, text, Precision.MONTH, how)


def year(number: int, how: str) -> When | None:
    """The time of a calendar year."""
    if not MINYEAR <= number <= MAXYEAR:
        return None
    return When(f"{number:04}", f"{number:04}", Precision.YEAR, how)


def week(day: date, ahead: int, how: str) -> When | None:
    """The calendar week (Monday to Sunday) of a day, so many weeks later."""
    monday = shift(day, -day.weekday() + 7 * ahead)
    return None if monday is None else days(monday, shift(monday, 6), how, Precision.WEEK)


def weekday(anchor: date, number: int, *, ahead: bool, strictly: bool = False) -> date | None:
    """The nearest day of that weekday on or before the anchor, or on or after it.

    Args:
        anchor: the day of the article.
        number: 0 for Monday.
        ahead: whether the day lies on or after the anchor.
        strictly: whether the anchor's own day is left out.

    Returns:
        The day.

    >>> weekday(date(2018, 2, 13), 1, ahead=False)
    datetime.date(2018, 2, 13)
    """
    back = (anchor.weekday() - number) % 7
    if ahead:
        step = (-back) % 7
        return shift(anchor, step or 7 if strictly else step)
    return shift(anchor, -(back or 7 if strictly else back))


def yearless(anchor: date, number: int, day: int, *, ahead: bool) -> date | None:
    """A month and day without a year: the last one up to the day after the anchor, or the next one ahead."""
    years = range(anchor.year - 4, anchor.year + 5)
    found = [item for item in (make_day(year, number, day) for year in years) if item]
    if ahead:
        return min((item for item in found if item >= anchor), default=None)
    return max((item for item in found if (item - anchor).days <= 1), default=None)


def span_to(start: When, anchor: date | None, how: str) -> When:
    """A period that goes on until the anchor: "since Saturday"."""
    if anchor is None or anchor.isoformat() < start.start[:10]:
        return start
    end = anchor.isoformat()[: max(4, min(10, len(start.start)))]
    return When(start.start[:10], end, start.precision, how)


def ended(when: When, last: str, *, keep_start: bool) -> When:
    """A period that ends on an earlier day; one that is counted back from its end begins earlier, too."""
    days_of = _DAY.fullmatch(when.start), _DAY.fullmatch(when.end), _DAY.fullmatch(last)
    if keep_start or None in days_of:
        return replace(when, end=last)
    first, end, told = (date.fromisoformat(text) for text in (when.start, when.end, last))
    begun = shift(first, (told - end).days)
    return replace(when, start=begun.isoformat(), end=last) if begun else replace(when, end=last)


def at_minute(day: date, hour: int, minute: int, how: str) -> When | None:
    """A minute of a day; None where the clock has no such minute."""
    if not (0 <= hour < 24 and 0 <= minute < 60):
        return None
    text = f"{day.isoformat()}T{hour:02}:{minute:02}"
    return When(text, text, Precision.MINUTE, how)


def away(base: date, count: int, unit: str, how: str) -> When | None:
    """So many units before or after a day, to the precision of the unit."""
    if unit.startswith(("minute", "hour")):
        return on_day(base, how) if abs(count) <= 12 or unit.startswith("minute") else None
    if unit.startswith(("day", "night")):
        return on_day(shift(base, count), how)
    if unit.startswith(("week", "fortnight")):
        middle = shift(base, count * (14 if unit.startswith("f") else 7))
        return days(shift(middle, -3), shift(middle, 3), how, Precision.WEEK) if middle else None
    if unit.startswith("month"):
        return month(base.year, base.month, how, count)
    return year(base.year + count * (10 if unit.startswith("decade") else 1), how)


def lately(anchor: date, count: int, unit: str, how: str) -> When | None:
    """The last so many units up to a day."""
    if unit.startswith("month"):
        first, last = (
            month(anchor.year, anchor.month, how, -count),
            month(anchor.year, anchor.month, how),
        )
        return When(first.start, last.end, Precision.MONTH, how) if first and last else None
    if unit.startswith(("year", "decade")):
        size = 10 if unit.startswith("decade") else 1
        start = year(anchor.year - count * size, how)
        return When(start.start, f"{anchor.year:04}", Precision.YEAR, how) if start else None
    if unit.endswith(("hour", "hours")):
        return days(shift(anchor, -((count + 23) // 24)), anchor, how)
    size = 14 if unit.startswith("fortnight") else 7 if unit.startswith("week") else 1
    precision = Precision.DAY if size == 1 else Precision.WEEK
    return days(shift(anchor, -count * size), anchor, how, precision)


def weekend(anchor: date, which: str, how: str) -> When | None:
    """Saturday and Sunday: those of this week where it has come so far, else of the week before."""
    sunday = shift(anchor, 6 - anchor.weekday())
    behind = which == "last" or anchor.weekday() < 5
    last = shift(sunday, 0 if which in ("next", "the coming") or not behind else -7) if sunday else None
    return days(shift(last, -1), last, how) if last else None
