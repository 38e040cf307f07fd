"""Each question a small module over the read model, with its twins in SPARQL and in Cypher."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources import files
from typing import Final

from kg.model.errors import QueryError
from kg.queries import (
    chain,
    claims,
    contradicted,
    corroborated,
    decided,
    denials,
    echoes,
    origins,
    shared,
    single,
    sources,
    timeline,
    unanswered,
    updates,
)
from kg.queries.view import Row, View, sort

__all__ = ["QUERIES", "Parameter", "Question", "Row", "View", "sort"]

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+\Z")
_PLACE = re.compile(r"\$(\w+)")


class Parameter(StrEnum):
    """What a question must be given."""

    CLAIM = "claim"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with one answer in every engine.

    Attributes:
        name: what it is called by.
        sentence: what it asks.
        run: answers it in Python.
        parameters: what it must be given, by name: the IRI of a claim, or a text.
    """

    name: str
    sentence: str
    run: Callable[..., list[Row]]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)

    def check(self, given: Mapping[str, str]) -> None:
        """Refuse parameters that the question does not take.

        Args:
            given: value by name.

        Raises:
            QueryError: one is missing, is unknown, or is no IRI where one is needed.
        """
        wrong = sorted(given.keys() - self.parameters.keys())
        if wrong:
            raise QueryError(f"{self.name} takes {', '.join(self.parameters) or 'no parameters'}, not {wrong[0]}")
        for name, kind in self.parameters.items():
            if name not in given:
                raise QueryError(f"{self.name} needs a value for {name}")
            if kind is Parameter.CLAIM and not _IRI.match(given[name]):
                raise QueryError(f"{name} is no IRI of a claim")

    def sparql(self, **given: str) -> str:
        """The question in SPARQL 1.1; the default graph must be the union of all graphs.

        The protocol has no parameters, so each is put in as a term that a serialiser of RDF has written.

        Args:
            given: a value for each parameter.

        Returns:
            The query.

        Raises:
            QueryError: see `check`.
        """
        self.check(given)
        terms = {name: _term(given[name], kind) for name, kind in self.parameters.items()}
        return _PLACE.sub(lambda place: terms[place[1]], self._text("rq"))

    def cypher(self, **given: str) -> str:
        """The question in Cypher, for the embedded engine and for Neo4j.

        Args:
            given: a value for each parameter; they are checked, and go beside the query.

        Returns:
            The query.

        Raises:
            QueryError: see `check`.
        """
        self.check(given)
        return self._text("cypher")

    def _text(self, suffix: str) -> str:
        return files(__name__).joinpath(f"{self.name}.{suffix}").read_text("utf-8")


def _term(value: str, kind: Parameter) -> str:
    import pyoxigraph  # noqa: PLC0415 - only where SPARQL is asked

    return str(pyoxigraph.NamedNode(value) if kind is Parameter.CLAIM else pyoxigraph.Literal(value))


_CLAIM: Final = {"claim": Parameter.CLAIM}
_ALL: Final = (
    Question("chain", "Through whom did a claim reach its article?", chain.run, _CLAIM),
    Question("claims", "What does a speaker say, in which articles?", claims.run, {"speaker": Parameter.TEXT}),
    Question("contradicted", "Which claims are in conflict, and why?", contradicted.run),
    Question("corroborated", "Which values have two independent named origins or more?", corroborated.run),
    Question("decided", "What did a person decide, when and why?", decided.run),
    Question("denials", "Who denies what, and what is the denial about?", denials.run),
    Question("echoes", "Which claims were folded under one origin, by which rule, and why?", echoes.run),
    Question("origins", "How many named and unknown origins does each article lean on?", origins.run),
    Question("shared", "Which outlets share named origins, and how many?", shared.run),
    Question("single", "Which claims give a value that rests on a single origin?", single.run),
    Question(
        "sources", "Which origins does an outlet lean on, and how often?", sources.run, {"outlet": Parameter.TEXT}
    ),
    Question("timeline", "Who gave which figure of the event that a claim speaks of, and when?", timeline.run, _CLAIM),
    Question("unanswered", "Which accusations has nobody answered?", unanswered.run),
    Question("updates", "Who changed the number, and what was it before?", updates.run),
)
QUERIES: Final = {question.name: question for question in _ALL}
"""Name -> question."""
