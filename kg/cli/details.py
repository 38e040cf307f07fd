"""One thing in full: a claim in its context, actors with the evidence for each name, the gates of a link."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from kg.case.codec import encode
from kg.cli.output import WIDTH, Row, paint, printable, shortened
from kg.cli.tables import short
from kg.cli.words import counted, listed, quoted
from kg.model.errors import NotFoundError

if TYPE_CHECKING:
    from kg.case import Case
    from kg.model.article import Article
    from kg.model.claim import Claim
    from kg.model.judgement import Explanation
    from kg.model.vocabulary import Part

SELECTOR_CONTEXT: Final = 32
"""Characters of prefix and suffix in a TextQuoteSelector."""


def body_of(article: Article, part: Part) -> str:
    """What offsets into a part point into."""
    return article.text if part == "text" else article.title_part or ""


def paragraph(body: str, start: int, end: int) -> tuple[int, int]:
    """The lines that a span stands in."""
    low = body.rfind("\n", 0, start) + 1
    high = body.find("\n", end)
    return (low, high if high >= 0 else len(body))


def claim_document(case: Case, ref: str) -> dict[str, Any]:
    """A claim with its context, selectors, topics and decisions, as JSON data.

    Args:
        case: the open case.
        ref: the claim's IRI, or the beginning of its hash.

    Returns:
        The envelope kg.show/1.

    Raises:
        NotFoundError: the case has no such claim.
    """
    from kg.ontology.contract import claim_to_json  # noqa: PLC0415 - lazy

    found = case.find_claim(ref)
    if found is None:
        raise NotFoundError("no such claim in the case", file=case.store.name, place=ref)
    claim, record = found
    body = body_of(record.article, claim.part)
    low, high = paragraph(body, claim.content.spans[0][0], claim.content.spans[-1][1])
    return {
        "schema": "kg.show/1",
        "claim": claim_to_json(claim, record.article),
        "context": {"span": [low, high], "text": body[low:high]},
        "selectors": list(_selectors(body, claim)),
        "topics": [
            {"topic": topic.iri, "label": topic.label, "state": topic.state.value}
            for topic in case.judgement().topics
            if any(claim.iri in value.claims for value in topic.values)
        ],
        "decisions": [{"decision": item.iri, **encode(item)} for item in case.decisions() if claim.iri in item.subject],
        "files": case.store.files(record.article.iri),
    }


def _selectors(body: str, claim: Claim) -> Iterator[dict[str, Any]]:
    for start, end in claim.content.spans:
        yield {"type": "TextPositionSelector", "start": start, "end": end}
        yield {
            "type": "TextQuoteSelector",
            "exact": body[start:end],
            "prefix": body[max(0, start - SELECTOR_CONTEXT) : start],
            "suffix": body[end : end + SELECTOR_CONTEXT],
        }


def claim(document: Row) -> Iterator[str]:
    """The lines of `kg show`."""
    row = document["claim"]
    speaker = row["speaker"]
    yield f"{speaker['name'] or speaker['text'] or speaker['kind']} {_said(row)}"
    yield ""
    yield from _wrapped(_marked(document), "  ")
    yield ""
    yield f"  article   {row['source_id']}" + (f", {row['outlet']}" if row["outlet"] else "")
    for label, text in _facts(document):
        yield from _wrapped(text, f"  {label:9} ", " " * 12)


def _said(row: Row) -> str:
    chain = "".join(f", via {hop['name']}" for hop in row["via"])
    hedges = f" ({', '.join(row['hedges'])})" if row["hedges"] else ""
    negated = " that it is not so" if row["polarity"] == "negated" else ""
    return f"{row['stance'].replace('-', ' ')}{negated}{chain}{hedges}"


def _marked(document: Row) -> str:
    """The paragraph with the claim's words between brackets."""
    text, low = str(document["context"]["text"]), int(document["context"]["span"][0])
    for start, end in reversed(document["claim"]["content"]["spans"]):
        inside = paint(f"[{text[start - low : end - low]}]", "bold")
        text = text[: start - low] + inside + text[end - low :]
    return text


def _facts(document: Row) -> Iterator[tuple[str, str]]:
    row = document["claim"]
    for event in row["events"]:
        where, when = ", ".join(event["place"]), event["start"]
        yield "event", ", ".join(filter(None, (event["type"], where, when)))
    for figure in row["quantities"]:
        status = f" ({figure['status']})" if figure["status"] else ""
        yield "figure", f"{figure['text']} {figure['counts']}{status}: {_bounds(figure)}"
    for topic in document["topics"]:
        yield "topic", f"{topic['label']}: {topic['state']}"
    for item in document["decisions"]:
        yield "decision", f"{item['verb']} by {item['who']}, {item['when']}: {item['why']}"
    for file in document["files"]:
        yield "file", file
    spans = "; ".join(f"{start}-{end}" for start, end in row["content"]["spans"])
    yield "place", f"{row['part']}, characters {spans}"
    yield "claim", row["claim"]


