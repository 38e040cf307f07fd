"""Commands that read: claims, mentions, actors, articles, show, search, info."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import case_option, command, output_options, reading
from kg.cli.output import Output
from kg.model.settings import Settings

if TYPE_CHECKING:
    from kg.case import Filters
    from kg.cli.source import Source


@command(
    "kg claims                             all claims of ./kg.case",
    "kg claims article.txt --nl            of a file, as JSON lines",
    "kg claims --speaker Smith --since 2018-02-09",
)
@reading
def claims(source: Source, filters: Filters, out: Output) -> None:
    """Who said what: one attributed statement a row, with speaker, chain, figures and spans."""
    from kg.cli import tables  # noqa: PLC0415 - not for --help

    with source.open() as case:
        out.rows("kg.claims/1", "claims", tables.claims(case, filters), tables.CLAIMS)


@command("kg mentions article.txt", "kg mentions --nl --outlet Herald")
@reading
def mentions(source: Source, filters: Filters, out: Output) -> None:
    """Where the texts name people, bodies, documents and places."""
    from kg.cli import tables  # noqa: PLC0415 - not for --help

    with source.open() as case:
        out.rows("kg.mentions/1", "mentions", tables.mentions(case, filters), tables.MENTIONS)


@command("kg actors", "kg actors a.txt b.txt --json")
@reading
def actors(source: Source, filters: Filters, out: Output) -> None:
    """Who speaks and acts, with every alias and the sentence that justifies it."""
    from kg.cli import details, tables  # noqa: PLC0415 - not for --help

    with source.open() as case:
        rows = list(tables.actors(case, filters))
        document = {"schema": "kg.actors/1", "actors": rows}
        out.report(document, "actors", lambda: details.actors(rows), rows, tables.ACTORS)


@command("kg articles", "kg articles --outlet Herald --csv", "kg articles --removed")
@reading
@click.option("--removed", is_flag=True, help="Those that were taken out.")
def articles(source: Source, filters: Filters, out: Output, removed: bool) -> None:
    """The articles, and what is known of them."""
    from kg.cli import tables  # noqa: PLC0415 - not for --help

    with source.open() as case:
        out.rows("kg.articles/1", "articles", tables.articles(case, filters, removed=removed), tables.ARTICLES)


@command("kg show 3fa9c1d2                      a claim, by the id that `kg claims` prints")
@click.argument("claim")
@case_option
@output_options
def show(claim: str, settings: Settings, out: Output) -> None:
    """One claim: its sentence in context, its chain, what follows from it, decisions, selectors."""
    from kg.cli import details, tables  # noqa: PLC0415 - not for --help
    from kg.cli.source import Source  # noqa: PLC0415

    with Source(settings).open() as case:
        document = details.claim_document(case, claim)
        out.report(document, "", lambda: details.claim(document), [document["claim"]], tables.CLAIMS)


@command("kg search convoy bridge", 'kg search "de-escalation zone" --json')
@click.argument("words", nargs=-1, required=True)
@case_option
@output_options
def search(words: tuple[str, ...], settings: Settings, out: Output) -> None:
    """Find words in texts and titles, the best passage of each article first."""
    from kg.cli import tables  # noqa: PLC0415 - not for --help
    from kg.cli.source import Source  # noqa: PLC0415

    with Source(settings).open() as case:
        out.rows("kg.hits/1", "hits", tables.hits(case, " ".join(words)), tables.HITS)


@command("kg info", "kg info --json")
@case_option
@output_options
def info(settings: Settings, out: Output) -> None:
    """What is in the case, and what made it."""
    from kg.cli import tables  # noqa: PLC0415 - not for --help
    from kg.cli.source import Source  # noqa: PLC0415

    with Source(settings).open() as case:
        found = {"schema": "kg.info/1", "case": str(settings.case), **case.info()}
        rows = tables.counts(case.info())
        out.report(found, "", lambda: (f"{row['what']:20}  {row['value']}" for row in rows), rows, tables.COUNTS)
