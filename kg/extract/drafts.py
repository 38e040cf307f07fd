"""Numbers of a sentence with their modifier, unit and counted noun, before status and whole are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.counted import Counted, appositive, counted_at, is_people, joined_unit, unit_at, unit_before
from kg.extract.document import Token
from kg.extract.no_quantity import is_none_of_ours
from kg.extract.numbers import Number, number_at, opens
from kg.ontology import lexicon


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

    @property
    def end(self) -> int:
        """One past the last token of the figure and what it counts."""
        return self.counted.last if self.counted and self.counted.first >= self.last else self.last


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(value) for name, value in lexicon("modifiers")["words"].items()}


@cache
def _before() -> Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """The last word of a modifier -> the modifiers that end in it, longest first: words, name, side."""
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for text, name, side in lexicon("modifiers")["before"]:
        words = tuple(text.split())
        table.setdefault(words[-1], []).append((words, name, side))
    return {last: tuple(sorted(found, key=lambda item: -len(item[0]))) for last, found in table.items()}


@cache
def _after() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The first word of a modifier behind a number -> those that begin with it, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for text, name in lexicon("modifiers")["after"]:
        words = tuple(text.split())
        table.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in table.items()}


def _low(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _modifier_before(tokens: Sequence[Token], i: int) -> tuple[int, str | None, str]:
    """The longest modifier that ends before a token: where it begins, its name, its side."""
    for words, name, side in _before().get(_low(tokens, i - 1), ()):
        first = i - len(words)
        if first >= 0 and all(tokens[first + k].low == word for k, word in enumerate(words)):
            return first, name, side
    return i, None, ""


def _modifier_after(tokens: Sequence[Token], i: int) -> tuple[int, str | None]:
    for words, name in _after().get(_low(tokens, i), ()):
        end = i + len(words)
        same = end <= len(tokens) and all(tokens[i + k].low == word for k, word in enumerate(words))
        if same and not (end < len(tokens) and tokens[end].text[0].isdigit()):
            return end, name
    return i, None


def _means_that(tokens: Sequence[Token], begin: int, first: int, unit: str | None) -> bool:
    """Whether "over" and "up to" bound the number here: not in "12 deaths over two days", "has gone up to 417"."""
    words = [token.low for token in tokens[begin:first]]
    if words == ["over"] and unit in _lists()["periods"]:
        return begin == 0 or tokens[begin - 1].low in _lists()["lasting"] or not tokens[begin - 1].text[0].isalnum()
    return words != ["up", "to"] or _low(tokens, begin - 1) not in _lists()["change"]


def _currency_before(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """The currency sign or code before a number, with the letters glued to it."""
    if i == 0:
        return None
    units = lexicon("units")
    sign = units["signs"].get(tokens[i - 1].text)
    if sign is None:
        code = tokens[i - 1].low
        return (i - 1, units["codes"][code]) if code in units["codes"] else None
    if i > 1 and tokens[i - 2].end == tokens[i - 1].start:
        letters = units["sign_prefixes"].get(tokens[i - 2].low)
        return (i - 2, letters) if letters else (i - 1, sign)
    return i - 1, sign


def _changes(tokens: Sequence[Token], at: int) -> bool:
    """Whether "from" at a token belongs to a change ("rose from 12 to 15"), so that both ends are figures."""
    return any(token.low in _lists()["change"] for token in tokens[max(0, at - 9) : at])


def _ranged(tokens: Sequence[Token], number: Number, first: int, currency: bool) -> Number:
    """A number with the upper end that "to", "or", "and" (behind "between") or a dash joins to it."""
    at, opener = number.last, _low(tokens, first - 1)
    if number.kind != "value" or _low(tokens, at) not in _lists()["range"]:
        return number
    if (tokens[at].low == "and" and opener not in ("between", "from")) or (
        opener == "from" and _changes(tokens, first - 1)
    ):
        return number
    start = at + 1 + (_low(tokens, at + 1) in lexicon("units")["signs"])
    upper = number_at(tokens, start, currency=currency) if start < len(tokens) else None
    if upper is None or upper.kind != "value" or (tokens[at].low == "or" and not _close(number, upper)):
        return number
    plain = _unscaled(upper, tokens)
    low = number.low * (upper.low / plain if number.low < plain and not number.scaled else 1)
    if low >= upper.low:
        return number
    return replace(number, last=upper.last, low=low, high=upper.low, kind="range", scaled=upper.scaled)


def _close(number: Number, upper: Number) -> bool:
    """Whether "or" joins two guesses ("two or three") rather than two things."""
    return number.low < upper.low <= 3 * number.low + 1


def _unscaled(number: Number, tokens: Sequence[Token]) -> float:
    """The value without its scale words, so that "5 to 6 million" scales both ends."""
    plain = number_at(tokens[number.first : number.first + 1], 0)
    one_scale = number.scaled or number.last - number.first == 2
    return plain.low if plain and plain.low and one_scale else number.low


def _unit(tokens: Sequence[Token], number: Number, money: tuple[int, str] | None, first: int) -> tuple[str | None, int]:
    """The unit of a number and where the figure ends."""
    if money:
        return money[1], number.last
    if number.tail:
        return joined_unit(number.tail), number.last
    found = unit_at(tokens, number.last)
    if found is None and number.kind == "vague" and _low(tokens, number.last) == "of":
        found = unit_at(tokens, number.last + 1)
    return found or (unit_before(tokens, first), number.last)


def _draft(tokens: Sequence[Token], i: int, *, upper: bool) -> Draft | None:
    money = _currency_before(tokens, i)
    number = number_at(tokens, i, currency=money is not None)
    if number is None:
        return None
    first = money[0] if money else i
    number = _ranged(tokens, number, first, money is not None)
    unit, last = _unit(tokens, number, money, first)
    begin, modifier, side = _modifier_before(tokens, first)
    if modifier and not _means_that(tokens, begin, first, unit):
        begin, modifier, side = first, None, ""
    if number.kind == "range" and modifier is None and _low(tokens, first - 1) in ("between", "from"):
        begin = first - 1
    if modifier == "about" and number.kind == "fraction" and tokens[first - 1].low == "some":
        modifier = None
    behind, name = _modifier_after(tokens, last)
    if name and modifier is None:
        modifier, last = name, behind
    if number.tail == "odd":
        modifier = "about"
    begin, increment = _increment(tokens, begin, last)
    counted = counted_at(tokens, last + _shared_article(tokens, number, last), upper=upper, measured=unit is not None)
    return Draft(number, begin, last, modifier, side, unit, counted, increment)


def _shared_article(tokens: Sequence[Token], number: Number, last: int) -> bool:
    """Whether an article stands between a share and what it divides ("half the houses")."""
    return number.kind == "fraction" and _low(tokens, last) in ("the", "its", "their", "his", "her", "our", "all")


def _increment(tokens: Sequence[Token], begin: int, last: int) -> tuple[int, bool]:
    """Whether the figure adds to another one ("a further 12", "the other five", "12 more")."""
    if begin > 0 and tokens[begin - 1].low in _lists()["increment"]:
        article = begin > 1 and tokens[begin - 2].low in ("a", "an", "the")
        return begin - 1 - article, True
    return begin, _low(tokens, last) in _lists()["increment_behind"]


def part_of_next(tokens: Sequence[Token], drafts: Sequence[Draft], k: int) -> bool:
    """Whether "of the" joins a figure to the next one ("five of the 18", "none of the 30")."""
    at = drafts[k].last
    return k + 1 < len(drafts) and _low(tokens, at) == "of" and at < drafts[k + 1].first <= at + 2


def shares_predicate(tokens: Sequence[Token], drafts: Sequence[Draft], k: int) -> bool:
    """Whether "and" joins a figure and the next as one subject or object ("four soldiers and two civilians")."""
    if k + 1 >= len(drafts):
        return False
    one, two = drafts[k], drafts[k + 1]
    if one.counted is None or two.counted is None or one.unit or two.unit:
        return False
    between = [token.low for token in tokens[one.counted.last : two.first]]
    people = [is_people(draft.counted.head) for draft in (one, two) if draft.counted]
    # Names of peoples and orders are in no list ("six Jesuits and two women"), so one known noun is enough for "and".
    return (between == ["and"] and any(people)) or (bool(between) and set(between) <= {",", "and"} and all(people))


def _settled(tokens: Sequence[Token], drafts: list[Draft]) -> list[Draft]:
    """The drafts with what ellipsis leaves to a neighbour: the counted noun, the unit, the modifier of a list."""
    for k in reversed(range(len(drafts) - 1)):
        one, two = drafts[k], drafts[k + 1]
        if part_of_next(tokens, drafts, k):
            drafts[k] = replace(one, counted=two.counted)
        elif one.counted is None and one.unit is None and _to(tokens, one, two):
            drafts[k] = replace(one, unit=two.unit)
    for k, draft in enumerate(drafts):
        if draft.counted is None and draft.unit is None:
            before = drafts[k - 1] if k else None
            if before and before.unit == "percent" and _ellipsis(tokens, draft):
                drafts[k] = replace(draft, unit="percent")
            else:
                drafts[k] = replace(draft, counted=appositive(tokens, draft.first, draft.last))
        if shares_predicate(tokens, drafts, k) and draft.modifier and drafts[k + 1].modifier is None:
            drafts[k + 1] = replace(drafts[k + 1], modifier=draft.modifier, side=draft.side)
    return drafts


def _to(tokens: Sequence[Token], one: Draft, two: Draft) -> bool:
    """Whether a change leads from one figure to the next ("from 15 to 20 percent")."""
    return two.first == one.last + 1 and tokens[one.last].low == "to" and _low(tokens, one.first - 1) == "from"


def _ellipsis(tokens: Sequence[Token], draft: Draft) -> bool:
    """Whether a bare number behind a percentage is one, too ("41 percent, the others at 38")."""
    bare = draft.modifier is None and draft.number.kind == "value" and 0 < draft.number.high <= 100
    behind = _low(tokens, draft.last)
    return bare and (not behind[:1].isalnum() or behind in _lists()["adjuncts"]) and not draft.increment


def drafts(tokens: Sequence[Token], *, upper: bool, titled: bool) -> list[Draft]:
    """The figures of a sentence.

    Args:
        tokens: of the sentence.
        upper: whether the text is an upper-case wire.
        titled: whether capitals tell nothing in this sentence, as in a headline in title case.

    Returns:
        In order, without numbers that count and measure nothing.
    """
    found: list[Draft] = []
    i = 0
    while i < len(tokens):
        if not opens(tokens[i]):
            i += 1
            continue
        draft = _draft(tokens, i, upper=upper)
        if draft is None:
            i += 1
        elif is_none_of_ours(tokens, draft.number, draft.unit, draft.modifier, draft.counted, upper=upper or titled):
            i = max(draft.number.last, i + 1)
        else:
            found.append(draft)
            i = max(draft.last, draft.number.last)
    return _settled(tokens, found)
