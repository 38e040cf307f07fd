from hypothesis import given
from hypothesis import strategies as st

from kg.model.identifiers import digest, is_iri, mint, rebase

PARTS = st.lists(st.none() | st.text() | st.integers(), max_size=5)


@given(PARTS, PARTS)
def test_iris_are_equal_only_where_their_parts_are(left, right):
    same = [None if p is None else str(p) for p in left] == [None if p is None else str(p) for p in right]
    assert same == (mint("claim", *left) == mint("claim", *right))


def test_the_kind_stands_in_the_iri():
    assert mint("actor", "x").startswith("urn:claimgraph:actor:")
    assert mint("actor", "x") != mint("origin", "x")


@given(PARTS)
def test_what_is_minted_is_known_as_an_iri(parts):
    assert is_iri(mint("topic", *parts))
    assert not is_iri("topic")


def test_rebase_moves_every_instance():
    iri = mint("claim", "x")
    moved = rebase(f"<{iri}> <{iri}>", "https://example.org/id/")
    assert "urn:" not in moved
    assert moved.count("https://example.org/id/claim:") == 2


@given(st.text(alphabet=st.characters()))
def test_any_text_has_a_digest(text):
    assert len(digest(text)) == 64
