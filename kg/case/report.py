"""What became of every input of a load."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one input.

    Attributes:
        file: where it came from.
        place: the line or item inside it, if any.
        status: "loaded", "partial" or "skipped".
        reason: why it is partial or skipped; or that it was there already, or stays removed.
        article: IRI of its article, if it has one.
        source_id: the name by which commands take it.
    """

    file: str
    place: str | None
    status: str
    reason: str
    article: str | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of every input of a call, in their order."""

    entries: tuple[Entry, ...]

    def count(self, status: str) -> int:
        """How many inputs ended with the status."""
        return sum(item.status == status for item in self.entries)

    @property
    def kept(self) -> int:
        """How many inputs are in the case now, in full or in part."""
        return len(self.entries) - self.count("skipped")
