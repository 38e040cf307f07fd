"""Which outlets share named origins, and how many?"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from kg.queries.view import Row, View, claims, origins, sort


def run(view: View) -> list[Row]:
    """The pairs of outlets whose claims come from one origin.

    Args:
        view: what is read.

    Returns:
        a, b (outlets), origins (how many named ones they share).
    """
    origin_of, kinds = view.judgement().origin_of, origins(view)
    outlets: dict[str, set[str]] = defaultdict(set)
    for claim, record in claims(view):
        origin = origin_of.get(claim.iri)
        if origin and record.article.outlet and kinds[origin][1] == "named":
            outlets[origin].add(record.article.outlet)
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for names in outlets.values():
        for pair in combinations(sorted(names), 2):
            pairs[pair] += 1
    return sort({"a": a, "b": b, "origins": number} for (a, b), number in pairs.items())
