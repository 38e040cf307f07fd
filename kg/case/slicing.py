"""Every span of a claim that must slice back to words."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.claim import Claim
from kg.model.spans import Spans


def spans_of(claim: Claim) -> Iterator[tuple[str, Spans, str]]:
    """What a claim says stands where.

    Args:
        claim: any claim.

    Yields:
        The field, its spans in the claim's part, and the words that they must hold.
    """
    yield "content", claim.content.spans, claim.content.text
    yield "speaker", claim.speaker.spans, claim.speaker.text
    if claim.cue:
        yield "cue", claim.cue.spans, claim.cue.text
    for hop in claim.via:
        yield "via", hop.spans, hop.text
    for figure in claim.quantities:
        yield "quantities", (figure.span,), figure.text
        if figure.counts_span:
            yield "quantities.counts", (figure.counts_span,), figure.counts
