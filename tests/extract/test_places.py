"""Places in text: a table, datelines, upper-case wires and hostile text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import places
from kg.ontology import lexicon, read_text
from tests.extract.build import document, table

ROWS = [(*row, "")[:2] for row in table("data/places.tsv")]


@pytest.mark.parametrize(("text", "wanted"), ROWS)
def test_table(text: str, wanted: str) -> None:
    found = [" < ".join(item.chain) for item in places.find(document(text))]
    assert found == [part for part in wanted.split("|") if part]


def test_a_chain_grows_by_what_the_article_says_elsewhere() -> None:
    found = places.find(document("A mill burned in Orvane, Meldos province.\nLater rain fell in Orvane."))
    assert found[-1].chain == ("Orvane", "Meldos province")


def test_a_dateline_city_is_a_place() -> None:
    found = places.find(document("PORT DENHAM, March 12 (Lowland) - The council met."))
    assert [item.chain for item in found] == [("PORT DENHAM",)]


def test_an_upper_case_wire() -> None:
    found = places.find(document("A BOMB WENT OFF IN TULLHARIM ON MONDAY. TWO MEN DIED IN KARSKOV."))
    assert [item.chain for item in found] == [("TULLHARIM",), ("KARSKOV",)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Idlib province", "Idlib"),
        ("the Orvane district", "Orvane"),
        ("As-Suwayda", "suwayda"),
        ("Kızılova", "Kizilova"),
        ("Deir e-Zor", "deir e zor"),
    ],
)
def test_normalise(left: str, right: str) -> None:
    assert places.normalise(left).replace("ı", "i") == places.normalise(right)


@pytest.mark.parametrize(("left", "right", "same"), list(table("data/spellings.tsv")))
def test_spellings(left: str, right: str, same: str) -> None:
    assert (places.spelling(left) == places.spelling(right)) is (same == "yes")


def test_a_chain_grows_across_spellings() -> None:
    found = places.find(document("A mill burned in Urum, Meldos province.\nLater rain fell in Orim."))
    assert found[-1].chain == ("Orim", "Meldos province")


@given(st.text(max_size=60))
def test_normalise_keeps_something_and_is_stable(name: str) -> None:
    once = places.normalise(name)
    assert once == places.normalise(once) or not any(c.isalnum() for c in name)


def test_the_frozen_list_names_its_licence() -> None:
    assert "CC BY 4.0" in read_text("lang/places.toml")
    rows = [line.split("\t") for line in lexicon("gazetteer", "places")["rows"].splitlines()]
    assert {kind for _, kind, _ in rows} == {"country", "region", "city"}
    assert [name for name, _, _ in rows] == sorted(name for name, _, _ in rows)


@given(st.text(alphabet=st.sampled_from("ABab ,.-'’ofinteprvc\n"), max_size=120))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    doc = document(text or "x")
    found = places.find(doc)
    assert all(0 <= item.span[0] < item.span[1] <= len(doc.text) and item.chain for item in found)
    assert [item.span for item in found] == sorted(item.span for item in found)


def test_a_sentence_may_end_in_an_abbreviated_saint() -> None:
    doc = document("They met in St. Anna and on Mt.")
    assert [doc.text[slice(*item.span)] for item in places.find(doc)][:1] == ["St. Anna"]
