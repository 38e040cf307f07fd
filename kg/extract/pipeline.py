"""All stages in order: a pure function from an article to its record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kg.extract import actors, mentions, naming
from kg.extract.actors import Cast
from kg.extract.assemble import Assembler, settle
from kg.extract.encoder import shipped
from kg.extract.reading import Reading, read
from kg.model.article import Article
from kg.model.claim import Claim, Extractor
from kg.model.record import Record
from kg.model.vocabulary import Part

LANGUAGES: Final = frozenset({"en"})
UNKNOWN_LANGUAGE: Final = "und"
VERSION: Final = "2"
"""Of the stages around the network."""


def maker() -> Extractor:
    """What makes our own records: this package's stages, with the network and the tokenizer that they read with."""
    return Extractor("tagger", f"{VERSION}+{shipped().version}")


def parts(article: Article) -> tuple[Part, ...]:
    """The parts that offsets may point into: the title only where it does not stand in the text."""
    return (Part.TEXT, Part.TITLE) if article.title_part else (Part.TEXT,)


def cast_of(article: Article, readings: Sequence[Reading]) -> Cast:
    """The actors of an article, from all that was read of its parts.

    Args:
        article: the article.
        readings: one a part.

    Returns:
        Its mentions and actors.
    """
    located = {item.part: [place.span for place in item.places] for item in readings}
    pages = naming.pages([item.document for item in readings], located)
    named = mentions.find(pages, located)
    said = [(item.part, attribution) for item in readings for attribution in item.attributions]
    took_part = [(item.part, span) for item in readings for span in item.participants()]
    return actors.resolve(pages, said, took_part, named, article)


def record_of(article: Article, cast: Cast, claims: Iterable[Claim], extractor: Extractor) -> Record:
    """A record in its canonical order.

    Args:
        article: the article.
        cast: its mentions and actors.
        claims: its claims, in any order.
        extractor: what made them.

    Returns:
        The record.
    """
    return Record(
        article,
        settle(claims),
        tuple(sorted(cast.actors, key=lambda actor: actor.iri)),
        tuple(sorted(cast.mentions, key=lambda item: (item.part, item.span, item.type, item.actor or ""))),
        extractor,
    )


def extract(article: Article) -> Record:
    """What an article claims, by the stages of this package.

    Args:
        article: the article, with its blocks.

    Returns:
        Its record; without claims and with the status "not extracted (LANGUAGE)" where the language
        is known and is none that they speak.
    """
    language = (article.language or UNKNOWN_LANGUAGE).split("-")[0].lower()
    if language not in LANGUAGES | {UNKNOWN_LANGUAGE}:
        return Record(article, (), (), (), maker(), f"not extracted ({language})")
    readings = [read(article, part) for part in parts(article)]
    cast = cast_of(article, readings)
    claims = [claim for reading in readings for claim in Assembler(article, reading, cast, maker()).claims()]
    return record_of(article, cast, claims, maker())
