"""Every question has one answer: in Python, on pyoxigraph in a worker, and on rdflib."""

import json

import pytest
import rdflib

from kg.case.projection import RdfProjection
from kg.model.errors import QueryError
from kg.model.identifiers import mint
from kg.ontology.document import to_document, with_context
from kg.ontology.judged import judgement_document
from kg.queries import QUERIES
from kg.queries.view import sort
from tests import examples


def documents():
    return [*map(to_document, examples.records()), judgement_document(examples.judgement())]


@pytest.fixture(scope="module")
def projection(tmp_path_factory):
    return RdfProjection.open(tmp_path_factory.mktemp("case"), "1", documents)


@pytest.fixture(scope="module")
def dataset():
    found = rdflib.Dataset(default_union=True)
    for document in documents():
        found.parse(data=json.dumps(with_context(document)), format="json-ld")
    return found


def parameters(name):
    claims = [claim for record in examples.records() for claim in record.claims if claim.via]
    return {"claim": claims[0].iri} if name == "chain" else {}


def rdflib_rows(dataset, query):
    answer = dataset.query(query)
    names = list(map(str, answer.vars))
    return [{n: (None if row[n] is None else row[n].toPython()) for n in names} for row in answer]


def canonical(rows):
    plain = [{k: (str(v) if isinstance(v, rdflib.URIRef) else v) for k, v in row.items()} for row in rows]
    as_numbers = [{k: float(v) if isinstance(v, int | float) else v for k, v in row.items()} for row in plain]
    return sort(as_numbers)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_every_engine_gives_the_same_rows(name, projection, dataset):
    question, given = QUERIES[name], parameters(name)
    python = canonical(question.run(examples.Examples(), **given))
    sparql = question.sparql(**given)
    assert python, f"{name} finds nothing in the examples, so nothing is compared"
    assert canonical(projection.query(sparql, rows=10_000, seconds=20)) == python
    assert canonical(rdflib_rows(dataset, sparql)) == python


def test_a_parameter_that_is_no_iri_is_refused():
    with pytest.raises(QueryError, match="claim is no IRI"):
        QUERIES["chain"].sparql(claim="x> } DROP ALL #")


def test_an_unknown_claim_has_no_chain():
    assert QUERIES["chain"].run(examples.Examples(), claim=mint("claim", "none")) == []


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_every_question_is_a_sentence(name):
    assert QUERIES[name].sentence.endswith("?")
    assert QUERIES[name].name == name
