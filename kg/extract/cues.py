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


def is_acronym(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token is an acronym among words in lower case ("IS said", "US officials")."""
    text = tokens[i].text
    if len(text) < 2 or not text.isupper():
        return False
    return any(token.text.islower() for token in tokens[max(0, i - 3) : i + 4] if token.text[0].isalpha())


def _helps(low: str) -> bool:
    return low in group("auxiliaries") or low in group("adverbs") or low in group("negations")


def _chain(tokens: Sequence[Token], i: int, low: int) -> int:
    """Where the auxiliaries and adverbs before a verb begin."""
    first = i
    while first > low:
        word = tokens[first - 1].low
        if is_acronym(tokens, first - 1) or not _helps(word):
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
    if before in _DETERMINERS or _counted(tokens, i, before):
        return tokens[i].low not in ("said", "told")
    if before in _PREPOSITIONS or before.endswith(("'s", "’s")):
        return kind != "ing" or before == "of"
    if kind not in ("bare", "finite") or tokens[i].low in ("says", "say", "tells"):
        return False
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if before == "" or before.isdigit() or following in ("of", "by") or _is_verb(following):
        return True
    return kind == "bare" and not _takes_plural(tokens, i)


def _counted(tokens: Sequence[Token], i: int, before: str) -> bool:
    """Whether a form stands between a number and the plural that it counts ("661 confirmed cases")."""
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return (
        before.replace(",", "").isdigit()
        and following.endswith("s")
        and following.isalpha()
        and len(following) > len("this")
    )


def _is_verb(low: str) -> bool:
    """Whether a word is plainly a verb, so that a noun stands before it ("documents show", "the report mentions")."""
    return low in group("auxiliaries") - {"to"} or forms().get(low, ("", ""))[1] in ("bare", "finite", "past")


def _takes_plural(tokens: Sequence[Token], i: int) -> bool:
    """Whether a plural or a pronoun stands before a base form, as its subject."""
    at = i - 1
    while at > 0 and (tokens[at].low in group("adverbs") or not tokens[at].text[0].isalnum()):
        at -= 1
    if tokens[i - 1].text == ",":
        opening = next((k for k in range(at, max(0, at - 14), -1) if tokens[k].text == ","), None)
        at = at if opening is None else opening - 1
    low = tokens[at].low
    plural = low.endswith("s") and not low.endswith(("ss", "'s", "’s", "us"))
    return plural or low in (
        "i",
        "we",
        "they",
        "you",
        "who",
        "which",
        "people",
        "police",
        "media",
        "some",
        "many",
        "others",
    )


def _is_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a form is a part of a name ("Islamic State"): capitalised behind or before lower case."""
    text = tokens[i].text
    if text[0].islower() or i == 0:
        return False
    if len(text) > 1 and text.isupper():
        return False
    near = [token.text for token in (*tokens[max(0, i - 3) : i], *tokens[i + 1 : i + 4]) if token.text[0].isalpha()]
    return any(word[0].islower() for word in near)


def _reduced(tokens: Sequence[Token], i: int, kind: str, first: int) -> bool:
    """Whether a past form only describes the noun before it ("a video posted on the web shows")."""
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return (
        kind == "past" and first == i and following in ("on", "in", "at", "by", "from", "under") and i + 2 < len(tokens)
    )


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
    if found is None or _is_name(tokens, i):
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
    if _is_noun(tokens, i, kind, first) or (base in group("strict") and _reduced(tokens, i, kind, first)):
        return None
    negated = _declines(tokens, first, i)
    form = _form(tokens, first, i, kind)
    return Cue(first, last, i, lemma, _stance(lemma, base, negated=negated), form, negated)
