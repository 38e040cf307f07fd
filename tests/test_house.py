"""The house itself: the wheel, the layers, the size of modules and functions."""

import ast
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINKED = ("loaders", "ontology", "queries")
LONGEST_FUNCTION, LONGEST_MODULE = 50, 500


def shipped() -> dict[str, Path]:
    """Path in the wheel -> file of the tree, for all that belongs into it."""
    found = {}
    for top in ("kg", *LINKED):
        prefix = "" if top == "kg" else "kg/"
        for file in (ROOT / top).rglob("*"):
            inside = file.relative_to(ROOT)
            linked = top == "kg" and len(inside.parts) > 1 and inside.parts[1] in LINKED
            if file.is_file() and "__pycache__" not in inside.parts and not linked:
                found[f"{prefix}{inside.as_posix()}"] = file
    return found


@pytest.mark.slow
def test_the_wheel_holds_exactly_the_files_of_the_folders(tmp_path):
    shutil.rmtree(ROOT / "build", ignore_errors=True)  # setuptools would take up what an earlier build left there
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == set(shipped())


def test_layers_and_cycles_hold():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def modules() -> list[Path]:
    return sorted(file for file in shipped().values() if file.suffix == ".py")


@pytest.mark.parametrize("file", modules(), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_modules_and_functions_stay_small(file):
    source = file.read_text("utf-8")
    assert source.count("\n") <= LONGEST_MODULE
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    docs = {f.name: len((ast.get_docstring(f, clean=False) or "").split("\n")) for f in functions}
    assert {f.name for f in functions if f.end_lineno - f.lineno + 1 - docs[f.name] > LONGEST_FUNCTION} == set()
