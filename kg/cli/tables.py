"""The rows of the reading commands, and their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from kg.cli.output import Column, Row

if TYPE_CHECKING:
    from kg.case import Case, Filters
    from kg.model.actor import Actor
    from kg.model.article import Article
    from kg.model.record import Record


def short(iri: str | None) -> str:
    """The first eight digits of an IRI's hash: enough for commands to find it again."""
    return iri.rsplit(":", 1)[1][:8] if iri else ""


def _start(row: Row) -> object:
    return row["content"]["spans"][0][0]


def _end(row: Row) -> object:
    return row["content"]["spans"][-1][1]


def _figures(row: Row) -> list[str]:
    return [" ".join(filter(None, (item["text"], item["counts"]))) for item in row["quantities"]]


def _who(row: Row) -> str:
    speaker = row["speaker"]
    return str(speaker["name"] or speaker["text"] or speaker["kind"])


def _chain(row: Row) -> list[str]:
    return [hop["name"] or hop["text"] for hop in row["via"]]


def _types(row: Row) -> list[str]:
    return [event["type"] for event in row["events"]]


def _places(row: Row) -> list[str]:
    return [", ".join(event["place"]) for event in row["events"] if event["place"]]


CLAIMS: Final = (
    Column("id", lambda row: short(row["claim"]), 8),
    Column("article", "source_id", 16),
    Column("who", _who, 20),
    Column("stance", "stance", 8),
    Column("content", "content.text"),
    Column("claim", "claim", -1),
    Column("article_iri", "article", -1),
    Column("outlet", "outlet", -1),
    Column("published", "published", -1),
    Column("part", "part", -1),
    Column("start", _start, -1),
    Column("end", _end, -1),
    Column("speaker_text", "speaker.text", -1),
    Column("speaker_kind", "speaker.kind", -1),
    Column("actor", "speaker.actor", -1),
    Column("cue", "cue.text", -1),
    Column("form", "form", -1),
    Column("polarity", "polarity", -1),
    Column("modality", "modality", -1),
    Column("hedges", "hedges", -1),
    Column("via", _chain, -1),
    Column("figures", _figures, -1),
    Column("events", _types, -1),
    Column("places", _places, -1),
    Column("origin", "origin", -1),
    Column("confidence", "confidence", -1),
)
MENTIONS: Final = (
    Column("article", "source_id", 16),
    Column("type", "type", 12),
    Column("start", lambda row: row["span"][0], 7),
    Column("end", lambda row: row["span"][1], 7),
    Column("text", "text"),
    Column("part", "part", -1),
    Column("article_iri", "article", -1),
    Column("actor", "actor", -1),
)
ARTICLES: Final = (
    Column("article", "source_id", 20),
    Column("date", lambda row: (row["published"] or "")[:10], 10),
    Column("outlet", "outlet", 14),
    Column("claims", "claims", 6),
    Column("title", "title"),
    Column("published", "published", -1),
    Column("iri", "article", -1),
    Column("author", "author", -1),
    Column("url", "url", -1),
    Column("language", "language", -1),
    Column("kind", "kind", -1),
    Column("state", "state", -1),
    Column("status", "status", -1),
    Column("characters", "characters", -1),
    Column("text_digest", "text_digest", -1),
    Column("extractor", "extractor", -1),
)
ACTORS: Final = (
    Column("actor", "actor"),
    Column("name", "name"),
    Column("kind", "kind"),
    Column("claims", "claims"),
    Column("articles", lambda row: row["source_ids"]),
    Column("aliases", lambda row: [item["text"] for item in row["aliases"]]),
)
HITS: Final = (
    Column("article", "source_id", 24),
    Column("start", lambda row: row["span"][0], 7),
    Column("passage", "text"),
    Column("end", lambda row: row["span"][1], -1),
    Column("part", "part", -1),
    Column("article_iri", "article", -1),
)
FINDINGS: Final = (
    Column("check", "check", 11),
    Column("detail", "detail"),
    Column("files", "files"),
    Column("subject", "subject", -1),
)
COUNTS: Final = (Column("what", "what", 20), Column("value", "value"))


def claims(case: Case, filters: Filters) -> Iterator[Row]:
    """kg.claim/1 rows."""
    from kg.ontology.contract import claim_to_json  # noqa: PLC0415 - lazy

    return (claim_to_json(claim, article) for claim, article in case.claims(filters))


