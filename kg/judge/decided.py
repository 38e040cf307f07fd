"""What people decided, read as last-writer-wins registers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model.decision import Decision, Verb
from kg.model.record import Record

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions that count.

    Attributes:
        gone: articles that are retracted and claims that are rejected.
        topic: pair of claims -> whether they are of one topic.
        origin: pair of claims -> whether they are of one origin.
    """

    gone: frozenset[str]
    topic: dict[Pair, bool]
    origin: dict[Pair, bool]

    def records(self, records: Iterable[Record]) -> list[Record]:
        """The records without what is gone, each article once, sorted."""
        once = {record.article.iri: record for record in records if record.article.iri not in self.gone}
        return [self._kept(record) for _, record in sorted(once.items())]

    def _kept(self, record: Record) -> Record:
        if not self.gone:
            return record
        return replace(record, claims=tuple(claim for claim in record.claims if claim.iri not in self.gone))


def decided(decisions: Sequence[Decision]) -> Decided:
    """Read the registers: per subject the last decision counts.

    Args:
        decisions: in any order.

    Returns:
        What counts.
    """
    last: dict[tuple[str, tuple[str, ...]], Decision] = {}
    for decision in sorted(decisions, key=lambda item: item.key):
        last[decision.verb.register, decision.subject] = decision
    gone: set[str] = set()
    topic: dict[Pair, bool] = {}
    origin: dict[Pair, bool] = {}
    for (register, subject), decision in last.items():
        if decision.verb in (Verb.RETRACT, Verb.REJECT):
            gone.update(subject)
        elif register in ("topic", "origin") and len(subject) == 2:
            table = topic if register == "topic" else origin
            pair = tuple(sorted(subject))
            table[pair[0], pair[1]] = decision.verb in (Verb.SAME_TOPIC, Verb.SAME_ORIGIN)
    return Decided(frozenset(gone), topic, origin)
