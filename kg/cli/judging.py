"""What the judging commands do: open, ask the judge, print."""

from __future__ import annotations

import json
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.case.codec import encode
from kg.case.loading import BROKEN
from kg.cli import details
from kg.cli.messages import warn
from kg.cli.output import Column, Output, Row
from kg.cli.report import Report
from kg.cli.source import Source, record_of
from kg.cli.words import counted, indented, quoted
from kg.model.errors import InputError, KgError, NotFoundError
from kg.model.record import Record
from kg.model.settings import Settings
from kg.model.vocabulary import Independence, Relation, State, Verdict

if TYPE_CHECKING:
    from kg.case import Case, Filters
    from kg.model.article import Article
    from kg.model.claim import Claim
    from kg.model.judgement import ArticleComparison, Topic

ORIGINS: Final[Mapping[Independence, str]] = {
    Independence.SAME: "from one source",
    Independence.INDEPENDENT: "from independent sources",
    Independence.UNKNOWN: "sources not known to be independent",
}
CACHED: Final = 512
"""Records that `compare --batch` keeps for articles that come again."""

TOPICS: Final = (
    Column("topic", "topic"),
    Column("label", "label"),
    Column("state", "state"),
    Column("place", "place"),
    Column("start", "start"),
    Column("end", "end"),
    Column("low", "low"),
    Column("high", "high"),
    Column("best", "best"),
    Column("modifier", "modifier"),
    Column("counts", "counts"),
    Column("polarity", "polarity"),
    Column("value_state", "value_state"),
    Column("independent", "support.independent"),
    Column("allied", "support.allied"),
    Column("unknown", "support.unknown"),
    Column("origins", "names"),
    Column("claims", "claims"),
)
COMPARISONS: Final = tuple(
    Column(name, name)
    for name in (
        "id",
        "error",
        "same_event",
        "verdict",
        "a",
        "b",
        "relation",
        "origin",
        "stands",
        "rule",
        "strength",
        "reason",
    )
)
PAIRS: Final = (
    Column("id", "id", 16),
    Column("verdict", "verdict", 12),
    Column("one event", "same_event", 9),
    Column("why", lambda row: row.get("why") or row.get("error")),
)
GATES: Final = tuple(Column(name, name) for name in ("name", "passed", "detail"))


def corroborate(case: Case, filters: Filters, out: Output, *, everything: bool) -> Sequence[Topic]:
    """Print what the case says, and give the topics that were printed."""
    from kg.ontology.verdicts import corroborate_to_json  # noqa: PLC0415 - lazy

    topics = case.topics(filters)
    document = corroborate_to_json(topics)

    def text() -> Iterator[str]:
        found = case.records()
        known = {claim.iri: (claim, record.article) for record in found for claim in record.claims}
        return Report(topics, case.judgement(), known, len(found), everything).lines()

    _warn_of_capped(case)
    out.report(document, "topics", text, _value_rows(document["topics"]), TOPICS)
    return topics


def _warn_of_capped(case: Case) -> None:
    """Say what was not laid side by side, as too much of it speaks of one thing."""
    capped = case.judgement().capped
    if capped:
        key, left = max(capped, key=lambda item: (item[1], item[0]))
        blocks = counted(len(capped), "group of statements is", "groups of statements are")
        warn(f"{blocks} too large to compare in full; the largest ({key}) leaves {left} out")


def _value_rows(topics: Iterable[Row]) -> Iterator[Row]:
    for topic in topics:
        names = {origin["origin"]: origin["name"] for origin in topic["origins"]}
        for value in topic["values"]:
            own = {"value_state": value["state"], "names": [names.get(iri, iri) for iri in value["origins"]]}
            shared = {key: topic[key] for key in ("topic", "label", "state", "place", "start", "end")}
            yield {**value, **shared, **own}


def contradicted(topics: Iterable[Topic]) -> bool:
    """Whether one of the topics is contradicted."""
    return any(topic.state is State.CONTRADICTED for topic in topics)


def compare_two(refs: Sequence[str], settings: Settings, out: Output) -> bool:
    """Compare two articles and print it; whether they contradict each other."""
    from kg.judge import compare  # noqa: PLC0415 - heavy

    with ExitStack() as stack:
        case = _case(stack, settings, needed=not all(Path(ref).is_file() for ref in refs))
        source = Source(settings)
        a, b = (record_of(ref, source, case) for ref in refs)
        decisions = case[0].decisions() if case else ()
    found = compare(a, b, decisions)
    document = _json(found)
    out.report(document, "", lambda: _compared(found, a, b), _comparison_rows(document), COMPARISONS)
    return found.verdict is Verdict.CONTRADICTED


def _case(stack: ExitStack, settings: Settings, *, needed: bool) -> list[Case]:
    """The open case, if there is one; two files are compared without."""
    try:
        return [stack.enter_context(Source(settings).open())]
    except NotFoundError:
        if needed:
            raise
        return []


def _json(found: ArticleComparison) -> dict[str, Any]:
    from kg.ontology.verdicts import compare_to_json  # noqa: PLC0415 - lazy

    return dict(compare_to_json(found))


