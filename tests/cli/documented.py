"""docs/commands.md from the help of the commands: `python -m tests.cli.documented` writes it anew."""

import click

from kg.cli import main
from kg.cli.group import COMMANDS
from tests.readme import ROOT

FILE = ROOT / "docs" / "commands.md"
HEAD = """# Commands

Written from `--help` by `python -m tests.cli.documented`; a test holds the two together.

Reading commands take a case or, in its place, files: those are judged and not kept. They print a table for people, or
with `--json` one document, `--nl` JSON lines, `--csv` and `--tsv` rows. Data goes to standard output, messages to
standard error. `-` is standard input or output. Colour and progress are for terminals; `--no-color`, `NO_COLOR` or
`TERM=dumb` takes the colour away. `-q` leaves errors alone, `-v` adds steps, times and the traces of errors.

Ctrl-C leaves a whole case: the next `kg load` of the same inputs goes on where it was.

Settings come from flags, then `KG_CASE`, `KG_BASE`, `KG_WHO`, `KG_MAX_BYTES`, `KG_QUERY_ROWS`, `KG_QUERY_SECONDS`,
then `kg.toml` in the working folder, then `kg/config.toml` under `XDG_CONFIG_HOME` (or `~/.config`); the files hold
the same names in lower case without `KG_`.

Shell completion: `eval "$(_KG_COMPLETE=bash_source kg)"`; zsh and fish likewise.
"""


def help_of(*names: str) -> str:
    """What `kg NAME --help` prints, 80 columns wide."""
    command: click.Command = main.get_command(None, names[0]) if names else main
    named = " ".join(("kg", *names))
    context = click.Context(command, info_name=named, terminal_width=80, **command.context_settings)
    return command.get_help(context)


def render() -> str:
    """The whole document."""
    blocks = [f"## kg\n\n```text\n{help_of()}\n```\n"]
    blocks += [f"## kg {name}\n\n```text\n{help_of(name)}\n```\n" for name in COMMANDS]
    return "\n".join((HEAD, *blocks))


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(render(), "utf-8")
