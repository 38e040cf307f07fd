"""N-Quads and TriG: the named graphs of a case, sorted, so that the same case gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, ClassVar

from kg.exports.base import TextExporter, View, documents
from kg.ontology.document import context, with_context

Quad = tuple[str, str, str]


def _triples(document: Mapping[str, Any]) -> list[Quad]:
    """Subject, predicate and object of one named graph in N-Triples syntax, sorted, each once."""
    import pyoxigraph  # noqa: PLC0415 - only where RDF is written

    raw = json.dumps(with_context(document)).encode()
    quads = pyoxigraph.parse(raw, format=pyoxigraph.RdfFormat.JSON_LD)
    return sorted({(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads})


class NQuads(TextExporter):
    """N-Quads (W3C, 2014): one statement a line, with its graph."""

    title: ClassVar = "N-Quads, a named graph an article"
    suffix: ClassVar = ".nq"

    def pieces(self, view: View) -> Iterator[str]:
        """The statements of each graph."""
        for document in documents(view):
            graph = document["@id"]
            for subject, predicate, value in _triples(document):
                yield f"{subject} {predicate} {value} <{graph}> .\n"


def _prefixes() -> dict[str, str]:
    return {name: iri for name, iri in context().items() if isinstance(iri, str) and iri.endswith(("#", "/"))}


def _short(term: str, prefixes: Mapping[str, str]) -> str:
    """A predicate or a class by its prefix, where its local name is plain."""
    for name, iri in prefixes.items():
        local = term[1:-1].removeprefix(iri)
        if term.startswith(f"<{iri}") and local.isalnum():
            return f"{name}:{local}"
    return term


class TriG(TextExporter):
    """TriG (W3C, 2014): one block a graph, one paragraph a subject."""

    title: ClassVar = "TriG, a named graph an article"
    suffix: ClassVar = ".trig"

    def pieces(self, view: View) -> Iterator[str]:
        """Prefixes, then the graphs."""
        prefixes = _prefixes()
        yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items()))
        for document in documents(view):
            yield f"\n<{document['@id']}> {{\n"
            for subject, triples in groupby(_triples(document), key=lambda triple: triple[0]):
                said = (f"{_short(p, prefixes)} {_short(o, prefixes)}" for _, p, o in triples)
                yield f"{subject}\n    " + " ;\n    ".join(said) + " .\n"
            yield "}\n"
