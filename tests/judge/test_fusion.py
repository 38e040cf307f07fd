"""What most stands behind: origins, not sources; then precision; never the newest and never the highest."""

import random

import pytest

from kg.judge.fusion import Statement, best_supported, copies, fuse
from kg.model.judgement import Support, Value
from kg.model.vocabulary import Polarity, State


def value(low, high, *support, polarity=Polarity.AFFIRMED):
    return Value(low, high, None, None, "", State.AGREED, polarity, Support(*support), (), (), ())


def listed(source, values):
    return [Statement(source, f"item {n}", value) for n, value in enumerate(values)]


def test_sources_that_give_one_list_are_one_origin_and_do_not_outvote():
    right = list(range(40))
    wrong = [n + 100 if n % 4 == 0 else n for n in range(40)]
    slips = [[n + 200 + s if n % 10 == s else n for n in range(40)] for s in (1, 3)]
    statements = [one for name in "abcde" for one in listed(f"copy {name}", wrong)]
    statements += listed("own 1", slips[0]) + listed("own 2", slips[1]) + listed("own 3", right[:20])
    found = fuse(statements)
    assert [found[f"item {n}"].value for n in range(40)] == right
    assert found["item 0"].origins == ("own 1", "own 2", "own 3")
    assert found["item 0"].weight > found["item 0"].rivals > 0


def test_agreeing_is_no_copying_where_each_is_silent_on_other_items():
    given = {
        f"item {n}": {s: Statement(s, f"item {n}", n) for s in ("a", "b") if (n % 3 == 0) != (s == "a")}
        for n in range(90)
    }
    for n in range(0, 90, 2):
        given[f"item {n}"] = {s: Statement(s, f"item {n}", n) for s in ("a", "b")}
    assert copies(given) == {"a": "a", "b": "b"}


def test_of_values_with_like_support_the_more_precise_one_and_never_the_higher():
    found = fuse(
        [
            Statement("a", "x", (0, 900), 900),
            Statement("b", "x", (17, 17), 0),
            Statement("c", "y", 3),
            Statement("d", "y", 9),
        ]
    )
    assert found["x"].value == (17, 17)
    assert found["y"].value == 3


def test_the_order_of_statements_does_not_show():
    statements = [Statement(f"s{n % 7}", f"i{n % 5}", n % 3) for n in range(60)]
    mixed = random.Random(1).sample(statements, len(statements))
    assert fuse(mixed) == fuse(statements)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([value(12, 12, 2, 0, 0), value(90, 90, 1, 0, 5)], 0),
        ([value(12, 12, 1, 0, 0), value(90, 90, 1, 1, 0)], 1),
        ([value(12, None, 1, 0, 0), value(12, 14, 1, 0, 0)], 1),
        ([value(12, 12, 1, 0, 0), value(90, 90, 1, 0, 0)], None),
        ([value(12, 12, 2, 0, 0, polarity=Polarity.NEGATED), value(90, 90, 1, 0, 0)], None),
        ([], None),
    ],
)
def test_the_value_of_a_topic_that_most_stands_behind(values, expected):
    assert best_supported(values) == expected
