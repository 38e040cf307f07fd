"""Values of a topic, what stands behind each, and the state that follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.judge.frames import Frame
from kg.judge.intervals import Interval, expected, semantic
from kg.judge.origins import Folding, support
from kg.model.judgement import Comparison, Support, Value
from kg.model.vocabulary import Modality, OriginKind, Polarity, Relation, Stance, State

Key = tuple[bool, Interval | None, str]


def values(members: Sequence[Frame], folding: Folding) -> tuple[Value, ...]:
    """The values of a topic, most claims first.

    What several claims corroborate is the weakest of them, so a figure inside a wider one stands behind it, too.

    Args:
        members: the frames of the topic.
        folding: its origins.

    Returns:
        One value a figure; one a polarity where there are no figures.
    """
    held: dict[Key, list[Frame]] = defaultdict(list)
    for frame in members:
        held[_key(frame)].append(frame)
    found = [_value(frames, [f for f in members if _stands_behind(f, frames[0])], folding) for frames in held.values()]
    return tuple(sorted(found, key=lambda v: (-len(v.claims), v.polarity, v.low or 0, v.high or 0, v.claims)))


def _key(frame: Frame) -> Key:
    if frame.quantity is None:
        return frame.negated, None, ""
    return frame.negated, semantic(frame.quantity), frame.quantity.unit or ""


def _stands_behind(frame: Frame, other: Frame) -> bool:
    if frame.negated != other.negated:
        return False
    if frame.quantity is None or other.quantity is None:
        return frame.quantity is other.quantity
    inside = semantic(frame.quantity).inside(semantic(other.quantity))
    return inside and expected(frame.quantity).meets(expected(other.quantity))


def _value(exact: Sequence[Frame], behind: Sequence[Frame], folding: Folding) -> Value:
    quantity = exact[0].quantity
    roots = {frame.key: root for frame, root in folding.members}
    groups = sorted({folding.find(roots[frame.key].iri) for frame in behind if frame.key in roots})
    independent, allied, unknown = support(folding, groups)
    return Value(
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        best=quantity.best if quantity else None,
        modifier=quantity.modifier.value if quantity else None,
        counts=counted(exact[0]),
        state=state_of(independent, allied, len(groups), folding, groups),
        polarity=Polarity.NEGATED if exact[0].negated else Polarity.AFFIRMED,
        support=Support(independent, allied, unknown),
        origins=tuple(groups),
        claims=tuple(sorted({claim for frame in behind for claim in frame.holders})),
        quantities=tuple(sorted({frame.quantity.iri for frame in exact if frame.quantity})),
    )


def state_of(independent: int, allied: int, groups: int, folding: Folding, every: Sequence[str]) -> State:
    """The state of a value: two independent named origins corroborate; several others only agree."""
    if independent + allied > 1:
        return State.CORROBORATED
    if groups > 1:
        return State.AGREED
    told = {frame.article for frame, root in folding.members if folding.find(root.iri) in every}
    unknown = all(folding.known[iri].kind is OriginKind.UNKNOWN for iri in every)
    return State.AGREED if unknown and len(told) > 1 and groups > 1 else State.SINGLE_ORIGIN


def counted(frame: Frame) -> str:
    """What is counted, with the fate ("people killed"); "" without a figure."""
    if frame.quantity is None:
        return ""
    counts = " ".join(frame.quantity.counts.split())
    fate = (frame.status or "").removeprefix("other:").replace("-", " ")
    unit = frame.quantity.unit or ""
    words = [counts or ("people" if fate else unit), fate if fate and fate not in counts.lower() else ""]
    return " ".join(filter(None, words))


def topic_state(members: Sequence[Frame], found: Sequence[Value], comparisons: Sequence[Comparison]) -> State:
    """The state of a topic: contradicted, else denied, else the best of its values."""
    inside = {claim for frame in members for claim in frame.holders}
    conflict = any(
        item.relation is Relation.CONFLICT and item.a in inside and item.b in inside and item.rule not in _DENIALS
        for item in comparisons
    )
    denied = any(item.relation is Relation.CONFLICT and item.rule in _DENIALS for item in comparisons) or any(
        frame.claim.stance is Stance.DENIES and frame.negated for frame in members
    )
    return State.of_topic([value.state for value in found], contradicted=conflict, denied=denied)


_DENIALS = frozenset({"denied", "figure denied"})


def happened(frame: Frame) -> bool:
    """Whether the claim tells its event as a fact."""
    return frame.claim.modality is Modality.ACTUAL
