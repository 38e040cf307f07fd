"""Parts and wholes of one event: figures of two topics that belong beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.judge.frames import Frame
from kg.judge.lexical import rules
from kg.judge.likeness import Likeness
from kg.judge.scope import BOTH, SCOPES, Finding, first
from kg.model.vocabulary import Relation

_PARTS = SCOPES[:4]
"""The rules of scope that can find a part and its whole in two topics."""


def tells_whole_or_part(frame: Frame) -> bool:
    """Whether a figure may have its part, or its whole, in another topic."""
    return bool(frame.quantity) and (frame.leading or frame.status == BOTH or is_part(frame))


def is_part(frame: Frame) -> bool:
    """Whether a figure is said to be a part of another one."""
    return bool(frame.quantity and frame.quantity.subset_of)


def part_of(a: Frame, b: Frame) -> Finding | None:
    """The finding that one figure is a part of what the other counts."""
    found = first(_PARTS, a, b)
    return found if found and found.relation is Relation.PART_WHOLE else None


def parts_inside(held: Sequence[Frame]) -> Iterator[tuple[Frame, Frame]]:
    """The figures of one article of which one is said to be a part of the other."""
    figures = {frame.key: frame for frame in held if frame.quantity}
    for frame in figures.values():
        whole = figures.get(frame.quantity.subset_of or "") if frame.quantity else None
        if whole and whole is not frame and tells_whole_or_part(whole) and part_of(frame, whole):
            yield frame, whole


def parts_between(left: Iterable[Frame], right: Iterable[Frame], likeness: Likeness) -> Iterator[tuple[Frame, Frame]]:
    """The figures of two articles on one event of which one is a part of what the other counts."""
    others, least = list(filter(tells_whole_or_part, right)), rules()["thresholds"]["same"]
    for a in filter(tells_whole_or_part, left):
        yield from ((a, b) for b in others if part_of(a, b) and likeness.score(a, b) >= least)


def telling_one_event(links: Mapping[tuple[str, str], float], figures: Mapping[str, Frame]) -> set[tuple[str, str]]:
    """The pairs of articles that are linked by a figure of one event."""
    same = rules()["thresholds"]["same"]
    linked = (
        (figures[a].article, figures[b].article)
        for (a, b), s in links.items()
        if s >= same and a in figures and b in figures
    )
    return {(min(pair), max(pair)) for pair in linked if pair[0] != pair[1]}
