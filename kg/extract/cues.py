"""The cue lexicon, and where a row of tokens holds a cue: the words that express the saying."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.extract.document import Token
from kg.model.vocabulary import Stance
from kg.ontology import lexicon

_DETERMINERS = frozenset(
    {
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "no",
        "any",
        "every",
    }
)
_BE = frozenset({"was", "were", "is", "are", "been", "be", "being"})
_PREPOSITIONS = frozenset({"of", "in", "for", "by", "with", "from", "on", "at", "about", "against", "under", "despite"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verbal cue.

    Attributes:
        first, last: its tokens (exclusive), with auxiliaries, negation and particles.
        verb: the token of the verb.
        lemma: its lemma, with the particle if that makes another verb.
        stance: what it does with the content.
        form: "finite", "ing", "passive" or "bare".
        negated: whether the saying itself is negated ("has not confirmed").
    """

    first: int
    last: int
    verb: int
    lemma: str
    stance: Stance
    form: str
    negated: bool


@cache
def words() -> Mapping[str, Any]:
    """The section of cues."""
    return lexicon("cues")


@cache
def group(name: str) -> frozenset[str]:
    """A list of the section as a set."""
    return frozenset(words()[name])


def _inflected(lemma: str) -> Iterator[tuple[str, str]]:
    """(form, kind) of a regular verb: base, -s, past, -ing."""
    yield lemma, "bare"
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    consonant_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    third = (
        lemma[:-1] + "ies" if consonant_y else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    )
    yield third, "finite"
    yield (lemma[:-1] + "ied" if consonant_y else stem + "ed"), "past"
    yield stem + "ing", "ing"


@cache
def forms() -> Mapping[str, tuple[str, str]]:
    """Word form -> (lemma, kind); kind is bare, finite, past or ing."""
    table = {form: (lemma, kind) for lemma in stances() if " " not in lemma for form, kind in _inflected(lemma)}
    for form, lemma in words()["irregular"].items():
        if lemma in stances() or lemma in words()["particles"]:
            kind = "ing" if form.endswith("ing") else "finite" if form.endswith("s") else "past"
            table[form] = (lemma, kind)
    for lemma in words()["particles"]:
        if lemma not in stances():
            table.update({form: (lemma, kind) for form, kind in _inflected(lemma)})
    table.update(
        {"made": ("make", "past"), "spoke": ("speak", "past"), "took": ("take", "past"), "taken": ("take", "past")}
    )
    return table


@cache
def stances() -> Mapping[str, Stance]:
    """Lemma -> stance."""
    return {lemma: Stance(stance) for stance, lemmas in words()["verbs"].items() for lemma in lemmas}


def _particle(tokens: Sequence[Token], i: int, lemma: str) -> tuple[str, int]:
    """The verb's lemma with the particle behind it, and where it ends."""
    options = sorted(words()["particles"].get(lemma, ()), key=len, reverse=True)
    for option in options:
        parts = option.split()
        if [token.low for token in tokens[i + 1 : i + 1 + len(parts)]] == parts:
            return f"{lemma} {option}", i + 1 + len(parts)
    return lemma, i + 1


def _chain(tokens: Sequence[Token], i: int, low: int) -> int:
    """Where the auxiliaries and adverbs before a verb begin."""
    first = i
    while first > low:
        word = tokens[first - 1].low
        if word not in group("auxiliaries") and word not in group("adverbs") and word not in group("negations"):
            break
        first -= 1
    while first < i and tokens[first].low in group("adverbs") - {"never", "reportedly"}:
        first += 1
    return first


def _is_noun(tokens: Sequence[Token], i: int, kind: str, first: int) -> bool:
    """Whether a form that can be a noun or an adjective is one here ("a report", "the reported attack")."""
    before = tokens[first - 1].low if first > 0 else ""
    if first < i:
        return False
    if before in _DETERMINERS:
        return tokens[i].low not in ("said", "told")
    noun_like = kind in ("bare", "finite") and tokens[i].low not in ("says", "say", "tells")
    if before in _PREPOSITIONS or (before.endswith("'s") or before.endswith("’s")):
        return kind != "ing" or before in ("of",)
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return noun_like and (before == "" or following in ("of", "by") or before.isdigit())


def _declines(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Whether the chain before a verb makes the speaker say nothing ("declined to comment")."""
    chain = [token.low for token in tokens[max(0, first - 3) : i]]
    return any(word in group("negations") for word in chain)


def _decliner(tokens: Sequence[Token], first: int, low: int) -> int:
    """Past "declined", "refused" and the like that stand before "to"."""
    while first - 1 >= low and tokens[first - 1].low in ("declined", "refused", "failed", "unable", "yet"):
        first = _chain(tokens, first - 1, low)
    return first


def _stance(lemma: str, base: str, *, negated: bool) -> Stance:
    told = words()["particle_stance"].get(lemma)
    stance = Stance(told) if told else stances().get(lemma, stances().get(base, Stance.ASSERTS))
    return Stance.DOUBTS if negated and stance not in (Stance.DENIES, Stance.BELIEVES) else stance


def _form(tokens: Sequence[Token], first: int, i: int, kind: str) -> str:
    chain = {token.low for token in tokens[first:i]}
    if kind == "past" and chain & _BE:
        return "passive"
    if kind == "ing":
        return "finite" if chain & _BE else "ing"
    return "bare" if kind == "bare" and not chain else "finite"


def cue_at(tokens: Sequence[Token], i: int, low: int) -> Cue | None:
    """The cue whose verb is a token, or None.

    Args:
        tokens: of a sentence.
        i: the token.
        low: the first token that its auxiliaries may reach.

    Returns:
        The cue.
    """
    found = forms().get(tokens[i].low)
    if found is None:
        return None
    base, kind = found
    lemma, last = _particle(tokens, i, base)
    if base in words()["particles"] and base not in stances() and lemma == base:
        return None
    first = _chain(tokens, i, low)
    if first < i and tokens[first].low == "to":
        first = _decliner(tokens, first, low)
        if tokens[first].low == "to":
            return None
    if _is_noun(tokens, i, kind, first):
        return None
    negated = _declines(tokens, first, i)
    form = _form(tokens, first, i, kind)
    return Cue(first, last, i, lemma, _stance(lemma, base, negated=negated), form, negated)
