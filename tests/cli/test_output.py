import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.output import Column, Output, finished, may_color, paint, printable, shortened, width_of
from kg.exports.sheet import neutral

ROWS = [
    {"name": "Ayşe", "place": {"leaf": "İdlib"}, "parts": ["a", "b"]},
    {"name": "=SUM(A1)", "place": None, "parts": []},
]
COLUMNS = (Column("name", "name", 10), Column("place", "place.leaf"), Column("parts", "parts", -1))


def printed(form, capsys):
    Output(form).rows("kg.tests/1", "tests", iter(ROWS), COLUMNS)
    return capsys.readouterr().out


def test_json_is_one_envelope_and_not_escaped(capsys):
    text = printed("json", capsys)
    assert "Ayşe" in text
    assert json.loads(text) == {"schema": "kg.tests/1", "tests": ROWS}


def test_json_lines_are_one_row_each(capsys):
    assert [json.loads(line) for line in printed("nl", capsys).splitlines()] == ROWS


@pytest.mark.parametrize(("form", "mark"), [("csv", ","), ("tsv", "\t")])
def test_separated_values_hold_all_columns_and_no_formula(form, mark, capsys):
    assert printed(form, capsys).splitlines() == [
        mark.join(("name", "place", "parts")),
        mark.join(("Ayşe", "İdlib", "a; b")),
        mark.join(("'=SUM(A1)", "", "")),
    ]


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_an_answer_without_columns_is_no_blank_line(form, capsys):
    Output(form).rows("kg.tests/1", "tests", [], ())
    assert capsys.readouterr().out == ""


def test_a_table_shows_its_columns(capsys):
    lines = printed("table", capsys).splitlines()
    assert lines[0].split() == ["name", "place"]
    assert lines[2].split() == ["Ayşe", "İdlib"]
    Output().rows("kg.tests/1", "tests", [], COLUMNS)
    assert capsys.readouterr().out == "(nothing)\n"


@given(st.text(), st.integers(2, 40))
def test_no_cell_is_wider_than_it_may_be_nor_steers_the_terminal(text, width):
    short = shortened(text, width)
    assert width_of(short) <= width
    assert "\x1b" not in short
    assert "\n" not in short
    assert printable(short) == short.strip()


@given(st.text())
def test_no_cell_begins_like_a_formula(text):
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_colour_needs_a_terminal(monkeypatch):
    assert not may_color({})
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert may_color({"TERM": "xterm"})
    assert not may_color({"TERM": "dumb"})
    assert not may_color({"NO_COLOR": "1"})


def test_a_text_cannot_steer_the_terminal_nor_forge_a_colour():
    line = paint("state", "denied") + " \x1b[2J\u202eend"
    assert finished(line, color=False) == "state [2Jend"
    assert finished(line, color=True) == "\x1b[31mstate\x1b[0m [2Jend"
