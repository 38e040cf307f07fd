from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import quotations, sentences, tag
from kg.loaders import from_json
from kg.model.spans import cut
from kg.model.vocabulary import Form, Part

TABLE = Path(__file__).with_name("attributions.tsv")


def attributions(text):
    document = sentences.segment(from_json({"text": text, "language": "en"}), Part.TEXT)
    return tag.attribute(document, quotations.find(document))


def rows():
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield tuple(line.split("\t"))


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row[0][:40])
def test_one_sentence_one_attribution(row):
    text, source, cue, content, stance, form, via = row
    first = attributions(text)[0]
    assert cut(text, first.source) == source
    assert cut(text, first.cue) == cue
    assert [text[s:e] for s, e in first.content] == content.split("|")
    assert (first.stance, first.form) == (stance, form)
    assert [cut(text, carrier.spans) for carrier in first.carriers] == ([via] if via else [])


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed on Monday.",
        "The report was long and the claim was false.",
        "Islamic State fighters left the town.",
        "They agreed to meet again in Arlona.",
        "He tried to leave, and she decided to sign.",
        "The so-called “road of life” was cut.",
    ],
)
def test_what_credits_nobody_is_no_attribution(text):
    assert attributions(text) == ()


def test_a_second_saying_ends_the_first():
    text = "Police said five people died and warned that more bodies may be found, adding that the road was closed."
    found = attributions(text)
    assert [cut(text, item.source) for item in found] == ["Police", "Police", "Police"]
    assert [item.stance for item in found] == ["asserts", "warns", "asserts"]
    assert cut(text, found[0].content) == "five people died"


def test_nesting_keeps_its_parent():
    text = "The mayor said that the police told her the road was closed."
    outer, inner = attributions(text)
    assert (outer.parent, inner.parent) == (None, 0)
    assert cut(text, inner.content) == "the road was closed"


def test_a_quotation_without_a_cue_goes_on_with_its_speaker():
    text = 'Anna Keller, the mayor, told Meridian that the bridge was closed.\n\n"We are cut off. Nobody helps us."'
    first, second = attributions(text)
    assert second.source == first.source
    assert (second.form, second.cue) == (Form.DIRECT, ())


def test_a_doubt_of_the_outlet_is_a_hedge_at_the_claim():
    text = "The broadcaster claimed that 1,000 fighters had come, although this could not be confirmed."
    first = attributions(text)[0]
    assert first.hedges == ("could not be confirmed",)
    assert cut(text, first.content) == "1,000 fighters had come"


WORDS = st.sampled_from(
    [
        "said",
        "told",
        "that",
        "the",
        "army",
        "IS",
        "according",
        "to",
        ",",
        ".",
        '"',
        "“",
        "”",
        "‘",
        "denied",
        "it",
        "accusing",
        "of",
        "who",
        "Keller",
        "reportedly",
        ":",
        "—",
        "on",
        "Monday",
        "was",
        "by",
        "and",
        "while",
        "12",
        "added",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_row_of_words_gives_spans_that_slice(text):
    if not text.strip():
        return
    found = attributions(text)
    for n, item in enumerate(found):
        assert item.content
        assert item.parent is None or item.parent < n
        for spans in (item.source, item.cue, item.content, *(carrier.spans for carrier in item.carriers)):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert list(spans) == sorted(spans)


def test_a_text_without_stops_is_read_in_bounded_depth():
    text = "The minister said that the mayor said that the ship sank, and the group said so, " * 150
    found = attributions(text)
    assert len(found) > 100
    assert all(0 <= start < end <= len(text) for item in found for start, end in item.content)


def test_a_denial_points_at_what_it_denies():
    text = "Residents said the army shelled the market. The army denied the charge."
    first, second = attributions(text)
    assert (second.stance, second.about) == ("denies", 0)
    assert first.about is None


def test_who_is_cited_is_nested_in_who_cites():
    text = "Citing the fire brigade, Mayor Anna Keller said nine people had died."
    outer, inner = attributions(text)
    assert (cut(text, outer.source), outer.parent) == ("Mayor Anna Keller", None)
    assert (cut(text, inner.source), inner.parent) == ("the fire brigade", 0)
    assert inner.content == outer.content


def test_a_counted_plural_is_no_cue():
    text = "As of Monday there are 661 confirmed cases in 25 of 28 provinces."
    assert not attributions(text)
