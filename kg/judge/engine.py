"""From records and decisions to topics: the one way that judging, comparing and explaining share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

from kg.judge import actors
from kg.judge.actors import ActorIndex
from kg.judge.components import components
from kg.judge.decided import Decided, decided
from kg.judge.frames import Frame, Framer, numbers
from kg.judge.fusion import best_supported
from kg.judge.lexical import Frequency, frozen, rules
from kg.judge.origins import Folding
from kg.judge.parts import part_of, parts_between, parts_inside, telling_one_event
from kg.judge.people import People, judged_people
from kg.judge.relations import relate
from kg.judge.roots import VOICELESS, Ground, Root, Roots, described_body, monitors
from kg.judge.salience import completed, leading, place_of
from kg.judge.scope import Finding
from kg.judge.states import counted, topic_state, values
from kg.judge.topics import Linker, Links, split
from kg.model.actor import Actor
from kg.model.decision import Decision
from kg.model.identifiers import mint
from kg.model.judgement import Comparison, JudgedActor, Judgement, Possible, Topic
from kg.model.record import Record
from kg.model.vocabulary import Independence, OriginKind, Relation, State
from kg.ontology import event_types

_ALL_PAIRS = 40

Tie = tuple[str, str]
"""Keys of two frames, the smaller first."""


@dataclass(slots=True)
class Group:
    """A topic in the making: its frames, their origins, its comparisons."""

    members: list[Frame]
    folding: Folding
    comparisons: list[Comparison]

    @property
    def iri(self) -> str:
        """Hash of the earliest quantity, else of the earliest event or claim."""
        figures = [frame for frame in self.members if frame.quantity]
        earliest = min(figures or self.members, key=lambda frame: frame.order)
        event = earliest.event.iri if earliest.event and not figures else ""
        return mint("topic", event, earliest.key) if event else mint("topic", earliest.key)


class Engine:
    """Judges one set of records.

    Args:
        records: in any order.
        decisions: in any order.
        frequency: rarity of words; the shipped one by default.
        blocked: whether only frames that share a block are looked at; else all of one kind, as for two articles.
        people: who is who, where these records are only some of a case.
    """

    def __init__(
        self,
        records: Iterable[Record],
        decisions: Sequence[Decision] = (),
        frequency: Frequency | None = None,
        *,
        blocked: bool = True,
        people: People | None = None,
    ) -> None:
        self.blocked = blocked
        self.decided: Decided = decided(decisions)
        self.records = self.decided.records(records)
        members = [actor for record in self.records for actor in record.actors]
        said = {claim.iri: claim.speaker.actor for record in self.records for claim in record.claims}
        self.people = people or judged_people(members, said, decisions)
        self.index: ActorIndex = self.people.index
        families = {item.notation: item.family for item in event_types()}
        framer = Framer(self.index, frequency or frozen(), families)
        self.frames = completed(leading(framer.frames(self.records)))
        self.linker = Linker(self.decided)
        self.roots = _roots(self.records, members, self.people)
        self.root_of = self._roots_of_frames()

    def _roots_of_frames(self) -> dict[str, Root]:
        """Frame -> its root; a figure in an article's own voice has that of the first speaker who gives it there."""
        found = {frame.key: self.roots.of(frame) for frame in self.frames}
        credited: dict[tuple[str, str | None, float | None], tuple[tuple[bool, int], Root]] = {}
        for frame in self.frames:
            if frame.quantity and found[frame.key].speaker not in VOICELESS:
                at = (found[frame.key].kind is not OriginKind.NAMED, place_of(frame))
                for number in numbers(frame):
                    slot = frame.article, frame.status, number
                    credited[slot] = min(credited.get(slot, (at, found[frame.key])), (at, found[frame.key]), key=_place)
        for frame in self.frames:
            if frame.quantity and found[frame.key].speaker in VOICELESS:
                told = [credited.get((frame.article, frame.status, number)) for number in sorted(numbers(frame))]
                found[frame.key] = next((item[1] for item in told if item), found[frame.key])
        return found

    def groups(self) -> list[Group]:
        """All topics with their comparisons, component by component."""
        by_key = {frame.key: frame for frame in self.frames}
        inside: dict[str, list[Tie]] = defaultdict(list)
        same = rules()["thresholds"]["same"]
        parts = self.parts()
        joined = components(by_key, [*(pair for pair, score in self.links.items() if score >= same), *parts])
        at = {key: members[0] for members in joined for key in members}
        for pair in parts:
            inside[at[pair[0]]].append(pair)
        linked: dict[str, dict[Tie, float]] = defaultdict(dict)
        for pair, score in self.links.items():
            if score >= same:
                linked[at[pair[0]]][pair] = score
        found = [self.component([by_key[key] for key in keys], linked[keys[0]], inside[keys[0]]) for keys in joined]
        return sorted((group for made in found for group in made), key=lambda group: group.members[0].key)

    @cached_property
    def links(self) -> Links:
        """The pairs of frames that may be of one event."""
        return self.linker.links(self.frames, blocked=self.blocked)

    def parts(self) -> list[Tie]:
        """Keys of the figures of which one is a part of the other's whole, in the same order everywhere."""
        by_article: dict[str, list[Frame]] = defaultdict(list)
        for frame in self.frames:
            by_article[frame.article].append(frame)
        figures = {frame.key: frame for frame in self.frames if frame.quantity}
        found = [pair for held in by_article.values() for pair in parts_inside(held)]
        for left, right in telling_one_event(self.links, figures):
            found += parts_between(by_article[left], by_article[right], self.linker.likeness)
        return sorted({(min(a.key, b.key), max(a.key, b.key)) for a, b in found})

    def component(self, frames: Sequence[Frame], links: Links, parts: Iterable[Tie]) -> list[Group]:
        """The topics of one component.

        Args:
            frames: all of it.
            links: its pairs that are likely of one event.
            parts: its figures of which one is a part of the other's whole.

        Returns:
            Its topics with their comparisons; nothing outside the component bears on them.
        """
        found = [self._group(members) for members in split(self.linker.cluster(frames, links))]
        home = {frame.key: (group, frame) for group in found for frame in group.members}
        for left, right in parts:
            if left in home and right in home and home[left][0] is not home[right][0]:
                self._beside(*home[left], *home[right])
        return found

    def _beside(self, group: Group, a: Frame, other: Group, b: Frame) -> None:
        """A part and its whole in two topics: printed in both."""
        if (b.article, b.key) < (a.article, a.key):
            a, b = b, a
        finding = part_of(a, b)
        if finding:
            item = self.comparison(a, b, finding, self.ground_of(a, b))
            group.comparisons.append(item)
            other.comparisons.append(item)

    def _group(self, members: list[Frame]) -> Group:
        folding = Folding.of(self.roots, [(frame, self.root_of[frame.key]) for frame in members])
        group = Group(members, folding, [])
        limit = rules()["thresholds"]["comparisons"]
        found = (self.compare(a, b, folding) for a, b in combinations(_representatives(group), 2) if worth(a, b))
        group.comparisons = [item for item in found if item][:limit]
        return group

    def compare(self, a: Frame, b: Frame, folding: Folding) -> Comparison | None:
        """The comparison of two frames of one topic; None where it tells a reader nothing."""
        ground = self.ground(a, b, folding)
        finding = relate(a, b, ground.independence)
        if a.article == b.article and (finding.relation is Relation.OTHER_SCOPE or a.claim.iri == b.claim.iri):
            return None
        return self.comparison(a, b, finding, ground)

    def ground(self, a: Frame, b: Frame, folding: Folding) -> Ground:
        """Whether two frames come from one origin; a person's word counts first."""
        one, two = sorted((a.claim.iri, b.claim.iri))
        said = self.decided.origin.get((one, two))
        if said is not None:
            kind = Independence.SAME if said else Independence.INDEPENDENT
            return Ground(kind, "decided", "a person said so")
        return folding.ground(self.root_of[a.key], self.root_of[b.key])

    def comparison(self, a: Frame, b: Frame, finding: Finding, ground: Ground) -> Comparison:
        """A comparison in its canonical order, the smaller claim first."""
        if (b.claim.iri, b.key) < (a.claim.iri, a.key):
            a, b = b, a
        independent = ground.independence is Independence.INDEPENDENT
        left, right = self.root_of[a.key], self.root_of[b.key]
        return Comparison(
            a=a.claim.iri,
            b=b.claim.iri,
            a_quantity=a.quantity.iri if a.quantity else None,
            b_quantity=b.quantity.iri if b.quantity else None,
            relation=finding.relation,
            origin=ground.independence,
            stands=self.roots.standing(left, right) if independent else None,
            rule=finding.rule,
            strength=finding.strength,
            reason=f"{finding.reason}; {ground.reason}",
        )

    def ground_of(self, a: Frame, b: Frame) -> Ground:
        """Whether two frames of two topics come from one origin."""
        return Folding.of(self.roots, [(f, self.root_of[f.key]) for f in (a, b)]).ground(
            self.root_of[a.key], self.root_of[b.key]
        )

    def judgement(self) -> Judgement:
        """Everything that follows."""
        groups = self.groups()
        topics = [self.topic(group) for group in groups]
        possible = self._possible(groups)
        return assembled(topics, self.index.actors, dict(self.index.actor_of), possible, self.linker.capped)

    def _possible(self, groups: Sequence[Group]) -> dict[Tie, float]:
        """Pairs of topics on which the judge abstains, with the highest score."""
        home = {frame.key: group.iri for group in groups for frame in group.members}
        least = rules()["thresholds"]["same"]
        best: dict[Tie, float] = {}
        for (a, b), score in self.links.items():
            if score < least and a in home and b in home and home[a] != home[b]:
                pair = (min(home[a], home[b]), max(home[a], home[b]))
                best[pair] = max(best.get(pair, 0.0), score)
        return best

    def topic(self, group: Group) -> Topic:
        """The topic of a group."""
        members, folding = group.members, group.folding
        found = values(members, folding)
        comparisons = tuple(
            sorted(set(group.comparisons), key=lambda c: (c.a, c.b, c.a_quantity or "", c.b_quantity or "", c.rule))
        )
        main = min(members, key=lambda frame: (frame.event is None, not frame.place, frame.window is None, frame.order))
        start, end = _span(members)
        return Topic(
            iri=group.iri,
            label=label(members, main),
            event=main.event.iri if main.event else None,
            type=main.type or None,
            place=main.event.place if main.event else (),
            start=start,
            end=end,
            counts=counted(_typical(members)),
            state=topic_state(members, found, comparisons),
            articles=tuple(sorted({frame.article for frame in members})),
            origins=folding.origins(),
            values=found,
            comparisons=comparisons,
            fused=best_supported(found),
        )


