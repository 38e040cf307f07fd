"""What bare names stand for, told from all their uses in one article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract import phrases
from kg.extract.document import Document
from kg.extract.names import Lexicon, abbreviates, key, words_of_english
from kg.extract.phrases import Phrase, Sort
from kg.extract.places import gazetteer
from kg.model.spans import Span
from kg.model.vocabulary import Part

_LEAD = 48


@lru_cache(maxsize=4096)
def is_country(name: str) -> bool:
    """Whether a name is that of a country, by the gazetteer."""
    return gazetteer().get(name.lower().removeprefix("the "), ("", ""))[0] == "country"


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
        self.bodily: set[tuple[str, ...]] = set()
        self.leading: set[tuple[str, ...]] = set()
        self.uses: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()
        self.towards: Counter[str] = Counter()
        self.placed: set[str] = set()
        for page in pages:
            for before, phrase in zip((None, *page.phrases), page.phrases, strict=False):
                self._count(page, phrase, before)
                if before is not None:
                    self._compare(page, before, phrase)

    def _count(self, page: Page, phrase: Phrase, before: Phrase | None) -> None:
        if phrase.sort in (Sort.PEOPLE, Sort.BODIES):
            self.armed.update(key(page.words(span)) for span in phrase.owners)
        if phrase.head in self.lists.ruled and phrase.owners:
            self.leading.add(key(page.words(phrase.owners[-1])))
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
            self.inside[low] += phrase.before in self.lists.inside or phrase.before in self.lists.arrivals
            self.towards[low] += phrase.before in self.lists.towards

    def _compare(self, page: Page, before: Phrase, phrase: Phrase) -> None:
        """Note a name that the text calls a body ("X, a militia"), shortens, or lists beside one."""
        if before.sentence != phrase.sentence:
            return
        gap = page.document.text[before.core[1] : phrase.core[0]].strip()
        if gap == "and":
            self._beside(page, before, phrase)
            self._beside(page, phrase, before)
        elif gap in (",", "–", "—", "-", "(") and before.sort is Sort.PERSON and before.name and not before.role:
            described = phrase.sort in (Sort.BODY, Sort.BODIES) and phrase.determiner in ("a", "an", "the")
            short = phrase.name and abbreviates(page.words(phrase.name), page.words(before.name))
            if described or short:
                self.bodily.add(key(page.words(before.name)))

    def _beside(self, page: Page, name: Phrase, other: Phrase) -> None:
        bare = name.sort is Sort.PERSON and not name.role
        if bare and name.name and other.sort is Sort.ORGANISATION and other.determiner == "the":
            self.bodily.add(key(page.words(name.name)))

    @staticmethod
    def _apposed(page: Page, before: Phrase | None, phrase: Phrase) -> bool:
        """Whether a role and a comma stand before the name ("the mayor, Ann Lee")."""
        if before is None or before.sort is not Sort.ROLE:
            return False
        return page.document.text[before.span[1] : phrase.core[0]].strip() == ","

    def settle(self, page: Page, phrase: Phrase) -> Phrase:
        """The phrase with what its name stands for, as all its uses say."""
        if phrase.sort is Sort.ROLE and self._surname(page, phrase):
            return replace(phrase, sort=Sort.PERSON, head="", name=phrase.core, role=None)
        if not phrase.name or phrase.sort not in (Sort.NAME, Sort.PERSON, Sort.PLACE, Sort.ORGANISATION):
            return phrase
        text = page.words(phrase.name)
        if not phrase.head and is_country(text):
            return replace(phrase, sort=Sort.PLACE if self._located(page, phrase) else Sort.ORGANISATION)
        if self._dateline(page, phrase):
            return replace(phrase, sort=Sort.PLACE)
        if phrase.sort in (Sort.PLACE, Sort.ORGANISATION):
            return self._single(phrase, text)
        if phrase.sort is Sort.NAME:
            return replace(phrase, sort=self._bare(text))
        name = key(text)
        bodily = name in self.armed or name in self.bodily or phrase.determiner in ("the", "this", "that")
        by_use = bodily and name not in self.titled and not phrase.role
        return replace(phrase, sort=Sort.ORGANISATION) if by_use else phrase

    def _surname(self, page: Page, phrase: Phrase) -> bool:
        """Whether a capitalised role noun that stands alone is the last name of a person of the article."""
        text = page.words(phrase.core)
        alone = not phrase.determiner and not phrase.owners and " " not in text and text[:1].isupper()
        return alone and not page.document.upper and key(text)[-1:] != () and key(text)[-1] in self.surnames

    @staticmethod
    def _located(page: Page, phrase: Phrase) -> bool:
        """Whether a country is a place here, not one that acts: after "in", listed after one, alone on a line."""
        sentence, words = page.document.sentences[phrase.sentence], words_of_english()
        if (
            phrase.before in words.inside | words.towards | words.about
            or phrase.before in words.arrivals
            or sentence.end - sentence.start <= phrase.core[1] - phrase.core[0] + 1
        ):
            return True
        lead = page.document.text[max(sentence.start, phrase.core[0] - _LEAD) : phrase.core[0]].split()
        listed = lead[-1:] in (["and"], ["or"]) or (lead and lead[-1].endswith(","))
        return bool(listed) and any(word.lower() in words.inside | words.towards for word in lead[-4:])

    @staticmethod
    def _single(phrase: Phrase, text: str) -> Phrase:
        """An acronym with an indefinite article is a thing ("a UAV")."""
        counted = phrase.determiner in ("a", "an") and not phrase.head and " " not in text and text.isupper()
        return replace(phrase, sort=Sort.THING) if counted else phrase

    @staticmethod
    def _dateline(page: Page, phrase: Phrase) -> bool:
        """Whether a word in capitals opens a paragraph before a colon or a dash, as a dateline does."""
        after = page.document.text[phrase.core[1] : phrase.core[1] + 2].strip()[:1]
        text = page.words(phrase.core)
        return not phrase.before and after in tuple(":—–-.") and text.isupper() and len(text) > 4

    def _bare(self, text: str) -> Sort:
        low, name = text.lower(), key(text)
        if low in self.lists.platforms or (low in self.lists.common and not text.isupper()):
            return Sort.THING
        if name and name[-1] in self.surnames:
            return Sort.PERSON
        if low in self.placed:
            return Sort.PLACE
        if name in self.leading:
            return Sort.PERSON
        if name in self.armed:
            return Sort.ORGANISATION
        if self.inside[low]:
            return Sort.PLACE if self.inside[low] * 2 + self.towards[low] >= self.uses[low] else Sort.ORGANISATION
        return Sort.PLACE if self.towards[low] == self.uses[low] else Sort.ORGANISATION


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
