"""Two bare statements, without outlet or date: each figure beside the one of the other that it lines up with best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.judge.frames import Frame, Source, Thing
from kg.judge.intervals import Interval, expected, semantic
from kg.judge.lexical import cosine, rules
from kg.judge.relations import agree_exactly
from kg.judge.scope import Finding, same_head, worded
from kg.model.vocabulary import Modifier, Relation, Strength

_LONGEST = 600
_SOFT = (Modifier.ABOUT, Modifier.VAGUE, Modifier.FRACTION)


def is_bare(source: Source) -> bool:
    """Whether an article is a pasted statement: short, of no outlet and no day."""
    article = source.article
    return not article.outlet and article.published is None and len(article.text) <= _LONGEST


def align(left: Sequence[Frame], right: Sequence[Frame]) -> Iterator[tuple[Frame, Frame]]:
    """The figures of the statement with fewer of them, each with the other's best match.

    Args:
        left: the figures of one statement.
        right: those of the other.

    Yields:
        Pairs of figures of one unit that seem to count one thing; a figure without a match is left out.
    """
    few, many = sorted((left, right), key=lambda side: (len(side), min((frame.key for frame in side), default="")))
    for frame in few:
        scored = [(likeness(frame, other), other) for other in many if other.dimension == frame.dimension]
        best = max(scored, key=lambda item: (item[0], item[1].key), default=None)
        if best and best[0] >= rules()["thresholds"]["aligned"]:
            yield frame, best[1]


def likeness(a: Frame, b: Frame) -> float:
    """How well two figures line up: what they count, its fate, the words around, the numbers."""
    weights = rules()["alignment"]
    named = bool(a.head and b.head)
    score = weights["head"] if named and same_head(a.head, b.head) else weights["other_head"] if named else 0.0
    score += weights["fate"] * (1 if a.status == b.status else -1) if a.status and b.status else 0.0
    score += weights["thing"] if a.thing is b.thing or Thing.COUNT in (a.thing, b.thing) else weights["other_thing"]
    score += weights["words"] * cosine(a.words, b.words)
    return float(score + weights["near"] * _nearness(a, b))


def _nearness(a: Frame, b: Frame) -> float:
    """1 for one number, less the further two numbers are apart."""
    x, y = _number(a), _number(b)
    low, high = sorted((abs(x), abs(y)))
    return 1.0 if x == y else low / high if high else 0.0


def _number(frame: Frame) -> float:
    if frame.quantity is None:
        return 0.0
    span = expected(frame.quantity)
    bounds = [n for n in (frame.quantity.best, frame.quantity.low, frame.quantity.high) if n is not None]
    return span.low if span.low == span.high else bounds[0] if bounds else 0.0


def strictly(a: Frame, b: Frame) -> Finding:
    """The relation of two figures that line up: by what the words exclude; by what a reader takes of vague words."""
    if a.quantity is None or b.quantity is None:
        return Finding(Relation.OTHER_SCOPE, "no figure", Strength.WEAK, "one of them gives no figure")
    soft = a.quantity.modifier in _SOFT or b.quantity.modifier in _SOFT
    x, y = (_taken(frame, soft=soft) for frame in (a, b))
    if agree_exactly(a, b):
        return Finding(Relation.EQUAL, "aligned", Strength.WEAK, f"{worded(a)} and {worded(b)} are one figure")
    if x.inside(y) or y.inside(x):
        narrow, wide = (a, b) if x.inside(y) else (b, a)
        return Finding(Relation.REFINES, "aligned", Strength.WEAK, f"{worded(narrow)} lies inside {worded(wide)}")
    if x.meets(y):
        return Finding(Relation.COMPATIBLE, "aligned", Strength.WEAK, f"{worded(a)} and {worded(b)} can both be right")
    return Finding(Relation.CONFLICT, "aligned", Strength.WEAK, f"{worded(a)} and {worded(b)} cannot both be right")


def _taken(frame: Frame, *, soft: bool) -> Interval:
    quantity = frame.quantity
    if quantity is None:
        return Interval(0.0, 0.0)
    return expected(quantity) if soft else semantic(quantity)
