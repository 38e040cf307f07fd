"""Events: what happened, who did it to whom, where and when, as far as each clause says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, TypeVar

from kg.extract import dateline, polarity, reckoning, sites, triggers
from kg.extract.document import Document, Figure, Happening, Place, Sentence, TimeMention
from kg.extract.places import announces
from kg.extract.roles import Roles
from kg.extract.triggers import Trigger
from kg.extract.words import Form, Tag, Words, entries, lemmas, lists, verb
from kg.model.spans import Span
from kg.model.vocabulary import Precision
from kg.ontology import lexicon

_CUT: Final = frozenset(';:—–“”"()…')
_CLAUSE: Final = (Tag.SUBORDINATOR, Tag.RELATIVE)
_FAR: Final = 10_000
_NEAR = 60
"""Code points within which a relative clause behind a counted noun tells what the counted did."""
_VAGUER: Final = 10
"""Words by which a described place must stand nearer than a named one."""
_WINDOW: Final = 160
_DAILY: Final = (Precision.DAY, Precision.MINUTE)
_REACH: Final = 30
_NAMED: Final = 3
"""Words before a verb among which a disaster with its name can be the subject."""
_Mention = TypeVar("_Mention", Place, TimeMention)


@cache
def _shifts() -> tuple[frozenset[str], frozenset[str]]:
    table = lexicon("events")["shift"]
    return frozenset(table["killing_to_death"].split()), frozenset(table["death_to_killing"].split())


@cache
def _hazards() -> frozenset[str]:
    """Nouns of disasters, which stand with a capital where they have a name ("Typhoon Luming")."""
    return frozenset(
        words[0] for words, entry in entries() if entry.family == "disaster" and entry.pos == "n" and len(words) == 1
    )


@cache
def _mishaps() -> frozenset[str]:
    """Lemmas of deaths that stay deaths beside an attack."""
    return frozenset(lexicon("story")["mishaps"].split())


@cache
def _statuses() -> Mapping[str, tuple[str, ...]]:
    return {status: tuple(types.split()) for status, types in lexicon("events")["status"].items()}


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with what stands in it."""

    words: Words
    places: Sequence[Place]
    sites: Sequence[Place]
    times: Sequence[TimeMention]
    triggers: Sequence[Trigger]


