"""Blocks: which frames are looked at together; several keys a frame, from facts of the record alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.judge.frames import Frame, Source, Thing
from kg.judge.lexical import frozen, rules

_ALONE, _PAIRED = 8, 8
"""Of the rarest words of an article, those that make keys by themselves, and with those."""
_WORDS = "the words "
"""What the keys of articles begin with."""
_SHINGLE = 4
_SHINGLES = 6
_DAYS = 4
"""Days from which a window is a period, which no day of it stands for."""
_TELLING = 20
"""Figures from which a number is rare enough to be a key by itself."""

Pair = tuple[Frame, Frame]


def article_keys(source: Source) -> Iterator[str]:
    """The blocks that all frames of an article stand in: rare words of its title and lead.

    Each of the very rarest with every rare one, whenever they are published; and alone, in its weeks.
    """
    words = [word for word in source.vector if not any(map(str.isdigit, word))]
    rarest = sorted(words, key=lambda word: (-source.vector[word], word))[:_PAIRED]
    for at, word in enumerate(rarest[:_ALONE]):
        yield from (f"{_WORDS}{min(word, other)} and {max(word, other)}" for other in rarest[at + 1 :])
    weeks = _weeks(() if source.published is None else (source.published,))
    yield from (f"{_WORDS}{word} in week {week}" for word in rarest[:_ALONE] for week in weeks)


def frame_keys(frame: Frame) -> Iterator[str]:
    """The blocks of one frame: its place on its days, its figure in its weeks, its rarest runs of words."""
    kind = f"{bucket(frame)[0]} {frame.dimension}".rstrip()
    days = _days(frame)
    for place in frame.place[:2]:
        yield from (f"{kind} in {place} on {day}" for day in days)
    best = frame.quantity.best if frame.quantity else None
    if best is not None and best >= _TELLING:
        yield from (f"{kind} {best:g} in week {week}" for week in _weeks(days))
    if frame.quantity is None and not frame.secondary:
        yield from (f"“{words}”" for words in shingles(frame.claim.content.text))


def limit_of(key: str) -> int:
    """How many members of a block count: articles of one that holds articles, frames of any other."""
    return int(rules()["thresholds"]["block_articles" if key.startswith(_WORDS) else "block"])


def _days(frame: Frame) -> Sequence[int]:
    """The days that an event can have been on: its own, else that of the publication and the one before."""
    if frame.window:
        first, last = frame.window
        return range(first, last + 1) if last - first < _DAYS else ()
    published = frame.source.published
    return () if published is None else (published - 1, published)


def _weeks(days: Sequence[int]) -> Sequence[object]:
    """Weeks so laid that days up to three apart share one; one common key where no day is known."""
    return sorted({week for day in days for week in (day // 7, (day + 3) // 7)}) or ("?",)


def shingles(text: str) -> Sequence[str]:
    """The rarest runs of four content words of a text: what a copy has kept, wherever it was cut."""
    words, idf = frozen().content(text), frozen().idf
    runs = {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
    rarest = sorted(runs, key=lambda run: (-sum(map(idf, run)), run))[:_SHINGLES]
    return [" ".join(run) for run in rarest]


def bucket(frame: Frame) -> tuple[str, str]:
    """What two frames must share to be worth comparing."""
    if frame.thing is Thing.MEASURE:
        return "measure", frame.dimension
    if frame.quantity is None:
        return "event", ""
    return frame.thing.value, frame.status or ""


def buckets(frames: Iterable[Frame]) -> Mapping[tuple[str, str], list[Frame]]:
    """Frames by bucket."""
    found: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for frame in frames:
        found[bucket(frame)].append(frame)
    return found


def fits(left: Frame, right: Frame) -> bool:
    """Whether two frames are of one kind; a figure without a fate fits every fate of its kind."""
    (kind, fate), (other, theirs) = bucket(left), bucket(right)
    return kind == other and (fate == theirs or not fate or not theirs)


def frame_pairs(left: Sequence[Frame], right: Sequence[Frame]) -> Iterator[Pair]:
    """Pairs of frames of two articles that are of one kind."""
    others = buckets(right)
    for (kind, fate), frames in buckets(left).items():
        near = [f for (k, theirs), held in others.items() if k == kind and _meet(fate, theirs) for f in held]
        yield from ((frame, other) for frame in frames for other in near)


def _meet(fate: str, theirs: str) -> bool:
    return fate == theirs or not fate or not theirs


class Blocks:
    """The blocks of a set of frames, in memory.

    A block holds at most so many members, those with the smallest names, so that it is the same in every order of
    its making; what is left out of one block may still meet in another.

    Args:
        by_article: article IRI -> its frames.

    Attributes:
        capped: keys of the blocks that held too many, with how many were left out.
    """

    def __init__(self, by_article: Mapping[str, Sequence[Frame]]) -> None:
        self.by_article = by_article
        self._of_articles, self._of_frames = _filled(by_article)
        self.capped = sorted([*_cap(self._of_articles), *_cap(self._of_frames)])

    def pairs(self) -> Iterator[Pair]:
        """Every pair of frames of two articles that share a block and are of one kind, once."""
        for article, held in sorted(self.by_article.items()):
            yield from {(a.key, b.key): (a, b) for a, b in self._before(article, held)}.values()

    def _before(self, article: str, held: Sequence[Frame]) -> Iterator[Pair]:
        """The pairs of an article's frames with those of articles that come before it."""
        blocks = (self._of_articles[key] for key in article_keys(held[0].source))
        near = {other for members in blocks if article in members for other in members if other < article}
        for other in sorted(near):
            yield from frame_pairs(held, self.by_article[other])
        for frame in held:
            for key in frame_keys(frame):
                members = self._of_frames[key]
                if frame.key in members:
                    yield from ((frame, f) for f in members.values() if f.article < article and fits(frame, f))


def _filled(
    by_article: Mapping[str, Sequence[Frame]],
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, Frame]]]:
    articles: dict[str, dict[str, str]] = defaultdict(dict)
    frames: dict[str, dict[str, Frame]] = defaultdict(dict)
    for article, held in by_article.items():
        for key in article_keys(held[0].source):
            articles[key][article] = article
        for frame in held:
            for key in frame_keys(frame):
                frames[key][frame.key] = frame
    return articles, frames


def _cap(blocks: Mapping[str, dict[str, Any]]) -> Iterator[tuple[str, int]]:
    for key, members in blocks.items():
        limit = limit_of(key)
        if len(members) > limit:
            yield key, len(members) - limit
            for name in sorted(members)[limit:]:
                del members[name]
