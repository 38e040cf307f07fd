"""What stands before every page: the Host header, the headers that keep a browser in, and who may read from elsewhere.

A server on loopback is within reach of every page that the person visits. A foreign name in Host is a DNS rebinding;
a foreign Origin gets no leave to read.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.model.hosts import is_loopback

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
WILDCARDS: Final = frozenset({"0.0.0.0", "::"})
_CORS: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "600",
}


def host_of(authority: str) -> str:
    """The name in a Host header or an authority, without its port; empty where it is malformed.

    >>> host_of("[::1]:8000"), host_of("LOCALHOST:80"), host_of("a@b")
    ('::1', 'localhost', '')
    """
    try:
        split = urlsplit(f"//{authority}")
        return "" if "@" in authority or split.path or split.query else (split.hostname or "")
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Admission:
    """Who is let in.

    Attributes:
        host: what the server is bound to, as the person named it.
        origins: origins that may read from a browser, beside those on loopback.
    """

    host: str = "127.0.0.1"
    origins: Collection[str] = ()

    def host_is_ours(self, authority: str) -> bool:
        """Whether a Host header names this server."""
        name = host_of(authority)
        return bool(name) and (is_loopback(name) or name == self.host.lower() or self.host in WILDCARDS)

    def may_read(self, origin: str) -> bool:
        """Whether a page of that origin may read the answers."""
        return origin in self.origins or is_loopback(urlsplit(origin).hostname or "")


class Guard:
    """ASGI middleware that refuses foreign hosts and adds the headers to every answer.

    Args:
        app: what stands behind it.
        admission: who is let in.
    """

    def __init__(self, app: ASGIApp, admission: Admission) -> None:
        self.app, self.admission = app, admission

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")

        async def finish(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), origin)
            await send(message)

        app = self.app
        if not self.admission.host_is_ours(headers.get("host", "")):
            app = PlainTextResponse("this server does not go by that name\n", 421)
        elif scope["method"] == "OPTIONS":
            app = PlainTextResponse("", 204, {"Allow": _CORS["Access-Control-Allow-Methods"]})
        await app(scope, receive, finish)

    def _add(self, headers: MutableHeaders, origin: str) -> None:
        headers.update(HEADERS)
        headers.append("Vary", "Origin")
        if origin and self.admission.may_read(origin):
            headers.update({"Access-Control-Allow-Origin": origin, **_CORS})
