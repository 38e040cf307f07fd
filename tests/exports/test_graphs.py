"""GEXF, GraphML and Cytoscape.js: by their rules, and read back with the parsers of Gephi Lite."""

import io
import json
import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.exports import EXPORTERS
from kg.exports.drawn import VIEWS
from kg.exports.gexf import Gexf
from kg.exports.graph import EDGE_COLUMNS, NODE_COLUMNS, Edge, Graph, Node, clean
from kg.exports.layout import MOST, MOST_BY_FORCE, positions
from kg.model.errors import QueryError
from tests import examples

GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
TYPES = {"string", "boolean", "integer", "long", "double", "liststring"}
PARSERS = Path(__file__).with_name("graphology")
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "claimgraph" / "graphology"
GRAPHS = ("cytoscape", "gexf", "graphml")


def written(name, **options):
    stream = io.BytesIO()
    EXPORTERS[name](**options).write(examples.Examples(), stream)
    return stream.getvalue().decode()


def graph(view):
    return VIEWS[view](examples.Examples())


class Made(Graph):
    """A graph of given nodes and edges."""

    def __init__(self, nodes, edges=()):
        self._nodes, self._edges = nodes, edges

    def nodes(self):
        return iter(self._nodes)

    def edges(self):
        return iter(self._edges)


@pytest.mark.parametrize("view", VIEWS)
class TestGraph:
    def test_nodes_and_edges_are_unique_and_ends_exist(self, view):
        nodes = Counter(node.iri for node in graph(view).nodes())
        edges = Counter(edge.iri for edge in graph(view).edges())
        assert nodes
        assert edges
        assert set(nodes.values()) == {1}
        assert set(edges.values()) == {1}
        assert {end for edge in graph(view).edges() for end in (edge.source, edge.target)} <= set(nodes)

    def test_edges_of_one_kind_are_summed_here_and_not_by_gephi(self, view):
        keys = Counter(
            (frozenset((edge.source, edge.target)) if not edge.directed else (edge.source, edge.target), edge.kind)
            for edge in graph(view).edges()
        )
        assert set(keys.values()) == {1}

    def test_values_are_of_the_type_of_their_column(self, view):
        python = {"string": str, "double": float, "integer": int, "liststring": tuple}
        for columns, items in ((NODE_COLUMNS, graph(view).nodes()), (EDGE_COLUMNS, graph(view).edges())):
            for item in items:
                for name, value in item.values.items():
                    assert value is None or isinstance(value, python[columns[name]]), name

    def test_labels_are_short_and_days_are_full(self, view):
        for node in graph(view).nodes():
            assert 0 < len(node.label) <= 60
            assert node.start is None or len(node.start) == 10


def test_conflicts_are_edges_of_their_own_kind():
    assert {"SAID", "APPEARS_IN", "IN_TOPIC", "CONFLICT"} <= {edge.kind for edge in graph("claims").edges()}


def test_the_sources_are_joined_by_the_origins_that_they_share():
    names = {node.iri: node.label for node in graph("sources").nodes()}
    shared = {
        frozenset((names[edge.source], names[edge.target])): edge.weight
        for edge in graph("sources").edges()
        if edge.kind == "SHARES_ORIGINS"
    }
    pairs = Counter(
        frozenset(pair)
        for pair in {
            (*sorted(pair), origin.iri)
            for topic in examples.judgement().topics
            for origin in topic.origins
            for pair in ((a, b) for a in origin.outlets for b in origin.outlets if a < b)
        }
        for pair in [pair[:2]]
    )
    assert shared == dict(pairs)
    assert shared[frozenset(("Harbour Herald", "Mountain Post"))] == 1


@pytest.fixture(params=VIEWS)
def tree(request):
    return ET.fromstring(written("gexf", view=request.param))


