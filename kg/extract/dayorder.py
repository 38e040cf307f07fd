"""Whether the day or the month comes first in dates in figures, where the article itself or its outlet tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from kg.extract.document import Document
from kg.model.article import Article
from kg.ontology import lexicon

_DATE: Final = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2\d{4}(?!\d)")
_MONTHS: Final = 12
_COUNTRY: Final = 2
"""Letters of a label of an address that names a country."""


@dataclass(frozen=True, slots=True)
class Order:
    """The order of day and month, and how it is known."""

    month_first: bool
    how: str


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    table = lexicon("times")["order"]
    return frozenset(table["regions"].split()), frozenset(table["domains"].split())


def _by_dates(text: str) -> Order | None:
    """The order that another date of the text can only have: "13/04/2019" begins with the day."""
    pairs = ((int(first) > _MONTHS, int(second) > _MONTHS) for first, _, second in _DATE.findall(text))
    known = {month_first for day_first, month_first in pairs if day_first != month_first}
    return Order(known.pop(), "another date of the text") if len(known) == 1 else None


def _by_outlet(article: Article) -> Order | None:
    """The order of the country that the article's address or its language tag names."""
    regions, domains = _lists()
    region = (article.language or "").lower().partition("-")[2]
    url = article.meta.url.value if article.meta.url else ""
    label = (urlsplit(url if "//" in url else f"//{url}").hostname or "").rpartition(".")[2]
    country = len(label) == _COUNTRY and label.isalpha()
    if country or label in domains:
        return Order(label in domains, "the outlet's locale")
    return Order(region in regions, "the outlet's locale") if len(region) == _COUNTRY else None


def find(document: Document) -> Order | None:
    """The order of day and month in a document's dates in figures.

    Args:
        document: one part of an article.

    Returns:
        What another date of the text shows, else what the outlet's locale says; None where neither tells, so that
        both readings are kept.
    """
    return _by_dates(document.text) or _by_outlet(document.article)
