"""The deterministic quotation pass: runs between quotation marks, whatever the marks."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Document, Quotation
from kg.model.spans import Span

_CLOSING = {"“": "”", "«": "»", "„": "“”", "‘": "’", "``": "''", '"': '"', "”": "”"}
_LONGEST_SINGLE = 600


def _paragraphs(document: Document) -> Iterator[Span]:
    """First and last code point of each paragraph's sentences."""
    current: list[int] | None = None
    number = -1
    for sentence in document.sentences:
        if current is None or sentence.paragraph != number:
            if current:
                yield current[0], current[1]
            current, number = [sentence.start, sentence.end], sentence.paragraph
        current[1] = sentence.end
    if current:
        yield current[0], current[1]


def _opens_single(text: str, i: int, start: int) -> bool:
    """Whether an apostrophe-like mark opens a quotation: behind a blank, before a letter."""
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-") and (after.isalnum() or after in '“"…')


def _closes_single(text: str, i: int) -> bool:
    before, after = text[i - 1], text[i + 1] if i + 1 < len(text) else " "
    return not before.isspace() and not after.isalnum()


def _single(text: str, i: int, end: int) -> int | None:
    """Where a quotation in single marks closes; None where the mark is an apostrophe."""
    mark = "’" if text[i] == "‘" else "'"
    at = i + 1
    while at < min(end, i + _LONGEST_SINGLE):
        if text[at] == mark and _closes_single(text, at) and text[i + 1 : at].count(" ") >= (0 if mark == "’" else 1):
            return at + 1
        at += 1
    return None


def _mark(text: str, i: int) -> str | None:
    """The opening mark at a place."""
    if text.startswith("``", i):
        return "``"
    return text[i] if text[i] in '“«„"' else None


def _close(text: str, mark: str, i: int, end: int) -> tuple[int, int] | None:
    """Where a quotation's closing mark begins and ends."""
    closing = _CLOSING[mark]
    if len(closing) == 2 and mark == "``":
        at = text.find(closing, i, end)
        return (at, at + 2) if at >= 0 else None
    found = [at for char in closing if (at := text.find(char, i, end)) >= 0]
    return (min(found), min(found) + 1) if found else None


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    i = start
    while i < end:
        mark = _mark(text, i)
        if mark:
            inner = i + len(mark)
            close = _close(text, mark, inner, end)
            inner_end, stop = close or (end, end)
            if inner_end > inner:
                yield Quotation(i, stop, (inner, inner_end), close is not None)
            i = max(stop, i + 1)
            continue
        if text[i] in "‘'" and _opens_single(text, i, start):
            stop_at = _single(text, i, end)
            if stop_at:
                yield Quotation(i, stop_at, (i + 1, stop_at - 1), True)
                i = stop_at
                continue
        i += 1


def find(document: Document) -> tuple[Quotation, ...]:
    """The quotations of a document.

    Args:
        document: one part of an article in sentences.

    Returns:
        Outermost ones in order; one without a closing mark ends with its paragraph.
    """
    return tuple(q for start, end in _paragraphs(document) for q in _in_paragraph(document.text, start, end))
