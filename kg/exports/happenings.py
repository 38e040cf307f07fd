"""Events across articles: the topics of one event, with every sentence that reports it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.exports.base import View, sorted_records
from kg.exports.graph import day_of
from kg.extract.document import Document
from kg.extract.sentences import segment
from kg.model.article import Article
from kg.model.claim import Claim
from kg.model.event import Event
from kg.model.judgement import Judgement, Topic, Value
from kg.model.quantity import Quantity
from kg.model.record import Record
from kg.model.spans import Span
from kg.model.time import When
from kg.model.vocabulary import Part, Precision, Relation

_DEAD = "killed"


@dataclass(frozen=True, slots=True)
class Reported:
    """A sentence that reports an event.

    Attributes:
        claim: the claim in it.
        record: where it stands.
    """

    claim: Claim
    record: Record

    @property
    def day(self) -> str | None:
        """The day of publication."""
        return day_of(self.record)

    @property
    def span(self) -> Span:
        """From the first to the last word of the claim."""
        return self.claim.content.spans[0][0], self.claim.content.spans[-1][1]

    @property
    def sentence(self) -> str:
        """The whole sentence that the claim begins in, on one line."""
        document = _segmented(self.record.article, self.claim.part)
        start, end = self.span
        found = document.sentence_at(start)
        if found:
            start, end = found.start, max(found.end, end)
        return " ".join(document.text[start:end].split())


@lru_cache(maxsize=1024)
def _segmented(article: Article, part: Part) -> Document:
    return segment(article, part)


class Happening:
    """One event as all articles tell of it.

    Args:
        topics: its topics, the most disputed first.
        told: who reports it, by day and article.
        judged: for the names of actors.
    """

    def __init__(self, topics: Sequence[Topic], told: Sequence[Reported], judged: Judgement) -> None:
        self.topics, self.told = topics, told
        self.iri, self.label = str(topics[0].event), topics[0].label
        self.type = topics[0].type or ""
        self._names = {actor.iri: actor.name for actor in judged.actors}
        self._actor_of = judged.actor_of

    @cached_property
    def _events(self) -> list[Event]:
        """The event in the words of each claim: of the same type, the main one where there are several."""
        found = [next((e for e in told.claim.events if e.type == self.type), None) for told in self.told]
        return [event for event in found if event]

    def _named(self, actors: Iterator[str]) -> list[str]:
        judged = dict.fromkeys(self._actor_of.get(actor, actor) for actor in actors)
        return sorted({self._names[actor] for actor in judged if actor in self._names})

    @property
    def agents(self) -> list[str]:
        """Who did it, by name."""
        return self._named(actor for event in self._events for actor in event.agents)

    @property
    def patients(self) -> list[str]:
        """To whom it was done, by name."""
        return self._named(actor for event in self._events for actor in event.patients)

    @property
    def place(self) -> tuple[str, ...]:
        """From the leaf to the country, the longest chain that is told."""
        return max((topic.place for topic in self.topics), key=len, default=())

    @property
    def country(self) -> str | None:
        """The outermost place, where the chain has more than one."""
        return self.place[-1] if len(self.place) > 1 else None

    @property
    def when(self) -> When | None:
        """When it happened, as the topics say; where they do not, as precisely as any claim says."""
        order = [*Precision]
        told = [event.when for event in self._events if event.when]
        starts = {topic.start for topic in self.topics}
        judged = [when for when in told if when.start in starts] or told
        return max(judged, key=lambda when: (order.index(when.precision), when.start), default=None)

    @property
    def cumulative(self) -> bool:
        """Whether the reports sum up a period."""
        return any(event.cumulative for event in self._events)

    @property
    def origins(self) -> int:
        """How many origins the reports come from."""
        return len({origin.iri for topic in self.topics for origin in topic.origins})

    @cached_property
    def _figures(self) -> Mapping[str, Quantity]:
        return {figure.iri: figure for told in self.told for figure in told.claim.quantities}

    @property
    def dead(self) -> list[tuple[Value, Quantity]]:
        """The figures of the dead that stand: of all, not of a part, and not updated by a later report."""
        return [
            (value, figure)
            for topic in self.topics
            for value in topic.values
            for iri in value.quantities
            if (figure := self._figures.get(iri)) and figure.status == _DEAD and not figure.subset_of
            if iri not in self._superseded
        ]

    @cached_property
    def _days(self) -> Mapping[str, str]:
        """Figure -> the day on which it was published."""
        return {figure.iri: told.day for told in self.told for figure in told.claim.quantities if told.day}

    @cached_property
    def _superseded(self) -> set[str]:
        """Figures that a later day updates, and the same value told up to that day ("up from 17")."""
        return {iri for topic in self.topics for iri in self._updated(topic)}

    def _updated(self, topic: Topic) -> Iterator[str]:
        """Of one day, the order is not known and both figures stand."""
        same = {iri: value.quantities for value in topic.values for iri in value.quantities}
        for item in topic.comparisons:
            ends = [iri for iri in (item.a_quantity or "", item.b_quantity or "") if iri in self._days]
            older, newer = sorted(ends, key=self._days.__getitem__) if len(ends) == 2 else ("", "")
            if item.relation is Relation.UPDATE and older and self._days[older] < self._days[newer]:
                last = self._days[newer]
                yield from (iri for iri in same.get(older, (older,)) if self._days.get(iri, last) <= last)


def happenings(view: View) -> Iterator[Happening]:
    """The events of a view, by day, place and IRI.

    Args:
        view: what is read.

    Yields:
        Each event once, with all its topics.
    """
    judged = view.judgement()
    where = {claim.iri: Reported(claim, record) for record in sorted_records(view) for claim in record.claims}
    groups: dict[str, list[Topic]] = {}
    for topic in judged.topics:
        if topic.event:
            groups.setdefault(topic.event, []).append(topic)
    for topics in sorted(groups.values(), key=lambda group: (group[0].start or "~", group[0].place, group[0].iri)):
        claims = {claim for topic in topics for value in topic.values for claim in value.claims}
        told = [where[claim] for claim in claims if claim in where]
        told.sort(key=lambda item: (item.day or "~", item.record.article.source_id, item.span, item.claim.iri))
        yield Happening(topics, told, judged)
