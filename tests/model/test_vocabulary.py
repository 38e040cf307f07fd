from itertools import permutations

import pytest

from kg.model.vocabulary import Relation, State


@pytest.mark.parametrize("states", list(permutations([State.SINGLE_ORIGIN, State.CORROBORATED, State.AGREED])))
def test_a_topic_is_as_good_as_its_best_value(states):
    assert State.of_topic(states, contradicted=False, denied=False) is State.CORROBORATED


def test_a_contradiction_outranks_a_denial_and_a_denial_agreement():
    assert State.of_topic([State.CORROBORATED], contradicted=True, denied=True) is State.CONTRADICTED
    assert State.of_topic([State.CORROBORATED], contradicted=False, denied=True) is State.DENIED
    assert State.of_topic([], contradicted=False, denied=False) is State.SINGLE_ORIGIN


def test_only_three_relations_agree():
    assert {r for r in Relation if r.agrees} == {Relation.EQUAL, Relation.COMPATIBLE, Relation.REFINES}
