"""What `kg query` does: named questions and SPARQL."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.cli.output import Column, Output, Row
from kg.cli.settings import build
from kg.cli.source import Source
from kg.model.errors import NotFoundError, QueryError

if TYPE_CHECKING:
    from kg.case import Case

QUESTIONS: Final = (Column("name", "name", 16), Column("question", "sentence"), Column("parameters", "parameters", 16))


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked, and of what.

    Attributes:
        question: SPARQL, or the name of a question; None where a file holds it.
        file: a file of SPARQL, "-" for standard input.
        paths: files to ask instead of the case.
        params: NAME=VALUE of a named question.
        case: folder of the case, if the command line names one.
    """

    question: str | None
    file: str | None
    paths: tuple[str, ...]
    params: tuple[str, ...]
    case: str | None


def show_questions(out: Output) -> None:
    """Print the named questions."""
    from kg.queries import QUERIES  # noqa: PLC0415 - lazy

    rows = [
        {"name": name, "sentence": item.sentence, "parameters": list(item.parameters)}
        for name, item in sorted(QUERIES.items())
    ]
    out.rows("kg.questions/1", "questions", rows, QUESTIONS)


def ask(wanted: Ask, out: Output) -> None:
    """Print the rows of an answer.

    Raises:
        QueryError: the question is malformed, is not allowed, or goes over its limits.
    """
    from kg.queries import QUERIES  # noqa: PLC0415 - lazy

    settings = build({"case": wanted.case})
    with Source(settings, wanted.paths).open() as case:
        if wanted.question in QUERIES:
            question = QUERIES[wanted.question or ""]
            rows: Iterable[Row] = question.run(case, **_params(wanted.params, question.parameters, case))
        else:
            text = _sparql(wanted)
            rows = case.sparql(text, rows=settings.query_rows, seconds=settings.query_seconds)
        found = list(rows)
    out.rows("kg.answer/1", "rows", found, _columns(found))


def _params(given: Sequence[str], known: Sequence[str], case: Case) -> Mapping[str, str]:
    """The values of a question's parameters; a short id of a claim stands for its IRI."""
    pairs = dict(item.partition("=")[::2] for item in given)
    wrong = sorted(pairs.keys() - set(known))
    if wrong:
        raise QueryError(f"the question takes {', '.join(known) or 'no parameters'}, not {', '.join(wrong)}")
    missing = [name for name in known if name not in pairs]
    if missing:
        raise QueryError(f"the question needs -p {missing[0]}=VALUE")
    return {name: _iri(value, case) for name, value in pairs.items()}


def _iri(value: str, case: Case) -> str:
    found = case.find_claim(value)
    return found[0].iri if found else value


def _sparql(wanted: Ask) -> str:
    if wanted.question is not None:
        if not any(mark in wanted.question for mark in "{<"):
            raise QueryError(f"{wanted.question!r} is no named question (--list shows them) and no SPARQL")
        return wanted.question
    if wanted.file == "-":
        return sys.stdin.read()
    try:
        return Path(wanted.file or "").read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFoundError("the query cannot be read", file=wanted.file) from error


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    return [Column(name, name) for name in dict.fromkeys(key for row in rows for key in row)]
