"""The query tests of the W3C's SPARQL 1.1 Protocol suite, restated on three articles of the examples.

The suite describes each exchange in prose and takes for granted that three graphs are there, each of which says that
the document of its name is a document. Here the graphs are those of three records, the documents their articles.
Names are those of the suite's manifest.
"""

import json
from urllib.parse import quote, urlencode

import pytest

from tests.web.serving import DIRECT, FORM

pytestmark = pytest.mark.loopback

GRAPHS = "SELECT ?g ?d { GRAPH ?g { ?d a <https://schema.org/Article> } } ORDER BY ?g"
RESULTS = {"application/sparql-results+xml", "application/sparql-results+json"}
TABLES = {"text/csv", "text/tab-separated-values"}
RDF = {"application/rdf+xml", "text/turtle", "application/ld+json", "application/n-triples"}


@pytest.fixture(scope="module")
def data(served):
    """Graph and document, three times."""
    found = json.loads(served.get(GRAPHS).body)["results"]["bindings"]
    return [(row["g"]["value"], row["d"]["value"]) for row in found[:3]]


def dataset(**graphs):
    return urlencode([(f"{kind}-graph-uri", iri) for kind, iris in graphs.items() for iri in iris])


def says_true(reply):
    assert reply.status == 200, reply.text
    assert reply.media in RESULTS
    assert json.loads(reply.body) == {"head": {}, "boolean": True}


def test_query_get(served):
    says_true(served.get("ASK {}"))


def test_query_post_form(served):
    says_true(served.request("POST", "/sparql/", "query=ASK%20%7B%7D", content_type=FORM))


def test_query_post_direct(served):
    says_true(served.post("ASK {}", "/sparql/"))


def test_query_dataset_default_graphs_get(served, data):
    (g1, d1), (g2, d2), _ = data
    query = f"ASK {{ <{d1}> a ?type . <{d2}> a ?type }}"
    path = f"/sparql?query={quote(query)}&{dataset(default=[g1, g2])}"
    says_true(served.request("GET", path))
    assert b"false" in served.request("GET", f"/sparql?query={quote(query)}&{dataset(default=[g1])}").body


def test_query_dataset_default_graphs_post(served, data):
    (g1, d1), (g2, d2), _ = data
    says_true(served.post(f"ASK {{ <{d1}> ?p ?o . <{d2}> ?p ?o }}", f"/sparql/?{dataset(default=[g1, g2])}"))


NAMED = "ASK {{ GRAPH ?g1 {{ <{}> a ?type }} GRAPH ?g2 {{ <{}> a ?type }} }}"


def test_query_dataset_named_graphs_get(served, data):
    (g1, d1), (g2, d2), _ = data
    query = quote(NAMED.format(d1, d2))
    says_true(served.request("GET", f"/sparql?query={query}&{dataset(named=[g1, g2])}"))
    assert b"false" in served.request("GET", f"/sparql?query={query}&{dataset(named=[g1])}").body


def test_query_dataset_named_graphs_post(served, data):
    says_true(served.post("ASK { GRAPH ?g { ?s ?p ?o } }", f"/sparql/?{dataset(named=[data[0][0], data[1][0]])}"))


def test_query_dataset_full(served, data):
    (g1, _), (g2, _), (g3, d3) = data
    query = "SELECT DISTINCT ?g ?x { ?x a <https://schema.org/Article> GRAPH ?g { ?s ?p ?o } }"
    reply = served.post(query, f"/sparql/?{dataset(default=[g3], named=[g1, g2])}")
    rows = json.loads(reply.body)["results"]["bindings"]
    assert {row["x"]["value"] for row in rows} == {d3}
    assert {row["g"]["value"] for row in rows} == {g1, g2}


def test_query_multiple_dataset(served, data):
    (g1, d1), (g2, d2), _ = data
    path = f"/sparql/?{dataset(default=[g2])}"
    says_true(served.post(f"ASK FROM <{g1}> {{ <{d2}> ?p ?o }}", path))
    assert b"false" in served.post(f"ASK FROM <{g1}> {{ <{d1}> a <https://schema.org/Article> }}", path).body


@pytest.mark.parametrize(
    ("query", "allowed"),
    [
        pytest.param("SELECT (1 AS ?value) {}", RESULTS | TABLES, id="query_content_type_select"),
        pytest.param("ASK {}", RESULTS, id="query_content_type_ask"),
        pytest.param("DESCRIBE <http://example.org/>", RDF, id="query_content_type_describe"),
        pytest.param("CONSTRUCT { <s> <p> 1 } WHERE {}", RDF, id="query_content_type_construct"),
    ],
)
def test_query_content_type(served, query, allowed):
    reply = served.post(query, "/sparql/")
    assert reply.status == 200, reply.text
    assert reply.media in allowed


