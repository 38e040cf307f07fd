"""Nanopublications by the eight criteria of the guidelines, and by the nanopub package."""

from collections import defaultdict
from functools import cache

import pyoxigraph
import pytest
import rdflib

from tests import examples
from tests.exports.reading import expected, written

NP = "http://www.nanopub.org/nschema#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LINKS = ("hasAssertion", "hasProvenance", "hasPublicationInfo")


@cache
def quads():
    data = written("nanopub", examples.Examples())
    return list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TRIG))


@cache
def publications():
    """Publication -> its quads; a graph belongs to the publication whose IRI its name begins with."""
    found = defaultdict(list)
    for quad in quads():
        found[quad.graph_name.value.partition("#")[0]].append(quad)
    return dict(found)


def told(publication, link):
    return [q.object.value for q in publications()[publication] if q.predicate.value == NP + link]


def parts(publication):
    """Head, assertion, provenance and publication info, by the links."""
    (head,) = {
        q.graph_name.value
        for q in publications()[publication]
        if q.predicate.value == TYPE and q.object.value == f"{NP}Nanopublication"
    }
    return (head, *(told(publication, link)[0] for link in LINKS))


def test_there_is_one_for_each_attributed_claim():
    assert len(publications()) == len(expected("nanopub", examples.Examples()))


def test_every_triple_stands_in_a_graph():
    assert all(isinstance(quad.graph_name, pyoxigraph.NamedNode) for quad in quads())


def test_one_triple_says_what_it_is():
    for iri, said in publications().items():
        typed = [q for q in said if q.predicate.value == TYPE and q.object.value == f"{NP}Nanopublication"]
        assert [q.subject.value for q in typed] == [iri]


@pytest.mark.parametrize("link", LINKS)
def test_one_triple_each_links_assertion_provenance_and_info_in_the_head(link):
    for iri, said in publications().items():
        linked = [q for q in said if q.predicate.value == NP + link]
        assert [(q.subject.value, q.graph_name.value) for q in linked] == [(iri, parts(iri)[0])]


def test_all_iris_of_the_parts_differ():
    for iri in publications():
        assert len({iri, *parts(iri)}) == 5


def test_every_triple_stands_in_one_of_the_four_graphs_and_none_is_empty():
    for iri, said in publications().items():
        assert {q.graph_name.value for q in said} == set(parts(iri))


def test_provenance_speaks_of_the_assertion():
    for iri, said in publications().items():
        _, assertion, provenance, _ = parts(iri)
        inside = [q for q in said if q.graph_name.value == provenance]
        assert [q for q in inside if q.subject.value == assertion]


def test_info_speaks_of_the_publication():
    for iri, said in publications().items():
        inside = [q for q in said if q.graph_name.value == parts(iri)[3]]
        assert [q for q in inside if q.subject.value == iri]


def test_nobody_has_signed_them():
    assert not [q for q in quads() if "Signature" in q.predicate.value]


def test_the_nanopub_package_takes_them_for_valid():
    nanopub = pytest.importorskip("nanopub", reason="the nanopub package is not installed")
    rdflib.NORMALIZE_LITERALS = True  # the package turns it off for everybody
    for said in list(publications().values())[:5]:
        data = pyoxigraph.serialize(said, format=pyoxigraph.RdfFormat.TRIG)
        dataset = rdflib.Dataset()
        dataset.parse(data=data, format="trig")
        assert nanopub.Nanopub(rdf=dataset, conf=nanopub.NanopubConf()).is_valid
