"""The property graph of a case in an embedded engine, for Cypher without a server: lazy, disposable, made whole.

Ladybug's read-only mode does not stop COPY TO and LOAD FROM, so a query is looked at first, and runs in a worker that
cannot open a file.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kg.case import cypher_worker, limits
from kg.case.limits import Limits
from kg.case.snapshots import snapshot
from kg.model.errors import QueryLimitError, QueryRefusedError
from kg.ontology.graph import Element
from kg.ontology.graph_model import Kind, NodeType, Property, RelationshipType, model
from kg.ontology.graph_tables import link_table, write_tables

_SKIPPED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|//[^\n\r]*|/\*.*?\*/""", re.DOTALL)
_FORBIDDEN = re.compile(
    r"(?<![\w.:$])(COPY|LOAD|EXPORT|IMPORT|INSTALL|UNINSTALL|ATTACH|DETACH|USE|CREATE|MERGE|SET|DELETE|REMOVE|DROP|ALTER"
    r"|COMMENT|CALL|CHECKPOINT|BEGIN|COMMIT|ROLLBACK)(?!\w)",
    re.IGNORECASE,
)
_MOST_CHARACTERS: Final = 200_000
_FOLDER: Final = "cypher"
_TYPES: Final = {
    Kind.TEXT: "STRING",
    Kind.INTEGER: "INT64",
    Kind.FLOAT: "DOUBLE",
    Kind.BOOLEAN: "BOOLEAN",
    Kind.DATE: "DATE",
    Kind.IRIS: "STRING[]",
}
_FORMAT: Final = "HEADER=false, PARALLEL=false, AUTO_DETECT=false, DELIM=',', QUOTE='\"', ESCAPE='\"'"


def check(query: str) -> None:
    """Refuse a query that would write, or reach beyond the case.

    Args:
        query: Cypher.

    Raises:
        QueryRefusedError: it has a clause that does more than read.
        QueryLimitError: it is too long.
    """
    if len(query) > _MOST_CHARACTERS:
        raise QueryLimitError(f"the query has {len(query):,} characters, more than {_MOST_CHARACTERS:,}")
    found = _FORBIDDEN.search(_SKIPPED.sub(" '' ", query))
    if found:
        raise QueryRefusedError(f"{found[1].upper()} is not allowed: a query reads this case and nothing else")


class CypherProjection:
    """The snapshot of one revision, read by workers.

    Args:
        path: its folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, folder: Path, revision: str, elements: Callable[[], Iterable[Element]]) -> CypherProjection:
        """The property graph of a case as of a revision, built where there is none.

        Args:
            folder: of the case, or a temporary one.
            revision: of the case.
            elements: gives its nodes and relationships.

        Returns:
            The projection.
        """
        return cls(snapshot(folder / _FOLDER, revision, lambda half: _build(half, elements())))

    def query(
        self, text: str, parameters: Mapping[str, str] | None = None, *, rows: int, seconds: float
    ) -> Iterator[dict[str, Any]]:
        """The rows of an answer, from a worker that is stopped at its limits.

        Args:
            text: a Cypher query that reads.
            parameters: values of its `$names`.
            rows: the most rows.
            seconds: the longest time.

        Yields:
            Column -> text, number, true, false or nothing; a node or a relationship as its properties.

        Raises:
            QueryError: the query is malformed, reaches out, or is over its limits, each by its own class.
        """
        check(text)
        within = Limits(rows, seconds)
        request = {
            "query": text,
            "parameters": dict(parameters or {}),
            "rows": rows,
            "seconds": seconds,
            "memory": within.memory,
            "bytes": within.size,
        }
        script = Path(cypher_worker.__file__)
        answer = limits.run(script, [str(self.path)], json.dumps(request).encode(), within)
        for line in answer.decode("utf-8").split("\n"):
            if line:
                yield json.loads(line)


def _build(half: Path, elements: Iterable[Element]) -> None:
    import ladybug  # noqa: PLC0415 - only where Cypher is asked

    tables = half / "tables"
    tables.mkdir(parents=True)
    write_tables(tables, elements, _cell)
    path = str(half / cypher_worker.FILE)
    database = ladybug.Database(path, max_db_size=cypher_worker.LARGEST, auto_checkpoint=False)
    connection = ladybug.Connection(database)
    for statement in ("BEGIN TRANSACTION", *_tables(), "COMMIT", *_copies(tables)):
        connection.execute(statement)
    connection.close()
    database.close()
    shutil.rmtree(tables)


def _tables() -> Iterator[str]:
    types = model()
    yield from map(_node_table, types.nodes.values())
    yield from map(_relationship_table, types.relationships.values())


def _copies(tables: Path) -> Iterator[str]:
    """Nodes first, then relationships; what has no file is an empty table."""
    types = model()
    for label in types.nodes:
        yield from _copy(tables / f"{label}.csv", label, "")
    for kind in types.relationships.values():
        for start, end in kind.ends:
            ends = f"FROM='{start}', TO='{end}', " if len(kind.ends) > 1 else ""
            yield from _copy(tables / f"{link_table(kind.type, start, end)}.csv", kind.type, ends)


def _columns(properties: Mapping[str, Kind]) -> list[str]:
    return [f"`{name}` {_TYPES[kind]}" for name, kind in properties.items()]


def _node_table(node: NodeType) -> str:
    return f"CREATE NODE TABLE {node.label}({', '.join(_columns(node.properties))}, PRIMARY KEY(`{node.key}`))"


def _relationship_table(kind: RelationshipType) -> str:
    ends = (f"FROM {start} TO {end}" for start, end in kind.ends)
    return f"CREATE REL TABLE {kind.type}({', '.join([*ends, *_columns(kind.properties)])})"


def _copy(file: Path, table: str, ends: str) -> Iterator[str]:
    if file.exists():
        yield f"COPY {table} FROM {json.dumps(str(file))} ({ends}{_FORMAT})"


def _cell(value: Property | None) -> object:
    """A value as CSV has it; a list has IRIs alone, which hold neither comma nor bracket."""
    if isinstance(value, tuple):
        return f"[{','.join(value)}]"
    return str(value).lower() if isinstance(value, bool) else value
