"""One row a promise: what was measured, the median of several runs, and what is promised."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import judging
from bench.texts import articles

KG = Path(sys.executable).with_name("kg")
RUNS = 5


def seconds(work: Callable[[], object]) -> float:
    """Median wall time of a few runs, in seconds."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def run(*args: object) -> None:
    subprocess.run([str(KG), *map(str, args)], check=True, capture_output=True)


def row(what: str, figure: str, promise: str) -> None:
    print(f"| {what} | {figure} | {promise} |", flush=True)


def command_line() -> None:
    row("`kg --help`", f"{1000 * seconds(lambda: run('--help')):.0f} ms", "< 200 ms")
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "articles.jsonl"
        words = articles(corpus, 500)
        start = time.perf_counter()
        run("load", corpus, "--case", Path(folder) / "case")
        taken = time.perf_counter() - start
        row("`kg load`, 500 articles", f"{taken:.1f} s, {words / taken:,.0f} words a second", "-")
        row("`kg corroborate --json` of them, first", f"{_once(folder):.2f} s", "-")
        row("the same again", f"{_once(folder):.2f} s", "< 1 s")


def _once(folder: str) -> float:
    start = time.perf_counter()
    run("corroborate", "--json", "--case", Path(folder) / "case")
    return time.perf_counter() - start


def graphs() -> None:
    """In a process of its own, so that the peak is the writer's."""
    done = subprocess.run([sys.executable, "-m", "bench.graphs"], capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        what, _, figure = line.partition(": ")
        row(f"`kg export` of a graph, {what}", figure, "< 500 MB of memory")


def main() -> None:
    print("| what | measured | promised |\n|---|---|---|")
    command_line()
    graphs()
    for cells in judging.rows(100):
        row(*cells)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    row("peak memory of the largest of these runs", f"{peak:.0f} MB", "-")


if __name__ == "__main__":
    main()
