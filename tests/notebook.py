"""Runs the notebook of the documents, offline, and prints it with its outputs: `python -m tests.notebook FOLDER`."""

import sys
from pathlib import Path

import nbformat
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


def run(folder: Path) -> nbformat.NotebookNode:
    """The notebook with the outputs of its cells.

    Args:
        folder: where the kernel may write; it speaks through files there, over no network.

    Returns:
        The executed notebook, without the cell that takes the network away.
    """
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(OFFLINE))
    manager = AsyncKernelManager(transport="ipc", ip=str(folder / "kernel"))
    client = NotebookClient(notebook, km=manager, timeout=240, resources={"metadata": {"path": str(ROOT)}})
    client.execute(cleanup_kc=True)
    del notebook.cells[0]
    return notebook


if __name__ == "__main__":
    print(nbformat.writes(run(Path(sys.argv[1]))))
