"""The ontology, the data contract and the word lists, as files, and the code that names them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

NAMESPACE: Final = "https://w3id.org/claimgraph/ns#"
EVENTS: Final = "https://w3id.org/claimgraph/events#"

_CONCEPT = re.compile(r"^(kgev:[\w-]+)\s+a\s+skos:Concept\b(.*?)\.\s*$", re.MULTILINE | re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_CLAUSE = re.compile(r'((?:"(?:[^"\\]|\\.)*"|[^;"])*)(?:;|\Z)')


@dataclass(frozen=True, slots=True)
class EventType:
    """A concept of events.ttl.

    Attributes:
        notation: the word that claims carry.
        label: the word for people.
        broader: notation of the broader concept, None for a top one.
        family: notation of the top concept above it; its own where it is one.
        triggers: lower-case lemmas and multi-words that name such an event.
    """

    notation: str
    label: str
    broader: str | None
    family: str
    triggers: tuple[str, ...]


def read_text(name: str) -> str:
    """The text of a file of this folder, by its path below it ("shapes.ttl", "lang/en.toml")."""
    return files(__name__).joinpath(name).read_text("utf-8")


def _freeze(value: object) -> Any:  # noqa: ANN401 - TOML values have no narrower type
    if isinstance(value, dict):
        return MappingProxyType({key: _freeze(item) for key, item in value.items()})
    return tuple(map(_freeze, value)) if isinstance(value, list) else value


@cache
def _language(code: str) -> Mapping[str, Any]:
    frozen: Mapping[str, Any] = _freeze(tomllib.loads(read_text(f"lang/{code}.toml")))
    return frozen


def lexicon(section: str, language: str = "en") -> Mapping[str, Any]:
    """A section of a language's word lists, read once and frozen.

    Args:
        section: the table's name in ontology/lang/LANGUAGE.toml.
        language: BCP 47 code.

    Returns:
        The table; empty where the file has no such section.
    """
    table: Mapping[str, Any] = _language(language).get(section, MappingProxyType({}))
    return table


def _clauses(body: str) -> Mapping[str, tuple[str, ...]]:
    """Predicate -> its values, of one concept's block in the plain shape that events.ttl keeps."""
    found: dict[str, tuple[str, ...]] = {}
    for clause in _CLAUSE.findall(body):
        predicate, _, rest = clause.strip().partition(" ")
        strings = _STRING.findall(rest)
        found[predicate] = tuple(strings) if strings else (rest.strip(),)
    return found


def _top(name: str, above: Mapping[str, str]) -> str:
    seen = {name}
    while name in above and above[name] not in seen:
        name = above[name]
        seen.add(name)
    return name


@cache
def event_types() -> tuple[EventType, ...]:
    """The concepts of events.ttl, in the file's order.

    A line reader of the plain shape that the file keeps (one concept a block) stands in for a Turtle
    parser, which would cost every run a third of a second; a test holds it against rdflib.

    Returns:
        All concepts.
    """
    blocks = [(name, _clauses(body)) for name, body in _CONCEPT.findall(read_text("events.ttl"))]
    above = {name: clauses["skos:broader"][0] for name, clauses in blocks if "skos:broader" in clauses}
    notation = {name: clauses["skos:notation"][0] for name, clauses in blocks}
    return tuple(
        EventType(
            notation[name],
            clauses["skos:prefLabel"][0],
            notation.get(above.get(name, "")),
            notation.get(_top(name, above), notation[name]),
            tuple(trigger.lower() for trigger in clauses.get("kg:trigger", ())),
        )
        for name, clauses in blocks
    )
