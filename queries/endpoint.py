"""Any SPARQL 1.1 endpoint as a place to ask: the query operation of the SPARQL Protocol, as a client.

Nothing beyond this machine is called unless the person allows it for this run: no other host, no proxy, no redirect.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any, Final
from urllib.parse import urlencode, urlsplit

from kg.case.limits import Limits
from kg.case.sparql import GRAPHS, RESULTS, Answer, check, rows
from kg.model.errors import QueryError, QueryLimitError, QueryRefusedError
from kg.model.hosts import is_loopback

_ACCEPT: Final = ", ".join((RESULTS["json"], f"{RESULTS['xml']};q=0.9", f"{GRAPHS['ntriples']};q=0.9", "*/*;q=0.1"))
_REASON: Final = 300


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an error: it could lead anywhere."""

    def redirect_request(self, *_: object) -> None:
        """Not followed."""


class Endpoint:
    """A SPARQL endpoint.

    Args:
        address: its URL.
        limits: what an answer may take.
        allow_network: whether it may be on another machine, and be asked what reaches further.

    Raises:
        QueryRefusedError: the URL is not of HTTP, carries a password, or is on another machine.
    """

    def __init__(self, address: str, limits: Limits, *, allow_network: bool = False) -> None:
        _admit(address, allow_network=allow_network)
        self.address, self.limits, self.allow_network = address, limits, allow_network

    def query(self, text: str) -> Iterator[dict[str, Any]]:
        """The rows of an answer, as of a case.

        Args:
            text: SPARQL.

        Yields:
            Variable -> text, number, true or false; ASK gives one row, CONSTRUCT and DESCRIBE one a triple.

        Raises:
            QueryError: the endpoint does not answer, or says that the query is wrong.
            QueryLimitError: the answer is over the limits.
        """
        if not self.allow_network:
            check(text)
        found = rows(self._answer(text))
        yield from islice(found, self.limits.rows)
        if next(found, None) is not None:
            raise QueryLimitError(f"the answer has more than {self.limits.rows:,} rows; add a LIMIT")

    def _answer(self, text: str) -> Answer:
        request = urllib.request.Request(
            self.address, urlencode({"query": text}).encode(), {"Accept": _ACCEPT, "User-Agent": "claimgraph"}
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
        try:
            with opener.open(request, timeout=self.limits.seconds) as reply:
                return Answer(reply.headers.get_content_type(), self._body(reply))
        except urllib.error.HTTPError as error:
            raise QueryError(f"answers {error.code}: {_reason(error)}", file=self.address) from error
        except (OSError, ValueError) as error:
            said = getattr(error, "reason", None) or error
            raise QueryError(f"does not answer ({said})", file=self.address) from error

    def _body(self, reply: IO[bytes]) -> bytes:
        body = reply.read(self.limits.size + 1)
        if len(body) > self.limits.size:
            raise QueryLimitError(f"the answer has more than {self.limits.size:,} bytes; add a LIMIT")
        return body


def _admit(address: str, *, allow_network: bool) -> None:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError as error:
        raise QueryRefusedError(f"is no URL ({error})", file=address) from error
    if parts.scheme not in ("http", "https") or not host:
        raise QueryRefusedError("an endpoint is an http or https URL", file=address)
    if parts.username or parts.password:
        raise QueryRefusedError("a name or a password does not belong into a URL", file=host)
    if not allow_network and not is_loopback(host):
        raise QueryRefusedError("is on another machine; --allow-network lets this run call it", file=host)


def _reason(error: urllib.error.HTTPError) -> str:
    """The first line of what the endpoint says, or the name of the status."""
    with error:
        lines = error.read(_REASON).decode("utf-8", "replace").strip().splitlines()
    return lines[0] if lines else error.reason
