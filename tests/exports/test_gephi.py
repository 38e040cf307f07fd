"""What Gephi's own importer says of the files: run where KG_GEPHI_TOOLKIT names the jar of gephi-toolkit (all)."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.exports.drawn import VIEWS
from tests import examples
from tests.exports.reading import written

IMPORT = Path(__file__).with_name("gephi") / "Import.java"
TOOLKIT = os.environ.get("KG_GEPHI_TOOLKIT", "")


@pytest.mark.slow
@pytest.mark.parametrize("view", VIEWS)
def test_gephi_imports_all_of_it_without_a_complaint(view, tmp_path):
    if not (TOOLKIT and Path(TOOLKIT).is_file() and shutil.which("java")):
        pytest.skip("KG_GEPHI_TOOLKIT names no jar of org.gephi:gephi-toolkit (classifier all), or there is no java")
    file = tmp_path / "graph.gexf"
    file.write_bytes(written("gexf", examples.Examples(), view=view))
    command = ["java", "-Djava.awt.headless=true", "-cp", TOOLKIT, str(IMPORT), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    told, *issues = done.stdout.splitlines()
    seen = dict(item.split("=", 1) for item in told.split("\t"))
    graph = VIEWS[view](examples.Examples())
    edges = list(graph.edges())
    assert int(seen["nodes"]) == sum(1 for _ in graph.nodes())
    assert int(seen["edges"]) == len(edges)
    assert set(seen["kinds"].split(",")) == {edge.kind for edge in edges}
    assert seen["dynamic"] == "true"
    assert [issue for issue in issues if not issue.startswith("INFO")] == []
