"""What did a person decide, when and why?"""

from __future__ import annotations

from kg.queries.view import Row, View, known, sort


def run(view: View) -> list[Row]:
    """The history of decisions, the overruled ones among them.

    Args:
        view: what is read.

    Returns:
        at, who, verb, subject (a claim or an article; a row for each), why, decision.
    """
    return sort(
        known(
            {
                "at": item.when,
                "who": item.who,
                "verb": item.verb.value,
                "subject": subject,
                "why": item.why,
                "decision": item.iri,
            }
        )
        for item in view.decisions()
        for subject in item.subject
    )
