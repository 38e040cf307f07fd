"""`kg history`: who printed which figure when, via whom; updates and revisions are marked."""

import csv
import io
import json

from kg.case import Case
from kg.loaders import from_json
from tests.case.builders import item
from tests.cli.test_commands import kg

AT = "2024-03-20T12:00:00.000000Z"
FIRST = "A ferry sank off Arlona on Monday. Beatriz Castell, director of the Coast Guard, said 12 people died."
LATER = (
    "A ferry sank off Arlona on Monday. Beatriz Castell, director of the Coast Guard, told Meridian News Agency that "
    "the toll rose to 17 people killed, up from 12."
)
REVISED = FIRST.replace("12", "14")


def article(name, text, day):
    return from_json({"id": name, "text": text, "outlet": name.title(), "published": f"2024-03-{day}"})


def case_of(folder, *rows):
    with Case.open(folder, create=True) as case:
        case.load([item(article(*row)) for row in rows], at=AT)
    return folder


def printed(case, *options):
    document = json.loads(kg("history", "--case", case, "--json", *options))
    assert document["schema"] == "kg.history/1"
    return [row for topic in document["topics"] for row in topic["printed"]]


def test_a_figure_is_told_in_time_with_its_hops_and_updates(tmp_path):
    case = case_of(tmp_path / "case", ("courier", LATER, 14), ("herald", FIRST, 12))
    rows = [row for row in printed(case) if "people" in row["figure"]]
    assert next((row["source_id"], row["published"]) for row in rows) == ("herald", "2024-03-12")
    newer = next(row for row in rows if row["low"] == 17)
    assert (newer["speaker"], newer["via"]) == ("Beatriz Castell", ["Meridian News Agency"])
    assert [(mark["kind"], mark["of"]) for mark in newer["marks"]] == [("update", "herald")]
    text = kg("history", "--case", case)
    assert "update of herald" in text
    assert text.index("2024-03-12") < text.index("2024-03-14")
    table = list(csv.DictReader(io.StringIO(kg("history", "--case", case, "--csv"))))
    assert {row["article"] for row in table} == {"courier", "herald"}


def test_another_version_of_an_article_is_marked_as_a_revision(tmp_path):
    folder = case_of(tmp_path / "case", ("herald", FIRST, 12))
    with Case.open(folder) as case:
        case.load([item(article("herald", REVISED, 13))], at=AT, version_of="herald")
    rows = [row for row in printed(folder) if row["low"] in (12, 14)]
    assert [row["low"] for row in rows] == [12, 14]
    assert "revision" in [mark["kind"] for mark in rows[1]["marks"]]


def test_what_one_article_tells_once_is_shown_when_asked_for(tmp_path):
    case = case_of(tmp_path / "case", ("herald", FIRST, 12))
    assert printed(case) == []
    assert "no figure" in kg("history", "--case", case)
    assert [row["low"] for row in printed(case, "--all")] == [12]
