"""The notebook of the documents runs from top to bottom, offline."""

import nbformat
import pytest
from jupyter_client import AsyncKernelManager
from nbclient import NotebookClient

from tests.readme import ROOT

NOTEBOOK = ROOT / "docs" / "sources.ipynb"
OFFLINE = """
import socket
def refuse(*_, **__):
    raise OSError("the notebook reached for the network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.mark.slow
def test_the_notebook_runs_and_every_cell_shows_something(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert not [cell for cell in notebook.cells if cell.get("outputs")], "it is kept without outputs"
    notebook.cells.insert(0, nbformat.v4.new_code_cell(OFFLINE))
    manager = AsyncKernelManager(transport="ipc", ip=str(tmp_path / "kernel"))
    client = NotebookClient(notebook, km=manager, timeout=120, resources={"metadata": {"path": str(ROOT)}})
    client.execute()
    silent = [cell.source for cell in notebook.cells[1:] if cell.cell_type == "code" and not cell.outputs]
    assert silent == []
    shown = str([cell.get("outputs") for cell in notebook.cells])
    assert "Marek Duval" in shown
    assert "<svg" in shown
