"""The network of sources: who tells whom, who draws on the same sources, who disputes whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kg.exports.base import View, sorted_records
from kg.exports.graph import Edge, Graph, Node, Values, day_of, short
from kg.model.identifiers import mint
from kg.model.judgement import Origin, Topic
from kg.model.vocabulary import OriginKind, Relation

Pair = tuple[str, str]


class Sources(Graph):
    """Outlets and the named origins behind them.

    An edge from an origin to an outlet weighs in how many topics the outlet has it from there; two outlets are joined
    by the origins that they share, unknown ones with them; two origins by the topics in which one contradicts the
    other. An unknown origin is no node: there is one for each article.

    Args:
        view: what is exported.
    """

    def __init__(self, view: View) -> None:
        self._days: dict[str, str] = {}
        self._articles: dict[str, int] = {}
        self._told: dict[Pair, int] = {}
        self._shared: dict[Pair, set[str]] = {}
        self._disputes: dict[Pair, int] = {}
        self._origins: dict[str, tuple[str, set[str]]] = {}
        self._read_articles(view)
        for topic in view.judgement().topics:
            self._read(topic)

    def _read_articles(self, view: View) -> None:
        for record in sorted_records(view):
            if outlet := record.article.outlet:
                self._articles[outlet] = self._articles.get(outlet, 0) + 1
                if day := day_of(record):
                    self._days[outlet] = min(day, self._days.get(outlet, day))

    def _read(self, topic: Topic) -> None:
        for origin in topic.origins:
            self._read_origin(origin)
        of = {claim: origin.iri for origin in topic.origins for claim in origin.claims}
        conflicts = (item for item in topic.comparisons if item.relation is Relation.CONFLICT)
        pairs = {tuple(sorted((of[item.a], of[item.b]))) for item in conflicts if item.a in of and item.b in of}
        for a, b in pairs:
            if a != b:
                self._disputes[a, b] = self._disputes.get((a, b), 0) + 1

    def _read_origin(self, origin: Origin) -> None:
        for pair in combinations(sorted(origin.outlets), 2):
            self._shared.setdefault(pair, set()).add(origin.iri)
        if origin.kind is OriginKind.NAMED:
            self._origins.setdefault(origin.iri, (origin.name, set()))[1].update(origin.articles)
            for outlet in origin.outlets:
                self._told[origin.iri, outlet] = self._told.get((origin.iri, outlet), 0) + 1

    def nodes(self) -> Iterator[Node]:
        """Named origins, then outlets."""
        for iri, (name, articles) in sorted(self._origins.items()):
            yield Node(iri, short(name), "actor", {"speaker": name, "articles": len(articles)})
        for outlet, count in sorted(self._articles.items()):
            values: Values = {"outlet": outlet, "articles": count}
            yield Node(_iri(outlet), short(outlet), "outlet", values, self._days.get(outlet))

    def edges(self) -> Iterator[Edge]:
        """Who told whom, who shares origins, who disputes whom."""
        for (origin, outlet), topics in sorted(self._told.items()):
            if outlet in self._articles:
                yield Edge(origin, _iri(outlet), "TOLD", weight=topics)
        for (a, b), roots in sorted(self._shared.items()):
            if {a, b} <= self._articles.keys():
                yield Edge(_iri(a), _iri(b), "SHARES_ORIGINS", directed=False, weight=len(roots))
        for (a, b), topics in sorted(self._disputes.items()):
            if {a, b} <= self._origins.keys():
                yield Edge(a, b, "DISPUTES", directed=False, weight=topics)


def _iri(outlet: str) -> str:
    return mint("actor", "outlet", outlet)
