"""The schema of the property graph as Cypher: constraints before data, indexes after it.

Only uniqueness: the other constraints are of the Enterprise edition alone. Names come from graph.toml, never from data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.ontology.graph_model import model


def _name(*words: str) -> str:
    """A name in snake_case: "Claim", "claimId" -> claim_claim_id."""
    return "_".join(re.sub(r"(?<!^)(?=[A-Z])", "_", word).lower() for word in words)


def constraints() -> Iterator[str]:
    """One key for each label."""
    for node in model().nodes.values():
        name = _name(node.label, node.key, "unique")
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{node.label}) REQUIRE n.{node.key} IS UNIQUE"


def indexes() -> Iterator[str]:
    """What is searched by value, and what by words."""
    for node in model().nodes.values():
        for name in node.indexes:
            yield f"CREATE INDEX {_name(node.label, name)} IF NOT EXISTS FOR (n:{node.label}) ON (n.{name})"
        if node.fulltext:
            words = ", ".join(f"n.{name}" for name in node.fulltext)
            name = _name(node.label, "words")
            yield f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{node.label}) ON EACH [{words}]"


def script() -> str:
    """The whole schema as a file that Neo4j Browser and cypher-shell run as it is."""
    return "".join(f"{statement};\n" for statement in (*constraints(), *indexes()))
