"""Each question a small module over the read model, with its SPARQL twin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from kg.model.errors import QueryError
from kg.model.identifiers import is_iri
from kg.queries import chain, contradicted, corroborated, denials, echo
from kg.queries.view import Row, View

__all__ = ["QUERIES", "Question", "Row", "View"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with one answer in every engine.

    Attributes:
        name: what it is called by.
        sentence: what it asks.
        run: answers it in Python.
        parameters: names of what it needs, each an IRI.
    """

    name: str
    sentence: str
    run: Callable[..., list[Row]]
    parameters: tuple[str, ...] = ()

    def sparql(self, **parameters: str) -> str:
        """The question in SPARQL.

        Args:
            parameters: one IRI for each name.

        Returns:
            The query with its parameters put in.

        Raises:
            QueryError: a parameter is missing or is no IRI.
        """
        text = files(__name__).joinpath(f"{self.name}.rq").read_text("utf-8")
        for name in self.parameters:
            if not is_iri(parameters.get(name, "")):
                raise QueryError(f"{name} is no IRI of this graph")
            text = text.replace(f"${name}", f"<{parameters[name]}>")
        return text


QUERIES: Final = {
    "chain": Question("chain", "Through whom did a claim reach its article?", chain.run, ("claim",)),
    "contradicted": Question("contradicted", "Which claims are in conflict, and why?", contradicted.run),
    "corroborated": Question(
        "corroborated", "Which values have two independent named origins or more?", corroborated.run
    ),
    "denials": Question("denials", "Who denies what, and what is the denial about?", denials.run),
    "echo": Question("echo", "Which claims were folded under one origin, by which rule, and why?", echo.run),
}
"""Name -> question."""
