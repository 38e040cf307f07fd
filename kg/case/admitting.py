"""Claims of any other tool, language model or person: each span is sliced back, or the line is refused."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.case import records
from kg.case.report import Entry, LoadReport
from kg.case.store import Store
from kg.model.article import Article
from kg.model.claim import Claim, Extractor
from kg.model.errors import ContractError, InputError, KgError, NotFoundError
from kg.model.spans import Span, check
from kg.model.vocabulary import Form, Part, SpeakerKind

NAME: Final = "claims-file"
NEEDED: Final = ("part", "speaker", "content", "form", "stance")
_CLAIM: Final[Mapping[str, Any]] = {
    "schema": "kg.claim/1", "outlet": None, "published": None, "cue": None, "polarity": "affirmed",
    "modality": "actual", "hedges": [], "spoken": None, "via": [], "parent": None, "about": None, "target": None,
    "events": [], "quantities": [], "origin": None, "confidence": 1.0,
}  # fmt: skip
_SPEAKER: Final[Mapping[str, Any]] = {"text": "", "spans": [], "actor": None, "number": None}
_HOP: Final[Mapping[str, Any]] = {"text": "", "spans": [], "actor": None, "name": "", "cue": "", "hedges": []}
_EVENT: Final[Mapping[str, Any]] = {
    "agents": [], "patients": [], "place": [], "start": None, "end": None, "precision": None, "how": None,
    "alternatives": [], "cumulative": False,
}  # fmt: skip
_QUANTITY: Final[Mapping[str, Any]] = {
    "low": None, "high": None, "low_open": False, "high_open": False, "best": None, "unit": None, "counts": "",
    "counts_span": None, "status": None, "subset_of": None, "event": None, "event_type": None,
}  # fmt: skip

Row = Mapping[str, Any]
Group = tuple[str, str, str]
"""Article, extractor's name, extractor's version: the claims that make one record."""


@dataclass(frozen=True, slots=True)
class _Accepted:
    group: Group
    row: Row


def admit(store: Store, lines: Iterable[str], *, file: str, at: str) -> LoadReport:
    """Admit the claims of a file of kg.claim/1 lines; a bad line is refused with its reason.

    The claims of one extractor (name and version, as the lines give it) become a record of their article
    and stand in place of our own rules' claims.

    Args:
        store: the case's store.
        lines: the lines of the file.
        file: its name, for reasons.
        at: the time, for the journal alone.

    Returns:
        What became of every line.

    Raises:
        ContractError: the case holds other claims of the same extractor and version for an article.
    """
    entries: list[Entry] = []
    groups: dict[Group, list[Row]] = defaultdict(list)
    for number, line in enumerate(lines, 1):
        if line.strip():
            entry, accepted = _line(store, line, file, f"line {number}")
            entries.append(entry)
            if accepted:
                groups[accepted.group].append(accepted.row)
    with store.transaction():
        for group, rows in sorted(groups.items()):
            _keep(store, group, rows, file)
        for entry in entries:
            row = (at, entry.file, entry.place, entry.status, entry.reason)
            store.run("INSERT INTO journal (at, file, place, status, reason) VALUES (?, ?, ?, ?, ?)", *row)
    return LoadReport(tuple(entries))


def renew(store: Store, article: Article) -> None:
    """Make the admitted records of an article anew, as its metadata have changed; the caller holds the transaction."""
    sql = "SELECT extractor, version, lines FROM admitted WHERE article = ?"
    for name, version, lines in store.rows(sql, article.iri):
        _record(store, article, Extractor(name, version), json.loads(lines))


def _line(store: Store, line: str, file: str, place: str) -> tuple[Entry, _Accepted | None]:
    try:
        row = _parsed(line)
        article = store.article(_article(store, row))
        filled = _filled(row, article, place)
        _claim(filled, article)
    except (KgError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        return Entry(file, place, "skipped", _reason(error)), None
    maker = filled["extractor"]
    entry = Entry(file, place, "loaded", "", article.iri, article.source_id)
    return entry, _Accepted((article.iri, maker["name"], maker["version"]), filled)


def _reason(error: Exception) -> str:
    if isinstance(error, KgError):
        return f"{error.place}: {error.message}" if error.place else error.message
    return f"breaks the data contract ({type(error).__name__}: {error})"


def _parsed(line: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ContractError("not a line of JSON") from error
    if not isinstance(row, dict):
        raise ContractError("not a JSON object")
    missing = [key for key in NEEDED if row.get(key) is None]
    if missing or not (row.get("article") or row.get("source_id")):
        raise ContractError(f"lacks {', '.join(missing) or 'source_id or article'}")
    return row


def _article(store: Store, row: Row) -> str:
    """The article that the line speaks of: the IRI counts if the case has it, else the source_id."""
    for sql, value in (
        ("SELECT article FROM articles WHERE article = ?", row.get("article")),
        ("SELECT article FROM names WHERE source_id = ?", row.get("source_id")),
    ):
        found = store.rows(sql, value) if value else []
        if len(found) == 1:
            return str(found[0][0])
    raise NotFoundError("names no article of the case, or more than one")


def _filled(row: Row, article: Article, place: str) -> Row:
    """The line with every optional key, its spans sliced back."""
    text = _text(article, Part(row["part"]))
    claim = {**_CLAIM, **{key: value for key, value in row.items() if value is not None}}
    claim |= {
        "article": article.iri,
        "source_id": article.source_id,
        "claim": row.get("claim") or place,
        "speaker": _speaker(row),
        "via": [{**_HOP, **hop} for hop in claim["via"]],
        "events": [{"event": f"{place} event {i}", **_EVENT, **e} for i, e in enumerate(claim["events"])],
        "quantities": [_figure(q, f"{place} quantity {i}") for i, q in enumerate(claim["quantities"])],
        "extractor": {"name": NAME, "version": "1", **(row.get("extractor") or {})},
        "own_quantities": row.get("quantities") is None,
        "own_events": row.get("events") is None,
    }
    _check_spans(claim, text)
    return claim


def _text(article: Article, part: Part) -> str:
    if part is Part.TEXT:
        return article.text
    if article.title_part is None:
        raise ContractError("the article's title stands in its text: the part is 'text'", place="part")
    return article.title_part


def _speaker(row: Row) -> Row:
    given = {**_SPEAKER, **row["speaker"]}
    if given["text"] and not given["spans"]:
        raise ContractError("a speaker with words needs their spans", place="speaker.spans")
    silent = SpeakerKind.NARRATOR if row["form"] == Form.NARRATION else SpeakerKind.UNSTATED
    kind = SpeakerKind.PERSON if given["spans"] else silent
    return {"name": given["text"], "kind": kind.value, **given}


def _figure(given: Row, iri: str) -> Row:
    figure = {"quantity": iri, **_QUANTITY, **given}
    low, high = figure["low"], figure["high"]
    one = low is not None and low == high
    if given.get("best") is None and one and "modifier" not in given:
        figure["best"] = low
    guess = "exact" if one else "at-least" if high is None else "at-most" if low is None else "between"
    return {"modifier": guess, "expected": [low, high], **figure}


def _check_spans(claim: Row, text: str) -> None:
    for field in ("content", "speaker", "cue"):
        if claim[field] and (claim[field].get("spans") or field == "content"):
            check(text, _spans(claim[field]["spans"]), claim[field]["text"], place=field)
    if not claim["content"]["spans"]:
        raise ContractError("has no spans", place="content")
    for hop in claim["via"]:
        check(text, _spans(hop["spans"]), hop["text"], place="via")
    for figure in claim["quantities"]:
        check(text, _spans([figure["span"]]), figure["text"], place="quantities")
        if figure["counts_span"]:
            check(text, _spans([figure["counts_span"]]), figure["counts"], place="quantities.counts")
    for event in claim["events"]:
        start, end = event["trigger"]
        check(text, [(start, end)], text[start:end], place="events.trigger")


def _spans(given: Sequence[Sequence[int]]) -> list[Span]:
    spans = [(start, end) for start, end in given]
    if any(type(value) is not int for span in spans for value in span):
        raise InputError("a span is two whole numbers")
    return spans


def _claim(row: Row, article: Article) -> Claim:
    from kg.ontology.contract import claim_from_json  # noqa: PLC0415 - lazy, as the loaders need none of it

    keys = {key: value for key, value in row.items() if key not in ("own_quantities", "own_events")}
    return claim_from_json({**keys, "outlet": article.outlet})


def _keep(store: Store, group: Group, rows: Sequence[Row], file: str) -> None:
    """Write the claims of one extractor for one article, and the record they make."""
    iri, name, version = group
    lines = json.dumps(sorted(rows, key=_order), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sql = "SELECT lines FROM admitted WHERE article = ? AND extractor = ? AND version = ?"
    known = store.row(sql, *group)
    if known and known[0] != lines:
        raise ContractError(
            f"the case holds other claims by {name} {version} for {iri}: give the extractor a new version", file=file
        )
    if not known:
        store.run("INSERT INTO admitted VALUES (?, ?, ?, ?)", *group, lines)
        _record(store, store.article(iri), Extractor(name, version), rows)


def _order(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _record(store: Store, article: Article, maker: Extractor, rows: Sequence[Row]) -> None:
    from kg.extract import complete  # noqa: PLC0415 - heavy

    claims = [_claim(row, article) for row in rows]
    record = complete(
        article,
        claims,
        maker,
        read_quantities=frozenset(row["claim"] for row in rows if row["own_quantities"]),
        read_events=frozenset(row["claim"] for row in rows if row["own_events"]),
    )
    records.put(store, record, admitted=True)
