import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.errors import SpanError
from kg.model.spans import check, covers, cut, overlap

TEXT = "Ünï 👩🏽‍🚒 نص عربي said so"


@given(st.integers(-3, 40), st.integers(-3, 40))
def test_a_span_is_taken_only_where_it_slices_back(start, end):
    words = TEXT[start:end] if 0 <= start < end <= len(TEXT) else "anything"
    if 0 <= start < end <= len(TEXT):
        check(TEXT, [(start, end)], words)
    else:
        with pytest.raises(SpanError, match="lies outside"):
            check(TEXT, [(start, end)], words, file="a.jsonl", place="line 3")


def test_other_words_are_refused_with_file_and_place():
    with pytest.raises(SpanError, match=r"a\.jsonl, line 3: span .* does not slice back"):
        check(TEXT, [(0, 3)], "Uni", file="a.jsonl", place="line 3")


def test_pieces_are_joined_by_one_blank():
    assert cut("He said yes.", [(0, 2), (8, 11)]) == "He yes"


def test_overlap_counts_code_points():
    assert overlap([(0, 5), (10, 12)], [(3, 11)]) == 3
    assert covers([(0, 5)], [(1, 2), (4, 5)])
    assert not covers([(0, 5)], [(4, 6)])
