"""The servers that other tests ask are there, answer, and have the versions that the documents name."""

import json
import re
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from neo4j import GraphDatabase

HERE = Path(__file__).parent
OPEN = build_opener(ProxyHandler({})).open
"""A proxy of the environment must not see loopback."""

pytestmark = pytest.mark.server


def versions(pom: str) -> set[str]:
    """The versions that a pom.xml pins, one a line of Java."""
    return set(re.findall(r"<\w+\.version>(.+)</\w+\.version>", (HERE / pom).read_text("utf-8")))


def test_fuseki_holds_named_graphs_and_its_default_graph_is_their_union(fuseki):
    trig = '<urn:g> { <urn:s> <urn:p> "Київ" . }'.encode()
    OPEN(Request(f"{fuseki}/data", trig, {"Content-Type": "application/trig"}, method="PUT")).close()
    query = urlencode({"query": "SELECT ?o { ?s ?p ?o . GRAPH <urn:g> { ?s ?p ?o } }"})
    asked = Request(f"{fuseki}/sparql?{query}", headers={"Accept": "application/sparql-results+json"})
    with OPEN(asked) as answer:
        rows = json.loads(answer.read())["results"]["bindings"]
    assert [row["o"]["value"] for row in rows] == ["Київ"]


def test_neo4j_is_the_community_edition_of_a_pinned_version(neo4j):
    with GraphDatabase.driver(neo4j) as driver:
        (row,) = driver.execute_query("CALL dbms.components() YIELD versions, edition").records
    assert row["edition"] == "community"
    assert set(row["versions"]) <= versions("neo4j/pom.xml")
