"""What an exporter is, and what it reads."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, ClassVar, Protocol

from kg.model.decision import Decision
from kg.model.identifiers import URN, rebase
from kg.model.judgement import Judgement
from kg.model.record import Record
from kg.ontology.decided import decisions_document
from kg.ontology.document import to_document
from kg.ontology.judged import judgement_document


class View(Protocol):
    """The read model that is exported; a case is one."""

    def records(self) -> Iterable[Record]:
        """The active records."""
        ...

    def judgement(self) -> Judgement:
        """What the judge says of them."""
        ...

    def decisions(self) -> Iterable[Decision]:
        """All decisions, the overruled ones among them."""
        ...


class Exporter(ABC):
    """Writes a view in one format; the same view gives the same bytes.

    Args:
        base: what instance IRIs start with.
    """

    title: ClassVar[str]
    """What the format is called, with its version."""
    suffix: ClassVar[str]
    """What names of its files end in."""

    def __init__(self, *, base: str = URN) -> None:
        self.base = base

    @abstractmethod
    def write(self, view: View, stream: BinaryIO) -> None:
        """Write everything that the format keeps.

        Args:
            view: what is exported.
            stream: where to.
        """


class TextExporter(Exporter):
    """An exporter of a format that is text in UTF-8."""

    def write(self, view: View, stream: BinaryIO) -> None:
        """Write piece by piece; see `Exporter.write`."""
        for piece in self.pieces(view):
            stream.write(rebase(piece, self.base).encode("utf-8"))

    @abstractmethod
    def pieces(self, view: View) -> Iterator[str]:
        """The text of the export, piece by piece, with IRIs as they are in the case."""


def sorted_records(view: View) -> list[Record]:
    """The records of a view in the order of every export: by the IRI of the article."""
    return sorted(view.records(), key=lambda record: record.article.iri)


def documents(view: View) -> Iterator[dict[str, Any]]:
    """The JSON-LD documents of a view: a named graph a record, sorted, then the judgement, then decisions."""
    yield from map(to_document, sorted_records(view))
    yield judgement_document(view.judgement())
    decisions = list(view.decisions())
    if decisions:
        yield decisions_document(decisions)
