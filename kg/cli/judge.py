"""Commands that judge: corroborate, compare, why, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import Choice, case_option, command, output_options, reading
from kg.cli.output import Output
from kg.model.settings import Settings

if TYPE_CHECKING:
    from kg.case import Filters
    from kg.cli.source import Source

_fail_on = click.option("--fail-on", type=Choice(["contradiction"]), help="Exit 3 if anything is contradicted.")


@command(
    "kg corroborate a.txt b.txt c.txt      judge files, keep nothing",
    'kg corroborate --about "bridge"       what ./kg.case says of it',
    "kg corroborate --state contradicted --json",
)
@reading
@click.option("--all", "everything", is_flag=True, help="Print also what one article alone tells.")
@_fail_on
def corroborate(source: Source, filters: Filters, out: Output, everything: bool, fail_on: str | None) -> int:
    """What is confirmed, disputed, or said by one source alone; the most disputed first.

    Sources are counted, never articles: many outlets that repeat one person are one source. Corroborated
    means that two named sources say it and neither has it from the other. Nothing is called true or false.
    """
    from kg.cli import judging  # noqa: PLC0415 - not for --help

    with source.open() as case:
        topics = judging.corroborate(case, filters, out, everything=everything)
    return 3 if fail_on and judging.contradicted(topics) else 0


@command(
    "kg compare a.txt b.txt                two files",
    "kg compare herald-12 courier-3        two articles of ./kg.case, by source_id",
    "kg compare --batch pairs.jsonl --nl   pairs {id, a: {text, ...}, b: {text, ...}}, one a line",
)
@click.argument("articles", nargs=-1, metavar="[A B]")
@click.option("--batch", metavar="FILE", help="Pairs of inline articles, one JSON object a line; - for stdin.")
@_fail_on
@case_option
@output_options
def compare(articles: tuple[str, ...], batch: str | None, fail_on: str | None, settings: Settings, out: Output) -> int:
    """What two articles are to each other: one event or not, and what their main figures say.

    The verdict is echo, corroborated, agreed, contradicted, update, mixed or unrelated. A and B are
    files, IRIs or source_ids.
    """
    from kg.cli import judging  # noqa: PLC0415 - not for --help

    if bool(batch) == bool(articles) or len(articles) not in (0, 2):
        raise click.UsageError("name two articles, or --batch FILE")
    found = judging.compare_batch(batch, out) if batch else judging.compare_two(articles, settings, out)
    return 3 if fail_on and found else 0


@command("kg why herald-12 courier-3            two articles", "kg why 3fa9c1d2 77b0aa10              two claims")
@click.argument("a")
@click.argument("b")
@case_option
@output_options
def why(a: str, b: str, settings: Settings, out: Output) -> None:
    """Why two claims or articles are linked, or the first gate that failed, with both sentences."""
    from kg.cli import judging  # noqa: PLC0415 - not for --help

    judging.why(a, b, settings, out)


@command(
    'kg history --about "bridge"             who printed which figure of it when, and via whom',
    "kg history --about Arlona --csv         one printed figure a row",
)
@reading
@click.option("--all", "everything", is_flag=True, help="Also figures that one article alone gives.")
def history(source: Source, filters: Filters, out: Output, everything: bool) -> None:
    """A figure across versions, outlets and hops, in time; updates and revisions are marked."""
    from kg.cli import history as told  # noqa: PLC0415 - not for --help

    with source.open() as case:
        told.show(case, filters, out, everything=everything)