class Finder:
    """Finds the happenings of one document."""

    def __init__(self, document: Document, places: Sequence[Place], times: Sequence[TimeMention]) -> None:
        self.document, self.places, self.times = document, places, times
        opening = dateline.find(document)
        self.opening = opening.end if opening else 0
        self.tone = _tone(document)

    def happenings(self) -> tuple[Happening, ...]:
        """All happenings, by trigger."""
        found = [item for sentence in self.document.sentences for item in self._of(sentence)]
        return tuple(sorted(found, key=lambda item: item.trigger))

    def _of(self, sentence: Sentence) -> Iterator[Happening]:
        first = bisect_left(sentence.tokens, self.opening, key=lambda token: token.start)
        for at in range(first, len(sentence.tokens), _WINDOW):
            if at == 0 and len(sentence.tokens) <= _WINDOW:
                yield from self._of_window(sentence)
                return
            tokens = sentence.tokens[at : at + _WINDOW]
            yield from self._of_window(replace(sentence, start=tokens[0].start, end=tokens[-1].end, tokens=tokens))

    def _of_window(self, sentence: Sentence) -> Iterator[Happening]:
        """The happenings of a sentence, or of a piece of an endless one."""
        times = _inside(self.times, sentence)
        words = Words(sentence, [item.span for item in times], upper=self.document.upper)
        known = _retyped(words, triggers.find(words), self.tone)
        both = sorted([*known, *_others(words, known)], key=lambda item: item.first)
        if not both:
            return
        heads = frozenset(item.first for item in both)
        places = [item for item in _inside(self.places, sentence) if not _spoken(words, item.span[0], heads)]
        roles = Roles(words)
        described = [
            item for item in sites.find(self.document.text, words, roles) if not _spoken(words, item.span[0], heads)
        ]
        spoken = {item for item in times if _spoken(words, item.span[0], heads)}
        unsaid = [_told_until(item, spoken) for item in times if item not in spoken]
        scene = _Scene(words, places, described, unsaid, both)
        for trigger in both:
            yield self._happening(scene, trigger, roles)

    def _happening(self, scene: _Scene, trigger: Trigger, roles: Roles) -> Happening:
        words = scene.words
        agents, patients = roles.of(trigger)
        span = (words.tokens[trigger.first].start, words.tokens[trigger.last - 1].end)
        sign, mode = polarity.of(words, trigger)
        place = self._place(scene, span)
        time = _time(scene, span)
        return Happening(
            trigger=_tight(span, words, trigger),
            type=trigger.type,
            agents=agents,
            patients=patients,
            place=place.chain if place else (),
            when=time.when if time else None,
            cumulative=bool(time and time.cumulative),
            polarity=sign,
            modality=mode,
            back=_refers_back(words, trigger),
            rank=_rank(words, trigger, roles),
            aside=_subordinate(words, trigger.first),
        )

    # Where and when ------------------------------------------------------------------------------

    def _place(self, scene: _Scene, span: Span) -> Place | None:
        """The place in the trigger's clause, behind it first, else the nearest of the sentence; names before sites."""
        named = ((self._cost(scene, item.span, span), item) for item in scene.places)
        sites = ((self._cost(scene, item.span, span, site=_VAGUER), item) for item in scene.sites)
        costs = [(cost, item) for cost, item in (*named, *sites) if cost is not None]
        return min(costs, key=lambda found: found[0])[1] if costs else None

    def _cost(self, scene: _Scene, place: Span, span: Span, *, site: int = 0) -> int | None:
        """How far a place stands from a trigger; None where it is not that of the event."""
        governed = self._governed(place[0])
        if not (governed or _bears(scene.words, place, span)) or _foreign(scene, place, span):
            return None
        return _distance(scene.words, span, place) + site + (0 if governed else 25)

    def _governed(self, start: int) -> bool:
        """Whether a preposition of place stands before a name, adjectives between."""
        before = self.document.text[max(0, start - 40) : start].lower().split()[-5:]
        announced = len(before) > 1 and before[-1] == "of" and announces(before[-2])
        return announced or any(word in lists().locative for word in before)


def _others(words: Words, known: Sequence[Trigger]) -> Iterator[Trigger]:
    """The first finite verb of each clause that holds no known trigger."""
    heads = [item.first for item in known]
    for first, last in _clauses(words):
        if bisect_left(heads, first) < bisect_left(heads, last):
            continue
        at = next((i for i in range(first, last) if _main_verb(words, i)), None)
        if at is None:
            continue
        lemma, form = verb(words.low[at]) or (words.low[at], Form.BASE)
        yield Trigger(at, at + 1, f"other:{lemma}", "other", lemma, form, noun=False)


def _main_verb(words: Words, at: int) -> bool:
    if words.tags[at] is not Tag.WORD or words.capital(at):
        return False
    if words.low[at] in words.lists.participles and words.at(at + 1) is Tag.WORD:
        return False
    known = verb(words.low[at])
    if known is None or known[0] in words.lists.speech | words.lists.light | words.lists.idle:
        return False
    before = words.at(at - 1)
    if (before in (Tag.DETERMINER, Tag.NUMBER, Tag.PREPOSITION) and words.word(at - 1) != "to") or (
        at and words.owner[at - 1]
    ):
        return False
    return words.finite(at) or before is Tag.AUXILIARY


def _bears(words: Words, place: Span, trigger: Span) -> bool:
    """Whether a place without preposition is where it happened: an object or possessor, not a subject."""
    if place[0] >= trigger[1]:
        return True
    left = words.index(place[1])
    right = words.index(trigger[0])
    return words.owner[left - 1] or (right - left <= 1 and not (right < len(words.tags) and words.finite(right)))


