"""Cytoscape.js elements: JSON of nodes and edges, as Cytoscape and pages read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, ClassVar

from kg.exports.drawn import Drawn, GraphExporter, drawn_nodes, edge_values
from kg.exports.graph import COLOURS, Edge, Graph, Values, known


class Cytoscape(GraphExporter):
    """Cytoscape.js JSON (js.cytoscape.org, "elements" grouped by kind); ids and names are text.

    networkx.cytoscape_graph takes a node from its `value`, an edge from its `key`; the ids stand there, too.
    """

    title: ClassVar = "Cytoscape.js JSON, for Cytoscape and web pages"
    suffix: ClassVar = ".cyjs"

    def document(self, graph: Graph) -> Iterator[str]:
        """The document, one element a line."""
        yield '{"data": {"name": "claimgraph"},\n"elements": {"nodes": [\n'
        yield from _lines(map(_node, drawn_nodes(graph)))
        yield '\n],\n"edges": [\n'
        yield from _lines(map(_edge, graph.edges()))
        yield "\n]}}\n"


def _lines(elements: Iterator[dict[str, Any]]) -> Iterator[str]:
    for n, element in enumerate(elements):
        yield (",\n" if n else "") + json.dumps(element, ensure_ascii=False, sort_keys=True)


def _node(drawn: Drawn) -> dict[str, Any]:
    node = drawn.node
    red, green, blue = COLOURS[node.kind]
    shown: Values = {"id": node.iri, "value": node.iri, "name": node.label, "size": drawn.size}
    color = f"#{red:02x}{green:02x}{blue:02x}"
    element: dict[str, Any] = {"data": known({**drawn.values, **shown, "color": color, "start": node.start})}
    if drawn.place:
        element["position"] = {"x": drawn.place[0], "y": drawn.place[1]}
    return element


def _edge(edge: Edge) -> dict[str, Any]:
    shown = {"id": edge.iri, "source": edge.source, "target": edge.target, "name": edge.label, "key": edge.iri}
    return {"data": edge_values(edge) | shown | {"kind": edge.kind, "weight": edge.weight, "directed": edge.directed}}
