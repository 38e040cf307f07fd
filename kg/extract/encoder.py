"""The shipped encoder: its files, checked, and what it scores of a document's word pieces."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from kg.extract.pieces import Pieces, windows
from kg.model.errors import ContractError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

CONFIG, NETWORK, TOKENIZER = "config.json", "tagger.onnx", "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Scores:
    """Log probabilities over the pieces of a section.

    Attributes:
        tags: a label, by layer and piece.
        stances: a stance, by piece.
        arcs: for each window its first and last piece and, by layer and piece, the piece that it hangs on:
            place 0 for none, then those of the window.
    """

    tags: NDArray[Any]
    stances: NDArray[Any]
    arcs: tuple[tuple[int, int, NDArray[Any]], ...]


def _log_softmax(logits: NDArray[Any]) -> NDArray[Any]:
    import numpy as np  # noqa: PLC0415 - only who extracts pays for it

    shifted = logits - logits.max(-1, keepdims=True)
    result: NDArray[Any] = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


class Encoder:
    """A trained tagger in a folder: a network in ONNX, its tokenizer, and a description of both."""

    def __init__(self, folder: Traversable) -> None:
        self.folder = folder

    @cached_property
    def config(self) -> Mapping[str, Any]:
        """The description: label set, constants of decoding, versions, digests of the other files."""
        found: dict[str, Any] = json.loads(self.folder.joinpath(CONFIG).read_text("utf-8"))
        return found

    @property
    def version(self) -> str:
        """The version of the network and the tokenizer together."""
        digests = self.config["files"]
        return f"{self.config['version']}.{digests[NETWORK][:8]}.{digests[TOKENIZER][:8]}"

    def _bytes(self, name: str) -> bytes:
        """A file, if it is the one that the description names."""
        found = self.folder.joinpath(name).read_bytes()
        if sha256(found).hexdigest() != self.config["files"][name]:
            raise ContractError("is not the file that config.json beside it describes", file=str(self.folder / name))
        return found

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer, which neither cuts nor pads."""
        from tokenizers import Tokenizer  # noqa: PLC0415 - as above

        found: Tokenizer = Tokenizer.from_buffer(self._bytes(TOKENIZER))
        found.no_truncation()
        found.no_padding()
        return found

    @cached_property
    def session(self) -> InferenceSession:
        """The network on one thread, so that its figures do not depend on the machine's cores."""
        import onnxruntime  # noqa: PLC0415 - as above

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(self._bytes(NETWORK), options, providers=["CPUExecutionProvider"])

    def _window(self, pieces: Pieces, first: int, last: int) -> list[NDArray[Any]]:
        """The logits of a window's pieces; arcs keep their first column, the symbol in front."""
        import numpy as np  # noqa: PLC0415 - as above

        before, behind = self.tokenizer.token_to_id("[CLS]"), self.tokenizer.token_to_id("[SEP]")
        ids = np.array([[before, *pieces.ids[first:last], behind]], np.int64)
        features = np.array([[0, *pieces.features(first, last), 0]], np.int64)
        found = self.session.run(None, {"ids": ids, "mask": np.ones_like(ids), "features": features})
        tags, nested, stance, arcs, nested_arcs = (item[0, 1:-1] for item in found)
        return [np.stack([tags, nested]), stance, np.stack([arcs, nested_arcs])[:, :, :-1]]

    def score(self, pieces: Pieces) -> Scores:
        """The scores of a section's pieces, each from the window in which it lies deepest.

        Args:
            pieces: a section.

        Returns:
            Its scores.
        """
        import numpy as np  # noqa: PLC0415 - as above

        length, reach = len(pieces.ids), self.config["windows"]
        tags = np.zeros((2, length, 1 + 2 * len(self.config["kinds"])), np.float32)
        stances = np.zeros((length, len(self.config["stances"])), np.float32)
        deepest, arcs = np.full(length, -1), []
        for first, last in windows(pieces.ends, length, reach["longest"], reach["overlap"]):
            read = self._window(pieces, first, last)
            place = np.arange(last - first)
            left = place + (length if first == 0 else 0)
            depth = np.minimum(left, last - first - 1 - place + (length if last == length else 0))
            better = depth > deepest[first:last]
            tags[:, first:last][:, better] = _log_softmax(read[0])[:, better]
            stances[first:last][better] = _log_softmax(read[1])[better]
            deepest[first:last] = np.maximum(depth, deepest[first:last])
            arcs.append((first, last, _log_softmax(read[2])))
        return Scores(tags, stances, tuple(arcs))


@cache
def shipped() -> Encoder:
    """The encoder of this package, loaded once a process."""
    return Encoder(files("kg.extract").joinpath("models"))
