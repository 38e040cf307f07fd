"""Every question has one answer: in Python, and in every engine on every case."""

import pytest

from kg.model.errors import QueryError
from kg.model.identifiers import mint
from kg.queries import QUERIES
from tests import examples
from tests.queries import engines, views

RARE = {"examples": {"unanswered"}, "seeds": {"unanswered", "echoes", "shared", "updates", "corroborated", "denials"}}
"""Questions that a small case may have no answer to; on the drawn ones every question finds something."""
LOCAL = {
    "pyoxigraph": (engines.pyoxigraph, ("examples", "seeds", "drawn")),
    "ladybug": (engines.ladybug, ("examples", "seeds", "drawn")),
    "rdflib": (engines.in_rdflib, ("examples", "seeds", "few")),
}
"""Engine -> what makes it, and the cases that it is asked about."""


@pytest.mark.parametrize(("engine", "name"), [(engine, name) for engine, (_, names) in LOCAL.items() for name in names])
def test_every_engine_gives_the_same_rows(engine, name, tmp_path):
    view = views.view(name)
    ask = LOCAL[engine][0](view, tmp_path)
    for question in QUERIES.values():
        given = views.parameters(question.name, view)
        expected = engines.canonical(question.run(view, **given))
        assert expected or question.name in RARE.get(name, ()), f"{question.name} finds nothing: nothing is compared"
        assert engines.canonical(ask(question, given)) == expected, question.name


class TestParameters:
    def test_what_is_no_iri_is_refused(self):
        with pytest.raises(QueryError, match="claim is no IRI"):
            QUERIES["chain"].sparql(claim="x> } DROP ALL #")

    def test_a_missing_or_an_unknown_one_is_named(self):
        with pytest.raises(QueryError, match="needs a value for outlet"):
            QUERIES["sources"].sparql()
        with pytest.raises(QueryError, match="takes no parameters, not outlet"):
            QUERIES["denials"].sparql(outlet="x")

    @pytest.mark.parametrize("engine", [engines.pyoxigraph, engines.ladybug])
    def test_text_stays_text(self, engine, tmp_path):
        ask = engine(examples.Examples(), tmp_path)
        for name in ('" } #', "' OR 1 = 1 //", "$outlet", "\\", "\n"):
            assert list(ask(QUERIES["sources"], {"outlet": name})) == []

    def test_an_unknown_claim_has_no_chain(self):
        assert QUERIES["chain"].run(examples.Examples(), claim=mint("claim", "none")) == []


@pytest.mark.parametrize("name", QUERIES)
def test_every_question_is_a_sentence_and_has_its_twins(name):
    question = QUERIES[name]
    assert question.sentence.endswith("?")
    assert question.name == name
    given = dict.fromkeys(question.parameters, mint("claim", "x"))
    assert "$" not in question.sparql(**given)
    assert {f"${parameter}" for parameter in question.parameters} <= set(
        question.cypher(**given).replace("}", " ").split()
    )


def test_there_are_fourteen():
    assert len(QUERIES) == 14
