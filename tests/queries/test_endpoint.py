"""The same questions over HTTP: on our own server, and on servers that misbehave."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from click.testing import CliRunner

from kg.case import Case
from kg.case.limits import Limits
from kg.cli import main
from kg.model.errors import QueryError, QueryLimitError, QueryRefusedError
from kg.queries import QUERIES
from kg.queries.endpoint import Endpoint
from tests.queries import views
from tests.web.serving import make_case, serving

WITHIN = Limits(1000, 10)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving(make_case(tmp_path_factory.mktemp("endpoint") / "case")) as server:
        yield server


def printed(*words):
    done = CliRunner(env={"XDG_CONFIG_HOME": "/nonexistent"}).invoke(main, ["query", *map(str, words)])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.loopback
@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_named_question_prints_the_same_from_a_case_and_an_endpoint(name, served):
    with Case.open(served.case) as case:
        values = views.parameters(name, case)
    given = [word for key, value in values.items() for word in ("-p", f"{key}={value}")]
    here = printed(name, "--case", served.case, "--nl", *given)
    assert here or name in ("decided", "unanswered")
    assert printed(name, "--endpoint", f"{served.address}sparql", "--nl", *given) == here


@pytest.mark.loopback
@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a ?id { ?a <https://w3id.org/claimgraph/ns#sourceId> ?id } ORDER BY ?id",
        "ASK { ?a <https://w3id.org/claimgraph/ns#sourceId> 'harbour-herald' }",
        "CONSTRUCT { ?a a <urn:x> } WHERE { ?a <https://w3id.org/claimgraph/ns#sourceId> 'harbour-herald' }",
    ],
)
def test_sparql_prints_the_same_from_a_case_and_an_endpoint(query, served):
    here = printed(query, "--case", served.case, "--json")
    assert printed(query, "--endpoint", f"{served.address}sparql", "--json") == here


@pytest.mark.loopback
def test_an_endpoint_that_refuses_is_quoted(served):
    with pytest.raises(QueryError, match="answers 400: error at"):
        list(Endpoint(f"{served.address}sparql", WITHIN).query("SELECT {"))
    with pytest.raises(QueryError, match="answers 404"):
        list(Endpoint(f"{served.address}elsewhere", WITHIN).query("ASK {}"))
    with pytest.raises(QueryLimitError, match="more than 3 rows"):
        list(Endpoint(f"{served.address}sparql", Limits(3, 10)).query("SELECT * { ?s ?p ?o }"))


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://example.org/sparql", "allow-network"),
        ("https://127.0.0.1.example.org/", "allow-network"),
        ("http://user:secret@127.0.0.1/", "password"),
        ("file:///etc/passwd", "http or https"),
        ("ftp://127.0.0.1/", "http or https"),
        ("127.0.0.1:3030", "http or https"),
        ("http://[::1", "no URL"),
    ],
)
def test_what_is_not_on_this_machine_is_not_called(address, why):
    with pytest.raises(QueryRefusedError, match=why) as caught:
        Endpoint(address, WITHIN)
    assert "secret" not in str(caught.value)


def test_another_machine_is_called_where_the_run_allows_it():
    endpoint = Endpoint("http://example.org/sparql", WITHIN, allow_network=True)
    assert endpoint.address == "http://example.org/sparql"


def test_nobody_is_asked_to_write_or_to_reach_out():
    for query in ("DROP ALL", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"):
        with pytest.raises(QueryRefusedError):
            list(Endpoint("http://127.0.0.1:9/", WITHIN).query(query))


@contextmanager
def misbehaving(status, body=b"", **headers):
    """A server that always says the same; yields its address and what was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(self.path)
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.loopback
def test_a_redirect_is_not_followed():
    with misbehaving(302, Location="http://example.org/") as (address, asked):
        with pytest.raises(QueryError, match="answers 302"):
            list(Endpoint(address, WITHIN).query("ASK {}"))
        assert asked == ["/"]


@pytest.mark.loopback
def test_a_proxy_is_not_asked(monkeypatch):
    with misbehaving(200) as (proxy, asked), misbehaving(500) as (address, _):
        monkeypatch.setenv("http_proxy", proxy)
        with pytest.raises(QueryError, match="answers 500"):
            list(Endpoint(address, WITHIN).query("ASK {}"))
        assert asked == []


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("media", "body", "why"),
    [
        ("text/html", b"<html>", "cannot be read"),
        ("application/sparql-results+json", b"{", "cannot be read"),
        ("application/sparql-results+xml", b"<sparql><", "cannot be read"),
        ("application/n-triples", b"<a> <b>", "cannot be read"),
        ("application/sparql-results+json", b" " * 200, "more than 100 bytes"),
    ],
)
def test_an_answer_that_is_none_is_an_error(media, body, why):
    with misbehaving(200, body, Content_Type=media) as (address, _), pytest.raises(QueryError, match=why):
        list(Endpoint(address, Limits(10, 5, size=100)).query("ASK {}"))


@pytest.mark.loopback
def test_nobody_is_at_home():
    with pytest.raises(QueryError, match="does not answer"):
        list(Endpoint("http://127.0.0.1:9/", WITHIN).query("ASK {}"))


@pytest.mark.parametrize("words", [["--case", "x"], ["--", "a.txt"]])
def test_an_endpoint_takes_the_place_of_a_case(words):
    done = CliRunner().invoke(main, ["query", "denials", "--endpoint", "http://127.0.0.1:9/", *words])
    assert done.exit_code == 2


def test_a_question_with_a_typing_error_is_answered_with_what_is_near():
    done = CliRunner().invoke(main, ["query", "denails", "--endpoint", "http://127.0.0.1:9/"])
    assert done.exit_code == 1
    assert "did you mean 'denials'?" in done.stderr
