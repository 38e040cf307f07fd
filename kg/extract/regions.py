"""Regions: sentences joined where a quotation runs over their bounds, as tokens that know what is quoted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.document import Document, Quotation, Sentence, Token
from kg.model.vocabulary import Role

Range = tuple[int, int]
"""First token and one past the last."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of one paragraph that is read as one sentence.

    Attributes:
        tokens: in order.
        quoted: for each token whether it stands in a quotation, marks included.
        paragraph: its number.
        role: of its block.
    """

    tokens: tuple[Token, ...]
    quoted: tuple[bool, ...]
    paragraph: int
    role: Role

    @property
    def wholly_quoted(self) -> bool:
        """Whether nothing but closing marks stands outside quotations."""
        inside = [q for token, q in zip(self.tokens, self.quoted, strict=True) if token.text[0].isalnum()]
        return bool(inside) and all(inside)


_LONGEST = 200
"""Tokens outside quotations that are read as one sentence: a text without stops must cost neither depth nor time."""


def _bounded(region: Region) -> list[Region]:
    """A region cut where it has run on for too long outside quotations."""
    cuts, run = [0], 0
    for i, quoted in enumerate(region.quoted):
        run += not quoted
        if run > _LONGEST and not quoted:
            cuts.append(i)
            run = 1
    ends = [*cuts[1:], len(region.tokens)]
    return [
        replace(region, tokens=region.tokens[a:b], quoted=region.quoted[a:b]) for a, b in zip(cuts, ends, strict=True)
    ]


def _spans(quotations: Sequence[Quotation], start: int, end: int, starts: list[int]) -> bool:
    """Whether a quotation holds both ends of a gap between sentences."""
    i = bisect_right(starts, start) - 1
    return i >= 0 and quotations[i].start <= start and end < quotations[i].end


def _region(group: list[Sentence], quotations: Sequence[Quotation], starts: list[int]) -> Region:
    tokens = tuple(token for sentence in group for token in sentence.tokens)
    quoted = []
    for token in tokens:
        i = bisect_right(starts, token.start) - 1
        quoted.append(i >= 0 and token.start < quotations[i].end)
    return Region(tokens, tuple(quoted), group[0].paragraph, group[0].role)


def regions(document: Document, quotations: Sequence[Quotation]) -> list[Region]:
    """The regions of a document.

    Args:
        document: in sentences.
        quotations: outermost ones, in order.

    Returns:
        In order; every sentence is in one.
    """
    starts = [quotation.start for quotation in quotations]
    found: list[Region] = []
    group: list[Sentence] = []
    for sentence in document.sentences:
        joined = group and sentence.paragraph == group[-1].paragraph
        if group and not (joined and _spans(quotations, group[-1].end - 1, sentence.start, starts)):
            found.extend(_bounded(_region(group, quotations, starts)))
            group = []
        group.append(sentence)
    if group:
        found.extend(_bounded(_region(group, quotations, starts)))
    return found
