"""How well the confidence of claims is calibrated, on the dev quarter of whosaid, which no network was trained on.

`python -m tests.eval.calibration` prints the expected calibration error of what is shipped, and of the same fit on
folds that it has not seen.
"""

import sys
from hashlib import sha256

import numpy as np

from kg.extract.encoder import shipped
from tests.conftest import SHARED
from training.tagger.calibrate import FOLDS, error, held_out, judged, predicted
from training.tagger.data import dev_rows


def main() -> None:
    sys.path.insert(0, str(SHARED / "tools"))
    import score_attribution as scorer  # noqa: PLC0415 - stands beside the project

    rows = [
        (int(sha256(row["id"].encode()).hexdigest(), 16) // 100 % FOLDS, signs, good)
        for row in dev_rows(SHARED / "corpora")
        for signs, good in judged(row, shipped(), scorer)
    ]
    folds, signs, right = (np.array(column, float) for column in zip(*rows, strict=True))
    fitted = shipped().config["confidence"]
    own = error(predicted(np.array([fitted["bias"], *fitted["weights"]]), signs), right)
    print(f"calibration: {len(right)} attributions, {100 * right.mean():.1f} % right,", end=" ")
    print(f"error {own:.3f} as shipped, {error(held_out(signs, right, folds), right):.3f} held out")


if __name__ == "__main__":
    main()
