"""The network: a BERT encoder with one linear layer a tag layer, one for stances, and one arc scorer a tag layer."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from kg.extract.pieces import CASES
from training.tagger.data import LABELS, LAYERS, STANCES

STATES = 3
ARC_SIZE = 96
BUCKETS = 33
OUTPUTS = ("tags", "nested", "stance", "arcs", "nested_arcs")
_POSITIONS = 512


def bucket(distance: Tensor) -> Tensor:
    """The bucket of a signed distance in pieces, by its logarithm."""
    size = torch.clamp(torch.floor(2 * torch.log2(distance.abs().float() + 1)), max=BUCKETS // 2)
    return (torch.sign(distance) * size).long() + BUCKETS // 2


class Net(nn.Module):
    """Logits of tags, stances and arcs for windows of word pieces.

    An arc leads from a piece of a content or a carrier to the first piece of its cue, and from a cue to that
    of its source; place 0, the classification symbol, stands for no source.
    """

    def __init__(self, folder: Path, *, exporting: bool = False) -> None:
        super().__init__()
        attention = "eager" if exporting else "sdpa"
        self.enc = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation=attention)
        size = self.enc.config.hidden_size
        self.features = nn.Embedding(STATES * CASES, size)
        nn.init.zeros_(self.features.weight)
        self.drop = nn.Dropout(0.1)
        self.tags = nn.ModuleList([nn.Linear(size, LABELS) for _ in range(LAYERS)])
        self.stance = nn.Linear(size, len(STANCES))
        self.arc_from = nn.ModuleList([nn.Linear(size, ARC_SIZE) for _ in range(LAYERS)])
        self.arc_to = nn.ModuleList([nn.Linear(size, ARC_SIZE) for _ in range(LAYERS)])
        far = (torch.arange(BUCKETS) - BUCKETS // 2).abs().float()
        self.near = nn.Parameter((-0.3 * far).repeat(LAYERS, 1))
        self.none = nn.Parameter(torch.full((LAYERS,), -2.0))
        places = torch.arange(_POSITIONS)
        self.register_buffer("buckets", bucket(places[None] - places[:, None]), persistent=False)
        with torch.no_grad():
            self.tags[1].bias[0] = 3.0

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """Logits in the order of `OUTPUTS`."""
        embedded = self.enc.embeddings.word_embeddings(ids) + self.features(features)
        x = self.drop(self.enc(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)
        length = ids.size(1)
        no_source = (torch.arange(length) == 0).float()[None, None]
        buckets = self.buckets[:length, :length]
        arcs = [
            torch.matmul(self.arc_from[n](x), self.arc_to[n](x).transpose(1, 2)) * ARC_SIZE**-0.5
            + self.near[n][buckets] * (1 - no_source)
            + self.none[n] * no_source
            for n in range(LAYERS)
        ]
        return self.tags[0](x), self.tags[1](x), self.stance(x), arcs[0], arcs[1]
