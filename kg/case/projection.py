"""The RDF dataset of a case: one named graph a record and one for the judgement, lazy and disposable.

It is kept on disk and caught up where the case's revision differs: graphs are named by the hash of their content, so
what is there already is right already. Queries never read the store that is written: each revision is a snapshot beside
it, hard links that cost nothing, and a worker with limits opens that.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.case import limits, sparql, worker
from kg.case.limits import Limits
from kg.case.snapshots import snapshot
from kg.case.sparql import GRAPHS, RESULTS, Answer, Query
from kg.ontology.document import with_context

if TYPE_CHECKING:
    import pyoxigraph

Document = Mapping[str, Any]
_FOLDER: Final = "rdf"


class RdfProjection:
    """The snapshot of one revision, read by workers.

    Args:
        path: its folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

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
        home = folder / _FOLDER
        return cls(snapshot(home, revision, lambda half: _catch_up(home / "store", documents(), half)))

    def answer(
        self,
        query: Query,
        *,
        results: str | None = RESULTS["json"],
        graph: str | None = GRAPHS["ntriples"],
        within: Limits,
    ) -> Answer:
        """The answer to a query, from a worker that is stopped at its limits.

        Args:
            query: what is asked.
            results: the media type for SELECT and ASK, None where none is welcome.
            graph: the media type for CONSTRUCT and DESCRIBE, likewise.
            within: what the query may take.

        Returns:
            The answer.

        Raises:
            QueryError: the query is malformed, reaches out, or is over its limits, each by its own class.
        """
        sparql.check(query.text)
        request = {
            "query": query.text,
            "base": query.base,
            "default_graphs": query.default_graphs,
            "named_graphs": query.named_graphs,
            "from": sparql.from_graphs(query.text, query.base),
            "results": results,
            "graph": graph,
            "rows": within.rows,
            "seconds": within.seconds,
            "memory": within.memory,
            "bytes": within.size,
        }
        script = Path(worker.__file__)
        media, _, body = limits.run(script, [str(self.path)], json.dumps(request).encode(), within).partition(b"\n")
        return Answer(media.decode(), body)

    def query(self, text: str, *, rows: int, seconds: float) -> Iterator[dict[str, Any]]:
        """The rows of an answer; see `answer` and `kg.case.sparql.rows`.

        Args:
            text: a SPARQL query; the default graph is the union of all graphs.
            rows: the most rows.
            seconds: the longest time.

        Yields:
            Variable -> text, number, true or false.
        """
        yield from sparql.rows(self.answer(Query(text), within=Limits(rows, seconds)))


def _graphs(store: pyoxigraph.Store) -> dict[str, Any]:
    return {graph.value: graph for graph in store.named_graphs()}


def _catch_up(path: Path, documents: Iterable[Document], half: Path) -> None:
    """Bulk loading is quick but no transaction: what an interrupted one has left is dropped."""
    unfinished = path.with_name("unfinished")
    if unfinished.exists():
        shutil.rmtree(path, ignore_errors=True)
    unfinished.touch()
    store = _opened(path)
    _fill(store, documents)
    store.flush()
    unfinished.unlink()
    store.backup(str(half))


def _opened(path: Path) -> pyoxigraph.Store:
    import pyoxigraph  # noqa: PLC0415 - only where SPARQL is asked

    try:
        return pyoxigraph.Store(str(path))
    except (OSError, RuntimeError, ValueError):
        # Not another process's: that one holds the lock. It is damaged, and can be made anew.
        shutil.rmtree(path, ignore_errors=True)
        return pyoxigraph.Store(str(path))


def _fill(store: pyoxigraph.Store, documents: Iterable[Document]) -> None:
    there, wanted = _graphs(store), set()

    def absent() -> Iterator[pyoxigraph.Quad]:
        for document in documents:
            iri = document["@id"]
            wanted.add(iri)
            if iri in there and ":record:" in iri:
                continue
            if iri in there:
                store.remove_graph(there[iri])
            yield from _quads(document)

    store.bulk_extend(absent())
    for iri, graph in there.items():
        if iri not in wanted:
            store.remove_graph(graph)


def _quads(document: Document) -> Iterable[pyoxigraph.Quad]:
    import pyoxigraph  # noqa: PLC0415 - as above

    raw = json.dumps(with_context(document)).encode()
    return pyoxigraph.parse(raw, format=pyoxigraph.RdfFormat.JSON_LD)
