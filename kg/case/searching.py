"""Words in the texts and titles of a case."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from kg.case.store import Store
from kg.model.spans import Span
from kg.model.vocabulary import Part

_WORD: Final = re.compile(r"\w+")
_OPEN, _CLOSE = "\ue000", "\ue001"
_CONTEXT: Final = 80


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds the words.

    Attributes:
        article: IRI.
        part: what the offsets point into.
        span: the passage, cut at blanks.
        text: its words.
        marks: where the words stand, in the part.
    """

    article: str
    part: Part
    span: Span
    text: str
    marks: tuple[Span, ...]


def search(store: Store, words: str, removed: Collection[str] = ()) -> Iterator[Hit]:
    """The best passage of every article that holds all the words, the best article first.

    Args:
        store: the case's store.
        words: any words; marks between them are ignored, the last word may be a beginning.
        removed: IRIs of articles that are left out.

    Yields:
        One hit an article.
    """
    wanted = _WORD.findall(words)
    if not wanted:
        return
    query = " ".join(f'"{word}"' for word in wanted) + "*"
    sql = f"""SELECT article, articles.title, articles.text,
                     highlight(words, 0, '{_OPEN}', '{_CLOSE}'), highlight(words, 1, '{_OPEN}', '{_CLOSE}')
              FROM words JOIN articles ON articles.id = words.rowid
              WHERE words MATCH ? ORDER BY bm25(words), article"""
    for article, title, text, in_title, in_text in store.connection.execute(sql, (query,)):
        if article in removed:
            continue
        marks = _marks(in_text)
        part, body, found = (Part.TEXT, text, marks) if marks else (Part.TITLE, title, _marks(in_title))
        yield _hit(article, part, body, found)


def _marks(highlighted: str) -> tuple[Span, ...]:
    """The spans between marks, in the text without them; a text that holds such a mark itself is cut off there."""
    spans, position, start = [], 0, 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", highlighted):
        if piece == _OPEN:
            start = position
        elif piece == _CLOSE:
            spans.append((start, position))
        else:
            position += len(piece)
    return tuple(spans)


def _hit(article: str, part: Part, body: str, marks: tuple[Span, ...]) -> Hit:
    best = max(marks, key=lambda mark: (sum(mark[0] <= s < mark[0] + _CONTEXT for s, _ in marks), -mark[0]))
    start, end = _cut(body, best)
    inside = tuple(mark for mark in marks if start <= mark[0] and mark[1] <= end)
    return Hit(article, part, (start, end), body[start:end], inside)


def _cut(body: str, mark: Span) -> Span:
    """A passage around a mark, inside its line and between blanks."""
    low, high = max(0, mark[0] - _CONTEXT), min(len(body), mark[1] + _CONTEXT)
    line_start = body.rfind("\n", low, mark[0]) + 1
    line_end = body.find("\n", mark[1], high)
    start = line_start or (body.find(" ", low, mark[0]) + 1 or mark[0] if low else 0)
    end = line_end if line_end >= 0 else (max(body.rfind(" ", mark[1], high), mark[1]) if high < len(body) else high)
    return (start, end)
