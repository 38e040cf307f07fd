"""The application: each address a function from a request to an answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

import anyio
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.case.sparql import GRAPHS, RESULTS, rows
from kg.model.errors import KgError, QueryError, QueryFormatError, QueryLimitError, QueryRefusedError
from kg.web import pages, protocol
from kg.web.dataset import BusyError, Dataset
from kg.web.description import describe
from kg.web.guard import Admission, Guard
from kg.web.negotiation import choose
from kg.web.protocol import ProtocolError, Received

HTML: Final = "text/html"
_SECONDS: Final = 10.0
"""For a body to come."""
_HEARD: Final = 16
"""How many times what is read of a body is heard of it."""
_TOO_LONG: Final = 413  # its name in `http` changes with Python
_STATUSES: Final[dict[type[Exception], int]] = {
    QueryRefusedError: HTTPStatus.FORBIDDEN,
    QueryFormatError: HTTPStatus.NOT_ACCEPTABLE,
    QueryLimitError: 422,  # likewise
    QueryError: HTTPStatus.BAD_REQUEST,
    BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
}
_HEADERS: Final[dict[int, dict[str, str]]] = {
    HTTPStatus.REQUEST_TIMEOUT: {"Connection": "close"},
    _TOO_LONG: {"Connection": "close"},
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": "5"},
}
_OURS: Final[dict[int, str]] = {HTTPStatus.SERVICE_UNAVAILABLE: "too many queries wait; come again"}


def application(dataset: Dataset, admission: Admission) -> Starlette:
    """The application over a case.

    Args:
        dataset: the case.
        admission: who is let in.

    Returns:
        The application (ASGI).
    """
    site = Site(dataset)
    routes = [
        Route("/", site.index),
        Route("/style.css", site.style),
        Route("/sparql", site.sparql, methods=["GET", "POST"]),
        Route("/sparql/", site.sparql, methods=["GET", "POST"]),
        Route("/.well-known/void", site.void),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, admission=admission)],
        exception_handlers=dict.fromkeys((ProtocolError, KgError, BusyError), _failed),
    )


class Site:
    """The pages of a case.

    Args:
        dataset: the case.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    async def index(self, _: Request) -> Response:
        """What is there, for people."""
        return HTMLResponse(pages.index(self.dataset.settings, await self.dataset.counts()))

    async def style(self, _: Request) -> Response:
        """The stylesheet."""
        return Response(pages.stylesheet(), media_type="text/css")

    async def void(self, request: Request) -> Response:
        """How much of what there is (VoID)."""
        return await self._description(request)

    async def sparql(self, request: Request) -> Response:
        """A query operation of the SPARQL Protocol, or the description of the service."""
        query = protocol.read(await _received(request))
        if query is None:
            return await self._description(request)
        accept = request.headers.get("accept")
        results, graph = (choose(accept, [*forms.values(), HTML]) for forms in (RESULTS, GRAPHS))
        if results is None and graph is None:
            raise ProtocolError(HTTPStatus.NOT_ACCEPTABLE, _forms())
        page = HTML in (results, graph)
        if page:
            results, graph = RESULTS["json"], GRAPHS["ntriples"]
        found = await self.dataset.answer(query, results=results, graph=graph)
        if page:
            return HTMLResponse(pages.answer(self.dataset.settings, query.text, list(rows(found))))
        return Response(found.body, media_type=found.media)

    async def _description(self, request: Request) -> Response:
        media = choose(request.headers.get("accept"), [*GRAPHS.values(), HTML])
        if media is None:
            raise ProtocolError(HTTPStatus.NOT_ACCEPTABLE, _forms())
        if media == HTML:
            media = GRAPHS["turtle"]
        return Response(describe(str(request.base_url), await self.dataset.counts(), media), media_type=media)


async def _received(request: Request) -> Received:
    return Received(
        request.method,
        request.url.query,
        request.headers.get("content-type", ""),
        await _body(request) if request.method == "POST" else b"",
        str(request.url.replace(query="")),
    )


async def _body(request: Request) -> bytes:
    """The body, as long as it is neither too long nor too slow.

    One that is too long is heard to its end, within reason, and forgotten: a client that is still sending hears no
    answer.
    """
    kept, size = bytearray(), 0
    try:
        with anyio.fail_after(_SECONDS):
            async for piece in request.stream():
                size += len(piece)
                if size <= protocol.MOST_BYTES:
                    kept += piece
                elif size > _HEARD * protocol.MOST_BYTES:
                    break
    except TimeoutError as error:
        raise ProtocolError(HTTPStatus.REQUEST_TIMEOUT, "the body did not come in time") from error
    if size > protocol.MOST_BYTES:
        raise ProtocolError(_TOO_LONG, f"the body has more than {protocol.MOST_BYTES:,} bytes")
    return bytes(kept)


def _forms() -> str:
    return f"an answer is one of {', '.join((*RESULTS.values(), *GRAPHS.values(), HTML))}"


async def _failed(_: Request, error: Exception) -> Response:
    """What is wrong, in a line; of a case that cannot be read no path is told."""
    status = _status(error)
    message = str(error) if status < HTTPStatus.INTERNAL_SERVER_ERROR else _OURS.get(status, "the case cannot be read")
    return PlainTextResponse(f"{message}\n", status, _HEADERS.get(status, {}))


def _status(error: Exception) -> int:
    if isinstance(error, ProtocolError):
        return error.status
    return next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 500)
