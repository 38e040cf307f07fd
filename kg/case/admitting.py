"""Claims of any other tool, language model or person: each span is sliced back, or the line is refused."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.case import records
from kg.case.report import Entry, LoadReport
from kg.case.slicing import spans_of
from kg.case.store import Store
from kg.model.article import Article
from kg.model.claim import Claim, Extractor
from kg.model.errors import ContractError, KgError, NotFoundError
from kg.model.identifiers import digest
from kg.model.spans import check
from kg.model.vocabulary import Form, Part, SpeakerKind

NAME: Final = "claims-file"
NEEDED: Final = ("part", "speaker", "content", "form", "stance")
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
        filled = _filled(row, article)
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


def _filled(row: Row, article: Article) -> Row:
    """The line with its article, its extractor, and a name for each thing that others may refer to."""
    place = f"line {digest(_order(row))}"  # a name by content, so that the order of lines never shows
    return {
        **row,
        "article": article.iri,
        "source_id": article.source_id,
        "claim": row.get("claim") or place,
        "speaker": _speaker(row),
        "events": [{"event": f"{place} event {i}", **e} for i, e in enumerate(row.get("events") or ())],
        "quantities": [_figure(q, f"{place} quantity {i}") for i, q in enumerate(row.get("quantities") or ())],
        "extractor": {"name": NAME, "version": "1", **(row.get("extractor") or {})},
        "own_quantities": row.get("quantities") is None,
        "own_events": row.get("events") is None,
    }


def _speaker(row: Row) -> Row:
    given = row["speaker"]
    silent = SpeakerKind.NARRATOR if row["form"] == Form.NARRATION else SpeakerKind.UNSTATED
    kind = given.get("kind") or (SpeakerKind.PERSON if given.get("spans") else silent).value
    return {**given, "kind": kind}


def _figure(given: Row, iri: str) -> Row:
    low, high = given.get("low"), given.get("high")
    one = low is not None and low == high
    guess = "exact" if one else "at-least" if high is None else "at-most" if low is None else "between"
    best = low if one and "modifier" not in given else None
    filled = {"quantity": iri, "modifier": guess, "best": best, **given}
    return {**filled, "expected": given.get("expected") or _expected(filled)}


def _expected(row: Row) -> tuple[float | None, float | None]:
    from kg.extract.intervals import expected_of  # noqa: PLC0415 - lazy, as the loaders need none of it

    return expected_of(row.get("low"), row.get("high"), row["modifier"], counted=not row.get("unit"))


def _claim(row: Row, article: Article) -> Claim:
    """The claim of a line, once all its spans have been sliced back."""
    from kg.ontology.contract import claim_from_json  # noqa: PLC0415 - lazy, as the loaders need none of it

    claim = claim_from_json(row)
    if claim.part is Part.TITLE and article.title_part is None:
        raise ContractError("the article's title stands in its text: the part is 'text'", place="part")
    text = article.text if claim.part is Part.TEXT else article.title_part or ""
    for field, spans, words in spans_of(claim):
        check(text, spans, words, place=field)
    for event in claim.events:
        check(text, (event.trigger,), text[slice(*event.trigger)], place="trigger")
    return claim


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
