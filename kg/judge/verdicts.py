"""What two articles are to each other: their main figures first, in one scope."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.judge.crossing import cross
from kg.judge.engine import Engine, Group
from kg.judge.frames import Frame
from kg.judge.lexical import rules
from kg.judge.likeness import veto
from kg.judge.salience import in_lead, is_background, rank
from kg.judge.same_event import decide, probability, traits
from kg.judge.scope import comparable
from kg.model.decision import Decision
from kg.model.judgement import ArticleComparison, Comparison
from kg.model.record import Record
from kg.model.vocabulary import Independence, Relation, SameEvent, Strength, Verdict

_FIRST, _BELOW = 8, 2


def compare(a: Record, b: Record, decisions: Sequence[Decision] = ()) -> ArticleComparison:
    """What two articles are to each other.

    Args:
        a: one article.
        b: the other; the verdict does not depend on which is which.
        decisions: what people decided.

    Returns:
        Whether they report one event, the verdict on their main figures, and all comparisons, the main one first.
    """
    if a.article.iri == b.article.iri:
        return ArticleComparison(SameEvent.YES, Verdict.ECHO, "both are one article", (None, None), ())
    return _Pair(a, b, Engine((a, b), decisions, blocked=False)).result()


@dataclass(slots=True)
class _Pair:
    """Two articles on the way to a verdict."""

    a: Record
    b: Record
    engine: Engine

    def result(self) -> ArticleComparison:
        groups = self.engine.groups()
        heads = self._heads()
        event = self._event(groups, heads)
        crossing = self._crossing(groups, event)
        main = self._main(crossing)
        first = next((item for item in crossing if main and self._sides(item) in (main, main[::-1])), None)
        comparisons = _once([*([first] if first else []), *crossing])
        verdict, why = self._verdict(event, groups, main, first, crossing)
        claims = self._claims(main or heads)
        return ArticleComparison(event, verdict, why, claims, tuple(comparisons))

    def _sides(self, item: Comparison) -> tuple[Frame, Frame]:
        """The frames of a comparison."""
        frames = {frame.key: frame for frame in self.engine.frames}
        return frames[item.a_quantity or item.a], frames[item.b_quantity or item.b]

    def _figures(self, record: Record) -> list[Frame]:
        figures = [f for f in self.engine.frames if f.article == record.article.iri and f.quantity]
        return sorted(figures, key=rank)

    def _heads(self) -> tuple[Frame, Frame] | None:
        """The figures that both articles lead with if they count one thing, else the first such pair."""
        left, right = self._figures(self.a), self._figures(self.b)
        if not left or not right:
            return None
        pairs = [
            (i + j, min(i, j), rank(x), rank(y), x, y)
            for i, x in enumerate(left[:_FIRST])
            for j, y in enumerate(right[:_FIRST])
            if comparable(x, y) and rank(x)[0] == rank(y)[0] == 0 and (i + j == 0 or not veto(x, y))
        ]
        return min(pairs, key=lambda item: item[:4])[4:] if pairs else (left[0], right[0])

    def _main(self, crossing: Sequence[Comparison]) -> tuple[Frame, Frame] | None:
        """The main figures: of one scope for sure, as near to the top of both articles as can be."""
        place = {
            frame.key: at for record in (self.a, self.b) for at, frame in enumerate(self._figures(record)[:_FIRST])
        }
        found = []
        for item in crossing:
            if item.relation in _IDLE or not (item.a_quantity in place and item.b_quantity in place):
                continue
            x, y = self._sides(item)
            if rank(x)[0] != rank(y)[0]:
                continue
            at = place[x.key] + place[y.key] + (0 if in_lead(x) and in_lead(y) else _BELOW)
            found.append((rank(x)[0], at, not item.relation.agrees, rank(x), rank(y), x, y))
        return min(found, key=lambda row: row[:5])[5:] if found else None

    def _claims(self, main: tuple[Frame, Frame] | None) -> tuple[str | None, str | None]:
        if main:
            return main[0].claim.iri, main[1].claim.iri
        figures = [next(iter(self._figures(record)), None) for record in (self.a, self.b)]
        one, two = (frame.claim.iri if frame else None for frame in figures)
        return one, two

    def _event(self, groups: Sequence[Group], main: tuple[Frame, Frame] | None) -> SameEvent:
        """One event by what both texts share, beside figures of one topic; short texts by their main figures, too."""
        limits = rules()["thresholds"]
        short = min(len(record.article.text) for record in (self.a, self.b)) < limits["event_short"]
        alike = probability(traits(self.a.article), traits(self.b.article))
        linked = any(len({frame.article for frame in group.members}) > 1 for group in groups)
        if linked and alike >= limits["event_linked_short" if short else "event_linked"]:
            return SameEvent.YES
        if main and veto(*main) and alike < limits["event_vetoed"]:
            return SameEvent.NO
        by_words, by_figures = decide(alike), self._by_figures(main)
        if not short or SameEvent.YES is by_words or SameEvent.NO is by_figures:
            return by_words
        return by_figures if alike >= limits["event_linked_short"] else SameEvent.UNCLEAR

    def _by_figures(self, main: tuple[Frame, Frame] | None) -> SameEvent:
        limits = rules()["thresholds"]
        linker = self.engine.linker
        scores = [linker.likeness.score(*main)] if main else [score for score in linker.scores.values() if score >= 0]
        best = max(scores, default=0.0)
        if best >= limits["event_yes"]:
            return SameEvent.YES
        return SameEvent.NO if best < limits["event_no"] and self._dated() else SameEvent.UNCLEAR

    def _dated(self) -> bool:
        """Whether the articles say enough to be told apart: short undated texts do not."""
        sources = {frame.article: frame.source for frame in self.engine.frames}
        return all(source.published is not None or len(source.article.text) > 400 for source in sources.values())

    def _crossing(self, groups: Sequence[Group], event: SameEvent) -> list[Comparison]:
        """Every figure of one article beside every like one of the other, and the statements of one topic."""
        articles = {frame.claim.iri: frame.article for frame in self.engine.frames}
        told = [item for group in groups for item in group.comparisons if not (item.a_quantity and item.b_quantity)]
        figures = cross(self.engine, self._figures(self.a), self._figures(self.b), event)
        return [*figures, *(item for item in told if articles[item.a] != articles[item.b])]

    def _verdict(
        self,
        event: SameEvent,
        groups: Sequence[Group],
        main: tuple[Frame, Frame] | None,
        first: Comparison | None,
        crossing: Sequence[Comparison],
    ) -> tuple[Verdict, str]:
        if event is SameEvent.NO:
            return Verdict.UNRELATED, "the two articles do not report one event"
        if event is SameEvent.UNCLEAR:
            told = _kinds([first]) if first else {}
            return _decide(told) or (Verdict.UNRELATED, "nothing of one scope can be compared")
        lead = self._lead(groups, main)
        about = [item for item in crossing if item in lead.comparisons] if lead else []
        heard = [item for item in crossing if self._heard(item)]
        matter = _kinds([*([first] if first else []), *(item for item in about if item in heard)])
        return self._weighed(first, matter, heard, crossing)

    def _heard(self, item: Comparison) -> bool:
        """Whether a comparison is of what both articles lead with, or an explicit denial, correction or admission."""
        frames = {frame.key: frame for frame in self.engine.frames}
        sides = [frames.get(q or c) for q, c in ((item.a_quantity, item.a), (item.b_quantity, item.b))]
        loud = all(frame is not None and (frame.leading or not frame.quantity) for frame in sides)
        return loud or item.rule in _EXPLICIT

    def _led(self, item: Comparison) -> bool:
        """Whether one side stands in the title or the first sentence."""
        frames = {frame.key: frame for frame in self.engine.frames}
        sides = [frames.get(q or c) for q, c in ((item.a_quantity, item.a), (item.b_quantity, item.b))]
        return any(frame is not None and in_lead(frame) for frame in sides)

    def _first(self, item: Comparison) -> bool:
        """Whether both sides stand in the title or the first sentence."""
        frames = {frame.key: frame for frame in self.engine.frames}
        sides = [frames.get(q or c) for q, c in ((item.a_quantity, item.a), (item.b_quantity, item.b))]
        return all(frame is not None and in_lead(frame) for frame in sides)

    def _weighed(
        self,
        first: Comparison | None,
        matter: dict[Relation, list[Comparison]],
        heard: Sequence[Comparison],
        crossing: Sequence[Comparison],
    ) -> tuple[Verdict, str]:
        """The verdict of the main matter, weighed against what else both articles lead with."""
        if first and self._first(first) and first.relation is not Relation.OTHER_SCOPE:
            matter = _kinds([first])
        if first and first.relation.agrees:
            matter[Relation.CONFLICT] = [
                c for c in matter.get(Relation.CONFLICT, []) if self._first(c) or c.rule in _EXPLICIT
            ]
        elif first and first.relation is Relation.CONFLICT:
            matter[_AGREES] = [c for c in matter.get(_AGREES, []) if self._first(c)]
        decided = _decide(matter)
        rest = _kinds([c for c in heard if c.strength is Strength.STRONG])
        if decided is None:
            return _decide(rest) or (Verdict.UNRELATED, "nothing of one scope can be compared")
        verdict, why = decided
        disputed = [c for c in rest.get(Relation.CONFLICT, []) if c.rule in _EXPLICIT and self._led(c)]
        if verdict in _FRIENDLY and disputed:
            return Verdict.MIXED, f"{why}; another matter is disputed: {disputed[0].reason}"
        rivals = self._rivals(first, crossing, wary=verdict is Verdict.CORROBORATED)
        if verdict in _FRIENDLY and rivals:
            return Verdict.MIXED, f"{why}; yet {rivals[0].reason}"
        return verdict, why

    def _rivals(self, first: Comparison | None, crossing: Sequence[Comparison], *, wary: bool) -> list[Comparison]:
        """Conflicts of whole figures beside an agreement that neither article leads with; any at all, if wary.

        A rival version that one article carries in passing does not touch what both lead with.
        """
        if first and self._first(first) and not wary:
            return []
        frames = {frame.key: frame for frame in self.engine.frames}
        found = [c for c in crossing if c.relation is Relation.CONFLICT and (wary or c.strength is Strength.STRONG)]
        whole = ((frames.get(c.a_quantity or ""), frames.get(c.b_quantity or ""), c) for c in found)
        return [c for a, b, c in whole if a and b and a.leading and b.leading and not is_background(a)]

    @staticmethod
    def _lead(groups: Sequence[Group], main: tuple[Frame, Frame] | None) -> Group | None:
        return next((group for group in groups if main and main[0] in group.members and main[1] in group.members), None)


_IDLE = (Relation.OTHER_SCOPE, Relation.OTHER_EVENT, Relation.PART_WHOLE)
_FRIENDLY = (Verdict.ECHO, Verdict.CORROBORATED, Verdict.AGREED, Verdict.UPDATE)
_AGREES = Relation.EQUAL
_EXPLICIT = frozenset({"figure denied", "denied", "says what it replaces", "says that it changed"})


def _kinds(found: Iterable[Comparison]) -> dict[Relation, list[Comparison]]:
    """Comparisons that count, by kind: agreements under one key."""
    kinds: dict[Relation, list[Comparison]] = {}
    for item in found:
        if item.relation.agrees:
            kinds.setdefault(_AGREES, []).append(item)
        elif item.relation in (Relation.CONFLICT, Relation.UPDATE):
            kinds.setdefault(item.relation, []).append(item)
    return kinds


def _decide(told: dict[Relation, list[Comparison]]) -> tuple[Verdict, str] | None:
    """One kind decides; an update beside agreements is an update, a strong conflict beside them is mixed."""
    conflicts, updates, agreements = (told.get(kind, []) for kind in (Relation.CONFLICT, Relation.UPDATE, _AGREES))
    strong = [item for item in conflicts if item.strength is Strength.STRONG]
    if conflicts and not agreements and not updates:
        return Verdict.CONTRADICTED, conflicts[0].reason
    if updates:
        mixed = strong and agreements
        return (Verdict.MIXED, strong[0].reason) if mixed else (Verdict.UPDATE, updates[0].reason)
    if agreements:
        return (Verdict.MIXED, f"{agreements[0].reason}; yet {strong[0].reason}") if strong else _agreed(agreements)
    return None


def _agreed(found: Sequence[Comparison]) -> tuple[Verdict, str]:
    """Echo, corroborated or agreed, by the origins of the claims that agree."""
    strong = [item for item in found if item.strength is Strength.STRONG] or list(found)
    apart = next((item for item in strong if item.origin is Independence.INDEPENDENT), None)
    if apart and apart.strength is Strength.STRONG:
        return Verdict.CORROBORATED, apart.reason
    same = next((item for item in strong if item.origin is Independence.SAME), None)
    return (Verdict.ECHO, same.reason) if same else (Verdict.AGREED, strong[0].reason)


def _once(found: Iterable[Comparison]) -> list[Comparison]:
    return list(dict.fromkeys(found))
