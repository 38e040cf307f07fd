"""What happened to the counted: killed, wounded, missing ... from the words beside the figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from kg.extract.document import Token
from kg.ontology import lexicon

BEHIND, BEFORE, TOLL = 7, 9, 26
_JOINERS = frozenset({"and", "or", "&", "/", "and/or"})
_BREAKS = frozenset({";", ":", ".", "!", "?", '"', "”", "“"})
_AUXILIARIES = frozenset(lexicon("status_between")["words"])
_PARENTHESES = frozenset({"including", "among", "mostly", "most", "many", "some", "all", "both"})
_REACHES = frozenset(
    {"to", "at", "hit", "hits", "reached", "reaches", "passed", "topped", "exceeded", "was", "is", "stood"}
)
_TOLLS = frozenset({"toll", "deaths", "casualties", "fatalities", "injuries"})
KILLED, WOUNDED, BOTH = "killed", "wounded", "killed-and-wounded"


@cache
def _status() -> Mapping[str, str]:
    """Word -> status."""
    table = {word: BOTH if name == "both" else name for name, words in lexicon("status").items() for word in words}
    return {word: f"other:{name[:-2]}" if name == "infected" else name for word, name in table.items()}


def of_word(low: str) -> str | None:
    """The status that a word tells, or None."""
    return _status().get(low)


def _pair(tokens: Sequence[Token], i: int) -> str | None:
    """The status at a token, read with a second one that "and" joins to it ("killed and wounded")."""
    first = of_word(tokens[i].low)
    if first in (KILLED, WOUNDED) and i + 2 < len(tokens) and tokens[i + 1].low in _JOINERS | {","}:
        second = of_word(tokens[i + 2].low)
        if second in (KILLED, WOUNDED) and second != first and not _counts_again(tokens, i + 3):
            return BOTH
    if first in (KILLED, WOUNDED) and i + 1 < len(tokens) and of_word(tokens[i + 1].low) in (KILLED, WOUNDED):
        return BOTH if of_word(tokens[i + 1].low) != first else first
    return first


def _counts_again(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number of its own follows ("killed 12 and wounded 30")."""
    following = tokens[i : i + 3]
    return any(token.text[0].isdigit() for token in following)


def behind(tokens: Sequence[Token], i: int, taken: frozenset[int]) -> str | None:
    """The status told behind a figure: "12 dead", "12 people were killed", "12 of them died".

    Args:
        tokens: of one sentence.
        i: the token behind the figure's noun phrase.
        taken: tokens of other figures, which are not crossed.

    Returns:
        The status, or None.
    """
    i = _past_parenthesis(tokens, i)
    for at in range(i, min(len(tokens), i + BEHIND)):
        token = tokens[at]
        found = _pair(tokens, at)
        if found:
            return found
        if at in taken or token.low in _BREAKS or token.low in _JOINERS:
            return None
        if token.low == "," and at > i:
            return None
        if token.low not in _AUXILIARIES and token.low != "," and at > i + 4:
            return None
    return None


def _past_parenthesis(tokens: Sequence[Token], i: int) -> int:
    """Past ", including five children," behind a noun phrase."""
    if i + 1 >= len(tokens) or tokens[i].low != "," or tokens[i + 1].low not in _PARENTHESES:
        return i
    closing = next((at for at in range(i + 2, min(len(tokens), i + 14)) if tokens[at].low == ","), None)
    return i if closing is None else closing + 1


def before(tokens: Sequence[Token], i: int, taken: frozenset[int]) -> str | None:
    """The status told before a figure: "killed 12", "killing of 12", "death toll rose to 42", "bodies of 5".

    Args:
        tokens: of one sentence.
        i: the first token of the figure.
        taken: tokens of other figures, which are not crossed.

    Returns:
        The status, or None.
    """
    for at in range(i - 1, max(-1, i - 1 - BEFORE), -1):
        token = tokens[at]
        found = of_word(token.low)
        if found:
            joined = at >= 2 and tokens[at - 1].low in _JOINERS and of_word(tokens[at - 2].low)
            return BOTH if joined and joined != found and {joined, found} == {KILLED, WOUNDED} else found
        if at in taken or token.low in _BREAKS or (token.low == "," and i - at > 2):
            return None
    return _toll(tokens, i, taken)


def _toll(tokens: Sequence[Token], i: int, taken: frozenset[int]) -> str | None:
    """The status of a figure that a toll reaches, however long its name ("the toll of Monday's ... rose to 42")."""
    if tokens[i - 1].low not in _REACHES or i < 2:
        return None
    for at in range(i - 2, max(-1, i - TOLL), -1):
        if at in taken or tokens[at].low in _BREAKS:
            return None
        if tokens[at].low in _TOLLS:
            return of_word(tokens[at].low)
    return None
