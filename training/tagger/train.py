"""Trains the tagger on whosaid/train (without its dev quarter) and whosaid/written, on one thread.

Usage: python -m training.tagger.train CORPORA ENCODER OUT [--epochs N] [--from CHECKPOINT] [--rate R]

After each epoch OUT/last.pt is written, with the losses on the dev quarter in OUT/log.jsonl.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from tokenizers import Tokenizer
from torch import Tensor

from training.tagger.data import LABELS, LAYERS, STANCES, Window, batches, cut, dev_rows, examples
from training.tagger.data import training_rows as rows_of
from training.tagger.net import Net

SIZE = 4
EMPTY = 0.5
WARM_UP = 40
HEADS_FASTER = 5
WEIGHTS = {"tags": 1.0, "arcs": 0.5, "nested": 1.0, "nested_arcs": 0.3, "stance": 0.2}
CLASS_POWER = 0.5
"""Stances weigh the inverse of their frequency to this power."""


class Batch:
    """Padded tensors of some windows."""

    def __init__(self, windows: Sequence[Window], tokenizer: Tokenizer) -> None:
        count, width = len(windows), max(len(window.ids) for window in windows) + 2
        self.ids = torch.full((count, width), tokenizer.token_to_id("[PAD]"))
        self.mask, self.features = torch.zeros(count, width, dtype=torch.long), torch.zeros(count, width).long()
        self.tags, self.arcs = torch.full((LAYERS, count, width), -100), torch.full((LAYERS, count, width), -100)
        self.stances = [(r, p, s) for r, window in enumerate(windows) for p, s in window.stances]
        for r, window in enumerate(windows):
            n = len(window.ids)
            self.ids[r, 0], self.ids[r, n + 1] = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
            self.ids[r, 1 : n + 1] = torch.from_numpy(window.ids)
            self.mask[r, : n + 2] = 1
            self.features[r, 1 : n + 1] = torch.from_numpy(window.features)
            self.tags[:, r, 1 : n + 1] = torch.from_numpy(window.tags)
            self.arcs[:, r, 1 : n + 1] = torch.from_numpy(window.arcs)


def losses(net: Net, batch: Batch, stance_weights: Tensor) -> dict[str, Tensor]:
    """The loss of each head over a batch, weighted."""
    out = net(batch.ids, batch.mask, batch.features)
    found = {}
    for n, (tags, arcs) in enumerate((("tags", "arcs"), ("nested", "nested_arcs"))):
        found[tags] = F.cross_entropy(out[n].reshape(-1, LABELS), batch.tags[n].view(-1), ignore_index=-100)
        wanted = batch.arcs[n].view(-1)
        scores = out[3 + n].masked_fill(batch.mask[:, None] == 0, -1e4).flatten(0, 1)
        chosen = wanted >= 0
        if chosen.any():
            found[arcs] = F.cross_entropy(scores[chosen], wanted[chosen])
    if batch.stances:
        r, p, s = (list(column) for column in zip(*batch.stances, strict=True))
        found["stance"] = F.cross_entropy(out[2][r, p], torch.tensor(s), stance_weights)
    return {name: WEIGHTS[name] * value for name, value in found.items()}


def weights_of_stances(rows: Sequence[dict[str, Any]]) -> Tensor:
    """Rare stances weigh more."""
    counts = Counter(item["stance"] for row in rows for item in row["attributions"])
    raw = torch.tensor([(counts[stance] + 1) ** -CLASS_POWER for stance in STANCES])
    return raw / raw.mean()


def groups(net: Net, rate: float) -> list[dict[str, Any]]:
    """Parameters with their rates: heads learn faster than the encoder, biases do not decay."""
    for parameter in net.enc.embeddings.parameters():
        parameter.requires_grad = False
    own = [(name.startswith("enc."), p) for name, p in net.named_parameters() if p.requires_grad]
    return [
        {
            "params": [p for encoder, p in own if encoder is inner and (p.dim() > 1) is heavy],
            "weight_decay": 0.01 * heavy,
            "top": rate if inner else rate * HEADS_FASTER,
        }
        for inner in (True, False)
        for heavy in (True, False)
    ]


def prior(rows: Sequence[dict[str, Any]], tokenizer: Tokenizer) -> np.ndarray:
    """How much likelier than by chance one label follows another, in log odds, a layer."""
    counts = np.ones((LAYERS, LABELS, LABELS))
    for example in examples(rows, tokenizer, None):
        for n in range(LAYERS):
            np.add.at(counts[n], (example.tags[n][:-1], example.tags[n][1:]), 1)
    follows = np.log(counts / counts.sum(2, keepdims=True))
    return follows - np.log(counts.sum(1) / counts.sum((1, 2))[:, None])[:, None]


@torch.inference_mode()
def dev_losses(
    net: Net, rows: Sequence[dict[str, Any]], tokenizer: Tokenizer, stance_weights: Tensor
) -> dict[str, float]:
    """The mean loss of each head on texts that are not trained on."""
    net.eval()
    windows = [window for example in examples(rows, tokenizer, None) for window in cut(example, None)]
    found = [losses(net, Batch([window], tokenizer), stance_weights) for window in windows]
    net.train()
    return {name: float(np.mean([item[name] for item in found if name in item])) for name in WEIGHTS}


class Run:
    """One training run."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options, self.chance = options, random.Random(options.seed)
        self.tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.rows, self.dev = rows_of(options.corpora), dev_rows(options.corpora)
        self.stances = weights_of_stances(self.rows)
        self.net = Net(options.encoder)
        if options.start:
            self.net.load_state_dict(torch.load(options.start, weights_only=True)["net"])
        self.optimizer = torch.optim.AdamW(groups(self.net, options.rate), lr=options.rate)
        self.steps, self.total, self.pieces = 0, 0, 0

    def epoch(self) -> None:
        """One pass over the texts."""
        todo = batches(self.rows, self.tokenizer, self.chance, SIZE, EMPTY)
        self.total = self.total or int(len(todo) * self.options.epochs)
        sums: Counter[str] = Counter()
        for n, windows in enumerate(todo):
            if self.steps >= self.total:
                break
            for name, value in self.step(windows).items():
                sums[name] += value
            if n % 40 == 39:
                self.say(sums, 40)
                sums.clear()

    def step(self, windows: Sequence[Window]) -> dict[str, float]:
        """One step of the optimizer, at its place in the schedule."""
        share = min(1.0, (self.steps + 1) / WARM_UP) * max(0.02, 1 - self.steps / self.total)
        for group in self.optimizer.param_groups:
            group["lr"] = group["top"] * share
        batch = Batch(windows, self.tokenizer)
        found = losses(self.net, batch, self.stances)
        torch.stack(list(found.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_([p for p in self.net.parameters() if p.requires_grad], 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.steps += 1
        self.pieces += int(batch.mask.sum())
        return {name: float(value.detach()) for name, value in found.items()}

    def say(self, sums: Counter[str], count: int) -> None:
        """Print where the run stands."""
        means = " ".join(f"{name} {sums[name] / count:.4f}" for name in WEIGHTS)
        seconds = time.process_time()
        print(
            f"{self.steps}/{self.total} {means} {self.pieces / seconds:.0f} pieces a CPU-second, {seconds:.0f} s",
            flush=True,
        )

    def save(self, epoch: int) -> None:
        """Write the checkpoint, and the losses on the dev quarter."""
        torch.save({"net": self.net.state_dict(), "epoch": epoch}, self.options.out / "last.pt")
        found = dev_losses(self.net, self.dev, self.tokenizer, self.stances)
        row = {"epoch": epoch, "seconds": round(time.process_time()), "dev": found, "sum": sum(found.values())}
        with (self.options.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    for name in ("corpora", "encoder", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=float, default=7)
    parser.add_argument("--from", dest="start", type=Path)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    run, epoch = Run(options), 0
    np.save(options.out / "prior.npy", prior(run.rows, run.tokenizer))
    while not run.total or run.steps < run.total:
        epoch += 1
        run.epoch()
        run.save(epoch)


if __name__ == "__main__":
    main()