class TestGexf:
    def test_the_graph_has_what_gephi_wants_and_nothing_that_it_drops(self, tree):
        (root,) = tree.iterfind("g:graph", GEXF)
        assert root.get("name") is None
        assert root.get("defaultedgetype") is None
        assert {item.get("type") for item in tree.iterfind(".//g:attribute", GEXF)} <= TYPES
        for edge in tree.iterfind(".//g:edge", GEXF):
            assert edge.get("type") in ("directed", "undirected")
            assert edge.get("kind")
            assert edge.get("label")
        assert not [c for c in tree.iterfind(".//viz:color", GEXF) if c.get("hex")]

    def test_the_timeline_has_one_representation_and_full_dates(self, tree):
        (root,) = tree.iterfind("g:graph", GEXF)
        timed = [root.get(name) for name in ("mode", "timeformat", "timerepresentation", "timezone")]
        assert timed == ["dynamic", "date", "interval", "UTC"]
        days = [node.get("start") for node in tree.iterfind(".//g:node", GEXF) if node.get("start")]
        assert days
        assert {len(day) for day in days} == {10}

    def test_every_node_is_coloured_sized_and_placed(self, tree):
        for node in tree.iterfind(".//g:node", GEXF):
            assert node.find("viz:color", GEXF) is not None
            assert float(node.find("viz:size", GEXF).get("value")) >= 4
            assert {*node.find("viz:position", GEXF).attrib} == {"x", "y"}

    def test_no_value_is_none(self, tree):
        values = [item.get("value") for item in tree.iterfind(".//g:attvalue", GEXF)]
        assert values
        assert "None" not in values


def test_a_graph_without_days_is_static():
    text = "".join(Gexf().document(Made([Node("urn:x", "x", "claim")])))
    assert '<graph mode="static">' in text


def test_a_node_that_comes_twice_is_written_once():
    text = "".join(Gexf().document(Made([Node("urn:x", "x", "claim"), Node("urn:x", "y", "claim")])))
    assert text.count("<node ") == 1


@pytest.mark.parametrize("name", GRAPHS)
def test_an_unknown_view_is_refused(name):
    with pytest.raises(QueryError, match="no view"):
        EXPORTERS[name](view="everything")


@given(st.text(), st.lists(st.text()))
def test_any_text_can_stand_in_xml(text, pieces):
    made = Made([Node("urn:x", clean(text)[:20] or "x", "claim", {"quote": text, "low": 1.0, "hedges": tuple(pieces)})])
    for name in ("gexf", "graphml"):
        root = ET.fromstring("".join(EXPORTERS[name]().document(made)))
        assert [item for item in root.iter() if item.tag.endswith("}node")]


def chain(length):
    nodes = [Node(f"urn:{n}", "x", "claim") for n in range(length)]
    return Made(nodes, [Edge(f"urn:{n}", f"urn:{n + 1}", "SAID") for n in range(length - 1)])


def test_large_components_lie_on_a_spiral_and_very_large_graphs_are_not_placed():
    assert len(set(positions(chain(MOST_BY_FORCE + 1)).values())) == MOST_BY_FORCE + 1
    assert positions(Made([Node(f"urn:{n}", "x", "claim") for n in range(MOST + 1)])) == {}


def test_no_two_nodes_lie_on_one_place_and_components_do_not_overlap():
    nodes = [Node(f"urn:{n}", "x", "claim") for n in range(60)]
    made = Made(nodes, [Edge(f"urn:{n}", f"urn:{n + 1}", "SAID") for n in range(59) if n % 3 < 2])
    places = positions(made)
    assert len(set(places.values())) == 60
    boxes = []
    for n in range(0, 60, 3):
        x, y = zip(*(places[f"urn:{i}"] for i in (n, n + 1, n + 2)), strict=True)
        boxes.append((min(x), max(x), min(y), max(y)))
    for a, b in combinations(boxes, 2):
        assert a[1] < b[0] or b[1] < a[0] or a[3] < b[2] or b[3] < a[2]


@pytest.mark.parametrize("view", VIEWS)
def test_graphml_reads_back_in_networkx(view):
    read = nx.parse_graphml(
        written("graphml", view=view).replace(' edgedefault="undirected"', ' edgedefault="directed"')
    )
    assert read.number_of_nodes() == sum(1 for _ in graph(view).nodes())
    assert read.number_of_edges() == sum(1 for _ in graph(view).edges())


