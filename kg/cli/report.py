"""`kg corroborate` for a person: what is confirmed, what is disputed, and why it is called so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.cli.output import WIDTH, paint, printable, shortened
from kg.cli.words import counted, indented, listed, quoted
from kg.model.vocabulary import OriginKind, Polarity, Relation, SpeakerKind, Stance, State, Strength

if TYPE_CHECKING:
    from kg.model.article import Article
    from kg.model.claim import Claim
    from kg.model.judgement import Comparison, Judgement, Origin, Topic, Value

MEANING: Final[Mapping[State, str]] = {
    State.CONTRADICTED: "sources disagree",
    State.DENIED: "somebody named denies it",
    State.CORROBORATED: "independent sources say the same",
    State.AGREED: "said more than once, but perhaps from one source",
    State.SINGLE_ORIGIN: "one source only",
}
STATES: Final[Mapping[State, str]] = {
    State.CONTRADICTED: "contradicted, from",
    State.DENIED: "denied, from",
    State.CORROBORATED: "corroborated by",
    State.AGREED: "agreed by",
    State.SINGLE_ORIGIN: "told by",
}
"""A value's state, before the sources that stand behind it."""
_UNKNOWN: Final[Mapping[SpeakerKind, str]] = {
    SpeakerKind.ANONYMOUS: "not named: origin unknown",
    SpeakerKind.COLLECTIVE: "not named: origin unknown",
    SpeakerKind.MEDIUM: "its own source is not named: origin unknown",
}
"""Why the origin of what such a speaker says is unknown."""
_NOTED: Final[Mapping[Relation, str]] = {
    Relation.UPDATE: "Later figure",
    Relation.PART_WHOLE: "Part of the whole",
    Relation.OTHER_SCOPE: "Not comparable",
}
_MOST: Final = 5
"""Contradictions, notes and sources that are printed of one topic or value; the rest are counted."""

