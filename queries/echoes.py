"""Which claims were folded under one origin, by which rule, and why?"""

from __future__ import annotations

from kg.queries.view import Row, View, known, sort


def run(view: View) -> list[Row]:
    """The merges of claims under one origin.

    Args:
        view: what is read.

    Returns:
        topic, origin (its name), a, b (claims), rule, reason.
    """
    return sort(
        known(
            {
                "topic": topic.iri,
                "origin": origin.name,
                "a": merge.a,
                "b": merge.b,
                "rule": merge.rule,
                "reason": merge.reason,
            }
        )
        for topic in view.judgement().topics
        for origin in topic.origins
        for merge in origin.merged_because
    )
