"""How many named and unknown origins does each article lean on?"""

from __future__ import annotations

from kg.queries.view import Row, View, known, origins, sort


def run(view: View) -> list[Row]:
    """The articles by their number of origins.

    Args:
        view: what is read.

    Returns:
        article (source_id), outlet, claims, named and unknown (numbers of origins), iri (of the article).
    """
    origin_of, kinds = view.judgement().origin_of, origins(view)
    rows = []
    for record in view.records():
        found = {origin_of[claim.iri] for claim in record.claims if claim.iri in origin_of}
        named = sum(kinds[origin][1] == "named" for origin in found)
        values = {
            "article": record.article.source_id,
            "outlet": record.article.outlet,
            "claims": len(record.claims),
            "named": named,
            "unknown": len(found) - named,
            "iri": record.article.iri,
        }
        rows.append(known(values))
    return sort(rows)
