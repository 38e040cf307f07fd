"""Event tables for coders under a codebook: one row an event, with every sentence that it rests on.

A codebook is a file of ontology/codebooks: its columns, its codes, its numbers for words. It is a view for tables and
has no part in how claims are compared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Final

from kg.exports.base import TextExporter, View
from kg.exports.happenings import Happening, Reported, happenings
from kg.exports.sheet import Cell, lines
from kg.model.judgement import Value
from kg.model.quantity import Quantity
from kg.model.time import When
from kg.model.vocabulary import Modifier, State
from kg.ontology import read_text

_DISPUTED: Final = (State.CONTRADICTED, State.DENIED)


@dataclass(frozen=True, slots=True)
class Codebook:
    """What a codebook says.

    Attributes:
        best: which figure is the one: "lowest" or "most-independent".
        words: number word -> number.
        precision: our precision of a time -> the codebook's code.
        types: our event type -> the codebook's type and subtype.
        columns: column -> what stands in it, a key of `Row`.
    """

    best: str
    words: Mapping[str, float]
    precision: Mapping[str, str]
    types: Mapping[str, tuple[str, str]]
    columns: Mapping[str, str]

    @classmethod
    @cache
    def of(cls, name: str) -> Codebook:
        """The codebook of that name.

        Args:
            name: of its file.

        Returns:
            The codebook.
        """
        data = tomllib.loads(read_text(f"codebooks/{name}.toml"))
        columns = {**data["columns"], **{k: v for k, v in data["columns_of_ours"].items() if k not in data["columns"]}}
        types = {key: (kind, sub) for key, (kind, sub) in data["types"].items()}
        return cls(data["best"], data["words"], data["precision"], types, columns)

    def bounds(self, figure: Quantity) -> tuple[float, float]:
        """The lowest and the highest that the words of a figure can mean in this codebook."""
        for word, number in self.words.items():
            if figure.modifier is Modifier.VAGUE and word in figure.text.casefold():
                return number, number
        low, high = figure.low, figure.high
        expected = figure.expected
        low = low if low is not None else expected[0]
        high = high if high is not None else low if figure.best is None else figure.best
        return (low or 0.0), (high if high is not None else low or 0.0)


def figures(event: Happening, book: Codebook) -> Mapping[str, Cell]:
    """The dead as the codebook counts them: low, best and high of the reports that stand."""
    found = [(book.bounds(figure), value) for value, figure in event.dead]
    if not found:
        return {"low": None, "best": None, "high": None}
    lows, highs = [low for (low, _), _ in found], [high for (_, high), _ in found]
    if book.best == "lowest":
        best = min(lows)
    else:
        _, best = min((_backing(value), low) for (low, _), value in found)
    return {"low": min(lows), "best": best, "high": max(highs)}


def _backing(value: Value) -> tuple[int, int]:
    """Smaller for a value that more independent origins, then more claims, give."""
    return -value.support.independent, -len(value.claims)


def row(event: Happening, book: Codebook) -> Mapping[str, Cell]:
    """All that a codebook can ask of an event; what the texts do not say is empty."""
    kind, sub = book.types.get(event.type, ("", ""))
    when = event.when
    return {
        "id": event.iri,
        "label": event.label,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "year": when.start[:4] if when else None,
        "precision": _precision(when, book),
        "type": kind,
        "subtype": sub,
        "our_type": event.type,
        "agents": event.agents,
        "patients": event.patients,
        "place": ", ".join(event.place),
        "location": event.place[0] if event.place else None,
        "country": event.country,
        "clarity": 2 if event.cumulative else 1,
        "articles": len({told.record.article.iri for told in event.told}),
        "sources": sorted({_source(told) for told in event.told}),
        "dates": sorted({told.day for told in event.told if told.day}),
        "headlines": sorted({told.record.article.title for told in event.told if told.record.article.title}),
        "origins": event.origins,
        "disputed": any(topic.state in _DISPUTED for topic in event.topics),
        "state": event.topics[0].state.value,
        "notes": "\n".join(map(_note, event.told)),
        **figures(event, book),
    }


def _precision(when: When | None, book: Codebook) -> str | None:
    return book.precision.get(when.precision.value) if when else None


def _source(told: Reported) -> str:
    return told.record.article.outlet or told.record.article.source_id


def _note(told: Reported) -> str:
    """A sentence with who says it and where it stands."""
    article, claim = told.record.article, told.claim
    who = claim.speaker.name or "not said by whom"
    start, end = told.span
    where = ", ".join(filter(None, (article.outlet, told.day, f"{article.source_id} {claim.part.value} {start}-{end}")))
    return f"{who} ({where}; {claim.iri}): “{told.sentence}”"


class Coded(TextExporter):
    """A table of events under one codebook; CSV for Excel."""

    book: ClassVar[str]

    def pieces(self, view: View) -> Iterator[str]:
        """The header, then a line an event."""
        book = Codebook.of(self.book)
        asked: dict[str, Any] = dict(book.columns)
        made = (row(event, book) for event in happenings(view))
        return lines([*asked], ([cells.get(key) for key in asked.values()] for cells in made))


class Acled(Coded):
    """Columns, codes and numbers of the ACLED codebook."""

    book: ClassVar = "acled"
    title: ClassVar = "events under the ACLED codebook, CSV"
    suffix: ClassVar = ".acled.csv"


class Ucdp(Coded):
    """Columns, codes and numbers of the UCDP GED codebook."""

    book: ClassVar = "ucdp"
    title: ClassVar = "events under the UCDP GED codebook, CSV"
    suffix: ClassVar = ".ucdp.csv"
