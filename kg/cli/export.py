"""Commands that hand on: query, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import command, output_options, source_options
from kg.cli.output import Output

if TYPE_CHECKING:
    from kg.cli.source import Source


@command(
    "kg query --list                       the named questions",
    "kg query corroborated                 a named question",
    "kg query -f mine.rq --csv             SPARQL from a file",
    'kg query "SELECT ?c WHERE { ?c a kg:Claim }"',
)
@click.argument("question", required=False)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-f", "--file", "file", metavar="FILE", help="SPARQL from a file; - for stdin.")
@click.option("--list", "listing", is_flag=True, help="List the named questions.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of a named question.")
@click.option("--case", metavar="DIR", help="Folder of the case (else KG_CASE, else ./kg.case).")
@output_options
def query(
    *,
    question: str | None,
    paths: tuple[str, ...],
    file: str | None,
    listing: bool,
    params: tuple[str, ...],
    case: str | None,
    out: Output,
) -> None:
    """Ask in SPARQL 1.1, or by a named question; every article is a named graph.

    Nothing outside the case is reached: SERVICE, LOAD and updates are refused.
    """
    from kg.cli import asking  # noqa: PLC0415 - not for --help

    if listing:
        asking.show_questions(out)
        return
    if bool(question) == bool(file):
        raise click.UsageError("give SPARQL, a named question (--list shows them), or -f FILE")
    asking.ask(asking.Ask(question, file, paths, params, case), out)


@command(
    "kg export trig case.trig              RDF, one named graph an article",
    "kg export gexf case.gexf              for Gephi",
    "kg export gexf --view sources > sources.gexf",
)
@click.argument("format_", metavar="FORMAT")
@click.argument("target", required=False, default="-", metavar="[OUT]")
@click.option("--view", metavar="NAME", help="For gexf: claims (all of it) or sources (who leans on whom).")
@source_options
def export(format_: str, target: str, view: str | None, source: Source) -> None:
    """Write the graph for other tools; the same case gives the same bytes.

    FORMAT is trig, nquads, jsonld or gexf. OUT is a file, or - for
    standard output.
    """
    from kg.cli import exporting  # noqa: PLC0415 - not for --help

    exporting.export(format_, target, view, source)
