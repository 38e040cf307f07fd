import json
from dataclasses import replace

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kg.extract import extract
from kg.loaders import from_json
from kg.ontology.document import from_document, to_document, with_context
from kg.ontology.judged import judgement_document
from kg.ontology.validate import validate
from tests import examples

WORDS = st.text(st.sampled_from('abc Äß👩🏽‍🚒 é́ نص\u200f"“”‘’.,\n1290'), max_size=40)


def parsed(document):
    dataset = rdflib.Dataset()
    dataset.parse(data=json.dumps(with_context(document)), format="json-ld")
    return dataset


@pytest.mark.parametrize("record", examples.records(), ids=lambda record: record.article.source_id)
class TestRecords:
    def test_the_document_gives_the_record_back(self, record):
        stored = json.loads(json.dumps(to_document(record)))
        assert from_document(stored, record.article.text) == record

    def test_trig_is_isomorphic_and_in_one_named_graph(self, record):
        document = to_document(record)
        dataset = parsed(document)
        again = rdflib.Dataset()
        again.parse(data=dataset.serialize(format="trig"), format="trig")
        (graph,) = [g for g in dataset.graphs() if len(g)]
        assert str(graph.identifier) == document["@id"]
        assert isomorphic(graph, again.graph(graph.identifier))
        assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]

    def test_the_shapes_hold(self, record):
        assert [item for item in validate(to_document(record)) if item.severity == "violation"] == []

    def test_selectors_slice_back(self, record):
        document = to_document(record)
        for node in document["@graph"]:
            if node["@type"] == "Claim" and node["part"] == "text":
                pieces = [record.article.text[p["char_start"] : p["char_end"]] for p in node["content"]["selector"]]
                assert " ".join(pieces) == node["content"]["quotation"]["exact"]

    def test_the_iri_is_a_hash_of_the_content(self, record):
        assert to_document(record)["@id"] == to_document(record)["@id"]
        if record.claims:
            fewer = replace(record, claims=record.claims[1:])
            assert to_document(fewer)["@id"] != to_document(record)["@id"]


@given(WORDS, WORDS)
def test_any_text_goes_there_and_back(before, after):
    text = f"{before} The mayor said 12 people were killed in Arlona on Monday. {after}"
    record = extract(from_json({"text": text, "title": after.strip() or None, "language": "en"}))
    assert from_document(json.loads(json.dumps(to_document(record))), record.article.text) == record


def test_a_broken_record_is_reported_by_severity():
    record = next(record for record in examples.records() if record.claims)
    document = to_document(record)
    for node in document["@graph"]:
        if node["@type"] == "Article":
            node.pop("published", None)
    claim = next(node for node in document["@graph"] if node["@type"] == "Claim")
    claim["stance"] = "sings"
    found = validate(document)
    assert [(item.severity, item.node) for item in found if item.severity == "violation"] == [
        ("violation", claim["@id"])
    ]
    assert "when the article was published" in next(item.message for item in found if item.severity == "warning")


def test_no_time_path_or_machine_is_in_a_document():
    text = json.dumps([to_document(record) for record in examples.records()])
    assert str(examples.EXAMPLES) not in text
    assert ".txt" not in text


def test_the_judgement_is_one_named_graph():
    dataset = parsed(judgement_document(examples.judgement()))
    (graph,) = [g for g in dataset.graphs() if len(g)]
    kg = rdflib.Namespace("https://w3id.org/claimgraph/ns#")
    assert len(set(graph.subjects(rdflib.RDF.type, kg.Topic))) == len(examples.judgement().topics)
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]
