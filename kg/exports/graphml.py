"""GraphML for yEd, Cytoscape, igraph and others, streamed.

Written by hand, since networkx.write_graphml takes the key of a parallel edge for its id, and keys repeat. What has
no type in GraphML (lists) is text, its pieces parted by " | ".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final
from xml.sax.saxutils import escape, quoteattr

from kg.exports.drawn import Drawn, GraphExporter, drawn_nodes, edge_values
from kg.exports.graph import COLOURS, EDGE_COLUMNS, NODE_COLUMNS, Edge, Graph, Scalar, Values, clean

_TYPES: Final = {"integer": "int", "double": "double", "boolean": "boolean"}
_DRAWN: Final = {"label": "string", "start": "string", "size": "double", "x": "double", "y": "double"} | dict.fromkeys(
    ("r", "g", "b"), "integer"
)
_NODE_KEYS: Final = NODE_COLUMNS | _DRAWN
_EDGE_KEYS: Final = EDGE_COLUMNS | {"label": "string", "kind": "string", "weight": "integer"}


class GraphMl(GraphExporter):
    """GraphML (graphdrawing.org, 2002); undirected by default, and each directed edge says so."""

    title: ClassVar = "GraphML, for yEd, Cytoscape, igraph"
    suffix: ClassVar = ".graphml"

    def document(self, graph: Graph) -> Iterator[str]:
        """The document: keys, nodes, edges."""
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        yield ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="'
        yield 'http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
        yield from _keys("node", _NODE_KEYS)
        yield from _keys("edge", _EDGE_KEYS)
        yield '<graph id="claimgraph" edgedefault="undirected">\n'
        yield from map(_node, drawn_nodes(graph))
        yield from map(_edge, graph.edges())
        yield "</graph>\n</graphml>\n"


def _keys(owner: str, columns: Mapping[str, str]) -> Iterator[str]:
    for name, kind in columns.items():
        type_ = _TYPES.get(kind, "string")
        yield f'<key id="{owner[0]}-{name}" for="{owner}" attr.name="{name}" attr.type="{type_}"/>\n'


def _node(drawn: Drawn) -> str:
    node, (r, g, b), (x, y) = drawn.node, COLOURS[drawn.node.kind], drawn.place or (None, None)
    shown: Values = {
        "label": node.label,
        "start": node.start,
        "size": drawn.size,
        "x": x,
        "y": y,
        "r": r,
        "g": g,
        "b": b,
    }
    return f"<node id={quoteattr(node.iri)}>{_data('n', {**drawn.values, **shown})}</node>\n"


def _edge(edge: Edge) -> str:
    shown = edge_values(edge) | {"label": edge.label, "kind": edge.kind, "weight": edge.weight}
    directed = ' directed="true"' if edge.directed else ""
    ends = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
    return f'<edge id="{edge.iri}" {ends}{directed}>{_data("e", shown)}</edge>\n'


def _data(owner: str, values: Mapping[str, Scalar]) -> str:
    return "".join(
        f'<data key="{owner}-{name}">{escape(_text(value))}</data>'
        for name, value in values.items()
        if value is not None
    )


def _text(value: Scalar) -> str:
    if isinstance(value, tuple):
        return clean(" | ".join(value))
    return str(value).lower() if isinstance(value, bool) else clean(str(value))
