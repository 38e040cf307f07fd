"""Metadata that the text itself shows: title, outlet, author, date of publication, language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.loaders.dates import read_date
from kg.loaders.furniture import is_later
from kg.model.article import FOUND_IN_TEXT, Block, Found
from kg.model.spans import Span
from kg.model.time import When
from kg.model.vocabulary import Role
from kg.ontology import lexicon

_WORD = re.compile(r"[^\W\d_]+")
_DATELINE = re.compile(r"\s*(?:\[[^\]]{0,40}\]\s*)?[^\n]{0,60}?\(?[^\n]{0,30}\)?\s*(?:--|—|–|:)")
_STAMP, _HEAD = 60, 220
_OPENING = re.compile(r"\A\W*(?:[A-Za-z]+ ){0,3}?(?:\d{1,2} [A-Za-z]{3,9}|[A-Za-z]{3,9} \d{1,2}),? \d{4}\b")
_WITH_WEEKDAY = re.compile(
    r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? (?:\d{1,2} [A-Za-z]{3,9}|[A-Za-z]{3,9} \d{1,2}),? \d{4}\b"
)
_ENGLISH = 0.12
"""Share of function words above which a text is English."""


def found_in(text: str, block: Block) -> Found:
    """The words of a block as a value that was found in the text."""
    words = text[block.start : block.end]
    return Found(words.removeprefix("By "), FOUND_IN_TEXT, words, (block.start, block.end))


def _byline(text: str, blocks: Iterable[Block], what: str) -> Found | None:
    return next((found_in(text, b) for b in blocks if b.role is Role.BYLINE and b.reason == what), None)


def title(text: str, blocks: Sequence[Block]) -> tuple[Found | None, Span | None]:
    """The title that stands in the text, and where."""
    block = next((b for b in blocks if b.role is Role.TITLE), None)
    return (found_in(text, block), (block.start, block.end)) if block else (None, None)


def outlet(text: str, blocks: Sequence[Block]) -> Found | None:
    """The publication that a line of the head names."""
    return _byline(text, blocks, "outlet")


def author(text: str, blocks: Sequence[Block]) -> Found | None:
    """The author that a line of the head names."""
    return _byline(text, blocks, "author")


def published(text: str, blocks: Sequence[Block]) -> When | None:
    """When the text says that it was published: a date line of its own, else a dateline with a year."""
    lines = [text[b.start : b.end] for b in blocks if b.role is Role.DATE]
    first = [line for line in lines if not is_later(line)] or lines
    for line in first:
        when = read_date(line)
        if when:
            return replace(when, how=f"date line: {when.how}")
    body = next((b for b in blocks if b.role is Role.BODY), None)
    head = _DATELINE.match(text, body.start, min(body.end, body.start + 140)) if body else None
    when = read_date(head[0]) if head else None
    if when:
        return replace(when, how=f"dateline: {when.how}")
    return _glued(text[body.start : body.end]) if body else None


def _glued(text: str) -> When | None:
    """A day with its year that is glued before the first sentence, as in pages pasted as one line.

    Such a stamp stands at the very beginning, behind a label at most ("Published 8 April 2017 - ..."), or names its
    weekday as running text rarely does ("AFP Friday 29 Jul 2016").
    """
    begin = text[:_STAMP]
    for pattern, where in ((_OPENING, begin), (_WITH_WEEKDAY, text[:_HEAD])):
        hit = pattern.search(where)
        when = read_date(hit[0]) if hit else None
        if when and len(when.start) >= len("2000-01-01") and not when.alternatives:
            return replace(when, how=f"stamp at the beginning: {when.how}")
    return None


def language(text: str, blocks: Sequence[Block]) -> Found | None:
    """The language of the whole body: English by its function words, else by a model of character n-grams."""
    body = " ".join(text[b.start : b.end] for b in blocks if b.role is Role.BODY)[:20_000] or text[:20_000]
    words = [word.lower() for word in _WORD.findall(body)]
    if not words:
        return None
    known = set(lexicon("furniture")["function_words"])
    if sum(word in known for word in words) >= _ENGLISH * len(words) or (len(words) < 12 and body.isascii()):
        return Found("en", FOUND_IN_TEXT, "function words")
    import py3langid  # noqa: PLC0415 - 0.2 s, only for texts that are not plainly English

    code, _ = py3langid.classify(body)
    return Found(str(code), FOUND_IN_TEXT, "character n-grams")
