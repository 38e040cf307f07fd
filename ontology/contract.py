"""kg.claim/1 and kg.mention/1: claims and mentions as the JSON of the data contract, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from kg.model.actor import Mention
from kg.model.article import Article
from kg.model.claim import Claim, Extractor, Hop, Passage, Speaker
from kg.model.errors import ContractError
from kg.model.event import Event
from kg.model.quantity import Quantity
from kg.model.spans import Span, Spans
from kg.model.time import When
from kg.model.vocabulary import (
    Form,
    Modality,
    Modifier,
    Part,
    Polarity,
    Precision,
    SpeakerKind,
    Stance,
    Target,
)
from kg.ontology import read_text

CLAIM = "kg.claim/1"
MENTION = "kg.mention/1"
Json = dict[str, Any]


def number(value: float | None) -> float | int | None:
    """A number as JSON prints it: whole ones as integers."""
    return int(value) if value is not None and float(value).is_integer() else value


def spans_to_json(spans: Spans) -> list[list[int]]:
    """Spans as lists of two."""
    return [list(span) for span in spans]


def spans_from_json(rows: Iterable[Sequence[int]]) -> Spans:
    """Spans from lists of two."""
    return tuple((int(start), int(end)) for start, end in rows)


def when_to_json(when: When | None) -> Json | None:
    """A time without its alternatives: start, end, precision, how."""
    if when is None:
        return None
    return {"start": when.start, "end": when.end, "precision": when.precision.value, "how": when.how}


def when_from_json(row: Mapping[str, Any] | None) -> When | None:
    """A time from its JSON; None where it has no start."""
    if not row or not row.get("start"):
        return None
    start, end = row["start"], row.get("end") or row["start"]
    precision = Precision(row.get("precision") or _precision(start))
    return When(start, end, precision, row.get("how") or "given", tuple(row.get("alternatives") or ()))


def _precision(iso: str) -> str:
    return {4: "year", 7: "month", 10: "day"}.get(len(iso), "minute")


def speaker_to_json(speaker: Speaker) -> Json:
    """Who speaks."""
    return {
        "text": speaker.text,
        "spans": spans_to_json(speaker.spans),
        "actor": speaker.actor,
        "name": speaker.name,
        "kind": speaker.kind.value,
        "number": speaker.number,
    }


def hop_to_json(hop: Hop) -> Json:
    """A link of the chain."""
    return {
        "text": hop.text,
        "spans": spans_to_json(hop.spans),
        "actor": hop.actor,
        "name": hop.name,
        "cue": hop.cue,
        "hedges": list(hop.hedges),
    }


def event_to_json(event: Event) -> Json:
    """What happened; the fields of its time stand beside it."""
    when = event.when
    return {
        "event": event.iri,
        "type": event.type,
        "trigger": list(event.trigger),
        "agents": list(event.agents),
        "patients": list(event.patients),
        "place": list(event.place),
        "start": when.start if when else None,
        "end": when.end if when else None,
        "precision": when.precision.value if when else None,
        "how": when.how if when else None,
        "alternatives": list(when.alternatives) if when else [],
        "cumulative": event.cumulative,
    }


def quantity_to_json(item: Quantity) -> Json:
    """A figure with both intervals."""
    return {
        "quantity": item.iri,
        "text": item.text,
        "span": list(item.span),
        "low": number(item.low),
        "high": number(item.high),
        "low_open": item.low_open,
        "high_open": item.high_open,
        "best": number(item.best),
        "expected": [number(bound) for bound in item.expected],
        "modifier": item.modifier.value,
        "unit": item.unit,
        "counts": item.counts,
        "counts_span": list(item.counts_span) if item.counts_span else None,
        "status": item.status,
        "subset_of": item.subset_of,
        "event": item.event,
        "event_type": item.event_type,
    }


def claim_to_json(claim: Claim, article: Article) -> Json:
    """A claim as one line of kg.claim/1.

    Args:
        claim: the claim.
        article: its article.

    Returns:
        The object, keys in the contract's order.
    """
    return {
        "schema": CLAIM,
        "claim": claim.iri,
        "article": claim.article,
        "source_id": article.source_id,
        "outlet": article.outlet,
        "published": article.published.start if article.published else None,
        "part": claim.part.value,
        "speaker": speaker_to_json(claim.speaker),
        "cue": {"text": claim.cue.text, "spans": spans_to_json(claim.cue.spans)} if claim.cue else None,
        "content": {"text": claim.content.text, "spans": spans_to_json(claim.content.spans)},
        "form": claim.form.value,
        "stance": claim.stance.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "hedges": list(claim.hedges),
        "spoken": when_to_json(claim.spoken),
        "via": [hop_to_json(hop) for hop in claim.via],
        "parent": claim.parent,
        "about": claim.about,
        "target": claim.target.value if claim.target else None,
        "events": [event_to_json(event) for event in claim.events],
        "quantities": [quantity_to_json(item) for item in claim.quantities],
        "origin": claim.origin,
        "extractor": {"name": claim.extractor.name, "version": claim.extractor.version},
        "confidence": number(claim.confidence),
    }


def mention_to_json(mention: Mention, article: Article) -> Json:
    """A mention as one line of kg.mention/1."""
    return {
        "schema": MENTION,
        "article": article.iri,
        "source_id": article.source_id,
        "part": mention.part.value,
        "text": mention.text,
        "span": list(mention.span),
        "type": mention.type.value,
        "actor": mention.actor,
    }


def _passage(row: Mapping[str, Any] | None) -> Passage | None:
    return Passage(row.get("text") or "", spans_from_json(row.get("spans") or ())) if row else None


def _speaker(row: Mapping[str, Any]) -> Speaker:
    return Speaker(
        row.get("text") or "",
        spans_from_json(row.get("spans") or ()),
        row.get("actor"),
        row.get("name") or row.get("text") or "",
        SpeakerKind(row.get("kind") or ("anonymous" if row.get("spans") else "unstated")),
        row.get("number"),
    )


def hop_from_json(row: Mapping[str, Any]) -> Hop:
    """A link of the chain from its JSON."""
    return Hop(
        row.get("text") or "",
        spans_from_json(row.get("spans") or ()),
        row.get("actor"),
        row.get("name") or row.get("text") or "",
        row.get("cue") or "",
        tuple(row.get("hedges") or ()),
    )


def event_from_json(row: Mapping[str, Any]) -> Event:
    """An event from its JSON."""
    return Event(
        row["event"],
        row["type"],
        _span(row["trigger"]),
        tuple(row.get("agents") or ()),
        tuple(row.get("patients") or ()),
        tuple(row.get("place") or ()),
        when_from_json(row),
        bool(row.get("cumulative")),
    )


def _span(row: Sequence[int]) -> Span:
    start, end = row
    return int(start), int(end)


def quantity_from_json(row: Mapping[str, Any]) -> Quantity:
    """A figure from its JSON; bounds that are left out are those of an exact value."""
    best, low, high = row.get("best"), row.get("low"), row.get("high")
    return Quantity(
        iri=row.get("quantity") or f"{row['span']}",
        text=row["text"],
        span=_span(row["span"]),
        low=low,
        high=high,
        low_open=bool(row.get("low_open")),
        high_open=bool(row.get("high_open")),
        best=best,
        expected=tuple(row.get("expected") or (low, high)),
        modifier=Modifier(row.get("modifier") or "exact"),
        unit=row.get("unit"),
        counts=row.get("counts") or "",
        counts_span=_span(row["counts_span"]) if row.get("counts_span") else None,
        status=row.get("status"),
        subset_of=row.get("subset_of"),
        event=row.get("event"),
        event_type=row.get("event_type"),
    )


def claim_from_json(row: Mapping[str, Any]) -> Claim:
    """A claim from a line of kg.claim/1; what the line leaves out takes the plainest value.

    Args:
        row: the object; needed are part, speaker, content, form and stance.

    Returns:
        The claim; its IRIs are those of the line.

    Raises:
        ContractError: a needed field is missing or a value is none of its vocabulary.
    """
    try:
        return _claim(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ContractError(f"not a kg.claim/1 line: {type(error).__name__} {error}") from error


def _claim(row: Mapping[str, Any]) -> Claim:
    content = _passage(row["content"])
    if content is None or not content.spans:
        raise ValueError("content has no spans")
    maker = row.get("extractor") or {}
    return Claim(
        iri=row.get("claim") or "",
        article=row.get("article") or "",
        part=Part(row["part"]),
        speaker=_speaker(row["speaker"]),
        cue=_passage(row.get("cue")),
        content=content,
        form=Form(row["form"]),
        stance=Stance(row["stance"]),
        polarity=Polarity(row.get("polarity") or "affirmed"),
        modality=Modality(row.get("modality") or "actual"),
        hedges=tuple(row.get("hedges") or ()),
        spoken=when_from_json(row.get("spoken")),
        via=tuple(map(hop_from_json, row.get("via") or ())),
        parent=row.get("parent"),
        about=row.get("about"),
        target=Target(row["target"]) if row.get("target") else None,
        events=tuple(map(event_from_json, row.get("events") or ())),
        quantities=tuple(map(quantity_from_json, row.get("quantities") or ())),
        extractor=Extractor(maker.get("name") or "claims-file", maker.get("version") or "1"),
        confidence=float(row.get("confidence", 1.0)),
        origin=row.get("origin"),
    )


@cache
def _validator(definition: str) -> Any:  # noqa: ANN401 - jsonschema has no types
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - 0.1 s, only where something is validated

    schema = json.loads(read_text("claim.schema.json"))
    return Draft202012Validator({**schema, "$ref": f"#/$defs/{definition}"})


def validate(row: Mapping[str, Any], definition: str) -> None:
    """Hold an object against the schema of the data contract.

    Args:
        row: the object.
        definition: "claim", "mention", "corroborate" or "compare".

    Raises:
        ContractError: it breaks the schema; the place is a JSON pointer.
    """
    error = next(iter(sorted(_validator(definition).iter_errors(row), key=lambda e: list(map(str, e.path)))), None)
    if error is not None:
        pointer = "/" + "/".join(map(str, error.absolute_path))
        raise ContractError(f"breaks kg.{definition}/1 by {error.validator!r}", place=pointer)


def validate_claim(row: Mapping[str, Any]) -> None:
    """Hold a claim against kg.claim/1; see `validate`."""
    validate(row, "claim")
