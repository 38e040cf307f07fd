"""From bytes to articles: one module a format."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from kg.loaders import html, jsonl, plain
from kg.loaders.addresses import addresses, fetch
from kg.loaders.articles import from_json, from_text
from kg.loaders.outcome import Loaded, skipped
from kg.model.errors import NotFoundError
from kg.model.settings import Settings

__all__ = ["LOADERS", "Loaded", "from_json", "from_text", "read", "read_addresses"]

LOADERS: Final[dict[str, Callable[..., Iterator[Loaded]]]] = {
    ".htm": html.load,
    ".html": html.load,
    ".json": jsonl.load_document,
    ".jsonl": jsonl.load,
    ".ndjson": jsonl.load,
    ".txt": plain.load,
}
"""Suffix -> what loads it."""

STDIN: Final = "-"


def _expanded(path: str) -> Iterator[Path]:
    """The files that a path names: itself, those of a folder, those of a glob that no shell has expanded.

    Raises:
        NotFoundError: there is none.
    """
    named = Path(path)
    if named.is_dir():
        yield from sorted(f for f in named.rglob("*") if f.is_file() and not _hidden(f.relative_to(named)))
    elif named.exists():
        yield named
    else:
        # glob, not Path.glob, since the pattern may be absolute
        matches = glob.glob(path, recursive=True) if glob.has_magic(path) else []  # noqa: PTH207
        found = sorted(matches)
        if not found:
            hint = "; a list of addresses is loaded by --urls" if "://" in path else ""
            raise NotFoundError(f"no such file or folder{hint}", file=path)
        for match in found:
            yield from _expanded(match) if Path(match).is_dir() else [Path(match)]


def _hidden(inside: Path) -> bool:
    return any(part.startswith(".") for part in inside.parts)


def _sniffed(raw: bytes) -> Callable[..., Iterator[Loaded]]:
    """What loads bytes that have no suffix."""
    head = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if head.startswith((b"{", b"[")):
        return jsonl.load_document
    return html.load if head.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml")) else plain.load


def _file(file: Path, settings: Settings) -> Iterator[Loaded]:
    load = LOADERS.get(file.suffix.lower())
    try:
        raw = file.read_bytes() if load else b""
    except OSError as error:
        yield skipped(str(file), b"", f"cannot be read: {error.strerror}")
        return
    if load is None:
        yield skipped(str(file), b"", f"no loader for {file.suffix or 'a file without a suffix'}")
        return
    yield from load(raw, file=str(file), source_id=file.stem, max_bytes=settings.max_bytes)


def read(
    paths: str | Sequence[str], *, stdin: BinaryIO | None = None, settings: Settings | None = None
) -> Iterator[Loaded]:
    """Every input of files, folders, globs and standard input, with what became of it.

    Args:
        paths: names of files, folders or globs; "-" is standard input.
        stdin: what "-" reads.
        settings: for the largest size that is read.

    Yields:
        One outcome an input; a bad one is skipped with a reason and the rest goes on.

    Raises:
        NotFoundError: a named path does not exist; raised before anything is read.
    """
    chosen = settings or Settings()
    wanted = [paths] if isinstance(paths, str) else list(paths)
    files = [(path, None if path == STDIN else list(_expanded(path))) for path in wanted]
    for _, found in files:
        if found is None:
            raw = stdin.read() if stdin else b""
            yield from _sniffed(raw)(raw, file=STDIN, source_id="stdin", max_bytes=chosen.max_bytes)
        else:
            yield from _each(found, chosen)


def _each(files: Iterable[Path], settings: Settings) -> Iterator[Loaded]:
    for file in files:
        yield from _file(file, settings)


def read_addresses(lines: Iterable[str], settings: Settings) -> Iterator[Loaded]:
    """Every page of a list of addresses, with what became of it; this goes out to the network.

    Args:
        lines: one address a line; see `kg.loaders.addresses.addresses`.
        settings: for the largest size that is read.

    Yields:
        One outcome an article; a page that cannot be had is skipped with a reason and the rest goes on.
    """
    for address in addresses(lines):
        yield from fetch(address, _sniffed, max_bytes=settings.max_bytes)
