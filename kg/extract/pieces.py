"""A document as the tagger reads it: word pieces that know their quotation state and case, cut into windows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.document import Document, Quotation
from kg.model.spans import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

OUTSIDE, INSIDE, MARK = 0, 1, 2
LOWER, CAPITAL, ACRONYM, NO_CASE = 0, 1, 2, 3
CASES = 4
PARAGRAPH_SYMBOLS = ("¶", "|")
"""Symbols of which the first that a vocabulary holds stands for the end of a paragraph."""


@dataclass(slots=True)
class Pieces:
    """The word pieces of one document.

    Attributes:
        ids: numbers of the vocabulary.
        spans: where each piece stands in the text; a paragraph mark has the gap between two paragraphs.
        quoted: whether each stands outside or inside a quotation, or is its mark.
        cases: lower, capitalised, upper case, or of a text whose case says nothing.
        ends: the indices that begin a sentence or paragraph, with 0 and the length.
        marks: the indices of the paragraph marks.
    """

    ids: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)

    def features(self, first: int, last: int) -> list[int]:
        """Quotation state and case of each piece of a range in one number."""
        pairs = zip(self.quoted[first:last], self.cases[first:last], strict=True)
        return [state * CASES + case for state, case in pairs]

    def part(self, first: int, last: int) -> Pieces:
        """A range as pieces of its own."""

        def moved(places: list[int]) -> list[int]:
            return [place - first for place in places if first <= place < last]

        return Pieces(
            self.ids[first:last],
            self.spans[first:last],
            self.quoted[first:last],
            self.cases[first:last],
            sorted({0, *moved(self.ends), last - first}),
            moved(self.marks),
        )

    def ranges(self, spans: Sequence[Span]) -> list[tuple[int, int]]:
        """The pieces under spans of the text, those under none left out."""
        starts = [span[0] for span in self.spans]
        found = ((bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans)
        return sorted((first, last) for first, last in found if first < last)


def paragraph_symbol(tokenizer: Tokenizer) -> int:
    """The number of the symbol that ends a paragraph."""
    found = (tokenizer.token_to_id(symbol) for symbol in PARAGRAPH_SYMBOLS)
    return next(number for number in found if number is not None)


def _case(word: str, *, upper: bool) -> int:
    if upper:
        return NO_CASE
    if not word[:1].isupper():
        return LOWER
    return ACRONYM if word.isupper() else CAPITAL


def _paragraphs(document: Document) -> Iterator[tuple[Span, list[int]]]:
    """The span of each paragraph and where its sentences begin."""
    starts: list[int] = []
    number = end = -1
    for sentence in document.sentences:
        if starts and sentence.paragraph != number:
            yield (starts[0], end), starts
            starts = []
        starts.append(sentence.start)
        number, end = sentence.paragraph, sentence.end
    if starts:
        yield (starts[0], end), starts


class _States:
    """The quotation state of places that are asked for in order."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self.quotations, self.at = quotations, 0

    def __call__(self, place: int) -> int:
        while self.at < len(self.quotations) and self.quotations[self.at].end <= place:
            self.at += 1
        if self.at == len(self.quotations) or place < self.quotations[self.at].start:
            return OUTSIDE
        inner = self.quotations[self.at].inner
        return INSIDE if inner[0] <= place < inner[1] else MARK


def encode(document: Document, quotations: Sequence[Quotation], tokenizer: Tokenizer) -> Pieces:
    """The word pieces of a document.

    Args:
        document: one part of an article in sentences.
        quotations: its quotations, in order.
        tokenizer: without special tokens, truncation and padding.

    Returns:
        The pieces; a visible mark stands between paragraphs.
    """
    found, text, state, symbol = Pieces(), document.text, _States(quotations), paragraph_symbol(tokenizer)
    for (start, end), sentences in _paragraphs(document):
        if found.ids:
            found.marks.append(len(found.ids))
            _add(found, symbol, (found.spans[-1][1], start), OUTSIDE, LOWER)
        coded = tokenizer.encode(text[start:end], add_special_tokens=False)
        spans = [(start + a, start + b) for a, b in coded.offsets]
        first, begins = len(found.ids), [a for a, _ in spans]
        for number, span in zip(coded.ids, spans, strict=True):
            _add(found, number, span, state(span[0]), _case(text[slice(*span)], upper=document.upper))
        found.ends.extend(first + bisect_left(begins, place) for place in sentences)
    found.ends = sorted({0, len(found.ids), *found.ends})
    return found


def _add(found: Pieces, number: int, span: Span, state: int, case: int) -> None:
    found.ids.append(number)
    found.spans.append(span)
    found.quoted.append(state)
    found.cases.append(case)


def windows(
    ends: Sequence[int], length: int, longest: int, overlap: int = 0, first: int | None = None
) -> Iterator[tuple[int, int]]:
    """The windows over a document, cut between sentences where they can be.

    Args:
        ends: where sentences begin, with 0 and the length.
        length: how many pieces there are.
        longest: pieces of a window.
        overlap: pieces that the next window reads again, if a sentence begins among them.
        first: pieces of the first window, the longest if None.

    Yields:
        First and last index of each, in order.
    """
    start, limit = 0, first or longest
    while start < length:
        inside = ends[bisect_left(ends, start + 1) : bisect_left(ends, start + limit + 1)]
        end = inside[-1] if inside else min(length, start + limit)
        yield start, end
        if end >= length:
            return
        again = ends[bisect_left(ends, max(start + 1, end - overlap))] if overlap else end
        start, limit = min(again, end), longest
