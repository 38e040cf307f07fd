"""Which articles, and which of their frames, are looked at together: several keys from facts of the record alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kg.judge.frames import Frame, Source, Thing
from kg.judge.lexical import frozen, rules

_WORDS = 14
_SHINGLE = 4
_MOST_SHINGLES = 24


def keys(source: Source, frames: Sequence[Frame]) -> set[str]:
    """The blocks of an article: its rarest title and lead words, places, figures, quotations."""
    rarest = sorted(source.vector, key=lambda word: (-source.vector[word], word))[:_WORDS]
    found = {f"word {word}" for word in rarest}
    for frame in frames:
        found.update(f"place {place}" for place in frame.place[:2])
        best = frame.quantity.best if frame.quantity else None
        if best is not None and best > 2:
            found.add(f"figure {best:g} {frame.head}")
        if frame.quantity is None and not frame.secondary:
            found.update(shingles(frame.claim.content.text))
    return found


def shingles(text: str) -> Iterator[str]:
    """Runs of four content words, the first ones of a text."""
    words = frozen().content(text)
    for at in range(min(_MOST_SHINGLES, max(0, len(words) - _SHINGLE + 1))):
        yield f"words {' '.join(words[at : at + _SHINGLE])}"


def article_pairs(
    by_article: Mapping[str, Sequence[Frame]],
) -> tuple[list[tuple[str, str]], list[tuple[str, int]]]:
    """Pairs of articles that share a block, and the blocks that held too many.

    Args:
        by_article: article IRI -> its frames.

    Returns:
        Sorted pairs; keys of capped blocks with how many articles were left out.
    """
    blocks: dict[str, list[str]] = defaultdict(list)
    for article, frames in sorted(by_article.items()):
        for key in keys(frames[0].source, frames):
            blocks[key].append(article)
    limit, near = rules()["thresholds"]["block"], rules()["thresholds"]["neighbours"]
    found: set[tuple[str, str]] = set()
    capped = [(key, len(held) - limit) for key, held in sorted(blocks.items()) if len(held) > limit]
    for held in blocks.values():
        if 1 < len(held) <= near:
            found.update(combinations(held, 2))
        elif len(held) > near:
            found.update(_neighbours(held[:limit], by_article, near))
    return sorted(found), capped


def _neighbours(held: Sequence[str], by_article: Mapping[str, Sequence[Frame]], near: int) -> Iterator[tuple[str, str]]:
    """In a large block each article meets those published next to it."""
    ordered = sorted(held, key=lambda article: (by_article[article][0].source.published or 0, article))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + near]:
            yield (one, other) if one < other else (other, one)


def bucket(frame: Frame) -> tuple[str, str]:
    """What two frames must share to be worth comparing."""
    if frame.thing is Thing.MEASURE:
        return "measure", frame.dimension
    if frame.quantity is None:
        return "event", ""
    return frame.thing.value, frame.status or ""


def buckets(frames: Sequence[Frame]) -> Mapping[tuple[str, str], list[Frame]]:
    """Frames by bucket; a figure without a fate stands in every bucket of its kind."""
    found: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for frame in frames:
        found[bucket(frame)].append(frame)
    return found


def frame_pairs(left: Sequence[Frame], right: Sequence[Frame]) -> Iterator[tuple[Frame, Frame]]:
    """Pairs of frames of two articles that are of one kind."""
    others = buckets(right)
    for (kind, fate), frames in buckets(left).items():
        fits = [
            frame for (k, f), held in others.items() if k == kind and (f == fate or not f or not fate) for frame in held
        ]
        for frame in frames:
            for other in fits:
                yield frame, other