def _distance(words: Words, span: Span, other: Span) -> int:
    """Words between a trigger and a mention; what stands before it, or in another clause, is farther."""
    gap = range(*_gap(words, span, other))
    crossed = sum(words.tags[i] in _CLAUSE or words.low[i] in _CUT for i in gap)
    return len(gap) + 12 * crossed + (4 if other < span else 0) + 3 * sum(words.low[i] == "," for i in gap)


def _spoken(words: Words, start: int, heads: Set[int]) -> bool:
    """Whether a time or place is that of the saying: "said on Tuesday", "On Tuesday the mayor told"."""
    at = words.index(start)
    return _behind_speech(words, at, heads) or _before_speech(words, at, heads)


def _says(words: Words, at: int) -> bool:
    known = verb(words.low[at]) if words.tags[at] is Tag.WORD else None
    stated = known is not None and known[0] in words.lists.says and known[1] is not Form.BASE
    return (stated and words.at(at - 1) not in (Tag.DETERMINER, Tag.NUMBER)) or words.low[at] == "according"


def _behind_speech(words: Words, at: int, heads: Set[int]) -> bool:
    addressed = False
    for back in range(at - 1, max(-1, at - 12), -1):
        if back not in heads and _says(words, back):
            return not addressed or words.low[back] in ("told", "informed")
        if words.tags[back] in _CLAUSE or words.low[back] in _CUT or words.tags[back] is Tag.CONJUNCTION:
            return False
        if words.tags[back] is Tag.WORD and not words.capital(back) and words.low[back] not in words.lists.vehicles:
            addressed = True
        addressed = addressed or words.tags[back] is Tag.NUMBER
    return False


def _before_speech(words: Words, at: int, heads: Set[int]) -> bool:
    """Whether a verb of saying follows before any event, in a clause that the time opens."""
    first = max((i + 1 for i in range(at) if words.low[i] in _CUT or words.low[i] == ","), default=0)
    if any(first <= head < at for head in heads):
        return False
    for here in range(at, min(len(words.tags), at + 24)):
        if words.low[here] != "according" and here not in heads and _says(words, here):
            return words.at(here + 1) not in (Tag.MARK, None) or words.word(here + 1) in ("“", '"', ":")
        if words.tags[here] in _CLAUSE or words.low[here] in _CUT or here in heads:
            return False
    return False


def _time(scene: _Scene, span: Span) -> TimeMention | None:
    """The time in the trigger's clause, else the nearest of the sentence that is not the saying's."""
    fit = (item for item in scene.times if not _foreign(scene, item.span, span))
    return min(fit, key=lambda item: _distance(scene.words, span, item.span), default=None)


def _told_until(item: TimeMention, spoken: Set[TimeMention]) -> TimeMention:
    """A period that goes on until it is told of: "since Sunday, he said on Tuesday" ends on Tuesday."""
    days = {said.when.start[:10] for said in spoken if said.when and said.when.precision in _DAILY}
    when = item.when
    if not item.cumulative or when is None or len(days) != 1 or len(when.end) != len(min(days)):
        return item
    last = days.pop()
    if not when.start <= last < when.end:
        return item
    return replace(item, when=reckoning.ended(when, last, keep_start=when.how.startswith("since")))


def _foreign(scene: _Scene, mention: Span, span: Span) -> bool:
    """Whether a time or place stands in a relative clause that belongs to another event."""
    words = scene.words
    at, head = words.index(mention[0]), words.index(span[0])
    back = range(at - 1, max(-1, at - _REACH), -1)
    relative = next((i for i in back if words.tags[i] is Tag.RELATIVE and words.low[i] != "that"), None)
    if relative is None:
        return False
    inner = (item for item in scene.triggers if relative < item.first != head and item.family != "other")
    if not any(item.first < max(at, head) for item in inner):
        return False
    return head < relative or (head > at and Tag.AUXILIARY in words.tags[at:head])


def _gap(words: Words, one: Span, other: Span) -> tuple[int, int]:
    """The tokens between two spans."""
    first, last = sorted((one, other))
    return words.index(first[1]), words.index(last[0])


