from hypothesis import given
from hypothesis import strategies as st

from kg.model.vocabulary import Part
from tests.case.builders import AT, article, item, memory

LONG = (
    "First line.\n" + "Nothing happened here. " * 20 + "Smith said the 12 ships of Çelik sank at dawn. " + "More. " * 40
)


def test_a_hit_slices_back_and_marks_the_words():
    with memory() as case:
        case.load([item(article(LONG, "a", title="Harbour news")), item(article("Ships.", "b"))], at=AT)
        (hit,) = case.search("ships celik")
        assert LONG[slice(*hit.span)] == hit.text
        assert {LONG[slice(*mark)] for mark in hit.marks} == {"ships", "Çelik"}
        assert len(hit.text) < 200
        assert {hit.article for hit in case.search("ship")} == {made.article.iri for made in case.records()}


def test_words_of_a_title_that_is_a_part_of_its_own_are_found():
    with memory() as case:
        case.load([item(article(LONG, "a", title="Harbour news"))], at=AT)
        (hit,) = case.search("harbour")
        assert (hit.part, hit.text) == (Part.TITLE, "Harbour news")


def test_removed_articles_and_empty_questions_give_nothing():
    with memory() as case:
        case.load([item(article(LONG, "a"))], at=AT)
        assert list(case.search('"*(')) == []
        case.remove("a", who="ann", when=AT)
        assert list(case.search("ships")) == []


@given(st.text(max_size=30))
def test_no_question_breaks_the_search(words):
    with memory() as case:
        case.load([item(article(LONG, "a"))], at=AT)
        for hit in case.search(words):
            assert LONG[slice(*hit.span)] == hit.text
