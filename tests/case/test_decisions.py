from hypothesis import given
from hypothesis import strategies as st

from kg.case.decisions import retracted, standing
from kg.model.decision import Decision, Verb
from tests.case.builders import article, item, memory

decisions = st.builds(
    Decision,
    st.sampled_from([Verb.RETRACT, Verb.RESTORE]),
    st.sampled_from([("x",), ("y",)]),
    st.sampled_from(["2024-01-01T00:00:00.000001Z", "2024-01-01T00:00:00.000002Z"]),
    st.sampled_from(["ann", "bob"]),
)


@given(st.lists(decisions, max_size=8), st.randoms())
def test_the_order_of_decisions_does_not_show(made, random):
    shuffled = [*made, *made[:3]]
    random.shuffle(shuffled)
    assert retracted(shuffled) == retracted(made)
    assert dict(standing(shuffled)) == dict(standing(made))


@given(st.lists(decisions, max_size=6), st.randoms())
def test_a_case_keeps_every_decision_once_in_one_order(made, random):
    shuffled = [*made, *made]
    random.shuffle(shuffled)
    with memory() as one, memory() as two:
        one.decide(*made)
        for decision in shuffled:
            two.decide(decision)
        assert one.decisions() == two.decisions()
        assert len(one.decisions()) == len(set(made))


def test_the_last_decision_stands():
    with memory() as case:
        case.load([item(article("Smith said 12 ships sank."))], at="t")
        case.remove("a", who="ann", when="2024-01-02T00:00:00.000000Z")
        case.restore("a", who="bob", when="2024-01-01T00:00:00.000000Z")
        assert case.records() == ()
        case.restore("a", who="bob", when="2024-01-03T00:00:00.000000Z")
        assert len(case.records()) == 1
