"""A case in a Neo4j server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import Choice, command, output_options, server_options, source_options
from kg.cli.output import Output

if TYPE_CHECKING:
    from kg.case.bolt import Server
    from kg.cli.source import Source


@command(
    "kg neo4j push --bolt bolt://127.0.0.1:7687",
    "kg neo4j push --bolt bolt://localhost --password-file FILE",
    "kg neo4j push --bolt neo4j+s://db.example.org --allow-network",
)
@click.argument("action", type=Choice(("push",)), expose_value=False)
@server_options
@click.option("--batch", type=click.IntRange(1), help="Rows a transaction (else 10000 nodes, 5000 relationships).")
@source_options
@output_options
def neo4j(
    *,
    server: Server | None,
    allow_network: bool,  # noqa: ARG001 - a part of server
    batch: int | None,
    source: Source,
    out: Output,
) -> None:
    """Make a database of a Neo4j server hold the case, and nothing of older states of it.

    What is new is made, what changed is set, what is gone is removed; nodes that others made stay. A second run
    makes nothing. One database holds one case. The password comes from --password-file or NEO4J_PASSWORD.
    """
    from kg.cli import pushing  # noqa: PLC0415 - not for --help

    if server is None:
        raise click.UsageError("give --bolt URI")
    pushing.push(server, batch, source, out)
