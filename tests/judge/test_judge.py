"""Rules of origins, scope and relations, each on short articles of its own; and that order never shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.judge import compare, judge
from kg.model.vocabulary import Independence, OriginKind, Relation, State
from kg.ontology.verdicts import corroborate_to_json
from tests import examples
from tests.stories import story


def topics(*texts):
    papers = ("Morning Courier", "Harbour Times", "Valley Post", "Northern Herald")
    return judge([story(text, outlet=paper) for text, paper in zip(texts, papers, strict=False)]).topics


def told(*texts):
    """The relations between articles with their origins."""
    return {
        (item.relation, item.origin) for topic in topics(*texts) for item in topic.comparisons if topic.articles[1:]
    }


def states(*texts):
    return {topic.state for topic in topics(*texts)}


@given(st.permutations(examples.records()))
def test_the_order_of_records_never_shows(records):
    assert corroborate_to_json(judge(records).topics) == corroborate_to_json(examples.judgement().topics)


def test_every_claim_with_a_figure_or_an_event_stands_in_a_topic():
    judged = {claim for topic in examples.judgement().topics for o in topic.origins for claim in o.claims}
    for record in examples.records():
        for claim in record.claims:
            if claim.quantities or claim.events:
                assert claim.iri in judged, claim.content.text


def test_a_claim_s_origin_is_one_of_its_topic_s():
    judgement = examples.judgement()
    for topic in judgement.topics:
        for origin in topic.origins:
            for claim in origin.claims:
                assert judgement.origin_of[claim] in {
                    o.iri for t in judgement.topics for o in t.origins if claim in o.claims
                }


def test_comparing_is_the_same_from_both_sides():
    records = examples.records()
    for one in records:
        for two in records:
            left, right = compare(one, two), compare(two, one)
            assert (left.verdict, left.same_event) == (right.verdict, right.same_event)


KILLED = "{n} people were killed in a fire at a mill in Arlona on Monday"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("An official said", "A second official said"),
        ("Activists said", "A monitoring group said"),
        ("It was reported that", "Residents said"),
        ("A security source said", "The Arlona Rights Monitor said"),
    ],
)
def test_who_is_not_named_never_corroborates(one, two):
    found = told(f"{one} {KILLED.format(n=14)}.", f"{two} {KILLED.format(n=14)}.")
    assert found
    assert {origin for _, origin in found} <= {Independence.UNKNOWN, Independence.SAME}
    assert State.CORROBORATED not in states(f"{one} {KILLED.format(n=14)}.", f"{two} {KILLED.format(n=14)}.")


def test_two_named_bodies_corroborate():
    texts = [f"{who} said {KILLED.format(n=14)}." for who in ("The Arlona Fire Brigade", "The Relief Union")]
    assert State.CORROBORATED in states(*texts)


def test_an_outlet_that_quotes_another_is_a_channel():
    texts = [f"{KILLED.format(n=14)}, the Relief Union said.", f"{KILLED.format(n=14)}, Morning Courier reported."]
    assert State.CORROBORATED not in states(*texts)


def test_one_s_own_members_do_not_corroborate():
    texts = [
        f"The Kestrel Front said {KILLED.format(n=14)}.",
        f"Anna Keller, a spokeswoman for the Kestrel Front, said {KILLED.format(n=14)}.",
    ]
    assert {origin for _, origin in told(*texts)} == {Independence.SAME}


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        ("14 people were killed", "14 people were killed", Relation.EQUAL),
        ("16 people were killed", "more than a dozen people were killed", Relation.REFINES),
        ("at least 16 people were killed", "18 people were killed", Relation.REFINES),
        ("up to 36 people were killed", "7 people were killed", Relation.REFINES),
        ("between 15 and 20 people were killed", "between 18 and 25 people were killed", Relation.COMPATIBLE),
        ("about 200 people were killed", "220 people were killed", Relation.COMPATIBLE),
        ("200 people were killed", "around 1,000 people were killed", Relation.CONFLICT),
        ("nobody was killed", "14 people were killed", Relation.CONFLICT),
    ],
)
def test_relations_of_two_named_sources(one, two, relation):
    where = "in a fire at a mill in Arlona on Monday"
    found = told(f"The Arlona Fire Brigade said {one} {where}.", f"The Relief Union said {two} {where}.")
    assert relation in {kind for kind, _ in found}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("14 people were killed", "40 people were wounded"),
        ("200 fighters entered the town", "six armoured vehicles entered the town"),
        ("14 people were killed", "the fire lasted 40 hours"),
        ("14 civilians were killed", "40 soldiers were killed"),
    ],
)
def test_what_counts_different_things_is_no_conflict(one, two):
    where = "in Arlona on Monday"
    found = told(f"The Arlona Fire Brigade said {one} {where}.", f"The Relief Union said {two} {where}.")
    assert Relation.CONFLICT not in {kind for kind, _ in found}


def test_a_denial_of_the_event_is_a_conflict_and_of_responsibility_none():
    shelled = "The Relief Union said the army shelled the market in Arlona on Monday."
    event = "The army denied that it shelled the market in Arlona on Monday."
    assert Relation.CONFLICT in {kind for kind, _ in told(shelled, event)}
    killed = "The Relief Union said 14 people were killed when a shell hit the market in Arlona on Monday."
    blame = "The army denied responsibility for the shell that killed 14 people at the market in Arlona on Monday."
    assert State.CONTRADICTED not in states(killed, blame)


def test_unknown_origins_are_counted_apart():
    text = f"{KILLED.format(n=14)}."
    (topic,) = [t for t in topics(text, text, f"The Relief Union said {text}") if len(t.articles) == 3]
    (value,) = [v for v in topic.values if v.best == 14]
    assert value.support.independent == 1
    assert {o.kind for o in topic.origins} <= {OriginKind.NAMED, OriginKind.UNKNOWN}
    assert topic.state is not State.CORROBORATED
