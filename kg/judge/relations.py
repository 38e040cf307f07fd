"""How two figures, or two statements, of one topic stand to each other: scope first, then intervals."""

from __future__ import annotations

import math
import re
from functools import cache

from kg.judge.frames import Frame, numbers
from kg.judge.intervals import Interval, expected, same, semantic
from kg.judge.lexical import cosine, pattern, rules, word_set
from kg.judge.scope import SCOPES, Finding, Rule, first, other_scope, worded
from kg.model.vocabulary import Independence, Modifier, Relation, SpeakerKind, Strength

_DAY_HOURS = 24


def relate(a: Frame, b: Frame, origin: Independence) -> Finding:
    """The relation of two frames of one event.

    Args:
        a: one frame.
        b: the other.
        origin: whether they come from one origin.

    Returns:
        Relation, rule, strength and reason.
    """
    if a.quantity is None or b.quantity is None:
        return statement(a, b)
    return (
        first(SCOPES, a, b)
        or first(_FIGURES, a, b)
        or updated(a, b, origin)
        or developed(a, b, origin)
        or succeeded(a, b, origin)
        or changed(a, b, origin)
        or own_voice(a, b)
        or intervals(a, b, origin)
    )


def statement(a: Frame, b: Frame) -> Finding:
    """Two statements without figures: of one event they agree, unless one negates it or the roles are swapped."""
    if swapped(a, b):
        return Finding(Relation.CONFLICT, "roles swapped", Strength.WEAK, "who did it and whom it befell are swapped")
    if a.negated != b.negated:
        denied = a if a.negated else b
        who = denied.claim.speaker.name or "the article"
        return Finding(Relation.CONFLICT, "denied", Strength.STRONG, f"{who} denies what the other affirms")
    if a.claim.iri != b.claim.iri and _negating(a) != _negating(b):
        return _perhaps_denied(a, b)
    return Finding(Relation.EQUAL, "same statement", Strength.STRONG, "both say the same of one event")


def _negating(frame: Frame) -> bool:
    return bool(pattern("words", "negating").search(frame.claim.content.text))


def _perhaps_denied(a: Frame, b: Frame) -> Finding:
    """Two statements of which one has a "not" whose scope is not known: never an agreement on which to build."""
    if cosine(a.words, b.words) >= rules()["thresholds"]["statement_content"]:
        reason = "one says with a “not” what the other says without"
        return Finding(Relation.CONFLICT, "one negates", Strength.WEAK, reason)
    return Finding(
        Relation.COMPATIBLE, "one negates", Strength.WEAK, "one of them negates something, so both may be right"
    )


def swapped(a: Frame, b: Frame) -> bool:
    """Whether the agents of one are the patients of the other."""
    return bool(a.agents & b.patients and a.patients & b.agents and not a.agents & b.agents)


def denied_figure(a: Frame, b: Frame) -> Finding | None:
    """A figure that one side gives only to deny it."""
    if a.negated == b.negated:
        return None
    x, y = expected_both(a, b)
    if x.meets(y):
        denied = a if a.negated else b
        who = denied.claim.speaker.name or "the article"
        return Finding(Relation.CONFLICT, "figure denied", Strength.STRONG, f"{who} denies {worded(denied)}")
    return other_scope("negated figure", f"one of {worded(a)} and {worded(b)} is negated")


def explicit_update(a: Frame, b: Frame) -> Finding | None:
    """A later figure that says so: "rose to 42, up from 17", "earlier toll of 17"."""
    if agree_exactly(a, b):
        return None
    for older, newer in ((a, b), (b, a)):
        if newer.leading and numbers(older) & newer.outdated and older.article != newer.article:
            reason = f"{worded(older)} is the older figure that the article of {worded(newer)} names"
            return Finding(Relation.UPDATE, "says what it replaces", Strength.STRONG, reason)
        if names_older(newer, older) and (older.article != newer.article or older.key != newer.key):
            reason = f"{worded(newer)} is given as the new figure after {worded(older)}"
            return Finding(Relation.UPDATE, "says what it replaces", Strength.STRONG, reason)
        if later(newer, older) and pattern("words", "update").search(newer.context) and older.article != newer.article:
            reason = f"{worded(newer)} is later than {worded(older)} and says that the figure changed"
            return Finding(Relation.UPDATE, "says that it changed", Strength.STRONG, reason)
    return None


def replaces(a: Frame, b: Frame) -> bool:
    """Whether one figure's sentence gives the other as the older one."""
    return names_older(a, b) or names_older(b, a)


