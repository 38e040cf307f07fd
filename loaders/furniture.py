"""Blocks: every line of the stored text gets one role, with a reason; nothing is deleted.

A text is a head (title, standfirst, outlet, author, date), a body of paragraphs, and furniture anywhere. Furniture is
told by patterns in data, the head by where its date stands and by where running sentences begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.loaders.dates import read_date, spans
from kg.model.article import Block
from kg.model.vocabulary import Role
from kg.ontology import lexicon

HEAD_UNITS = 14
"""A head is not looked for below this many units."""
HEAD_RUNS = 2
"""A head holds at most this many running lines: a long title, a standfirst."""
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ELLIPSIS = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*$")
_WORD = re.compile(r"\w[\w'’-]*")
_WRAP = range(50, 96)


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or a paragraph of a hard-wrapped text, trimmed."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.text))

    @property
    def runs(self) -> bool:
        """Whether it looks like running sentences."""
        return self.words > 24 or (self.words >= 8 and bool(_SENTENCE_END.search(self.text)))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), why) for pattern, why in lexicon("furniture")["lines"])


@cache
def _captions() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?:^|(?<=[\s.]))(?:{pattern})$", re.IGNORECASE) for pattern in lexicon("furniture")["captions"]
    )


def _lines(text: str) -> list[Unit]:
    found = []
    for hit in _LINE.finditer(text):
        words = hit[0].strip()
        start = hit.start() + hit[0].index(words[0])
        found.append(Unit(start, start + len(words), words))
    return found


def _adjacent(text: str, one: Unit, two: Unit) -> bool:
    """Whether two lines follow each other without a blank line or an indentation between them."""
    gap = text[one.end : two.start]
    return gap.count("\n") == 1 and not gap.partition("\n")[2]


def _wrapped(text: str, lines: Sequence[Unit]) -> bool:
    """Whether the text is broken into lines of one width, as wires are."""
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    broken = [a for a, _ in pairs if len(a.text) in _WRAP and not _SENTENCE_END.search(a.text)]
    return len(pairs) >= 3 and len(broken) >= len(pairs) / 2


def units(text: str) -> list[Unit]:
    """The lines of a text, or its paragraphs where it is hard-wrapped.

    Args:
        text: the stored text.

    Returns:
        Trimmed, in order; blank lines are left out.
    """
    lines = _lines(text)
    if not _wrapped(text, lines):
        return lines
    starts = [i for i, line in enumerate(lines) if i == 0 or not _adjacent(text, lines[i - 1], line)]
    ends = [*starts[1:], len(lines)]
    spans_ = [(lines[i].start, lines[j - 1].end) for i, j in zip(starts, ends, strict=True)]
    return [Unit(start, end, text[start:end]) for start, end in spans_]


def furniture(line: str) -> str | None:
    """Why a whole line is furniture, or None.

    >>> furniture("3 min read")
    'reading time'
    """
    if len(line) > 260:
        return None
    return next((why for pattern, why in _patterns() if pattern.fullmatch(line)), None)


def caption(line: str) -> str | None:
    """Why a line is a caption, or None."""
    if len(line) > 500:
        return None
    hits = (pattern.search(line[-180:]) for pattern in _captions())
    # a credit opens with a capital or a bracket; "the video posted on Monday" ends a sentence
    hit = next((hit for hit in hits if hit and not (hit[0][0].islower() and hit.start())), None)
    return f"caption: ends in {' '.join(hit[0].split()[:3])!r}" if hit else None


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and nothing else to speak of."""
    if len(line) > 90 or read_date(line) is None:
        return False
    chars = list(line)
    for start, end in spans(line):
        chars[start:end] = " " * (end - start)
    labels = set(lexicon("furniture")["labels"])
    rest = [word for word in _WORD.findall("".join(chars)) if word.lower() not in labels and not word.isdigit()]
    return len(rest) <= 1


def is_later(line: str) -> bool:
    """Whether a date line tells of a later change."""
    return bool({word.lower() for word in _WORD.findall(line)} & set(lexicon("furniture")["later"]))


def names_outlet(line: str) -> bool:
    """Whether a short line reads like the name of a publication."""
    words = _WORD.findall(line)
    if not 1 <= len(words) <= 5 or _SENTENCE_END.search(line) or not words[0][0].isupper():
        return False
    known = set(lexicon("furniture")["outlets"])
    return words[-1].lower() in known and all(word[0].isupper() or len(word) <= 3 for word in words)


def looks_like_name(line: str) -> bool:
    """Whether a short line of capitalised words can be the name of a person or an outlet."""
    words = line.removeprefix("By ").split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and not re.search(r"[\d,:;.!?|]$|\d", line)


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text)).lower()


