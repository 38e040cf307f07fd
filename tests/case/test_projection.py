import time

import pytest

from kg.case.limits import Limits
from kg.case.projection import RdfProjection
from kg.case.sparql import GRAPHS, RESULTS, Query, check, plain, rows
from kg.model.errors import QueryError, QueryFormatError, QueryLimitError, QueryRefusedError
from kg.ontology.document import to_document
from kg.ontology.judged import judgement_document
from tests import examples

ALL = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_GROWS = " ".join(f"BIND(CONCAT({', '.join([f'?{a}'] * 40)}) AS ?{b})" for a, b in ("ab", "bc", "cd", "de", "ef"))
BOMB = f'SELECT (STRLEN(?f) AS ?n) {{ BIND("{"x" * 1000}" AS ?a) {_GROWS} }}'


def documents(records=None):
    chosen = examples.records() if records is None else records
    return [*map(to_document, chosen), judgement_document(examples.judgement())]


@pytest.fixture(scope="module")
def projection(tmp_path_factory):
    return RdfProjection.open(tmp_path_factory.mktemp("case"), "1", documents)


def ask(projection, query, *, most=100_000, seconds=5.0):
    return list(projection.query(query, rows=most, seconds=seconds))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * FROM <http://example.org/data> WHERE { ?s ?p ?o }",
        "SELECT * FROM NAMED<http://example.org/data> WHERE { ?s ?p ?o }",
        "PREFIX e: <http://example.org/> SELECT * FROM e:data WHERE { ?s ?p ?o }",
        "SELECT * { FILTER(1<2)SERVICE?x{?s?p?o}FILTER(?b>1) }",
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
    with pytest.raises((QueryRefusedError, QueryLimitError)):
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


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT * WHERE " + "{" * 40_000 + "}" * 40_000, "nested"),
        ("SELECT (" + "(" * 90_000 + "1" + ")" * 90_000 + " AS ?x) {}", "nested"),
        (BOMB, "memory"),
    ],
    ids=["groups", "brackets", "memory"],
)
def test_a_query_that_would_fell_the_process_fells_its_worker_alone(query, why, projection):
    with pytest.raises(QueryLimitError, match=why):
        ask(projection, query, seconds=30)
    assert ask(projection, "ASK {}") == [{"answer": True}]


def test_an_answer_without_an_end_is_stopped(projection):
    with pytest.raises(QueryLimitError, match="more than 10 rows"):
        ask(projection, ALL, most=10)


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


def test_from_takes_a_graph_of_the_case(projection):
    graphs = sorted(row["g"] for row in ask(projection, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))
    (one,) = ask(projection, f"SELECT (COUNT(*) AS ?n) FROM <{graphs[0]}> {{ ?s ?p ?o }}")
    (same,) = ask(projection, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graphs[0]}> {{ ?s ?p ?o }} }}")
    (whole,) = ask(projection, COUNT)
    assert one == same
    assert one["n"] < whole["n"]
    named = ask(projection, f"SELECT DISTINCT ?g FROM NAMED <{graphs[1]}> {{ GRAPH ?g {{ ?s ?p ?o }} }}")
    assert named == [{"g": graphs[1]}]


def test_the_dataset_of_the_protocol_goes_before_from(projection):
    a, b = sorted(row["g"] for row in ask(projection, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))[:2]
    inside = f"SELECT ?s {{ GRAPH <{b}> {{ ?s a <https://schema.org/Article> }} }}"
    article = ask(projection, inside)[0]["s"]
    query = f"ASK FROM <{a}> {{ <{article}> a <https://schema.org/Article> }}"
    assert ask(projection, query) == [{"answer": False}]
    found = projection.answer(Query(query, default_graphs=(b,)), within=Limits(10, 5))
    assert list(rows(found)) == [{"answer": True}]


def test_every_form_of_results_says_the_same(projection):
    query = Query("SELECT ?s ?name { ?s <https://schema.org/name> ?name } ORDER BY ?s ?name LIMIT 20")
    found = {form: projection.answer(query, results=form, within=Limits(100, 5)) for form in RESULTS.values()}
    assert {form: answer.media for form, answer in found.items()} == {form: form for form in RESULTS.values()}
    read = [list(rows(found[RESULTS[form]])) for form in ("json", "xml", "tsv")]
    assert read[0] == read[1] == read[2]
    assert len(read[0]) == 20
    assert found[RESULTS["csv"]].body.decode().splitlines()[0] == "s,name"


def test_every_form_of_a_graph_says_the_same(projection):
    query = Query("CONSTRUCT { ?s <https://schema.org/name> ?n } WHERE { ?s <https://schema.org/name> ?n }")
    found = [rows(projection.answer(query, graph=form, within=Limits(1000, 5))) for form in GRAPHS.values()]
    read = [sorted(map(str, {tuple(row.items()) for row in one})) for one in found]
    assert read[0]
    assert all(one == read[0] for one in read)


def test_an_answer_of_no_wanted_form_is_said_to_be_so(projection):
    with pytest.raises(QueryFormatError):
        projection.answer(Query("ASK {}"), results=None, within=Limits(1, 5))
    with pytest.raises(QueryFormatError):
        projection.answer(Query("CONSTRUCT WHERE { ?s ?p ?o }"), graph=None, within=Limits(1, 5))


def test_an_answer_of_too_many_bytes_is_stopped(projection):
    for query in (ALL, "CONSTRUCT WHERE { ?s ?p ?o }"):
        with pytest.raises(QueryLimitError, match="more than 500 bytes"):
            projection.answer(Query(query), within=Limits(100_000, 5, size=500))


@pytest.mark.parametrize(
    ("value", "datatype", "wanted"),
    [("7", "integer", 7), ("9" * 5000, "integer", "9" * 5000), ("1", "boolean", True), ("x", "double", "x")],
)
def test_a_number_is_a_number_unless_it_is_none(value, datatype, wanted):
    assert plain(value, f"http://www.w3.org/2001/XMLSchema#{datatype}") == wanted


def test_readers_go_on_beside_a_writer(tmp_path):
    first = RdfProjection.open(tmp_path, "1", documents)
    answers = []

    def while_it_is_written():
        answers.append(ask(first, COUNT))
        return documents(examples.records()[:2])

    second = RdfProjection.open(tmp_path, "2", while_it_is_written)
    assert ask(first, COUNT) == answers[0]
    assert ask(second, COUNT)[0]["n"] < answers[0][0]["n"]


def test_a_damaged_store_is_made_anew(tmp_path):
    RdfProjection.open(tmp_path, "1", documents)
    for file in (tmp_path / "rdf" / "store").glob("MANIFEST*"):
        file.write_bytes(b"damaged")
    again = RdfProjection.open(tmp_path, "2", documents)
    assert ask(again, "ASK { ?s ?p ?o }") == [{"answer": True}]


def test_what_an_interrupted_build_has_left_is_dropped(tmp_path):
    def cut_short():
        yield from documents()[:2]
        raise KeyboardInterrupt

    for name in "ab":
        (tmp_path / name).mkdir()
    with pytest.raises(KeyboardInterrupt):
        RdfProjection.open(tmp_path / "a", "1", cut_short)
    mended = RdfProjection.open(tmp_path / "a", "2", documents)
    whole = RdfProjection.open(tmp_path / "b", "2", documents)
    assert ask(mended, COUNT) == ask(whole, COUNT)
