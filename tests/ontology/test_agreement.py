"""The schema, the vocabularies, the context, the ontology and the printed JSON say the same."""

import json

import pytest
import rdflib

from kg.model import vocabulary
from kg.ontology import EVENTS, NAMESPACE, event_types, read_text
from kg.ontology.contract import claim_from_json, claim_to_json, mention_to_json, validate
from kg.ontology.document import context, to_document
from kg.ontology.judged import judgement_document
from kg.ontology.verdicts import corroborate_to_json
from tests import examples

SCHEMA = json.loads(read_text("claim.schema.json"))["$defs"]
REUSED = ("https://schema.org/", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#", str(rdflib.RDFS))
ENUMS = {
    ("claim", "part"): vocabulary.Part,
    ("claim", "form"): vocabulary.Form,
    ("claim", "stance"): vocabulary.Stance,
    ("claim", "polarity"): vocabulary.Polarity,
    ("claim", "modality"): vocabulary.Modality,
    ("claim", "target"): vocabulary.Target,
    ("speaker", "kind"): vocabulary.SpeakerKind,
    ("quantity", "modifier"): vocabulary.Modifier,
    ("event", "precision"): vocabulary.Precision,
    ("mention", "type"): vocabulary.MentionType,
    ("comparison", "relation"): vocabulary.Relation,
    ("comparison", "origin"): vocabulary.Independence,
    ("comparison", "stands"): vocabulary.Standing,
    ("comparison", "strength"): vocabulary.Strength,
    ("origin", "kind"): vocabulary.OriginKind,
    ("value", "state"): vocabulary.State,
    ("topic", "state"): vocabulary.State,
    ("compare", "verdict"): vocabulary.Verdict,
    ("compare", "same_event"): vocabulary.SameEvent,
}


@pytest.fixture(scope="module")
def ontology():
    return rdflib.Graph().parse(data=read_text("kg.ttl"), format="turtle")


@pytest.mark.parametrize("place", ENUMS, ids="-".join)
def test_the_schema_knows_the_words_of_the_model(place):
    definition, name = place
    allowed = set(SCHEMA[definition]["properties"][name]["enum"]) - {None}
    assert allowed == {member.value for member in ENUMS[place]}


def test_what_is_printed_fits_the_schema():
    for record in examples.records():
        for claim in record.claims:
            row = claim_to_json(claim, record.article)
            validate(row, "claim")
            assert list(row) == list(SCHEMA["claim"]["properties"])
            assert claim_from_json(row) == claim
        for mention in record.mentions:
            validate(mention_to_json(mention, record.article), "mention")
    validate(corroborate_to_json(examples.judgement().topics), "corroborate")


def keys(value):
    """Every key of a JSON-LD document but its keywords."""
    if isinstance(value, dict):
        return {key for key in value if key[0] != "@"}.union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_the_context_knows_every_key_of_a_document():
    documents = [*map(to_document, examples.records()), judgement_document(examples.judgement())]
    assert set().union(*map(keys, documents)) <= set(context())


def terms():
    prefixes = {name: iri for name, iri in context().items() if isinstance(iri, str) and iri.endswith(("#", "/"))}
    for name, value in context().items():
        iri = value["@id"] if isinstance(value, dict) else value
        if name[0] != "@" and name not in prefixes:
            prefix, _, local = iri.partition(":")
            yield prefixes[prefix] + local


def test_every_term_is_declared_or_reused(ontology):
    declared = {str(subject) for subject in ontology.subjects()}
    own = {iri for iri in terms() if iri.startswith(NAMESPACE)}
    assert own <= declared
    assert {iri for iri in terms() if not iri.startswith(NAMESPACE)} == {
        iri for iri in terms() if iri.startswith(REUSED)
    }
    unused = {iri for iri in declared if iri.startswith(NAMESPACE)} - own
    assert unused <= {f"{NAMESPACE}trigger"}


def test_every_own_term_says_what_it_means(ontology):
    own = {subject for subject in ontology.subjects() if str(subject).startswith(NAMESPACE)}
    assert {term for term in own if not ontology.value(term, rdflib.RDFS.comment)} == set()


def test_the_event_types_are_what_a_turtle_parser_reads():
    graph = rdflib.Graph().parse(data=read_text("events.ttl"), format="turtle")
    skos, kg = rdflib.SKOS, rdflib.Namespace(NAMESPACE)
    concepts = set(graph.subjects(rdflib.RDF.type, skos.Concept))
    read = {
        str(graph.value(concept, skos.notation)): (
            str(graph.value(graph.value(concept, skos.broader), skos.notation) or "") or None,
            {str(trigger) for trigger in graph.objects(concept, kg.trigger)},
        )
        for concept in concepts
    }
    assert {item.notation: (item.broader, set(item.triggers)) for item in event_types()} == read
    assert all(str(concept).startswith(EVENTS) for concept in concepts)


def test_there_are_types_for_every_field_of_news():
    types = {item.notation: item for item in event_types()}
    assert len([item for item in types.values() if item.triggers]) >= 40
    wanted = (
        "killing",
        "shelling",
        "flood",
        "accident",
        "protest",
        "vote",
        "infection",
        "payment",
        "displacement",
        "trial",
    )
    assert [name for name in wanted if name not in types] == []
