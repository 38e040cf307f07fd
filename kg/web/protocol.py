"""The query operations of the SPARQL 1.1 Protocol (W3C, 2013), as plain functions of what a request says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from typing import Final
from urllib.parse import parse_qsl

from kg.case.sparql import MOST_CHARACTERS, Query

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
MOST_BYTES: Final = 12 * MOST_CHARACTERS
"""Of a body: four bytes a character, three letters a byte where it is percent-encoded."""
_MOST_FIELDS: Final = 1000


class ProtocolError(Exception):
    """A request that is no query operation.

    Args:
        status: of HTTP.
        message: what is wrong, in one sentence.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Received:
    """What a request says.

    Attributes:
        method: GET, HEAD or POST.
        search: the part of the address after the question mark.
        content_type: the header, empty where there is none.
        body: of a POST.
        base: the address of the endpoint.
    """

    method: str
    search: str
    content_type: str = ""
    body: bytes = b""
    base: str | None = None


def read(received: Received) -> Query | None:
    """The query that a request puts.

    Args:
        received: what it says.

    Returns:
        The query; None where a GET has no query, and the service is to describe itself.

    Raises:
        ProtocolError: the request is no query operation, or is an update.
    """
    fields = _fields(received.search.encode("latin-1", "replace"))
    queries = _values(fields, "query")
    if received.method == "POST":
        media, charset = _content_type(received.content_type)
        if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
            raise ProtocolError(415, f"the body is in {charset}; a query is in UTF-8")
        if media == UPDATE:
            raise ProtocolError(403, "updates are refused: this service only reads")
        if media == FORM:
            fields += _fields(received.body)
            queries = _values(fields, "query")
        elif media == DIRECT:
            queries.append(_text(received.body))
        else:
            raise ProtocolError(415, f"a query comes as {FORM} or {DIRECT}, not as {media or 'nothing that is named'}")
    return _query(fields, queries, received)


def _query(fields: Sequence[tuple[str, str]], queries: Sequence[str], received: Received) -> Query | None:
    if _values(fields, "update"):
        raise ProtocolError(403, "updates are refused: this service only reads")
    if not queries and received.method != "POST":
        return None
    if len(queries) != 1:
        raise ProtocolError(400, f"a request has one query, not {len(queries)}")
    default, named = (tuple(_values(fields, f"{kind}-graph-uri")) for kind in ("default", "named"))
    return Query(queries[0], default, named, received.base)


def _content_type(header: str) -> tuple[str, str]:
    """The media type and its charset, UTF-8 where none is said."""
    if not header:
        return "", "utf-8"
    message = Message()
    message["Content-Type"] = header
    charset = message.get_param("charset", "utf-8")
    return message.get_content_type(), charset if isinstance(charset, str) else "unknown"


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "the query is not UTF-8") from error


def _fields(raw: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_text(raw), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "the query is not UTF-8") from error
    except ValueError as error:
        raise ProtocolError(400, f"more than {_MOST_FIELDS} parameters") from error


def _values(fields: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in fields if key == name]
