"""All figures of two articles, laid side by side: what `kg compare` prints beside the main ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.judge.alignment import align, is_bare, strictly
from kg.judge.engine import Engine
from kg.judge.frames import Frame, Thing, numbers
from kg.judge.likeness import veto
from kg.judge.origins import Folding
from kg.judge.relations import relate
from kg.judge.roots import Ground
from kg.judge.scope import BOTH, Finding, one_number, same_head, sure, windows
from kg.model.judgement import Comparison
from kg.model.vocabulary import Relation, SameEvent, Strength

_MOST = 400
_LOOSE = ("strange places", "sibling places")
"""Vetoes that two articles on one event outdo: each may name the place at another grain."""


def cross(engine: Engine, left: Sequence[Frame], right: Sequence[Frame], event: SameEvent) -> list[Comparison]:
    """The comparison of every figure of one article with every figure of the other that counts the like.

    Args:
        engine: of both articles.
        left: the figures of one.
        right: those of the other.
        event: whether the articles report one event.

    Returns:
        At most 400 comparisons, in the order of the figures; figures of two events are not laid beside each other.
    """
    if left and right and is_bare(left[0].source) and is_bare(right[0].source):
        lined = [(a, b, ground_in(engine, a, b)) for a, b in align(left, right)]
        return [engine.comparison(a, b, strictly(a, b), ground) for a, b, ground in lined]
    found = []
    for a, b in _alike(left, right):
        ground = ground_in(engine, a, b)
        finding = _finding(a, b, event, ground)
        if finding.relation is not Relation.OTHER_EVENT:
            found.append(engine.comparison(a, b, finding, ground))
    return found[:_MOST]


def ground_in(engine: Engine, a: Frame, b: Frame) -> Ground:
    """Whether two frames come from one origin, seen among all that both articles say of these numbers.

    A headline has its figure from the sentence that is copied elsewhere; a sentence with another number says nothing
    of this one.
    """
    sides = {a.article, b.article}
    named = numbers(a) | numbers(b)
    beside = [
        frame
        for frame in engine.frames
        if frame.article in sides and frame.status in (a.status, b.status) and numbers(frame) & named
    ]
    members = {frame.key: frame for frame in (a, b, *beside)}
    folding = Folding.of(engine.roots, [(frame, engine.root_of[key]) for key, frame in members.items()])
    return engine.ground(a, b, folding)


def _alike(left: Sequence[Frame], right: Sequence[Frame]) -> Iterator[tuple[Frame, Frame]]:
    """Pairs of one kind of thing, and of one number whatever it is said to count."""
    for a in left:
        for b in right:
            if a.dimension == b.dimension and (one_number(a, b) or _kindred(a, b)):
                yield a, b


def _kindred(a: Frame, b: Frame) -> bool:
    if a.thing is not b.thing or (a.thing is Thing.COUNT and not same_head(a.head, b.head)):
        return False
    return BOTH in (a.status, b.status) or None in (a.status, b.status) or a.status == b.status


def _finding(a: Frame, b: Frame, event: SameEvent, ground: Ground) -> Finding:
    """How two figures stand to each other, event first."""
    period = windows(a, b)
    if period and period.relation is Relation.PART_WHOLE:
        return period
    if event is SameEvent.NO:
        return Finding(Relation.OTHER_EVENT, "other event", Strength.STRONG, "the articles report two events")
    vetoed = veto(a, b)
    found = relate(a, b, ground.independence)
    if found.relation.agrees and not sure(a, b):
        found = replace(found, strength=Strength.WEAK)
    if not vetoed:
        return found
    if event is SameEvent.YES and vetoed[0] in _LOOSE:
        return replace(found, strength=Strength.WEAK)
    return Finding(Relation.OTHER_EVENT, vetoed[0], Strength.WEAK, vetoed[1])
