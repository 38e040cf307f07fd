"""Scope before intervals: whether two figures count one thing, and which of them is the whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.judge.frames import Frame, Thing, is_actual, is_increment, numbers
from kg.judge.lexical import cosine, pattern, rules, word_set
from kg.model.vocabulary import Modifier, Relation, Strength

_HARMED = ("killed", "wounded")
BOTH = "killed-and-wounded"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of two frames.

    Attributes:
        relation: how they stand to each other.
        rule: the rule's name.
        strength: how much it rests on.
        reason: one sentence for a reader.
    """

    relation: Relation
    rule: str
    strength: Strength
    reason: str


Rule = Callable[[Frame, Frame], Finding | None]


def worded(frame: Frame) -> str:
    """A figure as worded, with what it counts."""
    if frame.quantity is None:
        return frame.claim.content.text[:60]
    text, counts = frame.quantity.text, frame.quantity.counts
    words = text if not counts or counts in text else f"{text} {counts}"
    status = f" ({frame.status.removeprefix('other:')})" if frame.status and frame.status not in words else ""
    return f"“{' '.join(words.split())[:80]}”{status}"


def other_scope(rule: str, reason: str, strength: Strength = Strength.STRONG) -> Finding:
    """The finding that two figures cannot be laid side by side."""
    return Finding(Relation.OTHER_SCOPE, rule, strength, reason)


def part_whole(rule: str, reason: str, strength: Strength = Strength.STRONG) -> Finding:
    """The finding that one figure is a part of what the other counts."""
    return Finding(Relation.PART_WHOLE, rule, strength, reason)


def declared_part(a: Frame, b: Frame) -> Finding | None:
    """One figure is said to be a part of the other, or of a figure equal to it."""
    for part, whole in ((a, b), (b, a)):
        if part.quantity and whole.quantity and part.quantity.subset_of:
            if part.quantity.subset_of == whole.key:
                return part_whole("declared part", f"{worded(part)} is given as a part of {worded(whole)}")
            smaller = _less(part, whole) and not (part.head and same_head(part.head, whole.head))
            if smaller and not whole.quantity.subset_of and part.status == whole.status and part.thing is whole.thing:
                reason = f"{worded(part)} is given as a part of a larger figure, beside {worded(whole)}"
                return part_whole("declared part", reason, Strength.WEAK)
    return None


def increment(a: Frame, b: Frame) -> Finding | None:
    """One figure adds to another one."""
    for one, other in ((a, b), (b, a)):
        if is_increment(one) and not is_increment(other):
            return other_scope(
                "increment", f"{worded(one)} comes on top of another figure, so it is no rival of {worded(other)}"
            )
    return None


def units(a: Frame, b: Frame) -> Finding | None:
    """Units that measure different things."""
    if a.dimension != b.dimension:
        return other_scope("other unit", f"{worded(a)} and {worded(b)} are measured in different units")
    shares = [f.quantity is not None and f.quantity.modifier is Modifier.FRACTION for f in (a, b)]
    if shares[0] != shares[1]:
        return other_scope("a share", f"one of {worded(a)} and {worded(b)} is a share of another figure")
    return None


def statuses(a: Frame, b: Frame) -> Finding | None:
    """Killed, wounded, missing, arrested ... are counted apart; casualties are both."""
    if a.status == b.status:
        return None
    for one, other in ((a, b), (b, a)):
        if one.status == BOTH and other.status in _HARMED:
            return part_whole(
                "killed and wounded together",
                f"{worded(one)} counts killed and wounded, {worded(other)} only one of them",
            )
    open_fate = any(status is None or status.startswith("other:") for status in (a.status, b.status))
    if open_fate and (one_number(a, b) or (None in (a.status, b.status) and same_head(a.head, b.head))):
        return None
    return other_scope("other fate", f"{worded(a)} and {worded(b)} count different fates")


def same_head(a: str, b: str) -> bool:
    """Whether two head nouns name one kind of thing.

    >>> same_head("village", "town"), same_head("village", "fighter")
    (True, False)
    """
    return a == b or any(a in group and b in group for group in rules()["words"]["synonyms"])


def one_number(a: Frame, b: Frame) -> bool:
    """Whether two figures name one number that is not given twice by chance, of things that may be one."""
    least = rules()["thresholds"]["distinctive"]
    return _one_kind(a, b) and any(n >= least or n != int(n) for n in numbers(a) & numbers(b))


