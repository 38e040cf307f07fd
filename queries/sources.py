"""Which origins does an outlet lean on, and how often?"""

from __future__ import annotations

from collections import Counter

from kg.queries.view import Row, View, claims, known, origins, sort


def run(view: View, outlet: str) -> list[Row]:
    """The origins of an outlet's claims.

    Args:
        view: what is read.
        outlet: its name.

    Returns:
        origin, name, kind, claims (how many of the outlet's).
    """
    origin_of, about = view.judgement().origin_of, origins(view)
    found = Counter(
        origin_of[claim.iri]
        for claim, record in claims(view)
        if record.article.outlet == outlet and claim.iri in origin_of
    )
    return sort(
        known({"origin": origin, "name": about[origin][0], "kind": about[origin][1], "claims": number})
        for origin, number in found.items()
    )
