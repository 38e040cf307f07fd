"""What people decided: one last-writer-wins register a subject, the same in any order of entry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from kg.case.store import Store
from kg.model.decision import Decision, Verb

Register = tuple[str, tuple[str, ...]]
"""The register's name and its subject."""


def standing(decisions: Iterable[Decision]) -> Mapping[Register, Decision]:
    """The decision that stands in every register: the last by (when, who, IRI).

    Args:
        decisions: in any order, with any repetition.

    Returns:
        Register -> its decision.
    """
    ordered = sorted(decisions, key=lambda item: item.key)
    return {(item.verb.register, item.subject): item for item in ordered}


def retracted(decisions: Iterable[Decision]) -> frozenset[str]:
    """IRIs of the articles that are removed."""
    return frozenset(
        item.subject[0] for item in standing(decisions).values() if item.verb is Verb.RETRACT and item.subject
    )


def read(store: Store) -> tuple[Decision, ...]:
    """All decisions of a case, in their own order."""
    rows = store.rows('SELECT verb, subject, "when", who, why FROM decisions')
    made = (Decision(Verb(verb), tuple(json.loads(subject)), when, who, why) for verb, subject, when, who, why in rows)
    return tuple(sorted(made, key=lambda item: item.key))


def write(store: Store, decisions: Iterable[Decision]) -> None:
    """Add decisions; one that is there already adds nothing."""
    rows = [
        (item.iri, item.verb.value, json.dumps(list(item.subject)), item.when, item.who, item.why) for item in decisions
    ]
    with store.transaction():
        store.run_all("INSERT OR IGNORE INTO decisions VALUES (?, ?, ?, ?, ?, ?)", rows)
