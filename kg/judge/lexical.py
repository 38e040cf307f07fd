"""Words and their rarity, by a frozen file: never by the case's own counts, which move with every article."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, possessive endings gone.

    >>> tokens("The town's 12 boys")
    ['the', 'town', '12', 'boys']
    """
    return [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text.lower())]


@dataclass(frozen=True, slots=True)
class Frequency:
    """In how many of so many texts each word stands; words that the file lacks count as rare."""

    total: int
    counts: Mapping[str, int]

    def idf(self, word: str) -> float:
        """Inverse document frequency, natural logarithm (Spärck Jones 1972)."""
        return math.log(self.total / self.counts.get(word, 2))

    def vector(self, text: str) -> dict[str, float]:
        """Word -> weight, of length 1; words of every third text and more left out."""
        found = {word: self.idf(word) for word in tokens(text) if word in self.counts or len(word) > 1}
        kept = {word: weight for word, weight in found.items() if weight > 1.1}
        norm = math.sqrt(sum(weight * weight for weight in kept.values()))
        return {word: weight / norm for word, weight in kept.items()} if norm else {}

    def content(self, text: str) -> list[str]:
        """The words that carry content: neither in every third text nor one letter."""
        return [word for word in tokens(text) if len(word) > 1 and self.idf(word) > 1.1]


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The cosine of two vectors of length 1."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    return sum(weight * many.get(word, 0.0) for word, weight in few.items())


def _read(name: str) -> str:
    return files(__package__ or "kg.judge").joinpath(name).read_text("utf-8")


@cache
def frozen() -> Frequency:
    """The shipped document frequencies."""
    head, *lines = _read("frequency.tsv").splitlines()
    pairs = (line.split("\t") for line in lines)
    return Frequency(int(head.split("\t")[1]), {word: int(count) for word, count in pairs})


@cache
def rules() -> Mapping[str, Any]:
    """The numbers and word lists of the judge (rules.toml)."""
    return tomllib.loads(_read("rules.toml"))


@cache
def word_set(section: str, name: str) -> frozenset[str]:
    """A list of words of rules.toml."""
    return frozenset(rules()[section][name])


@cache
def pattern(section: str, name: str) -> re.Pattern[str]:
    """A list of phrases of rules.toml as one expression of whole words."""
    return phrases(rules()[section][name])


def phrases(words: Iterable[str]) -> re.Pattern[str]:
    """One expression for phrases as whole words, the longest first."""
    longest = sorted(words, key=lambda item: (-len(item), item))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE)
