"""The whole provenance as a graph: articles, claims, actors and topics, claims being nodes.

Tools that import graphs sum up edges that share source, target and kind and lose what stands on them, so a statement
is a node; relations of one kind between two claims are summed up here, and the edge says how many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from kg.exports.base import View, sorted_records
from kg.exports.graph import Edge, Graph, Node, Values, day_of, short
from kg.model.claim import Claim
from kg.model.judgement import Comparison, Judgement, Topic
from kg.model.record import Record
from kg.model.vocabulary import Stance
from kg.ontology.document import double

Key = tuple[str, str, str]


class Provenance(Graph):
    """The graph of everything that is told.

    Args:
        view: what is exported.
    """

    def __init__(self, view: View) -> None:
        self.records, self.judged = sorted_records(view), view.judgement()
        self._states = states_of(self.judged)
        named = {actor.iri for actor in self.judged.actors}
        self._actors = {iri for iri in self._voices() if iri in named}
        self._claims = {claim.iri for record in self.records for claim in record.claims}

    def _voices(self) -> Iterator[str]:
        """Judged actors that make a claim or pass one on; others would stand alone."""
        for record in self.records:
            for claim in record.claims:
                for actor in (claim.speaker.actor, *(hop.actor for hop in claim.via)):
                    yield self.judged.actor_of.get(actor or "", "")

    @cached_property
    def _days(self) -> Mapping[str, str]:
        """Claim, or judged actor -> the first day on which it is told of."""
        found: dict[str, str] = {}
        for record in self.records:
            if day := day_of(record):
                found |= dict.fromkeys((claim.iri for claim in record.claims), day)
                for actor in record.actors:
                    judged = self.judged.actor_of.get(actor.iri, actor.iri)
                    found[judged] = min(day, found.get(judged, day))
        return found

    @cached_property
    def _relations(self) -> Mapping[Key, Sequence[Comparison]]:
        """The relations between two claims by kind; topics of one event show some of them twice."""
        found: dict[Key, list[Comparison]] = {}
        for topic in self.judged.topics:
            for item in topic.comparisons:
                key = (min(item.a, item.b), max(item.a, item.b), _kind(item))
                if item not in (told := found.setdefault(key, [])):
                    told.append(item)
        return found

    def nodes(self) -> Iterator[Node]:
        """Actors, then each article with its claims, then topics."""
        for actor in self.judged.actors:
            if actor.iri in self._actors:
                yield Node(actor.iri, short(actor.name), "actor", {"speaker": actor.name}, self._days.get(actor.iri))
        for record in self.records:
            yield _article(record)
            for claim in record.claims:
                yield _claim(claim, record, self._states.get(claim.iri))
        for topic in self.judged.topics:
            yield self._topic(topic)

    def _topic(self, topic: Topic) -> Node:
        days = [day for claim in _told(topic) if (day := self._days.get(claim))]
        values: Values = {
            "state": topic.state.value,
            "event": topic.type,
            "place": topic.place,
            "origins": len(topic.origins),
            "articles": len(topic.articles),
        }
        return Node(topic.iri, short(topic.label), "topic", values, min(days, default=None))

    def edges(self) -> Iterator[Edge]:
        """Where each claim stands, who makes it, through whom, of what; then how claims stand to each other."""
        for record in self.records:
            for claim in record.claims:
                yield from self._of_claim(claim)
        for topic in self.judged.topics:
            yield from (Edge(claim, topic.iri, "IN_TOPIC") for claim in _told(topic) if claim in self._claims)
        for (a, b, kind), told in sorted(self._relations.items()):
            if {a, b} <= self._claims and a != b:
                yield Edge(a, b, kind, directed=False, weight=len(told), values=_why(told))

    def _of_claim(self, claim: Claim) -> Iterator[Edge]:
        actor_of = self.judged.actor_of
        yield Edge(claim.iri, claim.article, "APPEARS_IN")
        if (speaker := actor_of.get(claim.speaker.actor or "")) in self._actors:
            yield Edge(speaker, claim.iri, "DENIED" if claim.stance is Stance.DENIES else "SAID")
        hops = (actor_of.get(hop.actor or "") for hop in claim.via)
        yield from (Edge(claim.iri, hop, "VIA") for hop in dict.fromkeys(hops) if hop in self._actors)
        for kind, other in (("NESTED_IN", claim.parent), ("ABOUT", claim.about)):
            if other in self._claims:
                yield Edge(claim.iri, other, kind)


def states_of(judgement: Judgement) -> dict[str, str]:
    """Claim -> state of the value that it gives, in the topic that is most disputed."""
    found: dict[str, str] = {}
    for topic in judgement.topics:
        for value in topic.values:
            for claim in value.claims:
                found.setdefault(claim, value.state.value)
    return found


def _kind(item: Comparison) -> str:
    return item.relation.value.upper().replace("-", "_")


def _told(topic: Topic) -> list[str]:
    return sorted({claim for value in topic.values for claim in value.claims})


def _why(told: Sequence[Comparison]) -> Values:
    reasons, rules, origins = (
        " · ".join(dict.fromkeys(words))
        for words in zip(*((item.reason, item.rule, item.origin.value) for item in told), strict=True)
    )
    return {"why": reasons, "rule": rules, "origin": origins, "merged": len(told)}


def _published(record: Record) -> str | None:
    return record.article.published.start if record.article.published else None


def _article(record: Record) -> Node:
    article = record.article
    values: Values = {"outlet": article.outlet, "published": _published(record)}
    return Node(article.iri, short(article.title or article.source_id), "article", values, day_of(record))


def _claim(claim: Claim, record: Record, state: str | None) -> Node:
    figure = claim.quantities[0] if claim.quantities else None
    event = claim.events[0] if claim.events else None
    values: Values = {
        "speaker": claim.speaker.name,
        "outlet": record.article.outlet,
        "published": _published(record),
        "quote": claim.content.text,
        "spans": tuple(f"{start}-{end}" for start, end in claim.content.spans),
        "form": claim.form.value,
        "stance": claim.stance.value,
        "polarity": claim.polarity.value,
        "hedges": claim.hedges,
        "via": tuple(hop.name for hop in claim.via),
        "figure": figure.text if figure else None,
        "low": double(figure.low) if figure else None,
        "high": double(figure.high) if figure else None,
        "best": double(figure.best) if figure else None,
        "confidence": float(claim.confidence),
        "state": state,
        "event": event.type if event else None,
        "place": event.place if event else (),
    }
    return Node(claim.iri, short(claim.content.text), "claim", values, day_of(record))
