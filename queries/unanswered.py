"""Which accusations has nobody answered?"""

from __future__ import annotations

from collections import defaultdict

from kg.model.vocabulary import Stance
from kg.queries.view import Row, View, claims, claims_of, known, sort


def run(view: View) -> list[Row]:
    """The accusations that no claim is about, and to whose topics no agent of the accused event speaks.

    Args:
        view: what is read.

    Returns:
        claim, article (source_id), speaker, content.
    """
    judgement, found = view.judgement(), list(claims(view))
    judged = judgement.actor_of
    answered = {claim.about for claim, _ in found}
    speaker = {claim.iri: judged.get(claim.speaker.actor or "") for claim, _ in found}
    beside: dict[str, set[str]] = defaultdict(set)
    for members in map(claims_of, judgement.topics):
        for claim in members:
            beside[claim] |= members - {claim}

    def silent(claim: str, accused: set[str | None]) -> bool:
        return claim not in answered and not (accused - {None}) & {speaker[other] for other in beside[claim]}

    return sort(
        known(
            {
                "claim": claim.iri,
                "article": record.article.source_id,
                "speaker": claim.speaker.name,
                "content": claim.content.text,
            }
        )
        for claim, record in found
        if claim.stance is Stance.ACCUSES
        and silent(claim.iri, {judged.get(agent) for event in claim.events for agent in event.agents})
    )
