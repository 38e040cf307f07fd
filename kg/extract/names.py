"""Words of a part and their classes: what may be in a name, a role, a body, a modifier."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from kg.extract.document import Document, Sentence
from kg.model.vocabulary import Role
from kg.ontology import lexicon

_WORD = re.compile(r"\d+(?:[.,]\d+)+|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’ʼ&´`][^\W_]+)*|[^\w\s]|_")
_POSSESSIVE = re.compile(r"['’ʼ]s\Z", re.IGNORECASE)
_PARTICLE = re.compile(r"(?:[a-z]{1,3}-|[dl]['’])(?=[^\W\d_a-z])")
_AGAINST = re.compile(r"(?:anti|pro|non|counter|ex|post|pre|former|un|cross|trans)-", re.IGNORECASE)
_SPLIT = re.compile(r"[-'’ʼ´`&.]+")
_GROWN = ("ed", "ing", "ly", "tion", "ness", "ment")
_SMALL = frozenset(("of", "for", "and", "the", "in", "on", "to", "de", "&"))
_BEGINNERS = "\"“”«‘'([:•·|—–"


class Tag(StrEnum):
    """What a word can be in a noun phrase."""

    NAME = "name"
    ROLE = "role"
    PEOPLE = "people"
    BODY = "body"
    BODIES = "bodies"
    MEDIUM = "medium"
    DOCUMENT = "document"
    PLACE = "place"
    DEMONYM = "demonym"
    MODIFIER = "modifier"
    NUMBER = "number"
    DETERMINER = "determiner"
    OTHER = "other"


HEADS = frozenset(
    {Tag.NAME, Tag.ROLE, Tag.PEOPLE, Tag.BODY, Tag.BODIES, Tag.MEDIUM, Tag.DOCUMENT, Tag.PLACE, Tag.DEMONYM}
)


class Word(NamedTuple):
    """A word of the text without its possessive ending; a tuple, since a long text has very many.

    Attributes:
        start, end: its place, without "'s".
        text, low: as written, and in lower case.
        owner: whether a possessive ending follows.
        capital: whether it begins with a capital (after a particle such as "al-").
        tag: what it can be.
    """

    start: int
    end: int
    text: str
    low: str
    owner: bool
    capital: bool
    tag: Tag


def _set(value: object) -> frozenset[str]:
    return frozenset(str(value or "").split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists that actors need, as sets of lower-case words."""

    tags: Mapping[str, Tag]
    common: frozenset[str]
    speaks: frozenset[str]
    spokes: frozenset[str]
    former: frozenset[str]
    titles: frozenset[str]
    plurals: frozenset[str]
    naming: frozenset[str]
    again: frozenset[str]
    carries: frozenset[str]
    named: frozenset[str]
    media: frozenset[str]
    media_nouns: frozenset[str]
    agencies: frozenset[str]
    long_agencies: frozenset[str]
    platforms: frozenset[str]
    things: frozenset[str]
    directions: frozenset[str]
    adjectival: frozenset[str]
    follows: frozenset[str]
    verbs: frozenset[str]
    arrivals: frozenset[str]
    mass: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    demonyms: frozenset[str]
    endings: tuple[str, ...]
    open: frozenset[str]
    own: frozenset[str]
    suffixes: tuple[str, ...]
    inside: frozenset[str]
    towards: frozenset[str]
    about: frozenset[str]
    ruled: frozenset[str]
    state: frozenset[str]
    generic: frozenset[str]
    issuing: frozenset[str]


def _tags(lists: Iterable[tuple[Tag, object]]) -> Mapping[str, Tag]:
    """Word -> tag; an earlier list wins over a later one."""
    found: dict[str, Tag] = {}
    for tag, words in lists:
        for word in _set(words):
            found.setdefault(word, tag)
    return found


