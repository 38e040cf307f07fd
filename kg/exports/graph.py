"""A case as nodes and edges, for the tools that draw: what a view gives, and how it is streamed.

Nodes and edges are made anew at each reading, so that a writer holds no more than one number a node.
"""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.model.identifiers import mint
from kg.model.record import Record

Scalar = str | int | float | bool | tuple[str, ...] | None
Values = Mapping[str, Scalar]
NODE_COLUMNS: Final = {
    "iri": "string",
    "kind": "string",
    "speaker": "string",
    "outlet": "string",
    "published": "string",
    "quote": "string",
    "spans": "liststring",
    "form": "string",
    "stance": "string",
    "polarity": "string",
    "hedges": "liststring",
    "via": "liststring",
    "figure": "string",
    "low": "double",
    "high": "double",
    "best": "double",
    "confidence": "double",
    "state": "string",
    "event": "string",
    "place": "liststring",
    "origins": "integer",
    "articles": "integer",
}
"""Column of nodes -> its one type, in the words of GEXF; every value of a column is of it or is left out."""
EDGE_COLUMNS: Final = {
    "iri": "string",
    "why": "string",
    "rule": "string",
    "origin": "string",
    "merged": "integer",
}
"""The same for edges; `merged` says how many relations of the case one edge stands for."""
COLOURS: Final = {
    "article": (120, 120, 120),
    "claim": (31, 119, 180),
    "actor": (255, 127, 14),
    "topic": (148, 103, 189),
    "outlet": (44, 160, 44),
}
"""Type of a node -> red, green, blue."""
EDGE_COLOURS: Final = {"CONFLICT": (200, 30, 30), "DISPUTES": (200, 30, 30), "DENIED": (200, 30, 30)}
PLAIN: Final = (150, 150, 150)
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LABEL: Final = 60


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph.

    Attributes:
        iri: unique among nodes.
        label: short and readable.
        kind: what it is; a key of `COLOURS`.
        values: column -> value.
        start: the day from which it is there; None where it is not known to the day.
    """

    iri: str
    label: str
    kind: str
    values: Values = field(default_factory=dict)
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of the graph; no two have one source, target and kind.

    Attributes:
        source, target: IRIs of nodes.
        kind: the relation, in capitals.
        directed: whether it goes one way.
        weight: how much it counts.
        values: column -> value.
    """

    source: str
    target: str
    kind: str
    directed: bool = True
    weight: int = 1
    values: Values = field(default_factory=dict)

    @property
    def iri(self) -> str:
        """Its own identifier: drawing tools lose edges that share one."""
        return mint("comparison", "edge", self.source, self.target, self.kind)

    @property
    def label(self) -> str:
        """The relation in words."""
        return self.kind.lower().replace("_", " ")


class Graph(ABC):
    """What a writer streams."""

    @abstractmethod
    def nodes(self) -> Iterator[Node]:
        """All nodes, in one order."""

    @abstractmethod
    def edges(self) -> Iterator[Edge]:
        """All edges, in one order; both ends are nodes."""

    def degrees(self) -> dict[str, int]:
        """Node -> how many edges end in it."""
        found = {node.iri: 0 for node in self.nodes()}
        for edge in self.edges():
            found[edge.source] += 1
            found[edge.target] += 1
        return found


def clean(text: str) -> str:
    """Text without the characters that XML forbids."""
    return _ILLEGAL.sub("", text)


def short(text: str) -> str:
    """A label of one line."""
    words = " ".join(clean(text).split())
    return words if len(words) <= _LABEL else words[: _LABEL - 1] + "…"


def day_of(record: Record) -> str | None:
    """The day of publication; None unless it is known to the day, since a timeline takes no months."""
    when = record.article.published
    return when.start[:10] if when and len(when.start) >= 10 else None


def size(degree: int) -> float:
    """How large a node is drawn."""
    return round(4.0 + 2.0 * math.sqrt(min(degree, 60)), 2)


def colour(edge: Edge) -> tuple[int, int, int]:
    """How an edge is drawn: what disputes is red."""
    return EDGE_COLOURS.get(edge.kind, PLAIN)


def known(values: Values) -> dict[str, str | int | float | bool | tuple[str, ...]]:
    """The values that there are; a tool that reads "None" takes it for a word."""
    return {key: value for key, value in values.items() if value is not None and value not in ("", ())}
