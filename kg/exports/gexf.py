"""GEXF 1.3 for Gephi, streamed: claims as nodes, or the network of sources.

Written by hand, since networkx.write_gexf fails the official schema: it writes no `kind` and stops at missing values.
The rules are those of Gephi's own importer: `kind` carries the relation, each edge has its own type and id, attribute
columns have one type, colours are r g b, dates are full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final
from xml.sax.saxutils import quoteattr

from kg.exports.base import Exporter, View
from kg.model.claim import Claim
from kg.model.errors import QueryError
from kg.model.identifiers import URN, mint
from kg.model.judgement import Topic
from kg.model.record import Record

VIEWS: Final = ("claims", "sources")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LABEL: Final = 60
_COLOURS: Final = {
    "article": (120, 120, 120),
    "claim": (31, 119, 180),
    "actor": (255, 127, 14),
    "topic": (148, 103, 189),
    "outlet": (44, 160, 44),
}
_COLUMNS: Final = (
    ("iri", "string"),
    ("type", "string"),
    ("speaker", "string"),
    ("outlet", "string"),
    ("published", "string"),
    ("quote", "string"),
    ("span", "string"),
    ("stance", "string"),
    ("state", "string"),
    ("low", "double"),
    ("high", "double"),
)
Values = Mapping[str, str | float | None]


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its IRI, a short label, its type and what is known of it."""

    iri: str
    label: str
    kind: str
    values: Values = field(default_factory=dict)
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge: its relation stands in `kind`."""

    source: str
    target: str
    kind: str
    directed: bool = True
    weight: float = 1.0
    why: str = ""


def clean(text: str) -> str:
    """Text without the characters that XML forbids."""
    return _ILLEGAL.sub("", text)


def _short(text: str) -> str:
    words = " ".join(clean(text).split())
    return words if len(words) <= _LABEL else words[: _LABEL - 1] + "…"


def _day(record: Record) -> str | None:
    """The day of publication; None unless it is known to the day, since Gephi refuses months."""
    when = record.article.published
    return when.start[:10] if when and len(when.start) >= 10 else None


def _spans(claim: Claim) -> str:
    return " ".join(f"{start}-{end}" for start, end in claim.content.spans)


def _claim_node(claim: Claim, record: Record, states: Mapping[str, str]) -> Node:
    first = claim.quantities[0] if claim.quantities else None
    values: Values = {
        "speaker": claim.speaker.name,
        "outlet": record.article.outlet,
        "published": record.article.published.start if record.article.published else None,
        "quote": claim.content.text,
        "span": _spans(claim),
        "stance": claim.stance.value,
        "state": states.get(claim.iri),
        "low": first.low if first else None,
        "high": first.high if first else None,
    }
    return Node(claim.iri, _short(claim.content.text), "claim", values, _day(record))


def _article_node(record: Record) -> Node:
    article = record.article
    values: Values = {
        "outlet": article.outlet,
        "published": article.published.start if article.published else None,
    }
    return Node(article.iri, _short(article.title or article.source_id), "article", values, _day(record))


def _states(topics: tuple[Topic, ...]) -> dict[str, str]:
    """Claim -> state of the value that it gives, in the topic that is most disputed."""
    found: dict[str, str] = {}
    for topic in topics:
        for value in topic.values:
            for claim in value.claims:
                found.setdefault(claim, value.state.value)
    return found


def claims_graph(view: View) -> tuple[list[Node], list[Edge]]:
    """The whole provenance: articles, claims, actors and topics."""
    judged = view.judgement()
    states, actor_of = _states(judged.topics), judged.actor_of
    nodes = [Node(actor.iri, _short(actor.name), "actor") for actor in judged.actors]
    known = {node.iri for node in nodes}
    edges: list[Edge] = []
    for record in sorted(view.records(), key=lambda item: item.article.iri):
        nodes.append(_article_node(record))
        for claim in record.claims:
            nodes.append(_claim_node(claim, record, states))
            edges.append(Edge(claim.iri, record.article.iri, "APPEARS_IN"))
            speaker = actor_of.get(claim.speaker.actor or "")
            if speaker in known:
                edges.append(Edge(speaker, claim.iri, "DENIED" if claim.stance == "denies" else "SAID"))
            hops = {actor_of.get(hop.actor or "") for hop in claim.via} & known
            edges.extend(Edge(claim.iri, hop, "VIA") for hop in sorted(filter(None, hops)))
    for topic in judged.topics:
        nodes.append(Node(topic.iri, _short(topic.label), "topic", {"state": topic.state.value}))
        told = sorted({claim for value in topic.values for claim in value.claims})
        edges.extend(Edge(claim, topic.iri, "ABOUT") for claim in told)
        for item in topic.comparisons:
            kind = item.relation.value.upper().replace("-", "_")
            edges.append(Edge(item.a, item.b, kind, directed=False, why=item.reason))
    return nodes, edges


def sources_graph(view: View) -> tuple[list[Node], list[Edge]]:
    """The network of sources.

    An edge from an origin to an outlet weighs in how many topics the outlet has it; two outlets are joined by the
    origins that they share.
    """
    backs: dict[tuple[str, str], int] = {}
    shared: dict[tuple[str, str], set[str]] = {}
    names: dict[str, str] = {}
    for topic in view.judgement().topics:
        for origin in topic.origins:
            names[origin.iri] = origin.name or "unknown"
            for outlet in origin.outlets:
                backs[origin.iri, outlet] = backs.get((origin.iri, outlet), 0) + 1
            for pair in combinations(sorted(origin.outlets), 2):
                shared.setdefault(pair, set()).add(origin.iri)
    outlets = {outlet: mint("actor", "outlet", outlet) for _, outlet in backs}
    nodes = [Node(iri, _short(name), "actor") for iri, name in sorted(names.items())]
    nodes += [Node(iri, _short(outlet), "outlet", {"outlet": outlet}) for outlet, iri in sorted(outlets.items())]
    edges = [Edge(origin, outlets[outlet], "TOLD", weight=n) for (origin, outlet), n in sorted(backs.items())]
    edges += [
        Edge(outlets[a], outlets[b], "SHARES_ORIGINS", directed=False, weight=len(roots))
        for (a, b), roots in sorted(shared.items())
    ]
    return nodes, edges


class Gexf(Exporter):
    """GEXF 1.3 (gexf.net, 2022).

    Args:
        base: what instance IRIs start with.
        view: "claims" (the whole provenance) or "sources" (outlets and origins).

    Raises:
        QueryError: there is no such view.
    """

    def __init__(self, *, base: str = URN, view: str = "claims") -> None:
        super().__init__(base=base)
        if view not in VIEWS:
            raise QueryError(f"no view {view!r}; there are {', '.join(VIEWS)}")
        self.view = view

    def pieces(self, view: View) -> Iterator[str]:
        """The document, element by element."""
        nodes, edges = claims_graph(view) if self.view == "claims" else sources_graph(view)
        dynamic = any(node.start for node in nodes)
        yield from _head(dynamic=dynamic)
        degree: dict[str, int] = {}
        for edge in edges:
            for end in (edge.source, edge.target):
                degree[end] = degree.get(end, 0) + 1
        yield "<nodes>\n"
        unique = {node.iri: node for node in nodes}
        for node in unique.values():
            yield _node(node, degree.get(node.iri, 0))
        yield "</nodes>\n<edges>\n"
        for edge in dict.fromkeys(edges):
            if edge.source in unique and edge.target in unique:
                yield _edge(edge)
        yield "</edges>\n</graph>\n</gexf>\n"


def _head(*, dynamic: bool) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3"'
    yield ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    yield ' xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd">\n'
    yield '<graph mode="dynamic" timeformat="date">\n' if dynamic else '<graph mode="static">\n'
    yield '<attributes class="node">\n'
    for n, (name, kind) in enumerate(_COLUMNS):
        yield f'<attribute id="{n}" title="{name}" type="{kind}"/>\n'
    yield '</attributes>\n<attributes class="edge">\n<attribute id="why" title="why" type="string"/>\n</attributes>\n'


def _node(node: Node, degree: int) -> str:
    r, g, b = _COLOURS[node.kind]
    start = f" start={quoteattr(node.start)}" if node.start else ""
    values = {"iri": node.iri, "type": node.kind, **node.values}
    cells = "".join(
        f'<attvalue for="{n}" value={quoteattr(clean(str(values[name])))}/>'
        for n, (name, _) in enumerate(_COLUMNS)
        if values.get(name) not in (None, "")
    )
    return (
        f"<node id={quoteattr(node.iri)} label={quoteattr(node.label)}{start}><attvalues>{cells}</attvalues>"
        f'<viz:color r="{r}" g="{g}" b="{b}"/><viz:size value="{4 + min(degree, 60) ** 0.5 * 2:.2f}"/></node>\n'
    )


def _edge(edge: Edge) -> str:
    iri = mint("comparison", "edge", edge.source, edge.target, edge.kind, edge.why)
    kind = "directed" if edge.directed else "undirected"
    label = edge.kind.lower().replace("_", " ")
    why = f'<attvalues><attvalue for="why" value={quoteattr(clean(edge.why))}/></attvalues>' if edge.why else ""
    return (
        f'<edge id="{iri}" source={quoteattr(edge.source)} target={quoteattr(edge.target)} type="{kind}"'
        f' kind="{edge.kind}" label="{label}" weight="{edge.weight:g}">{why}</edge>\n'
    )
