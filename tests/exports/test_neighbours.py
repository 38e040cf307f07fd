"""Annotations, FollowTheMoney and the tables, each by the rules of those who read them."""

import csv
import io
import json
from types import SimpleNamespace

import pytest
from arro3.io import read_parquet
from followthemoney import model
from hypothesis import given
from hypothesis import strategies as st

from kg.exports import EXPORTERS
from kg.exports.coders import Codebook
from kg.exports.sheet import BOM, lines, text_of
from kg.exports.table import COLUMNS
from kg.judge import judge
from kg.model.identifiers import mint
from kg.model.quantity import Quantity
from kg.model.vocabulary import Modifier
from kg.ontology import event_types
from tests import examples
from tests.exports.reading import written
from tests.stories import story

VIEW = examples.Examples()
ACLED = {
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
}
UCDP = {
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id"),
    *("conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description"),
    *("adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
}
OURS = {"low", "best", "high", "disputed", "state", "origins", "our_type", "label", "notes"}


def articles():
    return {record.article.iri: record.article for record in examples.records()}


ITEMS = json.loads(written("annotations", VIEW))["first"]["items"]


class TestAnnotations:
    def test_the_collection_says_how_many_there_are(self):
        assert json.loads(written("annotations", VIEW))["total"] == len(ITEMS) > 10

    def test_both_selectors_hold_the_words_of_the_text(self):
        for item in ITEMS:
            for target in item["target"]:
                article = articles()[target["source"]]
                text = article.title if "scope" in target else article.text
                quote, position = sorted(target["selector"], key=lambda s: s["type"] != "TextQuoteSelector")
                start, end = position["start"], position["end"]
                assert text[start:end] == quote["exact"]
                assert text[:start].endswith(quote["prefix"])
                assert text[end:].startswith(quote["suffix"])
                assert len(quote["prefix"]) == min(32, start)
                assert len(quote["suffix"]) == min(32, len(text) - end)

    def test_they_have_what_the_model_asks_of_an_annotation(self):
        for item in ITEMS:
            assert item["type"] == "Annotation"
            assert item["id"].startswith("urn:claimgraph:claim:")
            assert item["motivation"] == "describing"
            assert item["target"]


ENTITIES = [json.loads(line) for line in written("followthemoney", VIEW).decode().splitlines()]


class TestFollowTheMoney:
    @pytest.mark.parametrize("schema", ["Article", "Mention", "Event", "Person", "Organization", "Note"])
    def test_every_kind_is_there(self, schema):
        assert [item for item in ENTITIES if item["schema"] == schema]

    def test_the_package_takes_every_entity_as_it_is(self):
        for item in ENTITIES:
            proxy = model.get_proxy(item, cleaned=False)
            proxy.schema.validate(item)
            for name, values in item["properties"].items():
                prop = proxy.schema.get(name)
                kept = values if prop.type.name == "text" else sorted(filter(None, map(prop.type.clean, values)))
                assert sorted(values) == sorted(kept), (item["schema"], name)

    def test_every_reference_is_to_an_entity_of_the_file(self):
        ids = {item["id"] for item in ENTITIES}
        assert len(ids) == len(ENTITIES)
        for item in ENTITIES:
            for name, values in item["properties"].items():
                if model.get(item["schema"]).get(name).type.name == "entity":
                    assert set(values) <= ids


def sheet(name):
    data = written(name, VIEW).decode()
    assert data.startswith(BOM)
    return list(csv.DictReader(io.StringIO(data.removeprefix(BOM), newline="")))


@given(st.lists(st.text(min_size=1), min_size=1))
def test_no_cell_of_a_sheet_is_a_formula_and_every_cell_comes_back(cells):
    read = list(csv.reader(io.StringIO("".join(lines(["a"] * len(cells), [cells])).removeprefix(BOM), newline="")))
    for cell, seen in zip(cells, read[1], strict=True):
        assert not seen.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert seen.removeprefix("'") == cell.removeprefix("'")


def test_numbers_stay_numbers():
    assert [text_of(cell) for cell in (-5.0, 1000.0, 0.25, None, True)] == ["-5", "1000", "0.25", "", "yes"]


def test_the_table_has_a_row_a_claim_and_figure():
    rows = sheet("csv")
    claims = [claim for record in examples.records() for claim in record.claims]
    assert len(rows) == sum(max(1, len(claim.quantities)) for claim in claims)
    assert {row["claim"] for row in rows} == {claim.iri for claim in claims}


def test_parquet_holds_the_same_table_with_types():
    table = read_parquet(io.BytesIO(written("parquet", VIEW))).read_all()
    assert table.schema.names == [*COLUMNS]
    columns = {name: table.column(name).to_pylist() for name in COLUMNS}
    rows = sheet("csv")
    assert len(rows) == table.num_rows
    for name, kind in COLUMNS.items():
        python = {"string": str, "integer": int, "double": float, "list": list}[kind]
        assert {type(cell) for cell in columns[name]} <= {python, type(None)}
        assert [text_of(cell) for cell in columns[name]] == [row[name] for row in rows]


def coded(*records):
    view = SimpleNamespace(records=lambda: records, judgement=lambda: judge(records), decisions=tuple)
    tables = {name: written(name, view).decode("utf-8-sig") for name in ("acled", "ucdp")}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in tables.items()}


