"""Origins of one topic: claims folded under their roots, each with the rule and the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.judge.frames import Frame, numbers
from kg.judge.intervals import same
from kg.judge.quotes import copied, copied_report, long_copy, shared_quotation
from kg.judge.roots import VOICELESS, Ground, Root, Roots
from kg.model.judgement import Merge, Origin
from kg.model.vocabulary import Independence, OriginKind, SpeakerKind, Standing

_MOST_PAIRS = 60
"""Claims of one topic of which every pair is looked at for copies; the earliest ones of a larger topic."""

_SUMMED_UP = "the article's own words sum up what it attributes"

Member = tuple[Frame, Root]
Fold = Callable[[Member, Member], str | None]


def _voiceless(root: Root) -> bool:
    return root.kind is OriginKind.UNKNOWN


def one_quotation(a: Member, b: Member) -> str | None:
    """One quotation; where two different speakers are named for it, it is a dispute instead."""
    if a[0].negated != b[0].negated or not shared_quotation(a[0].claim, b[0].claim):
        return None
    return "both hold one quotation"


def copied_sentence(a: Member, b: Member) -> str | None:
    """Visibly copied words, where one side at least names nobody."""
    if a[0].article == b[0].article or not (_voiceless(a[1]) or _voiceless(b[1])):
        return None
    return "the words are visibly copied" if copied(a[0].claim, b[0].claim) else None


def one_report(a: Member, b: Member) -> str | None:
    """One number in two copies of one report, where one side at least names nobody."""
    if a[0].article == b[0].article or not (_voiceless(a[1]) or _voiceless(b[1])) or not _one_number(a[0], b[0]):
        return None
    return "the articles are visibly one report" if copied_report(a[0].source, b[0].source) else None


def one_wire(a: Member, b: Member) -> str | None:
    """One wire credited with the same content, or a channel through which the other has it."""
    if not _one_content(a[0], b[0]):
        return None
    for one, other in ((a, b), (b, a)):
        if one[1].speaker is SpeakerKind.MEDIUM and one[1].judged in other[1].chain:
            return f"one credits {one[1].name}, through whom the other has it"
    shared = a[1].chain & b[1].chain
    return "both credit one wire with the same" if shared and (_voiceless(a[1]) or _voiceless(b[1])) else None


def own_outlet(a: Member, b: Member) -> str | None:
    """One credits the outlet of the other."""
    for one, other in ((a, b), (b, a)):
        if one[1].speaker is SpeakerKind.MEDIUM and other[1].speaker is SpeakerKind.NARRATOR:
            outlet = other[0].source.article.outlet or ""
            if outlet and one[1].name.casefold() == outlet.casefold():
                return f"one credits {outlet}, which the other is"
    return None


def headline(a: Member, b: Member) -> str | None:
    """An article's own voice sums up the figure that it attributes elsewhere."""
    if a[0].article != b[0].article:
        return None
    told = [root.speaker in (SpeakerKind.NARRATOR, SpeakerKind.UNSTATED) for _, root in (a, b)]
    return _SUMMED_UP if told[0] != told[1] and _one_number(a[0], b[0]) else None


def _one_content(a: Frame, b: Frame) -> bool:
    if a.quantity and b.quantity:
        return same(a.quantity, b.quantity)
    return a.negated == b.negated


def _one_number(a: Frame, b: Frame) -> bool:
    if not a.quantity or not b.quantity:
        return a.negated == b.negated and a.type == b.type
    return bool(numbers(a) & numbers(b))


FOLDS: Mapping[str, Fold] = {
    "same quotation": one_quotation,
    "copied sentence": copied_sentence,
    "copied report": one_report,
    "same wire": one_wire,
    "the other's outlet": own_outlet,
    "headline": headline,
}
"""Rules that fold two claims under one origin."""


