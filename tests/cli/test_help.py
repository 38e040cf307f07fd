import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.group import COMMANDS, EXIT_CODES, GROUPS
from tests.cli.documented import FILE, help_of, render

KG = Path(sys.executable).with_name("kg")
HEAVY = {
    "rdflib",
    "starlette",
    "uvicorn",
    "jinja2",
    "asyncio",
    "pyoxigraph",
    "networkx",
    "trafilatura",
    "rich",
    "rapidfuzz",
    "sqlite3",
    "kg.case",
    "kg.extract",
}


def test_the_document_of_commands_is_what_help_prints():
    assert FILE.read_text("utf-8") == render(), "run `python -m tests.cli.documented`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_leads_with_examples(name):
    text = help_of(name)
    assert text.index("Examples:") < text.index("Options:")
    assert f"  kg {name}" in text or f"| kg {name}" in text
    assert COMMANDS[name][1] in help_of()
    assert (main.get_command(None, name).help or "").strip()


def test_the_groups_name_every_command_once():
    assert sorted(name for _, names in GROUPS for name in names) == sorted(COMMANDS)


def test_help_lists_the_exit_codes():
    text = help_of()
    assert text.index("Examples:") < text.index("Exit codes:")
    assert all(f"  {code} " in text for code, _ in EXIT_CODES)


def test_help_imports_nothing_heavy():
    script = (
        "import sys; from kg.cli import main\ntry: main(['--help'])\nexcept SystemExit: print(*sys.modules, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {line for line in done.stdout.splitlines() if line in HEAVY}
    assert loaded == set()


def test_help_starts_fast():
    def seconds():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([KG, "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    # Computing time, the best of several runs: what the program costs, not what else the machine does.
    assert min(seconds() for _ in range(5)) < 0.2


def test_the_help_of_export_names_every_format():
    from kg.exports import EXPORTERS  # noqa: PLC0415 - not while start-up is measured

    named = help_of("export").partition("FORMAT is one of")[2].partition("OUT is a file")[0]
    assert {word.strip(",") for word in named.split()} >= set(EXPORTERS)