def _place(item: tuple[tuple[bool, int], Root]) -> tuple[bool, int]:
    return item[0]


def worth(a: Frame, b: Frame) -> bool:
    """Whether a pair of one topic says anything: not two statements of one article's own voice."""
    if a.claim.iri == b.claim.iri and a.key == b.key:
        return False
    return a.article != b.article or a.quantity is not None or a.negated != b.negated


def _representatives(group: Group) -> list[Frame]:
    """All frames of a small topic; of a large one the earliest of each origin with each value."""
    if len(group.members) <= _ALL_PAIRS:
        return group.members
    kept: dict[tuple[object, ...], Frame] = {}
    roots = {frame.key: root for frame, root in group.folding.members}
    for frame in group.members:
        quantity = frame.quantity
        bounds = (quantity.low, quantity.high, quantity.modifier) if quantity else ()
        root = roots[frame.key]
        kept.setdefault((group.folding.find(root.iri), frame.negated, bounds), frame)
    return list(kept.values())[: 3 * _ALL_PAIRS]


def _roots(records: Sequence[Record], members: Iterable[Actor], people: People) -> Roots:
    return Roots(
        people.index,
        {actor.iri: actor for actor in members},
        people.bodies,
        people.names,
        _meant(records, people),
        people.proper,
        {claim.iri: claim.speaker.actor for record in records for claim in record.claims if claim.speaker.actor},
        people.voice_of,
    )


