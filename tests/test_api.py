"""The Python API: its names, that they come lazily, and what a script does with them."""

import re
import subprocess
import sys

import networkx as nx
import pytest

import kg
from kg.exports.drawn import VIEWS
from tests.examples import EXAMPLES
from tests.readme import ROOT

PINNED = (
    *("EXPORTERS", "QUERIES", "Case", "Filters", "KgError"),
    *("ask", "compare", "load", "network", "open_case", "read"),
)
DOCUMENT = ROOT / "docs" / "python.md"


@pytest.fixture(scope="module")
def case():
    with kg.read(EXAMPLES) as read:
        yield read


def test_the_public_names_are_these():
    assert tuple(kg.__all__) == PINNED
    assert dir(kg) == sorted(PINNED)
    assert kg._MODULES.keys() == set(PINNED)


@pytest.mark.parametrize("name", PINNED)
def test_every_name_is_there_and_says_what_it_is(name):
    assert getattr(kg, name).__doc__
    assert name in DOCUMENT.read_text("utf-8")


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing


def test_importing_kg_imports_nothing_of_it():
    script = "import sys, kg; print(*(name for name in sys.modules if name.startswith('kg.')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_case_on_disk_is_made_loaded_and_opened_again(tmp_path):
    with kg.open_case(tmp_path / "case", create=True) as made:
        report = kg.load(made, EXAMPLES / "harbour-herald.txt", EXAMPLES / "eastern-courier.txt")
        assert report.kept == 2
    with kg.open_case(str(tmp_path / "case")) as again:
        assert {article.outlet for _, article in again.claims(kg.Filters(outlet="Harbour"))} == {"Harbour Herald"}
        assert again.topics()


def test_a_case_that_is_not_there_is_an_error_of_ours(tmp_path):
    with pytest.raises(kg.KgError):
        kg.open_case(tmp_path / "none")
    with pytest.raises(kg.KgError):
        kg.read(tmp_path / "none.txt")


def test_nothing_to_read_is_an_error_of_ours(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(kg.KgError, match="nothing could be loaded"):
        kg.read(tmp_path / "empty.txt")


def test_a_question_is_asked_by_name(case):
    assert kg.ask(case, "contradicted") == kg.QUERIES["contradicted"].run(case)
    with pytest.raises(kg.KgError, match="no question"):
        kg.ask(case, "nothing")
    with pytest.raises(kg.KgError, match="takes"):
        kg.ask(case, "contradicted", claim="urn:x")


@pytest.mark.parametrize("view", VIEWS)
def test_the_graph_is_the_one_that_is_exported(case, view):
    graph, made = VIEWS[view](case), kg.network(case, view)
    assert isinstance(made, nx.MultiDiGraph)
    assert set(made) == {node.iri for node in graph.nodes()}
    ways = {edge.iri: 1 if edge.directed else 2 for edge in graph.edges()}
    assert made.number_of_edges() == sum(ways.values())
    assert {key for _, _, key in made.edges(keys=True)} == set(ways)
    assert all(data["kind"] for _, _, data in made.edges(data=True))


def test_the_code_of_the_document_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    code = "\n".join(re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL))
    assert code.count("\n") > 10
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            code.replace("my.case", str(tmp_path / "my.case")).replace("sources.gexf", str(tmp_path / "s.gexf")),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Marek Duval" in done.stdout
