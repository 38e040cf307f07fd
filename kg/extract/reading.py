"""All that the stages say of one part of an article, before actors are known."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract import events, places, quantities, quotations, sentences, story, tag, times
from kg.extract.document import Attribution, Document, Figure, Happening, Place, Quotation, TimeMention
from kg.model.article import Article
from kg.model.spans import Span
from kg.model.vocabulary import Part


@dataclass(frozen=True, slots=True)
class Reading:
    """One part of an article, read.

    Attributes:
        document: the part in sentences.
        quotations, attributions, figures, places, times, happenings: what each stage found, in its order.
        event_of: for each figure the index of its happening, or None.
    """

    document: Document
    quotations: tuple[Quotation, ...]
    attributions: tuple[Attribution, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    times: tuple[TimeMention, ...]
    happenings: tuple[Happening, ...]
    event_of: tuple[int | None, ...]

    @property
    def part(self) -> Part:
        """The part that was read."""
        return self.document.part

    def participants(self) -> tuple[Span, ...]:
        """The spans of all agents and patients, sorted, each once."""
        return tuple(sorted({span for item in self.happenings for span in (*item.agents, *item.patients)}))


def read(article: Article, part: Part) -> Reading:
    """Run every stage that needs no actors over one part of an article.

    Args:
        article: the article.
        part: its text, or its title where that is a part of its own.

    Returns:
        What the stages found.
    """
    document = sentences.segment(article, part)
    quoted = quotations.find(document)
    figures = quantities.find(document)
    where = places.find(document)
    when = times.find(document, article.published)
    happenings = story.told(document, events.find(document, where, when))
    return Reading(
        document,
        quoted,
        tag.attribute(document, quoted),
        figures,
        where,
        when,
        happenings,
        events.attach(figures, happenings, document),
    )
