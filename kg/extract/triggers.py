"""The triggers of events in a sentence: lemmas of the ontology, as verbs, nouns or states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg.extract import sites
from kg.extract.words import Entry, Form, Tag, Words, entries, lemmas
from kg.model.vocabulary import Role
from kg.ontology import lexicon

_OBJECT: Final = 10
"""Words that an object may have before the preposition that a verb needs."""
_PLACE: Final = 5
"""Words within which an object tells that it is a place."""


@cache
def _index() -> Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    """First lemma -> triggers, the longest first, then in the file's order."""
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for words, entry in entries():
        found.setdefault(words[0], []).append((words, entry))
    return {first: tuple(sorted(items, key=lambda item: -len(item[0]))) for first, items in found.items()}


def _looks(word: str) -> Form:
    """The form that a word listed as it stands looks like."""
    return Form.ING if word.endswith("ing") else Form.PAST if word.endswith("ed") else Form.BASE


@lru_cache(maxsize=65536)
def _candidates(word: str) -> tuple[tuple[tuple[str, ...], Entry, Form], ...]:
    """The triggers that may begin with a word, the longest first."""
    found = [
        (words, entry, _looks(word) if form is Form.BASE else form)
        for lemma, form in lemmas(word)
        for words, entry in _index().get(lemma, ())
    ]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


@cache
def _needs() -> Mapping[str, str]:
    """Verb -> the word that must follow its object."""
    table: Mapping[str, str] = lexicon("events")["needs"]
    return table


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in a sentence: the tokens [first, last), what it names and how it is used there.

    Attributes:
        first, last: its tokens.
        type, family: of the ontology; the type is "other:<lemma>" where none is known.
        lemma: of its first word.
        form: of its first word.
        noun: whether it stands as a noun.
        state: whether it stands as an adjective ("five dead", "were missing").
        named: the type that its own words name, where the sentence changes it; "" where it does not.
    """

    first: int
    last: int
    type: str
    family: str
    lemma: str
    form: Form
    noun: bool
    state: bool = False
    named: str = ""


def _reach(words: Words, at: int, trigger: tuple[str, ...], *, gaps: bool) -> int | None:
    """Where a trigger that begins at a word ends; determiners and numbers may stand inside one of a verb."""
    here, end = at + 1, len(words.low)
    for word in trigger[1:]:
        last = min(here + 3, end)
        while gaps and here < last and word not in _lemmas(words.low[here]) and _filler(words, here):
            here += 1
        if here >= end or word not in _lemmas(words.low[here]):
            return None
        here += 1
    return here


def _past(word: str, lemma: str) -> bool:
    """Whether the last word of a noun is rather a verb here ("gunmen attacked")."""
    return word.endswith("ed") and not lemma.endswith("ed")


def _before_count(words: Words, first: int, last: int) -> int:
    """Where a trigger ends that holds a counted noun: before the number ("cut | 900 jobs"), so that it is an object."""
    tags = words.tags[first + 1 : last]
    if Tag.NUMBER not in tags:
        return last
    at = first + 1 + tags.index(Tag.NUMBER)
    while at > first + 1 and words.tags[at - 1] is Tag.DETERMINER:
        at -= 1
    return at


_FILLERS: Final = (Tag.DETERMINER, Tag.NUMBER, Tag.ADVERB, Tag.PRONOUN, Tag.TIME)


def _filler(words: Words, at: int) -> bool:
    tag = words.tags[at]
    return tag in _FILLERS or (tag is Tag.WORD and "-" in words.low[at])


@lru_cache(maxsize=65536)
def _lemmas(word: str) -> frozenset[str]:
    return frozenset(lemma for lemma, _ in lemmas(word))


def find(words: Words) -> tuple[Trigger, ...]:
    """The triggers of a sentence, in order; the longest at each word.

    Args:
        words: the sentence.

    Returns:
        Triggers that do not overlap.
    """
    found: list[Trigger] = []
    behind = 0
    for at in [at for at, low in enumerate(words.low) if _candidates(low)]:
        trigger = _at(words, at) if at >= behind and words.tags[at] is not Tag.TIME else None
        if trigger:
            found.append(trigger)
            behind = trigger.last
    return tuple(_without_modifiers(words, found))


def _at(words: Words, at: int) -> Trigger | None:
    for trigger, entry, form in _candidates(words.low[at]):
        if words.tags[at] is not Tag.WORD and len(trigger) == 1:
            continue
        last = _reach(words, at, trigger, gaps=entry.pos == "v")
        if last and entry.pos != "v" and len(trigger) > 1 and _past(words.low[last - 1], trigger[-1]):
            continue
        found = _used(words, (at, _before_count(words, at, last)), entry, form, trigger) if last else None
        if found:
            return found
    return None


def _used(words: Words, span: tuple[int, int], entry: Entry, form: Form, trigger: tuple[str, ...]) -> Trigger | None:
    """A candidate as it is used here; None where its use is not the trigger's."""
    (first, last), lemma = span, trigger[0]
    if lemma == "be" and len(trigger) > 1:
        first = next((at for at in range(first + 1, last) if trigger[1] in _lemmas(words.low[at])), first + 1)
        lemma, form = words.low[first], Form.PAST
    if words.capital(first) and words.sentence.role is Role.BODY:
        return None
    single = last - first == 1
    state = single and entry.pos == "" and _is_state(words, first, form)
    noun = not state and (
        is_noun(words, first, form)
        if single
        else entry.pos == "n" or (entry.pos == "" and _nominal(words, first, form))
    )
    if single and form is Form.ING and not state and _describes(words, first):
        return None
    if single and not noun and not state and form is Form.PAST and _attributive(words, first):
        return None
    if (entry.pos == "n" and not noun) or (entry.pos == "v" and (noun or state)):
        return None
    if single and not noun and lemma in _needs() and _needs()[lemma] not in words.low[last : last + _OBJECT]:
        return None
    if not noun and entry.type in _PLACED and lemma in words.lists.placed and not _goes(words, first, last, form):
        return None
    if lemma in words.lists.resulting and _results(words, first, form):
        return None
    if noun and words.word(last) in words.lists.compounds and not words.owner[last - 1]:
        return None
    return Trigger(first, last, entry.type, entry.family, lemma, form, noun, state)


