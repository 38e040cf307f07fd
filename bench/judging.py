"""Judging: from scratch, after one article more, after two large actors have become one, and reading."""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.texts import articles
from kg.case import Case, Filters
from kg.loaders import Loaded, read
from kg.model.decision import Decision, Verb
from kg.model.record import Record

AT = "2024-01-01T00:00:00.000000Z"


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _largest(records: tuple[Record, ...]) -> tuple[str, ...]:
    """A claim of each of the two bodies that speak most."""
    said = [(claim.speaker.name, claim.iri) for record in records for claim in record.claims if claim.speaker.actor]
    names = [name for name, _ in Counter(name for name, _ in said).most_common(2)]
    return tuple(sorted(next(claim for other, claim in said if other == name) for name in names))


def _inputs(folder: Path, count: int) -> list[Loaded]:
    articles(folder / "articles.jsonl", count)
    return list(read(str(folder / "articles.jsonl")))


def rows(count: int) -> Iterator[tuple[str, str, str]]:
    """What was measured, how much, and what is promised of a million claims.

    Args:
        count: of articles, fifteen sentences each.

    Yields:
        The cells of one row.
    """
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "case", create=True) as case:
        *most, last = _inputs(Path(folder), count)
        case.load(most, at=AT)
        claims = case.info()["claims"]
        yield f"{claims} claims judged from scratch", f"{_cpu(case.judgement):.1f} CPU-s", "1M claims < 30 CPU-s"
        case.load([last], at=AT)
        yield "one article added to them", f"{_cpu(case.judgement):.2f} CPU-s", "< 1 s"
        pair = _largest(case.records())
        case.decide(Decision(Verb.SAME_ACTOR, pair, AT, "bench"))
        yield "two large actors become one", f"{_cpu(case.judgement):.2f} CPU-s", "-"
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "case", create=True) as case:
        case.load(_inputs(Path(folder), count), at=AT)
        case.judgement()
        with Case.open(Path(folder) / "case") as again:
            taken = _cpu(lambda: json.dumps(len(again.topics(Filters(about="Arlona")))))
        yield "read by `--about`, judged before", f"{taken:.2f} CPU-s", "< 1 s"