def _tight(span: Span, words: Words, trigger: Trigger) -> Span:
    """The trigger's span without a possessive ending."""
    token = words.tokens[trigger.last - 1]
    return span[0], token.end - (len(token.low) - len(words.low[trigger.last - 1]))


@dataclass(frozen=True, slots=True)
class _Tone:
    """What a whole text says of its ambiguous words.

    Attributes:
        labour: whether a bare "strike" is one of workers.
        armed: whether arms or fighters are named at all; without them a blast is an accident.
    """

    labour: bool
    armed: bool


def _tone(document: Document) -> _Tone:
    lows = {token.low for sentence in document.sentences for token in sentence.tokens}
    armed = bool(lows & lists().armed)
    return _Tone(bool(lows & lists().labour) and not armed, armed)


def _retyped(words: Words, found: Sequence[Trigger], tone: _Tone) -> list[Trigger]:
    """Triggers whose type the words around them change: deaths by accident or attack, strikes."""
    to_death, to_killing = _shifts()
    to_death = to_death if tone.armed else to_death | {"explosion"}
    labour = tone.labour
    kept = [item for item in found if not _blow(words, item, found)]
    types = {item.type for item in kept if not (item.noun and item.lemma == "strike" and labour)}
    types |= {"storm"} if not _hazards().isdisjoint(words.low) else set()
    shifted = [(item, _type(item, types & to_death, types & to_killing, labour)) for item in kept]
    return [item if item.type == kind else replace(item, type=kind, named=item.type) for item, kind in shifted]


def _type(item: Trigger, mild: Set[str], violent: Set[str], labour: bool) -> str:
    if item.type == "killing" and item.lemma == "kill" and mild and not violent:
        return "death"
    if item.type == "death" and violent and not mild and item.lemma not in _mishaps():
        return "killing"
    return "strike-labour" if labour and item.noun and item.lemma == "strike" else item.type


def _blow(words: Words, item: Trigger, found: Sequence[Trigger]) -> bool:
    """Whether a verb such as "hit" has a disaster, perhaps with its name, as its subject."""
    if item.noun or item.lemma not in words.lists.blows:
        return False
    return any(
        other.family == "disaster"
        and other.last <= item.first
        and all(map(words.capital, range(other.last, item.first)))
        for other in found
    ) or not _hazards().isdisjoint(words.low[max(0, item.first - _NAMED) : item.first])


def _refers_back(words: Words, trigger: Trigger) -> bool:
    """Whether a noun is definite or dated by a possessor: "the attack", "Saturday's blast"."""
    if not trigger.noun:
        return False
    at = trigger.first - 1
    while at >= 0 and words.tags[at] is Tag.WORD and not words.owner[at] and trigger.first - at < 5:
        at -= 1
    if at < 0:
        return False
    return words.low[at] in ("the", "this", "that", "these", "those") or (
        words.owner[at] and words.tags[at] is Tag.TIME
    )


def _rank(words: Words, trigger: Trigger, roles: Roles) -> int:
    """How far from the main verb of its clause an event stands."""
    if trigger.family == "other":
        return 3
    if _relative(words, trigger.first) or roles.reduced(trigger):
        return 2
    return int(
        trigger.noun or trigger.state or (trigger.family in words.lists.faint and trigger.type not in words.lists.main)
    )


def _subordinate(words: Words, at: int) -> bool:
    """Whether a verb stands in a clause that "when", "as", "after" and the like open behind another one."""
    for back in range(at - 1, max(0, at - 14), -1):
        if words.tags[back] is Tag.SUBORDINATOR and words.word(back + 1) not in words.lists.states:
            return any(words.finite(i) for i in range(max(0, back - 12), back))
        if words.low[back] in _CUT or words.low[back] == ",":
            return False
    return False


