"""What `kg query` does: named questions, SPARQL and Cypher, of a case or of a server."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
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
    from kg.case.bolt import Server
    from kg.model.settings import Settings
    from kg.queries import Question

QUESTIONS: Final = (Column("name", "name", 16), Column("question", "sentence"), Column("parameters", "parameters", 16))


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked, and of what.

    Attributes:
        question: SPARQL, Cypher, or the name of a question; None where a file holds it.
        file: a file of SPARQL or Cypher, "-" for standard input.
        paths: files to ask instead of the case.
        params: NAME=VALUE of a named question, or of Cypher.
        case: folder of the case, if the command line names one.
        cypher: whether it is Cypher, or asked of the property graph.
        endpoint: URL of a SPARQL endpoint to ask instead.
        allow_network: whether that may be on another machine.
        server: a Neo4j server to ask instead.
    """

    question: str | None
    file: str | None
    paths: tuple[str, ...]
    params: tuple[str, ...]
    case: str | None
    cypher: bool = False
    endpoint: str | None = None
    allow_network: bool = False
    server: Server | None = None


def show_questions(out: Output) -> None:
    """Print the named questions."""
    from kg.queries import QUERIES  # noqa: PLC0415 - lazy

    rows = [
        {"name": name, "sentence": item.sentence, "parameters": list(item.parameters)}
        for name, item in sorted(QUERIES.items())
    ]
    out.rows("kg.questions/1", "questions", rows, QUESTIONS)


def ask(wanted: Ask, out: Output) -> None:
    """Print the rows of an answer; those of a named question in one order, whatever answers.

    Raises:
        QueryError: the question is malformed, is not allowed, or goes over its limits.
    """
    from kg.queries import QUERIES, sort  # noqa: PLC0415 - lazy

    settings = build({"case": wanted.case})
    question = QUERIES.get(wanted.question or "")
    found = list(_asked(wanted, question, settings))
    if question is not None:
        found = [*sort(found)]
    out.rows("kg.answer/1", "rows", found, _columns(found))


def _asked(wanted: Ask, question: Question | None, settings: Settings) -> Iterable[Row]:
    limits = Limits(settings.query_rows, settings.query_seconds)
    if wanted.endpoint is not None:
        from kg.queries.endpoint import Endpoint  # noqa: PLC0415 - lazy

        endpoint = Endpoint(wanted.endpoint, limits, allow_network=wanted.allow_network)
        return endpoint.query(_sparql(wanted, question, _params(wanted, question)))
    if wanted.server is not None:
        given = _params(wanted, question)
        return wanted.server.query(_cypher(wanted, question, given), given, limits)
    with Source(settings, wanted.paths).open() as case:
        given = _params(wanted, question, case)
        if wanted.cypher:
            return case.cypher(_cypher(wanted, question, given), given, rows=limits.rows, seconds=limits.seconds)
        return case.sparql(_sparql(wanted, question, given), rows=limits.rows, seconds=limits.seconds)


def _params(wanted: Ask, question: Question | None, case: Case | None = None) -> Mapping[str, str]:
    """The values of the parameters; where a claim is wanted, a short id stands for its IRI."""
    from kg.queries import Parameter  # noqa: PLC0415 - lazy

    given = dict(item.partition("=")[::2] for item in wanted.params)
    if question is None or case is None:
        return given
    claims = [name for name, kind in question.parameters.items() if kind is Parameter.CLAIM and name in given]
    return {name: _iri(value, case) if name in claims else value for name, value in given.items()}


def _iri(value: str, case: Case) -> str:
    found = case.find_claim(value)
    return found[0].iri if found else value


def _sparql(wanted: Ask, question: Question | None, given: Mapping[str, str]) -> str:
    if question is not None:
        return question.sparql(**given)
    if given:
        raise QueryError("-p is for named questions and for Cypher; SPARQL has no parameters")
    return _text(wanted, "{<", "SPARQL")


def _cypher(wanted: Ask, question: Question | None, given: Mapping[str, str]) -> str:
    return question.cypher(**given) if question is not None else _text(wanted, " \n", "Cypher")


def _text(wanted: Ask, marks: str, language: str) -> str:
    """The query as given, or as a file holds it; a name that is no question has none of the marks of the language."""
    from kg.queries import QUERIES  # noqa: PLC0415 - lazy

    if wanted.question is not None:
        if not any(mark in wanted.question for mark in marks):
            near = get_close_matches(wanted.question, QUERIES, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "--list shows them"
            raise QueryError(f"{wanted.question!r} is no named question ({hint}) and no {language}")
        return wanted.question
    if wanted.file == "-":
        return sys.stdin.read()
    try:
        return Path(wanted.file or "").read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFoundError("the query cannot be read", file=wanted.file) from error


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    return [Column(name, name) for name in dict.fromkeys(key for row in rows for key in row)]
