"""What `kg export` does."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.messages import warn
from kg.cli.source import Source
from kg.model.errors import QueryError

if TYPE_CHECKING:
    from kg.case import Case
    from kg.exports import Exporter
    from kg.exports.base import View


def export(name: str, target: str, source: Source, *, view: str | None = None, redact: str = "") -> None:
    """Write one format to a file, whole or not at all, or to standard output.

    Args:
        name: of the format.
        target: a file, or "-".
        source: where to read.
        view: what of the graph, for formats that have more than one.
        redact: whose names are covered, parted by commas.

    Raises:
        OSError: the file cannot be written.
    """
    exporter = _exporter(name, source.settings.base, view)
    with source.open() as case:
        shown = _redacted(case, redact)
        if target == "-":
            exporter.write(shown, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            _to_file(Path(target), exporter, shown)
            warn(f"wrote {target}")


def _redacted(case: Case, kinds: str) -> View:
    if not kinds:
        return case
    from kg.exports.redaction import Redacted  # noqa: PLC0415 - lazy

    try:
        return Redacted(case, kinds.split(","))
    except QueryError as error:
        raise click.UsageError(error.message) from error


def _exporter(name: str, base: str, view: str | None) -> Exporter:
    from kg.exports import EXPORTERS  # noqa: PLC0415 - lazy

    if name not in EXPORTERS:
        near = get_close_matches(name, EXPORTERS, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise click.UsageError(f"no format {name!r}; there are {', '.join(sorted(EXPORTERS))}.{hint}")
    try:
        return EXPORTERS[name](base=base, **({"view": view} if view else {}))
    except (QueryError, TypeError) as error:
        raise click.UsageError(f"{name} has no view {view!r}") from error


def _to_file(path: Path, exporter: Exporter, shown: View) -> None:
    """Beside the target first: a run that stops half-way leaves what was there."""
    half = path.with_name(f".{path.name}.part")
    try:
        with half.open("wb") as stream:
            exporter.write(shown, stream)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
