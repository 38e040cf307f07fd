"""Makes kg/judge/same_event.toml: the weights of the score that two articles report one event.

Usage: python training/topic_score.py CORPORA [OUT]

CORPORA is the folder of the corpora (ecbplus, scenarios, fakes), which are not part of the repository. Prints what
the score reaches on pairs of groups that it was not trained on (leave one group out: a topic of ecbplus, a domain of
scenarios, a pair of fakes), then trains on everything and writes OUT.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.judge.same_event import FEATURES, Traits, traits
from kg.loaders import from_json

RIDGE = 2.0
WEIGHT: Mapping[str, float] = {"ecbplus": 1.0, "scenarios": 0.3, "fakes": 2.0}
PRECISION, RIGHT_NO = 0.95, 0.9
"""Least precision of a yes and of a no on ecbplus, out of fold: a wrong yes may corroborate, a wrong no only parts."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles and whether they report one event."""

    corpus: str
    group: str
    same: bool
    features: tuple[float, ...]


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _traits(articles: Sequence[Mapping[str, Any]], wanted: set[str]) -> dict[str, Traits]:
    found: dict[str, Traits] = {}
    for row in articles:
        if row["id"] in wanted and row["id"] not in found:
            known = {name: row[name] for name in ("title", "text", "published") if row.get(name)}
            found[row["id"]] = traits(from_json(known, file="corpus", place=str(row["id"])))
    return found


def pairs(root: Path) -> Iterator[Pair]:
    """The clear pairs of all three corpora."""
    ecb = [(p["a"], p["b"], p["same_event"], p["a"].split("-")[0]) for p in rows(root / "ecbplus/pairs.jsonl")]
    yield from _pairs("ecbplus", ecb, rows(root / "ecbplus/articles.jsonl"))
    two = [p for p in rows(root / "scenarios/pairs.jsonl") if len(p["articles"]) == len("ab")]
    own = [(*p["articles"], p["same_event"], p["id"][:2]) for p in two]
    yield from _pairs("scenarios", own, rows(root / "scenarios/articles.jsonl"))
    tolls = [(*p["pair"].split("-"), p["same_event"], p["pair"]) for p in rows(root / "fakes/toll-pairs-dev.jsonl")]
    yield from _pairs("fakes", tolls, rows(root / "fakes/articles-dev.jsonl"))


def _pairs(
    corpus: str, labelled: Sequence[tuple[str, str, str, str]], articles: Sequence[Mapping[str, Any]]
) -> Iterator[Pair]:
    known = _traits(articles, {ident for a, b, _, _ in labelled for ident in (a, b)})
    for a, b, label, group in labelled:
        if label in ("yes", "no"):
            values = tuple(feature(known[a], known[b]) for feature in FEATURES.values())
            yield Pair(corpus, f"{corpus} {group}", label == "yes", values)


