"""A record as one JSON-LD document that is one named graph, and back.

The fields are those of the data contract; spans become W3C selectors (Web Annotation Data Model, 4.2: positions in
code points, and for contents the quoted words with 32 characters around them). Their IRIs are the article's with an
RFC 5147 fragment. The text itself stays out: it is kept beside the record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from kg.model.actor import Actor, Affiliation, Alias, Mention
from kg.model.article import Article, Block, Found, Variant
from kg.model.claim import Claim, Extractor
from kg.model.errors import ContractError
from kg.model.identifiers import digest, mint
from kg.model.record import Record
from kg.model.spans import Span
from kg.model.time import When
from kg.model.vocabulary import MentionType, Part, Precision, Role, SpeakerKind
from kg.ontology import read_text
from kg.ontology.contract import Json, claim_from_json, claim_to_json

CONTEXT_IRI: Final = "https://w3id.org/claimgraph/context.jsonld"
AROUND: Final = 32
_BOUNDS = ("low", "high", "best")
_OF_ARTICLE = ("schema", "source_id", "outlet", "published", "origin", "article", "claim")


@cache
def context() -> Json:
    """The JSON-LD context, read from the package: nothing is fetched."""
    document: Json = json.loads(read_text("context.jsonld"))
    inner: Json = document["@context"]
    return inner


def with_context(document: Mapping[str, Any]) -> Json:
    """The document with its context written out, so that any parser reads it offline."""
    return {**document, "@context": context()}


def _point(article: str, part: str, span: Sequence[int]) -> Json:
    """A position in code points; IRI with a fragment after RFC 5147."""
    start, end = span
    fragment = "char" if part == Part.TEXT else "title"
    iri = f"{article}#{fragment}={start},{end}"
    return {"@id": iri, "@type": "TextPositionSelector", "char_start": start, "char_end": end}


def _quote(article: Article, claim: Json) -> Json:
    text = article.text if claim["part"] == Part.TEXT else article.title or ""
    spans = claim["content"]["spans"]
    start, end = spans[0][0], spans[-1][1]
    return {
        "@id": f"{claim['claim']}/quote",
        "@type": "TextQuoteSelector",
        "exact": claim["content"]["text"],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }


def _placed(row: Json, iri: str, article: str, part: str) -> Json:
    """A part of a claim as a node: its spans as selectors, empty fields left out."""
    selectors = [_point(article, part, span) for span in row.get("spans", ())]
    return _filled({"@id": iri, **{k: v for k, v in row.items() if k != "spans"}, "selector": selectors})


def _filled(row: Json) -> Json:
    """A node without its empty fields; false and zero stay."""
    return {key: value for key, value in row.items() if value not in (None, "") and value != []}


def _event(row: Json, article: str, part: str) -> Json:
    kept = {k: v for k, v in row.items() if k not in ("event", "trigger")}
    leaf, trigger = next(iter(row["place"]), None), _point(article, part, row["trigger"])
    return _filled({"@id": row["event"], "@type": "Event", **kept, "leaf": leaf, "trigger": trigger})


def double(value: float | None) -> float | None:
    """A number that every serialiser writes as one and the same xsd:double."""
    return None if value is None else float(value)


def _quantity(row: Json, article: str, part: str) -> Json:
    low, high = row["expected"]
    kept = {k: v for k, v in row.items() if k not in ("quantity", "span", "counts_span", "expected", *_BOUNDS)}
    counted = _point(article, part, row["counts_span"]) if row["counts_span"] else None
    return _filled(
        {
            "@id": row["quantity"],
            "@type": "Quantity",
            **kept,
            **{name: double(row[name]) for name in _BOUNDS},
            "expected_low": double(low),
            "expected_high": double(high),
            "selector": _point(article, part, row["span"]),
            "counts_selector": counted,
        }
    )


def _claim(claim: Claim, article: Article) -> Json:
    row, iri = claim_to_json(claim, article), claim.iri
    content = _placed(row["content"], f"{iri}/content", article.iri, row["part"])
    content["quotation"] = _quote(article, row)
    node = {
        "@id": iri,
        "@type": "Claim",
        **{key: value for key, value in row.items() if key not in _OF_ARTICLE},
        "appearance": article.iri,
        "speaker": _placed(row["speaker"], f"{iri}/speaker", article.iri, row["part"]),
        "cue": _placed(row["cue"], f"{iri}/cue", article.iri, row["part"]) if row["cue"] else None,
        "content": content,
        "spoken": _filled({"@id": f"{iri}/spoken", **row["spoken"]}) if row["spoken"] else None,
        "via": [
            {**_placed(hop, f"{iri}/via/{n}", article.iri, row["part"]), "position": n}
            for n, hop in enumerate(row["via"])
        ],
        "events": [_event(event, article.iri, row["part"]) for event in row["events"]],
        "quantities": [_quantity(item, article.iri, row["part"]) for item in row["quantities"]],
        "extractor": {"@id": f"{iri}/extractor", **row["extractor"]},
        "confidence": float(claim.confidence),
    }
    return _filled(node)


def _actor(actor: Actor, article: str) -> Json:
    aliases = [
        {
            "@id": f"{actor.iri}/alias/{n}",
            "text": alias.text,
            "rule": alias.rule,
            "part": alias.part.value,
            "evidence": _point(article, alias.part, alias.evidence),
        }
        for n, alias in enumerate(actor.aliases)
    ]
    bodies = [
        _filled(
            {
                "@id": f"{actor.iri}/affiliation/{n}",
                "organisation": body.organisation,
                "role": body.role,
                "speaks": body.speaks,
                "part": body.part.value,
                "evidence": _point(article, body.part, body.evidence),
            }
        )
        for n, body in enumerate(actor.affiliations)
    ]
    node = {
        "@id": actor.iri,
        "@type": "Actor",
        "name": actor.name,
        "kind": actor.kind.value,
        "number": actor.number,
        "aliases": aliases,
        "affiliations": bodies,
    }
    return _filled(node)


def _mention(item: Mention, article: str) -> Json:
    point = _point(article, item.part, item.span)
    return _filled(
        {
            "@id": f"{point['@id']}&mention={item.type}",
            "@type": "Mention",
            "text": item.text,
            "part": item.part.value,
            "mention_type": item.type.value,
            "actor": item.actor,
            "selector": point,
        }
    )


def _found(found: Found | None) -> Json | None:
    if found is None:
        return None
    return _filled({"value": found.value, "how": found.how, "raw": found.raw, "span": found.span and [*found.span]})


def _when(when: When | None) -> Json | None:
    if when is None:
        return None
    kept = {"start": when.start, "end": when.end, "precision": when.precision.value, "how": when.how}
    return _filled({**kept, "alternatives": list(when.alternatives)})


def variant_to_json(item: Variant) -> Json:
    """The metadata of one input, with how each value was found."""
    named = {name: _found(getattr(item, name)) for name in ("title", "outlet", "author", "url", "language")}
    return _filled({"source_id": item.source_id, **named, "published": _when(item.published), "kind": item.kind})


def _layout(article: Article) -> str:
    """Blocks and metadata as canonical JSON: read back whole, never queried piece by piece."""
    layout = {
        "blocks": [[block.start, block.end, block.role.value, block.reason] for block in article.blocks],
        "meta": variant_to_json(article.meta),
        "also": [variant_to_json(item) for item in article.also],
        "title_span": list(article.title_span) if article.title_span else None,
    }
    return json.dumps(layout, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _article(article: Article) -> Json:
    meta = article.meta
    values = {name: found.value for name in ("outlet", "author", "url", "language") if (found := getattr(meta, name))}
    node = {
        "@id": article.iri,
        "@type": "Article",
        "source_id": article.source_id,
        "title": article.title,
        "published": article.published.start if article.published else None,
        "digest": article.text_digest,
        "article_kind": meta.kind,
        **values,
        "layout": _layout(article),
    }
    return _filled(node)


def to_document(record: Record) -> Json:
    """A record as one JSON-LD document: one named graph whose IRI is the hash of its content.

    Args:
        record: the record.

    Returns:
        The document; its context is named, see `with_context`. No load time, path or machine is in it.
    """
    article = record.article
    graph = [
        _article(article),
        *(_actor(actor, article.iri) for actor in record.actors),
        *(_mention(item, article.iri) for item in record.mentions),
        *(_claim(claim, article) for claim in record.claims),
    ]
    body = json.dumps(graph, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    iri = mint("record", article.iri, record.extractor.name, record.extractor.version, digest(body))
    maker = {"@id": f"{iri}/extractor", "name": record.extractor.name, "version": record.extractor.version}
    head = {"@id": iri, "@type": "Record", "derived_from": article.iri, "extractor": maker, "status": record.status}
    return {"@context": CONTEXT_IRI, "@id": iri, "@graph": [head, *graph]}


def _span(node: Mapping[str, Any]) -> Span:
    return node["char_start"], node["char_end"]


def _spans(node: Mapping[str, Any]) -> list[list[int]]:
    return [list(_span(point)) for point in node.get("selector", ())]


def _found_from(row: Mapping[str, Any] | None) -> Found | None:
    if row is None:
        return None
    span = row.get("span")
    return Found(row.get("value", ""), row["how"], row.get("raw", ""), (span[0], span[1]) if span else None)


def _when_from(row: Mapping[str, Any] | None) -> When | None:
    if row is None:
        return None
    alternatives = tuple(row.get("alternatives", ()))
    return When(row["start"], row["end"], Precision(row["precision"]), row.get("how", ""), alternatives)


def variant_from_json(row: Mapping[str, Any]) -> Variant:
    """The metadata of one input from its JSON."""
    named = {name: _found_from(row.get(name)) for name in ("title", "outlet", "author", "url", "language")}
    return Variant(row["source_id"], **named, published=_when_from(row.get("published")), kind=row["kind"])


def _article_from(node: Mapping[str, Any], text: str) -> Article:
    layout = json.loads(node["layout"])
    blocks = tuple(Block(start, end, Role(role), reason) for start, end, role, reason in layout["blocks"])
    also = tuple(map(variant_from_json, layout["also"]))
    span = layout["title_span"]
    title_span = (span[0], span[1]) if span else None
    return Article(node["@id"], text, blocks, variant_from_json(layout["meta"]), also, title_span)


def _actor_from(node: Mapping[str, Any]) -> Actor:
    aliases = tuple(
        Alias(row.get("text", ""), row.get("rule", ""), Part(row["part"]), _span(row["evidence"]))
        for row in node.get("aliases", ())
    )
    bodies = tuple(
        Affiliation(row["organisation"], row.get("role", ""), row["speaks"], Part(row["part"]), _span(row["evidence"]))
        for row in node.get("affiliations", ())
    )
    kind = SpeakerKind(node["kind"])
    return Actor(node["@id"], node.get("name", ""), kind, aliases, bodies, node.get("number"))


def _mention_from(node: Mapping[str, Any]) -> Mention:
    span, kind = _span(node["selector"]), MentionType(node["mention_type"])
    return Mention(node["text"], Part(node["part"]), span, kind, node.get("actor"))


def _passage(node: Mapping[str, Any]) -> Json:
    return {**node, "text": node.get("text", ""), "spans": _spans(node)}


def _claim_from(node: Mapping[str, Any]) -> Claim:
    row = dict(node)
    row |= {"claim": node["@id"], "article": node["appearance"]}
    row |= {name: _passage(node[name]) for name in ("speaker", "cue", "content") if name in node}
    row["via"] = [_passage(hop) for hop in node.get("via", ())]
    row["events"] = [
        {**event, "event": event["@id"], "trigger": _span(event["trigger"])} for event in node.get("events", ())
    ]
    row["quantities"] = [_quantity_from(item) for item in node.get("quantities", ())]
    return claim_from_json(row)


def _quantity_from(node: Mapping[str, Any]) -> Json:
    counted = node.get("counts_selector")
    return {
        **node,
        "quantity": node["@id"],
        "span": _span(node["selector"]),
        "expected": (node.get("expected_low"), node.get("expected_high")),
        "counts_span": _span(counted) if counted else None,
    }


def _of_type(nodes: Iterable[Mapping[str, Any]], name: str) -> list[Mapping[str, Any]]:
    return [node for node in nodes if node["@type"] == name]


def from_document(document: Mapping[str, Any], text: str) -> Record:
    """The record that a document holds: the exact inverse of `to_document`.

    Args:
        document: as `to_document` made it.
        text: the article's stored text.

    Returns:
        The record.

    Raises:
        ContractError: the document is no record.
    """
    try:
        nodes = document["@graph"]
        head, article = nodes[0], _article_from(_of_type(nodes, "Article")[0], text)
        return Record(
            article,
            tuple(map(_claim_from, _of_type(nodes, "Claim"))),
            tuple(map(_actor_from, _of_type(nodes, "Actor"))),
            tuple(map(_mention_from, _of_type(nodes, "Mention"))),
            Extractor(head["extractor"]["name"], head["extractor"]["version"]),
            head["status"],
        )
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise ContractError(f"not a record: {type(error).__name__} {error}") from error
