"""Strangers' queries, against the running server and the command line: refused or stopped within the limits."""

import contextlib
import json
import os
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit

import pytest

from tests.hostile import CYPHER, SPARQL
from tests.web.serving import FORM, KG, make_case, serving

pytestmark = pytest.mark.loopback
SECONDS, SLACK = 2, 25
"""The limit of a query, and what a busy machine may add to it."""
LIMITS = {"KG_QUERY_SECONDS": str(SECONDS)}


@pytest.fixture(scope="module")
def limited(tmp_path_factory):
    with serving(make_case(tmp_path_factory.mktemp("hostile") / "case"), **LIMITS) as server:
        yield server


def alive(server):
    reply = server.get("SELECT (COUNT(?a) AS ?n) { ?a a <https://schema.org/Article> }")
    assert json.loads(reply.body)["results"]["bindings"][0]["n"]["value"] == "7"


@pytest.mark.parametrize("name", SPARQL)
def test_the_server_refuses_or_stops_it_and_lives(limited, name):
    hostile, start = SPARQL[name], time.monotonic()
    replies = [
        limited.post(hostile.query),
        limited.request("POST", "/sparql", f"query={quote(hostile.query)}", content_type=FORM),
    ]
    assert time.monotonic() - start < len(replies) * (SECONDS + SLACK)
    for reply in replies:
        assert reply.status == hostile.status, reply.text
        assert hostile.why in reply.text
        assert len(reply.body) < 1000
    alive(limited)


@pytest.mark.parametrize(
    ("language", "hostile"),
    [
        pytest.param(language, hostile, id=f"{language[0] if language else 'sparql'}-{name}")
        for language, table in (((), SPARQL), (("--cypher",), CYPHER))
        for name, hostile in table.items()
    ],
)
def test_the_command_refuses_or_stops_it(limited, language, hostile, tmp_path):
    start = time.monotonic()
    (tmp_path / "query").write_text(hostile.query)
    words = [KG, "query", "-f", "query", "--case", str(limited.case), *language]
    done = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, env=os.environ | LIMITS, check=False)
    assert time.monotonic() - start < SECONDS + SLACK
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("kg: ")
    assert hostile.why in done.stderr
    assert len(done.stderr) < 1000
    assert [path.name for path in tmp_path.iterdir()] == ["query"]


def test_after_all_that_the_embedded_graph_answers(limited):
    words = [KG, "query", "--cypher", "MATCH (a:Article) RETURN count(a) AS n", "--nl", "--case", str(limited.case)]
    assert subprocess.run(words, capture_output=True, text=True, check=False).stdout == '{"n":7}\n'


def test_a_query_too_long_for_an_address_is_refused(limited):
    with contextlib.suppress(ConnectionError):  # the server may hang up while the address is still coming
        assert limited.get(SPARQL["10 MB query"].query).status in (400, 414, 431)
    alive(limited)


def test_many_at_once_are_queued_or_sent_away_and_the_server_lives(limited):
    with ThreadPoolExecutor(20) as pool:
        statuses = set(pool.map(lambda _: limited.post(SPARQL["cross join"].query).status, range(20)))
    assert statuses <= {422, 503}
    assert 503 in statuses
    alive(limited)


def test_a_client_that_sends_slowly_is_not_waited_for(limited):
    address = urlsplit(limited.address)
    with socket.create_connection((address.hostname, address.port), timeout=30) as slow:
        head = "POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\n"
        slow.sendall(f"{head}Content-Length: 10\r\n\r\nASK".encode())
        alive(limited)
        assert slow.recv(100).startswith(b"HTTP/1.1 408")
