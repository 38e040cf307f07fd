"""The RDF dataset of a case: one named graph a record and one for the judgement, lazy and disposable.

It is kept on disk with a stamp of the case's revision, and caught up where the stamp differs: graphs are named by the
hash of their content, so what is there already is right already. Queries run in a worker process with limits, since
the engine has none of its own.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.model.errors import QueryError
from kg.ontology.document import with_context

if TYPE_CHECKING:
    import pyoxigraph

Document = Mapping[str, Any]
_LITERAL = re.compile(
    r"""\\.|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|\#[^\n\r]*""", re.DOTALL
)
_FORBIDDEN = re.compile(
    r"(?<![:\w?$])(SERVICE|FROM|LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE|ADD)(?![\w:])", re.IGNORECASE
)
_MOST_CHARACTERS: Final = 200_000
_STORE, _STAMP = "rdf", "rdf.revision"


def check(query: str) -> None:
    """Refuse a query that would write, or reach beyond the case.

    Args:
        query: SPARQL.

    Raises:
        QueryError: it is an update, calls SERVICE, reads FROM elsewhere, or is too long.
    """
    if len(query) > _MOST_CHARACTERS:
        raise QueryError(f"the query has {len(query):,} characters, more than {_MOST_CHARACTERS:,}")
    found = _FORBIDDEN.search(_LITERAL.sub(" ", query))
    if found:
        raise QueryError(f"{found[1].upper()} is not allowed: a query reads this case and nothing else")


class RdfProjection:
    """An Oxigraph store in a folder, read by workers."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / _STORE

    @classmethod
    def open(cls, folder: Path, revision: str, documents: Callable[[], Iterable[Document]]) -> RdfProjection:
        """The dataset of a case as of a revision, built or caught up where it is older.

        Args:
            folder: of the case, or a temporary one.
            revision: of the case.
            documents: gives the records and the judgement as JSON-LD documents.

        Returns:
            The projection.
        """
        stamp = folder / _STAMP
        if not stamp.exists() or stamp.read_text("utf-8") != revision:
            stamp.unlink(missing_ok=True)
            _catch_up(folder / _STORE, documents())
            stamp.write_text(revision, "utf-8")
        return cls(folder)

    def query(self, text: str, *, rows: int, seconds: float) -> Iterator[dict[str, Any]]:
        """The rows of an answer, from a worker that is stopped at its limits.

        Args:
            text: a SPARQL query; the default graph is the union of all graphs.
            rows: the most rows.
            seconds: the longest time, CPU and wall.

        Yields:
            Variable -> text, number, true or false; ASK gives one row, CONSTRUCT and DESCRIBE one a triple.

        Raises:
            QueryError: the query is wrong, not allowed, or over its limits.
        """
        check(text)
        command = [sys.executable, "-m", "kg.case.worker", str(self.path), str(rows), str(seconds)]
        try:
            done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=seconds + 2, check=False)
        except subprocess.TimeoutExpired as error:
            raise QueryError(f"the query ran longer than {seconds:g} seconds") from error
        if done.returncode:
            raise QueryError(_reason(done.returncode, done.stderr, seconds))
        for line in done.stdout.decode("utf-8").split("\n"):
            if line:
                yield json.loads(line)


def _reason(code: int, stderr: bytes, seconds: float) -> str:
    if code < 0:
        return f"the query was stopped: more than {seconds:g} seconds of computing, or too much memory"
    said = stderr.decode("utf-8", "replace").strip().splitlines()
    return said[-1] if said else "the query failed"


def _graphs(store: pyoxigraph.Store) -> dict[str, Any]:
    return {graph.value: graph for graph in store.named_graphs()}


def _catch_up(path: Path, documents: Iterable[Document]) -> None:
    import pyoxigraph  # noqa: PLC0415 - only where SPARQL is asked

    try:
        store = pyoxigraph.Store(str(path))
    except (OSError, ValueError):
        shutil.rmtree(path, ignore_errors=True)
        store = pyoxigraph.Store(str(path))
    there, wanted = _graphs(store), set()
    for document in documents:
        iri = document["@id"]
        wanted.add(iri)
        if iri in there and ":record:" in iri:
            continue
        if iri in there:
            store.remove_graph(there[iri])
        store.load(json.dumps(with_context(document)).encode(), format=pyoxigraph.RdfFormat.JSON_LD)
    for iri, graph in there.items():
        if iri not in wanted:
            store.remove_graph(graph)
    store.flush()
