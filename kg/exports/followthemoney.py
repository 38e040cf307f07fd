"""FollowTheMoney entities, for OpenAleph, Aleph and yente: articles, people and bodies, mentions, events, notes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from kg.exports.annotations import told
from kg.exports.base import TextExporter, View, sorted_records
from kg.exports.provenance import states_of
from kg.model.actor import Mention
from kg.model.claim import Claim
from kg.model.identifiers import URN, mint
from kg.model.judgement import JudgedActor, Judgement, Topic
from kg.model.record import Record
from kg.model.vocabulary import SpeakerKind

_SCHEMA_OF: Final = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANISATION: "Organization",
    SpeakerKind.MEDIUM: "Organization",
}
_WEB: Final = re.compile(r"https?://")
Json = dict[str, Any]


class FollowTheMoney(TextExporter):
    """FollowTheMoney (followthemoney.tech), entities as JSON lines.

    A statement is a Note on its speaker: its words are the description, who tells it to whom and where it stands the
    summary, its IRI the note's name. A figure stands in the words alone. The language is left out: theirs has three
    letters.
    """

    title: ClassVar = "FollowTheMoney entities, for OpenAleph"
    suffix: ClassVar = ".ftm.json"

    def pieces(self, view: View) -> Iterator[str]:
        """One entity a line: actors, then each article with its mentions and statements, then topics."""
        judged = view.judgement()
        states, speakers = states_of(judged), {actor.iri for actor in judged.actors}
        entities: list[Iterator[Json]] = [map(_actor, judged.actors)]
        entities += [_of_record(record, judged, states, speakers) for record in sorted_records(view)]
        entities += [(_event(topic) for topic in judged.topics)]
        for group in entities:
            for entity in group:
                yield json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n"


def _id(iri: str) -> str:
    """An IRI as an identifier of theirs, which takes no colons: KIND-HASH."""
    return iri.removeprefix(URN).replace(":", "-")


def _entity(iri: str, schema: str, **values: object) -> Json:
    properties: dict[str, list[str]] = {}
    for name, value in values.items():
        several = value if isinstance(value, list) else [value]
        if texts := sorted({str(item) for item in several if item not in (None, "")}):
            properties[name] = texts
    return {"id": _id(iri), "schema": schema, "properties": properties}


def _actor(actor: JudgedActor) -> Json:
    return _entity(actor.iri, _SCHEMA_OF.get(SpeakerKind(actor.kind), "LegalEntity"), name=actor.name, notes=actor.iri)


def _of_record(record: Record, judged: Judgement, states: Mapping[str, str], speakers: set[str]) -> Iterator[Json]:
    yield _article(record)
    for mention in record.mentions:
        if (actor := judged.actor_of.get(mention.actor or "")) in speakers:
            yield _mention(mention, record, actor)
    for claim in record.claims:
        actor = judged.actor_of.get(claim.speaker.actor or "")
        yield _note(claim, record, actor if actor in speakers else None, states.get(claim.iri))


def _article(record: Record) -> Json:
    article = record.article
    url = article.meta.url.value if article.meta.url else ""
    return _entity(
        article.iri,
        "Article",
        title=article.title or article.source_id,
        publisher=article.outlet,
        publishedAt=article.published.start if article.published else None,
        author=article.meta.author.value if article.meta.author else None,
        sourceUrl=url if _WEB.match(url) else None,
        bodyText=article.text,
        notes=article.iri,
    )


def _mention(mention: Mention, record: Record, actor: str) -> Json:
    iri = mint("mention", record.article.iri, mention.part.value, mention.span, mention.type.value)
    return _entity(iri, "Mention", document=_id(record.article.iri), resolved=_id(actor), name=mention.text)


def _note(claim: Claim, record: Record, speaker: str | None, state: str | None) -> Json:
    where = " ".join(f"{start}-{end}" for start, end in claim.content.spans)
    return _entity(
        claim.iri,
        "Note",
        name=claim.iri,
        description=claim.content.text,
        entity=_id(speaker) if speaker else None,
        proof=_id(record.article.iri),
        publisher=record.article.outlet,
        summary=f"{told(claim, record.article)}; {claim.part.value} {where}",
        keywords=[claim.stance.value, state],
    )


def _event(topic: Topic) -> Json:
    figures = [
        f"{value.polarity.value}: {value.low:g} to {value.high:g}, {value.state.value}"
        for value in topic.values
        if value.low is not None and value.high is not None
    ]
    return _entity(
        topic.iri,
        "Event",
        name=topic.label or topic.iri,
        startDate=topic.start,
        endDate=topic.end,
        location=", ".join(topic.place),
        proof=[_id(article) for article in topic.articles],
        summary=f"{topic.state.value}; {len(topic.origins)} origins: "
        + "; ".join(origin.name or "unknown" for origin in topic.origins),
        description=figures,
        keywords=[topic.type, topic.state.value],
        notes=topic.iri,
    )
