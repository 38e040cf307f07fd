"""The README's examples are what the product prints: `python -m tests.readme` writes them, a test compares."""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
KG = Path(sys.executable).with_name("kg")
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def _output(command: str, case: Path) -> str:
    words = shlex.split(command)
    words = [name for word in words for name in (sorted(map(str, Path().glob(word))) if "*" in word else [word])]
    env = os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "KG_CASE": str(case)}
    done = subprocess.run([str(KG), *words[1:]], capture_output=True, text=True, env=env, check=False)
    return done.stdout + done.stderr


def render(text: str) -> str:
    """The same document with the output of every `$ kg ...` in its console blocks as it is now.

    Args:
        text: a Markdown document; commands run in the root of the project, in order, in one new case.

    Returns:
        The document.
    """
    with tempfile.TemporaryDirectory() as folder:
        here = Path.cwd()
        os.chdir(ROOT)
        try:
            return _BLOCK.sub(lambda block: _block(block[1], Path(folder) / "case"), text)
        finally:
            os.chdir(here)


def _block(body: str, case: Path) -> str:
    commands = [line for line in body.splitlines() if line.startswith("$ kg ")]
    shown = "".join(f"{line}\n{_output(line[2:], case)}" for line in commands)
    return f"```console\n{shown}```"


if __name__ == "__main__":
    README.write_text(render(README.read_text("utf-8")), "utf-8")
