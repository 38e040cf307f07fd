"""Where nodes are drawn at first; every tool can lay them out anew."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Final

from kg.exports.graph import Graph

if TYPE_CHECKING:
    import networkx as nx

MOST_BY_FORCE: Final = 499
"""Larger components are laid out on a spiral: the forces between all pairs take too long."""
MOST: Final = 20_000
"""Larger graphs get no positions: tools that open them place the nodes themselves."""
_APART: Final = 40.0
Places = dict[str, tuple[float, float]]


def positions(graph: Graph) -> Places:
    """A position for every node: each component by Fruchterman and Reingold's forces (1991), or on a spiral.

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
    drawn.add_edges_from((edge.source, edge.target) for edge in graph.edges())
    order = {name: n for n, name in enumerate(names)}
    parts = [sorted(part, key=order.__getitem__) for part in nx.connected_components(drawn)]
    parts.sort(key=lambda part: (-len(part), order[part[0]]))
    return _packed([_placed(drawn, part) for part in parts])


def _placed(drawn: nx.Graph[str], part: list[str]) -> Places:
    """A component, its corner at the origin."""
    import networkx as nx  # noqa: PLC0415 - as above

    inside = nx.Graph()
    inside.add_nodes_from(part)
    inside.add_edges_from(drawn.edges(part))
    if len(part) > MOST_BY_FORCE:
        found = nx.spiral_layout(inside, equidistant=True)
    else:
        found = nx.spring_layout(inside, pos=nx.circular_layout(inside), iterations=100, seed=1)
    scale, left = _APART * math.sqrt(len(part)), min(float(x) for x, _ in found.values())
    bottom = min(float(y) for _, y in found.values())
    return {iri: ((float(x) - left) * scale, (float(y) - bottom) * scale) for iri, (x, y) in found.items()}


def _packed(parts: list[Places]) -> Places:
    """Components side by side in rows, about as wide as high."""
    sizes = [(max(x for x, _ in part.values()) + _APART, max(y for _, y in part.values()) + _APART) for part in parts]
    most = max([math.sqrt(sum(w * h for w, h in sizes)) * 1.3, *(w for w, _ in sizes)], default=0.0)
    found: Places = {}
    left = bottom = height = 0.0
    for part, (width, high) in zip(parts, sizes, strict=True):
        if left + width > most:
            left, bottom, height = 0.0, bottom + height, 0.0
        found |= {iri: (round(left + x, 1), round(bottom + y, 1)) for iri, (x, y) in part.items()}
        left, height = left + width, max(height, high)
    return found
