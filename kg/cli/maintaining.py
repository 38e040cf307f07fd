"""What the keeping commands do and print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.case.codec import encode
from kg.cli.messages import warn
from kg.cli.output import Column, Output, Row
from kg.cli.source import Source, now
from kg.cli.tables import FINDINGS
from kg.model.settings import Settings

SHAPES: Final = tuple(Column(name, name) for name in ("article", "severity", "node", "path", "message"))


def decide(refs: Sequence[str], settings: Settings, why: str, *, remove: bool) -> None:
    """Remove or restore articles, all of them or, where one is not found, none."""
    with Source(settings).open() as case:
        found = [(case.resolve(ref), ref) for ref in refs]
        for iri, ref in found:
            act = case.remove if remove else case.restore
            act(iri, who=settings.who, when=now(), why=why)
            warn(f"{'removed' if remove else 'restored'} {ref}")


def verify(settings: Settings, out: Output) -> int:
    """Print what is not as it was; how many findings there are."""
    with Source(settings).open() as case:
        rows = [encode(item) for item in case.verify()]
    return _found(rows, "kg.verify/1", out, FINDINGS, "everything is as it was loaded")


def validate(source: Source, out: Output, *, strict: bool) -> int:
    """Print what breaks the shapes; how many violations there are, or, if strict, findings."""
    from kg.ontology.validate import validate as held  # noqa: PLC0415 - heavy

    rows: list[Row] = []
    with source.open() as case:
        for record, document in zip(case.records(), case.documents(), strict=True):
            rows += [{"article": record.article.source_id, **encode(item)} for item in held(document)]
    _found(rows, "kg.validate/1", out, SHAPES, "every record fits the shapes")
    return sum(strict or row["severity"] == "violation" for row in rows)


def _found(rows: Sequence[Row], schema: str, out: Output, columns: Sequence[Column], fine: str) -> int:
    def text() -> Iterator[str]:
        if not rows:
            yield fine
        for row in rows:
            yield ": ".join(
                str(row[key]) for key in ("check", "severity", "article", "detail", "message") if row.get(key)
            )
            yield from (f"    {name}" for name in row.get("files", ()))

    out.report({"schema": schema, "findings": list(rows)}, "findings", text, rows, columns)
    return len(rows)
