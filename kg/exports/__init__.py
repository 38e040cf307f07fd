"""One small class a format; EXPORTERS names them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.exports.annotations import Annotations
from kg.exports.base import Exporter
from kg.exports.coders import Acled, Ucdp
from kg.exports.cytoscape import Cytoscape
from kg.exports.followthemoney import FollowTheMoney
from kg.exports.gexf import Gexf
from kg.exports.graphml import GraphMl
from kg.exports.jsonld import JsonLd
from kg.exports.nanopub import Nanopublications
from kg.exports.neo4j_admin import Neo4jAdmin
from kg.exports.quads import NQuads, TriG, Turtle
from kg.exports.table import Parquet, Sheet

__all__ = ["EXPORTERS", "Exporter"]

EXPORTERS: Final[dict[str, Callable[..., Exporter]]] = {
    "acled": Acled,
    "annotations": Annotations,
    "csv": Sheet,
    "cytoscape": Cytoscape,
    "followthemoney": FollowTheMoney,
    "gexf": Gexf,
    "graphml": GraphMl,
    "jsonld": JsonLd,
    "nanopub": Nanopublications,
    "neo4j-admin": Neo4jAdmin,
    "nquads": NQuads,
    "parquet": Parquet,
    "trig": TriG,
    "turtle": Turtle,
    "ucdp": Ucdp,
}
"""Name -> class; a class takes `base` and, where it has several, `view`."""
