"""What the exporters of graphs share: their views, and how nodes and edges are read out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.exports.base import TextExporter, View
from kg.exports.graph import Edge, Graph, Node, Scalar, known, size
from kg.exports.layout import positions
from kg.exports.provenance import Provenance
from kg.exports.sources import Sources
from kg.model.errors import QueryError
from kg.model.identifiers import URN

VIEWS: Final[dict[str, Callable[[View], Graph]]] = {"claims": Provenance, "sources": Sources}
"""Name of a view -> its graph."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A node with what a drawing needs."""

    node: Node
    size: float
    place: tuple[float, float] | None

    @property
    def values(self) -> dict[str, str | int | float | bool | tuple[str, ...]]:
        """Its columns."""
        return known({"iri": self.node.iri, "kind": self.node.kind, **self.node.values})


class GraphExporter(TextExporter):
    """An exporter of nodes and edges.

    Args:
        base: what instance IRIs start with.
        view: "claims" (the whole provenance) or "sources" (outlets and origins).

    Raises:
        QueryError: there is no such view.
    """

    def __init__(self, *, base: str = URN, view: str = "claims") -> None:
        super().__init__(base=base)
        self.view = _known(view)

    def pieces(self, view: View) -> Iterator[str]:
        """The document, element by element."""
        return self.document(graph_of(view, self.view))

    @abstractmethod
    def document(self, graph: Graph) -> Iterator[str]:
        """The document of any graph."""


def _known(name: str) -> str:
    if name not in VIEWS:
        raise QueryError(f"no view {name!r}; there are {', '.join(VIEWS)}")
    return name


def graph_of(view: View, name: str) -> Graph:
    """What is exported, as the graph of one of `VIEWS`.

    Args:
        view: what is exported.
        name: of the graph.

    Returns:
        The graph.

    Raises:
        QueryError: there is no such view.
    """
    return VIEWS[_known(name)](view)


def drawn_nodes(graph: Graph) -> Iterator[Drawn]:
    """Every node, each IRI once, sized by its edges and placed."""
    degrees, places = graph.degrees(), positions(graph)
    for node in graph.nodes():
        if (degree := degrees.pop(node.iri, None)) is not None:
            yield Drawn(node, size(degree), places.get(node.iri))


def edge_values(edge: Edge) -> dict[str, Scalar]:
    """The columns of an edge."""
    return {"iri": edge.iri, **known(edge.values)}
