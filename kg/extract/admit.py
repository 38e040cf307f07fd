"""Claims that another tool or a person made: the same record, with our rules for what they leave out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.actors import Cast
from kg.extract.assemble import Assembler, claim_iri, event_iri, quantity_iri
from kg.extract.document import Attribution, Carrier
from kg.extract.pipeline import cast_of, parts, record_of
from kg.extract.reading import Reading, read
from kg.model.actor import Actor
from kg.model.article import Article
from kg.model.claim import Claim, Extractor, Hop, Speaker
from kg.model.quantity import Quantity
from kg.model.record import Record
from kg.model.spans import Span, overlap
from kg.model.vocabulary import Part, SpeakerKind

_VOICES = (SpeakerKind.NARRATOR, SpeakerKind.UNSTATED)


def complete(
    article: Article,
    claims: Sequence[Claim],
    extractor: Extractor,
    *,
    read_quantities: Collection[str] = (),
    read_events: Collection[str] = (),
) -> Record:
    """The record that admitted claims make of an article.

    Args:
        article: the article.
        claims: with spans that slice back; their IRIs serve only to resolve parent, about, subset_of
            and event among themselves and are recomputed.
        extractor: the tool's name and version.
        read_quantities: IRIs of the claims whose quantities are read from the content by our rules.
        read_events: IRIs of the claims whose events are read from the sentence by our rules.

    Returns:
        The record; actors and mentions are our own.
    """
    readings = [_with_sources(read(article, part), claims) for part in parts(article)]
    cast = cast_of(article, readings)
    makers = {reading.part: Assembler(article, reading, cast, extractor) for reading in readings}
    iris = {
        item.iri: claim_iri(article.iri, item.part, item.content.spans, item.speaker.spans, item.form)
        for item in claims
    }
    moved = _Moved.of(article, claims)
    done = []
    for item in claims:
        maker = makers[item.part]
        spoken_by = replace(
            item,
            iri=iris[item.iri],
            article=article.iri,
            speaker=_speaker(item, cast, article),
            via=tuple(_hop(hop, item.part, cast) for hop in item.via),
            parent=iris.get(item.parent or ""),
            about=iris.get(item.about or ""),
            extractor=extractor,
            origin=None,
        )
        with_events = _events(spoken_by, maker, own=item.iri in read_events, moved=moved)
        done.append(_quantities(with_events, maker, own=item.iri in read_quantities, moved=moved))
    return record_of(article, cast, _joined(done), extractor)


def _joined(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, those of one identity as one: a tool may give each figure of a sentence on a line of its own."""
    found: dict[str, Claim] = {}
    for item in claims:
        known = found.setdefault(item.iri, item)
        if known is not item:
            figures = {q.iri: q for q in (*known.quantities, *item.quantities)}
            happened = {e.iri: e for e in (*known.events, *item.events)}
            found[item.iri] = replace(known, quantities=tuple(figures.values()), events=tuple(happened.values()))
    return list(found.values())


def _with_sources(reading: Reading, claims: Sequence[Claim]) -> Reading:
    """The reading with the admitted attributions in place of our own."""
    said = [item for item in claims if item.part == reading.part and item.speaker.kind is not SpeakerKind.NARRATOR]
    return replace(reading, attributions=tuple(map(_attribution, said)))


def _attribution(item: Claim) -> Attribution:
    return Attribution(
        source=item.speaker.spans,
        cue=item.cue.spans if item.cue else (),
        content=item.content.spans,
        carriers=tuple(Carrier(hop.spans, hop.cue, hop.hedges) for hop in item.via if hop.spans),
        hedges=item.hedges,
        form=item.form,
        stance=item.stance,
        polarity=item.polarity,
        modality=item.modality,
        target=item.target,
        parent=None,
        about=None,
        spoken=None,
        confidence=item.confidence,
    )


