import json
from dataclasses import replace

import pytest

from kg.model.errors import ContractError, NotFoundError
from kg.model.record import Record
from kg.ontology.contract import claim_to_json
from tests.case.builders import AT, article, item, memory

TEXT = "Smith said 12 ships sank. Jones denied that."
LINE = {
    "source_id": "a",
    "part": "text",
    "speaker": {"text": "Jones", "spans": [[26, 31]]},
    "content": {"text": "that", "spans": [[39, 43]]},
    "form": "indirect",
    "stance": "denies",
}
ASKED = []


@pytest.fixture(autouse=True)
def complete(monkeypatch):
    """A stand-in for our own reading of what the lines leave out."""

    def complete(made, claims, extractor, *, read_quantities, read_events):
        ASKED[:] = [read_quantities, read_events]
        return Record(made, tuple(replace(claim, article=made.iri) for claim in claims), (), (), extractor)

    monkeypatch.setattr("kg.extract.complete", complete)


@pytest.fixture
def case():
    with memory() as made:
        made.load([item(article(TEXT))], at=AT)
        yield made


def admit(case, tmp_path, *rows):
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return case.load_claims(path, at=AT)


def test_admitted_claims_stand_in_place_of_our_own(case, tmp_path):
    assert [claim.speaker.name for claim, _ in case.claims()] == ["Smith"]
    report = admit(case, tmp_path, LINE)
    assert [entry.status for entry in report.entries] == ["loaded"]
    ((claim, _),) = case.claims()
    assert (claim.speaker.name, claim.stance, claim.extractor.name) == ("Jones", "denies", "claims-file")
    case.load([item(article(TEXT))], at=AT)
    assert [claim.speaker.name for claim, _ in case.claims()] == ["Jones"]
    assert list(case.verify()) == []


def test_what_a_line_leaves_out_is_read_by_our_rules_and_what_it_gives_is_not(case, tmp_path):
    figure = {"text": "12", "span": [11, 13], "low": 12, "high": 12}
    admit(
        case, tmp_path, {**LINE, "quantities": [figure], "claim": "urn:x:1"}, {**LINE, "form": "direct", "events": []}
    )
    (nameless,), with_events = ASKED
    assert nameless != "urn:x:1"
    assert with_events == {"urn:x:1"}


def test_our_own_output_is_admitted_as_it_is(case, tmp_path):
    rows = [claim_to_json(claim, made) for claim, made in case.claims()]
    assert admit(case, tmp_path, *rows).kept == len(rows)
    assert [claim.content for claim, _ in case.claims()] == [claim.content for claim in case.record("a").claims]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("not json", "not a line of JSON"),
        ("[1, 2]", "not a JSON object"),
        ("[" * 100_000, "not a line of JSON"),
        ({**LINE, "content": None}, "lacks content"),
        ({**LINE, "source_id": None}, "lacks source_id or article"),
        ({**LINE, "source_id": "absent"}, "names no article"),
        ({**LINE, "part": "title"}, "title"),
        ({**LINE, "content": {"text": "this", "spans": [[39, 43]]}}, "content: span"),
        ({**LINE, "content": {"text": "that", "spans": [[39, 4300]]}}, "outside the text"),
        ({**LINE, "content": {"text": "that", "spans": []}}, "no spans"),
        ({**LINE, "speaker": {"text": "Jones", "spans": []}}, "speaker: span"),
        ({**LINE, "speaker": "Jones"}, "data contract"),
        ({**LINE, "stance": "shouts"}, "shouts"),
        ({**LINE, "cue": {"text": "said", "spans": [[32, 38]]}}, "cue: span"),
        ({**LINE, "quantities": [{"text": "13", "span": [11, 13]}]}, "quantities: span"),
        ({**LINE, "events": [{"type": "sinking", "trigger": [11, 1300]}]}, "trigger: span"),
    ],
)
def test_a_bad_line_is_refused_with_its_place_and_reason(case, tmp_path, row, reason):
    report = admit(case, tmp_path, row, LINE)
    bad, good = report.entries
    assert (bad.status, bad.place, good.status) == ("skipped", "line 1", "loaded")
    assert reason in bad.reason
    assert "denied" not in bad.reason
    assert len(list(case.claims())) == 1


def test_no_order_of_lines_shows_and_a_second_time_adds_nothing(case, tmp_path):
    other = {**LINE, "form": "direct"}
    admit(case, tmp_path, LINE, other | {"claim": "y"})
    before = case.revision()
    admit(case, tmp_path, other | {"claim": "y"}, LINE)
    assert case.revision() == before


def test_other_claims_of_the_same_version_are_refused_a_new_version_counts(case, tmp_path):
    admit(case, tmp_path, LINE)
    with pytest.raises(ContractError, match="new version"):
        admit(case, tmp_path, {**LINE, "stance": "doubts"})
    assert [claim.stance for claim, _ in case.claims()] == ["denies"]
    admit(case, tmp_path, {**LINE, "stance": "doubts", "extractor": {"name": "claims-file", "version": "10"}})
    admit(case, tmp_path, {**LINE, "stance": "asserts", "extractor": {"name": "claims-file", "version": "9"}})
    assert [claim.stance for claim, _ in case.claims()] == ["doubts"]


def test_admitted_claims_follow_new_metadata(case, tmp_path):
    admit(case, tmp_path, LINE)
    case.load([item(article(TEXT, author="A. Writer"))], at=AT)
    record = case.record("a")
    assert (record.extractor.name, record.article.meta.author.value) == ("claims-file", "A. Writer")


def test_a_file_that_is_absent_is_named(case, tmp_path):
    with pytest.raises(NotFoundError, match=r"absent\.jsonl"):
        case.load_claims(tmp_path / "absent.jsonl", at=AT)
