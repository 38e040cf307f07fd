"""What a question may read: records and what the judge says of them; nothing can be written through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from kg.model.claim import Claim
from kg.model.judgement import Judgement
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


def claims(view: View) -> Iterator[tuple[Claim, Record]]:
    """Every claim with its record."""
    for record in view.records():
        for claim in record.claims:
            yield claim, record


def sort(rows: Iterable[Row]) -> list[Row]:
    """Rows in the order that every engine's answer is put into."""
    return sorted(rows, key=lambda row: [(value is not None, str(value)) for value in row.values()])


def known(values: Mapping[str, str | float | None]) -> Row:
    """A row; empty text is nothing, as in RDF."""
    return {key: (None if value == "" else value) for key, value in values.items()}
