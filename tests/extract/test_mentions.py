import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import mentions, naming, sentences
from kg.extract.document import Document
from kg.model.article import Article, Block, Found, Variant
from kg.model.vocabulary import Part, Role


def document(text: str, title: str | None = None) -> list[Document]:
    blocks = (Block(0, len(text), Role.BODY),)
    meta = Variant("one", title=Found(title, "input", title) if title else None)
    article = Article("urn:claimgraph:article:" + "0" * 32, text, blocks, meta)
    parts = [Part.TEXT, Part.TITLE] if title else [Part.TEXT]
    return [sentences.segment(article, part) for part in parts]


def found(text: str) -> dict[str, str]:
    return {text[slice(*item.span)]: item.type.value for item in mentions.find(naming.pages(document(text), {}), {})}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The mayor, Anton Grabar, spoke on Monday.", "Anton Grabar", "person"),
        ("A vote was taken by Interior Minister Dalia Horvat.", "Interior Minister Dalia Horvat", "person"),
        ("They met Col. Ivo Koster of the Amber Front.", "Col. Ivo Koster", "person"),
        ("They met Col. Ivo Koster of the Amber Front.", "the Amber Front", "organisation"),
        ("It was seen by three rebel spokesmen.", "three rebel spokesmen", "collective"),
        ("Water was brought by residents.", "residents", "collective"),
        ("It was then told by a police officer.", "a police officer", "person"),
        ("He joined the Institute for Open Rivers last year.", "the Institute for Open Rivers", "organisation"),
        ("It was first written by the Harbour Times.", "the Harbour Times", "medium"),
        ("It was first written by the news agency Tanvir.", "the news agency Tanvir", "medium"),
        ("The number was taken from the report.", "the report", "document"),
        ("It came from Silver Column fighters.", "Silver Column fighters", "collective"),
        ("The road was closed near Belvaro.", "Belvaro", "location"),
        ("It was sold by a Turkish company.", "a Turkish company", "organisation"),
        ("Ahmad bin Salem al-Nouri, a lawyer, left.", "Ahmad bin Salem al-Nouri", "person"),
    ],
)
def test_what_is_mentioned_and_as_what(text: str, words: str, kind: str) -> None:
    assert found(text).get(words) == kind, found(text)


@pytest.mark.parametrize(
    ("text", "not_a_name"),
    [
        ("Photographs were burnt.", "Photographs were"),
        ("Suddenly Anton Grabar left.", "Suddenly Anton Grabar"),
        ("In March the Amber Front left.", "March"),
        ("Battles went on for a week.", "Battles"),
    ],
)
def test_a_capital_alone_is_no_name(text: str, not_a_name: str) -> None:
    assert not_a_name not in found(text)


def test_a_country_that_acts_is_a_body_and_one_where_something_happens_is_a_place() -> None:
    text = "France sent two ships. They were built in France."
    kinds = [
        item.type.value
        for item in mentions.find(naming.pages(document(text), {}), {})
        if text[slice(*item.span)] == "France"
    ]
    assert kinds == ["organisation", "location"]


def test_a_name_that_lends_its_name_to_fighters_is_no_person() -> None:
    text = "Jaish Tanvir fighters took the hill. Later Jaish Tanvir left."
    assert found(text)["Jaish Tanvir"] == "organisation"


def test_upper_case_wires_have_mentions_too() -> None:
    text = "PRESIDENT ALDO BERTOLI SAID THAT THE GRANITE MOVEMENT (GMV) HAS LEFT THE CITY. BERTOLI SAID NO MORE."
    kinds = found(text)
    assert kinds.get("PRESIDENT ALDO BERTOLI") == "person"
    assert any("GRANITE MOVEMENT" in words and kind == "organisation" for words, kind in kinds.items()), kinds


def test_a_title_of_its_own_is_read_as_a_part_of_its_own() -> None:
    body = "The Amber Front has left the town, Anton Grabar said."
    items = mentions.find(naming.pages(document(body, "Amber Front leaves town"), {}), {})
    assert {item.part for item in items} == {Part.TEXT, Part.TITLE}


@given(st.text(alphabet="Aa b.,“”'’-()[]\nÄé1“—", max_size=200))
def test_any_text_gives_spans_inside_it_in_order(text: str) -> None:
    items = mentions.find(naming.pages(document(text), {}), {})
    assert all(0 <= item.span[0] < item.span[1] <= len(text) for item in items)
    assert list(items) == sorted(items, key=lambda item: (item.part, item.span, item.type))


@given(st.permutations([Part.TEXT, Part.TITLE]))
def test_the_order_of_the_parts_does_not_show(order: list[Part]) -> None:
    parts = {d.part: d for d in document("Anton Grabar spoke. Grabar left.", "Grabar leaves")}
    assert mentions.find(naming.pages([parts[p] for p in order], {}), {}) == mentions.find(
        naming.pages(list(parts.values()), {}), {}
    )
