"""Dates of publication: value, precision, how found, and the other reading where the digits are ambiguous."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from kg.model.time import When
from kg.model.vocabulary import Precision
from kg.ontology import lexicon

_ISO = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2}))?)?(?!\d)")
_NUMERIC = re.compile(r"(?<![\d/.:-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])")
_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])[:.h]([0-5]\d)(?![\d:])(?:\s*([ap])\.?m\b)?", re.IGNORECASE)
_CENTURY_PIVOT = 70


@cache
def _names(kind: str) -> dict[str, int]:
    """Lower-case name -> number, of months (1 to 12) or weekdays (Monday is 0), in every language of the data."""
    first = 1 if kind == "months" else 0
    rows = lexicon("dates")[kind].values()
    return {name: first + i for row in rows for i, names in enumerate(row) for name in names.split("|")}


@cache
def _worded() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(map(re.escape, _names("months")), key=len, reverse=True))
    year = r"(?:,|\s)\s*(\d{4}|'?\d{2})(?![\d:.])"
    return (
        re.compile(
            rf"(?<![\d/.])(\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?\s+(?:of\s+|de\s+)?({month})\.?(?:\s+de)?{year}", re.I
        ),
        re.compile(rf"\b({month})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?{year}", re.I),
        re.compile(rf"(?<!\d\s)(?<!\d)\b({month})\.?,?\s+(\d{{4}})\b", re.I),
    )


@cache
def _weekday_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _names("weekdays")), key=len, reverse=True))
    return re.compile(rf"(?<!\w)({names})(?!\w)", re.IGNORECASE)


def _year(digits: str) -> int:
    value = int(digits.strip("'"))
    if len(digits.strip("'")) == 4:
        return value
    return value + (1900 if value >= _CENTURY_PIVOT else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(text: str) -> int | None:
    found = {_names("weekdays")[hit[1].lower()] for hit in _weekday_pattern().finditer(text)}
    return found.pop() if len(found) == 1 else None


def _with_clock(day: date, text: str, how: str, alternatives: tuple[str, ...] = ()) -> When:
    clock = _CLOCK.search(_without_date(text))
    if clock is None:
        return When(day.isoformat(), day.isoformat(), Precision.DAY, how, alternatives)
    half = (clock[3] or "").lower()
    hour = int(clock[1]) % 12 + (12 if half == "p" else 0) if half else int(clock[1])
    moment = f"{day.isoformat()}T{hour:02d}:{clock[2]}"
    return When(moment, moment, Precision.MINUTE, how, alternatives)


def _without_date(text: str) -> str:
    return _NUMERIC.sub(" ", text)


def _from_iso(text: str) -> When | None:
    hit = _ISO.search(text)
    if hit is None:
        return None
    if hit[3] is None:
        return When(hit[0], hit[0], Precision.MONTH, "ISO date") if 1 <= int(hit[2]) <= 12 else None
    day = _day(int(hit[1]), int(hit[2]), int(hit[3]))
    if day is None:
        return None
    if hit[4] is None or int(hit[4]) > 23 or int(hit[5]) > 59:
        return When(day.isoformat(), day.isoformat(), Precision.DAY, "ISO date")
    moment = f"{day.isoformat()}T{hit[4]}:{hit[5]}"
    return When(moment, moment, Precision.MINUTE, "ISO date")


def _from_words(text: str) -> When | None:
    day_first, month_first, month_only = _worded()
    months = _names("months")
    for pattern, d, m, y in ((day_first, 1, 2, 3), (month_first, 2, 1, 3)):
        hit = pattern.search(text)
        day = _day(_year(hit[y]), months[hit[m].lower()], int(hit[d])) if hit else None
        if day and hit:
            return _with_clock(day, text[: hit.start()] + " " + text[hit.end() :], "date in words")
    hit = month_only.search(text)
    if hit is None:
        return None
    month = f"{hit[2]}-{months[hit[1].lower()]:02d}"
    return When(month, month, Precision.MONTH, "month in words")


def _from_digits(text: str, *, month_first: bool | None) -> When | None:
    hit = _NUMERIC.search(text)
    if hit is None:
        return None
    first, second, year = int(hit[1]), int(hit[3]), _year(hit[4])
    readings = {"day first": _day(year, second, first), "month first": _day(year, first, second)}
    fit = {how: day for how, day in readings.items() if day}
    weekday = _weekday(text)
    named = {how: day for how, day in fit.items() if weekday is not None and day.weekday() == weekday}
    if named:
        how, day = next(iter(named.items()))
        return _with_clock(day, text, f"digits, {how} by the weekday beside them")
    if not fit:
        return None
    if len(set(fit.values())) == 1:
        return _with_clock(next(iter(fit.values())), text, "digits, only one reading")
    how = "month first" if month_first else "day first"
    others = tuple(day.isoformat() for name, day in fit.items() if name != how)
    if month_first is not None:
        return _with_clock(fit[how], text, f"digits, {how} by the outlet's locale")
    return _with_clock(fit[how], text, "digits, ambiguous", others)


def read_date(text: str, *, month_first: bool | None = None) -> When | None:
    """The date that a short line names.

    A weekday beside a numeric date decides the order of day and month; then the outlet's locale; else both
    readings are kept. A month without a day stays a month. Clock times are kept as written, without a zone.

    Args:
        text: a line such as "16:16 - 9/02/2018 Cuma"; "3 min read" and the like name no date.
        month_first: what the outlet's locale says of numeric dates; None if unknown.

    Returns:
        The date with its precision and how it was found; None where the line names none.

    >>> read_date("16:16 - 9/02/2018 Cuma").start
    '2018-02-09T16:16'
    >>> read_date("April 2014").start, read_date("3 min read")
    ('2014-04', None)
    """
    return _from_iso(text) or _from_words(text) or _from_digits(text, month_first=month_first)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where dates, weekdays and clock times stand in a line."""
    for pattern in (_ISO, *_worded(), _NUMERIC, _CLOCK, _weekday_pattern()):
        for hit in pattern.finditer(text):
            yield hit.span()
