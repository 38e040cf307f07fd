"""What holds for every format: same bytes, a base, and who, where and when read back."""

import json

import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.exports import EXPORTERS
from kg.exports.base import Exporter
from tests import examples
from tests.exports.reading import READERS, expected, facts, text_of, written

VIEW, TURNED = examples.Examples(), examples.Examples(turned=True)


def text(name, **options):
    return text_of(name, written(name, VIEW, **options))


def test_every_format_is_read_back_here():
    assert READERS.keys() == EXPORTERS.keys()
    assert all(issubclass(kind, Exporter) and kind.title and kind.suffix for kind in EXPORTERS.values())


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_the_same_case_gives_the_same_bytes_in_any_order(name):
    assert written(name, VIEW) == written(name, VIEW) == written(name, TURNED)


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_base_replaces_the_urn_everywhere(name):
    told = text(name, base="https://example.org/id/")
    assert "urn:claimgraph:" not in told
    assert "https://example.org/id/claim:" in told


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_who_where_and_when_come_back_from_every_format(name):
    wanted = expected(name, VIEW)
    assert len(wanted) > 10
    assert facts(name, written(name, VIEW)) == wanted


def graphs(name, syntax):
    dataset = rdflib.Dataset()
    dataset.parse(data=text(name), format=syntax)
    return {str(g.identifier): g for g in dataset.graphs() if len(g)}


def test_the_rdf_formats_hold_the_same_graphs():
    trig, nquads, jsonld = graphs("trig", "trig"), graphs("nquads", "nquads"), graphs("jsonld", "json-ld")
    assert trig.keys() == nquads.keys() == jsonld.keys()
    assert len(trig) == len(examples.records()) + 1
    for iri, graph in trig.items():
        assert isomorphic(graph, nquads[iri])
        assert isomorphic(graph, jsonld[iri])


def test_turtle_holds_the_statements_of_all_graphs():
    union = rdflib.Graph()
    for graph in graphs("trig", "trig").values():
        union += graph
    assert isomorphic(union, rdflib.Graph().parse(data=text("turtle"), format="turtle"))


def test_the_context_of_jsonld_is_written_out():
    assert isinstance(json.loads(text("jsonld"))["@context"], dict)
