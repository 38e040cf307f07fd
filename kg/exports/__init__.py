"""One small class a format; EXPORTERS names them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.exports.base import Exporter
from kg.exports.cytoscape import Cytoscape
from kg.exports.gexf import Gexf
from kg.exports.graphml import GraphMl
from kg.exports.jsonld import JsonLd
from kg.exports.quads import NQuads, TriG

__all__ = ["EXPORTERS", "Exporter"]

EXPORTERS: Final[dict[str, Callable[..., Exporter]]] = {
    "cytoscape": Cytoscape,
    "gexf": Gexf,
    "graphml": GraphMl,
    "jsonld": JsonLd,
    "nquads": NQuads,
    "trig": TriG,
}
"""Name -> class; a class takes `base` and, where it has several, `view`."""
