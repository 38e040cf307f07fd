"""What the judge says as one JSON-LD document: the named graph of topics, origins, values, comparisons and actors."""

from __future__ import annotations

from typing import Final

from kg.model.identifiers import URN, mint
from kg.model.judgement import Comparison, JudgedActor, Judgement, Merge, Origin, Topic, Value
from kg.ontology.contract import Json
from kg.ontology.document import CONTEXT_IRI, double

JUDGEMENT_GRAPH: Final = f"{URN}judgement"


def _filled(row: Json) -> Json:
    return {key: value for key, value in row.items() if value not in (None, "") and value != []}


def merge_iri(merge: Merge) -> str:
    """The IRI of a merge: one for each reason, since a pair can be folded in more than one topic."""
    return mint("comparison", "merge", merge.a, merge.b, merge.rule, merge.reason)


def backing_iri(topic: Topic, origin: Origin) -> str:
    """The IRI of the part that an origin has in a topic."""
    return mint("origin", topic.iri, origin.iri)


def value_iri(topic: Topic, n: int) -> str:
    """The IRI of the n-th value of a topic."""
    return f"{topic.iri}/value/{n}"


def comparison_iri(topic: Topic, item: Comparison) -> str:
    """The IRI of a comparison: a pair may be compared in more than one topic."""
    return mint("comparison", topic.iri, item.a, item.b, item.a_quantity, item.b_quantity, item.rule)


def _merge(merge: Merge) -> Json:
    return {
        "@id": merge_iri(merge),
        "@type": "Merge",
        "a": merge.a,
        "b": merge.b,
        "rule": merge.rule,
        "reason": merge.reason,
    }


def _origin(topic: Topic, origin: Origin) -> Json:
    """The part that an origin has in a topic; the origin itself is one node for all topics."""
    return _filled(
        {
            "@id": backing_iri(topic, origin),
            "@type": "Backing",
            "origin": _filled(
                {"@id": origin.iri, "@type": "Origin", "name": origin.name, "origin_kind": origin.kind.value}
            ),
            "claims": list(origin.claims),
            "articles": list(origin.articles),
            "outlets": list(origin.outlets),
            "merged_because": [_merge(merge) for merge in origin.merged_because],
        }
    )


def _value(topic: Topic, value: Value, n: int) -> Json:
    return _filled(
        {
            "@id": value_iri(topic, n),
            "@type": "Value",
            "low": double(value.low),
            "high": double(value.high),
            "best": double(value.best),
            "modifier": value.modifier,
            "counts": value.counts,
            "state": value.state.value,
            "polarity": value.polarity.value,
            "independent": value.support.independent,
            "allied": value.support.allied,
            "unknown": value.support.unknown,
            "origins": list(value.origins),
            "claims": list(value.claims),
            "of_quantities": list(value.quantities),
        }
    )


def _comparison(topic: Topic, item: Comparison) -> Json:
    return _filled(
        {
            "@id": comparison_iri(topic, item),
            "@type": "Comparison",
            "a": item.a,
            "b": item.b,
            "a_quantity": item.a_quantity,
            "b_quantity": item.b_quantity,
            "relation": item.relation.value,
            "independence": item.origin.value,
            "stands": item.stands.value if item.stands else None,
            "rule": item.rule,
            "strength": item.strength.value,
            "reason": item.reason,
        }
    )


def _topic(topic: Topic) -> Json:
    return _filled(
        {
            "@id": topic.iri,
            "@type": "Topic",
            "label": topic.label,
            "of_event": topic.event,
            "type": topic.type,
            "place": list(topic.place),
            "leaf": next(iter(topic.place), None),
            "start": topic.start,
            "end": topic.end,
            "counts": topic.counts,
            "state": topic.state.value,
            "articles": list(topic.articles),
            "backings": [_origin(topic, origin) for origin in topic.origins],
            "values": [_value(topic, value, n) for n, value in enumerate(topic.values)],
            "comparisons": [_comparison(topic, item) for item in topic.comparisons],
        }
    )


def _actor(actor: JudgedActor) -> Json:
    return _filled(
        {
            "@id": actor.iri,
            "@type": "JudgedActor",
            "name": actor.name,
            "kind": actor.kind,
            "members": list(actor.members),
            "merged_because": [_merge(merge) for merge in actor.merged_because],
        }
    )


def judgement_document(judgement: Judgement) -> Json:
    """A judgement as one JSON-LD document that is one named graph.

    Args:
        judgement: what the judge says.

    Returns:
        The document; its context is named, see `kg.ontology.document.with_context`.
    """
    told = [{"@id": claim, "told_by": origin} for claim, origin in sorted(judgement.origin_of.items())]
    graph = [*map(_topic, judgement.topics), *map(_actor, judgement.actors), *told]
    return {"@context": CONTEXT_IRI, "@id": JUDGEMENT_GRAPH, "@graph": graph}
