"""What happened to the counted: killed, wounded, missing ... from the words beside the figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from kg.extract.counted import is_plural
from kg.extract.document import Token
from kg.ontology import lexicon

BEHIND: Final = 7
BEFORE: Final = 9
TOLL: Final = 26
_BREAKS: Final = frozenset('.;:!?"”“()')
KILLED: Final = "killed"
WOUNDED: Final = "wounded"
BOTH: Final = "killed-and-wounded"


@cache
def _status() -> Mapping[str, str]:
    """Word -> status."""
    table = {word: BOTH if name == "both" else name for name, words in lexicon("status").items() for word in words}
    return {word: f"other:{name[:-2]}" if name == "infected" else name for word, name in table.items()}


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(lexicon("status_between")[name])


@cache
def _of_people() -> Mapping[str, str]:
    """Verb -> status, of verbs that tell one only before people ("held 140 demonstrators")."""
    return {word: name for name, words in lexicon("status_of_people").items() for word in words}


def of_word(low: str) -> str | None:
    """The status that a word tells, or None."""
    return _status().get(low)


def _low(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _pair(tokens: Sequence[Token], i: int) -> str | None:
    """The status at a token, read with a second one that "and" joins to it ("killed and wounded")."""
    first = of_word(tokens[i].low)
    if first not in (KILLED, WOUNDED):
        return first
    joined = _low(tokens, i + 1) in _set("joiners") | {","}
    second = of_word(_low(tokens, i + 1 + joined))
    if second not in (KILLED, WOUNDED) or second == first:
        return first
    if joined:
        return first if _counts_again(tokens, i + 3) else BOTH
    return BOTH if {tokens[i].low, tokens[i + 1].low} <= _set("participles") else first


def _counts_again(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number of its own follows ("killed 12 and wounded 30")."""
    return any(token.text[0].isdigit() for token in tokens[i : i + 3])


def behind(tokens: Sequence[Token], i: int, taken: frozenset[int]) -> str | None:
    """The status told behind a figure: "12 dead", "12 people were killed", "12 of them died".

    Args:
        tokens: of one sentence.
        i: the token behind the figure's noun phrase.
        taken: tokens of other figures, which are not crossed.

    Returns:
        The status, or None.
    """
    i = _past_addition(tokens, _past_partner(tokens, _past_parenthesis(tokens, i)), taken)
    named: str | None = None
    for at in range(i, min(len(tokens), i + BEHIND)):
        low = tokens[at].low
        found = _pair(tokens, at)
        if found and _is_active(tokens, at):
            break
        if found and _is_named(tokens, at):
            named = named or found
        elif found:
            return found
        if at in taken or low in _BREAKS or low in _set("joiners") or low == ",":
            break
        if low not in _set("words") and at > i + 4:
            break
    return named


def _is_active(tokens: Sequence[Token], at: int) -> bool:
    """Whether the counted did it rather than suffered it ("12 fighters killed the mayor", "charged with killing")."""
    if tokens[at].low in _set("active"):
        return True
    if tokens[at].low not in _set("verbs") or _low(tokens, at - 1) in _set("passive") or at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    return after.low in _set("opens_object") or after.text[0].isdigit()


def _is_named(tokens: Sequence[Token], at: int) -> bool:
    """Whether a status word is the noun of who they were ("two of the wounded died")."""
    return at > 1 and tokens[at - 1].low == "the" and tokens[at - 2].low == "of"


def _past_parenthesis(tokens: Sequence[Token], i: int) -> int:
    """Past ", including five children," or "(five of them children)" behind a noun phrase."""
    if _low(tokens, i) == "(":
        return next((at + 1 for at in range(i + 1, min(len(tokens), i + 14)) if tokens[at].low == ")"), i)
    if _low(tokens, i) == "including":
        following = range(i + 2, min(len(tokens), i + 14))
        return next((at for at in following if tokens[at].low in _set("plural_verbs")), i)
    of_them = _low(tokens, i + 2) == "of" and _low(tokens, i + 3) in ("them", "whom", "which")
    if _low(tokens, i) != "," or not (of_them or _low(tokens, i + 1) in _set("parentheses")):
        return i
    closing = next((at for at in range(i + 2, min(len(tokens), i + 14)) if tokens[at].low == ","), None)
    return i if closing is None else closing + 1


