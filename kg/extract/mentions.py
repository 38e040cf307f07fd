"""Mentions: where an article names or describes persons, bodies, documents, media and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kg.extract.document import NamedSpan
from kg.extract.names import words_of_english
from kg.extract.naming import Page
from kg.extract.phrases import Phrase, Sort
from kg.model.spans import Span
from kg.model.vocabulary import MentionType, Part

TYPES: Final[Mapping[Sort, MentionType]] = {
    Sort.PERSON: MentionType.PERSON,
    Sort.ROLE: MentionType.PERSON,
    Sort.PEOPLE: MentionType.COLLECTIVE,
    Sort.BODIES: MentionType.COLLECTIVE,
    Sort.ORGANISATION: MentionType.ORGANISATION,
    Sort.BODY: MentionType.ORGANISATION,
    Sort.MEDIUM: MentionType.MEDIUM,
    Sort.DOCUMENT: MentionType.DOCUMENT,
    Sort.PLACE: MentionType.LOCATION,
    Sort.NATIONALITY: MentionType.NATIONALITY,
}
_LONE: Final = (Sort.ROLE, Sort.BODY, Sort.MEDIUM, Sort.PLACE)


def find(read: Sequence[Page], located: Mapping[Part, Sequence[Span]]) -> tuple[NamedSpan, ...]:
    """The mentions of an article.

    Args:
        read: its parts with their phrases.
        located: spans of the places that were found in them, by part.

    Returns:
        Mentions sorted by (part, span), each once.
    """
    found = {mention for page in read for mention in _of(page, located.get(page.document.part, ()))}
    return tuple(sorted(found, key=lambda item: (item.part, item.span, item.type)))


def _of(page: Page, located: Sequence[Span]) -> Iterable[NamedSpan]:
    part = page.document.part
    taken: set[int] = set()
    for phrase in page.phrases:
        kind = TYPES.get(phrase.sort)
        if kind is not None and not is_lone(phrase, page):
            yield NamedSpan(part, phrase.span, kind)
            taken.update(range(*phrase.core))
    for start, end in located:
        if start not in taken or end - 1 not in taken:
            yield NamedSpan(part, (start, end), MentionType.LOCATION)


def is_lone(phrase: Phrase, page: Page) -> bool:
    """Whether a singular noun stands without article, name or owner, as in "at police station"."""
    if (
        phrase.sort not in (*_LONE, Sort.PEOPLE)
        or phrase.name
        or phrase.owners
        or phrase.determiner
        or phrase.span != phrase.core
    ):
        return False
    if phrase.sort is Sort.PEOPLE:
        return phrase.head in ("dead", "wounded", "injured", "others") and not phrase.number
    plural = phrase.head.endswith("s") and not phrase.head.endswith("ss")
    capital = page.document.text[phrase.core[0]].isupper()
    return not plural and not capital and phrase.head not in words_of_english().mass