@dataclass(frozen=True, slots=True)
class _Moved:
    """What the figures and events of the file became.

    Attributes:
        iris: IRI in the file -> IRI of ours.
        figures: where each figure of a part stands, with its IRI.
    """

    iris: Mapping[str, str]
    figures: Mapping[Part, Sequence[tuple[Span, str]]]

    @classmethod
    def of(cls, article: Article, claims: Sequence[Claim]) -> _Moved:
        """From the claims of the file."""
        figures = [
            (item.part, q, quantity_iri(article.iri, item.part, q.span)) for item in claims for q in item.quantities
        ]
        happened = {e.iri: event_iri(article.iri, item.part, e.trigger) for item in claims for e in item.events}
        placed: dict[Part, list[tuple[Span, str]]] = defaultdict(list)
        for part, quantity, iri in figures:
            placed[part].append((quantity.span, iri))
        return cls({q.iri: iri for _, q, iri in figures} | happened, placed)

    def at(self, part: Part, span: Span) -> str | None:
        """The figure of the file that stands at a place."""
        return next((iri for held, iri in self.figures.get(part, ()) if overlap([held], [span])), None)


def _speaker(item: Claim, cast: Cast, article: Article) -> Speaker:
    """The speaker by our own actors; the tool's name counts where it is one of theirs."""
    given = item.speaker
    if given.kind is SpeakerKind.NARRATOR:
        return Speaker("", (), None, article.outlet or "", given.kind)
    if not given.spans:
        return Speaker("", (), None, "", SpeakerKind.UNSTATED)
    actor = _named(given.name, cast) or cast.actor_at(item.part, given.spans)
    if actor is None:
        kind = SpeakerKind.ANONYMOUS if given.kind in _VOICES else given.kind
        return Speaker(given.text, given.spans, None, given.name or given.text, kind, given.number)
    return Speaker(given.text, given.spans, actor.iri, actor.name, actor.kind, given.number or actor.number)


def _named(name: str, cast: Cast) -> Actor | None:
    wanted = name.casefold()
    found = [
        actor
        for actor in cast.actors
        if wanted and wanted in {actor.name.casefold(), *(alias.text.casefold() for alias in actor.aliases)}
    ]
    return found[0] if len(found) == 1 else None


def _hop(hop: Hop, part: Part, cast: Cast) -> Hop:
    actor = cast.actor_at(part, hop.spans) if hop.spans else None
    return replace(hop, actor=actor.iri if actor else None, name=actor.name if actor else hop.name)


def _events(item: Claim, maker: Assembler, *, own: bool, moved: _Moved) -> Claim:
    if not own:
        return replace(
            item, events=tuple(replace(e, iri=moved.iris[e.iri], agents=(), patients=()) for e in item.events)
        )
    found = maker.events_of(item.content.spans)
    return replace(item, events=found or maker.events_of(_sentences(item, maker)))


def _sentences(item: Claim, maker: Assembler) -> tuple[tuple[int, int], ...]:
    """The sentences that the content stands in."""
    return tuple(
        (sentence.start, sentence.end)
        for sentence in maker.reading.document.sentences
        if overlap([(sentence.start, sentence.end)], item.content.spans)
    )


def _quantities(item: Claim, maker: Assembler, *, own: bool, moved: _Moved) -> Claim:
    if own:
        return replace(item, quantities=maker.quantities_of(item.content.spans))
    return replace(item, quantities=tuple(_filled(q, item, maker, moved) for q in item.quantities))


def _filled(given: Quantity, item: Claim, maker: Assembler, moved: _Moved) -> Quantity:
    """A given figure, with what our rules read at its place where the tool says nothing."""
    ours = max(maker.quantities, key=lambda q: overlap([q.span], [given.span]), default=None)
    if ours is not None and not overlap([ours.span], [given.span]):
        ours = None
    main = item.events[0] if item.events else None
    event = moved.iris.get(given.event or "") or (ours.event if ours else None) or (main.iri if main else None)
    kind = given.event_type or (ours.event_type if ours else None) or (main.type if main else None)
    return replace(
        given,
        iri=moved.iris[given.iri],
        counts=given.counts or (ours.counts if ours else ""),
        counts_span=given.counts_span or (ours.counts_span if ours and not given.counts else None),
        status=given.status or (ours.status if ours else None),
        subset_of=moved.iris.get(given.subset_of or "") or _whole(ours, maker, item.part, moved),
        event=event,
        event_type=kind,
    )


def _whole(ours: Quantity | None, maker: Assembler, part: Part, moved: _Moved) -> str | None:
    """The figure of the file that stands where our rules find the whole of a part."""
    whole = next((q for q in maker.quantities if ours and q.iri == ours.subset_of), None)
    return moved.at(part, whole.span) if whole else None
