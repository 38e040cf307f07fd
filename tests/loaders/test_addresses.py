"""Lists of addresses, against a server on this machine."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kg.loaders import read_addresses
from kg.loaders.addresses import addresses
from kg.model.settings import Settings
from tests.cli.running import kg

SAID = "At least 12 people were killed when a ferry sank off Arlona on Monday, harbour master Anton Abara said."
PAGE = f"<!doctype html><html><head><title>Ferry</title></head><body><article><p>{SAID}</p></article></body></html>"
NAMED = PAGE.replace("<title>", '<link rel="canonical" href="https://herald.example/ferry"><title>')
PAGES = {
    "/ferry": ("text/html", PAGE),
    "/named": ("text/html", NAMED),
    "/plain": ("text/plain", SAID),
    "/big": ("text/plain", "x" * 2000),
}


@contextmanager
def site():
    """A site of a few pages; yields its address and what was asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            media, body = PAGES.get(self.path, ("text/plain", ""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_list_is_one_address_a_line():
    assert addresses(["# mine\n", " http://a \n", "\n", "http://a", "http://b"]) == ["http://a", "http://b"]


@pytest.mark.loopback
def test_every_address_ends_as_loaded_or_skipped_with_a_reason():
    with site() as (home, asked):
        lines = [f"{home}{path}" for path in ("/ferry", "/named", "/plain", "/absent", "/big")]
        lines += ["file:///etc/passwd", "http://[::1", "http://127.0.0.1:9/"]
        found = list(read_addresses(lines, Settings(max_bytes=1000)))
    assert asked == ["/ferry", "/named", "/plain", "/absent", "/big"]
    assert [item.file for item in found] == lines
    assert [item.status for item in found] == ["loaded"] * 3 + ["skipped"] * 5
    assert [item.article.meta.url.value for item in found[:3]] == [lines[0], "https://herald.example/ferry", lines[2]]
    assert all(SAID in item.article.text for item in found[:3])
    reasons = [item.reason for item in found[3:]]
    assert "answers 404" in reasons[0]
    assert "more than the 1,000 that are read" in reasons[1]
    assert reasons[2] == reasons[3] == "is no address of http or https"
    assert "cannot be fetched" in reasons[4]


@pytest.mark.loopback
def test_the_network_is_used_only_where_the_run_allows_it(tmp_path):
    with site() as (home, asked):
        (tmp_path / "list.txt").write_text(f"# a list\n{home}/ferry\n{home}/absent\n")
        assert "--allow-network" in kg("load", "--urls", "list.txt", code=2, cwd=tmp_path)[1]
        assert "--urls" in kg("load", f"{home}/ferry", code=1, cwd=tmp_path)[1]
        assert asked == []
        report = json.loads(kg("load", "--urls", "list.txt", "--allow-network", "--json", cwd=tmp_path)[0])
        assert [item["status"] for item in report["inputs"]] == ["loaded", "skipped"]
        again = kg("load", "--urls", "-", "--allow-network", stdin=f"{home}/ferry\n".encode(), cwd=tmp_path)[0]
    assert again == "1 loaded (1 already in the case)\n"
    (claim,) = [json.loads(line) for line in kg("claims", "--nl", cwd=tmp_path)[0].splitlines()][:1]
    assert claim["source_id"] == f"{home}/ferry"
    assert kg("verify", cwd=tmp_path)[0] == "everything is as it was loaded\n"
    kg("load", "--urls", "absent.txt", "--allow-network", code=1, cwd=tmp_path)
