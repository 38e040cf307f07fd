from pathlib import Path

import pytest

from kg.cli.settings import build
from kg.model.errors import SettingsError
from kg.model.settings import Settings


@pytest.fixture
def layers(tmp_path):
    (tmp_path / "home" / "kg").mkdir(parents=True)
    (tmp_path / "home" / "kg" / "config.toml").write_text(
        'case = "user"\nwho = "user"\nbase = "urn:user:"\nmax_bytes = 1\n'
    )
    (tmp_path / "kg.toml").write_text('case = "project"\nwho = "project"\nbase = "urn:project:"\n')
    return tmp_path


def test_flags_go_before_environment_project_and_user(layers):
    environment = {"XDG_CONFIG_HOME": str(layers / "home"), "KG_CASE": "environment", "KG_WHO": "environment"}
    made = build({"case": "flag"}, environment, layers)
    assert (made.case, made.who, made.base, made.max_bytes) == (Path("flag"), "environment", "urn:project:", 1)


def test_without_any_the_defaults_count(tmp_path):
    assert build({"case": None}, {"HOME": str(tmp_path)}, tmp_path) == Settings()


def test_the_user_of_the_system_stands_under_decisions(tmp_path):
    assert build({}, {"USER": "ann", "HOME": str(tmp_path)}, tmp_path).who == "ann"


@pytest.mark.parametrize("body", ["case = [", 'colour = "red"', 'max_bytes = "many"'])
def test_a_file_that_cannot_be_used_is_named(tmp_path, body):
    (tmp_path / "kg.toml").write_text(body)
    with pytest.raises(SettingsError, match=r"kg\.toml"):
        build({}, {"HOME": str(tmp_path)}, tmp_path)


def test_an_environment_that_cannot_be_used_is_named(tmp_path):
    with pytest.raises(SettingsError, match="max_bytes"):
        build({}, {"HOME": str(tmp_path), "KG_MAX_BYTES": "many"}, tmp_path)
