"""What a person said of a claim, an article or a pair of claims; union-safe and commutative."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.identifiers import mint


class Verb(StrEnum):
    """What is decided; each pair of opposite verbs is one register."""

    RETRACT = "retract"
    RESTORE = "restore"
    ACCEPT = "accept"
    REJECT = "reject"
    SAME_ACTOR = "same-actor"
    NOT_SAME_ACTOR = "not-same-actor"
    SAME_TOPIC = "same-topic"
    NOT_SAME_TOPIC = "not-same-topic"
    SAME_ORIGIN = "same-origin"
    NOT_SAME_ORIGIN = "not-same-origin"

    @property
    def register(self) -> str:
        """The register that the verb writes: "article", "claim", "actor", "topic" or "origin"."""
        if self in (Verb.RETRACT, Verb.RESTORE):
            return "article"
        if self in (Verb.ACCEPT, Verb.REJECT):
            return "claim"
        return self.value.rsplit("-", 1)[1]


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry; the last by (when, who, iri) wins in its register, the others stay in the history.

    Attributes:
        verb: what is decided.
        subject: sorted IRIs of claims, or of one article.
        when: UTC, ISO 8601 with microseconds and Z.
        who: who decided.
        why: the reason given.
    """

    verb: Verb
    subject: tuple[str, ...]
    when: str
    who: str
    why: str = ""

    @property
    def iri(self) -> str:
        """Hash of all that was decided."""
        return mint("decision", self.verb, *self.subject, self.when, self.who, self.why)

    @property
    def key(self) -> tuple[str, str, str]:
        """What orders decisions of one register."""
        return (self.when, self.who, self.iri)