def _lists(roles: Mapping[str, Any], bodies: Mapping[str, Any], words: Mapping[str, Any]) -> Mapping[str, Tag]:
    people = lexicon("collectives")
    return _tags(
        [
            (Tag.DETERMINER, words["determiners"]),
            (Tag.NUMBER, words["numbers"]),
            (Tag.PEOPLE, people["people"]),
            (Tag.BODIES, people["bodies"]),
            (Tag.ROLE, roles["spokes"]),
            (Tag.ROLE, roles["speaks"]),
            (Tag.ROLE, roles["silent"]),
            (Tag.MEDIUM, lexicon("media")["nouns"]),
            (Tag.BODY, bodies["naming"]),
            (Tag.BODY, bodies["bodies"]),
            (Tag.DOCUMENT, lexicon("documents")["nouns"]),
            (Tag.PLACE, words["locations"]),
            (Tag.ROLE, roles["titles"]),
            (Tag.MODIFIER, words["modifiers"]),
        ]
    )


@cache
def words_of_english() -> Lexicon:
    """The word lists, read once."""
    roles, bodies, names, media, words = map(lexicon, ("roles", "actors", "names", "media", "phrases"))
    never = _set(names["months"]) | _set(names["days"]) | _set(names["never"])
    people = lexicon("collectives")
    return Lexicon(
        tags=_lists(roles, bodies, words),
        common=_set(lexicon("words", "en-common").get("common")),
        speaks=_set(roles["speaks"]) | _set(roles["spokes"]),
        spokes=_set(roles["spokes"]),
        former=_set(roles["former"]),
        titles=_set(roles["titles"]),
        plurals=_set(people["people"]) | _set(people["bodies"]),
        naming=_set(bodies["naming"]),
        again=_set(bodies["again"]),
        carries=_set(bodies["carries"]),
        named=_set(bodies["named"]),
        media=_set(media["words"]),
        media_nouns=_set(media["nouns"]),
        agencies=_set(media["agencies"]),
        long_agencies=frozenset(media["long_agencies"]),
        platforms=_set(media["platforms"]),
        things=_set(names["things"]),
        directions=_set(names["directions"]),
        adjectival=_set(bodies["adjectival"]),
        follows=_set(words["follows"]),
        arrivals=_set(names["arrivals"]),
        verbs=_set(lexicon("documents")["verbs"]),
        mass=_set(bodies["mass"]),
        particles=_set(names["particles"]),
        never=never,
        demonyms=_set(names["demonyms"]),
        endings=tuple(str(names["demonym_suffixes"]).split()),
        open=_set(words["open"]),
        own=_set(words["own"]),
        suffixes=tuple(str(words["suffixes"]).split()),
        inside=_set(names["inside"]),
        towards=_set(names["towards"]),
        about=_set(names["about"]),
        ruled=_set(bodies["ruled"]),
        state=_set(bodies["state"]),
        generic=_set(bodies["generic"]),
        issuing=_set(lexicon("documents")["issuing"]),
    )


@lru_cache(maxsize=8192)
def key(text: str) -> tuple[str, ...]:
    """The words of a name without case, article, possessive endings and Arabic articles.

    >>> key("the Hay’at al-Nour's")
    ('hayat', 'nour')
    """
    words = (_POSSESSIVE.sub("", word).casefold() for word in _proper(text.split()))
    bare = ("".join(c for c in _PARTICLE_LOW.sub("", word) if c.isalnum()) for word in words)
    return tuple(word for word in bare if word and word not in _SKIPPED)


def _proper(words: list[str]) -> list[str]:
    """A proper name without what describes it behind ("Harbour Rights Watch monitoring group")."""
    end = len(words)
    while end and words[end - 1] in lexicon("names")["describing"]:
        end -= 1
    return words[:end] if sum(word[:1].isupper() for word in words[:end]) > 1 else words


_PARTICLE_LOW = re.compile(r"\A(?:a[a-z]?|e[a-z]?)-")
_SKIPPED = frozenset({"the", "al", "el", "a", "an"})


def is_capital(text: str) -> bool:
    """Whether a word begins with a capital, perhaps after a particle ("al-Hamawi", "d'Orsay")."""
    return text[:1].isupper() or (len(text) > 3 and _PARTICLE.match(text) is not None)


def _demonym(low: str, lists: Lexicon) -> bool:
    if low in lists.demonyms or (low.endswith("s") and low[:-1] in lists.demonyms):
        return True
    stem = low.removesuffix("s")
    return len(stem) > 5 and stem.endswith(lists.endings) and low not in lists.common


