"""Actors across articles: joined by evidence alone, never by likeness; every link with its rule and reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise, product

from kg.judge.names import abbreviates, initials, is_acronym, is_common, is_generic, key, skeleton, vowelled
from kg.model.actor import Actor
from kg.model.decision import Decision, Verb
from kg.model.identifiers import mint
from kg.model.judgement import JudgedActor, Merge
from kg.model.record import Record
from kg.model.vocabulary import SpeakerKind

DEFINING = frozenset(
    {
        "acronym in brackets",
        "acronym beside the name",
        "gloss in square brackets",
        "other name in the text",
        "initials of the name",
    }
)
_SHORT = ("acronym in brackets", "acronym beside the name")
_BODIES = (SpeakerKind.ORGANISATION, SpeakerKind.MEDIUM)
_LEAST_LIKENESS = 80.0
_FEW = 40
_TITLES = 2

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """Who is who in a set of records.

    Attributes:
        actor_of: per-article actor IRI -> judged IRI.
        actors: the judged actors, sorted by IRI.
        links: why actors were joined, sorted.
        voices: judged actor IRI -> judged IRI of the one body that it speaks for.
        spoken_for: per-article actor IRI -> judged IRI of the body that it speaks for.
        names: per-article actor IRI -> its name in its article.
    """

    actor_of: Mapping[str, str]
    actors: tuple[JudgedActor, ...]
    links: tuple[Merge, ...] = ()
    voices: Mapping[str, str] = field(default_factory=dict)
    spoken_for: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def same(self, left: str, right: str) -> bool:
        """Whether two per-article actors are judged to be one."""
        return left == right or (left in self.actor_of and self.actor_of[left] == self.actor_of.get(right))

    def may_be_one(self, left: str, right: str) -> bool:
        """Whether two per-article actors are one, or bear names that do not tell them apart.

        "The interior ministry" of two articles, a surname and a full name, "the army" and an army of some
        country: nobody said that they are one, yet nobody can call them independent.
        """
        if self.same(left, right):
            return True
        return not told_apart(self.names.get(left, ""), self.names.get(right, ""))


def told_apart(left: str, right: str) -> bool:
    """Whether two names can only be those of two actors.

    >>> told_apart("police", "Police"), told_apart("army", "Northern army"), told_apart("Ann Lee", "Bob Lee")
    (False, False, True)
    """
    one, two = key(left), key(right)
    if not one or not two or one == two:
        return False
    few, many = sorted((one, two), key=len)
    if set(few) <= set(many) or likely_variants(left, right):
        return False
    initial = few[-1] == many[-1] and len(few) == len(many) and 1 in (len(few[0]), len(many[0]))
    return not (initial and few[0][0] == many[0][0]) and not abbreviates(left, right) and not abbreviates(right, left)


def speaks_for(index: ActorIndex, actor: str) -> str | None:
    """The body that a per-article actor speaks for, as its own article or another one says.

    Args:
        index: who is who.
        actor: IRI of a per-article actor.

    Returns:
        Judged IRI of the body; None where the actor speaks for none, or for two.
    """
    return index.spoken_for.get(actor) or index.voices.get(index.actor_of.get(actor, ""))


def merge(records: Sequence[Record], decisions: Sequence[Decision]) -> ActorIndex:
    """Join the actors of all articles that are one, by evidence.

    Persons: equal full names whose roles do not clash; other transliterations with a shared body or role.
    Bodies: equal names that say more than a kind; acronyms and other names that some article defines, unless
    an acronym has two meanings. Anonymous actors and collectives are never joined but by a decision.

    Args:
        records: in any order.
        decisions: in any order; same-actor and not-same-actor name pairs of claims, the last one counts.

    Returns:
        The index, the same for every order of its input.
    """
    speakers = {claim.iri: claim.speaker.actor for record in records for claim in record.claims}
    return join((actor for record in records for actor in record.actors), speakers, decisions)


def join(actors: Iterable[Actor], speakers: Mapping[str, str | None], decisions: Sequence[Decision]) -> ActorIndex:
    """The same of actors alone.

    Args:
        actors: of all articles, in any order.
        speakers: claim IRI -> who speaks there; at least of the claims that decisions name.
        decisions: in any order.

    Returns:
        The index, the same for every order of its input.
    """
    return _Judge(actors, speakers, decisions).index()


class _Sets:
    """A union of actors that keeps apart what was said to be apart."""

    def __init__(self, members: Iterable[str], apart: Iterable[tuple[str, str]]) -> None:
        self.root = {member: member for member in members}
        self.members = {member: {member} for member in self.root}
        self.apart: dict[str, set[str]] = defaultdict(set)
        self.links: list[Merge] = []
        for left, right in apart:
            self.apart[left].add(right)
            self.apart[right].add(left)

    def find(self, member: str) -> str:
        path = []
        while self.root[member] != member:
            path.append(member)
            member = self.root[member]
        for each in path:
            self.root[each] = member
        return member

    def vetoed(self, left: str, right: str) -> bool:
        if not self.apart:
            return False
        few, many = sorted((self.members[left], self.members[right]), key=len)
        return any(self.apart[member] & many for member in few if member in self.apart)

    def union(self, link: Merge) -> None:
        left, right = self.find(link.a), self.find(link.b)
        if left == right or self.vetoed(left, right):
            return
        few, many = sorted((left, right), key=lambda root: (len(self.members[root]), root))
        self.root[few] = many
        self.members[many] |= self.members.pop(few)
        self.links.append(link)


class _Judge:
    """Holds the actors of all records while links are found."""

    def __init__(
        self, actors: Iterable[Actor], speakers: Mapping[str, str | None], decisions: Sequence[Decision]
    ) -> None:
        self.actors: dict[str, Actor] = {actor.iri: actor for actor in actors}
        ordered = sorted(self.actors)
        same, apart = self._decided(speakers, decisions)
        self.sets = _Sets(ordered, apart)
        self.apart = bool(apart)
        self._apply(same)
        self._apply(self._bodies([self.actors[iri] for iri in ordered if self.actors[iri].kind in _BODIES]))
        self._apply(self._documents([self.actors[iri] for iri in ordered]))
        people = [self.actors[iri] for iri in ordered if self.actors[iri].kind is SpeakerKind.PERSON]
        self._apply(self._namesakes(people))
        self._apply(self._variants(people))

    def index(self) -> ActorIndex:
        """The sets as judged actors."""
        groups: dict[str, list[str]] = defaultdict(list)
        for iri in sorted(self.actors):
            groups[self.sets.find(iri)].append(iri)
        minted = {iri: mint("actor", members[0]) for members in groups.values() for iri in members}
        links: dict[str, list[Merge]] = defaultdict(list)
        for link in self.sets.links:
            links[minted[link.a]].append(link)
        judged = [self._judged(minted[m[0]], m, links[minted[m[0]]]) for m in groups.values()]
        spoken = self._spoken(minted)
        every = sorted((link for found in links.values() for link in found), key=_order)
        return ActorIndex(
            minted,
            tuple(sorted(judged, key=lambda item: item.iri)),
            tuple(every),
            self._voices(groups.values(), minted, spoken),
            {iri: min(bodies) for iri, bodies in spoken.items() if len(bodies) == 1},
            {iri: actor.name for iri, actor in self.actors.items()},
        )

    def _judged(self, iri: str, members: Sequence[str], links: Iterable[Merge]) -> JudgedActor:
        actors = [self.actors[member] for member in members]
        best = min(actors, key=lambda actor: (-len(key(actor.name)), -len(actor.name), actor.name, actor.iri))
        return JudgedActor(iri, best.name, best.kind, tuple(members), tuple(sorted(links, key=_order)))

    def _spoken(self, minted: Mapping[str, str]) -> Mapping[str, set[str]]:
        """Per-article actor -> the judged bodies that its own article lets it speak for."""
        found: dict[str, set[str]] = {}
        for iri, actor in self.actors.items():
            bodies = {
                minted[tie.organisation] for tie in actor.affiliations if tie.speaks and tie.organisation in minted
            }
            if bodies:
                found[iri] = bodies
        return found

    @staticmethod
    def _voices(
        groups: Iterable[Sequence[str]], minted: Mapping[str, str], spoken: Mapping[str, set[str]]
    ) -> Mapping[str, str]:
        found = {}
        for members in groups:
            bodies = set().union(*(spoken.get(member, set()) for member in members))
            if len(bodies) == 1:
                found[minted[members[0]]] = next(iter(bodies))
        return found

    def _apply(self, links: Iterable[Merge]) -> None:
        for link in sorted(links, key=_order):
            self.sets.union(link)

    def _decided(
        self, speakers: Mapping[str, str | None], decisions: Sequence[Decision]
    ) -> tuple[list[Merge], list[tuple[str, str]]]:
        """What people said of pairs of claims, as links and as pairs to keep apart."""
        last: dict[tuple[str, ...], Decision] = {}
        for decision in sorted(decisions, key=lambda item: item.key):
            if decision.verb.register == "actor":
                last[decision.subject] = decision
        same, apart = [], []
        for subject, decision in sorted(last.items()):
            pair = sorted({actor for actor in map(speakers.get, subject) if actor in self.actors and actor})
            if len(pair) != _TITLES:
                continue
            if decision.verb is Verb.SAME_ACTOR:
                same.append(Merge(pair[0], pair[1], "decided", f"{decision.who} said that they are one"))
            else:
                apart.append((pair[0], pair[1]))
        return same, apart

    def _pairs(self, iris: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Pairs that join a sorted group: a chain; all pairs of a small group where some are kept apart."""
        return combinations(iris, 2) if self.apart and len(iris) <= _FEW else pairwise(iris)

    def _bodies(self, bodies: Sequence[Actor]) -> Iterable[Merge]:
        by_name: dict[Key, set[str]] = defaultdict(set)
        texts: dict[Key, str] = {}
        full: dict[Key, set[Key]] = defaultdict(set)
        for actor in bodies:
            names = _names(actor)
            for text in names:
                by_name[key(text)].add(actor.iri)
                texts[key(text)] = min(text, texts.get(key(text), text))
                full[key(text)].update(key(other) for other in names if abbreviates(text, other))
            for short in (alias.text for alias in actor.aliases if alias.rule in _SHORT and is_acronym(alias.text)):
                full[key(short)].update(key(other) for other in names if not is_acronym(other))
        for name, iris in by_name.items():
            if len(iris) > 1 and _one_meaning(full[name]):
                yield from self._named_alike(name, texts[name], sorted(iris))
        yield from self._spelled(full, by_name, texts)
        yield from self._initialled(full, by_name, texts)

    def _named_alike(self, name: Key, text: str, iris: Sequence[str]) -> Iterable[Merge]:
        for left, right in self._pairs(iris):
            own = key(self.actors[left].name) == name and key(self.actors[right].name) == name
            rule = "the same name" if own else "a name that an article defines"
            why = f"both bear the name {text}" if own else self._definition(text, left, right)
            yield Merge(left, right, rule, why)

    def _definition(self, text: str, left: str, right: str) -> str:
        one, two = self.actors[left], self.actors[right]
        defined = next((a for a in (one, two) if key(a.name) != key(text)), one)
        return f"an article says that {defined.name} and {text} are one"

    def _spelled(
        self, full: Mapping[Key, set[Key]], by_name: Mapping[Key, set[str]], texts: Mapping[Key, str]
    ) -> Iterable[Merge]:
        """Two spellings of one full name behind one acronym."""
        for short, names in sorted(full.items()):
            for left, right in combinations(sorted(names)[:_FEW], 2):
                if _one_meaning(names) and by_name[left] and by_name[right]:
                    why = f"{texts[short]} stands for {texts[left]} and for {texts[right]}, two spellings of one name"
                    yield Merge(min(by_name[left]), min(by_name[right]), "one acronym, two spellings", why)

    def _initialled(
        self, full: Mapping[Key, set[Key]], by_name: Mapping[Key, set[str]], texts: Mapping[Key, str]
    ) -> Iterable[Merge]:
        """A long name spelled like one whose acronym some article defines, with the same initials."""
        long: dict[str, list[Key]] = defaultdict(list)
        for name, text in sorted(texts.items()):
            if len(text.split()) > _TITLES:
                long[initials(text.split())].append(name)
        for short, names in sorted(full.items()):
            fits = [name for name in long.get("".join(short), ()) if name not in names]
            for left, right in product(sorted(names), fits[:_FEW]):
                if len(names) == 1 and likely_variants(" ".join(left), " ".join(right)):
                    why = f"{texts[short]} stands for {texts[left]} and fits {texts[right]}, spelled alike"
                    yield Merge(min(by_name[left]), min(by_name[right]), "one acronym, two spellings", why)

    def _documents(self, actors: Sequence[Actor]) -> Iterable[Merge]:
        """Documents with one distinctive name: two capitals at least inside it."""
        by_name: dict[str, list[str]] = defaultdict(list)
        for actor in actors:
            if actor.kind is SpeakerKind.DOCUMENT and sum(w[:1].isupper() for w in actor.name.split()[1:]) >= _TITLES:
                by_name[actor.name].append(actor.iri)
        for name, iris in by_name.items():
            for left, right in self._pairs(sorted(iris)):
                yield Merge(left, right, "the same document", f"both are called {name}")

    def _namesakes(self, people: Sequence[Actor]) -> Iterable[Merge]:
        by_name: dict[Key, list[Actor]] = defaultdict(list)
        for actor in people:
            others = [alias.text for alias in actor.aliases if alias.rule == "other name in the text"]
            for words in {key(text) for text in (actor.name, *others)}:
                if len(words) > 1:
                    by_name[words].append(actor)
        for namesakes in by_name.values():
            for group in self._compatible(namesakes):
                for left, right in self._pairs(sorted(group)):
                    name = self.actors[left].name
                    yield Merge(
                        left, right, "the same full name", f"both are called {name}, and no role speaks against it"
                    )

    def _compatible(self, actors: Sequence[Actor]) -> Sequence[list[str]]:
        """Namesakes in groups that share a body or a role; those of whom nothing is said join a single group."""
        groups: list[tuple[set[str], set[str], list[str]]] = []
        unknown = []
        for actor in sorted(actors, key=lambda item: item.iri):
            bodies, roles = self._ties(actor), _roles(actor)
            if not bodies and not roles:
                unknown.append(actor.iri)
                continue
            fits = [group for group in groups if not _clash(bodies, roles, group[0], group[1])]
            group = (set(bodies), set(roles), [actor.iri])
            for other in fits:
                groups.remove(other)
                group = (group[0] | other[0], group[1] | other[1], [*group[2], *other[2]])
            groups.append(group)
        if len(groups) <= 1:
            return [[*unknown, *(iri for group in groups for iri in group[2])]]
        return [group[2] for group in groups]

    def _ties(self, actor: Actor) -> set[str]:
        """The bodies that an actor belongs to, by their sets and by the last word of their names."""
        return {self.sets.find(tie.organisation) for tie in actor.affiliations if tie.organisation in self.actors}

    def _variants(self, people: Sequence[Actor]) -> Iterable[Merge]:
        """Other transliterations of one name, where a body or a role is shared."""
        blocks: dict[tuple[str, str], list[Actor]] = defaultdict(list)
        for actor in people:
            if len(key(actor.name)) < 2:
                continue
            for context in (*self._contexts(actor), *(f"role {role}" for role in _roles(actor))):
                blocks[context, skeleton(actor.name)].append(actor)
        for (context, _), actors in sorted(blocks.items()):
            for left, right in pairwise(sorted(actors, key=lambda item: (item.name, item.iri))):
                if self._alike(left, right, context):
                    a, b = sorted((left.iri, right.iri))
                    why = f"{left.name} and {right.name} are two spellings, and {_shared(context)} is the same"
                    yield Merge(a, b, "another transliteration", why)

    def _contexts(self, actor: Actor) -> set[str]:
        names = {self.actors[tie.organisation].name for tie in actor.affiliations if tie.organisation in self.actors}
        return {f"body {iri}" for iri in self._ties(actor)} | {f"body {' '.join(key(name))}" for name in names}

    def _alike(self, left: Actor, right: Actor, context: str) -> bool:
        if key(left.name) == key(right.name) or not likely_variants(left.name, right.name):
            return False
        if context.startswith("body"):
            return True
        return not _clash(self._ties(left), set(), self._ties(right), set())