Known = Mapping[str, tuple["Claim", "Article"]]
"""Claim IRI -> the claim and its article."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the lines are made of.

    Attributes:
        topics: those to show, the most disputed first.
        judgement: what they come from.
        known: the claims of the case.
        articles: how many articles there are.
        everything: whether topics of a single claim are printed, too.
    """

    topics: Sequence[Topic]
    judgement: Judgement
    known: Known
    articles: int
    everything: bool = False

    def lines(self) -> Iterator[str]:
        """The whole report."""
        shown = [topic for topic in self.topics if self.everything or _several(topic)]
        for number, topic in enumerate(shown, 1):
            yield from self._topic(number, topic)
            yield ""
        yield from self._rest([topic for topic in self.topics if not _several(topic)])
        yield from self._possible()
        yield from self._summary()

    def _topic(self, number: int, topic: Topic) -> Iterator[str]:
        state = topic.state.value.upper()
        label = shortened(f"{number}. {topic.label}", WIDTH - len(state) - 2)
        yield paint(label, "bold") + " " * (WIDTH - len(label) - len(state)) + paint(state, topic.state)
        yield from indented(_scene(topic), "   ")
        origins = {origin.iri: origin for origin in topic.origins}
        for value in sorted(topic.values, key=lambda item: (-_weight(item), item.low is None, item.low or 0)):
            yield from self._value(value, origins)
        yield from self._disputes(topic)
        yield from self._notes(topic)

    def _value(self, value: Value, origins: Mapping[str, Origin]) -> Iterator[str]:
        yield ""
        head, state = self._worded(value), STATES[value.state]
        articles = counted(len({self.known[iri][1].iri for iri in value.claims if iri in self.known}), "article")
        first, *rest = indented(f"{head}: {state} {_support(value)}, in {articles}{_caution(value)}", "   ", "     ")
        # Painted after wrapping: colour changes no line.
        yield first.replace(head, paint(head, "bold"), 1).replace(state, paint(state, value.state), 1)
        yield from rest
        sources = [origins[iri] for iri in value.origins if iri in origins]
        for origin in sources[:_MOST]:
            yield from self._origin(origin, value)
        if len(sources) > _MOST:
            yield f"     and {counted(len(sources) - _MOST, 'more source')}"
        if value.state is State.CORROBORATED:
            yield from indented(_because(value, sources), "     ")

    def _worded(self, value: Value) -> str:
        """The figure in the words that most claims use."""
        wordings = Counter(
            printable(f"{figure.text} {figure.counts}".strip())
            for iri in value.claims
            if iri in self.known
            for figure in self.known[iri][0].quantities
            if figure.iri in value.quantities
        )
        if wordings:
            return shortened(min(wordings, key=lambda words: (-wordings[words], len(words), words)), 48)
        return "it did not happen" if value.polarity is Polarity.NEGATED else "it happened"

    def _origin(self, origin: Origin, value: Value) -> Iterator[str]:
        inside = [iri for iri in value.claims if iri in origin.claims and iri in self.known]
        if not inside:
            return
        told = [self.known[iri] for iri in inside]
        first = min(told, key=_early)
        yield from indented(f"{_who(origin, first)}{_chain(first[0])}", "     - ", "       ")
        yield f"       {quoted(first[0].content.text, WIDTH - 7, self._figure(first[0], value))}"
        others = [article.source_id for _, article in told if article.iri != first[1].iri]
        yield from indented(f"in {_place(first[1])}{_echo(others)}", "       ")
        for reason in _folded(origin, inside):
            yield from indented(f"counted once: {reason}", "         ", "           ")

    @staticmethod
    def _figure(claim: Claim, value: Value) -> str:
        return next((figure.text for figure in claim.quantities if figure.iri in value.quantities), "")

    def _disputes(self, topic: Topic) -> Iterator[str]:
        conflicts = self._rivals(topic)
        for item, more in conflicts[:_MOST]:
            weak = " (weak)" if item.strength is Strength.WEAK else ""
            also = f" ({counted(more, 'more pair')} of claims likewise.)" if more else ""
            sides = f"{self._side(item.a, item.a_quantity)} against {self._side(item.b, item.b_quantity)}"
            words = f"Disputed{weak}: {sides}. {_sentence(item.reason)}{also}"
            yield ""
            yield from indented(words, "   ", "     ")
        if len(conflicts) > _MOST:
            yield f"   and {counted(len(conflicts) - _MOST, 'more contradiction')}"
        for claim, article in self._denials(topic):
            yield ""
            yield from indented(f"Denied by {_speaker(claim)} in {article.source_id}:", "   ")
            yield f"     {quoted(claim.content.text, WIDTH - 5)}"

    def _rivals(self, topic: Topic) -> list[tuple[Comparison, int]]:
        """One conflict for each two values, attributed and strong ones first, with the number of the others."""
        value_of = {figure: number for number, value in enumerate(topic.values) for figure in value.quantities}
        found: dict[object, list[Comparison]] = {}
        for item in topic.comparisons:
            if item.relation is Relation.CONFLICT:
                sides = [value_of.get(figure or "", figure) for figure in (item.a_quantity, item.b_quantity)]
                found.setdefault(frozenset(sides), []).append(item)
        return [(min(items, key=self._plain), len(items) - 1) for items in found.values()]

    def _plain(self, item: Comparison) -> tuple[bool, bool, str, str]:
        told = [self.known[iri][0].speaker.kind for iri in (item.a, item.b) if iri in self.known]
        return (SpeakerKind.NARRATOR in told, item.strength is Strength.WEAK, item.a, item.b)

    def _denials(self, topic: Topic) -> list[tuple[Claim, Article]]:
        inside = dict.fromkeys(iri for value in topic.values for iri in value.claims)
        found = [self.known[iri] for iri in inside if iri in self.known]
        return [(claim, article) for claim, article in found if claim.stance is Stance.DENIES][:_MOST]

    def _notes(self, topic: Topic) -> Iterator[str]:
        for relation, title in _NOTED.items():
            found = _once(item for item in topic.comparisons if item.relation is relation)
            for item in found[: 2 if relation is not Relation.OTHER_SCOPE else 1]:
                yield ""
                yield from indented(f"{title}: {_sentence(item.reason)}", "   ", "     ")

    def _side(self, iri: str, quantity: str | None) -> str:
        """Who says which figure, and where."""
        if iri not in self.known:
            return "a claim that is not here"
        claim, article = self.known[iri]
        words = next((f", {quoted(figure.text, 32)}" for figure in claim.quantities if figure.iri == quantity), "")
        return f"{_speaker(claim)}{words} ({article.source_id})"

    def _rest(self, single: Sequence[Topic]) -> Iterator[str]:
        if single and not self.everything:
            yield from indented(
                f"{counted(len(single), 'further matter is', 'further matters are')} told in one article alone"
                " (--all prints them).",
                "",
            )

    def _possible(self) -> Iterator[str]:
        labels = {topic.iri: topic.label for topic in self.topics}
        found = [item for item in self.judgement.possible if item.a in labels and item.b in labels]
        for item in found[:_MOST]:
            words = f"Possibly one event, not counted as one: {labels[item.a]} / {labels[item.b]}."
            yield from indented(f"{words} {_sentence(item.reason)}", "", "  ")
        if len(found) > _MOST:
            yield f"and {counted(len(found) - _MOST, 'more such pair')}"

    def _summary(self) -> Iterator[str]:
        figures = sum(bool(claim.quantities) for claim, _ in self.known.values())
        origins = {origin.iri for topic in self.topics for origin in topic.origins}
        states = Counter(topic.state for topic in self.topics)
        parts = [
            counted(self.articles, "article"),
            counted(figures, "claim with figures", "claims with figures"),
            counted(len(origins), "source"),
            *(f"{states[state]} {state.value}" for state in State if states[state]),
        ]
        yield from indented(", ".join(parts) + ".", "")


