"""Writes the folder that the product reads: the network as int8 ONNX with its heads in floats, and what describes it.

Usage: python -m training.tagger.export RUN ENCODER OUT --version V

Plain int8 costs the choice of sources 3 points of F1; the heads stay as they are.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.tagger.data import KINDS, LAYERS, LONGEST, STANCES
from training.tagger.net import OUTPUTS, Net

INPUTS = ("ids", "mask", "features")
OVERLAP = 64
PRIOR_WEIGHT = (0.5, 0.0)
LINK = {"piece": 0.08, "sentence": 2.0, "paragraph": 2.0}


def to_onnx(net: Net, path: Path) -> None:
    """Write the network in floats."""
    ids = torch.randint(1000, 20000, (1, 64))
    axes = {name: {0: "batch", 1: "length"} for name in (*INPUTS, *OUTPUTS)}
    for name in OUTPUTS[3:]:
        axes[name] = {0: "batch", 1: "length", 2: "head"}
    torch.onnx.export(
        net, (ids, torch.ones_like(ids), torch.zeros_like(ids)), str(path), input_names=list(INPUTS),
        output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def to_int8(source: Path, target: Path) -> None:
    """Quantise the encoder's weights, a scale a channel."""
    nodes = onnx.load(str(source)).graph.node
    heads = [node.name for node in nodes if node.op_type in ("MatMul", "Gemm") and "/enc/" not in node.name]
    quantize_dynamic(
        str(source), str(target), nodes_to_exclude=heads, weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
    )  # fmt: skip


def config(out: Path, prior: np.ndarray, version: str) -> dict[str, object]:
    """What the product must know of the network."""
    return {
        "version": version,
        "kinds": KINDS,
        "stances": STANCES,
        "windows": {"longest": LONGEST, "overlap": OVERLAP},
        "prior": np.round(prior, 3).tolist(),
        "prior_weight": PRIOR_WEIGHT,
        "outside": [0.0] * LAYERS,
        "link": LINK,
        "files": {name: sha256((out / name).read_bytes()).hexdigest() for name in ("tagger.onnx", "tokenizer.json")},
    }


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    for name in ("run", "encoder", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--version", required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    net = Net(options.encoder, exporting=True)
    net.load_state_dict(torch.load(options.run / "last.pt", weights_only=True)["net"])
    net.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        to_onnx(net, Path(folder) / "floats.onnx")
        to_int8(Path(folder) / "floats.onnx", options.out / "tagger.onnx")
    shutil.copy(options.encoder / "tokenizer.json", options.out)
    described = config(options.out, np.load(options.run / "prior.npy"), options.version)
    (options.out / "config.json").write_text(json.dumps(described, indent=1) + "\n")


if __name__ == "__main__":
    main()
