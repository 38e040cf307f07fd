"""The story of an article: which event a sentence goes on about, and the time that it inherits from it.

News name the day once. What follows ("the attack", "nine young men died", "nobody was hurt") is of that day until
the text names another one. A time is inherited only by what is told as having happened, only from an event that
the same text dates, and says so in how it was found; places are never inherited.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from kg.extract.document import Document, Happening
from kg.model.time import When
from kg.model.vocabulary import Modality, Role
from kg.ontology import event_types, lexicon

_UNTYPED: Final = 3
"""Rank of an event without a type."""


@cache
def _families() -> Mapping[str, str]:
    return {kind.notation: kind.family for kind in event_types()}


@cache
def _episodes() -> Mapping[str, frozenset[str]]:
    """Type or family -> the names of the kinds of story that it can be a part of."""
    table: dict[str, set[str]] = {}
    for story, members in lexicon("story")["kinds"].items():
        for member in members.split():
            table.setdefault(member, set()).add(story)
    return {member: frozenset(stories) for member, stories in table.items()}


@cache
def _causes() -> tuple[frozenset[str], frozenset[str]]:
    table = lexicon("events")["shift"]
    return frozenset(table["killing_to_death"].split()), frozenset(table["death_to_killing"].split())


@cache
def _deaths(name: str) -> frozenset[str]:
    return frozenset(lexicon("story")[name].split())


def family(kind: str) -> str:
    """The top concept above a type; "other" where it is none of the ontology."""
    return _families().get(kind, "other")


def kindred(one: str, other: str) -> bool:
    """Whether two types can be parts of one story: a blast, those it killed, those accused of it.

    >>> kindred("explosion", "wounding"), kindred("vote", "wounding")
    (True, False)
    """
    if one == other:
        return True
    left, right = family(one), family(other)
    stories = _episodes()
    return (left == right != "other") or not _stories(one, left, stories).isdisjoint(_stories(other, right, stories))


def _stories(kind: str, top: str, stories: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return stories.get(kind) or stories.get(top, frozenset())


class Story:
    """What an article is about, and what each stretch of it goes on about."""

    def __init__(self, document: Document, happenings: Sequence[Happening]) -> None:
        self.document, self.happenings = document, happenings
        self.starts = [item.trigger[0] for item in happenings]
        self.main = self._main()

    def _main(self) -> int | None:
        """The event that the text opens with: of the first body sentence that tells one, the foremost."""
        for sentence in self.document.sentences:
            if sentence.role is not Role.BODY:
                continue
            first, last = bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)
            told = [i for i in range(first, last) if _tells(self.happenings[i])]
            if told:
                return min(told, key=lambda i: (self.happenings[i].rank, self.happenings[i].aside, i))
        return None

    def told(self) -> tuple[Happening, ...]:
        """The happenings as the whole text tells them: deaths by what it calls their cause, times inherited."""
        violent = self._violent()
        return tuple(
            replace(item, type=self._type(item, violent=violent), when=item.when or self._inherited(at))
            for at, item in enumerate(self.happenings)
        )

    def _violent(self) -> bool | None:
        """Whether the text tells of violence (True) or of a mishap (False); None where it tells of neither or both."""
        mild, harsh = _causes()
        types = {item.type for item in self.happenings}
        if bool(types & mild) != bool(types & harsh):
            return bool(types & harsh)
        main = self.happenings[self.main].type if self.main is not None else ""
        kinds = {"attack": True, "unrest": True, "killing": True, "disaster": False, "health": False}
        return kinds.get(main, kinds.get(family(main)))

    def _type(self, item: Happening, *, violent: bool | None) -> str:
        """Who died is killed in a story of violence; who was "killed" died in one of a mishap."""
        words = self.document.text[slice(*item.trigger)].lower().split()
        if item.type == "killing" and violent is False and words[0].startswith("kill"):
            return "death"
        if item.type == "harm" and violent is not None and words[-1] in _deaths("tolls"):
            return "killing" if violent else "death"
        return "killing" if item.type == "death" and violent and words[0] in _deaths("deaths") else item.type

    def _inherited(self, at: int) -> When | None:
        item = self.happenings[at]
        if item.when is not None or item.modality in (Modality.FUTURE, Modality.CONDITIONAL):
            return None
        source = self._source(at)
        if source is None or source.when is None:
            return None
        return replace(source.when, how=f"{source.when.how}, of the event that it belongs to")

    def _source(self, at: int) -> Happening | None:
        """The dated event whose day a happening shares."""
        item = self.happenings[at]
        near = self._near(at)
        if near is not None:
            return near
        main = self.happenings[self.main] if self.main is not None else None
        if main is not None and main.when is not None:
            return main
        same = (o for o in self.happenings if o.when is not None and o.type == item.type and o.type[:6] != "other:")
        found = next(same, None)
        if found is None and main is not None:
            found = next((o for o in self.happenings if o.when is not None and kindred(main.type, o.type)), None)
        return found

    def _near(self, at: int) -> Happening | None:
        """The last dated event of an earlier sentence of the same paragraph, told in its own clause."""
        sentence = self.document.sentence_at(self.starts[at])
        if sentence is None:
            return None
        for back in range(at - 1, -1, -1):
            other = self.happenings[back]
            before = self.document.sentence_at(other.trigger[0])
            if before is None or before.paragraph != sentence.paragraph:
                return None
            if before.index < sentence.index and other.when is not None and other.rank != 2:
                return other
        return None

    def about(self, position: int) -> int | None:
        """The event that a place of the text goes on about."""
        sentence = self.document.sentence_at(position)
        last = bisect_left(self.starts, position)
        for back in range(last - 1, -1, -1):
            before = self.document.sentence_at(self.starts[back])
            if before is None or sentence is None or before.paragraph != sentence.paragraph:
                break
            if _tells(self.happenings[back]):
                return back
        return self.main


def _tells(item: Happening) -> bool:
    return item.rank < _UNTYPED and item.modality not in (Modality.FUTURE, Modality.CONDITIONAL)


def told(document: Document, happenings: Sequence[Happening]) -> tuple[Happening, ...]:
    """The happenings of a document as its whole story tells them: types of deaths, and times of the undated ones.

    Args:
        document: one part of an article.
        happenings: in order of their triggers.

    Returns:
        The same happenings.
    """
    return Story(document, happenings).told()
