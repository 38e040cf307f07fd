"""A disposable process that answers one SPARQL query under limits: `python -I worker.py STORE`.

The request comes on standard input as JSON, the answer goes to standard output: one line that says its kind, then its
bytes. Once the store is open, no file or socket can be opened, and no file can grow, so that a SERVICE or a LOAD that
slipped past every check would still reach nothing. Nothing of the package is imported, for a quick start.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pyoxigraph

WRONG, REFUSED, OVER, FORM = 1, 3, 4, 5
"""Exit statuses: the query is malformed, reaches out, is over its limits, or has no form that is wanted."""
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


class RefusedError(Exception):
    """The query wants what it may not have."""


class FormError(Exception):
    """The answer has no form that is wanted."""


def limit(seconds: float, memory: int) -> None:
    """Bound computing time and memory, and forbid to open or grow files."""
    cpu = max(1, int(seconds) + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    for what in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        resource.setrlimit(what, (0, 0))


def term(found: Any) -> dict[str, Any]:  # noqa: ANN401 - pyoxigraph's terms share no type
    """A term in SPARQL 1.1 Query Results JSON (W3C, 2013), with the triple terms of RDF 1.2."""
    if hasattr(found, "subject"):
        return {"type": "triple", "value": {name: term(getattr(found, name)) for name in found.__match_args__}}
    datatype = getattr(found, "datatype", None)
    if datatype is None:
        return {"type": "bnode" if str(found).startswith("_:") else "uri", "value": found.value}
    if found.language:
        return {"type": "literal", "value": found.value, "xml:lang": found.language}
    plain = {} if datatype.value == _STRING else {"datatype": datatype.value}
    return {"type": "literal", "value": found.value, **plain}


def counted(found: Iterable[Any], rows: int) -> Iterator[Any]:
    """The rows of an answer, as long as they are not too many."""
    for n, row in enumerate(found):
        if n >= rows:
            raise OverflowError(f"the answer has more than {rows:,} rows; add a LIMIT")
        yield row


def bounded(pieces: Iterable[str], most: int) -> bytes:
    """The bytes of an answer, as long as they are not too many."""
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        kept.append(piece.encode())
        size += len(kept[-1])
        if size > most:
            raise OverflowError(f"the answer has more than {most:,} bytes; add a LIMIT")
    return b"".join(kept)


def selected(found: pyoxigraph.QuerySolutions, rows: int) -> Iterator[str]:
    """The rows of a SELECT in SPARQL 1.1 Query Results JSON, piece by piece."""
    names = [variable.value for variable in found.variables]
    yield '{"head":{"vars":' + json.dumps(names) + '},"results":{"bindings":['
    for n, row in enumerate(counted(found, rows)):
        bound = {name: term(row[name]) for name in names if row[name] is not None}
        yield ("," if n else "") + json.dumps(bound, ensure_ascii=False, separators=(",", ":"))
    yield "]}}"


def evaluated(store: pyoxigraph.Store, request: Mapping[str, Any]) -> tuple[str, bytes]:
    """The answer to a request: its kind (results or graph) and its bytes."""
    import pyoxigraph  # noqa: PLC0415 - loaded in main, before the limits

    rows, most = request["rows"], request["bytes"]
    found = store.query(request["query"], base_iri=request["base"], **dataset(store, request))
    if isinstance(found, pyoxigraph.QueryTriples):
        form = wanted(request["graph"], "RDF")
        body = pyoxigraph.serialize(counted(found, rows), format=pyoxigraph.RdfFormat.from_media_type(form)) or b""
    else:
        form = wanted(request["results"], "query results")
        if isinstance(found, pyoxigraph.QueryBoolean):
            body = b'{"head":{},"boolean":%s}' % (b"true" if found else b"false")
        else:
            body = bounded(selected(found, rows), most)
        body = converted(body, form)
    if len(body) > most:
        raise OverflowError(f"the answer has more than {most:,} bytes; add a LIMIT")
    return form, body


def wanted(form: str | None, kind: str) -> str:
    """The media type that is wanted, if there is one."""
    if form is None:
        raise FormError(f"the answer is {kind}, which cannot be written in any form that is accepted")
    return form


def converted(body: bytes, form: str) -> bytes:
    """Query results from JSON into another form."""
    import pyoxigraph  # noqa: PLC0415 - as above

    json_form, chosen = pyoxigraph.QueryResultsFormat.JSON, pyoxigraph.QueryResultsFormat.from_media_type(form)
    if chosen == json_form:
        return body
    return pyoxigraph.parse_query_results(body, format=json_form).serialize(format=chosen) or b""


def dataset(store: pyoxigraph.Store, request: Mapping[str, Any]) -> dict[str, Any]:
    """What the query is asked of: the protocol's graphs, else its own FROM, else the union of all.

    SPARQL 1.1 Protocol (W3C, 2013), 2.1.4: the protocol's dataset goes before the query's.
    """
    import pyoxigraph  # noqa: PLC0415 - as above

    for iri in (*request["default_graphs"], *request["named_graphs"], *request["from"]):
        if not store.contains_named_graph(pyoxigraph.NamedNode(iri)):
            raise RefusedError(f"<{iri}> is no graph of this case, and nothing is fetched")
    if not (request["default_graphs"] or request["named_graphs"]):
        return {"use_default_graph_as_union": not request["from"]}
    defaults, named = (list(map(pyoxigraph.NamedNode, request[key])) for key in ("default_graphs", "named_graphs"))
    return {"default_graph": defaults, "named_graphs": named}


def main(path: str) -> int:
    """Answer the request on standard input; where it cannot be, say why on standard error."""
    import pyoxigraph  # noqa: PLC0415 - before the limits, which forbid to open its file

    store = pyoxigraph.Store.read_only(path)
    request = json.load(sys.stdin.buffer)
    limit(request["seconds"], request["memory"])
    statuses = {OverflowError: OVER, MemoryError: OVER, RefusedError: REFUSED, FormError: FORM}
    try:
        kind, body = evaluated(store, request)
        sys.stdout.buffer.write(kind.encode() + b"\n" + body)
        sys.stdout.flush()
    except Exception as error:
        sys.stderr.write((" ".join(str(error).split()) or type(error).__name__) + "\n")
        return statuses.get(type(error), WRONG)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
