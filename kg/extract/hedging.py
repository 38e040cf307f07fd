"""Hedges at a statement, and whether its words affirm or negate, as having happened or not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.extract.document import Token
from kg.extract.regions import Range, Region
from kg.model.spans import Span, Spans
from kg.model.vocabulary import Modality, Polarity
from kg.ontology import lexicon

_NEGATIONS = frozenset({"not", "no", "never", "none", "nobody", "neither", "nor", "without", "cannot", "nothing"})
_FUTURE = frozenset({"will", "won't", "shall", "would"})
_POSSIBLE = frozenset({"may", "might", "could", "possibly", "perhaps", "probably", "likely"})
_NEAR = 12


@cache
def _unverified() -> dict[str, list[tuple[str, ...]]]:
    """Phrases of doubt by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon("hedges")["unverified"]:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(lexicon("hedges")["words"])


def hedges_in(text: str, region: Region, cue: Range | None, content: Spans) -> tuple[str, ...]:
    """The hedging words of a region that stand outside a content.

    Args:
        text: the document's text.
        region: the region.
        cue: the cue's tokens; a hedging adverb counts only near to it.
        content: the spans of the statement.

    Returns:
        As written, in order.
    """
    found: list[Span] = []
    tokens = region.tokens
    for i, token in enumerate(tokens):
        near = cue is not None and cue[0] - _NEAR <= i <= cue[1] + _NEAR
        if near and token.low in _adverbs():
            found.append((token.start, token.end))
        for phrase in _unverified().get(token.low, ()):
            if tuple(t.low for t in tokens[i : i + len(phrase)]) == phrase:
                found.append((token.start, tokens[i + len(phrase) - 1].end))
    outside = [s for s in found if not any(a <= s[0] and s[1] <= b for a, b in content)]
    return tuple(text[start:end] for start, end in dict.fromkeys(outside))


def polarity_of(tokens: Sequence[Token], content: Sequence[Range]) -> tuple[Polarity, Modality]:
    """The polarity and modality of the first clause of a content.

    Args:
        tokens: of a region.
        content: its ranges.

    Returns:
        Negated where a negation stands before the first break; the modality of its first auxiliary.
    """
    low: list[str] = []
    for i in range(*content[0]):
        if tokens[i].text in {",", ";", "."} and len(low) > 3:
            break
        low.append(tokens[i].low)
    head = low[:14]
    negated = any(word in _NEGATIONS or word.endswith(("n't", "n’t")) for word in head)
    modality = Modality.ACTUAL
    if head[:1] == ["if"] or "unless" in head:
        modality = Modality.CONDITIONAL
    elif _FUTURE & set(head):
        modality = Modality.FUTURE
    elif _POSSIBLE & set(head):
        modality = Modality.POSSIBLE
    return (Polarity.NEGATED if negated else Polarity.AFFIRMED), modality
