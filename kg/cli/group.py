"""The command `kg`: its table of commands, its exit codes, and what it says when something is wrong."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

from kg.cli.messages import say, verbosity_options

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "load": ("kg.cli.load", "Load articles (files, folders, globs, - for stdin) into a case."),
    "corroborate": ("kg.cli.judge", "What is confirmed, disputed, or said by one source alone."),
    "compare": ("kg.cli.judge", "What two articles are to each other."),
    "why": ("kg.cli.judge", "Why two claims or articles are linked, or which gate failed."),
    "history": ("kg.cli.judge", "A figure across versions, outlets and hops, in time."),
    "claims": ("kg.cli.read", "Who said what: one attributed statement a row."),
    "mentions": ("kg.cli.read", "Where the texts name people, bodies and places."),
    "actors": ("kg.cli.read", "Who speaks and acts, with every alias and its evidence."),
    "articles": ("kg.cli.read", "The articles and what is known of them."),
    "show": ("kg.cli.read", "One claim: its sentence in context, chain and decisions."),
    "search": ("kg.cli.read", "Find words in texts and titles."),
    "remove": ("kg.cli.maintain", "Take an article out; it stays out until restored."),
    "restore": ("kg.cli.maintain", "Bring a removed article back."),
    "verify": ("kg.cli.maintain", "Recompute every digest and slice every span."),
    "validate": ("kg.cli.maintain", "Hold the records against the ontology's shapes."),
    "query": ("kg.cli.export", "Ask by a named question, in SPARQL, or in Cypher."),
    "export": ("kg.cli.export", "Write the graph for other tools."),
    "neo4j": ("kg.cli.neo4j", "Bring a case to a Neo4j server."),
    "serve": ("kg.cli.serve", "Serve a case to browsers and SPARQL clients, read-only."),
    "info": ("kg.cli.read", "What is in the case."),
}
"""Command -> its module and its first line of help; modules are imported when a command is called."""

GROUPS: Final = (
    ("Load and judge", ("load", "corroborate", "compare", "why", "history")),
    ("Read", ("claims", "mentions", "actors", "articles", "show", "search", "info")),
    ("Keep", ("remove", "restore", "verify", "validate")),
    ("Hand on", ("query", "export", "neo4j", "serve")),
)
EXIT_CODES: Final = (
    ("0", "done, also where inputs were skipped with a reason"),
    ("1", "a named file, article or IRI is absent or cannot be read; nothing could be loaded"),
    ("2", "wrong command or option"),
    ("3", "findings: validate, verify, --fail-on contradiction, --strict"),
    ("130", "interrupted"),
)
EXAMPLES: Final = """\b
  kg corroborate a.txt b.txt           judge files, keep nothing
  kg load articles/                    load a folder into ./kg.case
  kg corroborate --about "convoy"      what is said of it, disputed first
  kg claims --speaker Smith --nl       claims as JSON lines
  kg compare a.txt b.txt               two articles beside each other"""
ABOUT: Final = "Who said what, where it really comes from, and who contradicts it."
_FAILED, _INTERRUPTED = 1, 130


class Commands(click.Group):
    """The group of all commands; a command's module is imported when it is called."""

    def __init__(self) -> None:
        version = click.Option(
            ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version."
        )
        settings = {"help_option_names": ["-h", "--help"]}
        super().__init__(
            "kg", params=[version, *verbosity_options()], help=ABOUT, context_settings=settings, no_args_is_help=True
        )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; a typing error is answered with the names that are near."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, n=2)
            hint = f" Did you mean {' or '.join(map(repr, near))}?" if near else " `kg --help` lists them."
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Examples first, then commands and exit codes."""
        formatter.write_usage("kg", "COMMAND [OPTIONS] [ARGUMENTS]")
        formatter.write_paragraph()
        formatter.write_text(ABOUT)
        with formatter.section("Examples"):
            formatter.write(EXAMPLES.removeprefix("\b\n") + "\n")
        for title, names in GROUPS:
            with formatter.section(title):
                formatter.write_dl([(name, COMMANDS[name][1]) for name in names])
        with formatter.section("Exit codes"):
            formatter.write_dl(EXIT_CODES)
        formatter.write_paragraph()
        formatter.write_text("`kg COMMAND --help` tells more. The case is --case DIR, else KG_CASE, else ./kg.case.")

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002 - as above
        **extra: Any,  # noqa: ANN401 - click's signature
    ) -> Any:  # noqa: ANN401 - click's signature
        """Run, and end with the exit code that the help promises."""
        _open_what_is_closed()
        try:
            code = super().main(args, prog_name or "kg", complete_var, standalone_mode=False, **extra)
        except (click.exceptions.Abort, KeyboardInterrupt):
            code = _say("interrupted; what was loaded before is kept", _INTERRUPTED)
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except Exception as error:
            code = _reported(error)
        sys.exit(code if isinstance(code, int) else 0)


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    from importlib.metadata import version  # noqa: PLC0415 - 20 ms that only this option needs

    if value:
        click.echo(f"kg {version('claimgraph')}")
        ctx.exit()


def _open_what_is_closed() -> None:
    """A standard stream that the caller has closed swallows what is written to it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - until the end


def _say(message: str, code: int) -> int:
    say(message)
    return code


def _reported(error: Exception) -> int:
    """Errors that are foreseen are one line; others are a fault of ours and keep their trace."""
    import sqlite3  # noqa: PLC0415 - only where something went wrong

    from kg.model.errors import KgError  # noqa: PLC0415 - as above

    if isinstance(error, KgError):
        return _say(str(error), _FAILED)
    if isinstance(error, OSError):
        return _say(f"{error.filename or 'input or output'}: {error.strerror or error}", _FAILED)
    if isinstance(error, sqlite3.DatabaseError):
        return _say(f"the case cannot be read or written ({error}); `kg verify` tells more", _FAILED)
    raise error