def _comparison_rows(document: Row) -> Iterator[Row]:
    shared = {key: document.get(key) for key in ("id", "error", "same_event", "verdict")}
    for item in document.get("comparisons") or [{}]:
        yield {**item, **shared}


def _compared(found: ArticleComparison, a: Record, b: Record) -> Iterator[str]:
    yield f"{found.verdict.value.upper()}: {a.article.source_id} and {b.article.source_id}"
    yield from indented(found.why, "  ")
    yield f"  One event: {found.same_event.value}"
    claims = {claim.iri: claim for record in (a, b) for claim in record.claims}
    for name, record, iri in (("A", a, found.main[0]), ("B", b, found.main[1])):
        if iri in claims:
            claim = claims[iri]
            yield ""
            yield from indented(f"{name} {record.article.source_id}: {claim.speaker.name or claim.speaker.kind}", "  ")
            yield f"    {quoted(claim.content.text, 74, _figure(claim, found))}"
    others = [
        item for item in found.comparisons if item.relation is not Relation.OTHER_EVENT and item.reason != found.why
    ]
    for item in others[:10]:
        yield ""
        yield from indented(f"{item.relation.value}, {ORIGINS[item.origin]}: {item.reason}", "  ", "    ")
    if len(others) > 10:
        yield f"  and {len(others) - 10} more (--json prints all)"


def _figure(claim: Claim, found: ArticleComparison) -> str:
    """The words of the figure that the first comparison of the claim is about."""
    compared = {item.a_quantity for item in found.comparisons[:1]} | {item.b_quantity for item in found.comparisons[:1]}
    return next((figure.text for figure in claim.quantities if figure.iri in compared), "")


def compare_batch(name: str, out: Output) -> bool:
    """Compare the pairs of a file, one line out for one line in; whether one pair is contradicted."""
    seen: list[bool] = []

    def rows() -> Iterator[Row]:
        extract = _cached_extract()
        for number, line in enumerate(_lines(name), 1):
            if line.strip():
                row = _pair(line, number, name, extract)
                seen.append(row.get("verdict") == Verdict.CONTRADICTED)
                yield row

    flat = out.form in ("csv", "tsv")
    found = (item for row in rows() for item in _comparison_rows(row)) if flat else rows()
    out.rows("kg.compares/1", "pairs", found, COMPARISONS if flat else PAIRS)
    return any(seen)


def _lines(name: str) -> Iterator[str]:
    """The lines of a file or of standard input, as they come."""
    if name == "-":
        yield from (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
        return
    try:
        with Path(name).open(encoding="utf-8-sig", errors="replace", newline="\n") as stream:
            yield from stream
    except OSError as error:
        raise NotFoundError(error.strerror or "cannot be read", file=name) from error


def _pair(line: str, number: int, name: str, extract: Callable[[Article], Record]) -> Row:
    """One line out: a comparison, or what is wrong with the line."""
    from kg.judge import compare  # noqa: PLC0415 - heavy
    from kg.loaders import from_json  # noqa: PLC0415 - heavy

    ident: object = None
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise InputError("not a JSON object")
        ident = row.get("id")
        a, b = (extract(from_json(_side(row, key), file=name, place=f"line {number}, {key}")) for key in "ab")
        document = _json(compare(a, b))
    except BROKEN as error:
        return {"schema": "kg.compare/1", "id": ident, "error": _reason(error)}
    return {"schema": document.pop("schema"), "id": ident, **document}


def _side(row: Row, key: str) -> Row:
    side = row.get(key)
    if not isinstance(side, dict):
        raise InputError("a and b are articles: objects with a text")
    return side


def _reason(error: Exception) -> str:
    if isinstance(error, KgError):
        return str(error)
    return (
        "not a line of JSON"
        if isinstance(error, json.JSONDecodeError)
        else f"cannot be compared ({type(error).__name__})"
    )


def _cached_extract() -> Callable[[Article], Record]:
    """Extraction that remembers the articles of late, by all that their records are made of."""
    from kg.extract import extract  # noqa: PLC0415 - heavy

    kept: OrderedDict[Article, Record] = OrderedDict()

    def read(article: Article) -> Record:
        if article not in kept:
            kept[article] = extract(article)
            if len(kept) > CACHED:
                kept.popitem(last=False)
        kept.move_to_end(article)
        return kept[article]

    return read


def why(a: str, b: str, settings: Settings, out: Output) -> None:
    """Print the gates between two claims or articles."""
    with Source(settings).open() as case:
        named = [details.side(case, ref) for ref in (a, b)]
        found = case.explain(named[0][0], named[1][0])
        chosen = ((found.a, found.a_quantity), (found.b, found.b_quantity))
        sides = [details.told(case, *one, name) for one, name in zip(chosen, named, strict=True)]
    rows = [encode(gate) for gate in found.gates]
    failed = found.failed.name if found.failed else None
    document = {"schema": "kg.why/1", "a": named[0][0], "b": named[1][0], "linked": failed is None, "failed": failed}
    out.report({**document, "sides": sides, "gates": rows}, "gates", lambda: details.gates(found, sides), rows, GATES)
