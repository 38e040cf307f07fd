"""Which claims give a value that rests on a single origin?"""

from __future__ import annotations

from kg.model.vocabulary import State
from kg.queries.view import Row, View, claims, known, origins, sort


def run(view: View) -> list[Row]:
    """The claims of single-origin values.

    Args:
        view: what is read.

    Returns:
        topic, label, polarity, low, high, best, claim, speaker, origin (its name).
    """
    judgement, names = view.judgement(), origins(view)
    speakers = {claim.iri: claim.speaker.name for claim, _ in claims(view)}
    return sort(
        known(
            {
                "topic": topic.iri,
                "label": topic.label,
                "polarity": value.polarity.value,
                "low": value.low,
                "high": value.high,
                "best": value.best,
                "claim": claim,
                "speaker": speakers[claim],
                "origin": names.get(judgement.origin_of.get(claim, ""), ("", ""))[0],
            }
        )
        for topic in judgement.topics
        for value in topic.values
        if value.state is State.SINGLE_ORIGIN
        for claim in value.claims
    )
