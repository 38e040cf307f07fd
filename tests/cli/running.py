"""The command as people run it: a process of its own, with pipes or on a terminal."""

import contextlib
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

KG = Path(sys.executable).with_name("kg")
CLEAN = {"XDG_CONFIG_HOME": "/nonexistent", "TERM": "xterm", "COLUMNS": "80"}


def environment(**more):
    """The environment without what would change the output."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("KG_", "NO_COLOR"))}
    return kept | CLEAN | more


def kg(*words, code=0, stdin=None, cwd=None, **more):
    """Run a command with pipes; what came out of both."""
    done = subprocess.run(
        [KG, *map(str, words)], input=stdin, capture_output=True, cwd=cwd, env=environment(**more), check=False
    )
    assert done.returncode == code, f"{words}: {done.returncode}, {done.stderr.decode()}"
    return done.stdout.decode(), done.stderr.decode()


def on_terminal(*words, cwd=None, stdout=True, **more):
    """Run a command on a pseudo-terminal; what the terminal received, and what a piped stdout received."""
    ours, theirs = pty.openpty()
    out = theirs if stdout else subprocess.PIPE
    with subprocess.Popen(
        [KG, *map(str, words)], stdin=theirs, stdout=out, stderr=theirs, cwd=cwd, env=environment(**more)
    ) as process:
        os.close(theirs)
        seen, piped = _heard(ours), b"" if stdout else process.stdout.read()
        process.wait(30)
    os.close(ours)
    return seen.decode(), piped.decode()


def _heard(terminal):
    seen, end = b"", time.monotonic() + 60
    while time.monotonic() < end and select.select([terminal], [], [], 60)[0]:
        piece = b""
        with contextlib.suppress(OSError):  # Linux says so when the other side is closed
            piece = os.read(terminal, 65536)
        if not piece:
            break
        seen += piece
    return seen