def names_older(newer: Frame, older: Frame) -> bool:
    """Whether the newer figure's sentence holds the older figure behind a mark like "up from"."""
    if not newer.quantity or not older.quantity or marked_older(newer):
        return False
    if older.article == newer.article and marked_older(older):
        return older.quantity.iri != newer.quantity.iri and older.context == newer.context
    number = older.quantity.best if older.quantity.best is not None else older.quantity.low
    return number is not None and number in _numbers_after(newer.context)


@cache
def _older() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in rules()["words"]["older"])
    return re.compile(rf"\b(?:{words})\b[^.\n\d]{{0,40}}?(\d[\d,]*)", re.IGNORECASE)


def _numbers_after(context: str) -> list[float]:
    return [float(found.replace(",", "")) for found in _older().findall(context)]


def marked_older(frame: Frame) -> bool:
    """Whether the sentence gives this figure as the older one."""
    if frame.quantity is None:
        return False
    at = frame.context.find(frame.quantity.text)
    if at < 0:
        return False
    before, behind = frame.context[max(0, at - 60) : at], frame.context[at + len(frame.quantity.text) :][:60]
    words = " ".join(behind.split()[:4])
    changed = before.rstrip().lower().endswith("from") and pattern("words", "change").search(frame.context)
    return bool(changed or pattern("words", "older").search(before) or pattern("words", "before").search(words))


def later(newer: Frame, older: Frame) -> bool:
    """Whether one was said on a later day, or later by the minute of publication; unknown times are not later."""
    if newer.said is None or older.said is None:
        return False
    if newer.said != older.said:
        return newer.said > older.said
    one, two = (frame.source.article.published for frame in (newer, older))
    return bool(one and two and len(one.start) > len("2000-01-01") < len(two.start) and one.start > two.start)


def updated(a: Frame, b: Frame, origin: Independence) -> Finding | None:
    """A later figure of the same origin, or a larger one after a figure marked as provisional."""
    for older, newer in ((a, b), (b, a)):
        if not later(newer, older) or older.article == newer.article:
            continue
        if not (apart(older, newer) or raised(older, newer)):
            continue
        if origin is Independence.SAME:
            reason = f"the same source later gives {worded(newer)} after {worded(older)}"
            return Finding(Relation.UPDATE, "same source, later", Strength.STRONG, reason)
        hours = _DAY_HOURS * ((newer.said or 0) - (older.said or 0))
        soon = hours <= rules()["thresholds"]["provisional_hours"]
        if soon and origin is Independence.UNKNOWN and provisional(older) and larger(newer, older):
            reason = f"{worded(older)} was marked as provisional, and {worded(newer)} is later and larger"
            return Finding(Relation.UPDATE, "provisional before", Strength.WEAK, reason)
        if hours and grown(newer, older):
            reason = f"{worded(newer)} is told later than {worded(older)} of a count that grows"
            return Finding(Relation.UPDATE, "grown since", Strength.WEAK, reason)
    return None


def changed(a: Frame, b: Frame, origin: Independence) -> Finding | None:
    """One source gives two figures for one thing in two articles: it has changed its figure, whichever came first."""
    if origin is not Independence.SAME or a.article == b.article or not (apart(a, b) or raised(a, b)):
        return None
    if a.said is not None and b.said is not None and a.said != b.said:
        return None
    reason = f"one source gives {worded(a)} and {worded(b)}; which came first is not told"
    return Finding(Relation.UPDATE, "same source, order unknown", Strength.WEAK, reason)


def grown(newer: Frame, older: Frame) -> bool:
    """Whether a later figure is what a growing count may have come to by then."""
    growing = newer.status == older.status and newer.status in word_set("words", "growing")
    x, y = expected_both(newer, older)
    return growing and y.high < x.low <= rules()["thresholds"]["growth"] * y.high


def raised(a: Frame, b: Frame) -> bool:
    """Whether one source has moved its lower bound ("at least 112", then "at least 126")."""
    if a.quantity is None or b.quantity is None or a.quantity.low is None or b.quantity.low is None:
        return False
    bounds = {a.quantity.modifier, b.quantity.modifier} <= {Modifier.AT_LEAST, Modifier.EXACT}
    return bounds and a.quantity.modifier is b.quantity.modifier and a.quantity.low != b.quantity.low


def developed(a: Frame, b: Frame, origin: Independence) -> Finding | None:
    """Two tolls of unknown order, the smaller one of a report that says itself that it is not the last word."""
    if origin is Independence.INDEPENDENT or a.article == b.article or (a.said and b.said and a.said != b.said):
        return None
    for older, newer in ((a, b), (b, a)):
        if grown(newer, older) and pattern("words", "developing").search(older.source.low):
            reason = f"{worded(older)} is of a report that is not the last word, and {worded(newer)} is larger"
            return Finding(Relation.UPDATE, "not the last word", Strength.WEAK, reason)
    return None


