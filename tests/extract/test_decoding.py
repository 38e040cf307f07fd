from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.decoding import Segment, allowed, segments, viterbi
from kg.extract.pieces import windows

KINDS = ("source", "cue", "content")
LABELS = 7


def test_segments_are_the_runs_of_a_row_of_labels():
    assert segments([0, 1, 2, 3, 5, 6, 6, 5, 0], KINDS) == [
        Segment("source", 1, 3),
        Segment("cue", 3, 4),
        Segment("content", 4, 7),
        Segment("content", 7, 8),
    ]


@given(st.integers(1, 40), st.randoms(use_true_random=False))
def test_the_best_row_never_goes_on_with_what_has_not_begun(length, chance):
    scores = np.array([[chance.uniform(-9, 0) for _ in range(LABELS)] for _ in range(length)])
    row = viterbi(scores, allowed(LABELS))
    assert len(row) == length
    for before, label in zip([0, *row], row, strict=False):
        assert label % 2 or label == 0 or before in (label, label - 1)


def test_the_best_row_is_the_likeliest_where_nothing_forbids_it():
    scores = np.log(np.full((3, LABELS), 0.01))
    scores[[0, 1, 2], [5, 6, 0]] = 0
    assert viterbi(scores, allowed(LABELS)) == [5, 6, 0]


@given(st.lists(st.integers(1, 500), max_size=60).map(sorted), st.integers(10, 120), st.integers(0, 9))
def test_windows_cover_every_piece_and_end_where_sentences_do(inner, longest, overlap):
    length = (inner[-1] if inner else 0) + 7
    ends = sorted({0, *inner, length})
    found = list(windows(ends, length, longest, overlap))
    assert found[0][0] == 0
    assert found[-1][1] == length
    for (start, end), (again, _) in pairwise(found):
        assert start < again <= end
        assert end - start <= longest
        assert end in ends or end - start == longest


@pytest.mark.parametrize("length", [0, 1])
def test_windows_of_next_to_nothing(length):
    assert list(windows(sorted({0, length}), length, 254)) == [(0, 1)][:length]
