"""The words of times and the pattern that finds them, from the language's lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.ontology import lexicon

_PLACEHOLDER: Final = re.compile("«(\\w+)»")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of months, weekdays and numbers, and patterns, by number."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    foreign: Mapping[str, int]
    numbers: Mapping[str, int]
    words: frozenset[str]
    ahead: re.Pattern[str]
    behind: re.Pattern[str]
    speech: re.Pattern[str]


def _abroad() -> Mapping[str, int]:
    """Weekdays in other languages, which stand beside dates in copied headers."""
    table = lexicon("dates").get("weekdays", {})
    rows = [row for code, row in table.items() if code != "en"]
    return {name: at for row in rows for at, names in enumerate(row) for name in names.split("|")}


@cache
def names() -> Names:
    """The names of months, weekdays and numbers, read once."""
    table = lexicon("times")
    months = {name: next(i for i, m in enumerate(_FIRST) if name.startswith(m)) + 1 for name in table["months"].split()}
    weekdays = {name: next(i for i, d in enumerate(_DAYS) if name.startswith(d)) for name in table["weekdays"].split()}
    numbers = {name: i + 1 for i, name in enumerate(table["numbers"].split())} | {"a": 1, "an": 1, "couple": 2}
    return Names(
        months,
        weekdays,
        _abroad(),
        numbers,
        frozenset([*months, *weekdays, *table["marks"].split()]),
        *(re.compile(table[key], re.IGNORECASE) for key in ("ahead", "ahead_behind", "speech")),
    )


_FIRST: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAYS: Final = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _any(words: Mapping[str, int]) -> str:
    """An alternative of words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@cache
def _parts() -> Mapping[str, str]:
    """What the placeholders of the patterns stand for."""
    known = names()
    capital = r"(?=(?-i:[A-Z]))"
    return {
        "month": rf"{capital}(?:{_any(known.months)})\b(?:\.(?=\s\d))?",
        "day": rf"{capital}(?:{_any(known.weekdays)})\b",
        "abroad": _any({**known.foreign, **known.weekdays}),
        "count": rf"(?:\d{{1,3}}|(?:a\scouple\sof)|{_any(known.numbers)})",
        "nth": r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?",
        "year": r"(?:1[5-9]|20)\d\d",
        "zone": rf"(?:{'|'.join(lexicon('times')['zones'].split())}|local\stime)\b",
        "to": r"\s?(?:[-–—]|\b(?:and|to|until|through)\b)\s?",
        "early": r"(?:(?:early|mid|late|the\s(?:end|beginning|start)\sof)[\s-](?:in\s)?)?",
    }


@cache
def kinds() -> tuple[str, ...]:
    """The names of the patterns, in their order."""
    return tuple(lexicon("times")["patterns"])


@cache
def pattern() -> re.Pattern[str]:
    """One expression of all patterns, each a group of its own name."""
    filled = []
    for name, text in lexicon("times")["patterns"].items():
        body = _PLACEHOLDER.sub(lambda hit: _parts()[hit[1]], text)
        filled.append(f"(?P<{name}>{body})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(filled)})", re.IGNORECASE)