def _relative(words: Words, at: int) -> bool:
    """Whether a word stands in a relative clause or is a participle behind a noun or mark."""
    for back in range(at - 1, max(-1, at - 12), -1):
        if words.tags[back] is Tag.RELATIVE and words.low[back] != "that":
            return not any(words.finite(i) for i in range(back + 1, at) if words.tags[i] is Tag.WORD)
        if words.low[back] in _CUT or words.tags[back] is Tag.SUBORDINATOR:
            break
    known = verb(words.low[at])
    behind = words.at(at - 1) in (Tag.WORD, Tag.MARK)
    return (
        behind
        and known is not None
        and (known[1] is Form.ING or (known[1] is Form.PAST and words.word(at + 1) == "by"))
    )


def _clauses(words: Words) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence: runs of words between strong marks, subordinators and relatives."""
    first = 0
    for at, tag in enumerate(words.tags):
        if words.low[at] in _CUT or tag in _CLAUSE:
            if at > first:
                yield first, at
            first = at + 1
    if first < len(words.tags):
        yield first, len(words.tags)


def _inside(items: Sequence[_Mention], sentence: Sentence) -> Sequence[_Mention]:
    first = bisect_left(items, sentence.start, key=lambda item: item.span[0])
    last = bisect_left(items, sentence.end, key=lambda item: item.span[0])
    return items[first:last]


def find(document: Document, places: Sequence[Place], times: Sequence[TimeMention]) -> tuple[Happening, ...]:
    """The happenings that a document speaks of.

    Args:
        document: one part of an article.
        places: its places, in order.
        times: its times, in order.

    Returns:
        Happenings in order of their triggers, which do not overlap.
    """
    return Finder(document, places, times).happenings()


def attach(figures: Sequence[Figure], happenings: Sequence[Happening], document: Document) -> tuple[int | None, ...]:
    """The happening that each figure belongs to.

    Args:
        figures: of the document.
        happenings: of the document, in order of their triggers.
        document: the part that both stand in.

    Returns:
        For each figure an index into the happenings: one whose type its status admits, then the nearest; None where
        the sentence has none.
    """
    starts = [item.trigger[0] for item in happenings]
    return tuple(_of_figure(figure, happenings, starts, document) for figure in figures)


def _of_figure(
    figure: Figure, happenings: Sequence[Happening], starts: Sequence[int], document: Document
) -> int | None:
    sentence = document.sentence_at(figure.span[0])
    if sentence is None:
        return None
    first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    return min(range(first, last), key=lambda i: (_unfit(figure, happenings[i], document), i), default=None)


def _unfit(figure: Figure, item: Happening, document: Document) -> int:
    """How badly a happening fits a figure: its type against the status, its roles, the distance."""
    noun = figure.counts_span or figure.span
    whole = (min(figure.span[0], noun[0]), max(figure.span[1], noun[1]))
    gap = max(0, item.trigger[0] - whole[1], whole[0] - item.trigger[1])
    between = document.text[min(item.trigger[1], whole[1]) : max(item.trigger[0], whole[0])]
    inside = any(a < whole[1] and whole[0] < b for a, b in (*item.patients, *item.agents))
    cost = gap + 40 * sum(between.count(mark) for mark in ";,.:") - (60 if inside else 0)
    if _relates(document.text[whole[1] : whole[1] + 6]) and 0 < item.trigger[0] - whole[1] < _NEAR:
        cost -= 2 * _NEAR
    far = 60
    return cost + _mismatch(figure, item, document) + far * min(2, item.rank) + (100 if item.rank == 3 else 0)


def _relates(text: str) -> bool:
    """Whether a relative pronoun opens a text."""
    word = text.split(maxsplit=1)[0].lower() if text.strip() else ""
    return lists().tags.get(word) is Tag.RELATIVE


def _mismatch(figure: Figure, item: Happening, document: Document) -> int:
    if figure.status is None:
        return 0
    if figure.status.startswith("other:"):
        word = document.text[slice(*item.trigger)].lower().split()[0]
        return 0 if any(lemma == figure.status[6:] for lemma, _ in lemmas(word)) else 300
    wanted = _statuses().get(figure.status, ())
    return 30 * wanted.index(item.type) if item.type in wanted else _FAR if wanted else 300
