"""Commands that keep a case in order: remove, restore, verify, validate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import case_option, command, output_options, source_options
from kg.cli.output import Output
from kg.model.settings import Settings

if TYPE_CHECKING:
    from kg.cli.source import Source

_why = click.option("--why", default="", metavar="WORDS", help="The reason, kept with the decision.")


@command('kg remove herald-12 --why "withdrawn by its author"', "kg restore herald-12                  undo it")
@click.argument("articles", nargs=-1, required=True)
@_why
@case_option
def remove(articles: tuple[str, ...], why: str, settings: Settings) -> None:
    """Take articles out of the case; they stay out, also when loaded again, until `kg restore`.

    ARTICLES are IRIs, source_ids or files. What other articles support stays; nothing is erased.
    """
    from kg.cli import maintaining  # noqa: PLC0415 - not for --help

    maintaining.decide(articles, settings, why, remove=True)


@command("kg restore herald-12")
@click.argument("articles", nargs=-1, required=True)
@_why
@case_option
def restore(articles: tuple[str, ...], why: str, settings: Settings) -> None:
    """Bring removed articles back.

    ARTICLES are IRIs, source_ids or files.
    """
    from kg.cli import maintaining  # noqa: PLC0415 - not for --help

    maintaining.decide(articles, settings, why, remove=False)


@command("kg verify", "kg verify --json")
@case_option
@output_options
def verify(settings: Settings, out: Output) -> int:
    """Recompute the digest of every original, text and record, and slice every span.

    Names the file of whatever is not as it was when it was loaded, also a source file that has changed
    since. Exits 3 if there are findings.
    """
    from kg.cli import maintaining  # noqa: PLC0415 - not for --help

    return 3 if maintaining.verify(settings, out) else 0


@command("kg validate", "kg validate article.txt --json")
@click.option("--strict", is_flag=True, help="Exit 3 for warnings, too.")
@source_options
@output_options
def validate(source: Source, out: Output, strict: bool) -> int:
    """Hold every record against the shapes of the ontology (SHACL).

    Violations and warnings are told apart. Exits 3 if there are violations.
    """
    from kg.cli import maintaining  # noqa: PLC0415 - not for --help

    return 3 if maintaining.validate(source, out, strict=strict) else 0
