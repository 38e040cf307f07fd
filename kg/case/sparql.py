"""SPARQL as it comes and goes: what a query may not say, the graphs that it names, the rows of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin

from kg.model.errors import QueryError, QueryLimitError, QueryRefusedError

RESULTS: Final = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""Form of query results -> its media type; the first is written where anything is welcome."""
GRAPHS: Final = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
"""Form of a graph -> its media type; as above."""
MOST_CHARACTERS: Final = 200_000
_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)"""
    r"""|\\.|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#[^\n\r]*""",
    re.DOTALL,
)
_FORBIDDEN = re.compile(
    r"(?<![:\w?$@])(SERVICE|LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE|ADD)(?![\w:])", re.IGNORECASE
)
_FROM = re.compile(r"(?<![:\w?$@])FROM\s*(?:NAMED(?![\w:])\s*)?(?:<([^<>]*)>|([\w.-]*):([\w.:-]*))", re.IGNORECASE)
_PREFIX = re.compile(r"(?<![:\w?$@])PREFIX\s+([\w.-]*):\s*<([^<>]*)>", re.IGNORECASE)
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS: Final = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float"))


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL query and what it is asked of.

    Attributes:
        text: the query.
        default_graphs: IRIs whose union is the default graph; with `named_graphs` empty, the query's own FROM
            counts, and without that the union of all graphs.
        named_graphs: IRIs of the graphs that GRAPH may name.
        base: what relative IRIs count from.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it goes over the wire.

    Attributes:
        media: its media type.
        body: its bytes.
    """

    media: str
    body: bytes


def _bare(text: str, *, iris: bool) -> str:
    """A query without its strings and comments, and, unless they are wanted, its IRIs."""
    return _TOKEN.sub(lambda found: found["iri"] if iris and found["iri"] else " ", text)


def check(text: str) -> None:
    """Refuse a query that would write, or reach beyond the case.

    Args:
        text: SPARQL.

    Raises:
        QueryLimitError: it is too long.
        QueryRefusedError: it is an update, or calls SERVICE.
    """
    if len(text) > MOST_CHARACTERS:
        raise QueryLimitError(f"the query has {len(text):,} characters, more than {MOST_CHARACTERS:,}")
    found = _FORBIDDEN.search(_bare(text, iris=False))
    if found:
        raise QueryRefusedError(f"{found[1].upper()} is not allowed: a query reads this case and nothing else")


def from_graphs(text: str, base: str | None = None) -> list[str]:
    """The IRIs that a query names in FROM and FROM NAMED.

    Args:
        text: SPARQL.
        base: what relative IRIs count from.

    Returns:
        The IRIs; one with an unknown prefix is left out, since the query is then malformed.

    >>> from_graphs('PREFIX g: <urn:g:> SELECT * FROM g:1 FROM NAMED <urn:x> { ?s ?p "FROM <urn:y>" }')
    ['urn:g:1', 'urn:x']
    """
    bare = _bare(text, iris=True)
    prefixes = dict(_PREFIX.findall(bare))
    found = []
    for iri, prefix, name in _FROM.findall(bare):
        if iri:
            found.append(urljoin(base, iri) if base else iri)
        elif prefix in prefixes:
            found.append(prefixes[prefix] + name)
    return found


def plain(value: str, datatype: str | None) -> str | int | float | bool:
    """The value of a term as JSON: numbers and booleans by their datatype, everything else as text.

    >>> plain("12.50", "http://www.w3.org/2001/XMLSchema#decimal")
    12.5
    """
    try:
        if datatype == f"{_XSD}boolean":
            return value in ("true", "1")
        if datatype in _NUMBERS:
            return int(value) if datatype == f"{_XSD}integer" else float(value)
    except ValueError:
        return value
    return value


def _cell(term: Any) -> str | int | float | bool | None:  # noqa: ANN401 - pyoxigraph's terms share no type
    if term is None:
        return None
    datatype = getattr(term, "datatype", None)
    value = getattr(term, "value", None)
    return str(term) if value is None else plain(value, datatype.value if datatype else None)


def rows(answer: Answer) -> Iterator[dict[str, Any]]:
    """The rows of an answer.

    Args:
        answer: query results or a graph, in any form that the SPARQL Protocol knows.

    Yields:
        Variable -> text, number, true or false; ASK gives one row, CONSTRUCT and DESCRIBE one a triple.

    Raises:
        QueryError: the answer cannot be read.
    """
    import pyoxigraph  # noqa: PLC0415 - only where SPARQL is asked

    results = pyoxigraph.QueryResultsFormat.from_media_type(answer.media)
    graph = pyoxigraph.RdfFormat.from_media_type(answer.media)
    try:
        if answer.media not in GRAPHS.values() and results:
            yield from _results(pyoxigraph.parse_query_results(answer.body, format=results))
        elif graph:
            for triple in pyoxigraph.parse(answer.body, format=graph):
                values = map(_cell, (triple.subject, triple.predicate, triple.object))
                yield dict(zip(("subject", "predicate", "object"), values, strict=True))
        else:
            raise QueryError(f"an answer of type {answer.media or 'unknown'} cannot be read")
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the answer cannot be read ({error})") from error


def _results(found: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - two kinds of results
    variables = getattr(found, "variables", None)
    if variables is None:
        yield {"answer": bool(found)}
        return
    names = [variable.value for variable in variables]
    for solution in found:
        yield {name: _cell(solution[name]) for name in names}
