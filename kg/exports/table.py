"""Claims as a table, a row a claim and figure: CSV that Excel opens, and Parquet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, ClassVar, Final, cast

from kg.exports.base import Exporter, TextExporter, View, sorted_records
from kg.exports.provenance import states_of
from kg.exports.sheet import Cell, lines
from kg.model.claim import Claim
from kg.model.identifiers import URN, rebase
from kg.model.judgement import Judgement
from kg.model.quantity import Quantity
from kg.model.record import Record
from kg.ontology.document import double

COLUMNS: Final = {
    "claim": "string",
    "article": "string",
    "source_id": "string",
    "outlet": "string",
    "title": "string",
    "author": "string",
    "published": "string",
    "url": "string",
    "part": "string",
    "start": "integer",
    "end": "integer",
    "speaker": "string",
    "speaker_text": "string",
    "speaker_kind": "string",
    "actor": "string",
    "cue": "string",
    "content": "string",
    "form": "string",
    "stance": "string",
    "polarity": "string",
    "modality": "string",
    "hedges": "list",
    "via": "list",
    "spoken": "string",
    "event_type": "string",
    "event_place": "list",
    "event_start": "string",
    "event_end": "string",
    "figure": "string",
    "low": "double",
    "high": "double",
    "best": "double",
    "modifier": "string",
    "counts": "string",
    "figure_status": "string",
    "unit": "string",
    "origin": "string",
    "state": "string",
    "confidence": "double",
    "extractor": "string",
}
"""Column -> its type; a claim without a figure has one row, one with several has several."""
Row = Mapping[str, Cell]


def rows(view: View) -> Iterator[Row]:
    """The rows, by article, in the order of its claims.

    Args:
        view: what is exported.

    Yields:
        Column -> cell; a column that is left out is empty.
    """
    judged = view.judgement()
    states = states_of(judged)
    for record in sorted_records(view):
        for claim in record.claims:
            told = {**_article(record), **_claim(claim, judged), **_event(claim), "state": states.get(claim.iri)}
            for figure in claim.quantities or (None,):
                yield {**told, **_figure(figure)}


def _article(record: Record) -> Row:
    article, author, url = record.article, record.article.meta.author, record.article.meta.url
    return {
        "article": article.iri,
        "source_id": article.source_id,
        "outlet": article.outlet,
        "title": article.title,
        "author": author.value if author else None,
        "published": article.published.start if article.published else None,
        "url": url.value if url else None,
    }


def _claim(claim: Claim, judged: Judgement) -> Row:
    actor = claim.speaker.actor
    return {
        "claim": claim.iri,
        "part": claim.part.value,
        "start": claim.content.spans[0][0],
        "end": claim.content.spans[-1][1],
        "speaker": claim.speaker.name,
        "speaker_text": claim.speaker.text,
        "speaker_kind": claim.speaker.kind.value,
        "actor": judged.actor_of.get(actor, actor) if actor else None,
        "cue": claim.cue.text if claim.cue else None,
        "content": claim.content.text,
        "form": claim.form.value,
        "stance": claim.stance.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "hedges": claim.hedges,
        "via": tuple(hop.name for hop in claim.via),
        "spoken": claim.spoken.start if claim.spoken else None,
        "origin": judged.origin_of.get(claim.iri),
        "confidence": float(claim.confidence),
        "extractor": f"{claim.extractor.name} {claim.extractor.version}",
    }


def _event(claim: Claim) -> Row:
    if not claim.events:
        return {}
    event = claim.events[0]
    return {
        "event_type": event.type,
        "event_place": event.place,
        "event_start": event.when.start if event.when else None,
        "event_end": event.when.end if event.when else None,
    }


def _figure(figure: Quantity | None) -> Row:
    if figure is None:
        return {}
    return {
        "figure": figure.text,
        "low": double(figure.low),
        "high": double(figure.high),
        "best": double(figure.best),
        "modifier": figure.modifier.value,
        "counts": figure.counts,
        "figure_status": figure.status,
        "unit": figure.unit,
    }


class Sheet(TextExporter):
    """CSV for Excel: with a byte order mark, and no cell that begins like a formula."""

    title: ClassVar = "CSV for spreadsheets, a row a claim and figure"
    suffix: ClassVar = ".csv"

    def pieces(self, view: View) -> Iterator[str]:
        """The header, then a line a row."""
        return lines([*COLUMNS], ([row.get(name) for name in COLUMNS] for row in rows(view)))


class Parquet(Exporter):
    """Apache Parquet, zstd: the same table with types, in groups of 10,000 rows.

    Written by arro3 (Arrow in Rust, 33 MB), since pyarrow is five times its size.
    """

    title: ClassVar = "Parquet, a row a claim and figure"
    suffix: ClassVar = ".parquet"

    def write(self, view: View, stream: BinaryIO) -> None:
        """Write the file; see `Exporter.write`."""
        from arro3.core import Array, DataType, Table, list_array  # noqa: PLC0415 - only where Parquet is written
        from arro3.io import write_parquet  # noqa: PLC0415 - as above

        plain = {"string": DataType.string(), "integer": DataType.int64(), "double": DataType.float64()}
        found = [*rows(view)]
        columns: dict[str, Any] = {}
        for name, kind in COLUMNS.items():
            cells = [self._cell(row.get(name)) for row in found]
            if kind == "list":
                offsets, pieces = _flattened(cells)
                columns[name] = list_array(Array(offsets, DataType.int32()), Array(pieces, plain["string"]))
            else:
                columns[name] = Array(cells, plain[kind])
        file = io.BytesIO()
        write_parquet(Table.from_pydict(columns), file, compression="zstd(3)", created_by="claimgraph")
        stream.write(file.getvalue())

    def _cell(self, cell: Cell) -> Cell:
        if isinstance(cell, str) and cell.startswith(URN):
            return rebase(cell, self.base)
        return cell


def _flattened(cells: list[Cell]) -> tuple[list[int], list[str]]:
    """Lists one behind the other, and where each begins."""
    offsets: list[int] = [0]
    pieces: list[str] = []
    for cell in cells:
        pieces += cast("tuple[str, ...]", cell or ())
        offsets.append(len(pieces))
    return offsets, pieces
