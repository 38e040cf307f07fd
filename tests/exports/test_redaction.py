"""What is redacted is in no export, in no spelling, and every span still holds."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.case.slicing import spans_of
from kg.exports import EXPORTERS
from kg.exports.redaction import Redacted
from kg.judge import judge
from kg.model.decision import Decision, Verb
from kg.model.errors import QueryError
from kg.model.spans import cut
from kg.model.vocabulary import Part, SpeakerKind
from tests import examples
from tests.exports.reading import facts, text_of, written
from tests.stories import names, outlets, story, towns

VIEW = examples.Examples()


def people():
    """The words of the names of the persons in the examples."""
    named = {a.name for record in examples.records() for a in record.actors if a.kind is SpeakerKind.PERSON}
    return {word for name in named if name.istitle() for word in name.split()}


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_no_name_of_a_person_is_in_any_export(name):
    words = people()
    assert {"Marek", "Duval", "Petrik"} <= words
    plain = set(re.findall(r"\w+", text_of(name, written(name, VIEW))))
    shown = set(re.findall(r"\w+", text_of(name, written(name, Redacted(VIEW, ["persons"])))))
    assert words & plain
    assert words & shown == set()


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_claims_outlets_spans_and_days_stay(name):
    kept = {(fact.claim, fact.outlet, fact.start, fact.end, fact.date) for fact in facts(name, written(name, VIEW))}
    shown = facts(name, written(name, Redacted(VIEW, ["persons", "anonymous"])))
    assert {(fact.claim, fact.outlet, fact.start, fact.end, fact.date) for fact in shown} == kept


def test_every_span_holds_the_words_that_it_is_said_to_hold():
    for record in Redacted(VIEW, ["persons", "anonymous"]).records():
        for claim in record.claims:
            text = record.article.text if claim.part is Part.TEXT else record.article.title
            for field, spans, words in spans_of(claim):
                assert cut(text, spans) == words, field


@given(names, towns, outlets)
def test_a_drawn_name_is_nowhere(person, town, papers):
    text = f"{person}, mayor of {town}, said 16 people were killed in {town} on Monday."
    text += f" {person.split()[1]} blamed the rain."
    record = story(text, outlet=papers[0])
    view = SimpleNamespace(records=lambda: (record,), judgement=lambda: judge([record]), decisions=list)
    for name in ("trig", "gexf", "csv", "followthemoney"):
        shown = text_of(name, written(name, Redacted(view, ["persons"])))
        assert not set(person.split()) & set(re.findall(r"\w+", shown))


def test_an_anonymous_source_is_covered_and_others_are_not():
    record = story("A police officer who asked not to be named said 16 people were killed in Irmava.", outlet="Post")
    view = SimpleNamespace(records=lambda: (record,), judgement=lambda: judge([record]), decisions=list)
    covered = {claim.iri: claim for claim in Redacted(view, ["anonymous"]).records()[0].claims}
    hidden = [claim for claim in record.claims if claim.speaker.kind is SpeakerKind.ANONYMOUS]
    assert hidden
    for claim in hidden:
        assert set(covered[claim.iri].speaker.text) <= {"█", " "}
    shown = text_of("trig", written("trig", Redacted(view, ["anonymous"])))
    assert "police officer" not in shown
    assert "Irmava" in shown


@given(st.text(alphabet="abcXYZ -._/", max_size=30))
def test_covering_never_changes_a_length(text):
    redacted = Redacted(VIEW, ["persons"])
    for cover in (redacted._names.cover, redacted._names.cover_address):
        assert len(cover(text)) == len(text)


def test_addresses_are_covered_whatever_their_case():
    names_ = Redacted(VIEW, ["persons"])._names
    assert (
        names_.cover_address("https://a.example/2024/ana-petrik_says.html")
        == "https://a.example/2024/███-██████_says.html"
    )


def test_what_cannot_be_redacted_is_refused():
    with pytest.raises(QueryError, match="cannot be redacted"):
        Redacted(VIEW, ["places"])


def test_a_decision_names_neither_who_decided_nor_who_is_spoken_of():
    claim = examples.records()[0].claims[0].iri
    made = Decision(Verb.REJECT, (claim,), "2024-01-01T00:00:00Z", "Ann Editor", "Marek Duval was not there")
    view = SimpleNamespace(records=examples.records, judgement=examples.judgement, decisions=lambda: [made])
    (shown,) = Redacted(view, ["persons"]).decisions()
    assert (shown.who, shown.why) == ("███ ██████", "█████ █████ was not there")
    assert (shown.verb, shown.subject, shown.when) == (made.verb, made.subject, made.when)
    (shown,) = Redacted(view, ["anonymous"]).decisions()
    assert shown == made
