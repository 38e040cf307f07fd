"""What `kg load` does and prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from kg.case import Entry, LoadReport
from kg.case.codec import encode
from kg.cli.output import Column, Output, Row
from kg.cli.source import Source, load_into, now, told
from kg.model.settings import Settings

COLUMNS: Final = (
    Column("status", "status", 8),
    Column("source_id", "source_id", 24),
    Column("file", lambda row: ", ".join(filter(None, (row["file"], row["place"])))),
    Column("reason", "reason"),
    Column("article", "article", -1),
)


def load(
    settings: Settings,
    paths: Sequence[str],
    urls: Sequence[str],
    claims: Sequence[Path],
    version_of: str | None,
) -> LoadReport:
    """Load files and addresses, then admit claims files.

    Args:
        settings: of the run.
        paths: files, folders, globs or "-".
        urls: lists of addresses, files or "-".
        claims: files of kg.claim/1 lines.
        version_of: the article that the one file is a new version of.

    Returns:
        What became of every input.

    Raises:
        InputError: nothing could be loaded.
    """
    entries: list[Entry] = []
    with Source(settings).open(create=bool(paths or urls)) as case:
        if paths or urls:
            entries += load_into(case, paths, settings, version_of, urls).entries
        for path in claims:
            entries += case.load_claims(path, at=now()).entries
    return told(LoadReport(tuple(entries)))


def show(report: LoadReport, out: Output) -> None:
    """Print what became of every input: counts for a person, entries for a program."""
    rows = [encode(item) for item in report.entries]
    document = {"schema": "kg.load/1", "inputs": rows}
    out.report(document, "inputs", lambda: _counts(report, rows), rows, COLUMNS)


def _counts(report: LoadReport, rows: Sequence[Row]) -> Iterator[str]:
    known = sum(row["reason"] == "already in the case" for row in rows)
    parts = [f"{report.count(status)} {status}" for status in ("loaded", "partial", "skipped") if report.count(status)]
    yield ", ".join(parts) + (f" ({known} already in the case)" if known else "")
    for row in rows:
        if row["reason"].startswith("was removed"):
            yield f"{row['source_id']}: {row['reason']}"
