"""The property graph: names by the conventions of Cypher, no loose end, the same stream for the same facts."""

import re

import pytest

from bench.graph import draw
from kg.ontology.graph import Node, PropertyGraph, day
from kg.ontology.graph_model import Kind, model
from tests import examples

PYTHON = {"text": str, "integer": int, "float": float, "boolean": bool, "iris": tuple}


@pytest.fixture(scope="module", params=["examples", "drawn"])
def elements(request):
    view = examples.Examples() if request.param == "examples" else draw(300)
    return list(PropertyGraph(view.records(), view.judgement(), view.decisions()))


def test_names_follow_the_conventions():
    for label, kind in model().nodes.items():
        assert re.fullmatch(r"([A-Z][a-z]+)+", label)
        assert kind.key != "id"
        assert all(re.fullmatch(r"[a-z]+([A-Z][a-z]+)*\d*", name) for name in kind.properties)
        assert "name" in kind.properties, f"{label} has no caption"
        assert set(kind.indexes + kind.fulltext) <= kind.properties.keys()
    for name, kind in model().relationships.items():
        assert re.fullmatch(r"[A-Z]+(_[A-Z]+)+", name)
        assert len(kind.properties) <= 2, f"{name} should be a node"
        assert all(label in model().nodes for pair in kind.ends for label in pair)


def test_every_date_has_its_words_beside_it():
    for kind in model().nodes.values():
        for name in (name for name, held in kind.properties.items() if held is Kind.DATE):
            assert kind.properties[name.removesuffix("On")] is Kind.TEXT


def test_every_node_is_met_once_and_every_end_exists(elements):
    nodes = [(one.label, one.key) for one in elements if isinstance(one, Node)]
    others = [one for one in elements if not isinstance(one, Node)]
    assert len(set(nodes)) == len(nodes)
    assert len({(one.type, one.start, one.end) for one in others}) == len(others)
    assert {end for one in others for end in (one.start, one.end)} <= set(nodes)


def test_every_element_fits_the_model(elements):
    for one in elements:
        if isinstance(one, Node):
            kinds = model().nodes[one.label].properties
            assert one.properties[model().nodes[one.label].key] == one.key
        else:
            kinds = model().relationships[one.type].properties
            assert (one.start[0], one.end[0]) in model().relationships[one.type].ends
        for name, value in one.properties.items():
            assert isinstance(value, PYTHON[kinds[name]]) if kinds[name] is not Kind.DATE else value.isoformat()
            assert value != ""


def test_on_the_drawn_case_the_whole_model_is_used():
    view = draw(300)
    found = list(PropertyGraph(view.records(), view.judgement(), view.decisions()))
    assert {one.label for one in found if isinstance(one, Node)} == set(model().nodes)
    unused = set(model().relationships) - {one.type for one in found if not isinstance(one, Node)}
    assert unused <= {"PART_OF", "NESTED_IN", "CARRIED_BY", "DONE_TO"}


def test_the_order_of_records_does_not_show():
    one, two = (list(PropertyGraph(view.records(), view.judgement(), ())) for view in map(_turned, (False, True)))
    assert one == two


def _turned(turned):
    return examples.Examples(turned=turned)


@pytest.mark.parametrize(
    ("text", "iso"),
    [("2024-03-05", "2024-03-05"), ("2024-03-05T10:11", "2024-03-05"), ("2024-03", None), ("2024-W07-001", None)],
)
def test_a_date_is_made_of_a_full_day_only(text, iso):
    found = day(text)
    assert (found and found.isoformat()) == iso
