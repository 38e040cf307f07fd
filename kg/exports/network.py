"""A case as a networkx graph, for measures and notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.exports.base import View
from kg.exports.drawn import graph_of
from kg.exports.graph import known

if TYPE_CHECKING:
    import networkx as nx


def network(view: View, name: str = "claims") -> nx.MultiDiGraph[str]:
    """The graph that `kg export gexf` writes, in memory.

    Args:
        view: what is read; a case is one.
        name: "claims" (the whole provenance) or "sources" (outlets and origins).

    Returns:
        Nodes by IRI with label, kind and what is known of them; edges by IRI as key with kind, label, weight. An edge
        that goes no way (a conflict, shared origins) is there both ways under one key.

    Raises:
        QueryError: there is no such view.
    """
    import networkx as nx  # noqa: PLC0415 - 0.5 s

    graph, made = graph_of(view, name), nx.MultiDiGraph()
    for node in graph.nodes():
        day = {"start": node.start} if node.start else {}
        made.add_node(node.iri, label=node.label, kind=node.kind, **known(node.values), **day)
    for edge in graph.edges():
        ends = (
            [(edge.source, edge.target)] if edge.directed else [(edge.source, edge.target), (edge.target, edge.source)]
        )
        for a, b in ends:
            told = known(edge.values)
            made.add_edge(a, b, edge.iri, kind=edge.kind, label=edge.label, weight=edge.weight, **told)
    return made
