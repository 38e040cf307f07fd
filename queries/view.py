"""What a question may read, and what an answer is; nothing can be written through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from kg.model.claim import Claim
from kg.model.decision import Decision
from kg.model.judgement import Judgement, Topic
from kg.model.record import Record

Row = dict[str, str | float | None]


class View(Protocol):
    """The read model; a case is one."""

    def records(self) -> Iterable[Record]:
        """The active records."""
        ...

    def judgement(self) -> Judgement:
        """What the judge says of them."""
        ...

    def decisions(self) -> Iterable[Decision]:
        """All decisions, the overruled ones among them."""
        ...


def claims(view: View) -> Iterator[tuple[Claim, Record]]:
    """Every claim with its record."""
    for record in view.records():
        for claim in record.claims:
            yield claim, record


def claims_of(topic: Topic) -> frozenset[str]:
    """IRIs of the claims of a topic."""
    return frozenset(claim for origin in topic.origins for claim in origin.claims)


def origins(view: View) -> Mapping[str, tuple[str, str]]:
    """Name and kind of every origin, by its IRI."""
    return {
        origin.iri: (origin.name, origin.kind.value) for topic in view.judgement().topics for origin in topic.origins
    }


def sort(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows of an answer, each once, in the order that every engine's answer is put into."""
    return sorted(
        {tuple(row.values()): row for row in map(dict, rows)}.values(), key=lambda row: [*map(_rank, row.values())]
    )


def _rank(value: str | float | None) -> tuple[int, float, str]:
    """Nothing first, then numbers, then texts."""
    if value is None:
        return 0, 0.0, ""
    return (2, 0.0, value) if isinstance(value, str) else (1, value, "")


def known(values: Mapping[str, str | float | None]) -> Row:
    """A row; empty text is nothing, as in RDF."""
    return {key: (None if value == "" else value) for key, value in values.items()}
