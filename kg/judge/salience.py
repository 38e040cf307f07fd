"""Which figure of an article is the one of the whole: only such figures can be rivals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from kg.judge.frames import Frame, Thing, is_actual, is_increment, numbers
from kg.judge.lexical import pattern
from kg.judge.relations import marked_older
from kg.model.vocabulary import Part, Role, SpeakerKind

_IDLE = frozenset({"duration", "length", "speed"})
_FIRST_SENTENCE = 160


def rank(frame: Frame) -> tuple[int, ...]:
    """How far a figure is from being its article's main one; the smallest is the main one."""
    at = place_of(frame)
    partial = bool(frame.quantity and frame.quantity.subset_of) or is_increment(frame) or marked_older(frame)
    idle = frame.dimension in _IDLE or not is_actual(frame) or is_background(frame)
    return (idle, partial, not in_title(frame), not in_lead(frame), at)


def place_of(frame: Frame) -> int:
    """Where the figure, or else the claim, begins."""
    if frame.quantity:
        return frame.quantity.span[0]
    return frame.claim.content.spans[0][0] if frame.claim.content.spans else 0


def is_background(frame: Frame) -> bool:
    """Whether the sentence sums up years or a whole war, or tells of an older event."""
    return bool(
        pattern("words", "background").search(frame.context) or pattern("words", "separate").search(frame.context)
    )


def in_title(frame: Frame) -> bool:
    """Whether the figure stands in the title."""
    article, at = frame.source.article, place_of(frame)
    if frame.claim.part is Part.TITLE:
        return True
    return bool(article.title_span and article.title_span[0] <= at < article.title_span[1])


def in_lead(frame: Frame) -> bool:
    """Whether the figure stands in the title, the subtitle or the first sentence of the body."""
    article, at = frame.source.article, place_of(frame)
    start, _ = frame.source.lead
    if in_title(frame) or any(b.role is Role.SUBTITLE and b.start <= at < b.end for b in article.blocks):
        return True
    stop = article.text.find(". ", start + _FIRST_SENTENCE // 4)
    return start <= at < max(stop + 1 if stop >= 0 else len(article.text), start + _FIRST_SENTENCE)


def _slot(frame: Frame) -> tuple[Hashable, ...]:
    """What a voice of an article can give only one whole figure of."""
    speaker = frame.claim.speaker
    told = speaker.kind in (SpeakerKind.NARRATOR, SpeakerKind.UNSTATED)
    voice = "" if told else speaker.actor or speaker.name
    kind = frame.status if frame.thing is Thing.PEOPLE and frame.status else frame.head
    return frame.article, voice, frame.thing, frame.dimension, kind


def leading(frames: Sequence[Frame]) -> list[Frame]:
    """The frames, those marked that are the whole figure of one voice for one thing, and for one kind of it.

    Args:
        frames: of any articles.

    Returns:
        The same frames in the same order.
    """
    figures = [frame for frame in frames if frame.quantity]
    whole = _foremost((_slot(frame), frame) for frame in figures)
    kind = _foremost(((*_slot(frame), frame.head), frame) for frame in figures)
    older = _outdated(figures)
    return [
        replace(
            frame,
            leading=frame.key in whole,
            foremost=frame.key in kind,
            outdated=older.get((frame.article, frame.thing, frame.status), frozenset()) - numbers(frame),
        )
        for frame in frames
    ]


def _outdated(figures: Iterable[Frame]) -> dict[Hashable, frozenset[float]]:
    """What each article gives as the older numbers of a count."""
    found: dict[Hashable, set[float]] = defaultdict(set)
    for frame in figures:
        if marked_older(frame):
            found[frame.article, frame.thing, frame.status] |= numbers(frame)
    return {slot: frozenset(held) for slot, held in found.items()}


def _foremost(slotted: Iterable[tuple[Hashable, Frame]]) -> set[str]:
    """Keys of the first figure of each slot, and of those that repeat it."""
    slots: dict[Hashable, list[Frame]] = defaultdict(list)
    for slot, frame in slotted:
        slots[slot].append(frame)
    chosen: set[str] = set()
    for held in slots.values():
        best = min(held, key=rank)
        if rank(best)[:2] == (0, 0):
            chosen.update(frame.key for frame in held if numbers(frame) == numbers(best) and rank(frame)[:2] == (0, 0))
    return chosen


def completed(frames: Sequence[Frame]) -> list[Frame]:
    """The frames, those without a time, a day or a place filled in from the same figure elsewhere in their article.

    A headline gives the number, the first sentence the day and the place. Only what all frames of that number agree
    on is taken over.

    Args:
        frames: of any articles.

    Returns:
        The frames in the same order.
    """
    told: dict[Hashable, list[Frame]] = defaultdict(list)
    for frame in frames:
        for number in numbers(frame):
            told[frame.article, frame.status, number].append(frame)
    return [
        _completed(frame, [other for n in numbers(frame) for other in told[frame.article, frame.status, n]])
        for frame in frames
    ]


def _completed(frame: Frame, others: Sequence[Frame]) -> Frame:
    if not others:
        return frame
    windows = {other.window for other in others if other.window}
    weekdays = {other.weekday for other in others if other.weekday is not None}
    places = {other.place for other in others if len(other.place) > len(frame.place)}
    return replace(
        frame,
        window=frame.window or (next(iter(windows)) if len(windows) == 1 else None),
        weekday=next(iter(weekdays)) if frame.weekday is None and len(weekdays) == 1 else frame.weekday,
        place=next(iter(places)) if not frame.place and len(places) == 1 else frame.place,
    )