@pytest.mark.parametrize("view", VIEWS)
def test_cytoscape_reads_back_in_networkx(view):
    data = json.loads(written("cytoscape", view=view))
    ids = [element["data"]["id"] for kind in ("nodes", "edges") for element in data["elements"][kind]]
    assert all(isinstance(name, str) for name in ids)
    assert len(set(ids)) == len(ids)
    read = nx.cytoscape_graph({"data": [], "directed": True, "multigraph": True, "elements": data["elements"]})
    assert read.number_of_nodes() == sum(1 for _ in graph(view).nodes())
    assert read.number_of_edges() == sum(1 for _ in graph(view).edges())


@pytest.fixture(scope="session")
def parsers():
    """The folder of graphology's parsers, installed by npm at their exact versions the first time."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are not on this machine: graphology's parsers are not tried")
    wanted = (PARSERS / "package.json").read_text("utf-8")
    kept = CACHE / "package.json"
    if not kept.exists() or kept.read_text("utf-8") != wanted or not (CACHE / "node_modules").is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(CACHE / "node_modules", ignore_errors=True)
        kept.write_text(wanted, "utf-8")
        command = ["npm", "install", "--no-fund", "--no-audit", "--ignore-scripts"]
        done = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, check=False)
        if done.returncode:
            shutil.rmtree(CACHE)
            pytest.skip(f"npm could not fetch graphology's parsers: {done.stderr.strip()[-200:]}")
    return CACHE


def read_back(parsers, tmp_path, name, text):
    file = tmp_path / f"graph.{name}"
    file.write_text(text, "utf-8")
    command = ["node", str(PARSERS / "read.js"), str(parsers), str(file)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["gexf", "graphml"])
class TestGraphology:
    def test_order_size_and_ends_are_the_same(self, parsers, tmp_path, name, view):
        read = read_back(parsers, tmp_path, name, written(name, view=view))
        assert read["order"] == sum(1 for _ in graph(view).nodes())
        assert read["ends"] == {edge.iri: [edge.source, edge.target, edge.directed] for edge in graph(view).edges()}
        assert read["size"] == len(read["ends"])

    def test_attributes_have_the_same_types_and_values(self, parsers, tmp_path, name, view):
        read = read_back(parsers, tmp_path, name, written(name, view=view))
        lists = list if name == "gexf" else " | ".join
        for items, found in ((graph(view).nodes(), read["nodes"]), (graph(view).edges(), read["edges"])):
            for item in items:
                seen = found[item.iri]
                assert seen["label"] == item.label
                told = {key: value for key, value in item.values.items() if value not in (None, "", ())}
                assert {key: seen[key] for key in told} == {
                    key: lists(value) if isinstance(value, tuple) else value for key, value in told.items()
                }

    def test_drawing_is_read(self, parsers, tmp_path, name, view):
        nodes = read_back(parsers, tmp_path, name, written(name, view=view))["nodes"]
        assert {type(node[key]) for node in nodes.values() for key in ("x", "y", "size")} <= {int, float}
        assert all(node["color"].startswith(("rgba(", "#")) for node in nodes.values())


def test_lists_with_commas_and_quotes_are_read_piece_by_piece(parsers, tmp_path):
    pieces = ("plain", "a, b", 'with "quotes"', "[square]", "back\\slash", "two words")
    text = "".join(Gexf().document(Made([Node("urn:x", "x", "claim", {"hedges": pieces})])))
    assert read_back(parsers, tmp_path, "gexf", text)["nodes"]["urn:x"]["hedges"] == list(pieces)


def test_kind_and_weight_of_edges_are_read(parsers, tmp_path):
    nodes = [Node("urn:a", "a", "claim"), Node("urn:b", "b", "claim")]
    edge = Edge("urn:a", "urn:b", "CONFLICT", directed=False, weight=3, values={"merged": 3})
    for name in ("gexf", "graphml"):
        text = "".join(EXPORTERS[name]().document(Made(nodes, [edge])))
        seen = read_back(parsers, tmp_path, name, text)["edges"][edge.iri]
        assert (seen["kind"], seen["weight"], seen["merged"], seen["label"]) == ("CONFLICT", 3, 3, "conflict")
