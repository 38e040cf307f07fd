"""What a reader asks to see: the same filters on claims, topics and articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.model.article import Article
from kg.model.claim import Claim
from kg.model.judgement import Judgement, Topic
from kg.model.record import Record
from kg.model.time import When

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters; an empty one lets everything pass, several must all hold.

    Attributes:
        about: words; each must begin a word of the content, the speaker, a place or the event.
        speaker: part of the speaker's name or words.
        outlet: part of the outlet's name.
        place: part of a place of an event.
        since: ISO 8601; the event, or without its time the publication, ends no earlier.
        until: ISO 8601; it starts no later.
        state: the state of a topic that the claim stands in.
        min_confidence: the least confidence of the claim.
    """

    about: str = ""
    speaker: str = ""
    outlet: str = ""
    place: str = ""
    since: str = ""
    until: str = ""
    state: str = ""
    min_confidence: float = 0.0

    def __bool__(self) -> bool:
        words = (self.about, self.speaker, self.outlet, self.place, self.since, self.until, self.state)
        return any(words) or self.min_confidence > 0


class Sieve:
    """Applies filters to what one judgement says.

    Args:
        filters: what is asked for.
        judgement: gives the topics, hence the states of claims.
    """

    def __init__(self, filters: Filters, judgement: Judgement) -> None:
        self.filters, self.judgement = filters, judgement
        self._about = tuple(_WORD.findall(filters.about.casefold()))

    @cached_property
    def states(self) -> Mapping[str, frozenset[str]]:
        """Claim IRI -> the states of the topics that it stands in."""
        found: dict[str, set[str]] = {}
        for topic in self.judgement.topics:
            for value in topic.values:
                for claim in value.claims:
                    found.setdefault(claim, set()).add(topic.state.value)
        return {claim: frozenset(states) for claim, states in found.items()}

    def claim(self, claim: Claim, article: Article) -> bool:
        """Whether a claim passes all filters."""
        wanted = self.filters
        return (
            _holds(wanted.speaker, (claim.speaker.name, claim.speaker.text))
            and _holds(wanted.outlet, (article.outlet or "",))
            and _holds(wanted.place, _places(claim))
            and _begins(self._about, _words_of(claim))
            and self._in_time(claim, article)
            and (not wanted.state or wanted.state in self.states.get(claim.iri, ()))
            and claim.confidence >= wanted.min_confidence
        )

    def topic(self, topic: Topic, claims: Mapping[str, tuple[Claim, Article]]) -> bool:
        """Whether a topic passes: its state, and one of its claims all other filters.

        Args:
            topic: the topic; its label counts as words of each of its claims.
            claims: claim IRI -> the claim and its article.

        Returns:
            Whether it is shown.
        """
        if self.filters.state and topic.state != self.filters.state:
            return False
        inside = dict.fromkeys(claim for value in topic.values for claim in value.claims)
        return any(self._in_topic(*claims[iri], topic) for iri in inside if iri in claims)

    def article(self, article: Article) -> bool:
        """Whether an article passes: its words, its outlet, the time of its publication."""
        wanted = self.filters
        return (
            _holds(wanted.outlet, (article.outlet or "",))
            and _begins(self._about, (article.title or "", article.text))
            and _between(article.published, wanted.since, wanted.until)
        )

    def record(self, record: Record) -> bool:
        """Whether an article passes, and, where claims are asked for, one of its claims does."""
        wanted = self.filters
        of_claims = wanted.speaker or wanted.place or wanted.state or wanted.min_confidence
        return self.article(record.article) and (
            not of_claims or any(self.claim(claim, record.article) for claim in record.claims)
        )

    def _in_topic(self, claim: Claim, article: Article, topic: Topic) -> bool:
        wanted = self.filters
        return (
            _holds(wanted.speaker, (claim.speaker.name, claim.speaker.text))
            and _holds(wanted.outlet, (article.outlet or "",))
            and _holds(wanted.place, (*topic.place, *_places(claim)))
            and _begins(self._about, (topic.label, topic.counts, *topic.place, *_words_of(claim)))
            and self._in_time(claim, article)
            and claim.confidence >= wanted.min_confidence
        )

    def _in_time(self, claim: Claim, article: Article) -> bool:
        happened = next((event.when for event in claim.events if event.when), None)
        return _between(happened or article.published, self.filters.since, self.filters.until)


def _holds(wanted: str, names: Iterable[str]) -> bool:
    low = wanted.casefold()
    return not low or any(low in name.casefold() for name in names)


def _begins(wanted: tuple[str, ...], texts: Iterable[str]) -> bool:
    if not wanted:
        return True
    words = {word for text in texts for word in _WORD.findall(text.casefold())}
    return all(any(word.startswith(begin) for word in words) for begin in wanted)


def _places(claim: Claim) -> tuple[str, ...]:
    return tuple(place for event in claim.events for place in event.place)


def _words_of(claim: Claim) -> tuple[str, ...]:
    types = (event.type.replace("-", " ") for event in claim.events)
    return (claim.content.text, claim.speaker.name, claim.speaker.text, *_places(claim), *types)


def _between(when: When | None, since: str, until: str) -> bool:
    """Whether a time touches the range; a time that is unknown passes only where none is asked for."""
    if not (since or until):
        return True
    if when is None:
        return False
    late_enough = not since or when.end >= since[: len(when.end)]
    return late_enough and (not until or when.start[: len(until)] <= until)
