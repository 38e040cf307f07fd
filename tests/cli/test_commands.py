import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

KG = Path(sys.executable).with_name("kg")
TEXTS = {
    "herald": "At least 12 people were killed when a ferry sank off Arlona on Monday, harbour master Anton Abara said.",
    "courier": "A ferry sank off Arlona on Monday. Beatriz Castell, director of the Coast Guard, said 12 people died.",
    "ledger": "A ferry sank off Arlona on Monday. Carlos Horvat, spokesman for the Sailors Union, said 40 people died.",
}
SETTINGS = {"KG_CASE": None, "KG_WHO": "tester", "XDG_CONFIG_HOME": "/nonexistent"}


def kg(*words, code=0, stdin=None):
    """Run a command; its standard output."""
    done = CliRunner(env=SETTINGS).invoke(main, [str(word) for word in words], input=stdin)
    assert done.exit_code == code, f"{words}: {done.exit_code}, {done.output}, {done.exception!r}"
    return done.stdout


def lines(*words):
    return [json.loads(line) for line in kg(*words, "--nl").splitlines()]


@pytest.fixture
def folder(tmp_path):
    """A folder of articles: texts and JSON lines."""
    made = tmp_path / "articles"
    made.mkdir()
    for name in ("herald", "courier"):
        (made / f"{name}.txt").write_text(TEXTS[name])
    row = {"id": "ledger", "text": TEXTS["ledger"], "outlet": "Ledger", "published": "2024-03-12"}
    (made / "more.jsonl").write_text(json.dumps(row) + "\n")
    return made


@pytest.fixture
def case(folder, tmp_path):
    made = tmp_path / "case"
    kg("load", folder, "--case", made)
    return made


