"""Fits the weights of the confidence on whosaid's dev quarter, and says how well calibrated it is on held-out folds.

Usage: python -m training.tagger.calibrate CORPORA SCORER FOLDER

SCORER is the folder of score_attribution.py; FOLDER holds the exported tagger, whose config.json gets the weights.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.extract import confidence, quotations, sentences, tag
from kg.extract.encoder import CONFIG, Encoder
from kg.loaders.articles import from_json
from kg.model.vocabulary import Part
from training.tagger.data import dev_rows

FOLDS = 5
BINS = 10
PENALTY = 1.0

Floats = NDArray[np.float64]


def judged(row: dict[str, Any], encoder: Encoder, scorer: Any) -> Iterator[tuple[tuple[float, ...], bool]]:  # noqa: ANN401
    """The signs of each attribution of a text, and whether source, content and stance are as annotated."""
    document = sentences.segment(from_json({"id": "dev", "text": row["text"]}), Part.TEXT)
    said = tag.read(document, quotations.find(document), encoder)
    text = scorer.Doc(row["text"])
    gold = [item for item in row["attributions"] if text.ids(item["content"])]
    ours = [item for _, item in said]
    pairs = [{"source": item.source, "cue": item.cue, "content": item.content} for item in ours]
    left, right = scorer.prep(text, {"attributions": gold}), scorer.prep(text, {"attributions": pairs})
    good = {
        j
        for i, j in scorer.match(left, right)
        if scorer.src_ok(left[i], right[j]) and gold[i]["stance"] == ours[j].stance
    }
    for j, (raw, item) in enumerate(said):
        yield confidence.signs(raw, item.form), j in good


def fit(signs: Floats, right: Floats) -> Floats:
    """Weights of a logistic regression, the bias first, by Newton's method with a ridge."""
    x = np.hstack([np.ones((len(signs), 1)), signs])
    weights = np.zeros(x.shape[1])
    ridge = np.diag([0.0] + [PENALTY] * signs.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - right) + ridge @ weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, slope)
    return weights


def predicted(weights: Floats, signs: Floats) -> Floats:
    """The confidence of each row."""
    result: Floats = 1 / (1 + np.exp(-weights[0] - signs @ weights[1:]))
    return result


def error(sure: Floats, right: Floats) -> float:
    """The expected calibration error over bins of equal width."""
    at = np.minimum((sure * BINS).astype(int), BINS - 1)
    parts = (
        (at == k).mean() * abs(sure[at == k].mean() - right[at == k].mean()) for k in range(BINS) if (at == k).any()
    )
    return float(sum(parts))


def held_out(signs: Floats, right: Floats, folds: Floats) -> Floats:
    """The confidence of each row by weights that never saw its text."""
    sure = np.zeros(len(right))
    for fold in range(FOLDS):
        sure[folds == fold] = predicted(fit(signs[folds != fold], right[folds != fold]), signs[folds == fold])
    return sure


def main(arguments: Sequence[str]) -> None:
    """Fit, report, and write the weights."""
    corpora, scorer_folder, folder = map(Path, arguments)
    sys.path.insert(0, str(scorer_folder))
    import score_attribution as scorer  # noqa: PLC0415 - stands beside the project

    encoder, rows = Encoder(folder), []
    for row in dev_rows(corpora):
        fold = int(sha256(row["id"].encode()).hexdigest(), 16) // 100 % FOLDS
        rows.extend((fold, signs, good) for signs, good in judged(row, encoder, scorer))
    folds, signs, right = (np.array(column, float) for column in zip(*rows, strict=True))
    weights = fit(signs, right)
    unseen, seen = error(held_out(signs, right, folds), right), error(predicted(weights, signs), right)
    print(f"{len(right)} attributions, {right.mean():.3f} right, ECE {unseen:.3f} held out, {seen:.3f} fitted")
    path = folder / CONFIG
    found = json.loads(path.read_text("utf-8"))
    found["confidence"] = {"bias": round(float(weights[0]), 4), "weights": [round(float(w), 4) for w in weights[1:]]}
    path.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
