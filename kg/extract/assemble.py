"""From what the stages found to the claims of the data contract."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from kg.extract import narration
from kg.extract.actors import Cast
from kg.extract.document import Attribution, Carrier, Figure, Happening
from kg.extract.reading import Reading
from kg.extract.story import Story
from kg.model.article import Article
from kg.model.claim import Claim, Extractor, Hop, Passage, Speaker
from kg.model.event import Event
from kg.model.identifiers import mint
from kg.model.quantity import Quantity
from kg.model.spans import Span, Spans, cut, overlap
from kg.model.time import When
from kg.model.vocabulary import Form, Modality, Part, Polarity, SpeakerKind, Stance

NARRATION_CONFIDENCE = 0.9
_UNTYPED = 3
"""Rank of an event without a type."""
_PRONOUNS = {"he": SpeakerKind.PERSON, "she": SpeakerKind.PERSON, "it": SpeakerKind.ORGANISATION}


def claim_iri(article: str, part: Part, content: Spans, speaker: Spans, form: Form) -> str:
    """The IRI of a claim: no extractor, date or confidence is in it."""
    return mint("claim", article, part, content, speaker, form)


def quantity_iri(article: str, part: Part, span: Span) -> str:
    """The IRI of the figure that stands at a span."""
    return mint("quantity", article, part, span)


def event_iri(article: str, part: Part, trigger: Span) -> str:
    """The IRI of the event that a trigger names."""
    return mint("event", article, part, trigger)


class Assembler:
    """Makes the claims of one part of an article; holds what they share."""

    def __init__(self, article: Article, reading: Reading, cast: Cast, extractor: Extractor) -> None:
        self.article, self.reading, self.cast, self.extractor = article, reading, cast, extractor
        self.part, self.text = reading.part, reading.document.text
        self.events = [self._event(item) for item in reading.happenings]
        self.quantities = [self._quantity(i, item) for i, item in enumerate(reading.figures)]
        self.story = Story(reading.document, reading.happenings)
        self._events_at = _Places(item.trigger for item in reading.happenings)
        self._figures_at = _Places(item.span for item in reading.figures)

    def claims(self) -> list[Claim]:
        """All claims of the part: the attributed ones, then the narration."""
        iris = [
            claim_iri(self.article.iri, self.part, item.content, item.source, item.form)
            for item in self.reading.attributions
        ]
        attributed = [self._attributed(item, iris) for item in self.reading.attributions]
        return attributed + [self._narrated(spans) for spans in narration.find(self.reading)]

    def events_of(self, content: Spans) -> tuple[Event, ...]:
        """The events of a content: those that its figures belong to, then by their type, then by place."""
        inside = self._events_at.inside(content)
        figures = (self.reading.event_of[i] for i in self._figures_at.inside(content))
        counted = {event for event in figures if event is not None and self._rank(event) < _UNTYPED}
        known = {i for i in inside if self._rank(i) < _UNTYPED} | counted
        first = sorted(known, key=lambda i: (self._behind(i), i not in counted, self._rank(i), i))
        return tuple(self.events[i] for i in dict.fromkeys([*(first or self._story(content)), *inside]))

    def _behind(self, event: int) -> bool:
        """Whether an event is not told by the verb of a main clause."""
        return self._rank(event) > 0 or self.reading.happenings[event].aside

    def _rank(self, event: int) -> int:
        return self.reading.happenings[event].rank

    def _story(self, content: Spans) -> list[int]:
        """The event that a content without one of its own goes on about."""
        found = self.story.about(content[0][0]) if content else None
        return [] if found is None else [found]

    def quantities_of(self, content: Spans) -> tuple[Quantity, ...]:
        """The figures that stand in a content."""
        return tuple(self.quantities[i] for i in self._figures_at.inside(content))

    def _event(self, item: Happening) -> Event:
        return Event(
            event_iri(self.article.iri, self.part, item.trigger),
            item.type,
            item.trigger,
            self._actors(item.agents),
            self._actors(item.patients),
            item.place,
            item.when,
            item.cumulative,
        )

    def _actors(self, spans: Spans) -> tuple[str, ...]:
        found = (self.cast.actor_at(self.part, (span,)) for span in spans)
        return tuple(dict.fromkeys(actor.iri for actor in found if actor))

    def _quantity(self, index: int, item: Figure) -> Quantity:
        event = self.reading.event_of[index]
        whole = None if item.whole is None else self.reading.figures[item.whole].span
        return Quantity(
            iri=quantity_iri(self.article.iri, self.part, item.span),
            text=self.text[slice(*item.span)],
            span=item.span,
            low=item.low,
            high=item.high,
            low_open=item.low_open,
            high_open=item.high_open,
            best=item.best,
            expected=item.expected,
            modifier=item.modifier,
            unit=item.unit,
            counts=self.text[slice(*item.counts_span)] if item.counts_span else "",
            counts_span=item.counts_span,
            status=item.status,
            subset_of=quantity_iri(self.article.iri, self.part, whole) if whole else None,
            event=None if event is None else self.events[event].iri,
            event_type=None if event is None else self.events[event].type,
        )

    def _speaker(self, spans: Spans) -> Speaker:
        if not spans:
            return Speaker("", (), None, "", SpeakerKind.UNSTATED)
        words = cut(self.text, spans)
        actor = self.cast.actor_at(self.part, spans)
        if actor is None:
            kind = _PRONOUNS.get(words.lower(), SpeakerKind.COLLECTIVE)
            return Speaker(words, spans, None, words, kind)
        return Speaker(words, spans, actor.iri, actor.name, actor.kind, actor.number)

    def _hop(self, carrier: Carrier) -> Hop:
        words = cut(self.text, carrier.spans)
        actor = self.cast.actor_at(self.part, carrier.spans)
        iri, name = (actor.iri, actor.name) if actor else (None, words)
        return Hop(words, carrier.spans, iri, name, carrier.cue, carrier.hedges)

    def _spoken(self, span: Span | None) -> When | None:
        if span is None:
            return None
        best = max(self.reading.times, key=lambda item: overlap([item.span], [span]), default=None)
        return best.when if best and overlap([best.span], [span]) else None

    def _attributed(self, item: Attribution, iris: Sequence[str]) -> Claim:
        return Claim(
            iri=claim_iri(self.article.iri, self.part, item.content, item.source, item.form),
            article=self.article.iri,
            part=self.part,
            speaker=self._speaker(item.source),
            cue=Passage(cut(self.text, item.cue), item.cue) if item.cue else None,
            content=Passage(cut(self.text, item.content), item.content),
            form=item.form,
            stance=item.stance,
            polarity=item.polarity,
            modality=item.modality,
            hedges=item.hedges,
            spoken=self._spoken(item.spoken),
            via=tuple(map(self._hop, item.carriers)),
            parent=None if item.parent is None else iris[item.parent],
            about=None if item.about is None else iris[item.about],
            target=item.target,
            events=self.events_of(item.content),
            quantities=self.quantities_of(item.content),
            extractor=self.extractor,
            confidence=item.confidence,
        )

    def _narrated(self, content: Spans) -> Claim:
        happenings = [self.reading.happenings[i] for i in self._events_at.inside(content)]
        main = min(happenings, key=lambda item: item.rank, default=None)
        return Claim(
            iri=claim_iri(self.article.iri, self.part, content, (), Form.NARRATION),
            article=self.article.iri,
            part=self.part,
            speaker=Speaker("", (), None, self.article.outlet or "", SpeakerKind.NARRATOR),
            cue=None,
            content=Passage(cut(self.text, content), content),
            form=Form.NARRATION,
            stance=Stance.ASSERTS,
            polarity=main.polarity if main else Polarity.AFFIRMED,
            modality=main.modality if main else Modality.ACTUAL,
            hedges=(),
            spoken=None,
            via=(),
            parent=None,
            about=None,
            target=None,
            events=self.events_of(content),
            quantities=self.quantities_of(content),
            extractor=self.extractor,
            confidence=NARRATION_CONFIDENCE,
        )


class _Places:
    """Where things stand, so that those inside a content are found without looking at all of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.at = sorted((span, i) for i, span in enumerate(spans))

    def inside(self, content: Spans) -> list[int]:
        """Indices of the things that lie inside one of the spans, in their own order."""
        found = set()
        for start, end in content:
            for (a, b), i in islice(self.at, bisect_left(self.at, ((start, 0), 0)), None):
                if a >= end:
                    break
                if b <= end:
                    found.add(i)
        return sorted(found)


def settle(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims once each and in order, with no reference to a figure, event or claim that is not among them.

    Args:
        claims: of one article, in any order.

    Returns:
        Sorted by (part, first content span, IRI).
    """
    once: dict[str, Claim] = {}
    for claim in claims:
        once.setdefault(claim.iri, claim)
    figures = {item.iri for claim in once.values() for item in claim.quantities}
    kept = [_resolved(claim, once, figures) for claim in once.values()]
    return tuple(sorted(kept, key=lambda claim: (claim.part, claim.content.spans, claim.iri)))


def _resolved(claim: Claim, known: dict[str, Claim], figures: set[str]) -> Claim:
    events = {item.iri for item in claim.events}
    quantities = tuple(
        replace(
            item,
            subset_of=item.subset_of if item.subset_of in figures and item.subset_of != item.iri else None,
            event=item.event if item.event in events else None,
        )
        for item in claim.quantities
    )
    parent, about = ((iri if iri in known and iri != claim.iri else None) for iri in (claim.parent, claim.about))
    return replace(
        claim,
        quantities=quantities,
        parent=parent,
        about=about,
    )
