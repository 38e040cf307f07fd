import io
import json

import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.exports import EXPORTERS
from tests import examples


def written(name, *, turned=False, **options):
    stream = io.BytesIO()
    EXPORTERS[name](**options).write(examples.Examples(turned=turned), stream)
    return stream.getvalue().decode()


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_the_same_case_gives_the_same_bytes_in_any_order(name):
    assert written(name) == written(name) == written(name, turned=True)


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_base_replaces_the_urn_everywhere(name):
    text = written(name, base="https://example.org/id/")
    assert "urn:claimgraph:" not in text
    assert "https://example.org/id/claim:" in text


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_every_format_keeps_who_where_and_when(name):
    text = written(name)
    record = next(r for r in examples.records() if r.article.source_id == "harbour-herald")
    claim = next(c for c in record.claims if c.speaker.name == "Marek Duval")
    start, end = claim.content.spans[0]
    for wanted in ("Marek Duval", "Harbour Herald", "2024-02-09", claim.iri):
        assert wanted in text
    spans = (f"{start}-{end}", f"char={start},{end}")
    assert any(span in text for span in spans)


def graphs(text, syntax):
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=syntax)
    return {str(g.identifier): g for g in dataset.graphs() if len(g)}


def test_the_rdf_formats_hold_the_same_graphs():
    trig, nquads, jsonld = (
        graphs(written(name), syntax)
        for name, syntax in (("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld"))
    )
    assert trig.keys() == nquads.keys() == jsonld.keys()
    assert len(trig) == len(examples.records()) + 1
    for iri, graph in trig.items():
        assert isomorphic(graph, nquads[iri])
        assert isomorphic(graph, jsonld[iri])


def test_the_context_of_jsonld_is_written_out():
    assert isinstance(json.loads(written("jsonld"))["@context"], dict)
