"""W3C annotations: every statement pinned to its words, as Hypothesis and other annotation tools anchor them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from kg.exports.base import TextExporter, View, sorted_records
from kg.exports.provenance import states_of
from kg.model.article import Article
from kg.model.claim import Claim
from kg.model.spans import Span
from kg.model.vocabulary import Part
from kg.ontology.document import AROUND

_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
Json = dict[str, Any]


class Annotations(TextExporter):
    """Web Annotation Data Model (W3C, 2017): one annotation a statement, one target a piece of its words.

    Each target has a TextPositionSelector in code points and a TextQuoteSelector with 32 characters around the words.
    Its source is the article's address where it is known, else its IRI.
    """

    title: ClassVar = "W3C annotations, for Hypothesis and others"
    suffix: ClassVar = ".annotations.jsonld"

    def pieces(self, view: View) -> Iterator[str]:
        """A collection with one page, an annotation a line."""
        records, states = sorted_records(view), states_of(view.judgement())
        total = sum(len(record.claims) for record in records)
        yield f'{{"@context": "{_CONTEXT}", "type": "AnnotationCollection", "label": "claimgraph", "total": {total},\n'
        yield ' "first": {"type": "AnnotationPage", "startIndex": 0, "items": [\n'
        made = (_annotation(claim, record.article, states) for record in records for claim in record.claims)
        for n, annotation in enumerate(made):
            yield (",\n" if n else "") + json.dumps(annotation, ensure_ascii=False, sort_keys=True)
        yield "\n]}}\n"


def _annotation(claim: Claim, article: Article, states: Mapping[str, str]) -> Json:
    tags = (claim.stance.value, claim.speaker.name, states.get(claim.iri, ""))
    maker = claim.extractor
    return {
        "id": f"{claim.iri}/annotation",
        "type": "Annotation",
        "motivation": "describing",
        "creator": {"type": "Software", "name": f"{maker.name} {maker.version}"},
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": told(claim, article)},
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags if tag),
        ],
        "target": [_target(claim, article, span) for span in claim.content.spans],
    }


def told(claim: Claim, article: Article) -> str:
    """Who says it, through whom, where and when, in one line."""
    via = f", via {', '.join(hop.name for hop in claim.via)}" if claim.via else ""
    hedged = f" ({', '.join(claim.hedges)})" if claim.hedges else ""
    where = ", ".join(filter(None, (article.outlet, article.published.start if article.published else None)))
    return f"{claim.speaker.name or 'somebody'} {claim.stance.value.replace('-', ' ')}{hedged}{via}; {where}"


def _target(claim: Claim, article: Article, span: Span) -> Json:
    text = article.text if claim.part is Part.TEXT else article.title or ""
    start, end = span
    selectors = [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
    url = article.meta.url.value if article.meta.url else article.iri
    scope = {"scope": f"{article.iri}#title"} if claim.part is Part.TITLE else {}
    return {"source": url, "selector": selectors, **scope}
