"""Topics: frames of one event and one counted thing, clustered without transitive closure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

from kg.judge.blocks import Blocks, Pair, buckets, frame_pairs
from kg.judge.decided import Decided
from kg.judge.frames import Frame, Thing, is_actual, numbers
from kg.judge.lexical import cosine, rules
from kg.judge.likeness import Likeness, quoted_alike, related, veto
from kg.judge.relations import apart, replaces
from kg.judge.scope import comparable
from kg.model.vocabulary import Form

_FEW, _NEXT = 40, 12

Links = Mapping[tuple[str, str], float]
"""Keys of two frames, the smaller first -> the probability that they are of one event."""


@dataclass(slots=True)
class Linker:
    """Scores pairs of frames and clusters them.

    Attributes:
        decided: what people said of pairs of claims.
        likeness: scores, with what was computed of articles.
        scores: pair of keys -> score; negative where vetoed.
        maybe: pairs between the thresholds.
    """

    decided: Decided
    likeness: Likeness = field(default_factory=Likeness)
    scores: dict[tuple[str, str], float] = field(default_factory=dict)
    capped: list[tuple[str, int]] = field(default_factory=list)

    def score(self, a: Frame, b: Frame) -> float:
        """The score of a pair, computed once; -1 where a veto or a scope forbids it."""
        if b.key < a.key:
            a, b = b, a
        key = a.key, b.key
        if key not in self.scores:
            self.scores[key] = self._score(a, b)
        return self.scores[key]

    def _score(self, a: Frame, b: Frame) -> float:
        one, two = sorted((a.claim.iri, b.claim.iri))
        said = self.decided.topic.get((one, two))
        if said is not None:
            return 1.0 if said else -1.0
        if not comparable(a, b) or veto(a, b):
            return -1.0
        if a.article == b.article:
            return self.likeness.inner(a, b)
        if a.quantity is None and not _statements_meet(a, b):
            return 0.0
        if a.quantity and apart(a, b) and not (a.leading and b.leading) and not replaces(a, b):
            return 0.0
        return self.likeness.score(a, b)

    def links(self, frames: Iterable[Frame], *, blocked: bool = True) -> Links:
        """The scores of all pairs that may be of one event.

        Args:
            frames: of all articles.
            blocked: whether only frames that share a block are looked at; else all of one kind.

        Returns:
            Pair of keys -> score, from the lower threshold up.
        """
        by_article: dict[str, list[Frame]] = defaultdict(list)
        for frame in frames:
            by_article[frame.article].append(frame)
        inner = (pair for _, held in sorted(by_article.items()) for pair in inner_pairs(held))
        return self.linked(chain(inner, self._outer(by_article, blocked=blocked)))

    def _outer(self, by_article: Mapping[str, Sequence[Frame]], *, blocked: bool) -> Iterable[Pair]:
        if blocked:
            blocks = Blocks(by_article)
            self.capped = blocks.capped
            return blocks.pairs()
        sides = combinations((held for _, held in sorted(by_article.items())), 2)
        return (pair for left, right in sides for pair in frame_pairs(left, right))

    def linked(self, pairs: Iterable[Pair]) -> Links:
        """Of these pairs those that may be of one event, with their scores."""
        least = rules()["thresholds"]["possible"]
        scored = (((a, b) if a.key < b.key else (b, a), self.score(a, b)) for a, b in pairs)
        return {(a.key, b.key): score for (a, b), score in scored if score >= least}

    def cluster(self, frames: Sequence[Frame], links: Links) -> list[list[Frame]]:
        """Clusters of the frames of one component, each sorted; every frame is in one.

        Args:
            frames: of one component or more.
            links: the scores of its pairs.
        """
        by_key = {frame.key: frame for frame in frames}
        same = rules()["thresholds"]["same"]
        edges = sorted((-s, a, b) for (a, b), s in links.items() if s >= same)
        clusters = {key: [key] for key in by_key}
        at = {key: key for key in by_key}
        for _, a, b in edges:
            left, right = at[a], at[b]
            if left != right and self._mergeable(
                [by_key[k] for k in clusters[left]], [by_key[k] for k in clusters[right]]
            ):
                clusters[left] += clusters.pop(right)
                at.update(dict.fromkeys(clusters[left], left))
        found = [sorted((by_key[k] for k in keys), key=lambda f: (f.order, f.claim.iri)) for keys in clusters.values()]
        return sorted(found, key=lambda members: members[0].key)

    def _mergeable(self, left: Sequence[Frame], right: Sequence[Frame]) -> bool:
        """Average link over at most a dozen members of each side, none of them vetoed."""
        most = rules()["thresholds"]["representatives"]
        scores = [self.score(a, b) for a in _spread(left, most) for b in _spread(right, most)]
        least = float(rules()["thresholds"]["same"]) * 0.8
        return bool(min(scores) >= 0 and sum(scores) / len(scores) >= least)


def _spread(frames: Sequence[Frame], most: int) -> Sequence[Frame]:
    ordered = sorted(frames, key=lambda frame: frame.key)
    return ordered if len(ordered) <= most else ordered[:: -(-len(ordered) // most)]


def inner_pairs(held: Sequence[Frame]) -> Iterable[Pair]:
    """Pairs of frames of one article that can be of one thing."""
    for fits in buckets([frame for frame in held if frame.quantity]).values():
        yield from _near(fits)
    events = [frame for frame in held if not frame.quantity]
    by_type: dict[str, list[Frame]] = defaultdict(list)
    for frame in events:
        by_type[frame.type].append(frame)
    for frames in by_type.values():
        yield from combinations(frames[:_FEW], 2)
    told = [frame for frame in events if not _told(frame)][:_FEW]
    yield from ((a, b) for a, b in combinations(told, 2) if a.type != b.type and related(a, b))


def _near(figures: Sequence[Frame]) -> Iterable[tuple[Frame, Frame]]:
    """All pairs of few figures; of many only those that name one number, and each with the next ones."""
    if len(figures) <= _FEW:
        yield from combinations(figures, 2)
        return
    named: dict[float, list[Frame]] = defaultdict(list)
    for at, frame in enumerate(figures):
        for number in numbers(frame):
            for other in named[number][-_NEXT:]:
                yield other, frame
            named[number].append(frame)
        yield from ((frame, other) for other in figures[at + 1 : at + 1 + _NEXT])


def _told(frame: Frame) -> bool:
    return frame.claim.form is Form.NARRATION


def _parties(frame: Frame) -> frozenset[str]:
    return frame.agents | frame.patients | frame.owners


def _statements_meet(a: Frame, b: Frame) -> bool:
    """Whether two statements without figures can be of one matter: one quotation, or like words of one kind."""
    if quoted_alike(a, b):
        return True
    if Thing.STATEMENT in (a.thing, b.thing) or not is_actual(a) or not is_actual(b):
        return False
    alike = cosine(a.words, b.words)
    least = rules()["thresholds"]["statement_content"]
    known = related(a, b)
    if _told(a) and _told(b):
        return bool(alike >= 1.5 * least)
    shared = bool(_parties(a) & _parties(b)) + bool(set(a.place) & set(b.place))
    return bool(alike >= least or (known and (alike >= 0.4 * least or shared > 0)))


def split(clusters: Iterable[list[Frame]]) -> list[list[Frame]]:
    """Topics that stand: event frames beside figures count only where somebody denies the event."""
    found = []
    for members in clusters:
        if any(frame.negated for frame in members) and len({f.claim.iri for f in members}) > 1:
            found.append(members)
            continue
        kept = [frame for frame in members if not frame.secondary]
        if kept:
            found.append(kept)
    return found
