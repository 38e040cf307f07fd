"""Pure functions from records and decisions to topics, origins, relations and states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.judge.engine import Engine
from kg.judge.explain import why
from kg.judge.lexical import Frequency
from kg.judge.verdicts import compare
from kg.model.decision import Decision
from kg.model.judgement import Judgement
from kg.model.record import Record

__all__ = ["compare", "judge", "why"]


def judge(
    records: Iterable[Record], decisions: Sequence[Decision] = (), *, document_frequency: Frequency | None = None
) -> Judgement:
    """All that follows from a set of records and decisions.

    Args:
        records: in any order; each article once counts.
        decisions: in any order.
        document_frequency: rarity of words; the shipped, frozen one by default.

    Returns:
        The judgement, the same for every order of its input.
    """
    return Engine(records, decisions, document_frequency).judgement()
