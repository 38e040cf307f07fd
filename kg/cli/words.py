"""Small pieces of text for people: quotations, counts, lists."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Final

from kg.cli.output import WIDTH, printable, shortened, width_of

_MARKS: Final = "\"“”„«»‟'‘’ "


def quoted(text: str, width: int, around: str = "") -> str:
    """Words of an article between quotation marks, on one line, cut at a width.

    Args:
        text: the words.
        width: of the result, marks included.
        around: words that must stay in sight, if the text is longer.

    Returns:
        The quotation.

    >>> quoted('"Ten ships left the port," ', 40)
    '“Ten ships left the port”'
    >>> quoted("In the morning, before anyone was awake, ten ships left the port", 30, "ten ships")
    '“… awake, ten ships left the…”'
    """
    flat = printable(text).strip(_MARKS)
    room = max(width - 2, 8)
    if width_of(flat) > room and around and (at := flat.find(printable(around))) > room // 3:
        begin = flat.find(" ", max(0, at - room // 3)) + 1
        flat = f"… {flat[min(begin, at) :]}"
    return f"“{shortened(flat, room).rstrip(',;')}”"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun.

    >>> counted(1, "article"), counted(3, "article")
    ('1 article', '3 articles')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(names: Iterable[str], most: int = 4) -> str:
    """Names in a row, each once; what is more than `most` is counted.

    >>> listed(["a", "b", "a"])
    'a and b'
    """
    once = list(dict.fromkeys(names))
    if len(once) > most:
        once = [*once[: most - 1], f"{len(once) - most + 1} more"]
    return " and ".join(filter(None, (", ".join(once[:-1]), once[-1]))) if once else ""


def indented(text: str, first: str, rest: str | None = None) -> list[str]:
    """A text in lines of 80 columns."""
    after = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=after, break_on_hyphens=False, break_long_words=False
    )
