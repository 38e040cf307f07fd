"""No figure of the accuracy table may fall below the floor that was reached before."""

import json

import pytest

from tests.eval import gate

pytestmark = [pytest.mark.eval, pytest.mark.slow]


@pytest.mark.parametrize("judge", gate.judges())
def test_no_figure_falls_below_its_floor(judge):
    if not gate.JUDGES.is_dir():
        pytest.skip("../shared (corpora and judges) is not beside the project")
    floors = json.loads(gate.BASELINE.read_text("utf-8"))[judge]
    measured = gate.figures(gate.run(judge), gate.of(judge))
    short = {
        m.name: (measured[m.name], floors[m.name])
        for m in gate.of(judge)
        if gate.falls_short(m, measured[m.name], floors[m.name])
    }
    assert not short, f"(measured, floor): {short}"
