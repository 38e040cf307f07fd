"""A disposable process that answers one Cypher query under limits: `python -I cypher_worker.py FOLDER`.

The request comes on standard input as JSON, rows go to standard output as JSON lines. Once the database is open, no
file or socket can be opened, and no file can grow. Nothing of the package is imported, for a quick start.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import ladybug

WRONG, OVER = 1, 4
"""Exit statuses: the query is malformed, or is over its limits."""
FILE: Final = "graph.lbug"
LARGEST: Final = 2**36
"""Bytes of address space that a database may take: the engine reserves them when it opens the file."""
_PAGES: Final = 0.5
"""The share of the memory for pages; above it the engine says that it has no memory, below it nothing would fall."""
_OVER: Final = ("interrupted", "bad_alloc", "buffer manager", "buffer pool")
"""What the engine's words hold where a query went over its limits."""


def limit(seconds: float, memory: int) -> None:
    """Bound computing time, and memory beyond what is reserved, and forbid to open or grow files."""
    cpu = max(1, int(seconds) + 1)
    reserved = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_AS, (reserved + memory, reserved + memory))
    for what in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        resource.setrlimit(what, (0, 0))


def plain(value: Any) -> Any:  # noqa: ANN401 - what Cypher can give
    """A value as JSON: dates as text, nodes and relationships as their properties."""
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items() if name.lower() not in ("_id", "_src", "_dst")}
    if isinstance(value, list):
        return list(map(plain, value))
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def rows_of(found: ladybug.QueryResult, most: int) -> Iterator[dict[str, Any]]:
    """The rows of an answer, as long as they are not too many."""
    names = found.get_column_names()
    n = 0
    while found.has_next():
        if n >= most:
            raise OverflowError(f"the answer has more than {most:,} rows; add a LIMIT")
        n += 1
        yield dict(zip(names, map(plain, found.get_next()), strict=True))


def answered(connection: ladybug.Connection, request: Mapping[str, Any]) -> bytes:
    """The rows of the answer as JSON lines."""
    found = connection.execute(request["query"], request["parameters"])
    if isinstance(found, list):
        raise ValueError("one statement at a time")
    kept, size = [], 0
    for row in rows_of(found, request["rows"]):
        kept.append(json.dumps(row, ensure_ascii=False).encode())
        size += len(kept[-1]) + 1
        if size > request["bytes"]:
            raise OverflowError(f"the answer has more than {request['bytes']:,} bytes; add a LIMIT")
    return b"\n".join(kept)


def main(folder: str) -> int:
    """Answer the request on standard input; where it cannot be, say why on standard error."""
    import ladybug  # noqa: PLC0415 - before the limits, which forbid to open its file

    request = json.load(sys.stdin.buffer)
    pages = int(request["memory"] * _PAGES)
    path = str(Path(folder) / FILE)
    database = ladybug.Database(path, read_only=True, max_db_size=LARGEST, buffer_pool_size=pages)
    connection = ladybug.Connection(database)
    connection.set_query_timeout(int(request["seconds"] * 1000))
    limit(request["seconds"], request["memory"])
    try:
        sys.stdout.buffer.write(answered(connection, request))
        sys.stdout.flush()
    except Exception as error:
        said = " ".join(str(error).split()) or type(error).__name__
        sys.stderr.write(said + "\n")
        over = isinstance(error, OverflowError | MemoryError) or any(words in said.lower() for words in _OVER)
        return OVER if over else WRONG
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
