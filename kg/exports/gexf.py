"""GEXF 1.3 for Gephi, streamed.

Written by hand, since networkx.write_gexf fails the official schema: it writes no `kind` and stops at missing values.
The rules are those of Gephi's own importer: `kind` carries the relation, each edge has its own type and id, attribute
columns have one type, colours are r g b, dates are full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final
from xml.sax.saxutils import quoteattr

from kg.exports.drawn import Drawn, GraphExporter, drawn_nodes, edge_values
from kg.exports.graph import COLOURS, EDGE_COLUMNS, NODE_COLUMNS, Edge, Graph, Scalar, clean, colour

_TIMED: Final = 'mode="dynamic" timeformat="date" timerepresentation="interval" timezone="UTC"'
_STATIC: Final = 'mode="static"'


class Gexf(GraphExporter):
    """GEXF 1.3 (gexf.net, 2022)."""

    title: ClassVar = "GEXF 1.3, for Gephi and Gephi Lite"
    suffix: ClassVar = ".gexf"

    def document(self, graph: Graph) -> Iterator[str]:
        """The document: columns, nodes, edges."""
        yield from _head(dynamic=any(node.start for node in graph.nodes()))
        yield "<nodes>\n"
        yield from map(_node, drawn_nodes(graph))
        yield "</nodes>\n<edges>\n"
        yield from map(_edge, graph.edges())
        yield "</edges>\n</graph>\n</gexf>\n"


def _head(*, dynamic: bool) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3"'
    yield ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    yield ' xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd">\n'
    yield f"<graph {_TIMED if dynamic else _STATIC}>\n"
    for owner, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        yield f'<attributes class="{owner}">\n'
        yield from (f'<attribute id="{name}" title="{name}" type="{kind}"/>\n' for name, kind in columns.items())
        yield "</attributes>\n"


def _node(drawn: Drawn) -> str:
    node, (r, g, b) = drawn.node, COLOURS[drawn.node.kind]
    start = f' start="{node.start}"' if node.start else ""
    place = f'<viz:position x="{drawn.place[0]}" y="{drawn.place[1]}"/>' if drawn.place else ""
    return (
        f"<node id={quoteattr(node.iri)} label={quoteattr(node.label)}{start}>{_cells(drawn.values)}"
        f'<viz:color r="{r}" g="{g}" b="{b}" a="1"/><viz:size value="{drawn.size}"/>{place}</node>\n'
    )


def _edge(edge: Edge) -> str:
    kind, (r, g, b) = "directed" if edge.directed else "undirected", colour(edge)
    return (
        f'<edge id="{edge.iri}" source={quoteattr(edge.source)} target={quoteattr(edge.target)} type="{kind}"'
        f' kind="{edge.kind}" label="{edge.label}" weight="{edge.weight}">{_cells(edge_values(edge))}'
        f'<viz:color r="{r}" g="{g}" b="{b}" a="1"/></edge>\n'
    )


def _cells(values: Mapping[str, Scalar]) -> str:
    cells = (f'<attvalue for="{name}" value={quoteattr(_text(value))}/>' for name, value in values.items())
    return f"<attvalues>{''.join(cells)}</attvalues>"


def _text(value: Scalar) -> str:
    """A value as Gephi reads it back; pieces of a list stand in quotes where they would be cut otherwise."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    return str(value).lower() if isinstance(value, bool) else clean(str(value))


def _quoted(piece: str) -> str:
    inner = clean(piece).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"' if set(piece) & set(',"[]\\ ') else inner
