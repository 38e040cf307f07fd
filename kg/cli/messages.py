"""What the person is told, on standard error: messages, progress, and, with -v, more of both."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Final

import click

from kg.cli.output import printable

_KEY: Final = "kg.verbosity"
_QUIET, _NORMAL, _VERBOSE = -1, 0, 1


def _set(level: int) -> Callable[[click.Context, click.Parameter, bool], None]:
    def chosen(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        if value and ctx.meta.setdefault(_KEY, level) != level:
            raise click.UsageError("--quiet and --verbose exclude each other")

    return chosen


def verbosity_options() -> list[click.Option]:
    """-v and -q, which the group and every command take."""
    shared: dict[str, Any] = {"is_flag": True, "expose_value": False, "is_eager": True}
    return [
        click.Option(
            ["-v", "--verbose"], callback=_set(_VERBOSE), help="Say more: each step, time, traces of errors.", **shared
        ),
        click.Option(["-q", "--quiet"], callback=_set(_QUIET), help="Say nothing but errors.", **shared),
    ]


def _level() -> int:
    context = click.get_current_context(silent=True)
    return context.meta.get(_KEY, _NORMAL) if context else _NORMAL


def is_verbose() -> bool:
    """Whether the person asked for more."""
    return _level() >= _VERBOSE


def warn(message: str) -> None:
    """A message that the person should see, unless they asked for silence."""
    if _level() >= _NORMAL:
        say(message)


def tell(message: str) -> None:
    """A message for who asked for more."""
    if is_verbose():
        say(message)


def say(message: str) -> None:
    """A message that always shows."""
    click.echo(f"kg: {printable(message)}", err=True)


def progress(done: int, total: int) -> None:
    """How far the extraction is, on one line of a terminal that is written over."""
    if sys.stderr.isatty() and total > 1 and _level() >= _NORMAL:
        click.echo(f"\rextracted {done} of {total} articles", err=True, nl=done == total)
