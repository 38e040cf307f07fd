"""Times in text: a table, whole articles, and dates that are drawn, written and read back."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import reckoning, times
from kg.model.vocabulary import Precision
from tests.extract.build import day, document, table

MONTHS = list(calendar.month_name)[1:]
DAYS = list(calendar.day_name)
DATES = st.dates(date(1990, 1, 1), date(2049, 12, 31))


@pytest.mark.parametrize(("words", "anchor", "start", "end", "precision"), list(table("data/times.tsv")))
def test_table(words: str, anchor: str, start: str, end: str, precision: str) -> None:
    when = times.resolve(words, day(anchor) if anchor else None)
    assert when is not None
    assert (when.start, when.end, when.precision) == (start, end, precision)


@pytest.mark.parametrize("words", ["on Tuesday", "last month", "May 4", "yesterday", "two days ago", "in March"])
def test_nothing_is_invented_without_an_anchor(words: str) -> None:
    assert times.resolve(words, None) is None


@pytest.mark.parametrize("words", [row[0] for row in table("data/no-times.txt")])
def test_no_time(words: str) -> None:
    assert times.resolve(words, day("2018-02-13")) is None


@given(DATES, st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{w}, {d} {m} {y}", "{w} {d} {m} {y}"]))
def test_dates_read_back(drawn: date, form: str) -> None:
    text = form.format(d=drawn.day, m=MONTHS[drawn.month - 1], y=drawn.year, w=DAYS[drawn.weekday()])
    when = times.resolve(f"The bridge was closed on {text} for repairs.", None)
    assert when is not None
    assert when.start == when.end == drawn.isoformat()


@given(DATES, st.integers(0, 6))
def test_a_weekday_is_the_last_one_up_to_the_article(anchor: date, number: int) -> None:
    when = times.resolve(f"on {DAYS[number]}", day(anchor.isoformat()))
    assert when is not None
    found = date.fromisoformat(when.start)
    assert found.weekday() == number
    assert 0 <= (anchor - found).days < 7


@given(DATES, DATES)
def test_yearless_dates_lie_near_the_anchor(anchor: date, drawn: date) -> None:
    found = reckoning.yearless(anchor, drawn.month, drawn.day, ahead=False)
    assert found is not None
    assert (found.month, found.day) == (drawn.month, drawn.day)
    assert (found - anchor).days <= 1


def test_ambiguous_figures_keep_both_readings() -> None:
    when = times.resolve("03/04/2019", None)
    assert when is not None
    assert (when.start, when.alternatives) == ("2019-04-03", ("2019-03-04",))


@pytest.mark.parametrize(
    ("text", "meta", "start", "others", "how"),
    [
        ("It burned on 03/04/2019.", {}, "2019-04-03", ("2019-03-04",), "date in figures"),
        ("It burned on 03/04/2019.", {"url": "https://news.example.us/a"}, "2019-03-04", (), "the outlet's locale"),
        ("It burned on 03/04/2019.", {"url": "https://news.example.co.uk/a"}, "2019-04-03", (), "the outlet's locale"),
        ("It burned on 03/04/2019.", {"language": "en-US"}, "2019-03-04", (), "the outlet's locale"),
        (
            "It burned on 03/04/2019.",
            {"url": "n.example.au", "language": "en-US"},
            "2019-04-03",
            (),
            "the outlet's locale",
        ),
        (
            "It burned on 03/04/2019.",
            {"url": "https://example.org", "language": "en"},
            "2019-04-03",
            ("2019-03-04",),
            "",
        ),
        ("It burned on 03/04/2019 and 04/25/2019.", {}, "2019-03-04", (), "another date of the text"),
        (
            "It burned on 03/04/2019 and 25/04/2019.",
            {"language": "en-US"},
            "2019-04-03",
            (),
            "another date of the text",
        ),
        ("It burned on 03/04/2019, Monday.", {"language": "en-GB"}, "2019-03-04", (), "order by the weekday"),
    ],
)
def test_day_and_month(text: str, meta: dict[str, str], start: str, others: tuple[str, ...], how: str) -> None:
    when = times.find(document(text, **meta), None)[0].when
    assert when is not None
    assert (when.start, when.alternatives) == (start, others)
    assert how in when.how


def test_a_time_of_day_keeps_its_zone() -> None:
    doc = document("The gate closed at 6 a.m. (0300 GMT) on Sunday. It opened at 11:30 UTC on Monday.", "2018-02-13")
    first, second = (item.when for item in times.find(doc, day("2018-02-13")) if item.when and "T" in item.when.start)
    assert (first.start, first.how) == ("2018-02-11T06:00", "time of day")
    assert (second.start, second.how) == ("2018-02-12T11:30", "time of day, UTC")


@given(DATES, st.booleans(), st.sampled_from("./-"))
def test_figures_read_back_in_the_frame_of_the_outlet(drawn: date, american: bool, mark: str) -> None:
    parts = [drawn.month, drawn.day] if american else [drawn.day, drawn.month]
    text = mark.join(map(str, [*parts, drawn.year]))
    doc = document(f"The bridge was closed on {text} for repairs.", language="en-US" if american else "en-GB")
    (found,) = times.find(doc, None)
    assert found.when is not None
    assert found.when.start == drawn.isoformat()
    assert found.when.alternatives == ()


@given(DATES, st.integers(1, 20), st.sampled_from(["ago", "earlier", "later"]))
def test_days_counted_from_the_article_read_back(anchor: date, count: int, way: str) -> None:
    when = times.resolve(f"It closed {count} days {way}.", day(anchor.isoformat()))
    assert when is not None
    assert (date.fromisoformat(when.start) - anchor).days == (count if way == "later" else -count)


@given(DATES, st.integers(1, 60))
def test_ranges_read_back(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    text = f"{first.day} {MONTHS[first.month - 1]} {first.year} to {last.day} {MONTHS[last.month - 1]} {last.year}"
    when = times.resolve(f"It was closed from {text}.", None)
    assert when is not None
    assert (when.start, when.end) == (first.isoformat(), last.isoformat())


@given(DATES, st.integers(0, 23), st.integers(0, 59))
def test_hours_read_back(drawn: date, hour: int, minute: int) -> None:
    text = f"at {hour:02}:{minute:02} on {drawn.day} {MONTHS[drawn.month - 1]} {drawn.year}"
    when = times.resolve(text, None)
    assert when is not None
    assert when.start == f"{drawn.isoformat()}T{hour:02}:{minute:02}"


def test_a_dateline_is_the_anchor() -> None:
    doc = document("ORVANE, March 12 (Lowland) - A mill burned down on Tuesday, the mayor said.", "2025-03-13")
    found = times.find(doc, day("2025-03-13"))
    assert [item.when.start for item in found if item.when] == ["2025-03-12", "2025-03-11"]


def test_a_day_earlier_is_told_from_the_day_before_it() -> None:
    doc = document("Troops fought on Tuesday to retake hills that were lost a day earlier.", "2017-10-12")
    assert [item.when.start for item in times.find(doc, day("2017-10-12")) if item.when] == ["2017-10-10", "2017-10-09"]


def test_a_period_is_cumulative() -> None:
    doc = document("Forty people have died since Saturday.", "2018-02-13")
    (found,) = times.find(doc, day("2018-02-13"))
    assert found.cumulative
    assert found.when is not None
    assert found.when.end == "2018-02-13"


@given(st.text(alphabet=st.sampled_from("0123456789/-. :apmMondyJunelastithof,'’s"), max_size=80))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    doc = document(text or "x", "2018-02-13")
    for item in times.find(doc, day("2018-02-13")):
        assert 0 <= item.span[0] < item.span[1] <= len(doc.text)
        assert item.when is None or item.when.precision in Precision
        assert item.when is None or item.when.start <= item.when.end
