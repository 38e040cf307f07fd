"""What a script or a notebook does with a case, in a line each."""

from __future__ import annotations

from datetime import UTC, datetime
from os import PathLike, fspath
from pathlib import Path

from kg.case import Case, LoadReport
from kg.exports.base import View
from kg.loaders import read as read_files
from kg.model.errors import InputError, QueryError
from kg.queries import QUERIES, Row

Name = str | PathLike[str]


def open_case(folder: Name = "kg.case", *, create: bool = False) -> Case:
    """Open the case of a folder.

    Args:
        folder: where it lies.
        create: whether to make one where there is none.

    Returns:
        The open case; use it in a `with` statement.

    Raises:
        NotFoundError: there is no case and none is to be made.
        CaseError: there is something else, or a case of another version.
    """
    return Case.open(Path(folder), create=create)


def load(case: Case, *paths: Name) -> LoadReport:
    """Load files into a case; doing it twice, or in another order, gives the same.

    Args:
        case: an open case.
        paths: files, folders or globs.

    Returns:
        What became of every input.

    Raises:
        NotFoundError: a named path does not exist.
    """
    at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return case.load(read_files([fspath(path) for path in paths]), at=at)


def read(*paths: Name) -> Case:
    """Read files into a case in memory that keeps nothing.

    Args:
        paths: files, folders or globs.

    Returns:
        The case.

    Raises:
        NotFoundError: a named path does not exist.
        InputError: nothing could be loaded.
    """
    case = Case.temporary()
    try:
        if not load(case, *paths).kept:
            raise InputError("nothing could be loaded")
    except BaseException:
        case.close()
        raise
    return case


def ask(view: View, question: str, **parameters: str) -> list[Row]:
    """The answer to a named question; `kg.QUERIES` lists them.

    Args:
        view: what is read; a case is one.
        question: the name.
        parameters: an IRI for each of the question's parameters.

    Returns:
        One mapping a row.

    Raises:
        QueryError: there is no such question, or its parameters are others.
    """
    if question not in QUERIES:
        raise QueryError(f"no question {question!r}; there are {', '.join(QUERIES)}")
    asked = QUERIES[question]
    if set(parameters) != set(asked.parameters):
        raise QueryError(f"{question} takes {', '.join(asked.parameters) or 'no parameters'}")
    return asked.run(view, **parameters)
