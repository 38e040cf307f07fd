"""Neo4j and Fuseki as fixtures: one of each for a run, started by our scripts, stopped and forgotten after it."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent


class Server:
    """A server in a folder of its own.

    Args:
        name: of the script and its folder.
        state: where its data, log and pid file lie.
    """

    def __init__(self, name: str, state: Path) -> None:
        self.script = HERE / name / f"{name}.sh"
        self.environment = {**os.environ, "CLAIMGRAPH_SERVERS": str(state)}

    def run(self, *arguments: str, **extra: str) -> str:
        """Call the script; what it prints.

        Args:
            arguments: fetch, start, stop, wipe or import and its arguments.
            extra: more of the environment.
        """
        done = subprocess.run(
            [self.script, *arguments], env=self.environment | extra, text=True, capture_output=True, check=False
        )
        assert done.returncode == 0, f"{self.script.name} {arguments[0]} failed:\n{done.stdout}{done.stderr}"
        return done.stdout.strip()


@pytest.fixture(scope="session")
def fuseki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dataset /kg of a Fuseki: /kg/sparql, /kg/update, /kg/data; its default graph is the union."""
    server = Server("fuseki", tmp_path_factory.mktemp("fuseki"))
    port = server.run("start", "tdb2")
    yield f"http://127.0.0.1:{port}/kg"
    server.run("wipe")


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The Bolt address of a Neo4j Community without sign-in."""
    server = Server("neo4j", tmp_path_factory.mktemp("neo4j"))
    port = server.run("start")
    yield f"bolt://127.0.0.1:{port}"
    server.run("wipe")