def fit(data: Sequence[Pair]) -> list[float]:
    """Weights of a logistic regression with ridge penalty on scaled features, by Newton's method.

    Args:
        data: the pairs to train on.

    Returns:
        The bias, then one weight a feature, on the features as they are.
    """
    size = len(FEATURES)
    spread = [_deviation([p.features[at] for p in data]) for at in range(size)]
    inputs = [[1.0, *(value / spread[at] for at, value in enumerate(p.features))] for p in data]
    found = [0.0] * (size + 1)
    for _ in range(50):
        step = _step(inputs, data, found)
        found = [a + b for a, b in zip(found, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return [found[0], *(weight / spread[at] for at, weight in enumerate(found[1:]))]


def _step(inputs: Sequence[Sequence[float]], data: Sequence[Pair], weights: Sequence[float]) -> list[float]:
    size = len(weights)
    gradient = [0.0] + [-RIDGE * weight for weight in weights[1:]]
    hessian = [[(RIDGE if i else 1e-9) if i == j else 0.0 for j in range(size)] for i in range(size)]
    for row, pair in zip(inputs, data, strict=True):
        guess, heavy = _sigmoid(sum(map(float.__mul__, weights, row))), WEIGHT[pair.corpus]
        for i, value in enumerate(row):
            gradient[i] += heavy * (pair.same - guess) * value
            for j, other in enumerate(row):
                hessian[i][j] += heavy * guess * (1 - guess) * value * other
    return _solved(hessian, gradient)


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def _solved(matrix: list[list[float]], target: list[float]) -> list[float]:
    """Gauss-Jordan elimination; the matrix is positive definite."""
    table = [[*row, goal] for row, goal in zip(matrix, target, strict=True)]
    for at in range(len(table)):
        pivot = table[at] = [value / table[at][at] for value in table[at]]
        for other, row in enumerate(table):
            if other != at:
                table[other] = [value - row[at] * p for value, p in zip(row, pivot, strict=True)]
    return [row[-1] for row in table]


def _deviation(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / len(values)) or 1.0


def predicted(weights: Sequence[float], pair: Pair) -> float:
    """The score of a pair."""
    return _sigmoid(weights[0] + sum(w * x for w, x in zip(weights[1:], pair.features, strict=True)))


def held_out(data: Sequence[Pair]) -> list[float]:
    """Each pair's score by weights that its group had no part in."""
    by_group = {group: fit([p for p in data if p.group != group]) for group in sorted({p.group for p in data})}
    return [predicted(by_group[pair.group], pair) for pair in data]


def measured(scores: Sequence[tuple[bool, float]], least: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of a yes from a threshold on."""
    said = sum(score >= least for _, score in scores)
    right = sum(same and score >= least for same, score in scores)
    wanted = sum(same for same, _ in scores)
    return right / max(1, said), right / max(1, wanted), 2 * right / max(1, said + wanted)


def thresholds(scores: Sequence[tuple[bool, float]]) -> tuple[float, float]:
    """The least score of a yes with the wanted precision, and the score below which a no has it."""
    steps = [at / 100 for at in range(5, 96)]
    yes = next((at for at in steps if measured(scores, at)[0] >= PRECISION), steps[-1])
    denied = [([same for same, score in scores if score < at], at) for at in steps if at <= yes]
    no = max((at for below, at in denied if below and 1 - sum(below) / len(below) >= RIGHT_NO), default=steps[0])
    return yes, no


def report(data: Sequence[Pair], scores: Sequence[float], yes: float, no: float, what: str) -> list[str]:
    """Lines that say what the score reaches."""
    lines = []
    for corpus in WEIGHT:
        held = [(pair.same, score) for pair, score in zip(data, scores, strict=True) if pair.corpus == corpus]
        precision, recall, f1 = measured(held, yes)
        unclear = sum(no <= score < yes for _, score in held)
        right = sum(same == (score >= yes) for same, score in held)
        lines.append(
            f"{what}, {corpus}: {len(held)} pairs, yes from {yes:.2f} P {100 * precision:.1f} R {100 * recall:.1f} "
            f"F1 {100 * f1:.1f}, {right} right, unclear {unclear}"
        )
    return lines


def main(root: Path, out: Path | None) -> None:
    """Validate, train, write."""
    data = list(pairs(root))
    folded = held_out(data)
    yes, no = thresholds([(p.same, score) for p, score in zip(data, folded, strict=True) if p.corpus == "ecbplus"])
    weights = fit(data)
    lines = report(data, folded, yes, no, "out of fold")
    print("\n".join([*lines, *report(data, [predicted(weights, p) for p in data], yes, no, "in sample")]))
    if out:
        named = zip(["bias", *FEATURES], weights, strict=True)
        head = ["Weights of the score that two articles report one event, and its thresholds. Made by", "", *lines]
        head[1] = "python training/topic_score.py CORPORA kg/judge/same_event.toml (leave one group out):"
        body = [f"{name} = {weight:.4f}" for name, weight in [*named, ("yes", yes), ("no", no)]]
        out.write_text("\n".join([*(f"# {line}" for line in head), "", *body]) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > len(("", "root")) else None)