def _meant(records: Sequence[Record], people: People) -> dict[str, str]:
    """Article -> the only body of the kind that monitors which it names."""
    index, names = people.index, people.names
    found: dict[str, str] = {}
    for record in records:
        named = {item.actor for item in record.mentions if item.actor}
        roots = {actors.speaks_for(index, iri) or index.actor_of.get(iri, iri) for iri in named}
        monitoring = sorted(root for root in roots if monitors(names.get(root, "")))
        keys = {described_body(names[root]): root for root in monitoring}
        whole = [key for key in keys if not any(other != key and other[: len(key)] == key for other in keys)]
        if len(whole) == 1:
            found[record.article.iri] = people.proper.get(whole[0], keys[whole[0]])
    return found


def assembled(
    topics: Iterable[Topic],
    judged: Sequence[JudgedActor],
    actor_of: Mapping[str, str],
    possible: Mapping[Tie, float],
    capped: Sequence[tuple[str, int]],
) -> Judgement:
    """A judgement of its parts, in the one order that all of them have.

    Args:
        topics: in any order.
        judged: the actors.
        actor_of: per-article actor IRI -> judged one.
        possible: pairs of topics on which the judge abstains, with their scores.
        capped: keys of overfull blocks, with how many members were left out.

    Returns:
        The judgement.
    """
    ordered = sorted(topics, key=_dispute)
    reason = "the articles share words, places or figures, but too few to be sure"
    maybe = tuple(Possible(a, b, round(score, 6), reason) for (a, b), score in sorted(possible.items()))
    return Judgement(tuple(ordered), tuple(judged), actor_of, _origin_of(ordered), maybe, tuple(capped))


