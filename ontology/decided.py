"""What people decided as one JSON-LD document: the named graph of decisions, the overruled ones among them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.model.decision import Decision
from kg.model.identifiers import URN
from kg.ontology.contract import Json
from kg.ontology.document import CONTEXT_IRI

DECISIONS_GRAPH: Final = f"{URN}decisions"


def _decision(item: Decision) -> Json:
    node = {
        "@id": item.iri,
        "@type": "Decision",
        "verb": item.verb.value,
        "subjects": list(item.subject),
        "decided_at": item.when,
        "decided_by": item.who,
    }
    return {**node, "why": item.why} if item.why else node


def decisions_document(decisions: Iterable[Decision]) -> Json:
    """Decisions as one JSON-LD document that is one named graph.

    Args:
        decisions: all of the history, each once.

    Returns:
        The document; its context is named, see `kg.ontology.document.with_context`.
    """
    graph = [_decision(item) for item in sorted(decisions, key=lambda one: one.key)]
    return {"@context": CONTEXT_IRI, "@id": DECISIONS_GRAPH, "@graph": graph}
