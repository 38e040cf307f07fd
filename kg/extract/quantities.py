"""The figures of a document: number, modifier, both intervals, unit, what is counted, in which status, part of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extract import status
from kg.extract.counted import Counted, counted_at, is_people, is_plural, span, unit_at
from kg.extract.document import Document, Figure, Sentence, Token
from kg.extract.intervals import interval
from kg.extract.no_quantity import is_none_of_ours
from kg.extract.numbers import Number, number_at
from kg.model.vocabulary import Role
from kg.ontology import lexicon

_DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "night", "century"})
_LIST_WORDS = frozenset(
    {",", "and", "or", "including", "among", "them", "of", "whom", "as", "well", "plus", "up", "from", "down", "to"}
)
_RANGE_WORDS = frozenset({"to", "and", "or", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure in tokens of its sentence, before status and whole are known."""

    number: Number
    first: int
    last: int
    modifier: str | None
    side: str
    unit: str | None
    counted: Counted | None
    increment: bool


@cache
def _before() -> dict[tuple[str, ...], tuple[str, str]]:
    return {tuple(text.split()): (name, side) for text, name, side in lexicon("modifiers")["before"]}


@cache
def _after() -> dict[tuple[str, ...], str]:
    return {tuple(text.split()): name for text, name in lexicon("modifiers")["after"]}


def _modifier_before(tokens: Sequence[Token], i: int) -> tuple[int, str | None, str]:
    """The longest modifier that ends before a token: where it begins, its name, its side."""
    for length in range(min(5, i), 0, -1):
        key = tuple(token.low for token in tokens[i - length : i])
        if key in _before():
            name, side = _before()[key]
            return i - length, name, side
    return i, None, ""


def _modifier_after(tokens: Sequence[Token], i: int) -> tuple[int, str | None]:
    for length in (3, 2, 1):
        key = tuple(token.low for token in tokens[i : i + length])
        following = tokens[i + length].text[0] if i + length < len(tokens) else ""
        if len(key) == length and key in _after() and not following.isdigit():
            return i + length, _after()[key]
    return i, None


