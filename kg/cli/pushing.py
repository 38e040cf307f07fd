"""What `kg neo4j push` does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.cli.messages import warn
from kg.cli.output import Column, Output, Row
from kg.cli.source import Source

if TYPE_CHECKING:
    from kg.case.bolt import Server
    from kg.exports.push import Report

COLUMNS: Final = (Column("what", "what"), Column("number", "number"))


def push(server: Server, batch: int | None, source: Source, out: Output) -> None:
    """Bring a case to a server, and print what the server counted.

    Raises:
        QueryError: the server does not answer, or refuses.
    """
    from kg.exports.push import push as bring  # noqa: PLC0415 - lazy

    if server.warning:
        warn(server.warning)
    with source.open() as case:
        report = bring(server, case.graph(), case.state(), batch=batch)
    for said in report.warnings:
        warn(said)
    rows: list[Row] = [{"what": name.replace("_", " "), "number": number} for name, number in report.counters.items()]
    out.report(
        {
            "schema": "kg.push/1",
            "server": server.uri,
            "database": server.database,
            "revision": report.revision,
            "unchanged": report.unchanged,
            "counters": dict(report.counters),
        },
        "",
        lambda: _lines(report, rows),
        rows,
        COLUMNS,
    )


def _lines(report: Report, rows: list[Row]) -> Iterator[str]:
    if report.unchanged:
        yield "the server holds this state of the case already"
    for row in rows:
        yield f"{row['what']:24}  {row['number']:,}"