def likely_variants(left: str, right: str) -> bool:
    """Whether two full names can be spellings of one: every word alike, or the whole where words were joined."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - slow to import

    one, two = [vowelled(word) for word in key(left)], [vowelled(word) for word in key(right)]
    if any(a != b and is_common(a) and is_common(b) for a, b in zip(key(left), key(right), strict=False)):
        return False
    if len(one) == len(two):
        return all(fuzz.ratio(a, b) >= _LEAST_LIKENESS for a, b in zip(one, two, strict=True))
    return fuzz.ratio("".join(one), "".join(two)) >= _LEAST_LIKENESS + 5


def _names(actor: Actor) -> Sequence[str]:
    """The names of a body that count in other articles: its own and those that its text defines."""
    texts = [actor.name, *(alias.text for alias in actor.aliases if alias.rule in DEFINING)]
    return [text for text in dict.fromkeys(texts) if key(text) and not is_generic(text)]


def _one_meaning(names: set[Key]) -> bool:
    """Whether all full names behind an acronym can be one: one begins the other, or they are spelled alike."""
    return all(_one_name(left, right) for left, right in combinations(sorted(names)[:_FEW], 2))


def _one_name(left: Key, right: Key) -> bool:
    few, many = sorted((left, right), key=len)
    return many[: len(few)] == few or likely_variants(" ".join(left), " ".join(right))


def _roles(actor: Actor) -> set[str]:
    """The head nouns of an actor's roles."""
    return {tie.role.split()[-1].lower() for tie in actor.affiliations if tie.role}


def _clash(bodies: set[str], roles: set[str], others: set[str], their_roles: set[str]) -> bool:
    """Whether what is said of two namesakes speaks against their being one."""
    if bodies & others or not bodies or not others:
        return False
    return not roles & their_roles


def _shared(context: str) -> str:
    kind, _, what = context.partition(" ")
    return f"the role ({what})" if kind == "role" else "the body that they belong to"


def _order(link: Merge) -> tuple[str, str, str, str]:
    return link.a, link.b, link.rule, link.reason


__all__ = ["DEFINING", "ActorIndex", "is_acronym", "likely_variants", "merge", "speaks_for"]