def mentions(case: Case, filters: Filters) -> Iterator[Row]:
    """kg.mention/1 rows."""
    from kg.ontology.contract import mention_to_json  # noqa: PLC0415 - lazy

    return (mention_to_json(mention, article) for mention, article in case.mentions(filters))


def articles(case: Case, filters: Filters, *, removed: bool = False) -> Iterator[Row]:
    """kg.article/1 rows: of the articles that count, or of those that are removed."""
    from kg.case.filters import Sieve  # noqa: PLC0415 - lazy

    sieve = Sieve(filters, case.judgement())
    named = sorted(case.records(), key=lambda record: (record.article.source_id, record.article.iri))
    if removed:
        gone = (case.store.article(iri) for iri in sorted(case.removed()))
        return (_article(article, "removed") for article in gone if sieve.article(article))
    return (_article(record.article, "active", record) for record in named if sieve.record(record))


def _article(article: Article, state: str, record: Record | None = None) -> Row:
    meta = article.meta
    return {
        "schema": "kg.article/1",
        "article": article.iri,
        "source_id": article.source_id,
        "also": sorted({item.source_id for item in article.also} - {article.source_id}),
        "title": article.title,
        "outlet": article.outlet,
        "author": meta.author.value if meta.author else None,
        "published": article.published.start if article.published else None,
        "url": meta.url.value if meta.url else None,
        "language": article.language,
        "kind": meta.kind,
        "state": state,
        "status": record.status if record else None,
        "claims": len(record.claims) if record else None,
        "characters": len(article.text),
        "text_digest": article.text_digest,
        "extractor": f"{record.extractor.name} {record.extractor.version}" if record else None,
    }


def actors(case: Case, filters: Filters) -> Iterator[Row]:
    """kg.actor/1 rows: the judged actors of the articles and claims that pass, most spoken first."""
    said: dict[str, int] = {}
    for claim, _ in case.claims(filters):
        if claim.speaker.actor:
            said[claim.speaker.actor] = said.get(claim.speaker.actor, 0) + 1
    members = {actor.iri: (actor, record) for record in case.records() for actor in record.actors}
    found = case.judgement().actors
    for judged in sorted(found, key=lambda item: (-said.get(item.iri, 0), item.name, item.iri)):
        if filters and judged.iri not in said:
            continue
        known = [members[iri] for iri in judged.members if iri in members]
        yield {
            "schema": "kg.actor/1",
            "actor": judged.iri,
            "name": judged.name,
            "kind": str(judged.kind),
            "claims": said.get(judged.iri, 0),
            "articles": sorted({record.article.iri for _, record in known}),
            "source_ids": sorted({record.article.source_id for _, record in known}),
            "aliases": _aliases(known),
            "merged_because": [
                {"a": item.a, "b": item.b, "rule": item.rule, "reason": item.reason} for item in judged.merged_because
            ],
        }


def _aliases(known: Iterable[tuple[Actor, Record]]) -> list[dict[str, Any]]:
    """The aliases of an actor with the sentence that justifies each, and its affiliations likewise."""
    rows = []
    for actor, record in known:
        for alias in actor.aliases:
            start, end = alias.evidence
            body = record.article.text if alias.part == "text" else record.article.title_part or ""
            rows.append(
                {
                    "text": alias.text,
                    "rule": alias.rule,
                    "article": record.article.iri,
                    "source_id": record.article.source_id,
                    "part": alias.part.value,
                    "evidence": [start, end],
                    "sentence": body[start:end],
                }
            )
    return sorted(rows, key=lambda row: (row["text"], row["source_id"], row["evidence"]))


def hits(case: Case, words: str) -> Iterator[Row]:
    """kg.hit/1 rows."""
    for hit in case.search(words):
        yield {
            "schema": "kg.hit/1",
            "article": hit.article,
            "source_id": case.store.article(hit.article).source_id,
            "part": hit.part.value,
            "span": list(hit.span),
            "text": hit.text,
            "marks": [list(mark) for mark in hit.marks],
        }


def counts(info: Mapping[str, object]) -> Sequence[Row]:
    """Rows of `kg info`."""
    return [{"what": name.replace("_", " "), "value": value} for name, value in info.items()]
