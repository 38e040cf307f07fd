"""Why two claims or articles are linked, or the first gate at which they were not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.judge.blocks import Blocks
from kg.judge.engine import Engine
from kg.judge.frames import Frame
from kg.judge.lexical import cosine, rules
from kg.judge.likeness import FEATURES, veto
from kg.judge.people import People
from kg.judge.relations import relate
from kg.judge.salience import rank
from kg.judge.scope import COMPARABLE, first
from kg.model.decision import Decision
from kg.model.judgement import Explanation, Gate, Topic
from kg.model.record import Record

_PAIRS = 2000
_NOTHING = "one of the two holds no figure and no event that could be compared"


def why(
    a: str,
    b: str,
    records: Iterable[Record],
    topics: Sequence[Topic],
    *,
    decisions: Sequence[Decision] = (),
    people: People | None = None,
) -> Explanation:
    """The gates between two claims or articles, up to the first that failed.

    Args:
        a: IRI of a claim or an article.
        b: IRI of another.
        records: of the articles of both; others do no harm.
        topics: of the whole case.
        decisions: what people decided.
        people: who is who in the whole case; judged from the records by default.

    Returns:
        The two claims that stand for both sides, and the gates in order: figure or event, kind, decision, vetoes,
        block, score, topic, relation, origin.
    """
    engine = Engine(records, decisions, people=people)
    left, right = _of(engine, a), _of(engine, b)
    if not left or not right:
        sides = (next((f for f in held), None) for held in (left, right))
        one, two = (frame.claim.iri if frame else None for frame in sides)
        return Explanation(one, two, None, None, (Gate("figure or event", False, _NOTHING),))
    x, y = _nearest(engine, left, right)
    one, two = (frame.quantity.iri if frame.quantity else None for frame in (x, y))
    return Explanation(x.claim.iri, y.claim.iri, one, two, tuple(_gates(engine, topics, x, y)))


def _of(engine: Engine, iri: str) -> list[Frame]:
    held = [f for f in engine.frames if iri in f.holders or f.article == iri]
    return [f for f in held if not f.secondary] or held


def _nearest(engine: Engine, left: Sequence[Frame], right: Sequence[Frame]) -> tuple[Frame, Frame]:
    """The pair that stands for both: linked before not linked, then what the articles lead with, then the likeliest."""
    pairs = [(a, b) for a in left for b in right if a.claim is not b.claim][:_PAIRS] or [(left[0], right[0])]
    least = rules()["thresholds"]["same"]

    def key(pair: tuple[Frame, Frame]) -> tuple[object, ...]:
        a, b = pair
        score, mixed = engine.linker.score(a, b), bool(a.quantity) != bool(b.quantity)
        top = [sum(found) for found in zip(rank(a)[:4], rank(b)[:4], strict=True)]
        linked = score >= least
        return not linked, mixed, 0.0 if linked else -score, a.quantity is None, top, -score, a.key, b.key

    return min(pairs, key=key)


def _gates(engine: Engine, topics: Sequence[Topic], a: Frame, b: Frame) -> list[Gate]:
    gates = [Gate("figure or event", True, "both hold a figure or an event")]
    for gate in (_kind(a, b), _said(engine, a, b), _no_veto(a, b)):
        gates += [gate] if gate else []
        if gate and not gate.passed:
            return gates
    decided = any(gate.name == "decision" for gate in gates)
    blocked = _block(engine, a, b) if a.article != b.article and not decided else None
    score = Gate("score", True, "not asked for, as a person decided") if decided else _score(engine, a, b)
    for gate in (blocked, score):
        gates += [gate] if gate else []
        if gate and not gate.passed:
            return gates
    return [*gates, *_linked(engine, topics, a, b)]


def _kind(a: Frame, b: Frame) -> Gate:
    if (a.quantity is None) != (b.quantity is None):
        return Gate("one kind", False, "one is a figure, the other a statement without one")
    scoped = first(COMPARABLE, a, b) if a.quantity else None
    return Gate("one kind", scoped is None, scoped.reason if scoped else "both are of one kind of thing")


def _said(engine: Engine, a: Frame, b: Frame) -> Gate | None:
    """What a person decided of the two claims."""
    one, two = sorted((a.claim.iri, b.claim.iri))
    said = engine.decided.topic.get((one, two))
    if said is None:
        return None
    return Gate("decision", said, f"a person said that they are {'' if said else 'not '}of one topic")


def _no_veto(a: Frame, b: Frame) -> Gate:
    found = veto(a, b)
    return Gate("no veto", found is None, f"{found[0]}: {found[1]}" if found else "no veto fires")


def _block(engine: Engine, a: Frame, b: Frame) -> Gate:
    if list(Blocks({a.article: [a], b.article: [b]}).pairs()):
        return Gate("shared block", True, "they share rare words, a place and a day, a figure or a quotation")
    score = f"their score would be {engine.linker.score(a, b):.2f}"
    return Gate("shared block", False, f"nothing rare is shared, so they were never laid side by side ({score})")


def _score(engine: Engine, a: Frame, b: Frame) -> Gate:
    score, least = engine.linker.score(a, b), rules()["thresholds"]["same"]
    words = [
        f"title and lead {cosine(a.source.vector, b.source.vector):.2f} alike",
        f"words {cosine(a.words, b.words):.2f}",
    ]
    held = (name.replace("_", " ") for name, feature in FEATURES.items() if feature(a, b))
    seen = ", ".join([*words, *held])
    return Gate("score", score >= least, f"{score:.2f}, at least {least:.2f} is needed ({seen})")


def _linked(engine: Engine, topics: Sequence[Topic], a: Frame, b: Frame) -> list[Gate]:
    topic = next((topic for topic in topics if _inside(topic, a) and _inside(topic, b)), None)
    if topic is None:
        reason = "they were put into two topics: others of each are not alike enough, or one of them is vetoed"
        return [Gate("topic", False, reason)]
    ground = engine.ground_of(a, b)
    kept = {(item.a_quantity or item.a, item.b_quantity or item.b): item for item in topic.comparisons}
    item = kept.get((a.key, b.key)) or kept.get((b.key, a.key))
    found = relate(a, b, item.origin if item else ground.independence)
    independence = item.origin if item else ground.independence
    reason = item.reason.rpartition("; ")[2] if item else ground.reason
    return [
        Gate("topic", True, f"both stand in the topic “{topic.label}”"),
        Gate("relation", True, f"{found.relation.value} by the rule “{found.rule}”: {found.reason}"),
        Gate("origin", True, f"{independence.value}: {reason}"),
    ]


def _inside(topic: Topic, frame: Frame) -> bool:
    if frame.quantity:
        return any(frame.key in value.quantities for value in topic.values)
    return any(frame.key in value.claims and not value.quantities for value in topic.values)
