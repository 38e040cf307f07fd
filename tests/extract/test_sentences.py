import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import sentences
from kg.loaders import from_json
from kg.model.vocabulary import Part, Role


def split(text):
    document = sentences.segment(from_json({"text": text, "language": "en"}), Part.TEXT)
    return [document.text[s.start : s.end] for s in document.sentences]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Smith met Lt. Col. Jones on Jan. 3. They left.", 2),
        ("The U.S. said 3.5 million people live there. No. 7 is closed.", 2),
        ('"It is done." She left.', 2),
        ("He said “no.” Then he left…", 2),
        ("J. K. Moore spoke. Who? Nobody! It ended.", 4),
        ("It rose by 1.5 percent", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, count):
    assert len(split(text)) == count


def test_furniture_is_in_no_sentence():
    text = "Fire kills two\n\n12 March 2024\n\nTwo people died in a fire at sea, police said.\n\nShare this article"
    document = sentences.segment(from_json({"text": text, "language": "en"}), Part.TEXT)
    assert [s.role for s in document.sentences] == [Role.TITLE, Role.BODY]


@given(st.text(max_size=300).filter(str.strip))
def test_sentences_hold_their_tokens_and_do_not_overlap(text):
    article = from_json({"text": text.encode("utf-8", "ignore").decode() or "x", "language": "en"})
    document = sentences.segment(article, Part.TEXT)
    at = 0
    for sentence in document.sentences:
        assert at <= sentence.start < sentence.end <= len(document.text)
        at = sentence.end
        for token in sentence.tokens:
            assert sentence.start <= token.start < token.end <= sentence.end
            assert document.text[token.start : token.end] == token.text