def _early(told: tuple[Claim, Article]) -> tuple[bool, str, str]:
    """Attributed claims before the articles' own words, early ones before late ones."""
    claim, article = told
    published = article.published.start if article.published else "9"
    return (claim.speaker.kind is SpeakerKind.NARRATOR, published, claim.iri)


def _several(topic: Topic) -> bool:
    """Whether more than one article tells it, or there is more to say than that one source does."""
    return len(topic.articles) > 1 or topic.state not in (State.SINGLE_ORIGIN, State.AGREED)


def _scene(topic: Topic) -> str:
    """What the state means, and whatever of where and when the label does not say."""
    when = topic.start if topic.start == topic.end or not topic.end else f"{topic.start} to {topic.end}"
    places = [place for place in topic.place if place.casefold() not in topic.label.casefold()]
    parts = [f"{MEANING[topic.state]}, in {counted(len(topic.articles), 'article')}", ", ".join(places), when]
    return _sentence("; ".join(filter(None, parts)))


def _weight(value: Value) -> int:
    support = value.support
    return 100 * (support.independent + support.allied) + len(value.claims)


def _support(value: Value) -> str:
    """How many sources stand behind a value, in words."""
    support = value.support
    if value.state is State.SINGLE_ORIGIN and support.independent + support.allied + support.unknown == 1:
        return "one named source only" if not support.unknown else "one source of unknown origin only"
    parts = [
        f"{counted(support.independent, 'independent source')}" if support.independent > 1 else "",
        "1 named source" if support.independent == 1 else "",
        f"{support.allied} allied" if support.allied else "",
        f"{support.unknown} of unknown origin" if support.unknown else "",
    ]
    return " + ".join(filter(None, parts)) or "no source of its own"


def _caution(value: Value) -> str:
    if value.state is State.AGREED:
        return " (perhaps all from one)"
    return " (allied with each other)" if value.state is State.CORROBORATED and value.support.independent < 2 else ""


def _because(value: Value, sources: Sequence[Origin]) -> str:
    named = [origin.name for origin in sources if origin.kind is OriginKind.NAMED]
    if value.support.independent < 2:
        return f"Corroborated, by allies only: {listed(named)} stand on one side, but none has it from the other."
    return f"Corroborated because {listed(named)} are named, differ, and none has it from another."


def _who(origin: Origin, first: tuple[Claim, Article]) -> str:
    if origin.kind is OriginKind.NAMED:
        speaker = printable(first[0].speaker.name)
        name = printable(origin.name)
        if first[0].speaker.kind is SpeakerKind.NARRATOR:
            return f"{name}, as {first[1].source_id} sums it up"
        if not speaker or _variants(speaker, name):
            return max(speaker, name, key=len)
        return f"{speaker} (for {name})"
    claim, article = first
    if claim.speaker.text:
        why = _UNKNOWN.get(claim.speaker.kind, "origin unknown")
        return f"{shortened(claim.speaker.text, 60)} ({why})"
    return f"{article.outlet or article.source_id} itself, naming no source (origin unknown)"


def _variants(one: str, two: str) -> bool:
    """Whether one name is a part of the other."""
    words = [set(name.casefold().split()) for name in (one, two)]
    return words[0] <= words[1] or words[1] <= words[0]


def _chain(claim: Claim) -> str:
    hops = "".join(f", via {printable(hop.name)}{_hedged(hop.hedges)}" for hop in claim.via)
    return f"{hops}{_hedged(claim.hedges)}"


def _hedged(hedges: Sequence[str]) -> str:
    return f" ({', '.join(map(printable, hedges))})" if hedges else ""


def _place(article: Article) -> str:
    outlet = f" ({article.outlet})" if article.outlet and article.outlet != article.source_id else ""
    day = f", {article.published.start[:10]}" if article.published else ""
    return f"{article.source_id}{outlet}{day}"


def _echo(others: Sequence[str]) -> str:
    once = sorted(set(others))
    return f"; the same source also in {listed(once)}" if once else ""


def _folded(origin: Origin, inside: Iterable[str]) -> list[str]:
    """Why claims of a value were folded under one origin, each reason once."""
    wanted = set(inside)
    found = (item.reason for item in origin.merged_because if item.a in wanted or item.b in wanted)
    return [printable(reason).rstrip(".") for reason in dict.fromkeys(found)][:3]


def _speaker(claim: Claim) -> str:
    return shortened(claim.speaker.name or claim.speaker.text or "the article itself", 40)


def _sentence(reason: str) -> str:
    flat = printable(reason)
    return flat[:1].upper() + flat[1:].rstrip(".") + "." if flat else ""


def _once(found: Iterable[Comparison]) -> list[Comparison]:
    """Comparisons with one reason stand for each other; strong ones first."""
    ordered = sorted(found, key=lambda item: item.strength is Strength.WEAK)
    return list({item.reason: item for item in reversed(ordered)}.values())[::-1]
