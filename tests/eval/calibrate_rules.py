"""How often a rule of attribution is right, for the table [confidence] of ontology/lang/en.toml.

`python -m tests.eval.calibrate_rules` reads the attribution corpora beside the project (the texts that no figure of
docs/accuracy.md is measured on) and prints one line a rule: the share of its attributions whose speaker, content and
stance the annotators confirm.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kg.extract import quotations, sentences, tag
from kg.extract.document import Attribution
from kg.loaders import from_json
from kg.model.vocabulary import Part
from tests.conftest import SHARED

FEWEST = 12


def rows() -> Iterator[dict[str, Any]]:
    """The annotated texts that are not held out."""
    for name in ("train", "written"):
        for line in (SHARED / f"corpora/whosaid/{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            held_out = int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 100 < 25
            if name == "written" or not held_out:
                yield row


def attributions(text: str) -> tuple[Attribution, ...]:
    """What the rules say of a text."""
    document = sentences.segment(from_json({"text": text, "language": "en"}), Part.TEXT)
    return tag.attribute(document, quotations.find(document))


def confirmed(row: dict[str, Any], said: list[Attribution]) -> set[int]:
    """Indices of the attributions that an annotator confirms, by the scorer beside the corpora."""
    sys.path.insert(0, str(SHARED / "tools"))
    import score_attribution as scorer  # noqa: PLC0415 - stands beside the project

    text = scorer.Doc(row["text"])
    gold = [item for item in row["attributions"] if text.ids(item["content"])]
    ours = [{"source": item.source, "cue": item.cue, "content": item.content} for item in said]
    left, right = scorer.prep(text, {"attributions": gold}), scorer.prep(text, {"attributions": ours})
    return {
        j
        for i, j in scorer.match(left, right)
        if scorer.src_ok(left[i], right[j]) and gold[i]["stance"] == said[j].stance
    }


def main() -> None:
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows():
        said = list(attributions(row["text"]))
        good = confirmed(row, said)
        for j, item in enumerate(said):
            for key in (item.rule, f"{item.rule} {item.form.value}"):
                seen[key] += 1
                right[key] += j in good
    for key in sorted(seen):
        if seen[key] >= FEWEST:
            print(f'"{key}" = {right[key] / seen[key]:.2f}  # of {seen[key]}')


if __name__ == "__main__":
    main()
