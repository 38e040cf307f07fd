"""Command serve."""

from __future__ import annotations

import click

from kg.cli.options import case_option, command
from kg.model.settings import Settings


@command(
    "kg serve                              http://127.0.0.1:8765/ of ./kg.case",
    "kg serve --case storm.case --port 0   a free port",
    "kg serve &                            then: kg query corroborated --endpoint http://127.0.0.1:8765/sparql",
)
@click.option("--host", metavar="NAME", default="127.0.0.1", show_default=True, help="The address to bind to.")
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any.")
@click.option("--allow-origin", "origins", multiple=True, metavar="ORIGIN", help="A page of this origin may read, too.")
@case_option
def serve(host: str, port: int, origins: tuple[str, ...], settings: Settings) -> None:
    """Serve a case, read-only: a page at /, SPARQL 1.1 at /sparql, VoID at /.well-known/void.

    Only this machine reaches it, unless --host names another address. What is loaded meanwhile shows at
    the next request. Every query has a limit of time, memory and rows. Ctrl-C stops it.
    """
    from kg.cli import serving  # noqa: PLC0415 - not for --help

    serving.serve(settings, host, port, origins)
