"""kg.corroborate/1 and kg.compare/1: what the judge says, as the JSON of the data contract."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model.judgement import ArticleComparison, Comparison, Merge, Origin, Topic, Value
from kg.ontology.contract import Json, number

CORROBORATE = "kg.corroborate/1"
COMPARE = "kg.compare/1"


def merge_to_json(merge: Merge) -> Json:
    """Why two claims are of one origin."""
    return {"a": merge.a, "b": merge.b, "rule": merge.rule, "reason": merge.reason}


def origin_to_json(origin: Origin) -> Json:
    """A root with what it stands behind."""
    return {
        "origin": origin.iri,
        "name": origin.name,
        "kind": origin.kind.value,
        "claims": list(origin.claims),
        "articles": list(origin.articles),
        "outlets": list(origin.outlets),
        "merged_because": [merge_to_json(merge) for merge in origin.merged_because],
    }


def value_to_json(value: Value) -> Json:
    """One figure of a topic, or one polarity."""
    return {
        "low": number(value.low),
        "high": number(value.high),
        "best": number(value.best),
        "modifier": value.modifier,
        "counts": value.counts,
        "state": value.state.value,
        "polarity": value.polarity.value,
        "support": {
            "independent": value.support.independent,
            "allied": value.support.allied,
            "unknown": value.support.unknown,
        },
        "origins": list(value.origins),
        "claims": list(value.claims),
        "quantities": list(value.quantities),
    }


def comparison_to_json(item: Comparison) -> Json:
    """How two claims stand to each other."""
    return {
        "a": item.a,
        "b": item.b,
        "a_quantity": item.a_quantity,
        "b_quantity": item.b_quantity,
        "relation": item.relation.value,
        "origin": item.origin.value,
        "stands": item.stands.value if item.stands else None,
        "rule": item.rule,
        "strength": item.strength.value,
        "reason": item.reason,
    }


def topic_to_json(topic: Topic) -> Json:
    """A topic of kg.corroborate/1."""
    return {
        "topic": topic.iri,
        "label": topic.label,
        "event": topic.event,
        "type": topic.type,
        "place": list(topic.place),
        "start": topic.start,
        "end": topic.end,
        "counts": topic.counts,
        "state": topic.state.value,
        "articles": list(topic.articles),
        "origins": [origin_to_json(origin) for origin in topic.origins],
        "values": [value_to_json(value) for value in topic.values],
        "comparisons": [comparison_to_json(item) for item in topic.comparisons],
        "fused": topic.fused,
    }


def corroborate_to_json(topics: Iterable[Topic]) -> Json:
    """Topics as kg.corroborate/1."""
    return {"schema": CORROBORATE, "topics": [topic_to_json(topic) for topic in topics]}


def compare_to_json(result: ArticleComparison) -> Json:
    """What two articles are to each other, as kg.compare/1."""
    return {
        "schema": COMPARE,
        "same_event": result.same_event.value,
        "verdict": result.verdict.value,
        "why": result.why,
        "main": list(result.main),
        "comparisons": [comparison_to_json(item) for item in result.comparisons],
    }