def _tagged(items: Sequence[Unit]) -> list[tuple[Role, str] | None]:
    """The roles that a line has by itself: furniture, caption, date, teaser; None for the others."""
    whole = "\n".join(_fold(item.text) for item in items)
    # teasers stand in the head; a search of the whole text for every line would be quadratic
    return [_alone(item, whole if i < HEAD_UNITS else "") for i, item in enumerate(items)]


def _alone(item: Unit, whole: str) -> tuple[Role, str] | None:
    why = furniture(item.text)
    if why:
        return Role.FURNITURE, why
    if is_date_line(item.text):
        return Role.DATE, "a line with a date"
    why = caption(item.text)
    if why:
        return Role.CAPTION, why
    cut = _ELLIPSIS.search(item.text)
    if cut and item.words >= 4 and whole.count(_fold(item.text[: cut.start()])) > 1:
        return Role.TEASER, "teaser: its words are repeated below"
    return None


def _head_end(items: Sequence[Unit], tags: Sequence[tuple[Role, str] | None]) -> int:
    """The number of units before the body; 0 where no head is visible."""
    top = range(min(HEAD_UNITS, len(items)))
    running = [i for i in range(len(items)) if tags[i] is None and items[i].runs]
    first_run = running[0] if running else len(items)
    # a date below running paragraphs, or with none below it, signs the text and heads nothing
    last = running[min(HEAD_RUNS, len(running) - 1)] if running else 0
    dated = max((i + 1 for i in top if i < last and tags[i] and tags[i][0] is Role.DATE), default=0)  # type: ignore[index]
    end = dated
    while end < len(items) and (tags[end] is not None or not items[end].runs) and first_run < len(items):
        end += 1
    return end if end <= HEAD_UNITS else dated


def _head_roles(items: Sequence[Unit], tags: list[tuple[Role, str] | None], end: int, title: str | None) -> None:
    """Give the plain lines of the head their roles: title, outlet, author, standfirst, repeats."""
    known = _fold(title) if title else ""
    dates = [i for i in range(end) if tags[i] == (Role.DATE, "a line with a date")]
    for i in range(end):
        if tags[i] is not None:
            continue
        line, folded = items[i].text, _fold(items[i].text)
        if known and folded == known:
            tags[i] = (Role.REPEAT, "repeats the title")
        elif names_outlet(line):
            tags[i] = (Role.BYLINE, "outlet")
        elif known and dates and looks_like_name(line):
            tags[i] = (Role.BYLINE, "outlet" if i > dates[-1] else "author")
        elif line.startswith("By ") and items[i].words <= 8:
            tags[i] = (Role.BYLINE, "author")
        elif known:
            tags[i] = (Role.SUBTITLE, "standfirst")
        else:
            tags[i], known = (Role.TITLE, "first line"), folded


def _is_heading(items: Sequence[Unit], i: int) -> bool:
    line = items[i].text
    short = items[i].words <= 10 and not re.search(r"[.!?:;,\"”’)\]…]$", line) and not line[0].islower()
    return short and 0 < i < len(items) - 1 and items[i - 1].runs and items[i + 1].runs


def blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The roles of all lines of a text.

    Args:
        text: the stored text.
        title: the title where the input gives it apart; a line that repeats it is no second one.

    Returns:
        Blocks in order; together they hold every character but white space between lines.
    """
    items = units(text)
    tags = _tagged(items)
    if len(items) > 1:
        _head_roles(items, tags, _head_end(items, tags), title)
    _repeats(items, tags, title)
    for i in range(len(items)):
        if tags[i] is None and _is_heading(items, i):
            tags[i] = (Role.HEADING, "a short line between paragraphs")
    if all(tag and tag[0] not in (Role.BODY, Role.HEADING, Role.SUBTITLE) for tag in tags):
        tags = [tag if tag and tag[0] is Role.FURNITURE else None for tag in tags]
    made = zip(items, (tag or (Role.BODY, "") for tag in tags), strict=True)
    return tuple(Block(item.start, item.end, role, reason) for item, (role, reason) in made)


def _repeats(items: Sequence[Unit], tags: list[tuple[Role, str] | None], title: str | None) -> None:
    """Tag lines below the head that repeat the title."""
    own = next((item.text for item, tag in zip(items, tags, strict=True) if tag and tag[0] is Role.TITLE), title)
    if not own or len(items) < 2:
        return
    for i, item in enumerate(items):
        if tags[i] is None and _fold(item.text) == _fold(own):
            tags[i] = (Role.REPEAT, "repeats the title")
