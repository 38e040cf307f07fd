import time

import pytest

from kg.case.cypher import CypherProjection, check
from kg.model.errors import QueryError, QueryLimitError, QueryRefusedError
from kg.ontology.graph import Node, PropertyGraph
from tests import examples
from tests.case.builders import AT, article, item, memory


def elements():
    return PropertyGraph(examples.records(), examples.judgement(), ())


@pytest.fixture(scope="module")
def projection(tmp_path_factory):
    return CypherProjection.open(tmp_path_factory.mktemp("case"), "1", elements)


def ask(projection, query, *, rows=100_000, seconds=5.0, **given):
    return list(projection.query(query, given, rows=rows, seconds=seconds))


@pytest.mark.parametrize(
    "query",
    [
        "COPY (MATCH (c:Claim) RETURN c.*) TO '/tmp/claims.csv'",
        "LOAD FROM '/etc/passwd' (file_format = 'csv') RETURN *",
        "EXPORT DATABASE '/tmp/kg'",
        "IMPORT DATABASE '/tmp/kg'",
        "INSTALL json",
        "ATTACH '/tmp/other.lbug' AS other (dbtype lbug)",
        "CREATE (:Claim {claimId: 'x'})",
        "MATCH (c:Claim) DETACH DELETE c",
        "MATCH (c:Claim) SET c.name = 'x'",
        "CALL threads = 64",
        "match (c) /* a comment */ delete c",
        "RETURN 1; // a comment\n DROP TABLE Claim",
    ],
)
def test_a_query_that_writes_or_reaches_out_is_refused(query, projection):
    with pytest.raises(QueryRefusedError):
        ask(projection, query)


@pytest.mark.parametrize("query", ["COPY (MATCH (c:Claim) RETURN c.*) TO '{0}'", "LOAD FROM '{1}' RETURN *"])
def test_what_slips_past_the_check_reaches_no_file(query, projection, tmp_path, monkeypatch):
    monkeypatch.setattr("kg.case.cypher.check", lambda query: None)
    out, there = tmp_path / "out.csv", tmp_path / "there.csv"
    there.write_text("a\n1\n", "utf-8")
    with pytest.raises(QueryError, match="Cannot open file"):
        ask(projection, query.format(out, there))
    assert not out.exists()


@pytest.mark.parametrize("query", ["MATCH (", "", "MATCH (c:Nothing) RETURN c", "(" * 5000])
def test_a_query_that_is_wrong_says_so(query, projection):
    with pytest.raises(QueryError):
        ask(projection, query)


def test_words_in_literals_names_and_properties_are_no_commands():
    check("MATCH (c:Claim {name: 'SET it, \\' DELETE it'}) RETURN c.copy AS `drop`, \"load\" // create\n")


def test_a_query_that_is_too_long_is_refused():
    with pytest.raises(QueryLimitError, match="characters"):
        check("RETURN 1 //" + "x" * 10_000_000)


def test_a_cross_join_is_stopped(projection):
    start = time.monotonic()
    with pytest.raises(QueryLimitError):
        ask(projection, "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b RETURN sum(a * b)", seconds=1)
    assert time.monotonic() - start < 10


def test_a_memory_bomb_is_stopped(projection):
    with pytest.raises(QueryLimitError):
        ask(projection, "UNWIND range(1, 2000000000) AS a RETURN collect(a)", seconds=20)


def test_an_answer_without_an_end_is_stopped(projection):
    with pytest.raises(QueryLimitError, match="more than 10 rows"):
        ask(projection, "MATCH (c:Claim) RETURN c.claimId", rows=10)


def test_nodes_relationships_dates_and_lists_are_plain(projection):
    (row,) = ask(
        projection,
        "MATCH (c:Claim)-[r:APPEARS_IN]->(a:Article {sourceId: $name}) WHERE c.speaker = 'Marek Duval' "
        "RETURN c, r, a.publishedOn AS day, [1, 2] AS list LIMIT 1",
        name="harbour-herald",
    )
    assert row["c"]["speaker"] == "Marek Duval"
    assert row["r"] == {"_LABEL": "APPEARS_IN"}
    assert (row["day"], row["list"]) == ("2024-02-09", [1, 2])


def test_every_node_and_relationship_arrives(projection):
    made = list(elements())
    (nodes,) = ask(projection, "MATCH (n) RETURN count(n) AS n")
    (relationships,) = ask(projection, "MATCH ()-[r]->() RETURN count(r) AS n")
    assert nodes["n"] == sum(isinstance(one, Node) for one in made)
    assert relationships["n"] == sum(not isinstance(one, Node) for one in made)


def test_an_unchanged_revision_builds_nothing(tmp_path):
    CypherProjection.open(tmp_path, "1", elements)
    again = CypherProjection.open(tmp_path, "1", lambda: pytest.fail("built again"))
    assert ask(again, "MATCH (a:Article) RETURN count(a) AS n") == [{"n": len(examples.records())}]


def test_a_case_answers_as_it_is_now():
    case = memory()
    case.load([item(article("Anna Smith said 12 ships sank.", "one"))], at=AT)
    count = "MATCH (c:Claim) RETURN count(c) AS n"
    assert case.cypher(count, rows=10, seconds=5) == [{"n": 1}]
    case.remove("one", who="reader", when=AT)
    assert case.cypher(count, rows=10, seconds=5) == [{"n": 0}]
    assert case.cypher("MATCH (d:Decision) RETURN d.verb AS verb", rows=10, seconds=5) == [{"verb": "retract"}]
