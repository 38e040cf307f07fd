"""What bare names stand for, told from all their uses in one article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract import phrases
from kg.extract.document import Document
from kg.extract.names import Lexicon, key, words_of_english
from kg.extract.phrases import Phrase, Sort
from kg.model.spans import Span
from kg.model.vocabulary import Part

_INSIDE = frozenset(["in", "at", "near", "inside", "outside", "throughout", "around"])
_TOWARDS = frozenset(["from", "to", "toward", "towards", "into", "across", "through", "via", "of"])


@dataclass(frozen=True, slots=True)
class Page:
    """A part of an article with its phrases."""

    document: Document
    phrases: tuple[Phrase, ...]

    def words(self, span: Span) -> str:
        """The text under a span."""
        return self.document.text[span[0] : span[1]]


class Census:
    """Counts how the names of an article are used."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.lists: Lexicon = words_of_english()
        self.surnames: set[str] = set()
        self.titled: set[tuple[str, ...]] = set()
        self.armed: set[tuple[str, ...]] = set()
        self.uses: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()
        self.placed: set[str] = set()
        for page in pages:
            for before, phrase in zip((None, *page.phrases), page.phrases, strict=False):
                self._count(page, phrase, before)

    def _count(self, page: Page, phrase: Phrase, before: Phrase | None) -> None:
        if phrase.sort in (Sort.PEOPLE, Sort.BODIES):
            self.armed.update(key(page.words(span)) for span in phrase.owners)
        if not phrase.name:
            return
        name = key(page.words(phrase.name))
        if phrase.sort is Sort.PERSON:
            self.surnames.update(name[-1:])
            if phrase.role or self._apposed(page, before, phrase):
                self.titled.add(name)
        low = page.words(phrase.name).lower()
        if phrase.sort is Sort.PLACE and not phrase.head:
            self.placed.add(low)
        if phrase.sort is Sort.NAME:
            self.uses[low] += 1
            self.inside[low] += (phrase.before in _INSIDE) * 2 + (phrase.before in _TOWARDS)

    @staticmethod
    def _apposed(page: Page, before: Phrase | None, phrase: Phrase) -> bool:
        """Whether a role and a comma stand before the name ("the mayor, Ann Lee")."""
        if before is None or before.sort is not Sort.ROLE:
            return False
        return page.document.text[before.span[1] : phrase.core[0]].strip() == ","

    def settle(self, page: Page, phrase: Phrase) -> Phrase:
        """The phrase with what its name stands for, as all its uses say."""
        if not phrase.name or phrase.sort not in (Sort.NAME, Sort.PERSON):
            return phrase
        text = page.words(phrase.name)
        if phrase.sort is Sort.NAME:
            return replace(phrase, sort=self._bare(text))
        name = key(text)
        by_use = name in self.armed and name not in self.titled and not phrase.role
        return replace(phrase, sort=Sort.ORGANISATION) if by_use else phrase

    def _bare(self, text: str) -> Sort:
        low, name = text.lower(), key(text)
        if low in self.lists.platforms or (low in self.lists.common and not text.isupper()):
            return Sort.THING
        if name and name[-1] in self.surnames:
            return Sort.PERSON
        if low in self.placed:
            return Sort.PLACE
        if name in self.armed:
            return Sort.ORGANISATION
        return Sort.PLACE if self.inside[low] * 2 >= self.uses[low] else Sort.ORGANISATION


def pages(documents: Sequence[Document], places: Mapping[Part, Sequence[Span]]) -> tuple[Page, ...]:
    """The parts of an article with their phrases, every bare name settled.

    Args:
        documents: the parts.
        places: spans of place names, by part.

    Returns:
        One page a part, in the order of the parts' names.
    """
    spans: Mapping[Part, Sequence[Span]] = defaultdict(tuple, places)
    ordered = sorted(documents, key=lambda document: document.part)
    raw = [Page(document, phrases.find(document, spans[document.part])) for document in ordered]
    census = Census(raw)
    return tuple(Page(page.document, tuple(census.settle(page, phrase) for phrase in page.phrases)) for page in raw)
