"""Articles into sentences of tokens: title, subtitle, headings and body; furniture and captions are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.document import Document, Sentence, Token
from kg.model.article import Article, Block
from kg.model.spans import Span
from kg.model.vocabulary import Part, Role
from kg.ontology import lexicon

ROLES = frozenset({Role.TITLE, Role.SUBTITLE, Role.HEADING, Role.BODY})
_UPPER_SHARE = 0.85

_TOKEN = re.compile(
    r"""
    (?:[A-Za-z]\.){2,}                       # initials: U.S., a.m.
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?:-\w+)*  # numbers, times, "1,200-strong"
  | [^\W\d_]+(?:['’ʼ][^\W\d_]+)*(?:-\w+(?:['’ʼ][^\W\d_]+)*)*  # words with inner apostrophes and hyphens
  | \w+
  | \.\.\.|…|``|''|--
  | \S
    """,
    re.VERBOSE,
)
_STOP = re.compile(r"(?:[.!?]+|…)[\"'”’»)\]]*(?=\s|$)")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*(?:\.[^\W\d_]+)*|\d+)\.$")
_NEXT = re.compile(r"\s*[\"'“‘«(\[]*\s*(\w|$)")


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of a range of the text.

    Args:
        text: the stored text.
        start: first code point.
        end: one past the last.

    Returns:
        Words, numbers and marks, in order.
    """
    return tuple(Token(hit.start(), hit.end(), hit[0], hit[0].lower()) for hit in _TOKEN.finditer(text, start, end))


def is_upper(text: str) -> bool:
    """Whether a text is an upper-case wire, so that case tells nothing.

    >>> is_upper("SAN SALVADOR, 5 JAN"), is_upper("Plain text.")
    (True, False)
    """
    sample = text[:4000]
    letters = sum(map(str.isalpha, sample))
    return letters > 0 and sum(map(str.isupper, sample)) > _UPPER_SHARE * letters


def _ends(text: str, stop: re.Match[str], end: int, always: frozenset[str], before_digit: frozenset[str]) -> bool:
    """Whether a stop ends its sentence: no abbreviation or initial, and what follows looks like a start."""
    following = _NEXT.match(text, stop.end(), end)
    after = following[1] if following else ""
    if after.islower():
        return False
    if stop[0][0] != ".":
        return True
    word = _WORD_BEFORE.search(text, max(0, stop.start() - 24), stop.start() + 1)
    if word is None:
        return True
    low = word[1].lower()
    single = len(low) == 1 and low.isalpha() and low != "i"
    return not (low in always or single or (after.isdigit() and low in before_digit))


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    words = lexicon("sentences")
    always, before_digit = frozenset(words["abbreviations"]), frozenset(words["before_digit"])
    at = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, stop, end, always, before_digit):
            yield at, stop.end()
            at = stop.end()
    yield at, end


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _sentences(text: str, blocks: list[Block]) -> Iterator[Sentence]:
    index = 0
    for paragraph, block in enumerate(blocks):
        for piece in _split(text, block.start, block.end):
            start, end = _trim(text, *piece)
            if start < end:
                yield Sentence(index, start, end, paragraph, block.role, tokens(text, start, end))
                index += 1


def segment(article: Article, part: Part) -> Document:
    """A part of an article in sentences.

    Args:
        article: the article, with its blocks.
        part: its text, or its title where that is a part of its own.

    Returns:
        The document; a paragraph is a block, single line breaks inside it are blanks.
    """
    if part is Part.TITLE:
        text = article.title or ""
        blocks = [Block(0, len(text), Role.TITLE)]
    else:
        text = article.text
        blocks = [block for block in article.blocks if block.role in ROLES]
    return Document(article, part, text, tuple(_sentences(text, blocks)), is_upper(text))
