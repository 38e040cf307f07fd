"""Copies of a case in other engines: one folder a revision, made whole beside the others, then named.

A reader never sees one half made, and one that is being read stays while the next is made.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_KEPT: Final = 2
"""Snapshots that stay: the newest, and the one that a worker may just be opening."""


def snapshot(home: Path, revision: str, make: Callable[[Path], None]) -> Path:
    """The snapshot of a revision, made if there is none.

    Args:
        home: the folder of an engine's snapshots.
        revision: what the snapshot is of.
        make: makes it at a path where nothing is.

    Returns:
        Where it lies.
    """
    wanted = home / f"at-{revision}"
    if not wanted.exists():
        home.mkdir(exist_ok=True)
        with _alone(home):
            if not wanted.exists():
                _made(home / "half", make).rename(wanted)
                _prune(home)
    return wanted


def _made(half: Path, make: Callable[[Path], None]) -> Path:
    shutil.rmtree(half, ignore_errors=True)
    make(half)
    return half


def _prune(home: Path) -> None:
    older = sorted(home.glob("at-*"), key=lambda one: one.stat().st_ctime_ns, reverse=True)
    for one in older[_KEPT:]:
        shutil.rmtree(one, ignore_errors=True)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One process at a time makes a snapshot; others wait."""
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