@dataclass(slots=True)
class Folding:
    """The origins of one topic.

    Attributes:
        roots: how roots are found and compared.
        members: the frames with their roots.
        parent: root IRI -> IRI of the group that it is folded under.
        named: group -> named root IRIs in it.
        merges: why.
        disputed: pairs of roots that are credited with one quotation.
    """

    roots: Roots
    members: list[Member]
    parent: dict[str, str] = field(default_factory=dict)
    named: dict[str, set[str]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    disputed: set[tuple[str, str]] = field(default_factory=set)
    known: dict[str, Root] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: Roots, members: Sequence[Member]) -> Folding:
        """Fold the claims of a topic."""
        made = cls(roots, sorted(members, key=lambda item: (item[0].order, item[0].claim.iri)))
        for _, root in made.members:
            made.known.setdefault(root.iri, root)
            made.parent[root.iri] = root.iri
            channel = root.speaker is SpeakerKind.MEDIUM
            made.named[root.iri] = {root.iri} if root.kind is OriginKind.NAMED and not channel else set()
        made._same_roots()
        for a, b in combinations(made.members[:_MOST_PAIRS], 2):
            made._fold(a, b)
        return made

    def _same_roots(self) -> None:
        first: dict[str, Frame] = {}
        for frame, root in self.members:
            other = first.setdefault(root.iri, frame)
            if other is not frame and other.claim.iri != frame.claim.iri and root.kind is OriginKind.NAMED:
                a, b = sorted((other.claim.iri, frame.claim.iri))
                voices = {item.claim.speaker.kind in VOICELESS for item in (other, frame)}
                if other.article == frame.article and len(voices) > 1:
                    self.merges.append(Merge(a, b, "headline", _SUMMED_UP))
                else:
                    self.merges.append(Merge(a, b, "one root", f"both come from {root.name}"))

    def _fold(self, a: Member, b: Member) -> None:
        if self.find(a[1].iri) == self.find(b[1].iri):
            return
        for rule, fold in FOLDS.items():
            reason = fold(a, b)
            if reason:
                self._join(a, b, rule, reason)
                return
        if long_copy(a[0].claim, b[0].claim):
            self._dispute(a[1].iri, b[1].iri)

    def _join(self, a: Member, b: Member, rule: str, reason: str) -> None:
        left, right = sorted((self.find(a[1].iri), self.find(b[1].iri)))
        if len(self.named[left] | self.named[right]) > 1:
            self._dispute(a[1].iri, b[1].iri)
            return
        top, low = (right, left) if self.named[right] and not self.named[left] else (left, right)
        self.parent[low] = top
        self.named[top] |= self.named[low]
        x, y = sorted((a[0].claim.iri, b[0].claim.iri))
        self.merges.append(Merge(x, y, rule, reason))

    def _dispute(self, a: str, b: str) -> None:
        left, right = sorted((a, b))
        self.disputed.add((left, right))

    def find(self, iri: str) -> str:
        """The group of a root."""
        while self.parent[iri] != iri:
            iri = self.parent[iri]
        return iri

    def ground(self, a: Root, b: Root) -> Ground:
        """Whether two roots of this topic are one, independent, or neither for sure."""
        left, right = self.find(a.iri), self.find(b.iri)
        if left == right:
            return Ground(Independence.SAME, "folded", "one has it from where the other has it")
        one, two = sorted((a.iri, b.iri))
        if (one, two) in self.disputed or tuple(sorted((left, right))) in self.disputed:
            return Ground(Independence.UNKNOWN, "one text, two speakers", "both are credited with the same words")
        return self.roots.compare(self.known[left], self.known[right])

    def groups(self) -> Mapping[str, list[Member]]:
        """Group -> its members."""
        found: dict[str, list[Member]] = defaultdict(list)
        for member in self.members:
            found[self.find(member[1].iri)].append(member)
        return found

    def origins(self) -> tuple[Origin, ...]:
        """The origins, sorted by IRI."""
        return tuple(self._origin(iri, members) for iri, members in sorted(self.groups().items()))

    def _origin(self, iri: str, members: Sequence[Member]) -> Origin:
        claims = {claim for frame, _ in members for claim in frame.holders}
        root = self.known[iri]
        outlets = {frame.source.article.outlet for frame, _ in members} - {None}
        because = {item for item in self.merges if item.a in claims and item.b in claims}
        return Origin(
            iri=iri,
            name=root.name,
            kind=root.kind,
            claims=tuple(sorted(claims)),
            articles=tuple(sorted({frame.article for frame, _ in members})),
            outlets=tuple(sorted(outlet for outlet in outlets if outlet)),
            merged_because=tuple(sorted(because, key=lambda item: (item.a, item.b, item.rule))),
        )


def support(folding: Folding, groups: Iterable[str]) -> tuple[int, int, int]:
    """How many origins stand behind something: independent, allied, unknown.

    Args:
        folding: of the topic.
        groups: the groups that state it.

    Returns:
        The size of the largest set of pairwise independent named roots without allies, how many more
        with them, and the rest.
    """
    every = sorted(set(groups))
    named = [iri for iri in every if folding.known[iri].kind is OriginKind.NAMED]
    free, allied = _largest(folding, named, allies=False), _largest(folding, named, allies=True)
    return len(free), len(allied) - len(free), len(every) - len(allied)


def _largest(folding: Folding, named: Sequence[str], *, allies: bool) -> list[str]:
    """The largest set of pairwise independent roots: exact up to 14 roots, greedy beyond."""
    ties = {(a, b) for a, b in combinations(named, 2) if _apart(folding, a, b, allies=allies)}
    best: list[str] = []

    def grow(chosen: list[str], rest: Sequence[str]) -> None:
        nonlocal best
        if len(chosen) > len(best):
            best = chosen
        for at, iri in enumerate(rest):
            if len(chosen) + len(rest) - at <= len(best):
                return
            grow([*chosen, iri], [other for other in rest[at + 1 :] if (iri, other) in ties])

    grow([], named[:14])
    for iri in named[14:]:
        if all((other, iri) in ties for other in best):
            best = [*best, iri]
    return best


def _apart(folding: Folding, a: str, b: str, *, allies: bool) -> bool:
    left, right = folding.known[a], folding.known[b]
    if folding.ground(left, right).independence is not Independence.INDEPENDENT:
        return False
    return allies or folding.roots.standing(left, right) is not Standing.ALLIED