def _origin_of(topics: Iterable[Topic]) -> dict[str, str]:
    """Claim -> its origin in the first topic, by IRI, that it stands in."""
    found: dict[str, str] = {}
    for topic in sorted(topics, key=lambda item: item.iri):
        for origin in topic.origins:
            for claim in origin.claims:
                found.setdefault(claim, origin.iri)
    return found


def _dispute(topic: Topic) -> tuple[int, int, int, str]:
    conflicts = sum(item.relation is Relation.CONFLICT for item in topic.comparisons)
    return list(State).index(topic.state), -conflicts, -len(topic.articles), topic.iri


def _typical(members: Sequence[Frame]) -> Frame:
    """The frame whose counted phrase most frames share."""
    tally: dict[str, list[Frame]] = defaultdict(list)
    for frame in members:
        if frame.quantity and frame.quantity.counts:
            tally[counted(frame).lower()].append(frame)
    return (
        min(tally.values(), key=lambda held: (-len(held), len(counted(held[0])), counted(held[0])))[0]
        if tally
        else members[0]
    )


def _span(members: Sequence[Frame]) -> tuple[str | None, str | None]:
    """From the earliest to the latest time of the best precision that any frame gives."""
    times = [frame.event.when for frame in members if frame.event and frame.event.when]
    if not times:
        return None, None
    finest = max(len(when.start[:10]) for when in times)
    kept = [when for when in times if len(when.start[:10]) == finest]
    return min(when.start for when in kept), max(when.end for when in kept)


def label(members: Sequence[Frame], main: Frame) -> str:
    """A short name of a topic, made from facts: what is counted, the event, the place, the day."""
    typical = _typical(members)
    what = counted(typical) if typical.quantity else ""
    event = main.type.removeprefix("other:").replace("-", " ")
    head = what if what and (not event or event in what or typical.status) else " ".join(filter(None, (what, event)))
    if not head:
        head = " ".join(main.claim.content.text.split()[:8])
    place = main.event.place[0] if main.event and main.event.place else ""
    start, _ = _span(members)
    return ", ".join(filter(None, (head[:60], place, day(start))))


def day(start: str | None) -> str:
    """A day as people write it.

    >>> day("2018-02-09"), day("2018-02"), day(None)
    ('9 Feb 2018', '2018-02', '')
    """
    if not start or len(start) < 10:
        return start or ""
    known = date.fromisoformat(start[:10])
    return f"{known.day} {known:%b} {known.year}"
