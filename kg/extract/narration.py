"""What an article says in its own voice: kept only where it carries a quantity or an event."""

from __future__ import annotations

from collections.abc import Iterable

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


def _carries(reading: Reading, piece: Span) -> bool:
    """Whether a figure or an event of a known type stands in the piece."""
    start, end = piece
    return any(start <= f.span[0] and f.span[1] <= end for f in reading.figures) or any(
        start <= h.trigger[0] and h.trigger[1] <= end for h in reading.happenings if not h.type.startswith("other:")
    )


def _taken(reading: Reading) -> list[Span]:
    """The spans that attributions take, content, source, cue and carriers, sorted."""
    spans: list[Span] = []
    for item in reading.attributions:
        for group in (item.content, item.source, item.cue, *(carrier.spans for carrier in item.carriers)):
            spans.extend(group)
    return sorted(spans)


def _of_sentence(reading: Reading, sentence: Sentence, taken: list[Span]) -> Iterable[Spans]:
    whole = (sentence.start, sentence.end)
    inside = [span for span in taken if span[0] < whole[1] and whole[0] < span[1]]
    if not inside:
        if _carries(reading, whole):
            yield (whole,)
        return
    for piece in _minus(whole, inside):
        start, end = _trim(reading.document.text, piece, ",;:—–-“”\"'‘’.")
        if end - start >= _LEAST and _carries(reading, (start, end)):
            yield ((start, end),)


def find(reading: Reading) -> tuple[Spans, ...]:
    """The contents that the article asserts in its own voice.

    Args:
        reading: one part of an article.

    Returns:
        Content spans in order of the text; never inside an attribution's content, source or cue.
    """
    taken = _taken(reading)
    return tuple(spans for sentence in reading.document.sentences for spans in _of_sentence(reading, sentence, taken))