def _currency_before(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """The currency sign or code before a number, with the letters glued to it."""
    if i == 0:
        return None
    sign = lexicon("units")["signs"].get(tokens[i - 1].text)
    if sign is None:
        code = tokens[i - 1].low
        return (i - 1, "INR" if code == "rs" else code.upper()) if code in lexicon("units")["codes"] else None
    if i > 1 and tokens[i - 2].end == tokens[i - 1].start:
        letters = lexicon("units")["sign_prefixes"].get(tokens[i - 2].low)
        return (i - 2, letters) if letters else (i - 1, sign)
    return i - 1, sign


def _ranged(tokens: Sequence[Token], number: Number, opened: bool, currency: bool) -> Number:
    """A number with the upper end that "to", "and" (behind "between") or a dash joins to it."""
    at = number.last
    if number.kind != "value" or at + 1 >= len(tokens) or tokens[at].low not in _RANGE_WORDS:
        return number
    if tokens[at].low == "and" and not opened:
        return number
    start = at + 1 + (lexicon("units")["signs"].get(tokens[at + 1].text) is not None)
    upper = number_at(tokens, start, currency=currency) if start < len(tokens) else None
    if upper is None or upper.kind != "value":
        return number
    plain = _unscaled(upper, tokens)
    low = number.low * (upper.low / plain if number.low < plain and not number.scaled else 1)
    if low >= upper.low:
        return number
    return replace(number, last=upper.last, low=low, high=upper.low, kind="range", scaled=upper.scaled)


def _unscaled(number: Number, tokens: Sequence[Token]) -> float:
    """The value without its scale words, so that "5 to 6 million" scales both ends."""
    plain = number_at(tokens[number.first : number.first + 1], 0)
    one_scale = number.scaled or number.last - number.first == 2
    return plain.low if plain and plain.low and one_scale else number.low


def _draft(tokens: Sequence[Token], i: int, *, upper: bool) -> Draft | None:
    money = _currency_before(tokens, i)
    number = number_at(tokens, i, currency=money is not None)
    if number is None:
        return None
    first = money[0] if money else i
    opened = first > 0 and tokens[first - 1].low in ("between", "from")
    number = _ranged(tokens, number, opened, money is not None)
    begin, modifier, side = _modifier_before(tokens, first)
    if number.kind == "range" and opened and modifier is None:
        begin = first - 1
    unit = (money[1], number.last) if money else unit_at(tokens, number.last)
    last = unit[1] if unit else number.last
    if modifier == "about" and tokens[first - 1].low == "some" and number.kind == "fraction":
        modifier = None
    behind, name = _modifier_after(tokens, last)
    if name and modifier is None:
        modifier, last = name, behind
    begin, increment = _increment(tokens, begin, last)
    counted = counted_at(tokens, last, upper=upper)
    return Draft(number, begin, last, modifier, side, unit[0] if unit else None, counted, increment)


def _increment(tokens: Sequence[Token], begin: int, last: int) -> tuple[int, bool]:
    """Whether the figure adds to another one ("a further 12", "the other five", "12 more")."""
    known = lexicon("modifiers")["increments"]
    if begin > 0 and tokens[begin - 1].low in known and tokens[begin - 1].low not in ("more",):
        article = begin > 1 and tokens[begin - 2].low in ("a", "an", "the")
        return begin - 1 - article, True
    return begin, last < len(tokens) and tokens[last].low in ("more", "others", "other", "additional", "further")


def _drafts(sentence: Sentence, *, upper: bool) -> list[Draft]:
    tokens, found, i = sentence.tokens, [], 0
    while i < len(tokens):
        draft = _draft(tokens, i, upper=upper)
        if draft is None or is_none_of_ours(tokens, draft.number, draft.unit, draft.modifier, upper=upper):
            i = draft.number.last if draft and draft.number.last > i else i + 1
            continue
        found.append(draft)
        i = max(draft.last, draft.number.last)
    return found


def _taken(drafts: Sequence[Draft], own: Draft) -> frozenset[int]:
    return frozenset(i for draft in drafts if draft is not own for i in range(draft.number.first, draft.number.last))


def _statuses(tokens: Sequence[Token], drafts: Sequence[Draft]) -> list[str | None]:
    found: list[str | None] = []
    for k, draft in enumerate(drafts):
        if draft.unit is not None and draft.unit != "percent":
            found.append(None)
            continue
        taken = _taken(drafts, draft)
        end = draft.counted.last if draft.counted else draft.last
        inside = _inside(tokens, draft)
        behind = status.behind(tokens, end, taken)
        # What the verb says outranks what the counted were before ("12 hostages were freed").
        told = (inside if inside == status.KILLED else behind or inside) or behind
        told = told or status.before(tokens, draft.first, taken)
        found.append(told or _inherited(tokens, drafts, found, k))
    for k in reversed(range(len(drafts) - 1)):
        if found[k] is None and (_part_of_next(tokens, drafts, k) or _shares_predicate(tokens, drafts, k)):
            found[k] = found[k + 1]
    return found


def _part_of_next(tokens: Sequence[Token], drafts: Sequence[Draft], k: int) -> bool:
    """Whether "of the" joins a figure to the next one ("five of the 18", "none of the 30")."""
    at = drafts[k].last
    return at < len(tokens) and tokens[at].low == "of" and at < drafts[k + 1].first <= at + 2


def _shares_predicate(tokens: Sequence[Token], drafts: Sequence[Draft], k: int) -> bool:
    """Whether "and" joins two subjects of one verb ("four soldiers and two civilians were killed")."""
    one, two = drafts[k].counted, drafts[k + 1].counted
    if one is None or two is None or not (is_people(one.head) and is_people(two.head)):
        return False
    between = [token.low for token in tokens[one.last : drafts[k + 1].first]]
    return bool(between) and set(between) <= {",", "and"}


def _inside(tokens: Sequence[Token], draft: Draft) -> str | None:
    """A status in the counted phrase itself ("12 deaths", "30 injuries", "14 bodies")."""
    if draft.counted is None:
        return None
    phrase = reversed(tokens[draft.counted.first : draft.counted.last])
    return next((told for token in phrase if (told := status.of_word(token.low))), None)


def _inherited(tokens: Sequence[Token], drafts: Sequence[Draft], found: Sequence[str | None], k: int) -> str | None:
    """The status of the figure before, where a list joins the two and both count people."""
    if k == 0 or found[k - 1] is None:
        return None
    one, two = drafts[k - 1], drafts[k]
    end = one.counted.last if one.counted else one.last
    between = [token.low for token in tokens[end : two.first]]
    joined = all(low in _LIST_WORDS for low in between)
    people = two.counted is None or is_people(two.counted.head)
    return found[k - 1] if joined and between and people else None


def _is_count(tokens: Sequence[Token], draft: Draft, told: str | None) -> bool:
    """Whether the smallest numbers and words for none count something here."""
    number = draft.number
    people = draft.counted is not None and is_people(draft.counted.head)
    if number.kind == "none":
        if told is None or tokens[number.first].low != "no" or number.last > number.first + 1:
            return told is not None
        return draft.counted is not None and (people or is_plural(tokens[draft.counted.last - 1].low))
    if number.low == number.high == 1 and tokens[number.first].low == "one":
        return told is not None and (people or draft.counted is None) and not _partitive(tokens, number)
    return True


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


def _whole(tokens: Sequence[Token], drafts: Sequence[Draft], k: int, base: int, earlier: int | None) -> int | None:
    """Index of the figure that draft k is a part of: "18, including five", "five of the 18", "five of them"."""
    draft = drafts[k]
    lead = [token.low for token in tokens[max(0, draft.first - 4) : draft.first]]
    opens = lead[-2:] in (["of", "whom"], ["of", "which"]) or bool({"including", "among", "includes"} & set(lead))
    if opens and k > 0 and draft.unit is None:
        return base + k - 1
    tail = [token.low for token in tokens[draft.last : draft.last + 2]]
    if k + 1 < len(drafts) and _part_of_next(tokens, drafts, k):
        return base + k + 1
    if tail in (["of", "them"], ["of", "those"]) or (opens and k == 0):
        return base + k - 1 if k > 0 else earlier
    return None


def _of_sentence(sentence: Sentence, base: int, earlier: int | None, *, upper: bool) -> list[Figure]:
    tokens = sentence.tokens
    drafts = _drafts(sentence, upper=upper)
    told = _statuses(tokens, drafts)
    kept = [(draft, one) for draft, one in zip(drafts, told, strict=True) if _is_count(tokens, draft, one)]
    own = [draft for draft, _ in kept]
    figures = [_figure(tokens, draft, one) for draft, one in kept]
    wholes = [_whole(tokens, own, k, base, earlier) for k in range(len(own))]
    return [replace(figure, whole=whole) for figure, whole in zip(figures, wholes, strict=True)]


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
        if sentence.role is Role.HEADING and not any(t.text[0].isdigit() for t in sentence.tokens):
            continue
        own = _of_sentence(sentence, len(found), earlier, upper=document.upper)
        counts = [i for i, figure in enumerate(own, len(found)) if figure.unit is None]
        earlier = counts[-1] if counts else earlier
        found.extend(own)
    return tuple(found)