def test_every_input_ends_as_loaded_or_skipped_with_a_reason(folder, tmp_path):
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(b"\0\1\2\0")
    (folder / "bad.jsonl").write_text('{"text": 3}\nnot json\n')
    report = json.loads(kg("load", folder, "--case", tmp_path / "case", "--json"))
    assert report["schema"] == "kg.load/1"
    skipped = [item for item in report["inputs"] if item["status"] == "skipped"]
    assert len(skipped) == 4
    assert all(item["reason"] for item in skipped)
    assert {row["source_id"] for row in lines("articles", "--case", tmp_path / "case")} == set(TEXTS)
    kg("load", folder, "--case", tmp_path / "case", "--strict", code=3)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (1, ["load", "absent.txt"]),
        (1, ["claims"]),
        (1, ["corroborate", "absent.txt"]),
        (1, ["compare", "absent", "absent", "--json"]),
        (1, ["compare", "--batch", "absent.jsonl"]),
        (1, ["show", "3fa9c1d2"]),
        (1, ["remove", "absent"]),
        (1, ["query", "-f", "absent.rq"]),
        (2, ["load"]),
        (2, ["load", "--no-such-option"]),
        (2, ["no-such-command"]),
        (2, ["compare", "one"]),
        (2, ["claims", "--json", "--csv"]),
        (2, ["claims", "--since", "yesterday"]),
        (2, ["claims", "--state", "true"]),
        (2, ["query"]),
        (2, ["export", "no-such-format"]),
    ],
)
def test_exit_codes(code, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    kg(*words, code=code)


def test_typing_errors_are_answered_with_what_is_near():
    done = CliRunner().invoke(main, ["corobrate"])
    assert "Did you mean 'corroborate'?" in done.stderr
    assert done.stdout == ""


def test_two_texts_with_one_source_id_are_refused_and_named(case, tmp_path):
    before = kg("claims", "--case", case, "--nl")
    other = tmp_path / "herald.txt"
    other.write_text("Something else altogether happened.")
    done = CliRunner(env=SETTINGS).invoke(main, ["load", str(other), "--case", str(case)])
    assert done.exit_code == 1
    assert str(other) in done.stderr
    assert str(tmp_path / "articles" / "herald.txt") in done.stderr
    assert kg("claims", "--case", case, "--nl") == before


@pytest.mark.parametrize("command", ["articles", "claims", "mentions", "actors"])
def test_reading_commands_print_five_forms_from_case_and_files_alike(command, case, folder):
    stored, files = kg(command, "--case", case, "--json"), kg(command, folder, "--json")
    assert stored == files
    document = json.loads(stored)
    assert document["schema"] == f"kg.{command}/1"
    assert document[command]
    assert lines(command, "--case", case) == document[command]
    for form in ("csv", "tsv"):
        assert len(kg(command, "--case", case, f"--{form}").splitlines()) > len(document[command])
    assert "\x1b" not in kg(command, "--case", case)


def test_corroborate_prints_a_document_topics_rows_and_a_report(case, folder):
    document = json.loads(kg("corroborate", "--case", case, "--json"))
    assert document["schema"] == "kg.corroborate/1"
    assert document == json.loads(kg("corroborate", folder, "--json"))
    assert lines("corroborate", "--case", case) == document["topics"]
    assert kg("corroborate", "--case", case, "--csv").splitlines()[0].startswith("topic,label,state")
    report = kg("corroborate", "--case", case)
    assert report.splitlines()[-1].startswith("3 articles") or "3 articles" in report
    assert max(map(len, report.splitlines())) <= 80


def test_nothing_is_kept_of_files_that_are_only_read(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    kg("corroborate", folder)
    kg("compare", folder / "herald.txt", folder / "courier.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


def test_articles_are_compared_by_file_source_id_and_iri(case, folder):
    iris = {row["source_id"]: row["article"] for row in lines("articles", "--case", case)}
    files = json.loads(kg("compare", folder / "herald.txt", folder / "courier.txt", "--json"))
    names = json.loads(kg("compare", "herald", "courier", "--case", case, "--json"))
    mixed = json.loads(kg("compare", iris["herald"], folder / "courier.txt", "--case", case, "--nl"))
    assert files == names == mixed
    assert files["schema"] == "kg.compare/1"
    assert kg("compare", "herald", "courier", "--case", case).startswith(files["verdict"].upper())


def test_a_batch_gives_one_line_for_one_line(tmp_path, case):
    a, b = ({"id": name, "text": TEXTS[name]} for name in ("herald", "courier"))
    rows = [{"id": "x", "a": a, "b": b}, {"id": "y", "a": a}, {"id": "z", "a": {"text": "One."}, "b": {"text": "Two."}}]
    body = "\n".join(map(json.dumps, rows)) + "\nnot json\n[1]\n" + json.dumps({"id": "w", "a": {"text": 3}, "b": b})
    (tmp_path / "pairs.jsonl").write_text(body)
    found = lines("compare", "--batch", tmp_path / "pairs.jsonl")
    assert [row["id"] for row in found] == ["x", "y", "z", None, None, "w"]
    assert {row["schema"] for row in found} == {"kg.compare/1"}
    assert ["error" in row for row in found] == [False, True, False, True, True, True]
    one = json.loads(kg("compare", "herald", "courier", "--case", case, "--json"))
    assert {key: found[0][key] for key in one} == one
    from_stdin = kg("compare", "--batch", "-", "--nl", stdin=body)
    assert [json.loads(line) for line in from_stdin.splitlines()][:5] == found[:5]


def test_contradictions_can_fail_a_run(folder):
    words = ("corroborate", folder, "--json")
    states = {topic["state"] for topic in json.loads(kg(*words))["topics"]}
    kg(*words, "--fail-on", "contradiction", code=3 if "contradicted" in states else 0)


def test_removed_is_never_loaded_until_it_is_restored(case, folder, tmp_path):
    whole = [kg(*words, "--case", case) for words in (("claims", "--nl"), ("corroborate", "--json"))]
    kg("remove", "herald", "--case", case, "--why", "a test")
    kg("load", folder, "--case", case)
    (folder / "herald.txt").unlink()
    kg("load", folder, "--case", tmp_path / "fresh")
    for words in (("claims", "--nl"), ("corroborate", "--json"), ("mentions", "--nl")):
        assert kg(*words, "--case", case) == kg(*words, "--case", tmp_path / "fresh")
    assert [row["source_id"] for row in lines("articles", "--removed", "--case", case)] == ["herald"]
    kg("restore", "herald", "--case", case)
    assert [kg(*words, "--case", case) for words in (("claims", "--nl"), ("corroborate", "--json"))] == whole


def test_no_order_of_loading_shows(folder, tmp_path):
    files = sorted(folder.iterdir())
    seen = set()
    for number, order in enumerate(itertools.permutations(files)):
        made = tmp_path / str(number)
        kg("load", *order[:2], "--case", made)
        kg("load", *order[1:], "--case", made)
        seen.add(kg("claims", "--nl", "--case", made) + kg("corroborate", "--json", "--case", made))
    assert len(seen) == 1


def test_show_and_why_print_sentences_and_accept_short_ids(case):
    claims = lines("claims", "--case", case)
    short = claims[0]["claim"].rsplit(":", 1)[1][:10]
    document = json.loads(kg("show", short, "--case", case, "--json"))
    assert document["claim"] == claims[0]
    start, end = claims[0]["content"]["spans"][0]
    assert {"type": "TextPositionSelector", "start": start, "end": end} in document["selectors"]
    assert claims[0]["claim"] in kg("show", short, "--case", case)
    why = json.loads(kg("why", "herald", "ledger", "--case", case, "--json"))
    assert all({"name", "passed", "detail"} == gate.keys() for gate in why["gates"])
    assert why["linked"] == (why["failed"] is None)
    for side, source in zip(why["sides"], ("herald", "ledger"), strict=True):
        assert side["source_id"] == source
        assert side["sentence"] in TEXTS[source]
    text = kg("why", short, claims[-1]["claim"], "--case", case)
    assert "FAILED" in text or "Linked: every gate was passed." in text


def test_search_and_info(case):
    hits = lines("search", "ferry", "arlona", "--case", case)
    assert {hit["source_id"] for hit in hits} == set(TEXTS)
    assert all("ferry" in hit["text"] for hit in hits)
    assert json.loads(kg("info", "--case", case, "--json"))["articles"] == 3
    assert "articles" in kg("info", "--case", case)


def test_verify_names_the_file_that_has_changed(case, folder):
    assert "as it was loaded" in kg("verify", "--case", case)
    (folder / "herald.txt").write_text(TEXTS["herald"].replace("12", "13"))
    assert str(folder / "herald.txt") in kg("verify", "--case", case, code=3)


def test_the_environment_names_the_case(case, monkeypatch):
    monkeypatch.setitem(SETTINGS, "KG_CASE", str(case))
    assert len(lines("articles")) == 3


def test_standard_input_is_loaded(tmp_path):
    kg("load", "-", "--case", tmp_path / "case", stdin=TEXTS["herald"])
    assert len(lines("articles", "--case", tmp_path / "case")) == 1


def test_an_interrupted_load_ends_with_130(folder, tmp_path, monkeypatch):
    def interrupt(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("kg.extract.extract", interrupt)
        kg("load", folder, "--case", tmp_path / "case", code=130)
    assert lines("articles", "--case", tmp_path / "case") == []
    kg("load", folder, "--case", tmp_path / "case")
    assert len(lines("articles", "--case", tmp_path / "case")) == 3


def test_a_closed_pipe_is_silent(case):
    command = f"{KG} mentions --nl --case {case} | head -n 0"
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=environment, check=False)
    assert (done.stdout, done.stderr) == ("", "")


def test_named_questions_and_sparql_are_answered_from_case_and_files(case, folder):
    names = {row["name"] for row in lines("query", "--list")}
    given = {"claims": "speaker=Anna Smith", "sources": "outlet=Herald"}
    for name in names - {"chain", "timeline"}:
        parameters = ("-p", given[name]) if name in given else ()
        expected = lines("query", name, *parameters, "--case", case)
        assert expected == lines("query", name, *parameters, folder)
        assert expected == lines("query", name, *parameters, "--cypher", "--case", case)
    claim = lines("claims", "--case", case)[0]["claim"].rsplit(":", 1)[1][:12]
    chain = lines("query", "chain", "-p", f"claim={claim}", "--case", case)
    assert [row["step"] for row in chain] == ["speaker", "article"]
    assert chain == lines("query", "chain", "-p", f"claim={claim}", "--case", case, "--cypher")
    cypher = "MATCH (c:Claim {claimId: $claim}) RETURN c.speaker AS name"
    iri = lines("claims", "--case", case)[0]["claim"]
    assert lines("query", cypher, "-p", f"claim={iri}", "--cypher", "--case", case) == [{"name": chain[0]["name"]}]
    ask = "SELECT (COUNT(DISTINCT ?graph) AS ?graphs) WHERE { GRAPH ?graph { ?s ?p ?o } }"
    assert lines("query", ask, "--case", case) == lines("query", ask, folder) == [{"graphs": 4}]
    (folder.parent / "ask.rq").write_text(ask)
    assert lines("query", "-f", folder.parent / "ask.rq", "--case", case) == [{"graphs": 4}]


@pytest.mark.parametrize(
    "question",
    ["SELECT ?x WHERE {", "DROP ALL {}", "SELECT * { SERVICE <http://x> { ?s ?p ?o } }", "chain", "no-such"],
)
def test_questions_that_are_wrong_or_not_allowed_end_with_1(case, question):
    kg("query", question, "--case", case, code=1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--cypher", "MATCH (c:Claim) DETACH DELETE c"),
        ("--cypher", "MATCH (c:Nothing) RETURN c"),
        ("--cypher", "no-such"),
        ("--bolt", "bolt://example.org", "denials"),
        ("--bolt", "bolt://neo4j:secret@127.0.0.1", "denials"),
        ("--bolt", "http://127.0.0.1", "denials"),
        ("--bolt", "bolt://127.0.0.1", "denials", "--password-file", "absent"),
    ],
)
def test_cypher_that_is_wrong_or_not_allowed_ends_with_1(case, arguments):
    done = kg("query", *arguments, *(() if "--bolt" in arguments else ("--case", case)), code=1)
    assert "secret" not in done


@pytest.mark.parametrize("other", [("--case", "x"), ("--endpoint", "http://127.0.0.1/sparql"), ("file.txt",)])
def test_one_place_is_asked_at_a_time(other):
    kg("query", "denials", *other, "--bolt", "bolt://127.0.0.1", code=2)


def test_questions_follow_what_changes(case):
    ask = "SELECT (COUNT(*) AS ?articles) WHERE { ?a a <https://schema.org/Article> }"
    cypher = "MATCH (a:Article) RETURN count(a) AS articles"
    for number in (3, 2):
        assert lines("query", ask, "--case", case) == [{"articles": number}]
        assert lines("query", cypher, "--cypher", "--case", case) == [{"articles": number}]
        kg("remove", "herald", "--case", case)


@pytest.mark.parametrize("name", ["trig", "nquads", "jsonld", "gexf", "acled", "followthemoney"])
def test_exports_give_the_same_bytes_to_file_and_output(case, folder, tmp_path, name):
    target = tmp_path / "out"
    kg("export", name, target, "--case", case)
    text = target.read_text("utf-8")
    assert text
    assert text == kg("export", name, "--case", case) == kg("export", name, "-", folder)
    assert not list(tmp_path.glob(".*"))


def test_an_export_that_cannot_be_written_ends_with_1(case, tmp_path):
    kg("export", "trig", tmp_path / "absent" / "out.trig", "--case", case, code=1)
    kg("export", "gexf", tmp_path / "out.gexf", "--view", "none", "--case", case, code=2)
    kg("export", "gexf", tmp_path / "out.gexf", "--redact", "places", "--case", case, code=2)


def test_an_export_covers_names_where_it_is_asked_to(case):
    assert "Beatriz Castell" in kg("export", "csv", "--case", case)
    assert "Castell" not in kg("export", "csv", "--redact", "persons,anonymous", "--case", case)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, in pyshacl
def test_records_fit_the_shapes(case):
    found = lines("validate", "--case", case)
    assert {row["severity"] for row in found} == {"warning"}, "the articles have no titles"
    assert "warning: herald: the article has no title" in kg("validate", "--case", case, "--strict", code=3)


def test_claims_of_another_tool_are_admitted_and_bad_ones_are_refused(case, tmp_path):
    own = kg("claims", "--case", case, "--nl")
    rows = [json.loads(line) for line in own.splitlines()]
    for row in rows:
        row["extractor"] = {"name": "other-tool", "version": "2"}
    rows[0]["content"]["text"] = "words that are not there"
    (tmp_path / "claims.jsonl").write_text("\n".join(map(json.dumps, rows)))
    report = json.loads(kg("load", "--claims", tmp_path / "claims.jsonl", "--case", case, "--json"))
    assert [item["status"] for item in report["inputs"]] == ["skipped"] + ["loaded"] * (len(rows) - 1)
    assert report["inputs"][0]["reason"].startswith("content: span")
    admitted = lines("claims", "--case", case)
    assert {row["claim"] for row in admitted} == {row["claim"] for row in rows[1:]}
    assert {row["extractor"]["name"] for row in admitted} == {"other-tool"}
    assert json.loads(kg("corroborate", "--case", case, "--json"))["topics"]
    kg("verify", "--case", case)


def test_claims_alone_need_a_case(tmp_path):
    (tmp_path / "claims.jsonl").write_text("{}")
    kg("load", "--claims", tmp_path / "claims.jsonl", "--case", tmp_path / "none", code=1)
    kg("load", "--claims", tmp_path / "absent.jsonl", "--case", tmp_path / "none", code=1)


def test_a_minimal_line_gets_its_figures_and_events_from_our_rules(case, tmp_path):
    text = TEXTS["courier"]
    start, end = text.index("12 people"), text.index(" died.") + len(" died")
    speaker = text.index("Beatriz")
    row = {
        "source_id": "courier",
        "part": "text",
        "speaker": {"text": "Beatriz Castell", "spans": [[speaker, speaker + 15]]},
        "content": {"text": text[start:end], "spans": [[start, end]]},
        "form": "indirect",
        "stance": "asserts",
    }
    (tmp_path / "claims.jsonl").write_text(json.dumps(row))
    kg("load", "--claims", tmp_path / "claims.jsonl", "--case", case)
    (claim,) = (row for row in lines("claims", "--case", case) if row["source_id"] == "courier")
    assert [figure["text"] for figure in claim["quantities"]] == ["12"]
    assert claim["events"]
    assert claim["speaker"]["actor"]
