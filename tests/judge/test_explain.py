"""`why` names the first gate that failed, also for what was never laid side by side."""

import pytest

from kg.judge import judge, why
from kg.model.decision import Decision, Verb
from tests.stories import story

FERRY = "A ferry sank off Arlona on Monday. Beatriz Castell, director of the Coast Guard, said 12 people died."
RIVAL = "A ferry sank off Arlona on Monday. Carlos Horvat, spokesman for the Sailors Union, said 40 people died."
LATER = "A ferry sank off Arlona on Thursday. Carlos Horvat, spokesman for the Sailors Union, said 40 people died."
AREA = "Carlos Horvat, spokesman for the Sailors Union, said 40 hectares burned near Arlona on Monday."
FAR = "Dalia Dimitrov, a doctor, said that 40 people had died."
IDLE = "The sea is blue, Anton Abara said."


def explained(one, two, *, day=12, decisions=()):
    records = [story(one, outlet="Morning Courier"), story(two, outlet="Valley Post", day=day)]
    sides = [record.article.iri for record in records]
    return why(*sides, records, judge(records, decisions).topics, decisions=decisions)


@pytest.mark.parametrize(
    ("two", "day", "failed"),
    [
        (RIVAL, 12, None),
        (LATER, 15, "no veto"),
        (AREA, 12, "one kind"),
        (FAR, 12, "shared block"),
        (IDLE, 12, "figure or event"),
    ],
)
def test_the_first_gate_that_failed(two, day, failed):
    found = explained(FERRY, two, day=day)
    assert (found.failed and found.failed.name) == failed
    assert all(gate.passed for gate in found.gates[:-1])
    assert all(gate.detail for gate in found.gates)


def test_linked_claims_name_topic_relation_and_origin():
    found = explained(FERRY, RIVAL)
    told = {gate.name: gate.detail for gate in found.gates}
    assert told["relation"].startswith("conflict")
    assert told["origin"].startswith("independent")
    assert found.a_quantity
    assert found.b_quantity


def test_a_person_s_decision_is_a_gate():
    linked = explained(FERRY, RIVAL)
    pair = tuple(sorted((linked.a, linked.b)))
    decision = Decision(Verb.NOT_SAME_TOPIC, pair, "2024-03-20T12:00:00.000000Z", "ann", "another ferry")
    found = why(*pair, *_of(FERRY, RIVAL, decision), decisions=(decision,))
    assert found.failed.name == "decision"


def _of(one, two, decision):
    records = [story(one, outlet="Morning Courier"), story(two, outlet="Valley Post")]
    return records, judge(records, (decision,)).topics


def test_two_claims_of_one_article_and_a_claim_with_itself():
    record = story(FERRY, outlet="Morning Courier")
    claim = next(item.iri for item in record.claims if item.quantities)
    found = why(claim, claim, [record], judge([record]).topics)
    assert found.a == found.b == claim
    assert found.failed is None
