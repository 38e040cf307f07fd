"""What the extractor made of one article: a pure function of the article."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.actor import Actor, Mention
from kg.model.article import Article
from kg.model.claim import Claim, Extractor


@dataclass(frozen=True, slots=True)
class Record:
    """An article with its claims, actors and mentions; nothing judged across articles.

    Attributes:
        article: the article, with its text.
        claims: sorted by (part, first content span, IRI).
        actors: the per-article actors, sorted by IRI.
        mentions: sorted by (part, span).
        extractor: name and version of what made it.
        status: "extracted", or "not extracted (LANGUAGE)".
    """

    article: Article
    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    extractor: Extractor
    status: str = "extracted"
