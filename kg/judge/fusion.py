"""One value out of several: by independent origins, weighed by how often others bear them out, then by precision.

Never the newest and never the highest. Sources that give one list are one origin (Dong, Berti-Équille and Srivastava
2009 call it copying); an origin weighs the more, the more of its other values are borne out (their ACCU).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.judge.components import components
from kg.judge.lexical import rules
from kg.model.judgement import Value
from kg.model.vocabulary import Polarity


@dataclass(frozen=True, slots=True)
class Statement:
    """One source gives one value for one item.

    Attributes:
        source: who gives it.
        item: what it is a value of.
        value: the value; equal ones are one.
        spread: how wide it is; of two values with like support the narrower one is taken.
    """

    source: str
    item: str
    value: Hashable
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Fused:
    """The value that an item has by what stands behind it.

    Attributes:
        value: the value.
        origins: who stands behind it, each named by its first source.
        weight: the sum of their weights.
        rivals: the weight of the strongest other value; 0 where there is none.
    """

    value: Hashable
    origins: tuple[str, ...]
    weight: float
    rivals: float


Given = Mapping[str, Mapping[str, Statement]]
"""Item -> source -> its statement."""


def fuse(statements: Iterable[Statement]) -> Mapping[str, Fused]:
    """The value of every item.

    Args:
        statements: in any order; of two of one source on one item the smaller value counts.

    Returns:
        Item -> its value with what stands behind it.
    """
    given = _given(statements)
    origin_of = copies(given)
    found = _vote(given, origin_of, {})
    for _ in range(rules()["fusion"]["rounds"]):
        again = _vote(given, origin_of, _weights(given, origin_of, found))
        if {item: one.value for item, one in again.items()} == {item: one.value for item, one in found.items()}:
            return again
        found = again
    return found


def _given(statements: Iterable[Statement]) -> Given:
    found: dict[str, dict[str, Statement]] = defaultdict(dict)
    for one in sorted(statements, key=lambda item: (item.item, item.source, repr(item.value))):
        found[one.item].setdefault(one.source, one)
    return found


def copies(given: Given) -> Mapping[str, str]:
    """Source -> the first of the sources that give the same list.

    Sources that are right agree as well, so agreement alone is no copying: the items that they are silent on must be
    the same, too.
    """
    limits = rules()["fusion"]
    lists: dict[str, dict[str, Hashable]] = defaultdict(dict)
    for item, held in given.items():
        for source, one in held.items():
            lists[source][item] = one.value
    ties = []
    for a, b in combinations(sorted(lists), 2):
        both = lists[a].keys() & lists[b].keys()
        alike = sum(lists[a][item] == lists[b][item] for item in both)
        covered = len(both) / len(lists[a].keys() | lists[b].keys())
        if len(both) >= limits["least"] and covered >= limits["covered"] and alike / len(both) >= limits["alike"]:
            ties.append((a, b))
    return {source: members[0] for members in components(lists, ties) for source in members}


def _vote(given: Given, origin_of: Mapping[str, str], weights: Mapping[str, float]) -> dict[str, Fused]:
    return {item: _best(held, origin_of, weights) for item, held in given.items()}


def _best(held: Mapping[str, Statement], origin_of: Mapping[str, str], weights: Mapping[str, float]) -> Fused:
    behind: dict[Hashable, set[str]] = defaultdict(set)
    spread: dict[Hashable, float] = {}
    for source, one in held.items():
        behind[one.value].add(origin_of[source])
        spread[one.value] = min(one.spread, spread.get(one.value, one.spread))
    weighed = {value: sum(weights.get(o, 1.0) for o in sorted(origins)) for value, origins in behind.items()}
    first, *rest = sorted(weighed, key=lambda value: (-weighed[value], spread[value], repr(value)))
    return Fused(first, tuple(sorted(behind[first])), weighed[first], weighed[rest[0]] if rest else 0.0)


def _weights(given: Given, origin_of: Mapping[str, str], found: Mapping[str, Fused]) -> Mapping[str, float]:
    """Origin -> the logarithm of its odds to be borne out, among so many values that could be wrong."""
    told: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for item, held in given.items():
        for origin, value in {(origin_of[source], one.value) for source, one in held.items()}:
            told[origin] += 1
            right[origin] += value == found[item].value
    wrong, least = rules()["fusion"]["wrong_values"], rules()["fusion"]["least_weight"]
    shares = {origin: (right[origin] + 1) / (told[origin] + 2) for origin in told}
    return {origin: max(least, math.log(wrong * share / (1 - share))) for origin, share in shares.items()}


def best_supported(values: Sequence[Value]) -> int | None:
    """The value of a topic that most stands behind: independent origins, then allied and unknown ones, then precision.

    Args:
        values: of one topic.

    Returns:
        Its position; None where two have the like support and precision, or what has most is a denial.
    """
    ranked = sorted(range(len(values)), key=lambda at: _rank(values[at]))
    if not ranked or values[ranked[0]].polarity is Polarity.NEGATED:
        return None
    tied = len(ranked) > 1 and _rank(values[ranked[0]]) == _rank(values[ranked[1]])
    return None if tied else ranked[0]


def _rank(value: Value) -> tuple[float, ...]:
    support = value.support
    width = math.inf if value.low is None or value.high is None else value.high - value.low
    return -support.independent, -support.allied, -support.unknown, width