def _past_partner(tokens: Sequence[Token], i: int) -> int:
    """Past "and a driver" where a plural verb follows ("two soldiers and a driver were killed")."""
    if _low(tokens, i) != "and" or _low(tokens, i + 1) not in _set("one"):
        return i
    for at in range(i + 3, min(len(tokens), i + 8)):
        if tokens[at].low in _set("plural_verbs"):
            return at
        if not tokens[at].text[0].isalpha() or is_plural(tokens[at].low):
            return i
    return i


def _past_addition(tokens: Sequence[Token], i: int, taken: frozenset[int]) -> int:
    """Past "of a mill" where an auxiliary follows ("nine workers of a mill were burnt to death")."""
    if _low(tokens, i) not in _set("additions"):
        return i
    for at in range(i + 2, min(len(tokens), i + 10)):
        low = tokens[at].low
        if low in _set("auxiliaries"):
            return at
        if at in taken or not low[0].isalpha() or low in _set("joiners") or of_word(low) or low in _set("clauses"):
            return i
    return i


def governing(tokens: Sequence[Token], i: int, *, people: bool) -> str | None:
    """The status that the verb right before a figure tells ("freed 12 hostages", "held 140 demonstrators").

    Args:
        tokens: of one sentence.
        i: the first token of the figure.
        people: whether people are counted, and nothing else tells what happened to them.

    Returns:
        The status, or None.
    """
    at = i - 1 - (_low(tokens, i - 1) in _set("objects"))
    verb = _low(tokens, at)
    if verb not in _set("verbs"):
        return _of_people().get(verb) if people else None
    return _both(tokens, at) or of_word(verb)


def _both(tokens: Sequence[Token], at: int) -> str | None:
    """The status of "killed and wounded" that ends at a token; None where only one stands there."""
    if at < 2 or tokens[at - 1].low not in _set("joiners"):
        return None
    return BOTH if {of_word(tokens[at].low), of_word(tokens[at - 2].low)} == {KILLED, WOUNDED} else None


def before(tokens: Sequence[Token], i: int, taken: frozenset[int]) -> str | None:
    """The status told before a figure: "killed 12", "killing of 12", "death toll rose to 42", "bodies of 5".

    Args:
        tokens: of one sentence.
        i: the first token of the figure.
        taken: tokens of other figures, which are not crossed.

    Returns:
        The status, or None.
    """
    if _low(tokens, i - 1) in _set("adjuncts"):
        return None
    if _low(tokens, i - 1) == ":":
        return _labelled(tokens, i - 1)
    for at in range(i - 1, max(-1, i - 1 - BEFORE), -1):
        token = tokens[at]
        if at in taken:
            return None
        found = of_word(token.low)
        if found:
            return None if _has_subject(tokens, at, i) else _both(tokens, at) or found
        if token.low == "by" and i - at <= 4 and _low(tokens, i - 1) == "of":
            return None
        if token.low in _BREAKS or (token.low == "," and i - at > 2):
            return None
    return _toll(tokens, i, taken)


def _labelled(tokens: Sequence[Token], colon: int) -> str | None:
    """The status of the toll that a colon follows ("deaths since January: five", "Death toll: 42")."""
    for at in range(colon - 1, max(-1, colon - 6), -1):
        if tokens[at].low in _set("tolls") or tokens[at].low in _set("participles"):
            return of_word(tokens[at].low)
        if not tokens[at].text[0].isalnum():
            return None
    return None


def _has_subject(tokens: Sequence[Token], at: int, i: int) -> bool:
    """Whether a passive told it of its own subject ("two men were hurt and 13 shops"), not of a part that follows."""
    back = at - 1
    while back > 0 and tokens[back].low.endswith("ly"):
        back -= 1
    passive = (
        back >= 0 and tokens[back].low in _set("passive") and tokens[at].low in _set("verbs") | _set("participles")
    )
    return passive and not any(token.low in ("including", "among") for token in tokens[at:i])


def _toll(tokens: Sequence[Token], i: int, taken: frozenset[int]) -> str | None:
    """The status of a figure that a toll reaches, however long its name ("the toll of Monday's ... rose to 42")."""
    if i < 2 or tokens[i - 1].low not in _set("reaches"):
        return None
    for at in range(i - 2, max(-1, i - TOLL), -1):
        if at in taken or tokens[at].low in _BREAKS:
            return None
        if tokens[at].low in _set("tolls"):
            return of_word(tokens[at].low)
    return None
