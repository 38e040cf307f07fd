"""The case as the server reads it: as it is at each request, a few queries at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, TypeVar

import anyio
import anyio.to_thread

from kg.case import Case
from kg.case.limits import Limits
from kg.case.projection import RdfProjection
from kg.case.sparql import Answer, Query
from kg.model.errors import QueryLimitError
from kg.model.settings import Settings

Found = TypeVar("Found")
_WAITING: Final = 8
"""Requests that may wait for a worker; further ones are told to come again."""
_COUNTS: Final[Mapping[str, str]] = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "subjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "classes": "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class } GROUP BY ?class ORDER BY ?class",
    "properties": "SELECT ?property (COUNT(*) AS ?n) { ?s ?property ?o } GROUP BY ?property ORDER BY ?property",
}


class BusyError(Exception):
    """Too many requests wait for a worker."""


class Dataset:
    """What a server answers from.

    Args:
        settings: of the run: the case and the limits of a query.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.limits = Limits(settings.query_rows, settings.query_seconds)
        self._workers = anyio.CapacityLimiter(max(2, os.cpu_count() or 1))
        self._counts: tuple[str, dict[str, Any]] | None = None

    def prepare(self) -> None:
        """Open the case and catch its projection up, so that what is wrong shows before the first request."""
        with Case.open(self.settings.case) as case, case.projection():
            pass

    async def answer(self, query: Query, *, results: str | None, graph: str | None) -> Answer:
        """The answer to a query; see `kg.case.projection.RdfProjection.answer`.

        Raises:
            BusyError: too many requests wait already.
            QueryError: as there.
        """
        return await self._run(
            lambda projection: projection.answer(query, results=results, graph=graph, within=self.limits)
        )

    async def counts(self) -> dict[str, Any]:
        """How much of what there is: triples, subjects, classes, properties; a count that takes too long is left out.

        Raises:
            BusyError: as above.
        """
        return await self._run(self._counted)

    async def _run(self, ask: Callable[[RdfProjection], Found]) -> Found:
        if self._workers.statistics().tasks_waiting >= _WAITING:
            raise BusyError
        return await anyio.to_thread.run_sync(partial(self._asked, ask), limiter=self._workers)

    def _asked(self, ask: Callable[[RdfProjection], Found]) -> Found:
        with Case.open(self.settings.case) as case, case.projection() as projection:
            return ask(projection)

    def _counted(self, projection: RdfProjection) -> dict[str, Any]:
        name = projection.path.name
        if self._counts is None or self._counts[0] != name:
            self._counts = (name, {key: self._rows(projection, text) for key, text in _COUNTS.items()})
        return self._counts[1]

    def _rows(self, projection: RdfProjection, text: str) -> list[dict[str, Any]]:
        try:
            return list(projection.query(text, rows=self.limits.rows, seconds=self.limits.seconds))
        except QueryLimitError:
            return []
