"""Why two claims or articles are linked, or the first gate at which they were not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.judge.blocks import Blocks
from kg.judge.engine import Engine, Group
from kg.judge.frames import Frame
from kg.judge.lexical import rules
from kg.judge.likeness import FEATURES, veto
from kg.judge.relations import relate
from kg.judge.scope import COMPARABLE, first
from kg.model.decision import Decision
from kg.model.judgement import Gate
from kg.model.record import Record

_PAIRS = 400


def why(a: str, b: str, records: Iterable[Record], decisions: Sequence[Decision] = ()) -> tuple[Gate, ...]:
    """The gates between two claims or articles, up to the first that failed.

    Args:
        a: IRI of a claim or an article.
        b: IRI of another.
        records: all records that are judged together.
        decisions: what people decided.

    Returns:
        The gates in order: frames, kind, vetoes, score, topic, relation, origin.
    """
    engine = Engine(records, decisions)
    groups = engine.groups()
    left, right = _of(engine, a), _of(engine, b)
    if not left or not right:
        return (Gate("figure or event", False, "one of the two holds no figure and no event that could be compared"),)
    pair = _nearest(engine, left, right)
    return tuple(_gates(engine, groups, *pair))


def _of(engine: Engine, iri: str) -> list[Frame]:
    return [f for f in engine.frames if iri in f.holders or f.article == iri]


def _nearest(engine: Engine, left: Sequence[Frame], right: Sequence[Frame]) -> tuple[Frame, Frame]:
    """The pair with the highest score."""
    pairs = [(a, b) for a in left for b in right if a.key != b.key][:_PAIRS] or [(left[0], right[0])]
    return min(
        pairs,
        key=lambda pair: (
            -engine.linker.score(*pair),
            bool(pair[0].quantity) != bool(pair[1].quantity),
            pair[0].key,
            pair[1].key,
        ),
    )


def _gates(engine: Engine, groups: Sequence[Group], a: Frame, b: Frame) -> list[Gate]:
    gates = [Gate("figure or event", True, "both hold a figure or an event")]
    if (a.quantity is None) != (b.quantity is None):
        return [*gates, Gate("one kind", False, "one is a figure, the other a statement without one")]
    scoped = first(COMPARABLE, a, b) if a.quantity else None
    gates.append(Gate("one kind", scoped is None, scoped.reason if scoped else "both are of one kind of thing"))
    if scoped:
        return gates
    found = veto(a, b)
    gates.append(Gate("no veto", found is None, f"{found[0]}: {found[1]}" if found else "no veto fires"))
    if found:
        return gates
    return [*gates, *_linked(engine, groups, a, b)]


def _linked(engine: Engine, groups: Sequence[Group], a: Frame, b: Frame) -> list[Gate]:
    score, least = engine.linker.score(a, b), rules()["thresholds"]["same"]
    seen = (
        ", ".join(name.replace("_", " ") for name, feature in FEATURES.items() if feature(a, b)) or "no shared feature"
    )
    gates = [] if a.article == b.article else [_block(a, b)]
    gates.append(Gate("score", score >= least, f"{score:.2f}, at least {least:.2f} is needed ({seen})"))
    group = next((g for g in groups if a in g.members and b in g.members), None)
    gates.append(Gate("topic", group is not None, "both stand in one topic" if group else "no cluster holds both"))
    if group:
        ground = engine.ground(a, b, group.folding)
        relation = relate(a, b, ground.independence)
        gates.append(
            Gate("relation", True, f"{relation.relation.value} by the rule “{relation.rule}”: {relation.reason}")
        )
        gates.append(Gate("origin", True, f"{ground.independence.value} by the rule “{ground.rule}”: {ground.reason}"))
    return gates


def _block(a: Frame, b: Frame) -> Gate:
    pairs = list(Blocks({a.article: [a], b.article: [b]}).pairs())
    return Gate(
        "shared block",
        bool(pairs),
        "the articles share a rare word, place, figure or quotation" if pairs else "nothing rare is shared",
    )
