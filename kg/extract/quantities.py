"""The figures of a document: number, modifier, both intervals, unit, what is counted, in which status, part of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.extract import status
from kg.extract.counted import is_people, is_plural, span
from kg.extract.document import Document, Figure, Sentence, Token
from kg.extract.drafts import Draft, drafts, part_of_next, shares_predicate
from kg.extract.intervals import interval
from kg.extract.numbers import Number, opens
from kg.model.vocabulary import Role
from kg.ontology import lexicon

_TITLED = 0.7
"""Share of the longer words of a headline that begin with a capital, from which capitals tell nothing."""


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(lexicon("parts")[name])


def _taken(found: Sequence[Draft], own: Draft) -> frozenset[int]:
    return frozenset(i for draft in found if draft is not own for i in range(draft.number.first, draft.number.last))


def _statuses(tokens: Sequence[Token], found: Sequence[Draft]) -> list[str | None]:
    told: list[str | None] = []
    for k, draft in enumerate(found):
        if draft.unit is not None and draft.unit != "percent":
            told.append(None)
        else:
            told.append(_status(tokens, found, k) or _inherited(tokens, found, told, k))
    for k in reversed(range(len(found) - 1)):
        if told[k] is None and (part_of_next(tokens, found, k) or shares_predicate(tokens, found, k)):
            told[k] = told[k + 1]
    return told


def _status(tokens: Sequence[Token], found: Sequence[Draft], k: int) -> str | None:
    """The status that the words around a figure tell.

    What the verb says outranks what the counted were before ("12 hostages were freed", "they freed 12 hostages").
    """
    draft = found[k]
    taken = _taken(found, draft)
    people = draft.counted is None or is_people(draft.counted.head)
    inside = _inside(tokens, draft)
    if inside == status.KILLED:
        return inside
    after = status.behind(tokens, draft.end, taken)
    if draft.unit:
        return after or inside
    governing = status.governing(tokens, draft.first, people=people and inside is None)
    return after or governing or inside or status.before(tokens, draft.first, taken | _counted_before(found, k))


def _counted_before(found: Sequence[Draft], k: int) -> frozenset[int]:
    """The tokens of what the figure before counts ("39 deaths and 279 recoveries")."""
    counted = found[k - 1].counted if k else None
    return frozenset(range(counted.first, min(counted.last, found[k].first)) if counted else ())


def _inside(tokens: Sequence[Token], draft: Draft) -> str | None:
    """A status in the counted phrase itself ("12 deaths", "30 injuries", "14 bodies")."""
    if draft.counted is None:
        return None
    phrase = reversed(tokens[draft.counted.first : draft.counted.last])
    return next((told for token in phrase if (told := status.of_word(token.low))), None)


def _inherited(tokens: Sequence[Token], found: Sequence[Draft], told: Sequence[str | None], k: int) -> str | None:
    """The status of the figure before, where a list joins the two and both count people."""
    if k == 0 or told[k - 1] is None:
        return None
    one, two = found[k - 1], found[k]
    joined = all(token.low in _set("joints") for token in tokens[one.end : two.first])
    people = two.counted is None or is_people(two.counted.head)
    return told[k - 1] if joined and people else None


def _is_count(tokens: Sequence[Token], draft: Draft, told: str | None) -> bool:
    """Whether the smallest numbers, "both" and words for none count something here."""
    number, low = draft.number, tokens[draft.number.first].low
    people = draft.counted is not None and is_people(draft.counted.head)
    if low == "both":
        return told is not None and _both_count(tokens, draft)
    if number.kind == "none":
        if low == "not":
            return draft.counted is not None or told is not None
        if told is None or low != "no" or number.last > number.first + 1:
            return told is not None
        return draft.counted is not None and (people or is_plural(tokens[draft.counted.last - 1].low))
    if number.low == number.high == 1 and low == "one":
        return told is not None and (people or draft.counted is None) and not _partitive(tokens, number)
    return True


def _both_count(tokens: Sequence[Token], draft: Draft) -> bool:
    """Whether "both" stands for two people, not before "and" or for two sides of something."""
    before, end = draft.first - 1, draft.end
    if before >= 0 and tokens[before].low == ",":
        return False
    if draft.counted is None:
        return end < len(tokens) and (
            tokens[end].low in _set("behind_both") or status.of_word(tokens[end].low) is not None
        )
    joined = end < len(tokens) and tokens[end].low == "and"
    return is_plural(tokens[draft.counted.last - 1].low) and is_people(draft.counted.head) and not joined


def _partitive(tokens: Sequence[Token], number: Number) -> bool:
    return number.last < len(tokens) and tokens[number.last].low in ("of", "another")


def _figure(tokens: Sequence[Token], draft: Draft, told: str | None) -> Figure:
    number = draft.number
    counts = draft.unit is None and not number.scaled and number.kind != "fraction"
    read = interval(number.low, number.high, number.kind, draft.modifier, draft.side, counted=counts)
    return Figure(
        span=(tokens[draft.first].start, tokens[draft.last - 1].end),
        low=read.low,
        high=read.high,
        low_open=read.low_open,
        high_open=read.high_open,
        best=read.best,
        expected=read.expected,
        modifier=read.modifier,
        unit=draft.unit,
        counts_span=span(tokens, draft.counted) if draft.counted else None,
        head=draft.counted.head if draft.counted else "",
        status=told,
        increment=draft.increment,
    )


def _whole(tokens: Sequence[Token], found: Sequence[Draft], k: int, base: int, earlier: int | None) -> int | None:
    """Index of the figure that draft k is a part of: "18, including five", "five of the 18", "five of them"."""
    draft = found[k]
    lead = [token.low for token in tokens[max(0, draft.first - 4) : draft.first]]
    tail = tuple(token.low for token in tokens[draft.last : draft.last + 2])
    of_whom = tail in (("of", "whom"), ("of", "which"))
    opens_part = lead[-2:] in (["of", "whom"], ["of", "which"]) or bool(_set("openers") & set(lead))
    if (opens_part or of_whom) and k > 0 and draft.unit is None:
        return base + k - 1
    if part_of_next(tokens, found, k):
        return base + k + 1
    if tail in (("of", "them"), ("of", "those")) or (opens_part and k == 0):
        return base + k - 1 if k > 0 else earlier
    return None


def _listed_part(tokens: Sequence[Token], found: Sequence[Draft], k: int, wholes: Sequence[int | None]) -> bool:
    """Whether a figure goes on a list of parts ("18, including five children and two women")."""
    if k == 0 or wholes[k - 1] is None or found[k].counted is None:
        return False
    between = {token.low for token in tokens[found[k - 1].end : found[k].first]}
    return bool(between) and between <= {",", "and"}


def _of_sentence(sentence: Sentence, base: int, earlier: int | None, *, upper: bool) -> list[Figure]:
    tokens = sentence.tokens
    found = drafts(tokens, upper=upper, titled=_is_titled(sentence))
    if not found:
        return []
    told = _statuses(tokens, found)
    kept = [(draft, one) for draft, one in zip(found, told, strict=True) if _is_count(tokens, draft, one)]
    own = [draft for draft, _ in kept]
    figures = [_figure(tokens, draft, one) for draft, one in kept]
    wholes: list[int | None] = []
    for k in range(len(own)):
        part = _listed_part(tokens, own, k, wholes)
        wholes.append(wholes[k - 1] if part else _whole(tokens, own, k, base, earlier))
    return [
        replace(figure, whole=whole, status=figure.status or _of_whole(figures, figure, whole, base))
        for figure, whole in zip(figures, wholes, strict=True)
    ]


def _of_whole(figures: Sequence[Figure], figure: Figure, whole: int | None, base: int) -> str | None:
    """The status of the figure of this sentence that a figure without one is a part of."""
    if whole is None or whole < base or figure.unit or (figure.head and not is_people(figure.head)):
        return None
    return figures[whole - base].status


def _is_titled(sentence: Sentence) -> bool:
    """Whether a headline is in title case, so that its capitals tell nothing."""
    if sentence.role is Role.BODY:
        return False
    words = [token.text for token in sentence.tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return bool(words) and sum(word[0].isupper() for word in words) > _TITLED * len(words)


def find(document: Document) -> tuple[Figure, ...]:
    """The figures of a document.

    Args:
        document: one part of an article in sentences.

    Returns:
        In order of the text; durations and distances have their unit, so that they are never compared with counts.
    """
    found: list[Figure] = []
    earlier: int | None = None
    for sentence in document.sentences:
        if not any(map(opens, sentence.tokens)):
            continue
        if sentence.role is Role.HEADING and not any(t.text[0].isdigit() for t in sentence.tokens):
            continue
        own = _of_sentence(sentence, len(found), earlier, upper=document.upper)
        counts = [i for i, figure in enumerate(own, len(found)) if figure.unit is None]
        earlier = counts[-1] if counts else earlier
        found.extend(own)
    return tuple(found)
