from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import quotations, sentences
from kg.loaders import from_json
from kg.model.vocabulary import Part


def quoted(text):
    document = sentences.segment(from_json({"text": text, "language": "en"}), Part.TEXT)
    return [document.text[slice(*item.inner)] for item in quotations.find(document)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said “yes, we will” on Monday.", ["yes, we will"]),
        ("He said ‘we will go’ on Monday.", ["we will go"]),
        ("He said 'we will go home' on Monday.", ["we will go home"]),
        ("He said «we will go» on Monday.", ["we will go"]),
        ("He said ``we will go'' on Monday.", ["we will go"]),
        ("“She told me ‘go away’ twice,” he said.", ["She told me ‘go away’ twice,"]),
        ("The army’s men and the mayors' wives didn't go.", []),
        ("“The end of this is missing. He left.", ["The end of this is missing. He left."]),
        ("“One paragraph begins\n\n“and another ends,” he said.", ["One paragraph begins", "and another ends,"]),
        ("No marks at all.", []),
    ],
)
def test_marks_of_all_kinds(text, inner):
    assert quoted(text) == inner


@given(st.text(alphabet="ab \"'“”‘’«».,\n`", max_size=200))
def test_quotations_never_overlap_and_slice(text):
    if not text.strip():
        return
    document = sentences.segment(from_json({"text": text, "language": "en"}), Part.TEXT)
    found = quotations.find(document)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= q.start < q.inner[0] <= q.inner[1] <= q.end <= len(document.text) for q in found)
