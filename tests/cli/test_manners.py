"""What people expect of a command line: streams, forms, exit codes, colour, quiet, completion."""

import csv
import io
import json
import re
import subprocess

import click
import pytest

from kg.case import Case
from kg.cli import main
from kg.cli.group import COMMANDS, EXIT_CODES
from kg.cli.settings import build
from kg.loaders import from_json
from kg.model.settings import Settings
from tests.case.builders import AT, item
from tests.cli.documented import HEAD, help_of
from tests.cli.running import KG, environment, kg, on_terminal

TEXTS = {
    "herald": "At least 12 people were killed when a ferry sank off İzmir on Monday, harbour master Ayşe Çelik said.",
    "courier": "A ferry sank off İzmir on Monday. Beatriz Castell, director of the Coast Guard, said 12 people died.",
    "ledger": "A ferry sank off İzmir on Monday. Carlos Horvat, spokesman for the Sailors Union, said 40 people died.",
}
ENVELOPE = re.compile(r"kg\.[a-z-]+/\d+\Z")


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A case whose path holds a name, so that no output may depend on it."""
    folder = tmp_path_factory.mktemp("manners") / "case"
    rows = [
        {"id": name, "text": text, "outlet": name.title(), "published": "2024-03-12"} for name, text in TEXTS.items()
    ]
    with Case.open(folder, create=True) as made:
        made.load([item(from_json(row)) for row in rows], at=AT)
    return folder


@pytest.fixture(scope="module")
def claim(case):
    return json.loads(kg("claims", "--case", case, "--nl")[0].splitlines()[0])["claim"]


READING = {
    "claims": [],
    "mentions": [],
    "actors": [],
    "articles": [],
    "show": ["CLAIM"],
    "search": ["ferry"],
    "info": [],
    "corroborate": [],
    "compare": ["herald", "ledger"],
    "why": ["herald", "ledger"],
    "history": [],
    "verify": [],
    "validate": [],
    "query": ["SELECT ?id { ?a <https://w3id.org/claimgraph/ns#sourceId> ?id } ORDER BY ?id"],
}
"""Reading command -> its arguments."""
WRITING = {"load", "remove", "restore", "export", "serve", "neo4j"}


def words(name, claim):
    return [name, *(claim if word == "CLAIM" else word for word in READING[name])]


def test_every_command_that_takes_a_form_is_tried_here():
    forms = {name for name in COMMANDS if "as_json" in {p.name for p in main.get_command(None, name).params}}
    assert forms - WRITING == READING.keys()


@pytest.mark.parametrize("name", READING)
def test_five_forms_of_one_content(name, case, claim):
    asked = [*words(name, claim), "--case", case]
    table, document = kg(*asked)[0], json.loads(kg(*asked, "--json")[0])
    assert ENVELOPE.match(document["schema"])
    assert table
    lines = [json.loads(line) for line in kg(*asked, "--nl")[0].splitlines()]
    listed = [value for value in document.values() if isinstance(value, list)]
    assert lines == [document] or lines in listed
    by_comma, by_tab = (
        list(csv.reader(io.StringIO(kg(*asked, form)[0]), delimiter=mark))
        for form, mark in (("--csv", ","), ("--tsv", "\t"))
    )
    assert by_comma == by_tab
    assert {len(row) for row in by_comma} == {len(by_comma[0])}


@pytest.mark.parametrize("form", ["--json", "--nl", "--csv", "--tsv"])
def test_letters_are_not_escaped(case, form):
    out, _ = kg("mentions", "--case", case, form)
    assert "Ayşe Çelik" in out
    assert "\\u" not in out


@pytest.mark.parametrize("name", READING)
def test_data_goes_to_stdout_without_a_byte_of_colour(name, case, claim):
    out, err = kg(*words(name, claim), "--case", case)
    assert out
    assert "\x1b" not in out + err
    assert err == ""


def test_colour_is_for_terminals_and_only_where_it_is_wanted(case):
    asked = ["corroborate", "--case", case, "--all"]
    plain = kg(*asked)[0]
    colored = on_terminal(*asked)[0]
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored).replace("\r\n", "\n") == plain
    for more in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert on_terminal(*asked, **more)[0].replace("\r\n", "\n") == plain
    assert on_terminal(*asked, "--no-color")[0].replace("\r\n", "\n") == plain
    assert on_terminal(*asked, stdout=False)[1] == plain


def test_messages_go_to_stderr_and_can_be_had_or_not(tmp_path):
    (tmp_path / "herald.txt").write_text(TEXTS["herald"])
    (tmp_path / "empty.txt").write_text("")
    asked = ["load", "herald.txt", "empty.txt", "--case", "case"]
    out, err = kg(*asked, cwd=tmp_path)
    assert out == "1 loaded, 1 skipped\n"
    assert err.startswith("kg: skipped: empty.txt: ")
    assert err.count("\n") == 1
    for silent in (["-q", *asked], [*asked, "--quiet"]):
        assert kg(*silent, cwd=tmp_path)[1] == ""
    _, loud = kg(*asked, "-v", cwd=tmp_path)
    assert "kg: loaded: herald.txt" in loud
    assert re.search(r"kg: \d+\.\d\d s$", loud)
    assert kg("claims", "-v", "--case", "case", cwd=tmp_path)[1].startswith("kg: case case\n")
    kg("-q", "load", "-v", "herald.txt", code=2, cwd=tmp_path)


def test_quiet_keeps_errors_and_verbose_adds_their_trace(tmp_path):
    assert kg("claims", "-q", code=1, cwd=tmp_path)[1].startswith("kg: kg.case: there is no case here")
    _, loud = kg("claims", "-v", code=1, cwd=tmp_path)
    assert "Traceback" in loud
    assert loud.splitlines()[-1].startswith("kg: kg.case: there is no case here")
    assert "Traceback" not in kg("claims", code=1, cwd=tmp_path)[1]


def test_progress_counts_on_a_terminal_alone(tmp_path):
    rows = [{"id": str(n), "text": f"Anna Smith said {n} ships sank."} for n in range(40)]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, rows)))
    asked = ["load", "many.jsonl", "--case"]
    seen, out = on_terminal(*asked, "a", cwd=tmp_path, stdout=False)
    assert "extracted 32 of 40 articles" in seen
    assert seen.rstrip().endswith("extracted 40 of 40 articles")
    assert out == "40 loaded\n"
    assert "extracted" not in on_terminal(*asked, "b", "-q", cwd=tmp_path)[0]
    assert kg(*asked, "c", cwd=tmp_path)[1] == ""


def test_dash_is_standard_input_and_output(case, tmp_path):
    out, err = kg("claims", "-", "--nl", stdin=TEXTS["herald"].encode(), cwd=tmp_path)
    assert json.loads(out)["source_id"] == "stdin"
    assert err == ""
    assert kg("export", "nquads", "-", "--case", case)[0] == kg("export", "nquads", "--case", case)[0]
    asked = "SELECT (1 AS ?x) {}"
    assert kg("query", "-f", "-", "--case", case, "--nl", stdin=asked.encode())[0] == '{"x":1}\n'


def test_folders_globs_and_files_are_one(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / "inside" / name).mkdir(parents=True)
        (tmp_path / "inside" / name / f"{name}.txt").write_text(text)
    files = sorted(map(str, (tmp_path / "inside").rglob("*.txt")))
    wanted = kg("claims", *files, "--nl")[0]
    for given in ("inside", "inside/**/*.txt", "inside/*/*.txt", "inside/*"):
        assert kg("claims", given, "--nl", cwd=tmp_path)[0] == wanted
    assert kg("claims", "absent/*.txt", code=1, cwd=tmp_path)[1] == "kg: absent/*.txt: no such file or folder\n"


PIPES = ["claims --nl", "mentions", "corroborate --json", "export nquads", "export trig", "articles --csv"]


@pytest.mark.parametrize("asked", PIPES)
@pytest.mark.parametrize("reader", ["head -n 1", "head -c 10", "true"])
def test_a_closed_pipe_prints_nothing(asked, reader, case):
    line = f"{KG} {asked} --case {case} | {reader} > /dev/null"
    for buffering in ({}, {"PYTHONUNBUFFERED": "1"}):
        done = subprocess.run(
            ["bash", "-c", line], capture_output=True, text=True, env=environment(**buffering), check=False
        )
        assert (done.stdout, done.stderr) == ("", "")


def test_input_from_one_pipe_and_output_to_another(tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS["herald"])
    line = f"cat a.txt | {KG} load - --case made | head -1"
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, cwd=tmp_path, env=environment(), check=False
    )
    assert (done.stdout, done.stderr) == ("1 loaded\n", "")


def test_a_full_disk_and_closed_streams_are_no_fault_of_ours(case):
    for end, code in ((">/dev/full", 1), (">&-", 0), ("2>&-", 0), ("<&-", 0)):
        line = f"{KG} claims --case {case} {end}"
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, env=environment(), check=False)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr


# Exit codes

CODES = [
    (0, ["--help"]),
    (0, ["--version"]),
    (0, ["claims", "--case", "CASE"]),
    (0, ["load", "FILES", "--case", "new"]),
    (1, ["claims", "absent.txt"]),
    (1, ["show", "0000", "--case", "CASE"]),
    (1, ["load", "empty.txt", "--case", "new"]),
    (1, ["query", "SELECT {", "--case", "CASE"]),
    (2, ["clams"]),
    (2, ["claims", "--jsn"]),
    (2, ["corroborate", "--state", "true"]),
    (3, ["load", "FILES", "--case", "new", "--strict"]),
    (3, ["corroborate", "--case", "CASE", "--fail-on", "contradiction"]),
    (3, ["compare", "courier", "ledger", "--case", "CASE", "--fail-on", "contradiction"]),
    (3, ["validate", "--strict", "--case", "CASE"]),
]


@pytest.mark.parametrize(
    ("code", "asked"), CODES, ids=lambda value: value if isinstance(value, int) else " ".join(value)
)
def test_exit_codes_are_those_of_the_table(code, asked, case, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "good.txt").write_text(TEXTS["herald"])
    given = {"CASE": [str(case)], "FILES": ["empty.txt", "good.txt"]}
    out, err = kg(*(word for part in asked for word in given.get(part, [part])), code=code, cwd=tmp_path)
    assert str(code) in dict(EXIT_CODES)
    assert (out == "") == (code in (1, 2))
    assert code == 0 or code == 3 or err


# Typing errors


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (["corobrate"], "'corroborate'"),
        (["claim"], "'claims'"),
        (["claims", "--jsn"], "'--json'"),
        (["claims", "--spaeker", "x"], "'--speaker'"),
        (["corroborate", "--state", "contradictd"], "'contradicted'"),
        (["corroborate", "--fail-on", "contradicton"], "'contradiction'"),
        (["export", "gefx"], "'gexf'"),
    ],
)
def test_a_typing_error_is_answered_with_what_was_meant(asked, meant):
    out, err = kg(*asked, code=2)
    assert out == ""
    assert "id you mean" in err
    assert meant in err


# Help, settings, completion


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is_for(name):
    options = [p for p in main.get_command(None, name).params if isinstance(p, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_no_password_is_ever_an_option():
    for name in COMMANDS:
        text = help_of(name).lower()
        assert not re.search(r"--\S*(password|passwd|secret|token)\b(?!-file)", text), name


def test_every_setting_can_be_set_everywhere_and_is_documented(tmp_path):
    names = {name: f"KG_{name.upper()}" for name in Settings.__dataclass_fields__}
    assert all(f"`{variable}`" in HEAD for variable in names.values())
    given = dict.fromkeys(names.values(), "7")
    made = build({}, given, tmp_path)
    (tmp_path / "kg.toml").write_text("".join(f'{name} = "7"\n' for name in names))
    assert made == build({}, {"HOME": str(tmp_path)}, tmp_path)
    assert all(str(getattr(made, name)) in ("7", "7.0") for name in names)


def test_settings_of_a_run_come_from_flag_environment_project_and_user(case, tmp_path):
    (tmp_path / "user" / "kg").mkdir(parents=True)
    (tmp_path / "user" / "kg" / "config.toml").write_text(f'case = "{case}"\n')
    home = {"XDG_CONFIG_HOME": str(tmp_path / "user")}
    assert kg("info", cwd=tmp_path, **home)[0].splitlines()[0].endswith("3")
    (tmp_path / "kg.toml").write_text('case = "of-the-project"\n')
    assert "of-the-project" in kg("info", code=1, cwd=tmp_path, **home)[1]
    assert "of-the-shell" in kg("info", code=1, cwd=tmp_path, KG_CASE="of-the-shell", **home)[1]
    words = ["info", "--case", "of-the-flag"]
    assert "of-the-flag" in kg(*words, code=1, cwd=tmp_path, KG_CASE="of-the-shell", **home)[1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_made_for_each_shell_and_documented(shell):
    assert "_KG_COMPLETE" in kg(_KG_COMPLETE=f"{shell}_source")[0]
    assert "_KG_COMPLETE=bash_source kg" in HEAD


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("kg corr", "corroborate"), ("kg claims --sp", "--speaker"), ("kg claims --state contra", "contradicted")],
)
def test_completion_offers_commands_options_and_choices(typed, offered):
    parts = typed.split()
    given = {"_KG_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(parts) - 1)}
    assert kg(**given)[0] == f"plain,{offered}\n"
