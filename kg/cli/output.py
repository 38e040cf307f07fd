"""How rows and reports leave the program: table, JSON, JSON lines, CSV or TSV."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

Form = Literal["table", "json", "nl", "csv", "tsv"]
Row = Mapping[str, Any]
FORMS: Final[tuple[Form, ...]] = ("json", "nl", "csv", "tsv")
WIDTH: Final = 80
_ELLIPSIS: Final = "…"
STYLES: Final[Mapping[str, str]] = {
    "bold": "1",
    "contradicted": "1;31",
    "denied": "31",
    "corroborated": "1;32",
    "agreed": "33",
    "single-origin": "2",
}
"""Style -> parameters of an SGR sequence (ECMA-48, 8.3.117)."""
_BEGIN: Final = {style: chr(0xF0000 + number) for number, style in enumerate(STYLES)}
_END: Final = chr(0xF0000 + len(STYLES))
_COLORED: Final = str.maketrans({_BEGIN[name]: f"\x1b[{code}m" for name, code in STYLES.items()} | {_END: "\x1b[0m"})
_BARE: Final = str.maketrans(dict.fromkeys((*_BEGIN.values(), _END), ""))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: its head.
        get: the key path ("speaker.name"), or a function of the row.
        width: in the table; 0 takes what is left, -1 is left out of the table.
    """

    title: str
    get: str | Callable[[Row], object]
    width: int = 0

    def cell(self, row: Row) -> str:
        """The cell's text."""
        value = self.get(row) if callable(self.get) else _at(row, self.get)
        return _plain(value)


def _at(row: Row, path: str) -> object:
    value: Any = row
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(_plain, value))
    return str(value)


@dataclass(frozen=True, slots=True)
class Output:
    """Where and how a command prints.

    Attributes:
        form: table, or one of `FORMS`.
        color: whether escape sequences may be written.
    """

    form: Form = "table"
    color: bool = False

    def rows(self, schema: str, key: str, rows: Iterable[Row], columns: Sequence[Column]) -> None:
        """Print rows.

        Args:
            schema: name and version of the envelope of --json.
            key: where the rows stand in it.
            rows: JSON data.
            columns: of the table, CSV and TSV.
        """
        if self.form == "json":
            _write([_json({"schema": schema, key: list(rows)})])
        elif self.form == "nl":
            _write(map(_json, rows), live=True)
        elif self.form == "table":
            _write(_table(rows, columns))
        else:
            _separated(rows, columns, "," if self.form == "csv" else "\t")

    def report(
        self, document: Row, key: str, text: Callable[[], Iterable[str]], rows: Iterable[Row], columns: Sequence[Column]
    ) -> None:
        """Print a report: its lines of text, the whole document, its parts one a line, or rows.

        Args:
            document: the whole as JSON data.
            key: where its parts stand; "" where a line is the whole document.
            text: makes the lines for a person.
            rows: for CSV and TSV.
            columns: of them.
        """
        if self.form == "table":
            _write(finished(line, color=self.color) for line in text())
        elif self.form == "json" or (self.form == "nl" and not key):
            _write([_json(document)])
        elif self.form == "nl":
            _write(map(_json, document[key]))
        else:
            self.rows("", "", rows, columns)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(lines: Iterable[str], *, live: bool = False) -> None:
    """Write lines; live ones reach the next program one by one."""
    for line in lines:
        sys.stdout.write(line + "\n")
        if live:
            sys.stdout.flush()
    sys.stdout.flush()


def _separated(rows: Iterable[Row], columns: Sequence[Column], delimiter: str) -> None:
    from kg.exports.sheet import neutral  # noqa: PLC0415 - not for --help

    writer = csv.writer(sys.stdout, delimiter=delimiter, lineterminator="\n")
    if columns:
        writer.writerow([column.title for column in columns])
    for row in rows:
        writer.writerow([neutral(column.cell(row)) for column in columns])
    sys.stdout.flush()


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> width_of("n\u0303 \u6f22")
    4
    """
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def shortened(text: str, width: int) -> str:
    """A text on one line, without control characters, cut at a width.

    >>> shortened("one two three", 8)
    'one two…'
    """
    flat = printable(text)
    if width_of(flat) <= width:
        return flat
    kept = flat[: max(width - 1, 0)]
    while kept and width_of(kept) > width - 1:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def printable(text: str) -> str:
    """A text on one line; what could steer a terminal, or turn its direction, is left out."""
    flat = " ".join(text.split())
    return flat if flat.isprintable() else "".join(c for c in flat if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def paint(text: str, style: str) -> str:
    """A text that `finished` shows in a colour; the words carry the meaning alone.

    Args:
        text: the words.
        style: one of `STYLES`.

    Returns:
        The text between two private-use letters, which take no part in wrapping.
    """
    return f"{_BEGIN[style]}{text}{_END}"


def finished(line: str, *, color: bool) -> str:
    """A line as it may reach a terminal: without control characters, but for our own colours.

    Args:
        line: with the marks of `paint`.
        color: whether escape sequences may be written.

    Returns:
        The line.
    """
    if line.isprintable():
        return line
    safe = "".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return safe.translate(_COLORED if color else _BARE)


def terminal_width() -> int:
    """The columns that a table may take: the terminal's, at least 80."""
    return max(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)


def may_color(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether colour is wanted: on a terminal, and nothing in the environment is against it."""
    return sys.stdout.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def _table(rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[str]:
    shown = [column for column in columns if column.width >= 0]
    widths = _widths(shown)
    empty = True
    for row in rows:
        if empty:
            yield _line([column.title for column in shown], widths)
            yield _line(["-" * width for width in widths], widths)
            empty = False
        yield _line([column.cell(row) for column in shown], widths)
    if empty:
        yield "(nothing)"


def _widths(columns: Sequence[Column]) -> list[int]:
    fixed = sum(column.width for column in columns) + 2 * (len(columns) - 1)
    open_ones = sum(column.width == 0 for column in columns)
    rest = max(12, (terminal_width() - fixed) // max(open_ones, 1))
    return [column.width or rest for column in columns]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    short = [shortened(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join(cell + " " * (width - width_of(cell)) for cell, width in zip(short, widths, strict=True)).rstrip()
