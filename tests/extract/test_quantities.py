"""Figures: phrases with what they say, numbers that count nothing, and laws of the reader."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import quantities
from tests.extract.build import document, table

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spelled(n: int) -> str:
    """A number below a million in words."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ONES[n // 100]} hundred" + (f" and {spelled(n % 100)}" if n % 100 else "")
    rest = n % 1000
    joined = f" and {spelled(rest)}" if 0 < rest < 100 else f" {spelled(rest)}" if rest else ""
    return f"{spelled(n // 1000)} thousand{joined}"


def number(value: float | None) -> str:
    """A bound as the table writes it; empty is unbounded."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else f"{value:g}"


def rows(text: str) -> list[tuple[str, ...]]:
    """The figures of a sentence as rows of the table."""
    found = quantities.find(document(text))
    return [
        (
            text[slice(*one.span)],
            number(one.low),
            number(one.high),
            number(one.best),
            one.modifier.value,
            one.unit or "",
            text[slice(*one.counts_span)] if one.counts_span else "",
            one.status or "",
            "" if one.whole is None else text[slice(*found[one.whole].span)],
            "+" if one.increment else "",
        )
        for one in found
    ]


def sentences() -> dict[str, list[tuple[str, ...]]]:
    """Sentence -> its rows."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for sentence, *cells in table("quantities.tsv"):
        found[sentence].append(tuple(cells))
    return dict(found)


@pytest.mark.parametrize(("sentence", "expected"), sentences().items())
def test_phrase(sentence: str, expected: list[tuple[str, ...]]) -> None:
    assert rows(sentence) == expected


@pytest.mark.parametrize("sentence", [cells[0] for cells in table("no_quantities.txt")])
def test_number_that_is_no_quantity(sentence: str) -> None:
    assert rows(sentence) == []


@given(st.integers(2, 999_999))
def test_words_read_back(n: int) -> None:
    found = rows(f"They counted {spelled(n)} lamps.")
    assert [row[3] for row in found] == [str(n)]


@given(st.integers(2, 999_999_999))
def test_separators_read_back(n: int) -> None:
    assert [row[3] for row in rows(f"They counted {n:,} lamps.")] == [str(n)]


@given(st.integers(2, 9_999))
def test_upper_case_reads_alike(n: int) -> None:
    upper = rows(f"THE STORM KILLED AT LEAST {spelled(n).upper()} PEOPLE.")
    assert [row[1:4] + row[7:8] for row in upper] == [(str(n), "", "", "killed")]


@given(
    st.lists(
        st.sampled_from(
            [
                "12",
                "1,200",
                "-",
                "to",
                "at",
                "least",
                "some",
                "of",
                "the",
                "killed",
                "people",
                "%",
                "$",
                "half",
                "a",
                "dozen",
                ",",
                ".",
                "m",
                "bn",
            ]
        )
    )
)
def test_any_words_give_spans_inside(words: list[str]) -> None:
    text = " ".join(["Then", *words])
    for one in quantities.find(document(text)):
        assert text[slice(*one.span)].strip()
        assert one.low is None or one.high is None or one.low <= one.high
        assert one.best is None or (one.low == one.high == one.best)


@given(st.text(max_size=80))
def test_any_text_gives_ordered_spans(text: str) -> None:
    text = "Then " + text.replace("\n", " ").replace("\r", " ")
    spans = [one.span for one in quantities.find(document(text))]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("at least 18", (18, 27)),
        ("as many as 400", (200, 400)),
        ("more than a dozen", (13, 18)),
        ("about 50", (40, 60)),
        ("nearly 50", (40, 50)),
        ("dozens of", (18, 123.75)),
    ],
)
def test_what_a_reader_takes(phrase: str, expected: tuple[float, float]) -> None:
    (one,) = quantities.find(document(f"The storm killed {phrase} people."))
    assert one.expected == pytest.approx(expected)


def test_parts_point_to_their_whole() -> None:
    found = quantities.find(document("The storm killed 18 people, including five children. Three of them were twins."))
    assert [one.whole for one in found] == [None, 0, 1]


def test_an_increment_is_marked() -> None:
    found = quantities.find(document("The storm killed 18 people. Another five people were injured."))
    assert [one.increment for one in found] == [False, True]
