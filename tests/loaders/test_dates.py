import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.loaders.dates import read_date
from kg.model.vocabulary import Precision

DAYS = st.dates(date(1971, 1, 1), date(2068, 12, 31))
MONTHS = calendar.month_name


@pytest.mark.parametrize(
    ("line", "start", "precision"),
    [
        ("16:16 - 9/02/2018 Cuma", "2018-02-09T16:16", "minute"),
        ("10 February, 2018", "2018-02-10", "day"),
        ("13th of February 2018", "2018-02-13", "day"),
        ("Feb. 13, 2018", "2018-02-13", "day"),
        ("March 12, 2025 4:30 pm", "2025-03-12T16:30", "minute"),
        ("12 March 2025, 12:05 am", "2025-03-12T00:05", "minute"),
        ("2025-03-13T07:40:00Z", "2025-03-13T07:40", "minute"),
        ("2025-03", "2025-03", "month"),
        ("April 2014", "2014-04", "month"),
        ("SAN ROQUE, 22 FEB 90 (AGENCY)", "1990-02-22", "day"),
        ("Dienstag, 3. Juni 2014", "2014-06-03", "day"),
        ("vendredi 1er août 2014", "2014-08-01", "day"),
        ("31/12/2019", "2019-12-31", "day"),
        ("12/31/2019", "2019-12-31", "day"),
    ],
)
def test_a_line_names_its_date(line, start, precision):
    when = read_date(line)
    assert when is not None
    assert (when.start, when.precision) == (start, Precision(precision))


@pytest.mark.parametrize(
    "line",
    ["3 min read", "we met in may", "Resolution 2254", "30 February 2018", "room 12.30", "", "9/13/45678", "1/2"],
)
def test_other_lines_name_none(line):
    assert read_date(line) is None


def test_an_ambiguous_date_keeps_both_readings():
    when = read_date("03/04/2020")
    assert when is not None
    assert (when.start, when.alternatives) == ("2020-04-03", ("2020-03-04",))
    assert "ambiguous" in when.how


@given(DAYS)
def test_the_weekday_beside_the_digits_decides(day):
    line = f"{day.month}/{day.day}/{day.year} {calendar.day_name[day.weekday()]}"
    other = None if day.day > 12 else date(day.year, day.day, day.month)
    when = read_date(line)
    assert when is not None
    if other is None or other.weekday() != day.weekday():
        assert when.start == day.isoformat()
        assert when.alternatives == ()


@given(
    DAYS, st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{d} {m}, {y}", "{m} {d} {y}", "Published on {d} {m} {y}"])
)
def test_dates_in_words_are_read_back(day, shape):
    when = read_date(shape.format(d=day.day, m=MONTHS[day.month], y=day.year))
    assert when is not None
    assert (when.start, when.end, when.precision) == (day.isoformat(), day.isoformat(), Precision.DAY)


@given(DAYS, st.times())
def test_iso_moments_are_read_back(day, clock):
    moment = f"{day.isoformat()}T{clock:%H:%M}"
    when = read_date(moment + ":00Z")
    assert when is not None
    assert when.start == moment


@given(st.text(max_size=80))
def test_no_line_crashes(line):
    when = read_date(line)
    assert when is None or when.start <= when.end
