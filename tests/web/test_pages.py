import json
import re
from urllib.parse import urlsplit

import pytest

from kg.case import Case
from kg.queries import QUERIES
from tests.case.builders import AT, item
from tests.case.builders import article as made
from tests.cli.running import kg
from tests.web.serving import make_case, serving

pytestmark = pytest.mark.loopback


def test_the_page_says_what_is_there_and_asks_every_question(served):
    page = served.request("GET", "/")
    assert page.media == "text/html"
    assert "<h1>storm.case</h1>" in page.text
    assert all(question.sentence in page.text for question in QUERIES.values())
    assert "kg query chain -p claim=IRI" in page.text
    assert "kg query sources -p outlet=NAME" in page.text
    for address in re.findall(r'href="(/[^"]*)"', page.text):
        assert served.request("GET", address.replace("&amp;", "&")).status == 200, address


def test_no_page_runs_or_loads_anything_from_elsewhere(served):
    for path in ("/", "/sparql?query=ASK%7B%7D"):
        text = served.request("GET", path, accept="text/html").text
        assert "<script" not in text
        assert not re.search(r'(src|href|action)="(?!/)', text)
    assert "url(" not in served.request("GET", "/style.css").text


def test_an_answer_in_a_browser_is_a_table_and_keeps_the_question(served):
    query = 'SELECT ("<b>bold</b>" AS ?x) (1 < 2 AS ?y) {}'
    page = served.get(query, accept="text/html")
    assert page.media == "text/html"
    assert "&lt;b&gt;bold&lt;/b&gt;" in page.text
    assert "<b>bold</b>" not in page.text
    assert "1 &lt; 2" in page.text
    assert "1 row<" in page.text


def test_what_is_loaded_meanwhile_shows_at_the_next_request(tmp_path):
    count = "SELECT (COUNT(?a) AS ?n) { ?a a <https://schema.org/Article> }"
    with serving(make_case(tmp_path / "case")) as server:
        before = json.loads(server.get(count).body)["results"]["bindings"][0]["n"]["value"]
        with Case.open(server.case) as case:
            case.load([item(made("Anna Smith said 12 ships sank.", "fresh"))], at=AT)
        after = json.loads(server.get(count).body)["results"]["bindings"][0]["n"]["value"]
        assert int(after) == int(before) + 1
        assert f'<td class="number">{after}</td>' in server.request("GET", "/").text


def test_an_address_that_is_taken_is_named(served):
    port = urlsplit(served.address).port
    words = ["serve", "--case", served.case, "--port", port]
    assert kg(*words, code=1)[1] == f"kg: 127.0.0.1:{port}: cannot be bound (Address already in use)\n"


def test_there_must_be_a_case(tmp_path):
    assert "there is no case here" in kg("serve", "--case", tmp_path, code=1)[1]
