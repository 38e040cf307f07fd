"""Records, judgement and decisions as a stream of the nodes and relationships of a property graph.

The same facts as the RDF documents, without selectors and per-article actors: actors are the judged ones, and what is
compared is not computed again. The stream is a function of its input: the same facts come in the same order, each node
and each relationship once, and every end of a relationship exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.model.actor import Actor
from kg.model.article import Article
from kg.model.claim import Claim
from kg.model.decision import Decision
from kg.model.event import Event
from kg.model.judgement import Comparison, JudgedActor, Judgement, Merge, Origin, Topic, Value
from kg.model.quantity import Quantity
from kg.model.record import Record
from kg.model.spans import Spans
from kg.ontology.graph_model import Property, model
from kg.ontology.judged import backing_iri, comparison_iri, merge_iri, value_iri

End = tuple[str, str]
"""Label and key of a node."""
_CAPTION: Final = 60
_DAY: Final = len("2018-02-09")


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its label, its key, and all properties that are known, the key among them."""

    label: str
    key: str
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship between two nodes."""

    type: str
    start: End
    end: End
    properties: Mapping[str, Property]


Element = Node | Relationship


def node(label: str, key: str, /, **properties: Property | None) -> Node:
    """A node without its empty properties; false and zero stay."""
    kept = {name: value for name, value in properties.items() if value is not None and value not in ("", ())}
    return Node(label, key, {model().nodes[label].key: key, **kept})


def relationship(kind: str, start: End, end: End, /, **properties: Property | None) -> Relationship:
    """A relationship without its empty properties."""
    kept = {name: value for name, value in properties.items() if value is not None and value != ""}
    return Relationship(kind, start, end, kept)


def day(text: str | None) -> date | None:
    """The day of a time that is known to the day or the minute; None otherwise."""
    if text is None or len(text) < _DAY:
        return None
    try:
        return date.fromisoformat(text[:_DAY])
    except ValueError:
        return None


def _caption(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _CAPTION else f"{words[: _CAPTION - 1]}…"


def _spans(spans: Spans) -> str:
    return ", ".join(f"{start}-{end}" for start, end in spans)


class PropertyGraph:
    """The graph of a set of records with what is judged and decided of them.

    Args:
        records: the active records.
        judgement: of them.
        decisions: all of the history.
    """

    def __init__(self, records: Iterable[Record], judgement: Judgement, decisions: Iterable[Decision]) -> None:
        self._records = sorted(records, key=lambda record: record.article.iri)
        self._judgement = judgement
        self._decisions = sorted(decisions, key=lambda one: one.key)
        self._seen: set[tuple[str, ...]] = set()

    def __iter__(self) -> Iterator[Element]:
        """All nodes and relationships; an end may come after its relationship."""
        there = self._there()
        for element in self._elements():
            if isinstance(element, Node) or all(key in there.get(a, (key,)) for a, key in (element.start, element.end)):
                yield element

    def _there(self) -> Mapping[str, set[str]]:
        """Keys of the nodes that may be absent though something speaks of them: a link can lead out of the case."""
        claims = [claim for record in self._records for claim in record.claims]
        actors = {actor.iri for record in self._records for actor in record.actors}
        return {
            "Article": {record.article.iri for record in self._records},
            "Claim": {claim.iri for claim in claims},
            "Event": {event.iri for claim in claims for event in claim.events},
            "Quantity": {quantity.iri for claim in claims for quantity in claim.quantities},
            "Actor": {self._actor(iri)[1] for iri in actors} | {actor.iri for actor in self._judgement.actors},
            "Origin": {origin.iri for topic in self._judgement.topics for origin in topic.origins},
        }

    def _elements(self) -> Iterator[Element]:
        self._seen.clear()
        yield from self._actors()
        for record in self._records:
            yield from self._article(record.article)
            for claim in record.claims:
                yield from self._claim(claim)
        for topic in self._judgement.topics:
            yield from self._topic(topic)
        for decision in self._decisions:
            yield from _decision(decision)

    def _new(self, *key: str) -> bool:
        """Whether something that several things share is met for the first time."""
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _actor(self, iri: str) -> End:
        return ("Actor", self._judgement.actor_of.get(iri, iri))

    def _actors(self) -> Iterator[Element]:
        """The judged actors with the aliases and affiliations of their members; members that nobody judged, too."""
        members = {actor.iri: actor for record in self._records for actor in record.actors}
        for judged in self._judgement.actors:
            found = [members.pop(iri) for iri in judged.members if iri in members]
            yield from self._one_actor(judged, found)
        for iri, actor in sorted(members.items()):
            yield from self._one_actor(JudgedActor(iri, actor.name, actor.kind.value, (iri,), ()), [actor])

    def _one_actor(self, judged: JudgedActor, members: Sequence[Actor]) -> Iterator[Element]:
        aliases = sorted({alias.text for actor in members for alias in actor.aliases} - {judged.name, ""})
        end = ("Actor", judged.iri)
        yield node(*end, name=judged.name, kind=judged.kind, aliases="; ".join(aliases))
        yield from self._merges(end, judged.merged_because)
        for body in (body for actor in members for body in actor.affiliations):
            other = self._actor(body.organisation)
            if self._new("AFFILIATED_WITH", judged.iri, other[1]):
                yield relationship("AFFILIATED_WITH", end, other, role=body.role, speaks=body.speaks)

    def _article(self, article: Article) -> Iterator[Element]:
        meta, published = article.meta, article.published.start if article.published else None
        end = ("Article", article.iri)
        yield node(
            *end,
            name=_caption(article.title or article.source_id),
            sourceId=article.source_id,
            title=article.title,
            outlet=article.outlet,
            author=meta.author.value if meta.author else None,
            url=meta.url.value if meta.url else None,
            language=article.language,
            published=published,
            publishedOn=day(published),
            kind=meta.kind,
            sha256=article.text_digest,
        )
        if article.outlet:
            if self._new("Outlet", article.outlet):
                yield node("Outlet", article.outlet)
            yield relationship("PUBLISHED_BY", end, ("Outlet", article.outlet))

    def _claim(self, claim: Claim) -> Iterator[Element]:
        end, speaker = ("Claim", claim.iri), claim.speaker
        yield _claim_node(claim)
        yield relationship("APPEARS_IN", end, ("Article", claim.article))
        if speaker.actor:
            yield relationship("SPOKEN_BY", end, self._actor(speaker.actor))
        for kind, iri in (("NESTED_IN", claim.parent), ("RESPONDS_TO", claim.about)):
            if iri:
                yield relationship(kind, end, ("Claim", iri))
        origin = self._judgement.origin_of.get(claim.iri)
        if origin:
            yield relationship("COMES_FROM", end, ("Origin", origin))
        yield from self._hops(claim)
        for event in claim.events:
            yield relationship("REPORTS_EVENT", end, ("Event", event.iri))
            yield from self._event(event)
        for quantity in claim.quantities:
            yield relationship("STATES_QUANTITY", end, ("Quantity", quantity.iri))
            yield from self._quantity(quantity)

    def _hops(self, claim: Claim) -> Iterator[Element]:
        for n, hop in enumerate(claim.via):
            end = ("Hop", f"{claim.iri}/via/{n}")
            yield node(*end, name=hop.name, position=n + 1, cue=hop.cue, hedges="; ".join(hop.hedges))
            yield relationship("PASSED_THROUGH", ("Claim", claim.iri), end)
            if hop.actor:
                yield relationship("CARRIED_BY", end, self._actor(hop.actor))

    def _event(self, event: Event) -> Iterator[Element]:
        if not self._new("Event", event.iri):
            return
        when, place = event.when, next(iter(event.place), "")
        yield node(
            "Event",
            event.iri,
            name=_caption(", ".join(filter(None, (event.type, place)))),
            type=event.type,
            place=place,
            places=", ".join(event.place),
            **_times(*((when.start, when.end) if when else (None, None))),
            precision=when.precision.value if when else None,
            cumulative=event.cumulative,
        )
        for kind, side in (("DONE_BY", event.agents), ("DONE_TO", event.patients)):
            for other in dict.fromkeys(map(self._actor, side)):
                yield relationship(kind, ("Event", event.iri), other)

    def _quantity(self, quantity: Quantity) -> Iterator[Element]:
        if not self._new("Quantity", quantity.iri):
            return
        end = ("Quantity", quantity.iri)
        yield _quantity_node(quantity)
        if quantity.subset_of:
            yield relationship("PART_OF", end, ("Quantity", quantity.subset_of))
        if quantity.event:
            yield relationship("MEASURES_EVENT", end, ("Event", quantity.event))

    def _topic(self, topic: Topic) -> Iterator[Element]:
        end, place = ("Topic", topic.iri), next(iter(topic.place), "")
        yield node(
            *end,
            name=topic.label,
            type=topic.type,
            place=place,
            places=", ".join(topic.place),
            **_times(topic.start, topic.end),
            counts=topic.counts,
            state=topic.state.value,
        )
        if topic.event:
            yield relationship("CONCERNS_EVENT", end, ("Event", topic.event))
        for claim in sorted({claim for origin in topic.origins for claim in origin.claims}):
            yield relationship("BELONGS_TO", ("Claim", claim), end)
        for origin in topic.origins:
            yield from self._backing(topic, origin)
        for n, value in enumerate(topic.values):
            yield from _value(topic, value, n)
        for item in dict.fromkeys(topic.comparisons):
            yield from self._comparison(topic, item)

    def _backing(self, topic: Topic, origin: Origin) -> Iterator[Element]:
        if self._new("Origin", origin.iri):
            yield node("Origin", origin.iri, name=origin.name, kind=origin.kind.value)
        end = ("Backing", backing_iri(topic, origin))
        yield node(*end, name=origin.name)
        yield relationship("HAS_BACKING", ("Topic", topic.iri), end)
        yield relationship("LEANS_ON", end, ("Origin", origin.iri))
        for claim in dict.fromkeys(origin.claims):
            yield relationship("HOLDS_CLAIM", end, ("Claim", claim))
        yield from self._merges(end, origin.merged_because)

    def _merges(self, owner: End, merges: Iterable[Merge]) -> Iterator[Element]:
        for merge in dict.fromkeys(merges):
            end = ("Merge", merge_iri(merge))
            if self._new(*end):
                yield node(*end, name=merge.rule, rule=merge.rule, reason=merge.reason)
                yield relationship("FOLDS_FIRST", end, ("Claim", merge.a))
                yield relationship("FOLDS_SECOND", end, ("Claim", merge.b))
            yield relationship("HAS_MERGE", owner, end)

    def _comparison(self, topic: Topic, item: Comparison) -> Iterator[Element]:
        end = ("Comparison", comparison_iri(topic, item))
        if not self._new(*end):
            return
        yield node(
            *end,
            name=item.relation.value,
            relation=item.relation.value,
            independence=item.origin.value,
            stands=item.stands.value if item.stands else None,
            rule=item.rule,
            strength=item.strength.value,
            reason=item.reason,
        )
        yield relationship("HAS_COMPARISON", ("Topic", topic.iri), end)
        yield relationship("COMPARES_FIRST", end, ("Claim", item.a))
        yield relationship("COMPARES_SECOND", end, ("Claim", item.b))
        for kind, figure in (("WEIGHS_FIRST", item.a_quantity), ("WEIGHS_SECOND", item.b_quantity)):
            if figure:
                yield relationship(kind, end, ("Quantity", figure))


def _times(start: str | None, end: str | None) -> dict[str, Property | None]:
    return {"started": start, "startedOn": day(start), "ended": end, "endedOn": day(end)}


def _claim_node(claim: Claim) -> Node:
    spoken = claim.spoken.start if claim.spoken else None
    return node(
        "Claim",
        claim.iri,
        name=_caption(claim.content.text),
        content=claim.content.text,
        part=claim.part.value,
        spans=_spans(claim.content.spans),
        speaker=claim.speaker.name,
        speakerKind=claim.speaker.kind.value,
        speakerSpans=_spans(claim.speaker.spans),
        cue=claim.cue.text if claim.cue else None,
        form=claim.form.value,
        stance=claim.stance.value,
        polarity=claim.polarity.value,
        modality=claim.modality.value,
        hedges="; ".join(claim.hedges),
        target=claim.target.value if claim.target else None,
        spoken=spoken,
        spokenOn=day(spoken),
        extractor=f"{claim.extractor.name} {claim.extractor.version}",
        confidence=float(claim.confidence),
    )


def _quantity_node(quantity: Quantity) -> Node:
    low, high = quantity.expected
    return node(
        "Quantity",
        quantity.iri,
        name=quantity.text,
        span=_spans((quantity.span,)),
        low=_float(quantity.low),
        high=_float(quantity.high),
        lowOpen=quantity.low_open,
        highOpen=quantity.high_open,
        best=_float(quantity.best),
        expectedLow=_float(low),
        expectedHigh=_float(high),
        modifier=quantity.modifier.value,
        unit=quantity.unit,
        counts=quantity.counts,
        status=quantity.status,
    )


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)


def _value(topic: Topic, value: Value, n: int) -> Iterator[Element]:
    end = ("Value", value_iri(topic, n))
    figure = f"{value.best:g}" if value.best is not None else value.modifier or value.polarity.value
    yield node(
        *end,
        name=_caption(f"{figure} {value.counts}".strip()),
        low=_float(value.low),
        high=_float(value.high),
        best=_float(value.best),
        modifier=value.modifier,
        counts=value.counts,
        state=value.state.value,
        polarity=value.polarity.value,
        independentOrigins=value.support.independent,
        alliedOrigins=value.support.allied,
        unknownOrigins=value.support.unknown,
    )
    yield relationship("HAS_VALUE", ("Topic", topic.iri), end)
    links = (("GIVEN_BY", "Claim", value.claims), ("READ_FROM", "Quantity", value.quantities))
    for kind, label, keys in (*links, ("BACKED_BY", "Origin", value.origins)):
        for key in dict.fromkeys(keys):
            yield relationship(kind, end, (label, key))


def _decision(item: Decision) -> Iterator[Element]:
    end = ("Decision", item.iri)
    yield node(
        *end,
        name=item.verb.value,
        verb=item.verb.value,
        decidedAt=item.when,
        decidedBy=item.who,
        why=item.why,
        subjects=item.subject,
    )
    for key in item.subject:
        for label in ("Claim", "Article"):
            yield relationship("DECIDES_ON", end, (label, key))
