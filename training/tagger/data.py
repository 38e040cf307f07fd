"""From annotated texts to windows of word pieces with labels; no text is kept out of the corpora's folder."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.extract import quotations, sentences
from kg.extract.pieces import Pieces, encode, windows
from kg.loaders.articles import from_json
from kg.model.vocabulary import Part, Stance

LAYERS = 2
KINDS = ("source", "cue", "content", "via")
LABELS = 1 + 2 * len(KINDS)
STANCES = tuple(stance.value for stance in Stance)
LONGEST = 254
NO_SOURCE, NO_ARC = -2, -1
DEV_SHARE = 25

_QUOTES = (("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"))
_OPENING, _CLOSING = frozenset("“«"), frozenset("”»")

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """A text with labels.

    Attributes:
        pieces: its word pieces.
        tags: one BIO label a piece and layer; outer attributions, then nested ones.
        arcs: for each piece and layer the piece that its attribution hangs on, `NO_SOURCE` or `NO_ARC`.
        stances: (first piece, end, layer, stance) of each cue.
    """

    pieces: Pieces
    tags: Ints
    arcs: Ints
    stances: list[tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of an example that is read at once; `arcs` are 0 for no source, -100 where nothing is to be learned."""

    ids: Ints
    features: Ints
    tags: Ints
    arcs: Ints
    stances: list[tuple[int, int]]


def is_dev(name: str) -> bool:
    """Whether a text of whosaid/train belongs to the quarter that is never trained on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 100 < DEV_SHARE


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def training_rows(corpora: Path) -> list[dict[str, Any]]:
    """The texts to train on: whosaid/train without its dev quarter, and whosaid/written."""
    own = [row for row in read(corpora / "whosaid" / "train.jsonl") if not is_dev(row["id"])]
    return own + read(corpora / "whosaid" / "written.jsonl")


def dev_rows(corpora: Path) -> list[dict[str, Any]]:
    """The dev quarter of whosaid/train."""
    return [row for row in read(corpora / "whosaid" / "train.jsonl") if is_dev(row["id"])]


def pieces_of(text: str, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of a text as the product reads it."""
    document = sentences.segment(from_json({"id": "training", "text": text}), Part.TEXT)
    return encode(document, quotations.find(document), tokenizer)


def depths(attributions: Sequence[dict[str, Any]]) -> list[int]:
    """In how many other contents each attribution's cue (else its content) lies."""

    def places(spans: Sequence[Sequence[int]]) -> set[int]:
        return {i for a, z in spans for i in range(a, z)}

    contents = [places(item["content"]) for item in attributions]
    cues = [places(item["cue"]) or content for item, content in zip(attributions, contents, strict=True)]
    return [
        sum(j != i and bool(cue) and cue <= content and len(content) > len(contents[i])
            for j, content in enumerate(contents))
        for i, cue in enumerate(cues)
    ]  # fmt: skip


def label(pieces: Pieces, attributions: Sequence[dict[str, Any]]) -> Example:
    """The labels of a text; where two attributions of a layer overlap, the deeper one stands."""
    length = len(pieces.ids)
    found = Example(pieces, np.zeros((LAYERS, length), int), np.full((LAYERS, length), NO_ARC), [])
    order = sorted(zip(attributions, depths(attributions), strict=True), key=lambda item: item[1])
    for item, depth in order:
        _mark(found, item, min(depth, LAYERS - 1))
    return found


def _mark(found: Example, item: dict[str, Any], layer: int) -> None:
    source, cue, content, via = (found.pieces.ranges(item[key]) for key in KINDS)
    cue = cue[:1]
    if not content or not (cue or source):
        return
    for kind, ranges in ((2, content), (3, via), (0, source), (1, cue)):
        for first, last in ranges:
            found.tags[layer, first:last] = 2 * kind + 2
            found.tags[layer, first] = 2 * kind + 1
    for first, last in content + via:
        found.arcs[layer, first:last] = (cue or source)[0][0]
    for first, last in cue:
        found.arcs[layer, first:last] = source[0][0] if source else NO_SOURCE
        found.stances.append((first, last, layer, STANCES.index(item["stance"])))


def varied(text: str, chance: random.Random) -> str:
    """A text with other quotation marks, in another case, or with a closing mark lost; offsets stay."""
    if chance.random() < 0.3:
        text = _requoted(text, chance.choice(_QUOTES))
    if chance.random() < 0.05:
        marks = [i for i, char in enumerate(text) if char in '”"»']
        if marks:
            at = chance.choice(marks)
            text = f"{text[:at]} {text[at + 1 :]}"
    kind = chance.random()
    other = text.upper() if kind < 0.1 else text.lower() if kind < 0.15 else text
    return other if len(other) == len(text) else text


def _requoted(text: str, marks: tuple[str, str]) -> str:
    out, inside = [], False
    for char in text:
        if char in _OPENING or (char == '"' and not inside):
            inside = True
            out.append(marks[0])
        elif char in _CLOSING or char == '"':
            inside = False
            out.append(marks[1])
        else:
            inside = inside and char != "\n"
            out.append(char)
    return "".join(out)


def examples(rows: Sequence[dict[str, Any]], tokenizer: Tokenizer, chance: random.Random | None) -> Iterator[Example]:
    """The examples of some rows, each varied by chance if one is given."""
    for row in rows:
        text = varied(row["text"], chance) if chance else row["text"]
        yield label(pieces_of(text, tokenizer), row["attributions"])


def cut(example: Example, first: int | None) -> Iterator[Window]:
    """The windows of an example; an arc that leaves its window teaches nothing."""
    pieces = example.pieces
    features = np.array(pieces.features(0, len(pieces.ids)))
    for i, j in windows(pieces.ends, len(pieces.ids), LONGEST, first=first):
        arcs = example.arcs[:, i:j]
        inside = np.where((arcs >= i) & (arcs < j), arcs - i + 1, -100)
        stances = [(p - i + 1, s) for a, z, _, s in example.stances for p in range(a, z) if i <= p < j]
        yield Window(
            np.array(pieces.ids[i:j]), features[i:j], example.tags[:, i:j],
            np.where(arcs == NO_SOURCE, 0, inside), stances,
        )  # fmt: skip


def batches(
    rows: Sequence[dict[str, Any]], tokenizer: Tokenizer, chance: random.Random, size: int, empty: float
) -> list[list[Window]]:
    """The batches of one epoch: windows of like length together, in random order.

    Args:
        rows: annotated texts.
        tokenizer: the encoder's.
        chance: what varies the texts, cuts and order.
        size: windows of a batch.
        empty: the share of windows without any attribution that is kept.

    Returns:
        The batches.
    """
    kept = [
        window
        for example in examples(rows, tokenizer, chance)
        for window in cut(example, chance.randint(90, LONGEST))
        if window.tags.any() or chance.random() < empty
    ]
    chance.shuffle(kept)
    found: list[list[Window]] = []
    for start in range(0, len(kept), size * 16):
        group = sorted(kept[start : start + size * 16], key=lambda window: len(window.ids))
        found.extend(group[k : k + size] for k in range(0, len(group), size))
    chance.shuffle(found)
    return found
