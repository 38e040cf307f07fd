"""Who changed the number, and what was it before?"""

from __future__ import annotations

from kg.model.vocabulary import Relation
from kg.queries.view import Row, View, claims, known, sort


def run(view: View) -> list[Row]:
    """The figures that one claim updates another's with; the reason says which is the newer one.

    Args:
        view: what is read.

    Returns:
        topic, label, a, a_speaker, a_figure, b, b_speaker, b_figure, rule, reason.
    """
    found = {claim.iri: claim.speaker.name for claim, _ in claims(view)}
    figures = {figure.iri: figure.text for claim, _ in claims(view) for figure in claim.quantities}
    return sort(
        known(
            {
                "topic": topic.iri,
                "label": topic.label,
                "a": item.a,
                "a_speaker": found[item.a],
                "a_figure": figures.get(item.a_quantity or ""),
                "b": item.b,
                "b_speaker": found[item.b],
                "b_figure": figures.get(item.b_quantity or ""),
                "rule": item.rule,
                "reason": item.reason,
            }
        )
        for topic in view.judgement().topics
        for item in topic.comparisons
        if item.relation is Relation.UPDATE
    )
