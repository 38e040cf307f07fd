"""Which claims are in conflict, and why?"""

from __future__ import annotations

from kg.model.vocabulary import Relation
from kg.queries.view import Row, View, known, sort


def run(view: View) -> list[Row]:
    """The conflicts.

    Args:
        view: what is read.

    Returns:
        topic, label, a, b (claims), origin, strength, reason.
    """
    return sort(
        known(
            {
                "topic": topic.iri,
                "label": topic.label,
                "a": item.a,
                "b": item.b,
                "origin": item.origin.value,
                "strength": item.strength.value,
                "reason": item.reason,
            }
        )
        for topic in view.judgement().topics
        for item in topic.comparisons
        if item.relation is Relation.CONFLICT
    )
