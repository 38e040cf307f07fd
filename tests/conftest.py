"""Profiles, paths and the ban on sockets that all tests share."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.servers.running import fuseki, neo4j

__all__ = ["fuseki", "neo4j"]

settings.register_profile(
    "ci", derandomize=True, max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci")

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Servers are started only where they are asked for."""
    if "server" not in config.option.markexpr:
        skip = pytest.mark.skip(reason="starts a server; `make servers` runs it")
        for item in items:
            if item.get_closest_marker("server"):
                item.add_marker(skip)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """No test but one marked `server` may open a socket, and one marked `loopback` to this machine alone."""
    from pytest_socket import disable_socket, enable_socket, socket_allow_hosts  # noqa: PLC0415

    if item.get_closest_marker("server"):
        enable_socket()
    elif item.get_closest_marker("loopback"):
        enable_socket()
        socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
    else:
        disable_socket(allow_unix_socket=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of seeds, corpora and judges beside the project; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared (seeds, corpora and judges) is not beside the project")
    return SHARED


@pytest.fixture(scope="session")
def seeds(shared: Path) -> list[Path]:
    """The five real articles."""
    return sorted((shared / "seeds").glob("*.txt"))
