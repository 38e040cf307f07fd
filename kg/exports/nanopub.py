"""Nanopublications: one for each statement that is attributed to somebody.

Each is four named graphs (nanopub.net, Guidelines, working draft): a head, the assertion, where the assertion comes
from, and what made the publication. They are not signed, and bear no date: nobody has published them yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from kg.exports.base import TextExporter, View, sorted_records
from kg.exports.quads import Triple, declared, paragraphs, prefixes, triples
from kg.model.claim import Claim
from kg.model.identifiers import digest, mint
from kg.model.record import Record
from kg.model.vocabulary import SpeakerKind
from kg.ontology.document import to_document

_NP: Final = "http://www.nanopub.org/nschema#"
_PROV: Final = "http://www.w3.org/ns/prov#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA: Final = "https://schema.org/"
_PARTS: Final = ("head", "assertion", "provenance", "pubinfo")
_ARTICLE: Final = ("@id", "@type", "source_id", "title", "outlet", "published", "url", "digest")
Json = dict[str, Any]


class Nanopublications(TextExporter):
    """Nanopublications in TriG, unsigned."""

    title: ClassVar = "nanopublications in TriG, one a statement, unsigned"
    suffix: ClassVar = ".nanopub.trig"

    def pieces(self, view: View) -> Iterator[str]:
        """Prefixes, then the four graphs of each publication."""
        names = prefixes(np=_NP)
        yield declared(names)
        for record in sorted_records(view):
            yield from _of_record(record, names)


def _of_record(record: Record, names: Mapping[str, str]) -> Iterator[str]:
    nodes = {node["@id"]: node for node in to_document(record)["@graph"]}
    made = [_graphs(claim, record, nodes) for claim in record.claims if _is_attributed(claim)]
    found = triples({"@graph": [graph for graphs in made for graph in graphs]})
    for graphs in made:
        for graph in graphs:
            yield _block(graph["@id"], found[graph["@id"]], names)


def _is_attributed(claim: Claim) -> bool:
    return claim.speaker.kind not in (SpeakerKind.NARRATOR, SpeakerKind.UNSTATED)


def _block(name: str, said: Sequence[Triple], names: Mapping[str, str]) -> str:
    return f"\n<{name}> {{\n{''.join(paragraphs(said, names))}}}\n"


def _link(iri: str) -> Json:
    return {"@id": iri}


def _graphs(claim: Claim, record: Record, nodes: Mapping[str, Json]) -> list[Json]:
    """Head, assertion, provenance and publication info, named after the content of the assertion."""
    asserted = [nodes[claim.iri], *_voices(claim, nodes)]
    text = json.dumps(asserted, ensure_ascii=False, sort_keys=True)
    iri = mint("record", "nanopublication", claim.iri, record.extractor.name, record.extractor.version, digest(text))
    names = {part: f"{iri}#{part}" for part in _PARTS}
    said = {
        "head": [_head(iri, names)],
        "assertion": asserted,
        "provenance": _provenance(iri, names, claim, nodes[claim.article]),
        "pubinfo": [_pubinfo(iri, claim, record)],
    }
    return [{"@id": names[part], "@graph": said[part]} for part in _PARTS]


def _voices(claim: Claim, nodes: Mapping[str, Json]) -> Iterator[Json]:
    """Who speaks and who passes it on, by name."""
    for actor in dict.fromkeys((claim.speaker.actor, *(hop.actor for hop in claim.via))):
        if actor and actor in nodes:
            yield {key: value for key, value in nodes[actor].items() if key in ("@id", "@type", "name", "kind")}


def _head(iri: str, names: Mapping[str, str]) -> Json:
    return {
        "@id": iri,
        "@type": f"{_NP}Nanopublication",
        f"{_NP}hasAssertion": _link(names["assertion"]),
        f"{_NP}hasProvenance": _link(names["provenance"]),
        f"{_NP}hasPublicationInfo": _link(names["pubinfo"]),
    }


def _provenance(iri: str, names: Mapping[str, str], claim: Claim, article: Json) -> list[Json]:
    reading = f"{iri}#reading"
    said_by = {"@id": claim.iri, f"{_PROV}wasAttributedTo": _link(claim.speaker.actor)} if claim.speaker.actor else None
    nodes = [
        {
            "@id": names["assertion"],
            f"{_PROV}wasDerivedFrom": _link(claim.article),
            f"{_PROV}wasGeneratedBy": _link(reading),
        },
        {"@id": reading, "@type": f"{_PROV}Activity", f"{_PROV}used": _link(claim.article)},
        {key: value for key, value in article.items() if key in _ARTICLE},
    ]
    return [*nodes, said_by] if said_by else nodes


def _pubinfo(iri: str, claim: Claim, record: Record) -> Json:
    maker = f"{iri}#extractor"
    return {
        "@id": iri,
        f"{_RDFS}label": f"{claim.speaker.name}: {claim.content.text}",
        f"{_PROV}wasAttributedTo": {
            "@id": maker,
            "@type": f"{_PROV}SoftwareAgent",
            f"{_SCHEMA}name": record.extractor.name,
            f"{_SCHEMA}version": record.extractor.version,
        },
    }
