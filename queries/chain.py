"""Through whom did a claim reach its article?"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.claim import Claim
from kg.model.record import Record
from kg.queries.view import Row, View, claims, known, sort


def _steps(claim: Claim, record: Record) -> Iterator[Row]:
    yield known(
        {"position": 0, "step": "speaker", "name": claim.speaker.name, "cue": claim.cue.text if claim.cue else None}
    )
    for n, hop in enumerate(claim.via, 1):
        yield known({"position": n, "step": "via", "name": hop.name, "cue": hop.cue})
    outlet = record.article.outlet or record.article.source_id
    yield known({"position": len(claim.via) + 1, "step": "article", "name": outlet, "cue": None})


def run(view: View, claim: str) -> list[Row]:
    """The chain of a claim, from its speaker to its article.

    Args:
        view: what is read.
        claim: IRI of the claim.

    Returns:
        position, step (speaker, via, article), name, cue.
    """
    return sort(row for item, record in claims(view) if item.iri == claim for row in _steps(item, record))
