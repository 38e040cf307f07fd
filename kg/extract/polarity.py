"""Whether an event is affirmed or negated, and told as having happened or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.extract.triggers import Trigger
from kg.extract.words import Tag, Words
from kg.model.vocabulary import Modality, Polarity
from kg.ontology import lexicon

_REACH: Final = 14
_CUT: Final = frozenset(';:—–“”"()…')


@dataclass(frozen=True, slots=True)
class Lists:
    """Words that negate, and words that tell a modality; pairs are two words joined by a blank."""

    negation: frozenset[str]
    negating: frozenset[str]
    undone: frozenset[str]
    modality: Mapping[str, Modality]


@cache
def _lists() -> Lists:
    table = lexicon("polarity")
    modality = dict.fromkeys([*str(table["future"]).split(), *table["future_pairs"]], Modality.FUTURE)
    modality |= dict.fromkeys(str(table["possible"]).split(), Modality.POSSIBLE)
    modality |= dict.fromkeys(str(table["conditional"]).split(), Modality.CONDITIONAL)
    return Lists(
        frozenset(str(table["negation"]).split()),
        frozenset(str(table["negating"]).split()),
        frozenset(table["undone"].split()),
        modality,
    )


def _start(words: Words, trigger: Trigger) -> int:
    """Where the words begin that can bear on a trigger: its clause, the subordinator included."""
    for back in range(trigger.first - 1, max(-1, trigger.first - _REACH), -1):
        if words.low[back] in _CUT:
            return back + 1
        if words.tags[back] in (Tag.SUBORDINATOR, Tag.RELATIVE):
            return back
        if words.low[back] in ("and", "but", ",") and any(words.finite(i) for i in range(back + 1, trigger.first)):
            return back + 1
    return max(0, trigger.first - _REACH)


def _negated(words: Words, trigger: Trigger, start: int) -> bool:
    lists = _lists()
    for at in range(start, trigger.first):
        low = words.low[at]
        if low.endswith(("n't", "n’t")) or low in lists.negation:
            other = words.word(at + 1) in lists.undone
            if (low in ("no", "not") and other and words.word(at + 1) != "longer") or _behind_verb(words, at, trigger):
                continue
            return True
        if low in lists.negating and trigger.first - at <= 6 and not _behind_verb(words, at + 1, trigger):
            return True
    return not trigger.noun and words.word(trigger.last) in ("no", "nobody", "nothing", "none")


def _behind_verb(words: Words, at: int, trigger: Trigger) -> bool:
    """Whether another finite verb takes the negation before it reaches the trigger."""
    if words.tags[at] is Tag.DETERMINER:
        return False
    between = range(at + 1, trigger.first)
    return any(words.tags[i] is Tag.WORD and words.finite(i) for i in between) and trigger.noun


def of(words: Words, trigger: Trigger) -> tuple[Polarity, Modality]:
    """The polarity and modality of an event in its clause.

    Args:
        words: its sentence.
        trigger: its trigger.

    Returns:
        Both; affirmed and actual where no word says otherwise.
    """
    start, modality = _start(words, trigger), _lists().modality
    polarity = Polarity.NEGATED if _negated(words, trigger, start) else Polarity.AFFIRMED
    found = [
        modality.get(f"{words.low[at]} {words.word(at + 1)}") or modality.get(words.low[at])
        for at in range(start, trigger.first)
        if not words.owner[at]
    ]
    marks = [item for item in found if item]
    if Modality.CONDITIONAL in marks:
        return polarity, Modality.CONDITIONAL
    return polarity, marks[-1] if marks else Modality.ACTUAL
