"""Where a command reads: a case, or files that are judged and not kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.messages import progress, tell, warn
from kg.cli.words import counted
from kg.model.errors import InputError, NotFoundError
from kg.model.record import Record
from kg.model.settings import Settings

if TYPE_CHECKING:
    from kg.case import Case, LoadReport


def now() -> str:
    """The time in UTC, as journal and decisions write it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Source:
    """A case, or the files that are named in its place.

    Attributes:
        settings: of the run.
        paths: files, folders, globs or "-"; none for the case.
    """

    settings: Settings
    paths: tuple[str, ...] = ()

    @contextmanager
    def open(self, *, create: bool = False) -> Iterator[Case]:
        """The case, or one in memory that holds the files.

        Args:
            create: whether to make a case where there is none.

        Yields:
            The open case.

        Raises:
            NotFoundError: there is no case, or a named file is absent.
            InputError: none of the files could be read.
        """
        from kg.case import Case  # noqa: PLC0415 - 30 ms that a usage error need not wait for

        if self.paths:
            with Case.temporary() as case:
                told(load_into(case, self.paths, self.settings))
                yield case
            return
        tell(f"case {self.settings.case}")
        with Case.open(self.settings.case, create=create) as case:
            if (waiting := len(case.pending())) and not create:
                warn(
                    f"{counted(waiting, 'article')} without claims yet, of a load that was cut short; `kg load` goes on"
                )
            yield case


def load_into(
    case: Case, paths: Sequence[str], settings: Settings, version_of: str | None = None, urls: Sequence[str] = ()
) -> LoadReport:
    """Load files, and what lists of addresses name, into a case."""
    from kg.loaders import read, read_addresses  # noqa: PLC0415 - heavy

    lines = [line for name in urls for line in _lines(name)]
    files = read([*paths], stdin=sys.stdin.buffer, settings=settings)
    loaded = chain(files, read_addresses(lines, settings))
    return case.load(loaded, at=now(), version_of=version_of, progress=progress)


def _lines(name: str) -> list[str]:
    if name == "-":
        return sys.stdin.read().splitlines()
    try:
        return Path(name).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NotFoundError("the list of addresses cannot be read", file=name) from error


def told(report: LoadReport) -> LoadReport:
    """Say on stderr what was skipped, or is partial, and why.

    Raises:
        InputError: nothing could be loaded.
    """
    for item in report.entries:
        say = tell if item.status == "loaded" else warn
        say(": ".join(filter(None, (item.status, ", ".join(filter(None, (item.file, item.place))), item.reason))))
    if not report.kept:
        raise InputError("nothing could be loaded")
    return report


def record_of(ref: str, source: Source, cases: Sequence[Case]) -> Record:
    """The record of an article that is named by a file, or by its IRI or source_id in a case.

    Args:
        ref: what the person typed.
        source: where to read.
        cases: the open case, if there is one.

    Returns:
        The record; a file's own is made anew and kept nowhere.

    Raises:
        NotFoundError: neither a file nor an article of the case.
        InputError: the file holds no article, or several.
    """
    if not Path(ref).is_file():
        if not cases:
            raise NotFoundError("is no file, and there is no case to look it up in", place=ref)
        return cases[0].record(ref)
    with Source(source.settings, (ref,)).open() as case:
        found = case.records()
    if len(found) != 1:
        raise InputError(f"holds {len(found)} articles; load it and name one by its source_id", file=ref)
    return found[0]