def _one_kind(a: Frame, b: Frame) -> bool:
    """Whether nothing in the words says that two figures count different kinds of things."""
    anybody = word_set("words", "anybody")
    if not a.head or not b.head or same_head(a.head, b.head):
        return True
    return a.thing is b.thing is Thing.PEOPLE and (a.head in anybody or b.head in anybody)


def heads(a: Frame, b: Frame) -> Finding | None:
    """What is counted: villages are no fighters, civilians no soldiers."""
    if one_number(a, b) and a.dimension == b.dimension and {_camp(a.head), _camp(b.head)} != {"armed", "unarmed"}:
        return None
    if a.dimension and Thing.MEASURE in (a.thing, b.thing):
        return _measured(a, b)
    if a.thing is not b.thing or (a.thing is Thing.COUNT and not same_head(a.head, b.head)):
        return other_scope("other thing", f"{worded(a)} and {worded(b)} count different things")
    return _people(a, b) if a.thing is Thing.PEOPLE else _qualified(a, b)


def _measured(a: Frame, b: Frame) -> Finding | None:
    if a.dimension == "duration" and a.type != b.type:
        return other_scope("other duration", f"{worded(a)} and {worded(b)} are spans of time of different things")
    if a.head and b.head and not same_head(a.head, b.head):
        return other_scope("other measure", f"{worded(a)} and {worded(b)} measure different things")
    return None


def _camp(head: str) -> str:
    return next((name for name in ("unarmed", "armed") if head in word_set("words", name)), "")


def _people(a: Frame, b: Frame) -> Finding | None:
    anybody, parts = word_set("words", "anybody"), word_set("words", "parts")
    camps = {_camp(a.head), _camp(b.head)}
    if camps == {"armed", "unarmed"}:
        return other_scope("other people", f"{worded(a)} bear arms or not, unlike {worded(b)}")
    for part, whole in ((a, b), (b, a)):
        if part.head in parts and whole.head not in parts:
            return part_whole("part of the people", f"{worded(part)} can be among {worded(whole)}", Strength.WEAK)
    general = a.head in anybody or b.head in anybody or not a.head or not b.head
    if not general and not same_head(a.head, b.head) and _camp(a.head) != _camp(b.head):
        return other_scope("other people", f"{worded(a)} and {worded(b)} are different people")
    if a.head in parts and b.head in parts and a.head != b.head:
        return other_scope("other people", f"{worded(a)} and {worded(b)} are different people")
    return _qualified(a, b)


def _qualified(a: Frame, b: Frame) -> Finding | None:
    """Whose they are, where both phrases name somebody."""
    if a.owners and b.owners and not a.owners & b.owners:
        return other_scope("other party", f"{worded(a)} and {worded(b)} belong to different parties", Strength.WEAK)
    return None


def generality(a: Frame, b: Frame) -> Finding | None:
    """All the people against one kind of them: a smaller figure may be a part."""
    if a.thing is not Thing.PEOPLE or a.quantity is None or b.quantity is None:
        return None
    anybody = word_set("words", "anybody")
    for part, whole in ((a, b), (b, a)):
        narrower = part.head and part.head not in anybody and (whole.head in anybody or not whole.head)
        narrower = narrower and not part.leading
        low, high = part.quantity, whole.quantity
        if narrower and low and high and _less(part, whole):
            return part_whole("kind among all", f"{worded(part)} can be among {worded(whole)}", Strength.WEAK)
    return None


def beside_whole(a: Frame, b: Frame) -> Finding | None:
    """A smaller figure that a voice gives beside its whole one is a part; two such ones are of two parts."""
    if a.thing is not Thing.PEOPLE or not _disjoint(a, b):
        return None
    for part, whole in ((a, b), (b, a)):
        if whole.leading and not part.leading and not part.foremost and _less(part, whole):
            reason = f"{worded(part)} is given beside a larger figure, as {worded(whole)} is"
            return part_whole("beside the whole", reason, Strength.WEAK)
    rivals = (a.leading and b.leading) or (a.foremost and b.foremost and same_head(a.head, b.head))
    if not rivals:
        return other_scope(
            "not the whole", f"{worded(a)} or {worded(b)} is not its source's whole figure", Strength.WEAK
        )
    return None


