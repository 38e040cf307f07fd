"""What an article says in its own voice: kept only where it carries a quantity or an event."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import islice

from kg.extract.document import Sentence
from kg.extract.reading import Reading
from kg.model.spans import Span, Spans

_LEAST = 12
"""Code points below which a remainder between attributions is no statement."""


def _minus(whole: Span, taken: Iterable[Span]) -> list[Span]:
    """The pieces of a span that no other span takes."""
    pieces, at = [], whole[0]
    for start, end in sorted(taken):
        if end <= at or start >= whole[1]:
            continue
        if start > at:
            pieces.append((at, start))
        at = end
    return [*pieces, (at, whole[1])] if at < whole[1] else pieces


def _trim(text: str, span: Span, marks: str) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in marks):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in marks):
        end -= 1
    return start, end


def _carrying(reading: Reading) -> list[Span]:
    """Where figures and events of a known type stand, sorted."""
    figures = [figure.span for figure in reading.figures]
    return sorted([*figures, *(item.trigger for item in reading.happenings if not item.type.startswith("other:"))])


def _carries(carrying: list[Span], piece: Span) -> bool:
    """Whether a figure or an event of a known type stands in the piece."""
    start, end = piece
    for a, b in islice(carrying, bisect_left(carrying, (start, 0)), None):
        if a >= end:
            return False
        if b <= end:
            return True
    return False


def _taken(reading: Reading) -> list[Span]:
    """The spans that attributions take, content, source, cue and carriers, sorted."""
    spans: list[Span] = []
    for item in reading.attributions:
        for group in (item.content, item.source, item.cue, *(carrier.spans for carrier in item.carriers)):
            spans.extend(group)
    return sorted(spans)


def _of_sentence(carrying: list[Span], reading: Reading, sentence: Sentence, inside: list[Span]) -> Iterable[Spans]:
    whole = (sentence.start, sentence.end)
    if not inside:
        if _carries(carrying, whole):
            yield (whole,)
        return
    for piece in _minus(whole, inside):
        start, end = _trim(reading.document.text, piece, ",;:—–-“”\"'‘’.")
        if end - start >= _LEAST and _carries(carrying, (start, end)):
            yield ((start, end),)


def find(reading: Reading) -> tuple[Spans, ...]:
    """The contents that the article asserts in its own voice.

    Args:
        reading: one part of an article.

    Returns:
        Content spans in order of the text; never inside an attribution's content, source or cue.
    """
    sentences, taken = reading.document.sentences, _taken(reading)
    inside: list[list[Span]] = [[] for _ in sentences]
    starts = [sentence.start for sentence in sentences]
    for span in taken:
        first = max(0, bisect_right(starts, span[0]) - 1)
        for n in range(first, bisect_left(starts, span[1])):
            if span[0] < sentences[n].end:
                inside[n].append(span)
    carrying = _carrying(reading)
    return tuple(
        spans for n, sentence in enumerate(sentences) for spans in _of_sentence(carrying, reading, sentence, inside[n])
    )