ASK = "query=ASK%20%7B%7D"


@pytest.mark.parametrize(
    ("status", "method", "path", "body", "content_type"),
    [
        pytest.param(405, "PUT", f"/sparql?{ASK}", None, None, id="bad_query_method"),
        pytest.param(400, "GET", f"/sparql?{ASK}&query=SELECT%20%2A%20%7B%7D", None, None, id="bad_multiple_queries"),
        pytest.param(415, "POST", "/sparql/", "ASK {}", "text/plain", id="bad_query_wrong_media_type"),
        pytest.param(415, "POST", "/sparql/", ASK, None, id="bad_query_missing_form_type"),
        pytest.param(415, "POST", "/sparql/", "ASK {}", None, id="bad_query_missing_direct_type"),
        pytest.param(
            415, "POST", "/sparql/", "ASK {}".encode("utf-16"), f"{DIRECT}; charset=UTF-16", id="bad_query_non_utf8"
        ),
        pytest.param(400, "GET", "/sparql?query=ASK%20%7B", None, None, id="bad_query_syntax"),
    ],
)
def test_bad_query(served, status, method, path, body, content_type):
    reply = served.request(method, path, body, **({"content_type": content_type} if content_type else {}))
    assert reply.status == status, reply.text
    assert reply.media == "text/plain"


# Beyond the suite


@pytest.mark.parametrize(
    ("status", "method", "path", "body", "content_type"),
    [
        (403, "GET", "/sparql?update=CLEAR%20ALL", None, None),
        (403, "POST", "/sparql", "update=CLEAR%20ALL", FORM),
        (403, "POST", "/sparql", "CLEAR ALL", "application/sparql-update"),
        (403, "POST", "/sparql", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", DIRECT),
        (400, "POST", "/sparql", b"ASK { ?s ?p '\xff' }", DIRECT),
        (400, "POST", "/sparql", "query=ASK%20%7B%20%3Fs%20%3Fp%20'%ff'%7D", FORM),
        (400, "POST", "/sparql?query=ASK%7B%7D", "ASK {}", DIRECT),
        (400, "POST", "/sparql", "", FORM),
        (400, "POST", "/sparql", "&".join(f"a{n}=1" for n in range(1001)), FORM),
        (400, "GET", "/sparql?query=ASK%7B%7D&default-graph-uri=%20no%20iri", None, None),
        (403, "GET", "/sparql?query=ASK%7B%7D&default-graph-uri=http://example.org/elsewhere", None, None),
        (415, "POST", "/sparql", "ASK {}", f"{DIRECT}; charset=latin-1"),
        (404, "GET", "/../../etc/passwd", None, None),
        (405, "DELETE", "/", None, None),
    ],
)
def test_what_is_no_query_operation_is_refused(served, status, method, path, body, content_type):
    reply = served.request(method, path, body, **({"content_type": content_type} if content_type else {}))
    assert reply.status == status, reply.text
    says_true(served.get("ASK {}"))


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/tab-separated-values, */*;q=0.1", "text/tab-separated-values"),
        ("application/json", "application/sparql-results+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_select_comes_as_it_is_liked_best(served, accept, media):
    assert served.get("SELECT (1 AS ?x) {}", accept=accept).media == media


@pytest.mark.parametrize("media", sorted(RDF))
def test_construct_comes_in_each_form(served, media):
    reply = served.get("CONSTRUCT WHERE { ?s a ?o }", accept=media)
    assert (reply.status, reply.media) == (200, media)


@pytest.mark.parametrize(("query", "accept"), [("ASK {}", "text/turtle"), ("DESCRIBE <urn:a>", "text/csv;q=1")])
def test_a_form_that_does_not_fit_the_answer_is_not_acceptable(served, query, accept):
    assert served.get(query, accept=accept).status == 406
    assert served.get(query, accept="image/png").status == 406


def test_without_a_query_the_service_describes_itself(served):
    reply = served.request("GET", "/sparql")
    assert reply.media == "text/turtle"
    assert "sd:SPARQL11Query" in reply.text
    assert f"<{served.address}sparql> a sd:Service" in reply.text
    assert served.request("GET", "/sparql", accept="application/ld+json").media == "application/ld+json"
    assert served.request("GET", "/sparql", accept="image/png").status == 406
    assert served.request("HEAD", "/sparql").body == b""


def test_void_counts_what_is_there(served):
    reply = served.request("GET", "/.well-known/void", accept="text/turtle")
    assert reply.media == "text/turtle"
    (count,) = json.loads(served.get("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body)["results"]["bindings"]
    assert f"void:triples {count['n']['value']}" in reply.text
    for word in ("void:classPartition", "void:vocabulary", "void:sparqlEndpoint", "dcterms:rights"):
        assert word in reply.text
