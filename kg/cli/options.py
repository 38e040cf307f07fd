"""Options that commands share, each a decorator, each one value for the command."""

from __future__ import annotations

import difflib
import re
import time
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

import click

from kg.cli.messages import is_verbose, tell, verbosity_options
from kg.cli.output import FORMS, Form, Output, may_color

Command = Callable[..., Any]
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?\Z")
STATES: Final = ("contradicted", "denied", "corroborated", "agreed", "single-origin")
_FILTERS: Final = ("about", "speaker", "outlet", "place", "since", "until", "state")


def _date(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value and not _DATE.match(value):
        raise click.BadParameter("a date is 2018, 2018-02, 2018-02-09 or 2018-02-09T16:16", param=parameter)
    return value


class Choice(click.Choice[str]):
    """A choice that answers a typing error with what is near."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's
        """What is wrong, and what may have been meant."""
        near = difflib.get_close_matches(str(value), list(map(str, self.choices)), n=1)
        return super().get_invalid_choice_message(value, ctx) + (f" Did you mean {near[0]!r}?" if near else "")


def _all(command: Command, *options: Callable[[Command], Command]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def output_options(command: Command) -> Command:
    """--json, --nl, --csv, --tsv and --no-color, as one `out: Output`."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any command
        chosen: list[Form] = [form for form in FORMS if kwargs.pop(f"as_{form}")]
        if len(chosen) > 1:
            raise click.UsageError(f"--{chosen[0]} and --{chosen[1]} exclude each other")
        color = not kwargs.pop("no_color") and may_color()
        return command(*args, out=Output(chosen[0] if chosen else "table", color), **kwargs)

    return _all(
        run,
        click.option("--json", "as_json", is_flag=True, help="One JSON document."),
        click.option("--nl", "as_nl", is_flag=True, help="JSON lines, one item a line."),
        click.option("--csv", "as_csv", is_flag=True, help="CSV, safe for spreadsheets."),
        click.option("--tsv", "as_tsv", is_flag=True, help="Tab-separated values."),
        click.option("--no-color", is_flag=True, help="No colour, also on a terminal."),
    )


def case_option(command: Command) -> Command:
    """--case, as one `settings: Settings`."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any command
        from kg.cli.settings import build  # noqa: PLC0415 - not for --help

        return command(*args, settings=build({"case": kwargs.pop("case")}), **kwargs)

    option = click.option("--case", metavar="DIR", help="Folder of the case (else KG_CASE, else ./kg.case).")
    return option(run)


def source_options(command: Command) -> Command:
    """PATH... or --case, as one `source: Source`."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any command
        from kg.cli.source import Source  # noqa: PLC0415 - not for --help

        return command(*args, source=Source(kwargs.pop("settings"), kwargs.pop("paths")), **kwargs)

    return click.argument("paths", nargs=-1, metavar="[PATH]...")(case_option(run))


def filter_options(command: Command) -> Command:
    """--about, --speaker, --outlet, --place, --since, --until, --state, --min-confidence, as one `filters: Filters`."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any command
        from kg.case.filters import Filters  # noqa: PLC0415 - not for --help

        given = {name: kwargs.pop(name) or "" for name in _FILTERS}
        least = kwargs.pop("min_confidence")
        return command(*args, filters=Filters(**given, min_confidence=least), **kwargs)

    return _all(
        run,
        click.option("--about", metavar="WORDS", help="Only what speaks of these words."),
        click.option("--speaker", metavar="NAME", help="Only what somebody of this name says."),
        click.option("--outlet", metavar="NAME", help="Only what this outlet published."),
        click.option("--place", metavar="NAME", help="Only what happened there."),
        click.option("--since", metavar="DATE", callback=_date, help="Only what happened on or after it."),
        click.option("--until", metavar="DATE", callback=_date, help="Only what happened on or before it."),
        click.option("--state", type=Choice(STATES), help="Only what is in this state."),
        click.option(
            "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only what is at least so sure (0 to 1)."
        ),
    )


def reading(command: Command) -> Command:
    """All that a reading command takes: `source`, `filters` and `out`."""
    return source_options(filter_options(output_options(command)))


def server_options(command: Command) -> Command:
    """--bolt, --user, --password-file and --database, as one `server: Server | None`."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any command
        given = {name: kwargs.pop(name) for name in ("bolt", "user", "password_file", "database")}
        return command(*args, server=_server(given, allow_network=kwargs["allow_network"]), **kwargs)

    return _all(
        run,
        click.option("--bolt", metavar="URI", help="A Neo4j server: bolt://HOST:PORT, neo4j+s://HOST."),
        click.option("--user", default="neo4j", envvar="NEO4J_USERNAME", show_default=True, help="Who signs in there."),
        click.option("--password-file", metavar="FILE", help="Its first line, - for stdin; else NEO4J_PASSWORD."),
        click.option("--database", default="neo4j", envvar="NEO4J_DATABASE", show_default=True, help="Of the server."),
        click.option("--allow-network", is_flag=True, help="What is asked may be on another machine, for this run."),
    )


def _server(given: dict[str, str | None], *, allow_network: bool) -> Any:  # noqa: ANN401 - a Server, imported lazily
    """The server that the options name; None where they name none."""
    if given["bolt"] is None:
        return None
    from kg.case.bolt import Server, read_password  # noqa: PLC0415 - not for --help

    password = read_password(given["password_file"])
    return Server(given["bolt"], given["user"] or "", password, given["database"] or "", allow_network)


class ExampleCommand(click.Command):
    """A command whose help leads with examples."""

    examples: tuple[str, ...] = ()

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, then what the command does."""
        with formatter.section("Examples"):
            formatter.write("".join(f"  {line}\n" for line in self.examples))
        super().format_help_text(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run; with -v, say how long it took, or where it failed."""
        begun = time.perf_counter()
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception:
            if is_verbose():
                click.echo(traceback.format_exc(), err=True, nl=False)
            raise
        finally:
            tell(f"{time.perf_counter() - begun:.2f} s")


def command(*examples: str) -> Callable[[Callable[..., Any]], ExampleCommand]:
    """Make a command of a function.

    Args:
        examples: lines of its help.

    Returns:
        The decorator.
    """

    def make(function: Callable[..., Any]) -> ExampleCommand:
        made: ExampleCommand = click.command(
            cls=ExampleCommand, context_settings={"help_option_names": ["-h", "--help"]}
        )(function)
        made.examples = examples
        made.params += verbosity_options()
        return made

    return make
