"""Two bare statements: each figure beside the one it lines up with."""

import pytest

from kg.extract import extract
from kg.judge import compare
from kg.loaders import from_json


def relations(one: str, two: str) -> list[tuple[str, str]]:
    """Rule and relation of every comparison of two pasted statements."""
    a, b = (extract(from_json({"text": text})) for text in (one, two))
    return [(item.rule, item.relation.value) for item in compare(a, b).comparisons if item.a_quantity]


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        ("The film earned more than $90 million.", "It earned $88 million on a budget of $20 million.", "conflict"),
        ("The film earned more than $80 million.", "It earned $88 million on a budget of $20 million.", "refines"),
        ("The fire burnt over 400 hectares.", "The fire burnt 412 hectares and killed two people.", "refines"),
        ("Fewer than 50 people died in the flood.", "The flood killed 57 people and injured 12.", "conflict"),
        ("The album sold 3 million copies.", "The album sold 3 million copies in 40 countries.", "equal"),
    ],
)
def test_each_figure_of_a_bare_statement_meets_its_best_match_alone(one, two, relation):
    assert relations(one, two) == [("aligned", relation)]


def test_it_makes_no_difference_which_statement_comes_first():
    one, two = "More than 90 homes burnt.", "The fire destroyed 88 homes and 3 barns."
    assert relations(one, two) == relations(two, one)
