"""Do two articles report one event? A logistic score of what both texts share, with trained weights."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.extract.timewords import names as time_names
from kg.judge.lexical import cosine, frozen, tokens
from kg.model.article import Article
from kg.model.vocabulary import SameEvent

_LEAD = 600
_RARE = 5.5
_COMMON = 1.1
_MONTH_DAYS = 31
_ADDRESS = re.compile(r"(?:https?|www) ?[:.]", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z][\w’']+")
_SMALL = re.compile(r"\b[a-z]\w+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?!\w)")


@dataclass(frozen=True, slots=True)
class Traits:
    """What one article is known by.

    Attributes:
        words: weights of all its words but the common ones, of length 1.
        lead: the same of title and lead.
        names: weights of its names, of length 1.
        rare: words that few texts hold.
        numbers: numbers of two digits and more that are no years.
        years: years that it names.
        weekdays: days of the week that it names.
        dates: days of the year that it names, as month * 31 + day.
        size: how many words it has.
    """

    words: Mapping[str, float]
    lead: Mapping[str, float]
    names: Mapping[str, float]
    rare: frozenset[str]
    numbers: frozenset[str]
    years: frozenset[str]
    weekdays: frozenset[str]
    dates: frozenset[int]
    size: int


def traits(article: Article) -> Traits:
    """Read the traits of an article; lines that are addresses of pages count for their year alone."""
    title = article.title or ""
    whole = article.text if title in article.text else f"{title}\n{article.text}"
    text = "\n".join(line for line in whole.split("\n") if not _ADDRESS.match(line))
    words = tokens(text)
    years = frozenset(_YEAR.findall(whole))
    numbers = (found.replace(",", "") for found in _NUMBER.findall(text))
    return Traits(
        words=_weighted(Counter(words)),
        lead=frozen().vector(text.strip()[:_LEAD]),
        names=_weighted(Counter(_names(text))),
        rare=frozenset(word for word in words if len(word) > 1 and frozen().idf(word) > _RARE),
        numbers=frozenset(n for n in numbers if len(n) > 1 and n not in years),
        years=years,
        weekdays=frozenset(words) & frozenset(day for day in time_names().weekdays if len(day) > len("thurs")),
        dates=frozenset(_days(text)),
        size=len(words),
    )


def _weighted(counts: Mapping[str, int]) -> dict[str, float]:
    """Logarithmic term frequency times inverse document frequency, of length 1 (Salton and Buckley 1988)."""
    found = {word: (1 + math.log(n)) * frozen().idf(word) for word, n in counts.items() if len(word) > 1}
    kept = {word: weight for word, weight in found.items() if frozen().idf(word) > _COMMON}
    norm = math.sqrt(sum(weight * weight for weight in kept.values()))
    return {word: weight / norm for word, weight in kept.items()} if norm else {}


def _names(text: str) -> Iterable[str]:
    """Words that stand with a capital only; months and days of the week are no names."""
    small = set(_SMALL.findall(text))
    known = time_names()
    for found in _CAPITAL.findall(text):
        word = tokens(found)[0]
        if len(word) > 2 and word not in small and word not in known.months and word not in known.weekdays:
            yield word


@cache
def _day_pattern() -> re.Pattern[str]:
    months = "|".join(sorted(time_names().months, key=len, reverse=True))
    return re.compile(rf"\b(?:({months})\.? (\d{{1,2}})|(\d{{1,2}}) ({months}))\b(?![:\d])", re.IGNORECASE)


def _days(text: str) -> Iterable[int]:
    """Days of the year in a text, in order."""
    for month, day, other_day, other_month in _day_pattern().findall(text):
        yield _MONTH_DAYS * time_names().months[(month or other_month).lower()] + int(day or other_day)


def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left or right else 0.0


def _rare(a: Traits, b: Traits) -> float:
    return math.log1p(len(a.rare & b.rare))


def _part(left: frozenset[str] | frozenset[int], right: frozenset[str] | frozenset[int]) -> float:
    return float(bool(left and right and not set(left) & set(right)))


FEATURES: Mapping[str, Callable[[Traits, Traits], float]] = {
    "words": lambda a, b: cosine(a.words, b.words),
    "lead": lambda a, b: cosine(a.lead, b.lead),
    "names": lambda a, b: cosine(a.names, b.names),
    "rare_words": _rare,
    "numbers": lambda a, b: _shared(a.numbers, b.numbers),
    "one_year": lambda a, b: float(bool(a.years & b.years)),
    "other_years": lambda a, b: float(bool(a.years and b.years) and max(a.years) != max(b.years)),
    "other_weekdays": lambda a, b: _part(a.weekdays, b.weekdays),
    "other_dates": lambda a, b: _part(a.dates, b.dates),
}
"""What two articles share or do not; each has its weight in same_event.toml."""


@cache
def weights() -> Mapping[str, float]:
    """The trained weights and thresholds."""
    text = files(__package__ or "kg.judge").joinpath("same_event.toml").read_text("utf-8")
    return {name: float(value) for name, value in tomllib.loads(text).items()}


def probability(a: Traits, b: Traits) -> float:
    """The probability that two articles report one event; it does not depend on their order."""
    table = weights()
    total = table["bias"] + sum(table[name] * feature(a, b) for name, feature in FEATURES.items())
    return 1 / (1 + math.exp(-total))


def decide(score: float) -> SameEvent:
    """Yes, no, or unclear between the thresholds."""
    if score >= weights()["yes"]:
        return SameEvent.YES
    return SameEvent.NO if score < weights()["no"] else SameEvent.UNCLEAR
