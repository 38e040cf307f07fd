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


def export(name: str, target: str, view: str | None, source: Source) -> None:
    """Write one format to a file, whole or not at all, or to standard output.

    Args:
        name: of the format.
        target: a file, or "-".
        view: what of the graph, for formats that have more than one.
        source: where to read.

    Raises:
        OSError: the file cannot be written.
    """
    exporter = _exporter(name, source.settings.base, view)
    with source.open() as case:
        if target == "-":
            exporter.write(case, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            _to_file(Path(target), exporter, case)
            warn(f"wrote {target}")


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


def _to_file(path: Path, exporter: Exporter, case: Case) -> None:
    """Beside the target first: a run that stops half-way leaves what was there."""
    half = path.with_name(f".{path.name}.part")
    try:
        with half.open("wb") as stream:
            exporter.write(case, stream)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
