"""Who gave which figure of the event that a claim speaks of, and when?"""

from __future__ import annotations

from kg.queries.view import Row, View, claims, claims_of, known, sort


def run(view: View, claim: str) -> list[Row]:
    """The figures and statements in all topics of the event of a claim, by the day of publication.

    Args:
        view: what is read.
        claim: IRI of the claim.

    Returns:
        published, article (source_id), claim, speaker, label (of the topic), polarity, low, high, best.
    """
    topics = view.judgement().topics
    near = {topic.iri: topic.event for topic in topics if claim in claims_of(topic)}
    events = set(near.values()) - {None}
    found = {item.iri: (item, record.article) for item, record in claims(view)}
    rows = []
    for topic in topics:
        if topic.iri not in near and topic.event not in events:
            continue
        for value in topic.values:
            for iri in value.claims:
                item, article = found[iri]
                values = {
                    "published": article.published.start if article.published else None,
                    "article": article.source_id,
                    "claim": iri,
                    "speaker": item.speaker.name,
                    "label": topic.label,
                    "polarity": value.polarity.value,
                    "low": value.low,
                    "high": value.high,
                    "best": value.best,
                }
                rows.append(known(values))
    return sort(rows)