def _is_state(words: Words, at: int, form: Form) -> bool:
    """Whether a word such as "dead" or "wounded" stands as an adjective or as a noun of people."""
    if words.low[at] not in words.lists.states or words.word(at - 1) == "the":
        return words.low[at] in words.lists.states and words.at(at + 1) is not Tag.WORD
    before = words.at(at - 1)
    if words.passive(at) and form is not Form.BASE:
        return False
    if before in (Tag.NUMBER, Tag.DETERMINER):
        return True
    if before is Tag.CONJUNCTION and words.word(at - 2) in words.lists.states:
        return True
    return form is Form.BASE or words.low[at] in ("dead", "missing", "aboard", "guilty", "homeless")


_PLACED: Final = ("departure", "arrival")


def _goes(words: Words, first: int, last: int, form: Form) -> bool:
    """Whether a verb such as "leave" or "reach" tells of a way: not "two are left", nor "left a note"."""
    if words.passive(first):
        return False
    opens = words.at(last)
    if opens in (Tag.DETERMINER, Tag.NUMBER):
        stop = (i for i in range(last, len(words.low)) if words.tags[i] is Tag.PREPOSITION and words.low[i] != "of")
        near = range(last, min(next(stop, len(words.low)), last + _PLACE))
        return any(words.low[i] in sites.nouns() or words.capital(i) for i in near)
    owned = not words.lists.have.isdisjoint(words.low[max(0, first - _PLACE) : first])
    return not (form is Form.PAST and owned and opens in (Tag.MARK, None) and words.at(first - 1) is Tag.WORD)


def _results(words: Words, at: int, form: Form) -> bool:
    """Whether "leave" and the like only tell a result: ", leaving", "left a child dead"."""
    if form is Form.ING and words.at(at - 1) is Tag.MARK:
        return True
    return not words.lists.states.isdisjoint(words.low[at + 1 : at + 8])


def _attributive(words: Words, at: int) -> bool:
    """Whether a participle only describes the noun behind it ("the captured fighters")."""
    before, after = words.at(at - 1), words.at(at + 1)
    if after is not Tag.WORD or (words.finite(at + 1) and not words.capital(at + 1)):
        return before is Tag.DETERMINER and words.low[at - 1] in ("the", "a", "an")
    while before is Tag.ADVERB:
        at -= 1
        before = words.at(at - 1)
    return before in (Tag.DETERMINER, Tag.NUMBER, Tag.PREPOSITION, None) or bool(at and words.owner[at - 1])


