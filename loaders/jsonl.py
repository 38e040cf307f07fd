"""JSON lines, one article each; also a JSON file with one object or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.loaders.articles import from_json
from kg.loaders.outcome import Loaded, loaded, skipped
from kg.loaders.plain import refused
from kg.model.errors import InputError


def load(raw: bytes, *, file: str, source_id: str, max_bytes: int) -> Iterator[Loaded]:
    """The articles of a file of JSON lines.

    Args:
        raw: the bytes of the file.
        file: its name, for messages.
        source_id: unused: each line has its own id.
        max_bytes: the largest line that is read.

    Yields:
        One outcome a line; a bad line is skipped with its number, and the rest goes on.
    """
    del source_id
    if not raw.strip():
        yield skipped(file, raw, "empty")
        return
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield _line(line, file, f"line {number}", max_bytes)


def load_document(raw: bytes, *, file: str, source_id: str, max_bytes: int) -> Iterator[Loaded]:
    """The articles of a JSON file: one object, a list of objects, or lines after all.

    Args:
        raw: the bytes of the file.
        file: its name, for messages.
        source_id: unused.
        max_bytes: the largest file that is read.

    Yields:
        One outcome an object.
    """
    reason = refused(raw, max_bytes)
    if reason:
        yield skipped(file, b"" if len(raw) > max_bytes else raw, reason)
        return
    try:
        rows = _parse(raw)
    except InputError:
        yield from load(raw, file=file, source_id=source_id, max_bytes=max_bytes)
        return
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        original = json.dumps(row, ensure_ascii=True, sort_keys=True).encode()
        yield _row(row, original, file, f"item {number}")


def _parse(raw: bytes) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return json.loads(raw)
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8: byte {error.start} is broken") from error
    except RecursionError as error:
        raise InputError("JSON nested too deeply") from error
    except ValueError as error:
        raise InputError(f"not JSON: {str(error).partition(':')[0]}") from error


def _line(line: bytes, file: str, place: str, max_bytes: int) -> Loaded:
    reason = refused(line, max_bytes)
    if reason:
        return skipped(file, b"" if len(line) > max_bytes else line, reason, place=place)
    try:
        row = _parse(line)
    except InputError as error:
        return skipped(file, line, error.message, place=place)
    return _row(row, line, file, place)


def _row(row: object, original: bytes, file: str, place: str) -> Loaded:
    if not isinstance(row, dict):
        return skipped(file, original, "not a JSON object", place=place)
    try:
        return loaded(file, original, from_json(row, file=file, place=place), place=place)
    except InputError as error:
        return skipped(file, original, error.message, place=place)
