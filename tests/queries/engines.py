"""One callable an engine: a question and its parameters to rows."""

import json

import pyoxigraph as oxigraph
import rdflib

from kg.case.cypher import CypherProjection
from kg.case.projection import RdfProjection
from kg.ontology.decided import decisions_document
from kg.ontology.document import to_document, with_context
from kg.ontology.graph import PropertyGraph
from kg.ontology.judged import judgement_document
from kg.queries import sort


def documents(view):
    """The named graphs of a view, as JSON-LD."""
    records = [*map(to_document, view.records())]
    return [*records, judgement_document(view.judgement()), decisions_document(view.decisions())]


def pyoxigraph(view, folder):
    projection = RdfProjection.open(folder, "1", lambda: documents(view))
    return lambda question, given: projection.query(question.sparql(**given), rows=100_000, seconds=60)


def ladybug(view, folder):
    graph = PropertyGraph(view.records(), view.judgement(), view.decisions())
    projection = CypherProjection.open(folder, "1", lambda: graph)
    return lambda question, given: projection.query(question.cypher(**given), given, rows=100_000, seconds=60)


def triples(view):
    """The union of all graphs in N-Triples, for engines that take minutes to read as much JSON-LD."""
    store = oxigraph.Store()
    for document in documents(view):
        store.load(json.dumps(with_context(document)).encode(), format=oxigraph.RdfFormat.JSON_LD)
    return oxigraph.serialize({quad.triple for quad in store}, format=oxigraph.RdfFormat.N_TRIPLES)


def in_rdflib(view, _folder):
    graph = rdflib.Graph()
    graph.parse(data=triples(view), format="nt")

    def ask(question, given):
        answer = graph.query(question.sparql(**given))
        names = list(map(str, answer.vars))
        return [{name: _plain(row[name]) for name in names} for row in answer]

    return ask


def _plain(term):
    value = None if term is None else term.toPython()
    return str(value) if isinstance(value, rdflib.URIRef) else value


def canonical(rows):
    """Rows as sets of them are compared: numbers as floats, sorted."""
    return sort({k: float(v) if isinstance(v, int | float) else v for k, v in row.items()} for row in rows)
