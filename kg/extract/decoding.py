"""From the encoder's scores to attributions: constrained Viterbi over the tags, then the links."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.extract.encoder import Encoder, Scores
from kg.extract.pieces import MARK, Pieces, windows
from kg.model.spans import Span, Spans
from kg.model.vocabulary import Stance

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SECTION = 4000
"""Pieces that are decoded at once: an article whole, a book in parts, so that memory stays bounded."""
_NEVER = -1e4
_FAINT = 1e-5
_OUTSIDE = 0


class Segment(NamedTuple):
    """A run of pieces of one kind."""

    kind: str
    first: int
    last: int


@dataclass(slots=True)
class Said:
    """An attribution as the encoder sees it.

    Attributes:
        source, cue, content: spans of the text.
        carriers: one span each.
        stances: how probable each is, where there is a cue.
        nested: whether it is of the inner layer.
        within: the one that it is nested in, where that is known before all are.
        sure: how probable its tags and links are, for the confidence.
    """

    source: Spans
    cue: Spans
    content: Spans = ()
    carriers: tuple[Span, ...] = ()
    stances: dict[Stance, float] = field(default_factory=dict)
    nested: bool = False
    within: Said | None = None
    sure: dict[str, float] = field(default_factory=dict)


def viterbi(scores: NDArray[Any], moves: NDArray[Any]) -> list[int]:
    """The best row of labels.

    Args:
        scores: log probabilities by piece and label.
        moves: by label and label that follows it.

    Returns:
        One label a piece.
    """
    import numpy as np  # noqa: PLC0415 - only who extracts pays for it

    best = scores[0].copy()
    best[2::2] = _NEVER
    back = np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        reached = best[:, None] + moves
        back[i] = reached.argmax(0)
        best = reached.max(0) + scores[i]
    path = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


def segments(labels: Iterable[int], kinds: Sequence[str]) -> list[Segment]:
    """The runs of a row of labels: odd ones begin a run, the even one behind each goes on with it."""
    found: list[Segment] = []
    current: tuple[int, int] | None = None
    end = 0
    for i, label in enumerate(labels):
        kind, end = (label + 1) // 2, i + 1
        if current and (label % 2 or kind != current[0]):
            found.append(Segment(kinds[current[0] - 1], current[1], i))
            current = None
        if label and current is None:
            current = kind, i
    if current:
        found.append(Segment(kinds[current[0] - 1], current[1], end))
    return found


def allowed(labels: int) -> NDArray[Any]:
    """What may follow what: a run goes on only behind its own kind."""
    import numpy as np  # noqa: PLC0415 - as above

    moves = np.zeros((labels, labels))
    for goes_on in range(2, labels, 2):
        moves[:, goes_on] = _NEVER
        moves[goes_on - 1 : goes_on + 1, goes_on] = 0
    return moves


class Section:
    """The segments of one section and layer, and what they hang on."""

    def __init__(self, text: str, pieces: Pieces, scores: Scores, layer: int, config: Mapping[str, Any]) -> None:
        self.text, self.pieces, self.scores, self.layer, self.config = text, pieces, scores, layer, config
        self.tags = scores.tags[layer]
        self.segments = self._segments()

    def _segments(self) -> list[Segment]:
        import numpy as np  # noqa: PLC0415 - as above

        kinds: Sequence[str] = self.config["kinds"]
        tags = self.tags.copy()
        tags[:, _OUTSIDE] += self.config["outside"][self.layer]
        mark = np.array(self.pieces.quoted) == MARK
        cue = 2 * kinds.index("cue") + 1
        tags[mark, cue : cue + 2] = _NEVER
        prior = np.array(self.config["prior"][self.layer]) * self.config["prior_weight"][self.layer]
        return segments(viterbi(tags, allowed(tags.shape[1]) + prior), kinds)

    def of(self, *kinds: str) -> list[Segment]:
        """The segments of some kinds."""
        return [segment for segment in self.segments if segment.kind in kinds]

    def _cost(self, one: Segment, two: Segment) -> float:
        """What a link costs for the pieces between its ends and the sentences and paragraphs that it leaves."""
        left, right = sorted((one, two), key=lambda segment: segment.first)
        start, end = left.last, right.first
        costs = self.config["link"]

        def crossed(places: Sequence[int], a: int, b: int) -> int:
            return max(0, bisect_left(places, b) - bisect_left(places, a))

        return float(
            costs["piece"] * max(0, end - start)
            + costs["sentence"] * crossed(self.pieces.ends, start + 1, end + 1)
            + costs["paragraph"] * crossed(self.pieces.marks, start, end)
        )

    def link(self, segment: Segment, heads: Sequence[Segment], *, none: bool) -> tuple[Segment | None, float]:
        """What a segment hangs on, and how probable that is.

        Args:
            segment: a content, carrier or cue.
            heads: what it can hang on.
            none: whether it can hang on nothing.

        Returns:
            The head, or None, with its share among all of them.
        """
        import numpy as np  # noqa: PLC0415 - as above

        found: dict[Segment | None, float] = {}
        for first, last, arcs in self.scores.arcs:
            a, z = max(first, segment.first), min(last, segment.last)
            if z <= a:
                continue
            mean = np.exp(arcs[self.layer, a - first : z - first]).mean(0) * (z - a) / (segment.last - segment.first)
            near = [head for head in heads if first <= head.first < last]
            for head, place in [(head, head.first - first + 1) for head in near] + [(None, 0)] * none:
                value = float(np.log(mean[place] + _FAINT))
                found[head] = max(found.get(head, _NEVER), value)
        for head in found:
            if head is not None:
                found[head] -= self._cost(segment, head)
        if not found:
            return None, 0.0
        best = max(found, key=lambda head: found[head])
        return best, 1 / sum(float(np.exp(value - found[best])) for value in found.values())

    def span(self, segment: Segment) -> Span:
        """The text under a segment, without white space at its ends, a source without the comma behind it."""
        start, end = self.pieces.spans[segment.first][0], self.pieces.spans[segment.last - 1][1]
        while start < end and self.text[start].isspace():
            start += 1
        loose = ",;:" if segment.kind == "source" else ""
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in loose):
            end -= 1
        return start, end

    def _sure(self, segment: Segment) -> float:
        """The mean probability of a segment's label."""
        import numpy as np  # noqa: PLC0415 - as above

        label = 2 * list(self.config["kinds"]).index(segment.kind) + 1
        inside = self.tags[segment.first : segment.last, label : label + 2]
        return float(np.exp(inside).sum(1).mean())

    def _stances(self, cue: Segment) -> dict[Stance, float]:
        import numpy as np  # noqa: PLC0415 - as above

        mean = np.exp(self.scores.stances[cue.first : cue.last]).mean(0)
        return {Stance(name): float(share) for name, share in zip(self.config["stances"], mean, strict=True)}

    def _spoken_by(self, cue: Segment, sources: Sequence[Segment]) -> Said:
        source, share = self.link(cue, sources, none=True)
        sure = {"cue": self._sure(cue), "source": self._sure(source) if source else share}
        sure["source_link"] = share
        spans = (self.span(source),) if source else ()
        return Said(spans, (self.span(cue),), stances=self._stances(cue), nested=self.layer > 0, sure=sure)

    def attributions(self) -> list[Said]:
        """The attributions of the layer; a content that hangs on a source alone has no cue."""
        sources, cues = self.of("source"), self.of("cue")
        found = {cue: self._spoken_by(cue, sources) for cue in cues}
        for content in self.of("content"):
            head, share = self.link(content, [*cues, *sources], none=False)
            if head is None:
                continue
            if head not in found:
                sure = {"cue": 1.0, "source": self._sure(head), "source_link": 1.0}
                found[head] = Said((self.span(head),), (), nested=self.layer > 0, sure=sure)
            own = {"content": self._sure(content), "content_link": share}
            for name, value in own.items():
                found[head].sure[name] = min(value, found[head].sure.get(name, 1.0))
            found[head].content = (*found[head].content, self.span(content))
        for carrier in self.of("via"):
            head, _ = self.link(carrier, cues, none=False)
            if head is not None:
                found[head].carriers = (*found[head].carriers, self.span(carrier))
        return [said for said in found.values() if said.content]


def decode(text: str, pieces: Pieces, encoder: Encoder) -> list[Said]:
    """The attributions of a document.

    Args:
        text: the document's text.
        pieces: its word pieces.
        encoder: what scores them.

    Returns:
        In order of the text; an inner one behind the outer one that begins where it does.
    """
    found: list[Said] = []
    for first, last in windows(pieces.ends, len(pieces.ids), _SECTION):
        part = pieces.part(first, last)
        scores = encoder.score(part)
        for layer in range(2):
            found.extend(Section(text, part, scores, layer, encoder.config).attributions())
    return sorted(found, key=lambda said: (min((*said.source, *said.cue, *said.content))[0], said.nested))
