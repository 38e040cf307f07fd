"""What the service says of itself: a SPARQL 1.1 Service Description and VoID, with the counts of the moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Final

import pyoxigraph

VOID: Final = "http://rdfs.org/ns/void#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_PREFIXES: Final = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": VOID,
    "dcterms": "http://purl.org/dc/terms/",
    "formats": "http://www.w3.org/ns/formats/",
}
_PARTITIONS: Final = (("classes", "class", "entities"), ("properties", "property", "triples"))


def describe(base: str, counts: Mapping[str, Any], media: str) -> bytes:
    """The description.

    Args:
        base: the address of the server, with a slash at its end.
        counts: of `kg.web.dataset.Dataset.counts`.
        media: the media type to write it in.

    Returns:
        Its bytes.
    """
    raw = files(__package__).joinpath("service.ttl").read_bytes()
    triples = [quad.triple for quad in pyoxigraph.parse(raw, format=pyoxigraph.RdfFormat.TURTLE, base_iri=base)]
    case = pyoxigraph.NamedNode(f"{base}.well-known/void#case")
    triples = sorted([*triples, *_counted(case, counts)], key=lambda triple: triple.subject != case)
    form = pyoxigraph.RdfFormat.from_media_type(media)
    return pyoxigraph.serialize(triples, format=form, prefixes=_PREFIXES) or b""


def _counted(case: pyoxigraph.NamedNode, counts: Mapping[str, Any]) -> Iterator[pyoxigraph.Triple]:
    for key, name in (("triples", "triples"), ("subjects", "distinctSubjects")):
        for row in counts[key]:
            yield pyoxigraph.Triple(case, pyoxigraph.NamedNode(VOID + name), _integer(row["n"]))
    parts = [(name, unit, f"{name}{n}", row) for key, name, unit in _PARTITIONS for n, row in enumerate(counts[key])]
    for name, _, label, _ in parts:
        yield pyoxigraph.Triple(case, pyoxigraph.NamedNode(f"{VOID}{name}Partition"), pyoxigraph.BlankNode(label))
    for name, unit, label, row in parts:
        part = pyoxigraph.BlankNode(label)
        yield pyoxigraph.Triple(part, pyoxigraph.NamedNode(VOID + name), pyoxigraph.NamedNode(row[name]))
        yield pyoxigraph.Triple(part, pyoxigraph.NamedNode(VOID + unit), _integer(row["n"]))


def _integer(number: int) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(str(number), datatype=pyoxigraph.NamedNode(f"{_XSD}integer"))
