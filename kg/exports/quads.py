"""N-Quads, TriG and Turtle: the graphs of a case, sorted, so that the same case gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, ClassVar

from kg.exports.base import TextExporter, View, documents
from kg.ontology.document import context, with_context

Triple = tuple[str, str, str]


def triples(document: Mapping[str, Any]) -> dict[str, list[Triple]]:
    """The triples of a JSON-LD document by the IRI of their graph, in N-Triples syntax, sorted, each once.

    Args:
        document: of named graphs; its context is put in.

    Returns:
        Graph -> subject, predicate, object.
    """
    import pyoxigraph  # noqa: PLC0415 - only where RDF is written

    raw = json.dumps(with_context(document)).encode()
    found: dict[str, set[Triple]] = {}
    for quad in pyoxigraph.parse(raw, format=pyoxigraph.RdfFormat.JSON_LD):
        name = getattr(quad.graph_name, "value", "")
        found.setdefault(name, set()).add((str(quad.subject), str(quad.predicate), str(quad.object)))
    return {name: sorted(said) for name, said in found.items()}


def prefixes(**more: str) -> dict[str, str]:
    """Prefix -> namespace, of the context and further ones."""
    known = {name: iri for name, iri in context().items() if isinstance(iri, str) and iri.endswith(("#", "/"))}
    return dict(sorted((known | more).items()))


def declared(names: Mapping[str, str]) -> str:
    """The lines that declare prefixes."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names.items())


def _short(term: str, names: Mapping[str, str]) -> str:
    """A predicate or a class by its prefix, where its local name is plain."""
    for name, iri in names.items():
        local = term[1:-1].removeprefix(iri)
        if term.startswith(f"<{iri}") and local.isalnum():
            return f"{name}:{local}"
    return term


def paragraphs(said: Iterable[Triple], names: Mapping[str, str]) -> Iterator[str]:
    """One paragraph a subject.

    Args:
        said: sorted triples.
        names: prefix -> namespace.

    Yields:
        The paragraphs in Turtle.
    """
    for subject, group in groupby(said, key=lambda triple: triple[0]):
        told = (f"{_short(p, names)} {_short(o, names)}" for _, p, o in group)
        yield f"{subject}\n    " + " ;\n    ".join(told) + " .\n"


class NQuads(TextExporter):
    """N-Quads (W3C, 2014): one statement a line, with its graph."""

    title: ClassVar = "N-Quads, a named graph an article"
    suffix: ClassVar = ".nq"

    def pieces(self, view: View) -> Iterator[str]:
        """The statements of each graph."""
        for document in documents(view):
            for graph, said in triples(document).items():
                for subject, predicate, value in said:
                    yield f"{subject} {predicate} {value} <{graph}> .\n"


class TriG(TextExporter):
    """TriG (W3C, 2014): one block a graph, one paragraph a subject."""

    title: ClassVar = "TriG, a named graph an article"
    suffix: ClassVar = ".trig"

    def pieces(self, view: View) -> Iterator[str]:
        """Prefixes, then the graphs."""
        names = prefixes()
        yield declared(names)
        for document in documents(view):
            for graph, said in triples(document).items():
                yield f"\n<{graph}> {{\n"
                yield from paragraphs(said, names)
                yield "}\n"


class Turtle(TextExporter):
    """Turtle (W3C, 2014): all graphs in one, so that what stands in which graph is lost."""

    title: ClassVar = "Turtle, all in one graph"
    suffix: ClassVar = ".ttl"

    def pieces(self, view: View) -> Iterator[str]:
        """Prefixes, then the statements of each graph."""
        names = prefixes()
        yield declared(names)
        for document in documents(view):
            for said in triples(document).values():
                yield "\n"
                yield from paragraphs(said, names)
