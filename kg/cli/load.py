"""Command load."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import case_option, command, output_options
from kg.cli.output import Output
from kg.model.settings import Settings


@command(
    "kg load article.txt                   one file, into ./kg.case",
    "kg load articles/ --case storm.case   a folder, with all folders in it",
    "cat article.html | kg load -          standard input",
    "kg load --urls list.txt --allow-network",
    "kg load --claims other-tool.jsonl     claims of another tool (kg.claim/1 lines)",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--claims", "claims", multiple=True, metavar="FILE", help="Admit claims of another tool; spans are checked."
)
@click.option(
    "--urls", "urls", multiple=True, metavar="FILE", help="Fetch a list of addresses, one a line; - for stdin."
)
@click.option("--allow-network", is_flag=True, help="Let this run fetch what --urls names.")
@click.option("--version-of", metavar="ID", help="The one file is a new version of this article.")
@click.option("--strict", is_flag=True, help="Exit 3 if anything was skipped.")
@case_option
@output_options
def load(
    *,
    paths: tuple[str, ...],
    urls: tuple[str, ...],
    allow_network: bool,
    claims: tuple[str, ...],
    version_of: str | None,
    strict: bool,
    settings: Settings,
    out: Output,
) -> int:
    """Load articles into a case; what is there already is not loaded again.

    Texts (.txt), pages (.html), JSON lines (.jsonl), folders and globs. Every input ends as loaded,
    partial or skipped with a reason. Load order and repetition never change what the case says.
    """
    from kg.cli import loading  # noqa: PLC0415 - not for --help

    if not (paths or urls or claims):
        raise click.UsageError("name a file, a folder, -, --urls FILE or --claims FILE")
    if urls and not allow_network:
        raise click.UsageError("nothing is fetched unless --allow-network is given, too")
    report = loading.load(settings, paths, urls, [Path(name) for name in claims], version_of)
    loading.show(report, out)
    return 3 if strict and report.count("skipped") else 0