class Tagger:
    """Gives words their tags; holds what is known of one document."""

    def __init__(self, document: Document, places: Collection[str] = ()) -> None:
        self.text, self.upper, self.lists = document.text, document.upper, words_of_english()
        self.places = places
        self._seen: dict[tuple[str, bool, bool], tuple[str, str, bool, bool, Tag]] = {}
        self._cut: dict[int, tuple[list[tuple[str, int]], bool]] = {}
        for sentence in document.sentences:
            pieces = [(hit[0], hit.start()) for hit in _WORD.finditer(self.text, sentence.start, sentence.end)]
            self._cut[sentence.index] = pieces, self._loud(sentence, [raw for raw, _ in pieces])
        self.known = frozenset() if self.upper else frozenset(self._capitals())

    def _capitals(self) -> Iterable[str]:
        """Words that stand with a capital inside an ordinary sentence."""
        for pieces, loud in self._cut.values():
            if loud:
                continue
            for (before, _), (raw, _) in pairwise(pieces):
                if is_capital(raw) and before[-1].isalnum():
                    yield _POSSESSIVE.sub("", raw).lower()

    def _loud(self, sentence: Sentence, texts: list[str]) -> bool:
        """Whether capitals say nothing here: a headline in title case, an upper-case line."""
        if self.upper:
            return True
        long = [text for text in texts if len(text) > 3 and text[0].isalpha()]
        capitals = sum(map(is_capital, long))
        if sentence.role in (Role.TITLE, Role.SUBTITLE, Role.HEADING):
            return capitals > 0.5 * len(long) and capitals > 2
        return capitals > 0.8 * len(long) and capitals > 5

    def words(self, sentence: Sentence) -> tuple[Word, ...]:
        """The words and marks of a sentence, with their tags."""
        pieces, loud = self._cut[sentence.index]
        found: list[Word] = []
        fresh, seen = True, self._seen
        for raw, start in pieces:
            if raw == "." and found and found[-1].end == start and self._short(found[-1]):
                found[-1] = self._dotted(found[-1], start + 1)
                continue
            if raw in "'’" and self._plural_owner(found, start):
                continue
            inner = raw[0].isalnum()
            begins = inner and (fresh or found[-1].text in _BEGINNERS)
            bare, low, owner, capital, tag = seen.get((raw, begins, loud)) or self._learn(raw, begins, loud)
            found.append(Word(start, start + len(bare), bare, low, owner, capital, tag))
            fresh = fresh and not inner
        return tuple(found)

    def _plural_owner(self, found: Sequence[Word], start: int) -> bool:
        """Whether a mark is the possessive ending of a plural ("Workers' Union"), not a closing quotation mark."""
        if not found or found[-1].end != start or not found[-1].low.endswith("s"):
            return False
        return self.text[start + 1 : start + 2] == " " and self.text[start + 2 : start + 3].isalpha()

    def _short(self, word: Word) -> bool:
        return word.capital and (word.low in self.lists.titles or len(word.text) == 1)

    @staticmethod
    def _dotted(word: Word, end: int) -> Word:
        tag = Tag.NAME if len(word.text) == 1 else Tag.ROLE
        return Word(word.start, end, word.text + ".", word.low, word.owner, word.capital, tag)

    def _learn(self, raw: str, first: bool, loud: bool) -> tuple[str, str, bool, bool, Tag]:
        """What a word is at such a place, kept for its next use."""
        bare = _POSSESSIVE.sub("", raw) if raw[-1] in "sS" else raw
        low = bare.lower()
        capital = is_capital(bare)
        tag = self._loudly(bare, low) if loud else self._tag(bare, low, capital=capital, first=first)
        self._seen[raw, first, loud] = found = bare, low, len(bare) < len(raw), capital, tag
        return found

    def _loudly(self, text: str, low: str) -> Tag:
        """The tag of a word whose capital says nothing: what no list holds is a name."""
        tag = self._lower(low)
        if tag is not Tag.OTHER or not low[0].isalpha() or not is_capital(text):
            return tag
        if low in self.known and low not in self.lists.never:
            return Tag.NAME
        if low in self.lists.never or low.endswith(_GROWN) or self._inflected(low):
            return Tag.OTHER
        return Tag.DEMONYM if _demonym(low, self.lists) else Tag.NAME

    def _inflected(self, low: str) -> bool:
        """Whether a word, or what is left of it without an ending, is a common one."""
        common = self.lists.common
        return low in common or any(low.endswith(end) and low[: -len(end)] in common for end in ("s", "es", "d", "er"))

    def _tag(self, text: str, low: str, *, capital: bool, first: bool) -> Tag:
        if not low[0].isalpha():
            return Tag.NUMBER if low[0].isdigit() else Tag.OTHER
        if not capital or low in self.lists.never:
            return self._lower(low)
        if len(low) == 1 and low in ("a", "i"):
            return self._lower(low)
        if _AGAINST.match(low):
            return Tag.MODIFIER
        if "-" in text and text[text.rindex("-") + 1 :].islower():
            return self._compound(low)
        tag = self.lists.tags.get(low, Tag.OTHER)
        if tag is Tag.DETERMINER:
            return tag
        if _demonym(low, self.lists):
            return Tag.DEMONYM
        if tag is Tag.MODIFIER and low.endswith("ist"):
            return tag
        if first and low not in self.known and not text.isupper():
            return self._beginning(low)
        return tag if tag in (Tag.ROLE, Tag.BODY, Tag.PEOPLE, Tag.BODIES) else Tag.NAME

    def _beginning(self, low: str) -> Tag:
        """The tag of a capitalised word that begins a sentence."""
        tag = self._lower(low)
        if tag is not Tag.OTHER:
            return tag
        plain = low in self.lists.common or (low.endswith(_GROWN) and low not in self.places)
        return Tag.OTHER if plain else Tag.NAME

    def _compound(self, low: str) -> Tag:
        last = self.lists.tags.get(low.rsplit("-", 1)[-1], Tag.OTHER)
        whole = self.lists.tags.get(low, Tag.OTHER)
        if whole is not Tag.OTHER:
            return whole
        first = self.lists.tags.get(low.split("-", 1)[0], Tag.OTHER)
        if Tag.ROLE in (first, last) and low.endswith(("-designate", "-elect", "-general")):
            return Tag.ROLE
        return Tag.MODIFIER

    def _lower(self, low: str) -> Tag:
        found = self.lists.tags.get(low)
        if found is not None:
            return found
        if low[0].isdigit():
            return Tag.NUMBER
        if not low[0].isalpha():
            return Tag.OTHER
        if "-" in low:
            return self._compound(low)
        return Tag.MODIFIER if len(low) > 4 and low.endswith(self.lists.suffixes) else Tag.OTHER


