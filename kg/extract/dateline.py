"""Datelines: the city and the date that open the first sentence of a wire."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.document import Document
from kg.model.spans import Span
from kg.model.vocabulary import Role
from kg.ontology import lexicon

_LOOK = 4
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a wire.

    Attributes:
        place: span of the city, with a country or province where one follows.
        date: span of the date, None if none stands there.
        end: where the news begin.
    """

    place: Span
    date: Span | None
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, str(lexicon("times")["months"]).split()), key=len, reverse=True))
    date = rf"(?:(?:{months})\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{months})\.?)(?:,?\s\d{{4}})?"
    name = r"[^\W\d_][\w’'.-]*(?:\s[^\W\d_][\w’'.-]*){0,3}"
    return re.compile(
        rf"(?P<place>{name}(?:,\s{name})?)(?:,?\s(?P<date>{date}))?(?:,?\s\((?P<wire>[^()]{{1,40}})\))?\s?(?P<mark>--?|–|—|:)\s",
        re.IGNORECASE,
    )


def find(document: Document) -> Dateline | None:
    """The dateline of a document.

    Args:
        document: one part of an article.

    Returns:
        The first one among its opening sentences; None where there is none.
    """
    for sentence in document.sentences[:_LOOK]:
        hit = _pattern().match(document.text, sentence.start, min(sentence.end, sentence.start + _LONGEST))
        if hit and sentence.role is Role.BODY and _opens(hit):
            return Dateline(hit.span("place"), hit.span("date") if hit["date"] else None, hit.end())
    return None


def _opens(hit: re.Match[str]) -> bool:
    """Whether it is one: a city in capitals, or a date or wire beside a capitalised one."""
    city = hit["place"].split(",")[0]
    if hit["mark"] == ":" and not hit["date"]:
        return city.isupper() and len(city) > 3
    words = hit["place"].replace(",", "").split()
    capital = all(word[0].isupper() for word in words)
    return (city.isupper() and len(city) > 2) or bool(capital and (hit["date"] or hit["wire"]))
