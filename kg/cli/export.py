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
    'kg query "SELECT ?c WHERE { ?c a <https://w3id.org/claimgraph/ns#Claim> }"',
    "kg query denials --endpoint http://127.0.0.1:3030/case/sparql",
)
@click.argument("question", required=False)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-f", "--file", "file", metavar="FILE", help="SPARQL from a file; - for stdin.")
@click.option("--list", "listing", is_flag=True, help="List the named questions.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of a named question.")
@click.option("--case", metavar="DIR", help="Folder of the case (else KG_CASE, else ./kg.case).")
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL 1.1 endpoint instead, one on this machine.")
@click.option("--allow-network", is_flag=True, help="The endpoint may be on another machine, for this run.")
@output_options
def query(
    *,
    question: str | None,
    paths: tuple[str, ...],
    file: str | None,
    listing: bool,
    params: tuple[str, ...],
    case: str | None,
    endpoint: str | None,
    allow_network: bool,
    out: Output,
) -> None:
    """Ask in SPARQL 1.1, or by a named question; every article is a named graph.

    Nothing outside the case is reached: SERVICE, LOAD and updates are refused. An endpoint is asked the
    same questions over HTTP; its default graph should be the union of its graphs.
    """
    from kg.cli import asking  # noqa: PLC0415 - not for --help

    if listing:
        asking.show_questions(out)
        return
    if bool(question) == bool(file):
        raise click.UsageError("give SPARQL, a named question (--list shows them), or -f FILE")
    if endpoint and (paths or case):
        raise click.UsageError("--endpoint takes the place of a case and of files")
    asking.ask(asking.Ask(question, file, paths, params, case, endpoint, allow_network), out)


@command(
    "kg export trig case.trig              RDF, one named graph an article",
    "kg export gexf case.gexf              for Gephi",
    "kg export gexf --view sources > sources.gexf",
    "kg export acled events.csv articles/  a coder's table of files, keeping nothing",
)
@click.argument("format_", metavar="FORMAT")
@click.argument("target", required=False, default="-", metavar="[OUT]")
@click.option(
    "--view", metavar="NAME", help="For gexf, graphml, cytoscape: claims (all of it) or sources (who leans on whom)."
)
@source_options
def export(format_: str, target: str, view: str | None, source: Source) -> None:
    """Write the graph for other tools; the same case gives the same bytes.

    \b
    FORMAT is one of
      trig, nquads, turtle, jsonld   linked data
      nanopub, annotations           one publication, or annotation, a claim
      gexf, graphml, cytoscape       for Gephi, yEd, Cytoscape
      csv, parquet                   claims as a table
      acled, ucdp                    events as coders' tables
      followthemoney                 entities for OpenAleph

    OUT is a file, or - for standard output. docs/exports.md says what each
    format keeps.
    """  # noqa: D301 - click reads the backslash
    from kg.cli import exporting  # noqa: PLC0415 - not for --help

    exporting.export(format_, target, view, source)
