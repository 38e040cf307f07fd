"""`kg history`: a figure across versions, outlets and hops, in the order in which it was printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kg.cli.output import Column, Output, Row, paint, printable
from kg.cli.tables import short
from kg.cli.words import counted, indented, listed
from kg.model.vocabulary import Relation, SpeakerKind

if TYPE_CHECKING:
    from kg.case import Case, Filters
    from kg.model.article import Article
    from kg.model.claim import Claim
    from kg.model.judgement import Topic
    from kg.model.quantity import Quantity

PRINTED: Final = (
    Column("published", "published"),
    Column("article", "source_id"),
    Column("outlet", "outlet"),
    Column("figure", "figure"),
    Column("low", "low"),
    Column("high", "high"),
    Column("speaker", "speaker"),
    Column("via", "via"),
    Column("origin", "origin"),
    Column("marks", lambda row: [mark["kind"] for mark in row["marks"]]),
    Column("reasons", lambda row: [mark["reason"] for mark in row["marks"]]),
    Column("topic", "topic"),
    Column("label", "label"),
    Column("claim", "claim"),
    Column("quantity", "quantity"),
)

Told = tuple["Claim", "Article", "Quantity"]
"""A figure with the claim that gives it and where."""


def show(case: Case, filters: Filters, out: Output, *, everything: bool) -> None:
    """Print how the figures of the case came about.

    Args:
        case: the open case.
        filters: which topics.
        out: where to and how.
        everything: also figures that one article alone gives, once.
    """
    found = list(histories(case, filters, everything=everything))
    rows = [{**row, "topic": topic["topic"], "label": topic["label"]} for topic in found for row in topic["printed"]]
    out.report({"schema": "kg.history/1", "topics": found}, "topics", lambda: _lines(found), rows, PRINTED)


def histories(case: Case, filters: Filters, *, everything: bool) -> Iterator[Row]:
    """One row a topic with figures, with all that was printed of it, earliest first."""
    known = {claim.iri: (claim, record.article) for record in case.records() for claim in record.claims}
    for topic in case.topics(filters):
        told = _told(topic, known)
        if len({article.iri for _, article, _ in told}) > 1 or _changed(topic) or (everything and told):
            yield {
                "topic": topic.iri,
                "label": topic.label,
                "state": topic.state.value,
                "printed": list(_printed(topic, told, case)),
            }


def _changed(topic: Topic) -> bool:
    return any(item.relation is Relation.UPDATE for item in topic.comparisons)


def _told(topic: Topic, known: Mapping[str, tuple[Claim, Article]]) -> list[Told]:
    """The figures of a topic in the order of their printing; a figure that several claims hold once, as attributed."""
    wanted = {figure for value in topic.values for figure in value.quantities}
    inside = [known[iri] for iri in dict.fromkeys(c for o in topic.origins for c in o.claims) if iri in known]
    found: dict[str, Told] = {}
    for claim, article in sorted(inside, key=lambda pair: (pair[0].speaker.kind is SpeakerKind.NARRATOR, pair[0].iri)):
        for figure in claim.quantities:
            if figure.iri in wanted:
                found.setdefault(figure.iri, (claim, article, figure))
    return sorted(found.values(), key=_order)


def _order(told: Told) -> tuple[str, str, str, int]:
    claim, article, figure = told
    return (article.published.start if article.published else "~", article.source_id, claim.part.value, figure.span[0])


def _printed(topic: Topic, told: Sequence[Told], case: Case) -> Iterator[Row]:
    origins = {claim: origin for origin in topic.origins for claim in origin.claims}
    for at, (claim, article, figure) in enumerate(told):
        origin = origins.get(claim.iri)
        yield {
            "published": article.published.start if article.published else None,
            "article": article.iri,
            "source_id": article.source_id,
            "outlet": article.outlet,
            "claim": claim.iri,
            "quantity": figure.iri,
            "figure": " ".join(filter(None, (figure.text, figure.counts))),
            "low": figure.low,
            "high": figure.high,
            "speaker": claim.speaker.name or claim.speaker.text or None,
            "via": [hop.name or hop.text for hop in claim.via],
            "origin": origin.name if origin else None,
            "marks": list(_marks(topic, told[: at + 1], case)),
        }


def _marks(topic: Topic, told: Sequence[Told], case: Case) -> Iterator[Row]:
    """What the last of these figures is to those printed before it: an update of them, or a revision of its article."""
    *before, (_, article, figure) = told
    earlier = {item.iri: (other, item) for _, other, item in before}
    family = case.versions(article.iri) - {article.iri}
    for item in topic.comparisons:
        sides = {item.a_quantity, item.b_quantity}
        if item.relation is Relation.UPDATE and figure.iri in sides:
            for iri in sides & earlier.keys():
                other, _ = earlier[iri or ""]
                yield {"kind": "update", "of": other.source_id, "quantity": iri, "reason": item.reason}
    for iri, (other, older) in earlier.items():
        if other.iri in family and (older.low, older.high) != (figure.low, figure.high):
            reason = f"another version of the article gives “{older.text}”"
            yield {"kind": "revision", "of": other.source_id, "quantity": iri, "reason": reason}


def _lines(found: Iterable[Row]) -> Iterator[str]:
    number = 0
    for number, topic in enumerate(found, 1):
        yield paint(printable(f"{number}. {topic['label']}"), "bold") + f"  {topic['state']}"
        for day, rows in groupby(topic["printed"], key=lambda row: (row["published"] or "")[:10]):
            yield f"   {day or 'date unknown'}"
            for row in rows:
                yield from _line(row)
        yield ""
    yield counted(number, "figure") + " with a history." if number else "(no figure that more than one article gives)"


def _line(row: Row) -> Iterator[str]:
    outlet = f" ({row['outlet']})" if row["outlet"] and row["outlet"] != row["source_id"] else ""
    chain = "".join(f", via {hop}" for hop in row["via"])
    source = f" [source: {row['origin']}]" if row["origin"] and row["origin"] != row["speaker"] else ""
    speaker = row["speaker"] or "in its own words"
    words = f"“{row['figure']}”, {speaker}{chain}; {row['source_id']}{outlet}{source}"
    yield from indented(f"{printable(words)} {short(row['claim'])}", "     ", "       ")
    for kind in ("update", "revision"):
        marks = [mark for mark in row["marks"] if mark["kind"] == kind]
        if marks:
            of = listed(mark["of"] for mark in marks)
            yield from indented(printable(f"{kind} of {of}: {marks[0]['reason']}"), "       ", "         ")
