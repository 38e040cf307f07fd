"""Which values have two independent named origins or more?"""

from __future__ import annotations

from kg.model.vocabulary import State
from kg.queries.view import Row, View, known, sort


def run(view: View) -> list[Row]:
    """The corroborated values.

    Args:
        view: what is read.

    Returns:
        topic, label, polarity, low, high, best, independent, allied, unknown.
    """
    return sort(
        known(
            {
                "topic": topic.iri,
                "label": topic.label,
                "polarity": value.polarity.value,
                "low": value.low,
                "high": value.high,
                "best": value.best,
                "independent": value.support.independent,
                "allied": value.support.allied,
                "unknown": value.support.unknown,
            }
        )
        for topic in view.judgement().topics
        for value in topic.values
        if value.state is State.CORROBORATED
    )
