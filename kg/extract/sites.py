"""Sites: places that a text describes rather than names, as "the roof", "in six regions", "at one school"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.document import Place
from kg.extract.groups import INNER, Groups, Range
from kg.extract.words import Tag, Words, lists, verb
from kg.ontology import lexicon


@cache
def nouns() -> frozenset[str]:
    """The nouns that a described place may have as its head."""
    table = lexicon("places")
    return frozenset(f"{table['kinds']} {table['plurals']} {table['sites']}".split())


@cache
def parts() -> frozenset[str]:
    """Words before "of" that only tell how much of a place."""
    return frozenset(lexicon("places")["parts"].split())


def find(text: str, words: Words, groups: Groups) -> Iterator[Place]:
    """The described places of a sentence.

    Args:
        text: of the document.
        words: the sentence.
        groups: finds its noun phrases.

    Yields:
        Phrases behind a preposition of place whose head is a kind of place and that hold no name.
    """
    if nouns().isdisjoint(words.low):
        return
    for at, tag in enumerate(words.tags):
        if tag is Tag.PREPOSITION and words.low[at] in lists().locative and _opens(words, at + 1):
            item = groups.phrase(at + 1, len(words.tags))
            if item is not None and _describes(words, item) and not _named_behind(words, item[1]):
                span = words.tokens[item[0]].start, words.tokens[item[1] - 1].end
                yield Place(span, (text[slice(*span)],))


def _opens(words: Words, at: int) -> bool:
    """Whether a noun phrase, rather than an infinitive, begins at a word."""
    return words.at(at) in INNER and not (words.word(at - 1) == "to" and verb(words.word(at)))


def _describes(words: Words, item: Range) -> bool:
    first, last = item
    if any(map(words.capital, range(first, last))) or words.upper:
        return False
    head = next((i for i in range(first, last) if words.low[i] == "of"), last) - 1
    if words.tags[head] is Tag.NUMBER or words.low[head] in parts():
        head = last - 1
    return words.low[head] in nouns() and not words.owner[head]


def _named_behind(words: Words, at: int) -> bool:
    """Whether a name behind the phrase says where it is ("the market in Karsk"): then the name is the place."""
    if words.at(at) is not Tag.PREPOSITION:
        return False
    at += 1 + (words.word(at + 1) == "the")
    return at < len(words.tokens) and words.capital(at) and words.tags[at] is Tag.WORD
