"""The property graph as graph.toml describes it: labels, relationship types, properties and their kinds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from kg.ontology import read_text

Property = str | int | float | bool | date | tuple[str, ...]


class Kind(StrEnum):
    """What a property holds."""

    TEXT = "text"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    IRIS = "iris"


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label.

    Attributes:
        label: the name, PascalCase.
        about: what such a node is, in a sentence.
        key: the property that names one node.
        properties: name -> kind, the key first.
        indexes: properties that are searched by value.
        fulltext: properties that are searched by words.
    """

    label: str
    about: str
    key: str
    properties: Mapping[str, Kind]
    indexes: tuple[str, ...]
    fulltext: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A type of relationship.

    Attributes:
        type: the name, SCREAMING_SNAKE_CASE.
        about: what it says, in a sentence.
        ends: pairs of labels that it goes from and to.
        properties: name -> kind.
    """

    type: str
    about: str
    ends: tuple[tuple[str, str], ...]
    properties: Mapping[str, Kind]


@dataclass(frozen=True, slots=True)
class Model:
    """All labels and types, each by its name, in the file's order."""

    nodes: Mapping[str, NodeType]
    relationships: Mapping[str, RelationshipType]


def _kinds(row: Mapping[str, Any]) -> dict[str, Kind]:
    return {name: Kind(kind) for name, kind in row.get("properties", {}).items()}


def _node(label: str, row: Mapping[str, Any]) -> NodeType:
    properties = {row["key"]: Kind.TEXT, **_kinds(row)}
    indexes, fulltext = (tuple(row.get(name, ())) for name in ("indexes", "fulltext"))
    return NodeType(label, row["about"], row["key"], properties, indexes, fulltext)


def _relationship(name: str, row: Mapping[str, Any]) -> RelationshipType:
    return RelationshipType(name, row["about"], tuple((a, b) for a, b in row["ends"]), _kinds(row))


@cache
def model() -> Model:
    """The model, read once."""
    data = tomllib.loads(read_text("graph.toml"))
    return Model(
        {label: _node(label, row) for label, row in data["nodes"].items()},
        {name: _relationship(name, row) for name, row in data["relationships"].items()},
    )
