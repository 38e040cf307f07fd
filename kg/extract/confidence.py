"""How probable it is that an attribution's source, content and stance are right."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log
from typing import Any

from kg.extract.decoding import Said
from kg.model.vocabulary import Form

SIGNS = ("content", "content_link", "cue", "source", "source_link", "stance")
_LEAST, _MOST, _CERTAIN = 0.001, 0.999, 0.99


def signs(said: Said, form: Form) -> tuple[float, ...]:
    """What the confidence is read from: log odds of each part, then whether all is quoted, nested, without source."""
    parts = (min(_MOST, max(_LEAST, said.sure.get(name, 1.0))) for name in SIGNS)
    flags = (form is Form.DIRECT, said.nested, not said.source)
    return (*(log(part / (1 - part)) for part in parts), *map(float, flags))


def of(said: Said, form: Form, weights: Mapping[str, Any] | None) -> float:
    """The confidence of an attribution.

    Args:
        said: what the encoder found.
        form: how its words are given.
        weights: "bias" and one weight a sign, fitted by `training.tagger.calibrate`;
            None before they are.

    Returns:
        Between 0 and 1, to two places.
    """
    if weights is None:
        return 1.0
    pairs = zip(weights["weights"], signs(said, form), strict=True)
    sure = 1 / (1 + exp(-weights["bias"] - sum(weight * sign for weight, sign in pairs)))
    return min(_CERTAIN, round(sure, 2))
