"""Tables as CSV that a spreadsheet opens as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

Cell = str | int | float | bool | Sequence[str] | None
BOM: Final = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of the machine."""
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> neutral("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def text_of(cell: Cell) -> str:
    """A cell as text: words are neutralised, numbers whole where they are whole, lists parted by " | "."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return f"{cell:.15g}"
    return neutral(cell if isinstance(cell, str) else " | ".join(cell))


def lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a sheet (RFC 4180), with a byte order mark.

    Args:
        header: names of the columns.
        rows: cells.

    Yields:
        One line a row; a cell may hold line breaks.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BOM)
    for row in chain((header,), rows):
        writer.writerow([text_of(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
