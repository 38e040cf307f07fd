"""A disposable process that answers one SPARQL query under limits: `python -m kg.case.worker STORE ROWS SECONDS`.

The query comes on standard input, rows go to standard output as JSON lines. Once the store is open, no file can be
opened or grown any more.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 4 * 2**30
_NUMBERS = frozenset({"integer", "decimal", "double", "float"})
_XSD = "http://www.w3.org/2001/XMLSchema#"


def limit(seconds: float) -> None:
    """Bound computing time and memory, and forbid to open or grow files."""
    cpu = max(1, int(seconds) + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def plain(term: Any) -> str | int | float | bool | None:  # noqa: ANN401 - pyoxigraph terms share no type
    """A term as JSON: numbers and booleans by their datatype, everything else as text."""
    if term is None:
        return None
    kind = getattr(term, "datatype", None)
    name = kind.value.removeprefix(_XSD) if kind is not None else ""
    if name == "boolean":
        return bool(term.value in ("true", "1"))
    if name in _NUMBERS:
        return int(term.value) if name == "integer" else float(term.value)
    return str(getattr(term, "value", term))


def rows_of(found: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - three kinds of answers
    """The rows of a SELECT, the triples of a CONSTRUCT or DESCRIBE, the answer of an ASK."""
    variables = getattr(found, "variables", None)
    if variables is not None:
        names = [variable.value for variable in variables]
        for solution in found:
            yield {name: plain(solution[name]) for name in names}
    elif hasattr(found, "__iter__"):
        for triple in found:
            yield dict(zip(("subject", "predicate", "object"), map(plain, triple), strict=True))
    else:
        yield {"answer": bool(found)}


def main(path: str, rows: str, seconds: str) -> int:
    """Answer the query on standard input; exit status 1 with the reason on standard error."""
    import pyoxigraph  # noqa: PLC0415 - before the limits, which forbid to open its file

    store = pyoxigraph.Store.read_only(path)
    query = sys.stdin.buffer.read().decode("utf-8")
    limit(float(seconds))
    try:
        found = rows_of(store.query(query, use_default_graph_as_union=True))
        for n, row in enumerate(found):
            if n >= int(rows):
                raise OverflowError(f"the answer has more than {int(rows):,} rows; add a LIMIT")
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    except (SyntaxError, ValueError, OSError, OverflowError, MemoryError) as error:
        sys.stderr.write(" ".join(str(error).split()) + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
