import sqlite3
import zlib
from dataclasses import replace

import pytest

from kg.case import Case
from tests.case.builders import AT, article, extract, item, judge

TEXT = "Smith said 12 ships sank. Jones said 9 ships were lost."


@pytest.fixture
def folder(tmp_path):
    file = tmp_path / "ships.txt"
    file.write_text(TEXT)
    with Case.open(tmp_path / "case", create=True, extract=extract, judge=judge) as case:
        case.load([item(article(TEXT, "ships", title="Ships"), str(file)), item(article("Short.", "b"))], at=AT)
    return tmp_path


def findings(folder):
    with Case.open(folder / "case", extract=extract, judge=judge) as case:
        return list(case.verify())


def change(folder, sql, *values):
    connection = sqlite3.connect(folder / "case" / "case.sqlite")
    with connection:
        connection.execute(sql, values)
    connection.close()


def test_an_untouched_case_has_no_findings(folder):
    assert findings(folder) == []


def test_a_changed_source_file_is_named(folder):
    (folder / "ships.txt").write_text(TEXT.replace("12", "13"))
    (found,) = findings(folder)
    assert (found.check, found.files) == ("source file", (str(folder / "ships.txt"),))


def test_a_source_file_that_has_gone_says_nothing(folder):
    (folder / "ships.txt").unlink()
    assert findings(folder) == []


@pytest.mark.parametrize("body", [zlib.compress(b"forged"), b"not compressed at all"])
def test_a_changed_original_names_its_file(folder, body):
    change(
        folder, "UPDATE originals SET bytes = ? WHERE length(bytes) = (SELECT max(length(bytes)) FROM originals)", body
    )
    (found,) = findings(folder)
    assert (found.check, found.files) == ("original", (str(folder / "ships.txt"),))


def test_a_changed_text_names_its_file_and_its_spans(folder):
    change(folder, "UPDATE articles SET text = replace(text, '12', '13')")
    found = findings(folder)
    assert {item.check for item in found} == {"container", "text", "span"}
    assert {file for item in found for file in item.files} == {str(folder / "ships.txt")}


def test_a_changed_record_is_found(folder):
    change(folder, "UPDATE records SET document = replace(document, 'Smith', 'Smyth')")
    assert {item.check for item in findings(folder)} == {"record"}


def test_a_changed_identity_is_found(folder):
    change(folder, "UPDATE articles SET article = article || '0' WHERE text LIKE 'Smith%'")
    assert "text" in {item.check for item in findings(folder)}


def test_a_byte_that_flips_in_the_file_of_the_case_is_found(folder):
    path = folder / "case" / "case.sqlite"
    data = bytearray(path.read_bytes())
    at = data.find(b"ships sank. Jones said")
    data[at] ^= 1
    path.write_bytes(bytes(data))
    assert any(str(folder / "ships.txt") in item.files for item in findings(folder))


def test_a_changed_line_of_a_file_of_lines_is_named(tmp_path):
    file = tmp_path / "two.jsonl"
    file.write_bytes(b"Smith said 12 ships sank.\nJones said 9 ships sank.\n")
    lines = [article(line, f"l{n}") for n, line in enumerate(file.read_text().splitlines())]
    items = [replace(item(made, str(file)), place=f"line {n}") for n, made in enumerate(lines, 1)]
    with Case.open(tmp_path / "case", create=True, extract=extract, judge=judge) as case:
        case.load(items, at=AT)
        assert list(case.verify()) == []
        file.write_bytes(file.read_bytes().replace(b"9", b"8"))
        assert [found.files for found in case.verify()] == [(f"{file}, line 2",)]
