import time

import pytest

from kg.case.projection import RdfProjection, check
from kg.model.errors import QueryError
from kg.ontology.document import to_document
from kg.ontology.judged import judgement_document
from tests import examples

ALL = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def documents(records=None):
    chosen = examples.records() if records is None else records
    return [*map(to_document, chosen), judgement_document(examples.judgement())]


@pytest.fixture(scope="module")
def projection(tmp_path_factory):
    return RdfProjection.open(tmp_path_factory.mktemp("case"), "1", documents)


def ask(projection, query, *, rows=100_000, seconds=5.0):
    return list(projection.query(query, rows=rows, seconds=seconds))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * FROM <http://example.org/data> WHERE { ?s ?p ?o }",
        "LOAD <http://example.org/data>",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "select * where { service silent <http://example.org> {} }",
        "CLEAR ALL",
        "SELECT * WHERE { # a comment\r SERVICE <http://example.org> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s <urn:p> e:a\\# . SERVICE <http://example.org> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p ?o } # " + "x" * 10_000_000,
    ],
)
def test_a_query_that_writes_or_reaches_out_is_refused(query, projection):
    with pytest.raises(QueryError):
        ask(projection, query)


@pytest.mark.parametrize("query", ["SELECT * WHERE {", "", "SELECT ?x WHERE { ?x ?y }", "(" * 5000])
def test_a_query_that_is_wrong_says_so(query, projection):
    with pytest.raises(QueryError):
        ask(projection, query)


def test_words_in_literals_iris_and_names_are_no_commands():
    check('SELECT * WHERE { ?s <http://example.org/service> "LOAD from SERVICE" ; ex:load ?from }')


def test_a_cross_join_is_stopped(projection):
    start = time.monotonic()
    with pytest.raises(QueryError, match="seconds"):
        ask(projection, "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", seconds=1)
    assert time.monotonic() - start < 10


def test_an_answer_without_an_end_is_stopped(projection):
    with pytest.raises(QueryError, match="more than 10 rows"):
        ask(projection, ALL, rows=10)


def test_construct_ask_and_numbers(projection):
    assert ask(projection, "ASK { ?s ?p ?o }") == [{"answer": True}]
    (row,) = ask(projection, COUNT)
    assert isinstance(row["n"], int)
    assert ask(projection, "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 1")[0].keys() == {
        "subject",
        "predicate",
        "object",
    }


def test_catching_up_equals_building_anew(tmp_path):
    some = examples.records()[:3]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    RdfProjection.open(tmp_path / "a", "1", documents)
    caught_up = RdfProjection.open(tmp_path / "a", "2", lambda: documents(some))
    anew = RdfProjection.open(tmp_path / "b", "2", lambda: documents(some))

    def triples(projection):
        return sorted(map(str, ask(projection, ALL)))

    assert triples(caught_up) == triples(anew)


def test_an_unchanged_revision_builds_nothing(tmp_path):
    RdfProjection.open(tmp_path, "1", documents)
    again = RdfProjection.open(tmp_path, "1", lambda: pytest.fail("built again"))
    assert ask(again, "ASK { ?s ?p ?o }") == [{"answer": True}]
