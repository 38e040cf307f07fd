"""One quotation, or one copied sentence, in two articles."""

from __future__ import annotations

from functools import lru_cache

from kg.judge.frames import Source
from kg.judge.lexical import frozen, rules, tokens
from kg.model.claim import Claim
from kg.model.vocabulary import Form


@lru_cache(maxsize=20_000)
def _content(text: str) -> tuple[str, ...]:
    return tuple(frozen().content(text))


@lru_cache(maxsize=1)
def _stock() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(tokens(phrase)) for phrase in rules()["words"]["stock"])


@lru_cache(maxsize=20_000)
def is_stock(text: str) -> bool:
    """Whether a quotation is a phrase that anybody says."""
    words = set(tokens(text))
    return any(len(words & phrase) >= 0.8 * len(words) for phrase in _stock()) if words else True


@lru_cache(maxsize=50_000)
def _ratio(left: str, right: str) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 - slow to import

    one, two = " ".join(tokens(left)), " ".join(tokens(right))
    short, long = sorted((one, two), key=len)
    if len(short) > 0.6 * len(long):
        return float(fuzz.ratio(short, long))
    return float(fuzz.partial_ratio(short, long))


def _alike(left: str, right: str, words: int, ratio: float) -> bool:
    one, two = _content(left), _content(right)
    if min(len(one), len(two)) < words or len(set(one) & set(two)) < words:
        return False
    return _ratio(*sorted((left, right))) >= ratio


def shared_quotation(a: Claim, b: Claim) -> bool:
    """Whether two claims hold one quotation: fuzzy, at least six content words, no stock phrase.

    Args:
        a: one claim.
        b: the other; one of them at least quotes.

    Returns:
        Whether the words are one quotation.
    """
    quoting = (Form.DIRECT, Form.MIXED)
    if (a.form not in quoting and b.form not in quoting) or a.iri == b.iri:
        return False
    limits = rules()["thresholds"]
    left, right = a.content.text, b.content.text
    alike = _alike(left, right, limits["quotation_words"], limits["quotation_ratio"])
    return alike and not is_stock(left) and not is_stock(right)


def copied(a: Claim, b: Claim) -> bool:
    """Whether two contents are visibly one text: nearly the same words, at least eight content words."""
    limits = rules()["thresholds"]
    return _alike(a.content.text, b.content.text, limits["copied_words"], limits["copied_ratio"])


def long_copy(a: Claim, b: Claim) -> bool:
    """Whether so much is the same that two speakers cannot both have said it in these words."""
    limits = rules()["thresholds"]
    return _alike(a.content.text, b.content.text, limits["long_copy_words"], limits["copied_ratio"])


def copied_report(a: Source, b: Source) -> bool:
    """Whether two articles are visibly one report: much of the shorter one stands in the other word by word."""
    least, most = sorted((a.shingles, b.shingles), key=len)
    limits = rules()["thresholds"]
    return bool(
        len(least) >= limits["copied_report_words"] and len(least & most) >= limits["copied_report"] * len(least)
    )
