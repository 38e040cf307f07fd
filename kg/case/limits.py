"""Strangers' queries: a disposable process under limits, and what its end says.

The engines have no limits of their own. The process bounds its computing time and its memory and forbids itself to open
anything (`kg.case.worker`); the wall clock is held here.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.case import worker
from kg.model.errors import QueryError, QueryFormatError, QueryLimitError, QueryRefusedError

_GRACE: Final = 2.0
"""Seconds of wall clock for starting, beside those of the query."""
_KINDS: Final = {worker.REFUSED: QueryRefusedError, worker.OVER: QueryLimitError, worker.FORM: QueryFormatError}
_LONGEST: Final = 240
_SLOW: Final = (signal.SIGXCPU, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take.

    Attributes:
        rows: the most rows, or triples.
        seconds: the longest time, computing and wall.
        memory: bytes of address space.
        size: the most bytes of an answer.
    """

    rows: int
    seconds: float
    memory: int = 2 * 2**30
    size: int = 64 * 2**20


def run(script: Path, arguments: Sequence[str], request: bytes, limits: Limits) -> bytes:
    """What a worker writes.

    Args:
        script: the worker.
        arguments: of it.
        request: its standard input.
        limits: what it may take; it sets those of computing and memory itself.

    Returns:
        Its standard output.

    Raises:
        QueryError: the query is malformed.
        QueryRefusedError: it reaches beyond the case.
        QueryLimitError: it went over its limits.
        QueryFormatError: its answer has no form that is wanted.
    """
    command = [sys.executable, "-I", str(script), *arguments]
    try:
        done = subprocess.run(command, input=request, capture_output=True, timeout=limits.seconds + _GRACE, check=False)
    except subprocess.TimeoutExpired as error:
        raise QueryLimitError(_slow(limits)) from error
    if done.returncode < 0:
        raise QueryLimitError(_slow(limits) if -done.returncode in _SLOW else _fell(limits))
    if done.returncode:
        raise _KINDS.get(done.returncode, QueryError)(_said(done.stderr))
    return done.stdout


def _said(stderr: bytes) -> str:
    """The last line, without all that a parser could have expected in its place."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines() or ["the query failed"]
    return lines[-1] if len(lines[-1]) <= _LONGEST else f"{lines[-1][:_LONGEST]}…"


def _slow(limits: Limits) -> str:
    return f"the query was stopped: it ran longer than {limits.seconds:g} seconds"


def _fell(limits: Limits) -> str:
    return (
        f"the query was stopped: it needs more than {limits.memory // 2**20:,} MiB of memory, or is nested too deeply"
    )