def succeeded(a: Frame, b: Frame, _: Independence) -> Finding | None:
    """Two figures of a state that lasts, on two days."""
    if not a.window or not b.window or a.article == b.article or not apart(a, b):
        return None
    older, newer = sorted((a, b), key=lambda frame: frame.window or (0, 0))
    if older.window and newer.window and older.window[1] < newer.window[0]:
        reason = f"{worded(newer)} is told of a later day than {worded(older)}"
        return Finding(Relation.UPDATE, "a later day", Strength.WEAK, reason)
    return None


def provisional(frame: Frame) -> bool:
    """Whether a figure is marked as not final."""
    open_ended = frame.quantity is not None and frame.quantity.modifier is Modifier.AT_LEAST
    return open_ended or bool(pattern("words", "provisional").search(frame.context))


def larger(newer: Frame, older: Frame) -> bool:
    """Whether the newer figure lies wholly above the older one."""
    x, y = expected_both(newer, older)
    return x.low > y.high


def own_voice(a: Frame, b: Frame) -> Finding | None:
    """One voice of one article does not contradict itself: two figures of it are of two things."""
    if a.article != b.article or not apart(a, b):
        return None
    voices = {(f.claim.speaker.actor or f.claim.speaker.kind) for f in (a, b)}
    told = (SpeakerKind.NARRATOR, SpeakerKind.UNSTATED)
    if len(voices) == 1 or any(f.claim.speaker.kind in told for f in (a, b)):
        return other_scope(
            "one article", f"one article gives {worded(a)} and {worded(b)}, so not as rivals", Strength.WEAK
        )
    return None


def expected_both(a: Frame, b: Frame) -> tuple[Interval, Interval]:
    """The expected intervals of two figures; everything where one has none."""
    one, two = (expected(f.quantity) if f.quantity else Interval(-math.inf, math.inf) for f in (a, b))
    return one, two


def apart(a: Frame, b: Frame) -> bool:
    """Whether no reader would take both figures for one."""
    one, two = expected_both(a, b)
    return not one.meets(two)


def agree_exactly(a: Frame, b: Frame) -> bool:
    """Whether two figures have one semantic interval."""
    return a.quantity is not None and b.quantity is not None and same(a.quantity, b.quantity)


def far_apart(a: Frame, b: Frame) -> bool:
    """Whether nobody who knows of the one would word the other: "at least 500" against "more than 130"."""
    for smaller, larger in ((a, b), (b, a)):
        low, high = expected_both(smaller, larger)
        bounded = smaller.quantity is not None and smaller.quantity.high is None
        if bounded and low.high < high.low and high.low > rules()["thresholds"]["far_apart"] * low.high:
            return True
    return False


def intervals(a: Frame, b: Frame, origin: Independence = Independence.UNKNOWN) -> Finding:
    """Equal, refines, compatible, or a conflict, by the two intervals of each figure."""
    if a.quantity is None or b.quantity is None:
        return statement(a, b)
    x, y = semantic(a.quantity), semantic(b.quantity)
    close = expected(a.quantity).meets(expected(b.quantity))
    strength = Strength.STRONG if close else Strength.WEAK
    if same(a.quantity, b.quantity):
        return Finding(Relation.EQUAL, "same figure", Strength.STRONG, f"{worded(a)} and {worded(b)} are one figure")
    if origin is not Independence.SAME and far_apart(a, b) and (x.meets(y) or close):
        reason = f"{worded(a)} and {worded(b)} are too far apart to be worded of one knowledge"
        return Finding(Relation.CONFLICT, "far apart", Strength.WEAK, reason)
    if x.inside(y) or y.inside(x):
        narrow, wide = (a, b) if x.inside(y) else (b, a)
        return Finding(Relation.REFINES, "inside", strength, f"{worded(narrow)} lies inside {worded(wide)}")
    if x.meets(y) or close:
        return Finding(Relation.COMPATIBLE, "overlap", strength, f"{worded(a)} and {worded(b)} can both be right")
    weak = x.gap(y) < rules()["thresholds"]["weak_gap"]
    reason = f"{worded(a)} and {worded(b)} cannot both be right"
    return Finding(Relation.CONFLICT, "apart", Strength.WEAK if weak else Strength.STRONG, reason)


_FIGURES: tuple[Rule, ...] = (denied_figure, explicit_update)
