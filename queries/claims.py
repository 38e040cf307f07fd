"""What does a speaker say, in which articles?"""

from __future__ import annotations

from kg.queries.view import Row, View, claims, known, sort


def run(view: View, speaker: str) -> list[Row]:
    """The claims of a speaker.

    Args:
        view: what is read.
        speaker: the name, as one article gives it or as it is judged to be across articles.

    Returns:
        claim, article (source_id), published, stance, polarity, content.
    """
    judgement = view.judgement()
    name = {actor.iri: actor.name for actor in judgement.actors}
    return sort(
        known(
            {
                "claim": claim.iri,
                "article": record.article.source_id,
                "published": record.article.published.start if record.article.published else None,
                "stance": claim.stance.value,
                "polarity": claim.polarity.value,
                "content": claim.content.text,
            }
        )
        for claim, record in claims(view)
        if speaker in (claim.speaker.name, name.get(judgement.actor_of.get(claim.speaker.actor or "", "")))
    )
