"""Words of a sentence with their classes and lemmas, from lists and forms alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Final

from kg.extract.document import Sentence, Token
from kg.model.vocabulary import Role
from kg.ontology import event_types, lexicon

_POSSESSIVE: Final = ("'s", "’s", "ʼs")
_DOUBLED: Final = re.compile(r"([bdgklmnprtv])\1\Z")
_MARK: Final = re.compile(r"\W+\Z")


class Tag(StrEnum):
    """The class of a word, as far as lists and its form tell."""

    DETERMINER = "determiner"
    PREPOSITION = "preposition"
    CONJUNCTION = "conjunction"
    SUBORDINATOR = "subordinator"
    RELATIVE = "relative"
    PRONOUN = "pronoun"
    AUXILIARY = "auxiliary"
    ADVERB = "adverb"
    NUMBER = "number"
    MARK = "mark"
    TIME = "time"
    WORD = "word"


class Form(StrEnum):
    """The form of a verb that a word can be."""

    BASE = "base"
    S = "s"
    PAST = "past"
    ING = "ing"


@dataclass(frozen=True, slots=True)
class Lists:
    """The word lists of events, as sets of lower-case words."""

    tags: Mapping[str, Tag]
    be: frozenset[str]
    have: frozenset[str]
    modals: frozenset[str]
    do: frozenset[str]
    adjectives: tuple[str, ...]
    irregular: Mapping[str, str]
    plurals: Mapping[str, str]
    verbs: frozenset[str]
    speech: frozenset[str]
    light: frozenset[str]
    idle: frozenset[str]
    placed: frozenset[str]
    causing: frozenset[str]
    nouns: frozenset[str]
    resulting: frozenset[str]
    vehicles: frozenset[str]
    blows: frozenset[str]
    labour: frozenset[str]
    armed: frozenset[str]
    faint: frozenset[str]
    pasts: frozenset[str]
    locative: frozenset[str]
    main: frozenset[str]
    nominal: frozenset[str]
    plain: frozenset[str]
    participles: frozenset[str]
    says: frozenset[str]
    states: frozenset[str]
    charging: frozenset[str]
    intransitive: frozenset[str]
    compounds: frozenset[str]
    undergoers: frozenset[str]
    undergone: frozenset[str]
    bounds: tuple[tuple[str, ...], ...]


def _set(value: object) -> frozenset[str]:
    return frozenset(str(value).split())


def _tags(table: Mapping[str, Any]) -> dict[str, Tag]:
    """Word -> class; a later list wins."""
    order = [
        ("adverbs", Tag.ADVERB),
        ("numbers", Tag.NUMBER),
        ("pronouns", Tag.PRONOUN),
        ("determiners", Tag.DETERMINER),
        ("prepositions", Tag.PREPOSITION),
        ("conjunctions", Tag.CONJUNCTION),
        ("subordinators", Tag.SUBORDINATOR),
        ("relatives", Tag.RELATIVE),
        *((name, Tag.AUXILIARY) for name in ("be", "have", "do", "modals")),
    ]
    return {word: tag for name, tag in order for word in _set(table[name])}


def _pairs(text: str) -> Mapping[str, str]:
    """Form -> lemma, from "form lemma" entries between bars."""
    return {entry.split()[0]: entry.split()[1] for entry in text.split("|") if entry.strip()}


@cache
def lists() -> Lists:
    """The word lists of events."""
    table = lexicon("events")
    sets: dict[str, Any] = {
        name: _set(table[name]) for name in Lists.__dataclass_fields__ if isinstance(table.get(name), str)
    }
    sets |= {
        "tags": _tags(table),
        "adjectives": tuple(str(table["adjectives"]).split()),
        "irregular": _pairs(table["irregular"]),
        "plurals": _pairs(table["plurals"]),
        "bounds": tuple(sorted((tuple(words.split()) for words in table["bounds"]), key=lambda b: -len(b))),
    }
    return Lists(**sets)


def _stems(word: str, ending: str) -> Iterator[str]:
    """What may be left of a verb without its ending."""
    stem = word[: -len(ending)]
    if len(stem) < 2:
        return
    yield stem
    if ending != "s":
        yield stem + "e"
        if _DOUBLED.search(stem):
            yield stem[:-1]
    if ending == "ed" and stem.endswith("i"):
        yield stem[:-1] + "y"


@lru_cache(maxsize=65536)
def lemmas(word: str) -> tuple[tuple[str, Form], ...]:
    """The lemmas that a lower-case word may belong to, each with its form; lists decide which are words.

    >>> [lemma for lemma, _ in lemmas("carried")]
    ['carried', 'carri', 'carrie', 'carry']
    >>> lemmas("shot")[0]
    ('shoot', <Form.PAST: 'past'>)
    """
    found: list[tuple[str, Form]] = [(word, Form.BASE)]
    irregular, plural = lists().irregular.get(word), lists().plurals.get(word)
    if plural:
        found = [(plural, Form.S if plural != word else Form.BASE), (word, Form.S)]
    elif irregular:
        form = Form.ING if word.endswith("ing") else Form.S if word.endswith("s") and word != "was" else Form.PAST
        found = [(irregular, form), (word, Form.BASE)]
    elif word.endswith("ed"):
        found += [(stem, Form.PAST) for stem in _stems(word, "ed")]
    elif word.endswith("ing"):
        found += [(stem, Form.ING) for stem in _stems(word, "ing")]
    elif word.endswith("s") and not word.endswith("ss"):
        found += [(stem, Form.S) for stem in _plurals(word)]
    return tuple(found)


def _plurals(word: str) -> Iterator[str]:
    yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("ies"):
        yield word[:-3] + "y"


@lru_cache(maxsize=65536)
def _class(word: str) -> Tag:
    tag = lists().tags.get(word)
    if tag:
        return tag
    if word[0].isdigit():
        return Tag.NUMBER
    if _MARK.match(word):
        return Tag.MARK
    return Tag.ADVERB if word.endswith("ly") and len(word) > 4 else Tag.WORD


@lru_cache(maxsize=65536)
def verb(word: str) -> tuple[str, Form] | None:
    """The verb that a word is a form of, as far as the lists know: the lemma and the form."""
    known = _verbs()
    found = [item for item in lemmas(word) if item[0] in known]
    return next((item for item in found if item[1] is not Form.BASE), found[0] if found else None)


@cache
def _verbs() -> frozenset[str]:
    single = (word for word, entry in entries() if len(word) == 1 and entry.pos != "n" and not word[0].endswith("ing"))
    return lists().verbs | lists().speech | lists().light | {words[0] for words in single} | _heads()


@cache
def _heads() -> frozenset[str]:
    """The verbs that begin triggers of several words."""
    return frozenset(words[0] for words, entry in entries() if len(words) > 1 and entry.pos == "v") - {"be"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A trigger of the ontology: the type, its family, and "v", "n" or "" for any word class."""

    type: str
    family: str
    pos: str


