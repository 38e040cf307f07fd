import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.web.negotiation import choose

OFFERED = ["text/turtle", "text/csv", "application/json"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV; charset=utf-8", "text/csv"),
        ("text/*;q=0.3, text/csv;q=0.2, application/*;q=0.1", "text/turtle"),
        ("text/turtle;q=0, */*", "text/csv"),
        ("text/turtle;q=0.5, text/csv;q=0.50001", "text/csv"),
        ("text/turtle;q=2, text/csv;q=0.1", "text/csv"),
        ("text/turtle;q=x", None),
        ("image/png", None),
        ("*/*;q=0", None),
    ],
)
def test_the_best_that_is_welcome(accept, chosen):
    assert choose(accept, OFFERED) == chosen


@given(st.text())
def test_no_header_breaks_it(accept):
    assert choose(accept, OFFERED) in {*OFFERED, None}
