import pytest

from kg.web.guard import Admission
from tests.web.serving import serving


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8765", "[::1]:8765", "LOCALHOST", "127.8.8.8"])
def test_names_of_this_machine_are_ours(host):
    assert Admission().host_is_ours(host)


@pytest.mark.parametrize(
    "host",
    ["", "example.org", "localhost.example.org", "127.0.0.1.example.org", "a@localhost", "[::1", "10.0.0.1", "x:y:z"],
)
def test_other_names_are_not(host):
    assert not Admission().host_is_ours(host)


def test_a_host_that_is_named_is_ours_and_a_wildcard_takes_all():
    assert Admission("box.lan").host_is_ours("Box.lan:80")
    assert not Admission("box.lan").host_is_ours("evil.example")
    assert Admission("0.0.0.0").host_is_ours("box.lan")


@pytest.mark.parametrize(
    ("origin", "may"),
    [
        ("http://localhost:3000", True),
        ("http://127.0.0.1:8080", True),
        ("https://ours.example", True),
        ("https://evil.example", False),
        ("null", False),
        ("http://localhost.evil.example", False),
    ],
)
def test_pages_of_this_machine_and_of_named_origins_may_read(origin, may):
    assert Admission(origins=["https://ours.example"]).may_read(origin) is may


@pytest.mark.loopback
@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK%7B%7D", "/.well-known/void", "/style.css", "/nothing"])
def test_every_answer_keeps_the_browser_in(served, path):
    headers = served.request("GET", path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


@pytest.mark.loopback
def test_a_foreign_host_is_refused_and_a_foreign_page_gets_no_leave(served):
    path = "/sparql?query=ASK%7B%7D"
    assert served.request("GET", path, host="evil.example").status == 421
    assert "access-control-allow-origin" not in served.request("GET", path, origin="https://evil.example").headers
    reply = served.request("GET", path, origin="http://localhost:3000")
    assert reply.headers["access-control-allow-origin"] == "http://localhost:3000"
    preflight = served.request("OPTIONS", "/sparql", origin="http://localhost:3000")
    assert preflight.status == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "Content-Type" in preflight.headers["access-control-allow-headers"]


@pytest.mark.loopback
def test_an_origin_that_is_named_may_read(served):
    with serving(served.case, "--allow-origin", "https://ours.example") as other:
        reply = other.request("GET", "/sparql?query=ASK%7B%7D", origin="https://ours.example")
        assert reply.headers["access-control-allow-origin"] == "https://ours.example"
