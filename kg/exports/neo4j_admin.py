"""A case for `neo4j-admin database import full`: header files apart, data files, the command, and the schema.

Neo4j Operations Manual, "Import". A zip file: unpack it, run import.sh, start the server, run schema.cypher.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.exports.base import Exporter, View
from kg.model.identifiers import rebase
from kg.ontology.graph import PropertyGraph
from kg.ontology.graph_model import Kind, Property, model
from kg.ontology.graph_schema import script
from kg.ontology.graph_tables import link_table, write_tables

_DELIMITER: Final = "\x1f"
"""Arrays have no escape, so their delimiter is one that no IRI can hold."""
_TYPES: Final = {
    Kind.TEXT: "string",
    Kind.INTEGER: "long",
    Kind.FLOAT: "double",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.IRIS: "string[]",
}
_LINES_A_PIECE: Final = 1000
_SCRIPT: Final = """#!/bin/sh
# Into an empty database: NEO4J_ADMIN=/path/to/neo4j-admin ./import.sh [DATABASE] [OPTION]...
# Then start the server and run schema.cypher, for instance with cypher-shell -f schema.cypher.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
database=${1:-neo4j}
if [ $# -gt 0 ]; then shift; fi
exec "${NEO4J_ADMIN:-neo4j-admin}" database import full "$database" \\
    --id-type=string --multiline-fields=true --array-delimiter=U+001F "$@" \\
"""


class Neo4jAdmin(Exporter):
    """The bulk import of Neo4j 5 and later, as a zip file."""

    title = "Neo4j bulk import (neo4j-admin database import), CSV in a zip file"
    suffix = ".zip"

    def write(self, view: View, stream: BinaryIO) -> None:
        """Write the zip file; see `Exporter.write`."""
        graph = PropertyGraph(view.records(), view.judgement(), view.decisions())
        with TemporaryDirectory(prefix="kg-") as name, ZipFile(stream, "w", ZIP_DEFLATED) as archive:
            folder = Path(name)
            write_tables(folder, graph, _cell)
            tables = {table: header for table, header in _headers() if (folder / f"{table}.csv").exists()}
            _add(archive, "import.sh", [_SCRIPT, *_arguments(tables)], executable=True)
            _add(archive, "schema.cypher", [script()])
            for table, header in tables.items():
                _add(archive, f"{table}-header.csv", [header])
                _add(archive, f"{table}.csv", (rebase(piece, self.base) for piece in _pieces(folder / f"{table}.csv")))


def _cell(value: Property | None) -> object:
    """A value as the import reads it: nothing is no property, a list has a delimiter of its own."""
    if isinstance(value, tuple):
        return _DELIMITER.join(value)
    return str(value).lower() if isinstance(value, bool) else value


def _headers() -> Iterator[tuple[str, str]]:
    """Table -> its header line."""
    for node in model().nodes.values():
        columns = [
            f"{name}:ID({node.label})" if name == node.key else f"{name}:{_TYPES[kind]}"
            for name, kind in node.properties.items()
        ]
        yield node.label, ",".join(columns) + "\n"
    for link in model().relationships.values():
        for start, end in link.ends:
            columns = [f":START_ID({start})", f":END_ID({end})"]
            columns += [f"{name}:{_TYPES[kind]}" for name, kind in link.properties.items()]
            yield link_table(link.type, start, end), ",".join(columns) + "\n"


def _arguments(tables: Mapping[str, str]) -> Iterator[str]:
    """One line of the command for each table."""
    for n, table in enumerate(tables, 1):
        label, _, ends = table.partition("-")
        option = "relationships" if ends else "nodes"
        end = " \\\n" if n < len(tables) else "\n"
        yield f'    --{option}={label}="$here/{table}-header.csv,$here/{table}.csv"{end}'


def _pieces(file: Path) -> Iterator[str]:
    """A file in pieces that end with a line, so that no IRI is cut in two."""
    with file.open(encoding="utf-8", newline="") as lines:
        piece: list[str] = []
        for line in lines:
            piece.append(line)
            if len(piece) == _LINES_A_PIECE:
                yield "".join(piece)
                piece.clear()
        yield "".join(piece)


def _add(archive: ZipFile, name: str, pieces: Iterator[str] | list[str], *, executable: bool = False) -> None:
    """A file whose entry bears no time of its making."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = (0o755 if executable else 0o644) << 16
    with archive.open(entry, "w", force_zip64=True) as out:
        for piece in pieces:
            out.write(piece.encode("utf-8"))
