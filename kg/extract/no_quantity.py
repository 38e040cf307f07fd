"""Numbers that are no quantities: dates, times, ages, scores, names of things, house numbers, counters of shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.counted import Counted, is_people, is_plural, is_stop, lemma
from kg.extract.document import Token
from kg.extract.numbers import Number, words
from kg.extract.words import verb

_YEARS = range(1800, 2100)
_OLD_YEARS = range(1000, 1800)
_OLDEST = 110
_LAST_DAY = 31
_GLUED = (5, 6)
"""Digits of a day and a year that lost the blank between them ("Apr 232017")."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
_COMPASS = frozenset("NSEWnsew")


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(words()[name])


@dataclass(frozen=True, slots=True)
class Case:
    """A number where it stands.

    Attributes:
        tokens: of its sentence.
        number: the number.
        unit, modifier, counted: what is written with it, if anything.
        plain: whether capitals tell nothing here.
    """

    tokens: Sequence[Token]
    number: Number
    unit: str | None
    modifier: str | None
    counted: Counted | None
    plain: bool

    def low(self, offset: int) -> str:
        """The word so far before the number (negative) or behind it (from 0); "" outside the sentence."""
        at = self.number.first + offset if offset < 0 else self.number.last + offset
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def token(self, offset: int) -> Token | None:
        """The token so far before or behind the number."""
        at = self.number.first + offset if offset < 0 else self.number.last + offset
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    @property
    def text(self) -> str:
        """The first token of the number."""
        return self.tokens[self.number.first].text

    @property
    def digits(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdigit()

    @property
    def counts(self) -> bool:
        """Whether a plural or a noun for people follows, so that something is counted."""
        noun = self.low(0)
        return bool(noun) and (is_plural(noun) or is_people(lemma(noun)))


def _is_person(low: str) -> bool:
    """Whether a word is a noun for one person."""
    return is_people(lemma(low)) and not is_plural(low) and low not in _set("groups_of_people")


def glued(case: Case) -> bool:
    """Letters or signs stand against the digits: "G20", "A350", "5G", "90s", "#5", "+44", "4x4"."""
    tokens, number = case.tokens, case.number
    first, last = number.first, number.last
    if first > 0 and tokens[first - 1].end == tokens[first].start and case.digits:
        before = tokens[first - 1].text
        if before[-1].isalnum() or before in ("#", "+", "@", "/", ".", ":", "_", "-", "'", "’", "="):
            return True
    if last < len(tokens) and tokens[last - 1].end == tokens[last].start and tokens[last - 1].text[-1].isdigit():
        text = tokens[last].text
        return text[0] in "/:_#='’" or (text[0].isalpha() and case.unit is None)
    return False


def number_of_a_telephone(case: Case) -> bool:
    """A leading zero, or digits beside such: "0430", "020 7946 0958"."""
    if not case.digits:
        return False
    beside = [token.text for token in (case.token(-1), case.token(0)) if token]
    return any(len(text) > 1 and text[0] == "0" and text.isdigit() for text in (case.text, *beside))


def ordinal(case: Case) -> bool:
    """An ordinal: "21st"."""
    return _ORDINAL.fullmatch(case.text) is not None


def date(case: Case) -> bool:
    """A day beside a month: "May 12", "3 June", "4 and 5 June", "from 3 to 7 August"."""
    before, after = case.low(-1).rstrip("."), case.low(0).rstrip(".")
    if before in _set("months") and case.text.isdigit() and len(case.text) in _GLUED:
        return True
    if case.number.high > _LAST_DAY or not case.digits:
        return False
    if before in _set("months") and after not in ("people", "percent"):
        token = case.token(-1)
        return before != "may" or bool(token and token.text[0].isupper())
    if after in ("and", "or", ",", "-", "–", "to"):
        following = case.token(2)
        day = case.token(1)
        return bool(day and day.text.isdigit() and following and _is_month(following))
    following = case.token(0)
    return following is not None and _is_month(following)


def _is_month(token: Token) -> bool:
    low = token.low.rstrip(".")
    return low in _set("months") and (low not in ("may", "march") or token.text[0].isupper())


def short_year(case: Case) -> bool:
    """A year of two digits behind a date: "12 JAN 90", "3 March '11"."""
    if len(case.text) != 2 or not case.text.isdigit():
        return False
    before = (case.low(-1) == "." and case.low(-2)) or case.low(-1)
    day = case.low(-3) if case.low(-1) == "." else case.low(-2)
    return before.rstrip(".") in _set("months") and day.isdigit() and int(day) <= _LAST_DAY and not case.counts


def year(case: Case) -> bool:
    """A number that is written like a year, where nothing is counted: "in 2011", "from 1914 to 1918"."""
    number = case.number
    if case.modifier is not None and number.kind != "range":
        return False
    if number.kind == "range":
        both = {int(number.low), int(number.high)} <= set(_YEARS) and "," not in case.text
        return both and len(case.text) in (4, 7, 9) and not case.counts
    text = case.text
    if len(text) != 4 or not text.isdigit() or number.last != number.first + 1:
        return False
    before = case.low(-1)
    named = before in _set("months") or before in _set("year_before") or before in (",", "(", "")
    if int(text) in _OLD_YEARS:
        return not case.counts and before in ("in", "since", "of", "from", "until", "by") and int(text) % 100 != 0
    if int(text) not in _YEARS:
        return False
    return not case.counts or (named and not case.plain and before in ("in", "since", "early", "late", "the", "of"))


def dated_year(case: Case) -> bool:
    """A year that ends a date ("16 Jul 2015", "August 24 2014"), whatever follows it."""
    if len(case.text) != 4 or not case.text.isdigit() or int(case.text) not in _YEARS:
        return False
    day = case.low(-1)
    before = case.low(-2) if day.isdigit() and int(day) <= _LAST_DAY else day
    return before.rstrip(".,") in _set("months")


def clock(case: Case) -> bool:
    """A time of day: "6 p.m.", "0430 GMT", "six o'clock", "half past seven"."""
    after, token = case.low(0), case.token(0)
    if case.low(-1) in ("past", "to") and case.low(-2) in _set("clock_parts"):
        return True
    if after in _set("clock_after"):
        return case.number.high <= 2400
    if case.low(-1) == "at" and len(case.text) == 4 and case.text.isdigit() and case.counted is None:
        return case.number.high < 2400 and int(case.text) % 100 < 60
    stuck = token is not None and token.start == case.tokens[case.number.last - 1].end
    return after in ("h", ":") and stuck


def age(case: Case) -> bool:
    """An age: "aged 45", "45 years old", "the driver, 45,", "she is 84", "those under 18", "a boy of 9"."""
    number = case.number
    before = case.low(-1)
    if before in _set("age_before") or (before in ("between", "from", "of") and case.low(-2) in _set("age_before")):
        return True
    if case.low(0) in ("year", "years", "months", "month", "weeks", "days") and _is_old(case):
        return True
    if not 0 < number.high < _OLDEST or case.unit or number.kind != "value":
        return False
    return _age_in_commas(case) or _age_of_subject(case) or _age_limit(case)


def _is_old(case: Case) -> bool:
    return case.low(1) == "old" or (case.low(1) == "of" and case.low(2) == "age")


def _age_in_commas(case: Case) -> bool:
    whose = case.token(-2)
    if whose is None:
        return False
    before, after = case.low(-1), case.low(0)
    if before == after == "," and _is_person(whose.low):
        return True
    capital = whose.text[0].isupper()
    if before == "(" and after == ")":
        return capital or _is_person(whose.low)
    return before == "," and capital and after in (",", ".", "") and case.modifier is None


def _age_of_subject(case: Case) -> bool:
    """The age of a subject: "she is 84", "he turned 40 in May", "a boy of 9"."""
    if case.counted is not None or case.low(0) == "of":
        return False
    before, whose = case.low(-1), case.low(-2)
    if before == "of":
        return _is_person(whose) and case.low(0) not in ("and", "or")
    return whose in ("he", "she", "who", "i") and before in _set("age_verbs")


def _age_limit(case: Case) -> bool:
    """A limit of age: "people over 50", "those under 18", "children under five"."""
    if case.counted is not None or case.modifier not in ("more-than", "less-than"):
        return False
    whose = case.low(-2)
    return case.low(-1) in ("over", "under", "above", "below") and (whose in _set("anyone") or is_people(lemma(whose)))


def name(case: Case) -> bool:
    """A part of a name: "Resolution 2254", "Boeing 737", "Route 66", "phase two", "Windows 10"."""
    number, before = case.number, case.token(-1)
    if case.modifier or before is None or number.tail or number.kind not in ("value", "range"):
        return False
    if before.text == "." and case.low(-2) in ("no", "nos"):
        return case.digits
    label = before.low.rstrip(".")
    if label in ("and", "to", "or") and case.low(-2)[:1].isdigit():
        label = case.low(-3)
    if not case.digits:
        verbal = verb(case.low(0)) is not None
        return label in _set("labels") and label != "no" and number.high <= 20 and (verbal or not case.counts)
    if label in _set("labels"):
        return before.text[0].isupper() or label in _set("small_labels") or _bare_label(case)
    return not case.plain and _named(case, before)


def _bare_label(case: Case) -> bool:
    """Whether a label without article numbers something ("article 5 of the charter"), and nothing is counted."""
    return not case.counts and case.low(0) in ("of", ",", ".", "") and case.low(-2) not in ("a", "an", "the")


def _named(case: Case, before: Token) -> bool:
    """Whether a capitalised word stands before, and nothing is counted behind: "the iPhone 12 sold well"."""
    if not before.text.isalpha() or before.text.islower() or before.low in _set("months") or is_stop(before.low):
        return False
    after = case.token(0)
    if after is None or not after.text[0].islower():
        return case.number.first > 1 and not (after and after.text[0] in "%$€£")
    if before.low in _set("openers_of_sentences") or verb(before.low):
        return False
    free = case.low(-2) not in _set("place_before") and case.low(-1) not in _set("weekdays")
    crew = case.low(0) == "crew" and case.low(-2) == "the"
    return free and (crew or (not case.counts and case.low(0) not in _set("dative")))


def address(case: Case) -> bool:
    """A house number: capitalised words that end in "Street" and the like follow."""
    if case.plain or case.modifier is not None:
        return False
    for token in case.tokens[case.number.last : case.number.last + 4]:
        if not token.text[0].isupper():
            return False
        if token.low in _set("streets"):
            return True
    return False


def score(case: Case) -> bool:
    """A score or ratio: "won 2-1", "a ratio of 4 to 1"."""
    number = case.number
    near = {token.low for token in case.tokens[max(0, number.first - 5) : number.last + 3]}
    if near & _set("ratios") and number.high < 1000 and not case.counts:
        return True
    if number.kind != "range" or "-" not in case.text or number.high > 150:
        return False
    return bool(near & _set("sport"))


def times_as(case: Case) -> bool:
    """How many times as much: "three times as large", "ten times more", "four times likelier"."""
    comparison = case.low(1)
    return case.low(0) == "times" and (comparison in _set("as_much") or comparison.endswith("er"))


def coordinate(case: Case) -> bool:
    """A coordinate: "36.2 N"."""
    token = case.token(0)
    return token is not None and token.text in _COMPASS and "." in case.text


def identifier(case: Case) -> bool:
    """A number that names: "the serial number is 4471", "dial 112"."""
    if not case.digits or case.counted is not None:
        return False
    if case.low(-1) in _set("dialling"):
        return case.low(0) in ("for", "at", "in", "and", "or", "if", ".", "", ",")
    if case.low(-1) not in ("is", "was", ":"):
        return False
    return case.low(-2) in _set("codes") or (case.low(-2) == "number" and case.low(-3) in _set("numbered"))


def counter(case: Case) -> bool:
    """A line of shares, likes, comments or pages and nothing else: "345 Shares", "Photo 3 of 12"."""
    if len(case.tokens) > 6:
        return False
    lows = [token.low for token in case.tokens]
    rest = [low for low in lows if low[0].isalpha() and low not in _set("counter_glue")]
    numeric = [low for low in rest if low not in words()["short_scales"]]
    return bool(numeric) and all(low in _set("counters") for low in numeric)


def half_of_a_game(case: Case) -> bool:
    """A period of a game: "the second half"."""
    return case.number.kind == "fraction" and case.low(-1) in _set("halves")


_ANY: tuple[Callable[[Case], bool], ...] = (glued, number_of_a_telephone, times_as, counter)
_COUNTS = (
    ordinal,
    date,
    short_year,
    dated_year,
    year,
    clock,
    age,
    score,
    coordinate,
    identifier,
    address,
    name,
)


def is_none_of_ours(
    tokens: Sequence[Token],
    number: Number,
    unit: str | None,
    modifier: str | None,
    counted: Counted | None,
    *,
    upper: bool,
) -> bool:
    """Whether a number counts and measures nothing.

    Args:
        tokens: of one sentence.
        number: in them.
        unit: its unit, if one is written.
        modifier: its modifier, if one is written.
        counted: what follows it, if a noun does.
        upper: whether capitals tell nothing here.

    Returns:
        True for dates, years, times, ages, scores, labels, names, identifiers and counters.
    """
    case = Case(tokens, number, unit, modifier, counted, upper)
    if number.kind in ("fraction", "vague", "none"):
        return half_of_a_game(case)
    if any(rule(case) for rule in _ANY):
        return True
    if unit is not None:
        return unit in ("year", "month", "week", "day") and age(case)
    return any(rule(case) for rule in _COUNTS)
