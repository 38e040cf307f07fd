"""The questions on real servers, a case brought to Neo4j and kept in step, and the bulk import by the real tool."""

import io
import zipfile
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from neo4j import GraphDatabase

from kg.case.bolt import Server
from kg.case.limits import Limits
from kg.exports import EXPORTERS
from kg.exports.push import push
from kg.model.errors import QueryError
from kg.ontology.graph import Node, PropertyGraph
from kg.queries import QUERIES
from kg.queries.endpoint import Endpoint
from tests import examples
from tests.queries import engines, views
from tests.servers import running

pytestmark = pytest.mark.server
OPEN = build_opener(ProxyHandler({})).open
LIMITS = Limits(100_000, 30)
CASES = ("examples", "seeds", "drawn")


def graph(view):
    return list(PropertyGraph(view.records(), view.judgement(), view.decisions()))


def sizes(elements):
    nodes = sum(isinstance(one, Node) for one in elements)
    return nodes, len(elements) - nodes


def count(server):
    text = (
        "MATCH (n) WHERE n.digest IS NOT NULL WITH count(n) AS nodes MATCH ()-[r]->() RETURN nodes, count(r) AS links"
    )
    (row,) = server.query(text, {}, LIMITS)
    return row["nodes"], row["links"]


def agrees(name, ask):
    view = views.view(name)
    for question in QUERIES.values():
        given = views.parameters(question.name, view)
        expected = engines.canonical(question.run(view, **given))
        assert engines.canonical(ask(question, given)) == expected, question.name


@pytest.mark.parametrize("name", CASES)
def test_fuseki_gives_the_same_rows(name, fuseki):
    stream = io.BytesIO()
    EXPORTERS["nquads"]().write(views.view(name), stream)
    kind = {"Content-Type": "application/n-quads"}
    OPEN(Request(f"{fuseki}/data", stream.getvalue(), kind, method="PUT"), timeout=120).close()
    endpoint = Endpoint(f"{fuseki}/sparql", LIMITS)
    agrees(name, lambda question, given: endpoint.query(question.sparql(**given)))


@pytest.mark.parametrize("name", CASES)
def test_neo4j_gives_the_same_rows(name, neo4j):
    server, elements = Server(neo4j), graph(views.view(name))
    report = push(server, elements, name)
    assert not report.warnings
    assert count(server) == sizes(elements)
    agrees(name, lambda question, given: server.query(question.cypher(**given), given, LIMITS))


class TestPush:
    def test_a_second_run_makes_nothing_also_where_it_looks_at_everything(self, neo4j):
        server, elements = Server(neo4j), graph(examples.Examples())
        push(server, elements, "one")
        again = push(server, elements, "one")
        assert again.unchanged
        assert not +again.counters
        looked = push(server, elements, "two")
        made = {name: number for name, number in looked.counters.items() if number and name != "properties_set"}
        assert made == {}

    def test_what_is_gone_is_removed_and_what_others_made_stays(self, neo4j):
        server = Server(neo4j)
        push(server, graph(examples.Examples()), "whole")
        with GraphDatabase.driver(neo4j) as driver:
            driver.execute_query("MERGE (:Event {eventId: 'of somebody else'})")
            rest = [*examples.records()][1:]
            fewer = list(PropertyGraph(rest, examples.judgement(), ()))
            push(server, fewer, "fewer", batch=7)
            assert count(server) == sizes(fewer)
            query = "MATCH (e:Event {eventId: 'of somebody else'}) DELETE e RETURN count(*) AS n"
            assert driver.execute_query(query).records[0]["n"] == 1
        push(server, graph(examples.Examples()), "whole again", batch=7)
        assert count(server) == sizes(graph(examples.Examples()))

    def test_a_run_that_was_cut_short_is_finished_by_the_next(self, neo4j):
        server, elements = Server(neo4j), graph(examples.Examples())
        push(server, elements, "done")

        def broken():
            yield from elements[:50]
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            push(server, broken(), "next")
        assert not push(server, elements, "done").unchanged
        assert count(server) == sizes(elements)

    def test_dates_are_dates_and_lists_are_lists(self, neo4j):
        server = Server(neo4j)
        push(server, graph(views.view("drawn")), "drawn")
        text = "MATCH (a:Article) WHERE a.publishedOn = date(left(a.published, 10)) RETURN count(a) AS n"
        assert server.query(text, {}, LIMITS)[0]["n"] > 10
        assert server.query("MATCH (d:Decision) RETURN max(size(d.subjects)) AS n", {}, LIMITS) == [{"n": 2}]

    def test_a_question_may_not_write_and_a_wrong_one_says_so(self, neo4j):
        for text in ("CREATE (:Claim)", "MATCH ("):
            with pytest.raises(QueryError):
                Server(neo4j).query(text, {}, LIMITS)


def test_the_bulk_import_takes_the_export(tmp_path):
    """By the real tool, from the script that stands beside the data; then the schema, then every node is there."""
    server = running.Server("neo4j", tmp_path / "state")
    (tmp_path / "state").mkdir()
    view, stream = views.view("drawn"), io.BytesIO()
    EXPORTERS["neo4j-admin"]().write(view, stream)
    zipfile.ZipFile(stream).extractall(tmp_path / "import")
    script = (tmp_path / "import" / "import.sh").read_text("utf-8")
    arguments = [line.strip().removesuffix(" \\") for line in script.splitlines() if line.startswith("    --")]
    here = str(tmp_path / "import")
    words = [
        word.replace('"', "").replace("$here", here) for line in arguments for word in line.split() if word != "$@"
    ]
    words = [word for word in words if word.startswith("--")]
    server.run("import", *words, f"--report-file={tmp_path}/bad.txt")
    try:
        port = server.run("start")
        with GraphDatabase.driver(f"bolt://127.0.0.1:{port}") as driver:
            for statement in (tmp_path / "import" / "schema.cypher").read_text("utf-8").split(";\n"):
                if statement.strip():
                    driver.execute_query(statement)
            nodes = driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"]
            links = driver.execute_query("MATCH ()-[r]->() RETURN count(r) AS n").records[0]["n"]
        assert (nodes, links) == sizes(graph(view))
        bolt = Server(f"bolt://127.0.0.1:{port}")
        agrees("drawn", lambda question, given: bolt.query(question.cypher(**given), given, LIMITS))
    finally:
        server.run("wipe")
