"""From an article to its claims: one verb a stage."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model.article import Article
    from kg.model.claim import Claim, Extractor
    from kg.model.record import Record

__all__ = ["complete", "extract"]


def extract(article: Article) -> Record:
    """What an article claims, by our own rules; see `kg.extract.pipeline.extract`."""
    from kg.extract import pipeline  # noqa: PLC0415 - the stages compile their patterns when first imported

    return pipeline.extract(article)


def complete(
    article: Article,
    claims: Sequence[Claim],
    extractor: Extractor,
    *,
    read_quantities: Collection[str] = (),
    read_events: Collection[str] = (),
) -> Record:
    """The record that admitted claims make of an article; see `kg.extract.admit.complete`."""
    from kg.extract import admit  # noqa: PLC0415 - as above

    return admit.complete(article, claims, extractor, read_quantities=read_quantities, read_events=read_events)