def unsure(a: Frame, b: Frame) -> Finding | None:
    """Two numbers that differ are rivals only where it is sure that they count one thing."""
    if not _disjoint(a, b) or sure(a, b):
        return None
    return other_scope(
        "scope not sure", f"whether {worded(a)} and {worded(b)} count one thing is not told", Strength.WEAK
    )


def sure(a: Frame, b: Frame) -> bool:
    """Whether the words tell that two figures count one thing."""
    limits = rules()["thresholds"]
    alike = cosine(a.words, b.words)
    if a.thing is Thing.PEOPLE and a.status and a.status == b.status:
        return True
    if not a.head or not same_head(a.head, b.head):
        return bool(a.thing is Thing.MEASURE and not (a.head and b.head) and alike >= limits["measure_content"])
    return a.status == b.status or alike >= limits["count_content"]


def _disjoint(a: Frame, b: Frame) -> bool:
    return bool(a.quantity and b.quantity) and not (numbers(a) & numbers(b)) and (_less(a, b) or _less(b, a))


def _less(part: Frame, whole: Frame) -> bool:
    one = part.quantity.high if part.quantity else None
    other = whole.quantity.low if whole.quantity else None
    return one is not None and other is not None and one < other


def windows(a: Frame, b: Frame) -> Finding | None:
    """A sum over a period against one happening, or two periods."""
    sums = [bool(frame.event and frame.event.cumulative) for frame in (a, b)]
    if a.window and b.window and (sums[0] != sums[1] or all(sums)) and a.window != b.window:
        inside = any(x[0] <= y[0] and y[1] <= x[1] for x, y in ((a.window, b.window), (b.window, a.window)))
        if inside and sums[0] != sums[1]:
            return part_whole(
                "part of a period",
                f"{worded(a)} and {worded(b)} cover periods of which one lies inside the other",
                Strength.WEAK,
            )
        return other_scope("other period", f"{worded(a)} and {worded(b)} cover different periods")
    return None


def places(a: Frame, b: Frame) -> Finding | None:
    """A place inside a larger one."""
    if not a.place or not b.place or a.place[0] == b.place[0] or a.quantity is None or b.quantity is None:
        return None
    for part, whole in ((a, b), (b, a)):
        if whole.place[0] in part.place[1:] and _less(part, whole):
            reason = f"{worded(part)} is told of {part.place[0]}, {worded(whole)} of the larger {whole.place[0]}"
            return part_whole("place inside a place", reason, Strength.WEAK)
    return None


def modality(a: Frame, b: Frame) -> Finding | None:
    """What is demanded, promised or feared is no count of what happened."""
    if is_actual(a) != is_actual(b) and not one_number(a, b):
        return other_scope("not told as a fact", f"one of {worded(a)} and {worded(b)} is not told as having happened")
    return None


def separate(a: Frame, b: Frame) -> Finding | None:
    """Figures of one article, one of them of "a separate attack"."""
    if a.article != b.article:
        return None
    found = [bool(pattern("words", "separate").search(frame.context)) for frame in (a, b)]
    if found[0] != found[1]:
        return other_scope(
            "separate event", f"the article tells {worded(a)} and {worded(b)} of separate events", Strength.WEAK
        )
    return None


COMPARABLE: tuple[Rule, ...] = (units, heads, statuses, modality)
"""Rules that tell whether two figures can be of one topic."""

SCOPES: tuple[Rule, ...] = (
    declared_part,
    increment,
    units,
    statuses,
    heads,
    modality,
    windows,
    separate,
    places,
    generality,
    beside_whole,
    unsure,
)
"""All rules of scope, in order; the first that speaks counts."""


def first(table: tuple[Rule, ...], a: Frame, b: Frame) -> Finding | None:
    """The finding of the first rule that speaks."""
    return next((found for rule in table if (found := rule(a, b))), None)


def comparable(a: Frame, b: Frame) -> bool:
    """Whether two frames can stand in one topic: one kind of thing with one fate."""
    if (a.quantity is None) != (b.quantity is None):
        return False
    if a.quantity is None:
        return True
    found = first(COMPARABLE, a, b)
    return found is None or (found.relation is Relation.PART_WHOLE and found.rule == "part of the people")
