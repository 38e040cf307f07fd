"""A load that is cut short, by Ctrl-C or by the power, leaves a whole case, and the next load goes on."""

import json
import signal
import sqlite3
import subprocess
import time

import pytest

from tests.cli.running import KG, environment, kg

MANY = 100


@pytest.fixture
def articles(tmp_path):
    rows = [
        {"id": f"a{n}", "text": f"Anna Smith said {n} ships sank. Bruno Jones denied that {n + 1} sailors had died."}
        for n in range(MANY)
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return tmp_path


def records(folder):
    """How many articles have their claims, as another process sees it."""
    try:
        connection = sqlite3.connect(f"file:{folder / 'case.sqlite'}?mode=ro", uri=True)
        try:
            return connection.execute("SELECT count(*) FROM records").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return 0


def cut_short(folder, how):
    """Load, and send the signal once the first claims are there; what the command said."""
    command = [KG, "load", "many.jsonl", "--case", "case"]
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        end = time.monotonic() + 60
        while not records(folder / "case") and time.monotonic() < end and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(how)
        out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.parametrize(("how", "code", "said"), [(signal.SIGINT, 130, "kg: interrupted"), (signal.SIGKILL, -9, "")])
def test_a_load_that_is_cut_short_goes_on(articles, how, code, said):
    returned, out, err = cut_short(articles, how)
    assert (returned, out) == (code, "")
    assert said in err
    assert "Traceback" not in err
    assert 0 < records(articles / "case") < MANY
    info = json.loads(kg("info", "--case", "case", "--json", cwd=articles)[0])
    assert info["pending"] == MANY - info["articles"] > 0
    assert "`kg load` goes on" in kg("claims", "--case", "case", cwd=articles)[1]
    assert kg("verify", "--case", "case", cwd=articles)[0] == "everything is as it was loaded\n"

    kg("load", "many.jsonl", "--case", "case", cwd=articles)
    kg("load", "many.jsonl", "--case", "whole", cwd=articles)
    for asked in (["claims", "--nl"], ["corroborate", "--json"]):
        assert kg(*asked, "--case", "case", cwd=articles) == kg(*asked, "--case", "whole", cwd=articles)