def _bounds(figure: Row) -> str:
    low, high = figure["low"], figure["high"]
    if low == high:
        return f"{low}"
    return (
        f"{'up to' if low is None else low} {'or more' if high is None else f'to {high}' if low is not None else high}"
    )


def _wrapped(text: str, first: str, rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=first, subsequent_indent=first if rest is None else rest
    )


def actors(rows: Sequence[Row]) -> Iterator[str]:
    """The lines of `kg actors`."""
    for row in rows:
        said = f"{row['kind']}, {counted(row['claims'], 'claim')}, in {listed(row['source_ids'])}"
        yield from _wrapped(f"{printable(row['name'])} ({said})", "", "    ")
        for alias in row["aliases"]:
            yield f"    also {quoted(alias['text'], 40)}: {alias['rule']}, in {alias['source_id']}"
            yield from _wrapped(quoted(alias["sentence"], 200), "      ")
        for reason in dict.fromkeys(item["reason"] for item in row["merged_because"]):
            yield from _wrapped(f"one across articles: {reason}", "    ", "      ")
    if not rows:
        yield "(nobody)"


def gates(found: Explanation, sides: Sequence[Row]) -> Iterator[str]:
    """The lines of `kg why`: both sentences, every gate with what was seen, and what follows.

    Args:
        found: the gates, in order.
        sides: who says what where, of each side.

    Yields:
        Lines.
    """
    for letter, row in zip("AB", sides, strict=True):
        who = f": {row['speaker']}" if row["speaker"] else ""
        day = f", {row['published'][:10]}" if row["published"] else ""
        claim = f" (claim {short(row['claim'])})" if row["claim"] else ""
        yield from _wrapped(f"{letter}  {printable(row['source_id'])}{day}{printable(who)}{claim}", "", "   ")
        yield from _wrapped(quoted(row["sentence"], 400, row["figure"] or ""), "   ")
        yield ""
    for gate in found.gates:
        yield from _wrapped(f"{'passed' if gate.passed else 'FAILED'}  {gate.name}: {gate.detail}", "  ", "          ")
    yield ""
    if found.failed:
        yield f"Not linked: the first gate that failed is “{found.failed.name}”."
    else:
        yield "Linked: every gate was passed."


def told(case: Case, claim: str | None, figure: str | None, side: tuple[str, str, str]) -> Row:
    """Who says what where, of the claim that stands for a side of `kg why`; of the side itself where none does."""
    found = case.find_claim(claim) if claim else None
    if found is None:
        empty: Row = dict.fromkeys(("article", "claim", "speaker", "published", "figure"))
        return {**empty, "source_id": side[1], "sentence": side[2]}
    item, record = found
    article = record.article
    start, end = _sentence(body_of(article, item.part), item.content.spans[0][0], item.content.spans[-1][1])
    words = next((quantity.text for quantity in item.quantities if quantity.iri == figure), None)
    return {
        "article": article.iri,
        "source_id": article.source_id,
        "published": article.published.start if article.published else None,
        "claim": item.iri,
        "speaker": item.speaker.name or item.speaker.text or None,
        "figure": words,
        "sentence": body_of(article, item.part)[start:end],
    }


def _sentence(body: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or sentences, around a span, inside its paragraph."""
    low, high = paragraph(body, start, end)
    before = max((body.rfind(stop, low, start) for stop in (". ", "? ", "! ", ".” ", '." ')), default=-1)
    behind = [at for stop in (". ", "? ", "! ") if (at := body.find(stop, max(start, end - 1), high)) >= 0]
    return (body.index(" ", before) + 1 if before >= 0 else low, min(behind) + 1 if behind else high)


def side(case: Case, ref: str) -> tuple[str, str, str]:
    """What `kg why` compares: the IRI of a claim or an article, its name, and the words that stand for it.

    Raises:
        NotFoundError: the case has neither a claim nor an article of that name.
    """
    found = case.find_claim(ref)
    if found is None:
        record = case.record(ref)
        article = record.article
        return article.iri, article.source_id, article.title or shortened(article.text, 120)
    claim, record = found
    body = body_of(record.article, claim.part)
    low, high = paragraph(body, claim.content.spans[0][0], claim.content.spans[-1][1])
    return claim.iri, f"{record.article.source_id} {short(claim.iri)}", body[low:high]