class TestCoders:
    @pytest.mark.parametrize(("name", "known"), [("acled", ACLED), ("ucdp", UCDP)])
    def test_columns_are_those_of_the_codebook_then_ours(self, name, known):
        columns = [*Codebook.of(name).columns]
        theirs = [column for column in columns if column in known]
        assert columns[: len(theirs)] == theirs
        assert set(columns[len(theirs) :]) <= OURS
        assert {"low", "best", "high", "disputed", "notes"} <= set(columns)

    @pytest.mark.parametrize("name", ["acled", "ucdp"])
    def test_its_types_are_types_of_the_ontology(self, name):
        assert set(Codebook.of(name).types) <= {kind.notation for kind in event_types()}

    def test_one_row_an_event(self):
        events = {topic.event for topic in examples.judgement().topics if topic.event}
        assert sorted(row["event_id_cnty"] for row in sheet("acled")) == sorted(events)

    def test_a_toll_that_a_later_report_updates_is_left_out(self):
        first = story(
            "Ivo Grabar, a police spokesman, said 17 people were killed in the flood in Irmava on Monday.",
            outlet="Coast Daily",
        )
        text = "The death toll of Monday's flood in Irmava rose to 42, up from 17, police spokesman Ivo Grabar said."
        rows = coded(first, story(text, outlet="Valley Post", day=13))
        (row,) = [row for row in rows["acled"] if "42" in row["notes"] and row["fatalities"]]
        assert (row["fatalities"], row["low"], row["high"], row["location"]) == ("42", "42", "42", "Irmava")
        assert (row["event_date"], row["time_precision"], row["year"]) == ("2024-03-11", "1", "2024")
        assert "17 people were killed" in row["notes"]
        (row,) = [row for row in rows["ucdp"] if "42" in row["notes"] and row["best"]]
        assert (row["best"], row["low"], row["high"], row["date_prec"]) == ("42", "42", "42", "1")
        assert row["source_article"].split(" | ") == ["Coast Daily", "Valley Post"]

    def test_a_dispute_is_marked_and_both_sides_are_cited(self):
        said = "{}, {}, said {} people were killed in Irmava on Monday."
        a = story(said.format("Ivo Grabar", "mayor of Irmava", 200), outlet="Coast Daily")
        b = story(said.format("Dalia Koster", "a spokeswoman of the Amber Front", 1000), outlet="Valley Post")
        rows = coded(a, b)
        (row,) = [row for row in rows["acled"] if row["fatalities"]]
        assert (row["disputed"], row["fatalities"], row["low"], row["high"]) == ("yes", "200", "200", "1000")
        assert {line.partition(" (")[0] for line in row["notes"].split("\n")} == {"Ivo Grabar", "Dalia Koster"}
        assert all(f"“{text}”" in row["notes"] for text in (a.article.text, b.article.text))

    def test_every_note_cites_a_whole_sentence_of_its_article(self):
        texts = [" ".join(record.article.text.split()) for record in examples.records()]
        for row in sheet("ucdp"):
            for note in row["notes"].removeprefix("'").split("\n"):
                assert any(note.partition(": “")[2].removesuffix("”") in text for text in texts)


def figure(text, modifier, low=None, high=None, best=None, expected=(None, None)):
    iri = mint("quantity", text)
    fields = (low, high, False, False, best, expected, modifier, None, "people", None, "killed")
    return Quantity(iri, text, (0, len(text)), *fields)


@pytest.mark.parametrize(
    ("words", "acled", "ucdp"),
    [
        (figure("16", Modifier.EXACT, 16, 16, 16, (16, 16)), (16, 16), (16, 16)),
        (figure("dozens", Modifier.VAGUE, 24, 99, None, (18, 124)), (12, 12), (24, 99)),
        (figure("Hundreds", Modifier.VAGUE, 200, 999, None, (150, 1249)), (100, 100), (200, 999)),
        (figure("tens", Modifier.VAGUE, 20, 99, None, (15, 124)), (10, 10), (20, 99)),
        (figure("at least 18", Modifier.AT_LEAST, 18, None, None, (18, 27)), (18, 18), (18, 18)),
        (figure("as many as 400", Modifier.AT_MOST, None, 400, None, (200, 400)), (200, 400), (200, 400)),
        (figure("between 229 and 425", Modifier.BETWEEN, 229, 425, None, (229, 425)), (229, 425), (229, 425)),
    ],
    ids=lambda value: value.text if isinstance(value, Quantity) else None,
)
def test_words_are_numbers_by_the_codebook(words, acled, ucdp):
    assert Codebook.of("acled").bounds(words) == acled
    assert Codebook.of("ucdp").bounds(words) == ucdp


def test_every_format_has_its_own_suffix():
    suffixes = [kind.suffix for kind in EXPORTERS.values()]
    assert len(set(suffixes)) == len(suffixes)
