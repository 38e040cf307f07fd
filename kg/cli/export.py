"""Commands that hand on: query, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import command, output_options, server_options, source_options
from kg.cli.output import Output

if TYPE_CHECKING:
    from kg.case.bolt import Server
    from kg.cli.source import Source


@command(
    "kg query --list                       the named questions",
    "kg query corroborated                 a named question",
    "kg query -f mine.rq --csv             SPARQL from a file",
    'kg query "SELECT ?c WHERE { ?c a <https://w3id.org/claimgraph/ns#Claim> }"',
    "kg query denials --endpoint http://127.0.0.1:3030/case/sparql",
    "kg query echoes --cypher              the same of the property graph",
    'kg query --cypher "MATCH (c:Claim) RETURN c.content LIMIT 5"',
    "kg query shared --bolt bolt://127.0.0.1:7687",
)
@click.argument("question", required=False)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-f", "--file", "file", metavar="FILE", help="The query from a file; - for stdin.")
@click.option("--list", "listing", is_flag=True, help="List the named questions.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter, also of Cypher.")
@click.option("--case", metavar="DIR", help="Folder of the case (else KG_CASE, else ./kg.case).")
@click.option("--cypher", is_flag=True, help="Cypher instead of SPARQL, of the embedded property graph.")
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL 1.1 endpoint instead, one on this machine.")
@server_options
@output_options
def query(
    *,
    question: str | None,
    paths: tuple[str, ...],
    file: str | None,
    listing: bool,
    params: tuple[str, ...],
    case: str | None,
    cypher: bool,
    endpoint: str | None,
    allow_network: bool,
    server: Server | None,
    out: Output,
) -> None:
    """Ask by a named question, in SPARQL 1.1, or in Cypher.

    For SPARQL every article is a named graph; for Cypher docs/engines.md has the labels. Nothing outside the case
    is reached: SERVICE, LOAD, COPY and updates are refused. An endpoint is asked the same questions over HTTP, its
    default graph should be the union of its graphs; a Neo4j server over Bolt, after `kg neo4j push`.
    """
    from kg.cli import asking  # noqa: PLC0415 - not for --help

    if listing:
        asking.show_questions(out)
        return
    if bool(question) == bool(file):
        raise click.UsageError("give a query, a named question (--list shows them), or -f FILE")
    if sum(map(bool, (endpoint, server, paths or case))) > 1:
        raise click.UsageError("give one of a case, files, --endpoint and --bolt")
    if endpoint and cypher:
        raise click.UsageError("--endpoint speaks SPARQL")
    asking.ask(asking.Ask(question, file, paths, params, case, cypher, endpoint, allow_network, server), out)


@command(
    "kg export trig case.trig              RDF, one named graph an article",
    "kg export gexf case.gexf              for Gephi",
    "kg export gexf --view sources > sources.gexf",
    "kg export trig case.trig --redact persons,anonymous",
    "kg export acled events.csv articles/  a coder's table of files, keeping nothing",
)
@click.argument("format_", metavar="FORMAT")
@click.argument("target", required=False, default="-", metavar="[OUT]")
@click.option(
    "--view", metavar="NAME", help="For gexf, graphml, cytoscape: claims (all of it) or sources (who leans on whom)."
)
@click.option("--redact", metavar="KINDS", default="", help="Cover names: persons, anonymous, or both with a comma.")
@source_options
def export(format_: str, target: str, view: str | None, redact: str, source: Source) -> None:
    """Write the graph for other tools; the same case gives the same bytes.

    \b
    FORMAT is one of
      trig, nquads, turtle, jsonld   linked data
      nanopub, annotations           one publication, or annotation, a claim
      gexf, graphml, cytoscape       for Gephi, yEd, Cytoscape
      csv, parquet                   claims as a table
      acled, ucdp                    events as coders' tables
      followthemoney                 entities for OpenAleph
      neo4j-admin                    for the bulk import of Neo4j

    OUT is a file, or - for standard output. docs/exports.md says what each
    format keeps.
    """  # noqa: D301 - click reads the backslash
    from kg.cli import exporting  # noqa: PLC0415 - not for --help

    exporting.export(format_, target, source, view=view, redact=redact)
