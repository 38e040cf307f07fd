"""A figure as the words give it: two intervals, what is counted, in which scope."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.spans import Span
from kg.model.vocabulary import Modifier

Bounds = tuple[float | None, float | None]
"""Low and high; None is unbounded."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a claim.

    Attributes:
        iri: hash of article, part and span.
        text: the words, with their modifier ("as many as 400").
        span: where they stand, in the claim's part.
        low, high: the semantic interval (what the words exclude), scale applied; None is unbounded.
        low_open, high_open: whether the bound itself is excluded.
        best: the one value that the words name; None for vague words and open bounds.
        expected: the interval that a reader takes.
        modifier: how the words bound the number.
        unit: None for things counted; else "percent", "percentage-point", an ISO 4217 code, "km" ... as written.
        counts: the counted noun phrase as written, "" if none.
        counts_span: where it stands.
        status: "killed", "wounded", ... or "other:<lemma>"; None where nothing is said of the counted.
        subset_of: IRI of the quantity that this one is a part of.
        event: IRI of the event that it belongs to.
        event_type: that event's type.
    """

    iri: str
    text: str
    span: Span
    low: float | None
    high: float | None
    low_open: bool
    high_open: bool
    best: float | None
    expected: Bounds
    modifier: Modifier
    unit: str | None
    counts: str
    counts_span: Span | None
    status: str | None
    subset_of: str | None = None
    event: str | None = None
    event_type: str | None = None
