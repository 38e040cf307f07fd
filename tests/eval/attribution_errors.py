"""The errors of attribution that remain, by kind, on the dev quarter of whosaid.

`python -m tests.eval.attribution_errors` prints how many of each kind there are, and in which texts most of them stand.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from kg.extract import quotations, sentences, tag
from kg.loaders import from_json
from kg.model.vocabulary import Part
from tests.conftest import SHARED
from training.tagger.data import dev_rows

MOST = 3


def said(text: str) -> list[dict[str, Any]]:
    """What we find in a text, as the corpora write it."""
    document = sentences.segment(from_json({"text": text, "language": "en"}), Part.TEXT)
    found = tag.attribute(document, quotations.find(document))
    return [{"source": item.source, "cue": item.cue, "content": item.content} for item in found]


def missed(gold: dict[str, Any], left: dict[str, Any], right: list[dict[str, Any]]) -> str:
    """Why an annotated statement matches none of ours."""
    if not any(left["content"] & other["content"] for other in right):
        return "missed: nothing found at its words"
    near = [other for other in right if left["cue"] & other["cue"]]
    if near:
        longer = len(near[0]["content"]) > len(left["content"])
        return "missed: its cue found, its content too " + ("long" if longer else "short")
    return "missed: nested in what was found" if gold["parent"] is not None else "missed: inside another statement"


def wrong_source(left: dict[str, Any], right: dict[str, Any]) -> str:
    """How the source of a matched statement differs."""
    if not left["source"]:
        return "source: one given where none is expressed"
    return "source: none found" if not right["source"] else "source: another one"


def errors(row: dict[str, Any], scorer: Any) -> Iterator[str]:
    """The kinds of the errors in a text, one each."""
    text = scorer.Doc(row["text"])
    gold = [item for item in row["attributions"] if text.ids(item["content"])]
    left, right = scorer.prep(text, {"attributions": gold}), scorer.prep(text, {"attributions": said(row["text"])})
    pairs = scorer.match(left, right)
    for i in set(range(len(left))) - {i for i, _ in pairs}:
        yield missed(gold[i], left[i], right)
    for i, j in pairs:
        if not scorer.src_ok(left[i], right[j]):
            yield wrong_source(left[i], right[j])
    for j in set(range(len(right))) - {j for _, j in pairs}:
        near = any(right[j]["cue"] & other["cue"] for other in left)
        yield "too much: its content cut otherwise" if near else "too much: nobody annotated it"


def main() -> None:
    sys.path.insert(0, str(SHARED / "tools"))
    import score_attribution as scorer  # noqa: PLC0415 - stands beside the project

    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for row in dev_rows(SHARED / "corpora"):
        for kind in errors(row, scorer):
            kinds[kind][row["id"]] += 1
    print("| error | how many | most of them in |\n|---|---|---|")
    for kind, where in sorted(kinds.items(), key=lambda item: -item[1].total()):
        print(f"| {kind} | {where.total()} | {', '.join(name for name, _ in where.most_common(MOST))} |")


if __name__ == "__main__":
    main()
