"""Spans: half-open ranges of Unicode code points over an article's stored text or title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.model.errors import SpanError

Span = tuple[int, int]
Spans = tuple[Span, ...]


def cut(text: str, spans: Iterable[Span]) -> str:
    """The words under the spans, pieces joined by one blank.

    Args:
        text: the stored text.
        spans: half-open ranges of code points, in order.

    Returns:
        The pieces joined by one blank, nothing else changed.

    >>> cut("He said yes.", [(0, 2), (8, 11)])
    'He yes'
    """
    return " ".join(text[start:end] for start, end in spans)


def covers(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    """Whether every inner span lies inside one of the outer spans."""
    return all(any(s <= a and b <= e for s, e in outer) for a, b in inner)


def overlap(left: Sequence[Span], right: Sequence[Span]) -> int:
    """How many code points the two sets of spans share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)


def check(text: str, spans: Sequence[Span], words: str, *, file: str | None = None, place: str | None = None) -> None:
    """Refuse spans that do not slice back to the words.

    Args:
        text: the stored text.
        spans: the spans that are claimed.
        words: what they are said to hold.
        file: the source, for the error.
        place: the field, for the error.

    Raises:
        SpanError: a span is out of range, empty, or holds other words.
    """
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            message = f"span [{start}, {end}] lies outside the text of {len(text)} characters"
            raise SpanError(message, file=file, place=place)
    if cut(text, spans) != words:
        raise SpanError(f"span {list(map(list, spans))} does not slice back to its words", file=file, place=place)