def initials(words: Iterable[str]) -> str:
    """The first letters of the words that a name's short form is made of.

    >>> initials(("Centre", "for", "Open", "Data"))
    'cod'
    """
    parts = [piece for word in words for piece in _SPLIT.split(word) if piece]
    return "".join(part[0] for part in parts if len(part) > 3 or part[0].isupper()).lower()


def letters(text: str) -> str:
    """The letters and digits of a name in lower case."""
    return "".join(c for c in text if c.isalnum()).lower()


def is_acronym(text: str) -> bool:
    """Whether a name is written in capitals, as short forms are ("HTS", "CJTF-OIR", "MoD")."""
    bare = "".join(c for c in text if c.isalpha())
    capitals = sum(map(str.isupper, bare))
    return 1 < len(bare) <= 9 and capitals >= 2 and capitals * 2 >= len(bare) and len(text.split()) == 1


def abbreviates(short: str, full: str) -> bool:
    """Whether a short form is made of the initials of a name, small words in or out.

    >>> abbreviates("ODC", "Observatory for Data and Climate"), abbreviates("FSA", "Syrian army")
    (True, False)
    """
    words = [word for word in full.split() if word.lower() not in ("the", "a", "an")]
    if not is_acronym(short) or (len(words) < 2 and "-" not in full):
        return False
    want = letters(short)
    every = "".join(word[0] for word in re.split(r"[\s\-]+", " ".join(words)) if word[:1].isalnum()).lower()
    pieces = [piece for word in words if word.lower() not in _SMALL for piece in re.split(r"[\s\-]+", word) if piece]
    whole = "".join(piece[0] for piece in pieces).lower()
    heavy = "".join(word[0] for word in words if word[0].isupper()).lower()
    return want in {initials(words), every, heavy, whole}
