"""The specification by example: pairs of short articles whose file name ends in the verdict."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.judge import compare
from kg.loaders import from_json
from kg.model.record import Record
from kg.model.vocabulary import Verdict

FOLDER = Path(__file__).parent / "cases"
FILES = sorted(FOLDER.glob("*.jsonl"))


def listed(name: str) -> frozenset[str]:
    """The slugs of a plain list in the folder, one a line; a fix has to take its line out."""
    return frozenset((FOLDER / name).read_text(encoding="utf-8").split())


KNOWN = listed("known.txt")
CORROBORATED = listed("known-false-corroborated.txt")


def expected(file: Path) -> str:
    """The verdict that a file's name ends in."""
    return file.name.split(".")[1]


def row(file: Path) -> dict[str, Any]:
    """The one line of a file."""
    (line,) = file.read_text(encoding="utf-8").splitlines()
    loaded: dict[str, Any] = json.loads(line)
    return loaded


def record(pair: dict[str, Any], side: str) -> Record:
    """What one side of a pair claims."""
    return extract(from_json(pair[side] | {"id": f"{pair['id']}-{side}"}))


@cache
def verdicts(file: Path) -> tuple[str, str]:
    """The verdict on a pair, from both sides."""
    pair = row(file)
    a, b = record(pair, "a"), record(pair, "b")
    return compare(a, b).verdict, compare(b, a).verdict


def params(known: frozenset[str] = frozenset()) -> list[Any]:
    """Every file; those known to fail are marked."""
    mark = pytest.mark.xfail(strict=True, reason="known not to be judged as a reader would; see tests/cases")
    slugs = [(file, file.name.split(".")[0]) for file in FILES]
    return [pytest.param(file, id=slug, marks=[mark] if slug in known else []) for file, slug in slugs]


@pytest.mark.parametrize("file", params(KNOWN))
def test_the_verdict_is_the_one_in_the_file_name(file: Path) -> None:
    assert verdicts(file)[0] == expected(file)


@pytest.mark.parametrize("file", params())
def test_the_verdict_is_the_same_from_both_sides(file: Path) -> None:
    one, two = verdicts(file)
    assert one == two


@pytest.mark.parametrize("file", params(CORROBORATED))
def test_corroborated_is_never_given_unless_expected(file: Path) -> None:
    assert "corroborated" not in verdicts(file) or expected(file) == "corroborated"


@pytest.mark.parametrize("file", params())
def test_a_file_is_named_by_its_slug_and_verdict(file: Path) -> None:
    assert file.name == f"{row(file)['id']}.{Verdict(expected(file))}.jsonl"


def test_every_verdict_has_at_least_eight_pairs() -> None:
    counts = {verdict: sum(expected(file) == verdict for file in FILES) for verdict in Verdict}
    assert {verdict: n for verdict, n in counts.items() if n < 8} == {}


def test_known_failures_are_pairs_in_the_folder() -> None:
    assert {file.name.split(".")[0] for file in FILES} > KNOWN | CORROBORATED
