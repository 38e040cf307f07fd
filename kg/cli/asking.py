"""What `kg query` does: named questions and SPARQL."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.case.limits import Limits
from kg.cli.output import Column, Output, Row
from kg.cli.settings import build
from kg.cli.source import Source
from kg.model.errors import NotFoundError, QueryError

if TYPE_CHECKING:
    from kg.case import Case
    from kg.model.settings import Settings
    from kg.queries import Question

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
        endpoint: URL of a SPARQL endpoint to ask instead.
        allow_network: whether it may be on another machine.
    """

    question: str | None
    file: str | None
    paths: tuple[str, ...]
    params: tuple[str, ...]
    case: str | None
    endpoint: str | None = None
    allow_network: bool = False


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
    settings = build({"case": wanted.case})
    if wanted.endpoint is not None:
        found = _asked_there(wanted, wanted.endpoint, Limits(settings.query_rows, settings.query_seconds))
    else:
        with Source(settings, wanted.paths).open() as case:
            found = _asked_here(wanted, case, settings)
    out.rows("kg.answer/1", "rows", found, _columns(found))


def _asked_here(wanted: Ask, case: Case, settings: Settings) -> list[Row]:
    """The rows of an answer from a case."""
    question = _named(wanted)
    if question is not None:
        return list(question.run(case, **_params(wanted.params, question.parameters, case)))
    return list(case.sparql(_sparql(wanted), rows=settings.query_rows, seconds=settings.query_seconds))


def _asked_there(wanted: Ask, address: str, limits: Limits) -> list[Row]:
    """The rows of an answer from an endpoint; those of a named question in the order that they have here."""
    from kg.queries.endpoint import Endpoint  # noqa: PLC0415 - lazy
    from kg.queries.view import sort  # noqa: PLC0415 - lazy

    endpoint = Endpoint(address, limits, allow_network=wanted.allow_network)
    question = _named(wanted)
    if question is None:
        return list(endpoint.query(_sparql(wanted)))
    return [*sort(endpoint.query(question.sparql(**_params(wanted.params, question.parameters))))]


def _named(wanted: Ask) -> Question | None:
    from kg.queries import QUERIES  # noqa: PLC0415 - lazy

    return QUERIES.get(wanted.question or "")


def _params(given: Sequence[str], known: Sequence[str], case: Case | None = None) -> Mapping[str, str]:
    """The values of a question's parameters; a short id of a claim stands for its IRI."""
    pairs = dict(item.partition("=")[::2] for item in given)
    wrong = sorted(pairs.keys() - set(known))
    if wrong:
        raise QueryError(f"the question takes {', '.join(known) or 'no parameters'}, not {', '.join(wrong)}")
    missing = [name for name in known if name not in pairs]
    if missing:
        raise QueryError(f"the question needs -p {missing[0]}=VALUE")
    return {name: _iri(value, case) if case else value for name, value in pairs.items()}


def _iri(value: str, case: Case) -> str:
    found = case.find_claim(value)
    return found[0].iri if found else value


def _sparql(wanted: Ask) -> str:
    from kg.queries import QUERIES  # noqa: PLC0415 - lazy

    if wanted.question is not None:
        if not any(mark in wanted.question for mark in "{<"):
            near = get_close_matches(wanted.question, QUERIES, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "--list shows them"
            raise QueryError(f"{wanted.question!r} is no named question ({hint}) and no SPARQL")
        return wanted.question
    if wanted.file == "-":
        return sys.stdin.read()
    try:
        return Path(wanted.file or "").read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFoundError("the query cannot be read", file=wanted.file) from error


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    return [Column(name, name) for name in dict.fromkeys(key for row in rows for key in row)]
