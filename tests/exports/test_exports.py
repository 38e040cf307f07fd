import io
import json
import xml.etree.ElementTree as ET

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kg.exports import EXPORTERS
from kg.exports.gexf import VIEWS, Gexf, Node, clean
from kg.model.errors import QueryError
from tests import examples

GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
TYPES = {"string", "boolean", "integer", "long", "double", "liststring"}


def written(name, *, turned=False, **options):
    stream = io.StringIO()
    EXPORTERS[name](**options).write(examples.Examples(turned=turned), stream)
    return stream.getvalue()


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


@pytest.fixture(params=VIEWS)
def tree(request):
    return ET.fromstring(written("gexf", view=request.param))


class TestGexf:
    def test_ids_are_unique_and_ends_exist(self, tree):
        nodes = [node.get("id") for node in tree.iterfind(".//g:node", GEXF)]
        edges = [edge.get("id") for edge in tree.iterfind(".//g:edge", GEXF)]
        assert nodes
        assert edges
        assert len(set(nodes)) == len(nodes)
        assert len(set(edges)) == len(edges)
        ends = {edge.get(end) for edge in tree.iterfind(".//g:edge", GEXF) for end in ("source", "target")}
        assert ends <= set(nodes)

    def test_the_graph_has_what_gephi_wants_and_nothing_that_it_drops(self, tree):
        (graph,) = tree.iterfind("g:graph", GEXF)
        assert graph.get("name") is None
        assert graph.get("defaultedgetype") is None
        assert {item.get("type") for item in tree.iterfind(".//g:attribute", GEXF)} <= TYPES
        for edge in tree.iterfind(".//g:edge", GEXF):
            assert edge.get("type") in ("directed", "undirected")
            assert edge.get("kind")
            assert edge.get("label")
        assert not [c for c in tree.iterfind(".//viz:color", GEXF) if c.get("hex")]

    def test_labels_are_short_and_dates_are_full(self, tree):
        for node in tree.iterfind(".//g:node", GEXF):
            assert 0 < len(node.get("label")) <= 60
            assert node.get("start") is None or len(node.get("start")) == 10

    def test_no_value_is_none(self, tree):
        values = [item.get("value") for item in tree.iterfind(".//g:attvalue", GEXF)]
        assert values
        assert "None" not in values


def test_conflicts_are_edges_of_their_own_kind():
    tree = ET.fromstring(written("gexf"))
    assert {"SAID", "APPEARS_IN", "ABOUT", "CONFLICT"} <= {
        edge.get("kind") for edge in tree.iterfind(".//g:edge", GEXF)
    }


def test_an_unknown_view_is_refused():
    with pytest.raises(QueryError, match="no view"):
        Gexf(view="everything")


@given(st.text())
def test_any_text_can_stand_in_xml(text):
    from kg.exports.gexf import _node  # noqa: PLC0415

    node = Node("urn:x", clean(text)[:20] or "x", "claim", {"quote": text, "low": 1.0})
    xml = f'<r xmlns:viz="v">{_node(node, 1)}</r>'
    assert ET.fromstring(xml).find(".//attvalue") is not None