@cache
def entries() -> tuple[tuple[tuple[str, ...], Entry], ...]:
    """The triggers of the ontology as words, in the file's order."""
    found = []
    for kind in event_types():
        for trigger in kind.triggers:
            words = trigger.split()
            pos = {"to": "v", "a": "n", "an": "n"}.get(words[0], "") if len(words) > 1 else ""
            found.append((tuple(words[bool(pos) :]), Entry(kind.notation, kind.family, pos)))
    return tuple(found)


class Words:
    """A sentence's tokens with their classes."""

    def __init__(self, sentence: Sentence, timed: Sequence[tuple[int, int]] = (), *, upper: bool = False) -> None:
        self.sentence, self.lists, self.upper = sentence, lists(), upper
        self.tokens, plural = _possessed(sentence.tokens)
        self.starts = [token.start for token in self.tokens]
        known = [_known(token.low) for token in self.tokens]
        self.low = [plain for plain, _, _ in known]
        self.owner = [owner for _, owner, _ in known]
        self.tags = [tag for _, _, tag in known]
        for at in plural:
            self.owner[at] = True
        if not upper:
            self._shouted()
        self._time(timed)
        self._bounds()

    def _shouted(self) -> None:
        """Takes letters that stand in capitals ("IS", "US") for names."""
        for at, token in enumerate(self.tokens):
            if token.text.isupper() and len(token.text) > 1:
                self.tags[at] = Tag.WORD

    def _time(self, timed: Sequence[tuple[int, int]]) -> None:
        for start, end in timed:
            at = bisect_left(self.tokens, start, key=lambda token: token.start)
            while at < len(self.tokens) and self.tokens[at].start < end:
                self.tags[at] = Tag.TIME
                at += 1

    def _bounds(self) -> None:
        """Lets "at least" and the like belong to the number behind them."""
        for at in [at for at, tag in enumerate(self.tags) if tag is Tag.NUMBER]:
            for words in self.lists.bounds:
                first = at - len(words)
                if first >= 0 and self.tokens[first].low == words[0] and tuple(self.low[first:at]) == words:
                    self.tags[first:at] = [Tag.DETERMINER] * len(words)
                    break

    def index(self, position: int) -> int:
        """The first token that begins at a position or behind it."""
        return bisect_left(self.starts, position)

    def at(self, index: int) -> Tag | None:
        """The class of a word; None outside the sentence."""
        return self.tags[index] if 0 <= index < len(self.tags) else None

    def word(self, index: int) -> str:
        """The lower-case word; "" outside the sentence."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def capital(self, index: int) -> bool:
        """Whether a word is written with a capital where that tells something."""
        return not self.upper and 0 < index < len(self.tokens) and self.tokens[index].text[0].isupper()

    def finite(self, index: int) -> bool:
        """Whether a word looks like a finite verb: an auxiliary, or a past form or "-s" behind a noun."""
        if self.tags[index] is Tag.AUXILIARY:
            return True
        if self.tags[index] is not Tag.WORD or self.capital(index):
            return False
        known = verb(self.low[index])
        if known is None or known[1] is Form.ING:
            return False
        before = self.at(index - 1)
        if known[1] is Form.PAST:
            return not self.adjective(index - 1) and before in (
                Tag.WORD,
                Tag.PRONOUN,
                Tag.AUXILIARY,
                Tag.ADVERB,
                Tag.RELATIVE,
                Tag.MARK,
                Tag.TIME,
                Tag.NUMBER,
                Tag.CONJUNCTION,
            )
        after = self.at(index + 1)
        if before in (Tag.PRONOUN, Tag.RELATIVE) or self.word(index - 1) == "to":
            return True
        opens = after in (Tag.DETERMINER, Tag.NUMBER, Tag.PRONOUN) or self.capital(index + 1)
        if known[1] is Form.BASE:
            spoken = before is Tag.MARK and known[0] in self.lists.speech
            return opens and (
                spoken or (before is Tag.WORD and self.low[index - 1].endswith("s") and not self.owner[index - 1])
            )
        nouny = known[0] in self.lists.nouns and self.sentence.role is Role.BODY
        return before is Tag.WORD and not self.owner[index - 1] and (opens or not nouny)

    def passive(self, index: int) -> bool:
        """Whether a form of "be" stands before a participle."""
        at = index - 1
        while at >= 0 and self.tags[at] in (Tag.ADVERB, Tag.TIME):
            at -= 1
        return at >= 0 and self.tags[at] is Tag.AUXILIARY and self.low[at] in self.lists.be

    def adjective(self, index: int) -> bool:
        """Whether a lower-case word looks like an adjective."""
        if self.at(index) is not Tag.WORD or self.capital(index):
            return False
        low = self.low[index]
        return low in self.lists.plain or (low.endswith(self.lists.adjectives) and low not in self.lists.nominal)


def _possessed(tokens: Sequence[Token]) -> tuple[list[Token], frozenset[int]]:
    """The tokens without the apostrophes of plural possessors, and the indices of those possessors."""
    kept: list[Token] = []
    plural: set[int] = set()
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        glued = kept and token.text in ("'", "’", "ʼ") and token.start == kept[-1].end and kept[-1].low.endswith("s")
        if glued and after and after.start == token.end + 1 and after.text[0].isalnum():
            plural.add(len(kept) - 1)
        else:
            kept.append(token)
    return kept, frozenset(plural)


@lru_cache(maxsize=65536)
def _known(low: str) -> tuple[str, bool, Tag]:
    """A word without its possessive ending, whether it had one, and its class."""
    plain = low[:-2] if len(low) > 2 and low.endswith(_POSSESSIVE) else low
    return plain, len(plain) != len(low), _class(plain)
