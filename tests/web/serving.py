"""A real `kg serve` in a process of its own, and requests to it that are written by hand."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from kg.case import Case
from kg.loaders import read
from tests.case.builders import AT
from tests.examples import EXAMPLES

KG = Path(sys.executable).with_name("kg")
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Served:
    """A running server."""

    address: str
    case: Path
    process: subprocess.Popen

    def request(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Reply:
        """One request; `content_type` and the like become headers."""
        named = {key.replace("_", "-").title(): value for key, value in headers.items()}
        data = body.encode() if isinstance(body, str) else body
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=120)
        try:
            connection.request(method, path, data, named)
            answer = connection.getresponse()
            return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, query: str, path: str = "/sparql", **headers: str) -> Reply:
        """A query by GET."""
        return self.request("GET", f"{path}?query={quote(query)}", **headers)

    def post(self, query: str, path: str = "/sparql", **headers: str) -> Reply:
        """A query by POST, directly."""
        return self.request("POST", path, query, content_type=DIRECT, **headers)


def make_case(folder: Path) -> Path:
    """A case of the example articles."""
    with Case.open(folder, create=True) as case:
        case.load(read(str(EXAMPLES)), at=AT)
    return folder


@contextmanager
def serving(case: Path, *words: str, **environment: str) -> Iterator[Served]:
    """Serve a case on a free port until the block ends, which Ctrl-C does."""
    command = [KG, "serve", "--case", str(case), "--port", "0", *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | environment
    ) as process:
        try:
            yield Served(_address(process), case, process)
        finally:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
            assert (process.returncode, out) == (0, ""), err


def _address(process: subprocess.Popen) -> str:
    for line in process.stderr:
        found = re.search(r"http://\S+", line)
        if found:
            return found[0]
    raise AssertionError("the server did not start")
