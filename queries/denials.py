"""Who denies what, and what is the denial about?"""

from __future__ import annotations

from kg.model.vocabulary import Stance
from kg.queries.view import Row, View, claims, known, sort


def run(view: View) -> list[Row]:
    """The denials.

    Args:
        view: what is read.

    Returns:
        claim, article (source_id), speaker, content, target, about (the denied claim, if the case holds it).
    """
    found = list(claims(view))
    there = {claim.iri for claim, _ in found}
    return sort(
        known(
            {
                "claim": claim.iri,
                "article": record.article.source_id,
                "speaker": claim.speaker.name,
                "content": claim.content.text,
                "target": claim.target.value if claim.target else None,
                "about": claim.about if claim.about in there else None,
            }
        )
        for claim, record in found
        if claim.stance is Stance.DENIES
    )
