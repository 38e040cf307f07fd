"""Fusing unequal sources, with a majority vote of the same run beside it: `python -m tests.eval.fusion`.

The data are the departure and arrival times of 100 flights that 38 sites gave, with what the airlines say as truth.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.judge.fusion import Statement, fuse

FLIGHTS = Path(__file__).resolve().parents[3] / "shared/corpora/fusion/flights.jsonl"
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)\s*([ap])?", re.IGNORECASE)


def minute(text: str | None) -> int | None:
    """The minute of the day that a text names, however it is written; None where it names none."""
    found = _CLOCK.search(text or "")
    if not found:
        return None
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return 60 * hour + int(found[2])


def read(path: Path) -> tuple[list[Statement], dict[str, int]]:
    """What the sites gave, and what is right."""
    statements, truth = [], {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        item, value, right = f"{row['object']} {row['attribute']}", minute(row["value"]), minute(row["truth"])
        if right is not None:
            truth[item] = right
            if value is not None:
                statements.append(Statement(row["source"], item, value))
    return statements, truth


def majority(statements: Iterable[Statement]) -> dict[str, object]:
    """The value that most sources give; of several the smallest."""
    tally: dict[str, Counter[object]] = {}
    for one in statements:
        tally.setdefault(one.item, Counter())[one.value] += 1
    return {item: min(found, key=lambda value: (-found[value], str(value))) for item, found in tally.items()}


def right(found: Mapping[str, object], truth: Mapping[str, int]) -> float:
    """The share of items whose value is right, in percent."""
    return 100 * sum(found.get(item) == value for item, value in truth.items()) / len(truth)


def main() -> None:
    statements, truth = read(FLIGHTS)
    fused = {item: one.value for item, one in fuse(statements).items()}
    vote = majority(statements)
    print(
        f"fusion: fused value right {right(fused, truth):.1f} % of {len(truth)}, "
        f"majority of the same run {right(vote, truth):.1f} %"
    )


if __name__ == "__main__":
    main()