def _describes(words: Words, at: int) -> bool:
    """Whether a form in "-ing" stands inside a noun phrase ("a savage killing campaign")."""
    owned = at > 0 and words.owner[at - 1]
    if owned or words.at(at + 1) is not Tag.WORD or words.capital(at + 1) or words.finite(at + 1):
        return False
    back = at - 1
    while back >= 0 and at - back < 4 and words.tags[back] is Tag.WORD:
        back -= 1
    return words.at(back) is Tag.DETERMINER and words.word(back) not in ("all", "both")


def _nominal(words: Words, first: int, form: Form) -> bool:
    """Whether several words that may be either stand as a noun."""
    if form is Form.PAST and words.at(first - 1) is not Tag.DETERMINER:
        return False
    return words.at(first - 1) not in (Tag.PRONOUN, Tag.RELATIVE) and words.word(first - 1) != "to"


def is_noun(words: Words, at: int, form: Form) -> bool:
    """Whether a word that may be a verb or a noun is a noun here."""
    before, after = words.at(at - 1), words.at(at + 1)
    if form is Form.PAST:
        return False
    if after is Tag.AUXILIARY and form is not Form.ING:
        return True
    if before is Tag.AUXILIARY and form is Form.BASE:
        return words.low[at - 1] in words.lists.be | words.lists.have
    if before in (Tag.DETERMINER, Tag.NUMBER) or (at and words.owner[at - 1]) or words.adjective(at - 1):
        return not (
            form is Form.ING and after in (Tag.DETERMINER, Tag.NUMBER, Tag.PRONOUN) and before is not Tag.DETERMINER
        )
    if form is Form.ING:
        return _gerund(words, at)
    if words.word(at - 1) == "to" or before in (Tag.PRONOUN, Tag.RELATIVE, Tag.ADVERB):
        return words.word(at - 1) == "to" and form is Form.S
    if form is Form.S and before is Tag.WORD and not _noun_like(words, at):
        return False
    if form is Form.BASE and before is Tag.WORD and words.low[at - 1].endswith("s") and _opens_object(words, at + 1):
        return False
    return not (before is Tag.CONJUNCTION and _opens_object(words, at + 1) and form is Form.BASE)


def _opens_object(words: Words, at: int) -> bool:
    return words.at(at) in (Tag.DETERMINER, Tag.NUMBER, Tag.PRONOUN) or words.capital(at)


def _noun_like(words: Words, at: int) -> bool:
    """Whether a plural-like word goes with the noun before it ("drone attacks") rather than being its verb."""
    if words.sentence.role is not Role.BODY and words.at(at + 1) not in (
        Tag.PREPOSITION,
        Tag.MARK,
        None,
        Tag.AUXILIARY,
    ):
        return False
    return not _opens_object(words, at + 1)


def _gerund(words: Words, at: int) -> bool:
    """Whether a form in "-ing" names a deed: "the shelling of", "after shelling in"."""
    after = words.at(at + 1)
    if words.at(at - 1) is Tag.AUXILIARY or words.at(at - 1) in (Tag.PRONOUN, Tag.ADVERB):
        return False
    if after in (Tag.DETERMINER, Tag.NUMBER, Tag.PRONOUN) or words.capital(at + 1):
        return False
    if words.word(at + 1) == "of" or (words.capital(at - 1) and after in (Tag.MARK, None)):
        return True
    nouny = words.at(at - 1) in (Tag.PREPOSITION, None, Tag.MARK, Tag.CONJUNCTION) and words.at(at - 1) is not Tag.MARK
    return (nouny and after is not Tag.WORD) or words.adjective(at - 1)


def _without_modifiers(words: Words, found: Sequence[Trigger]) -> Iterator[Trigger]:
    """Leaves out a noun that only modifies the trigger noun behind it ("bomb blast")."""
    for at, trigger in enumerate(found):
        follower = found[at + 1] if at + 1 < len(found) else None
        glued = follower is not None and follower.first == trigger.last and not words.owner[trigger.last - 1]
        if not (glued and follower and trigger.noun and follower.noun):
            yield trigger
