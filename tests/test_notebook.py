"""The notebook of the documents runs from top to bottom, offline."""

import os
import subprocess
import sys

import nbformat
import pytest

from tests.notebook import NOTEBOOK
from tests.readme import ROOT


def test_the_notebook_is_kept_without_outputs():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert not [cell for cell in notebook.cells if cell.get("outputs")]


@pytest.mark.slow
def test_the_notebook_runs_and_every_cell_shows_something(tmp_path):
    env = os.environ | {"JUPYTER_RUNTIME_DIR": str(tmp_path), "IPYTHONDIR": str(tmp_path)}
    command = [sys.executable, "-m", "tests.notebook", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    cells = nbformat.reads(done.stdout, as_version=4).cells
    assert [cell.source for cell in cells if cell.cell_type == "code" and not cell.outputs] == []
    shown = str([cell.get("outputs") for cell in cells])
    assert "Marek Duval" in shown
    assert "<svg" in shown
