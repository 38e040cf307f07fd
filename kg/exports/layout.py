"""Where nodes are drawn at first; every tool can lay them out anew."""

from __future__ import annotations

from itertools import islice
from typing import Final

from kg.exports.graph import Graph

MOST_BY_FORCE: Final = 499
"""Larger graphs are laid out on a spiral: the forces between all pairs take too long."""
MOST: Final = 20_000
"""Larger graphs get no positions: tools that open them place the nodes themselves."""
_APART: Final = 40.0


def positions(graph: Graph) -> dict[str, tuple[float, float]]:
    """A position for every node: by Fruchterman and Reingold's forces (1991), or on a spiral.

    Args:
        graph: any.

    Returns:
        Node -> x and y, rounded to a tenth; the same graph gives the same positions. Empty for a large graph.
    """
    names = list(islice((node.iri for node in graph.nodes()), MOST + 1))
    if len(names) > MOST:
        return {}
    import networkx as nx  # noqa: PLC0415 - 0.5 s

    drawn = nx.Graph()
    drawn.add_nodes_from(names)
    if len(drawn) > MOST_BY_FORCE:
        found = nx.spiral_layout(drawn, equidistant=True)
    else:
        drawn.add_edges_from((edge.source, edge.target) for edge in graph.edges())
        found = nx.spring_layout(drawn, pos=nx.circular_layout(drawn), iterations=100, seed=1)
    scale = _APART * max(len(drawn), 1) ** 0.5
    return {iri: (round(float(x) * scale, 1) + 0.0, round(float(y) * scale, 1) + 0.0) for iri, (x, y) in found.items()}
