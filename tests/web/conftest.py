"""One server for all tests of this folder."""

import pytest

from tests.web.serving import make_case, serving


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    with serving(make_case(tmp_path_factory.mktemp("web") / "storm.case")) as server:
        yield server
