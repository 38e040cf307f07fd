"""Hold a record's graph against the SHACL shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.ontology import read_text
from kg.ontology.document import with_context

_SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Finding:
    """What breaks a shape.

    Attributes:
        severity: "violation" or "warning".
        node: the IRI of the node.
        path: the property, "" where the node itself is meant.
        message: what is wrong.
    """

    severity: str
    node: str
    path: str
    message: str


@cache
def _shapes() -> Any:  # noqa: ANN401 - an rdflib graph
    import rdflib  # noqa: PLC0415 - 0.3 s

    return rdflib.Graph().parse(data=read_text("shapes.ttl"), format="turtle")


def _union(document: Mapping[str, Any]) -> Any:  # noqa: ANN401 - an rdflib graph
    import rdflib  # noqa: PLC0415

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=json.dumps(with_context(document)), format="json-ld")
    graph = rdflib.Graph()
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    return graph


def validate(document: Mapping[str, Any]) -> list[Finding]:
    """What breaks the shapes in a record.

    Args:
        document: the record as a JSON-LD document.

    Returns:
        The findings, sorted; empty where all is well.
    """
    from pyshacl import validate as run  # noqa: PLC0415 - 0.5 s

    _, report, _ = run(_union(document), shacl_graph=_shapes(), allow_warnings=True)
    return sorted(_findings(report), key=lambda item: (item.severity, item.node, item.path, item.message))


def _findings(report: Any) -> Iterator[Finding]:  # noqa: ANN401 - an rdflib graph
    from rdflib import URIRef  # noqa: PLC0415

    def told(result: Any, name: str) -> str:  # noqa: ANN401
        return str(report.value(result, URIRef(_SHACL + name)) or "")

    for result in report.objects(predicate=URIRef(_SHACL + "result")):
        severity = told(result, "resultSeverity").removeprefix(_SHACL).lower()
        yield Finding(severity, told(result, "focusNode"), told(result, "resultPath"), told(result, "resultMessage"))
