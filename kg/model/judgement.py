"""What the judge says of a set of records: topics, origins, values, comparisons; never truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model.vocabulary import (
    Independence,
    OriginKind,
    Polarity,
    Relation,
    SameEvent,
    Standing,
    State,
    Strength,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two claims, or two actors, are taken for one: IRIs, the rule's name, a reason in one sentence."""

    a: str
    b: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A root that information in a topic comes from.

    Attributes:
        iri: hash of the root actor's IRI; of article and speaker span (or "narrator") where unknown.
        name: of the root.
        kind: named or unknown.
        claims, articles: sorted IRIs.
        outlets: sorted names.
        merged_because: one entry for each claim that was folded under it.
    """

    iri: str
    name: str
    kind: OriginKind
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    merged_because: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """How many origins stand behind a value.

    Attributes:
        independent: size of the largest set of pairwise independent named roots, allied ones left out.
        allied: further ones that are allied.
        unknown: the rest.
    """

    independent: int
    allied: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Value:
    """One figure of a topic, or one polarity where it has none (then numbers are None)."""

    low: float | None
    high: float | None
    best: float | None
    modifier: str | None
    counts: str
    state: State
    polarity: Polarity
    support: Support
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    quantities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two claims stand to each other, by which rule, and why."""

    a: str
    b: str
    a_quantity: str | None
    b_quantity: str | None
    relation: Relation
    origin: Independence
    stands: Standing | None
    rule: str
    strength: Strength
    reason: str


@dataclass(frozen=True, slots=True)
class Topic:
    """The claims about one event and, for figures, one counted thing in one scope.

    Attributes:
        fused: position in values of the one that most stands behind; None where none does.
    """

    iri: str
    label: str
    event: str | None
    type: str | None
    place: tuple[str, ...]
    start: str | None
    end: str | None
    counts: str
    state: State
    articles: tuple[str, ...]
    origins: tuple[Origin, ...]
    values: tuple[Value, ...]
    comparisons: tuple[Comparison, ...]
    fused: int | None = None


@dataclass(frozen=True, slots=True)
class JudgedActor:
    """An actor across articles.

    Attributes:
        iri: hash of the smallest per-article actor IRI.
        name: the fullest name.
        kind: see `SpeakerKind`.
        members: per-article actor IRIs, sorted.
        merged_because: the evidence for each link.
    """

    iri: str
    name: str
    kind: str
    members: tuple[str, ...]
    merged_because: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class Possible:
    """Two topics that may be of one event: printed and queued for review, never feeding a state."""

    a: str
    b: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that follows from a set of records and decisions.

    Attributes:
        topics: sorted, the most disputed first.
        actors: sorted by IRI.
        actor_of: per-article actor IRI -> judged actor IRI.
        origin_of: claim IRI -> origin IRI, of the first topic (by IRI) that it stands in.
        possible: pairs of topics on which the judge abstains.
        capped: keys of blocks that held more frames than the limit, with the number left out.
    """

    topics: tuple[Topic, ...]
    actors: tuple[JudgedActor, ...]
    actor_of: Mapping[str, str] = field(default_factory=dict)
    origin_of: Mapping[str, str] = field(default_factory=dict)
    possible: tuple[Possible, ...] = ()
    capped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleComparison:
    """What two articles are to each other.

    Attributes:
        same_event: yes, no or unclear.
        verdict: of their main figures, or of their statements where they have none.
        why: one sentence.
        main: the claim of each article that carries its main figure; None where it has none.
        comparisons: the main ones first.
    """

    same_event: SameEvent
    verdict: Verdict
    why: str
    main: tuple[str | None, str | None]
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """One step of `kg why`: its name, whether it was passed, and what was seen."""

    name: str
    passed: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two claims or articles are linked, or not.

    Attributes:
        a, b: IRIs of the claims that stand for both sides; None where a side has none.
        a_quantity, b_quantity: IRIs of the figures that are compared; None for events.
        gates: what was asked, in order, up to the first gate that failed.
    """

    a: str | None
    b: str | None
    a_quantity: str | None
    b_quantity: str | None
    gates: tuple[Gate, ...]

    @property
    def failed(self) -> Gate | None:
        """The gate at which they were kept apart; None where they are linked."""
        return next((gate for gate in self.gates if not gate.passed), None)
