"""What `kg export` does."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.source import Source, warn
from kg.model.errors import InputError


def export(name: str, target: str, view: str | None, source: Source) -> None:
    """Write one format to a file, whole or not at all, or to standard output.

    Args:
        name: of the format.
        target: a file, or "-".
        view: what of the graph, for formats that have more than one.
        source: where to read.

    Raises:
        InputError: the file cannot be written.
    """
    from kg.exports import EXPORTERS  # noqa: PLC0415 - lazy

    if name not in EXPORTERS:
        raise click.UsageError(f"no format {name!r}; there are {', '.join(sorted(EXPORTERS))}")
    exporter = EXPORTERS[name](base=source.settings.base, **({"view": view} if view else {}))
    with source.open() as case:
        if target == "-":
            exporter.write(case, sys.stdout)
            sys.stdout.flush()
            return
        _to_file(Path(target), lambda stream: exporter.write(case, stream))
    warn(f"wrote {target}")


def _to_file(path: Path, write: object) -> None:
    raise InputError("not yet", file=str(path))
