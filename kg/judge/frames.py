"""Frames: what a claim says of one figure, or of one event, laid out for comparing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from zlib import crc32

from kg.extract.counted import is_people, lemma
from kg.judge.actors import ActorIndex
from kg.judge.lexical import Frequency, rules, tokens, word_set
from kg.model.article import Article
from kg.model.claim import Claim
from kg.model.event import Event
from kg.model.quantity import Quantity
from kg.model.record import Record
from kg.model.time import When
from kg.model.vocabulary import Form, Modality, Part, Polarity, Role, SpeakerKind, Stance, Target

Window = tuple[int, int]
"""First and last day, proleptic Gregorian ordinals."""

_LEAD, _RUN = 600, 6
_PERCENT = 100.0
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_SPOKEN = re.compile(
    rf"\b(?:said|says|told|announced|stated|reported|confirmed|added|tweeted|wrote)\b[^.;,]{{0,40}}?"
    rf"\b(?:{'|'.join(_WEEKDAYS)})\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\b(?:of|from|in|at|who|that|with|for|on|by|near|inside|around)\b", re.IGNORECASE)
_CONTAINERS = frozenset({"member", "number", "group", "total", "body", "batch", "case"})
_DENYING = frozenset({Stance.DENIES})


class Thing(StrEnum):
    """The kind of thing that a frame is about."""

    PEOPLE = "people"
    COUNT = "count"
    MEASURE = "measure"
    EVENT = "event"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Source:
    """What frames of one article share.

    Attributes:
        article: the article.
        published: day of publication, an ordinal; None where unknown.
        vector: rare words of title and lead, of length 1.
        names: names of places and actors in title and lead, lower case.
        lead: where the body begins and the lead ends, in the text.
        low: title and text in lower case.
        shingles: runs of six words of the text, hashed: what a copy of it shares.
    """

    article: Article
    published: int | None
    vector: Mapping[str, float]
    names: frozenset[str]
    lead: tuple[int, int]
    low: str
    shingles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Frame:
    """One claim's figure, or one claim's event.

    Attributes:
        key: IRI of the quantity; of the claim where it has none.
        claim: the innermost claim that holds it: whoever speaks there is its source.
        holders: all claims that hold it, the innermost first.
        source: what its article says as a whole.
        thing: the kind of thing.
        quantity: the figure; None for an event.
        event: the event that it belongs to, if known.
        head: lemma of the head of what is counted.
        modifiers: words before the head, lower case.
        owners: judged actors named inside the counted phrase.
        status: "killed" ...; derived from the event's type where no word says it.
        dimension: of the unit ("area", "USD", "percent"), "" for counts.
        type: of the event; "" where unknown.
        family: the concept above the type.
        agents, patients: judged actors.
        place: names from the leaf up, lower case.
        window: the days of the event.
        weekday: the only day of the week that the content names, Monday 0; None if none or several.
        said: the day of the speech, or of publication.
        negated: whether the content is negated or denied.
        secondary: an event frame beside figures: it counts only where somebody denies the event.
        words: rare words of the content.
        context: the sentence around, for marks of updates and the like.
        leading: whether it is the whole figure that one voice of its article gives for one thing.
        foremost: the same for one kind of it ("civilians" among the people killed).
        outdated: the numbers that its article gives as older ones of this count.
    """

    key: str
    claim: Claim
    holders: tuple[str, ...]
    source: Source
    thing: Thing
    quantity: Quantity | None
    event: Event | None
    head: str
    modifiers: frozenset[str]
    owners: frozenset[str]
    status: str | None
    dimension: str
    type: str
    family: str
    agents: frozenset[str]
    patients: frozenset[str]
    place: tuple[str, ...]
    window: Window | None
    weekday: int | None
    said: int | None
    negated: bool
    secondary: bool
    words: Mapping[str, float]
    context: str
    leading: bool = False
    foremost: bool = False
    outdated: frozenset[float] = frozenset()

    @property
    def article(self) -> str:
        """IRI of the article."""
        return self.source.article.iri

    @property
    def order(self) -> tuple[int, str]:
        """Earliest first: published, unknown last; then the key."""
        return (self.source.published if self.source.published is not None else 10**7, self.key)


def window(when: When | None) -> Window | None:
    """The days that a time covers.

    >>> window(None) is None
    True
    """
    if when is None:
        return None
    first, last = _first_day(when.start), _last_day(when.end)
    return None if first is None or last is None or last < first else (first, last)


def _first_day(text: str) -> int | None:
    try:
        return date.fromisoformat(f"{text[:10]}-01-01"[:10] if len(text) < 7 else f"{text[:10]}-01"[:10]).toordinal()
    except ValueError:
        return None


def _last_day(text: str) -> int | None:
    try:
        if len(text) >= 10:
            return date.fromisoformat(text[:10]).toordinal()
        year = int(text[:4])
        if len(text) < 7:
            return date(year, 12, 31).toordinal()
        month = int(text[5:7])
        following = date(year + month // 12, month % 12 + 1, 1)
        return (following - timedelta(days=1)).toordinal()
    except ValueError:
        return None


def weekday(text: str) -> int | None:
    """The only day of the week that a text names for what happened rather than for when it was said, Monday 0.

    >>> weekday("two died on Friday"), weekday("from Monday to Friday"), weekday("two died, police said on Friday")
    (4, None, None)
    """
    named = {_WEEKDAYS.index(found.lower()) for found in _WEEKDAY.findall(_SPOKEN.sub(" ", text))}
    return named.pop() if len(named) == 1 else None


def head_of(counts: str) -> tuple[str, frozenset[str]]:
    """The lemma of the head of a counted phrase and the words before it.

    >>> head_of("armoured vehicles")[0], head_of("members of the group")[0], head_of("")[0]
    ('vehicle', 'group', '')
    """
    first, *rest = _PREPOSITION.split(counts, maxsplit=1)
    words = tokens(first)
    head = lemma(words[-1]) if words else ""
    inner = tokens(_PREPOSITION.split(rest[0], maxsplit=1)[0]) if rest else []
    if head in _CONTAINERS and inner and len(words) == 1:
        return lemma(inner[-1]), frozenset(map(lemma, [*words, *inner]))
    if "and" in words[1:-1]:
        words = words[: words.index("and")]
        head = lemma(words[-1])
    return head, frozenset(map(lemma, words[:-1]))


def is_share(quantity: Quantity) -> bool:
    """Whether a figure is a fraction of another one ("more than half", "one in 20"), which percent are, too."""
    bounds = [n for n in (quantity.low, quantity.high) if n is not None]
    return quantity.unit is None and bool(bounds) and all(0 < n < 1 for n in bounds)


def dimension(quantity: Quantity) -> str:
    """What a unit measures, "share" for percent and fractions; "" where things are counted."""
    unit = quantity.unit
    if unit == "percent" or is_share(quantity):
        return "share"
    if unit is None:
        return ""
    return next((name for name, units in rules()["units"].items() if unit in units), unit)


def scale(quantity: Quantity) -> float:
    """The factor from a figure's unit to the first unit of its dimension."""
    if is_share(quantity):
        return _PERCENT
    table = rules()["units"].get(dimension(quantity), {})
    return float(table.get(quantity.unit, 1.0))


@dataclass(frozen=True, slots=True)
class Framer:
    """Makes the frames of records.

    Attributes:
        actors: who is who.
        frequency: rarity of words.
        families: event type -> the concept above it.
    """

    actors: ActorIndex
    frequency: Frequency
    families: Mapping[str, str]

    def frames(self, records: Iterable[Record]) -> list[Frame]:
        """All frames, earliest first."""
        found = [frame for record in records for frame in self.of(record)]
        return sorted(found, key=lambda frame: (frame.order, frame.claim.iri))

    def source(self, record: Record) -> Source:
        """What the frames of an article share."""
        article = record.article
        body = next((block.start for block in article.blocks if block.role is Role.BODY), 0)
        head = f"{article.title or ''} {article.text[body : body + _LEAD]}"
        names = frozenset(
            item.text.lower()
            for item in record.mentions
            if item.text[:1].isupper() and (item.part is Part.TITLE or item.span[0] <= body + _LEAD)
        )
        published = window(article.published)
        day = published[0] if published and article.published and len(article.published.start) >= 10 else None
        low = f"{article.title or ''}\n{article.text}".lower()
        vector = self.frequency.vector(head)
        return Source(article, day, vector, names, (body, body + _LEAD), low, shingles(article.text))

    def of(self, record: Record) -> Iterator[Frame]:
        """The frames of one record."""
        source = self.source(record)
        depth = _depths(record.claims)
        holders: dict[str, list[Claim]] = defaultdict(list)
        for claim in record.claims:
            for quantity in claim.quantities:
                holders[quantity.iri].append(claim)
        owners = _owners(record, self.actors)
        for iri, claims in holders.items():
            claims.sort(key=lambda item: _inner(item, depth))
            quantity = next(item for item in claims[0].quantities if item.iri == iri)
            yield self._figure(source, claims, quantity, owners.get(iri, frozenset()))
        named = _Named(record, self.actors)
        for claim in record.claims:
            if claim.events or _quoted(claim):
                yield self._event(source, claim, named.inside(claim))

    def _figure(self, source: Source, claims: Sequence[Claim], quantity: Quantity, owners: frozenset[str]) -> Frame:
        claim = claims[0]
        event = next((item for item in claim.events if item.iri == quantity.event), None)
        event = event or (claim.events[0] if claim.events else None)
        head, modifiers = head_of(quantity.counts)
        status = quantity.status or rules()["status"].get(quantity.event_type or "")
        people = is_people(head) or head in word_set("words", "anybody") or (not head and _of_people(status, event))
        kind = Thing.MEASURE if dimension(quantity) else Thing.PEOPLE if people else Thing.COUNT
        return self._frame(
            source, claim, quantity.iri, thing=kind, event=event, holders=tuple(item.iri for item in claims),
            quantity=quantity, head=head, modifiers=modifiers, owners=owners,
            status=status, negated=_denies_number(claim), secondary=False,
        )  # fmt: skip

    def _event(self, source: Source, claim: Claim, owners: frozenset[str]) -> Frame:
        event = claim.events[0] if claim.events else None
        kind = Thing.EVENT if event else Thing.STATEMENT
        return self._frame(
            source, claim, claim.iri, thing=kind, event=event, holders=(claim.iri,),
            quantity=None, head="", modifiers=frozenset(), owners=owners,
            status=None, negated=_denies(claim), secondary=bool(claim.quantities),
        )  # fmt: skip

    def _frame(
        self, source: Source, claim: Claim, key: str, *, thing: Thing, event: Event | None, holders: tuple[str, ...],
        quantity: Quantity | None, head: str, modifiers: frozenset[str], owners: frozenset[str],
        status: str | None, negated: bool, secondary: bool,
    ) -> Frame:  # fmt: skip
        kind = event.type if event else ""
        spoken = window(claim.spoken)
        return Frame(
            key=key, claim=claim, holders=holders, source=source, thing=thing, quantity=quantity, event=event,
            head=head, modifiers=modifiers, owners=owners, status=status,
            dimension=dimension(quantity) if quantity else "",
            type=kind, family=self.families.get(kind, kind),
            agents=self._judged(event.agents if event else ()), patients=self._judged(event.patients if event else ()),
            place=_named(event.place) if event else (),
            window=window(event.when) if event and not _stamp(event, source.article) else None,
            weekday=weekday(claim.content.text),
            said=spoken[1] if spoken and spoken[0] == spoken[1] else source.published,
            negated=negated, secondary=secondary, words=self.frequency.vector(claim.content.text),
            context=context(source.article, claim),
        )  # fmt: skip

    def _judged(self, actors: Iterable[str]) -> frozenset[str]:
        return frozenset(self.actors.actor_of.get(actor, actor) for actor in actors)


def _named(place: Sequence[str]) -> tuple[str, ...]:
    """The names of a place in lower case; "the market", which two towns have, is no name."""
    return tuple(name.lower().removeprefix("the ") for name in place if name.lower() != name)


def _stamp(event: Event, article: Article) -> bool:
    """Whether the day of an event is only the stamp of the article, glued to its first sentence."""
    when, published = event.when, article.published
    return bool(
        when
        and published
        and published.how.startswith("stamp")
        and when.how == "date"
        and when.start == published.start
    )


def _of_people(status: str | None, event: Event | None) -> bool:
    """Whether a bare number counts people, by their fate or by the kind of event."""
    if status is not None:
        return not status.startswith("other:")
    return event is not None and event.type in word_set("words", "crowds")


def context(article: Article, claim: Claim) -> str:
    """The sentence that a claim stands in, at most 400 characters to either side."""
    text = article.text if claim.part is Part.TEXT else article.title or ""
    if not claim.content.spans:
        return claim.content.text
    start, end = claim.content.spans[0][0], claim.content.spans[-1][1]
    before, behind = text[max(0, start - 400) : start], text[end : end + 400]
    cut = max(before.rfind(". "), before.rfind("\n"), before.rfind(".”"), before.rfind('."'))
    stops = [at for at in (behind.find(". "), behind.find("\n")) if at >= 0]
    return before[cut + 1 :] + text[start:end] + behind[: min(stops, default=len(behind))]


def _depths(claims: Sequence[Claim]) -> Mapping[str, int]:
    """How deep each claim is nested; a circle ends where it closes."""
    parents = {claim.iri: claim.parent for claim in claims}
    found = {}
    for iri, above in parents.items():
        seen, at = {iri}, above
        while at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        found[iri] = len(seen) - 1
    return found


def _inner(claim: Claim, depth: Mapping[str, int]) -> tuple[bool, bool, int, int, str]:
    told = claim.form is Form.NARRATION or claim.speaker.kind is SpeakerKind.NARRATOR
    return told, claim.speaker.kind is SpeakerKind.UNSTATED, -depth[claim.iri], len(claim.content.text), claim.iri


def shingles(text: str) -> frozenset[int]:
    """Runs of six words, hashed with a fixed key (Broder 1997)."""
    words = tokens(text)
    runs = (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return frozenset(crc32(run.encode()) for run in runs)


def _owners(record: Record, actors: ActorIndex) -> Mapping[str, frozenset[str]]:
    """Quantity IRI -> judged actors that the counted phrase names."""
    named = sorted((item.part, item.span, item.actor) for item in record.mentions if item.actor)
    by_part: dict[Part, list[tuple[int, int, str]]] = defaultdict(list)
    for part, span, actor in named:
        by_part[part].append((*span, actor or ""))
    found: dict[str, frozenset[str]] = {}
    for claim in record.claims:
        for quantity in claim.quantities:
            if quantity.counts_span:
                start, end = quantity.counts_span
                inside = {
                    actors.actor_of.get(actor, actor)
                    for a, b, actor in by_part[claim.part]
                    if start <= a and b <= end and (a, b) != (start, end)
                }
                found[quantity.iri] = frozenset(inside)
    return found


class _Named:
    """The judged bodies and persons that a record names, found by where they stand."""

    def __init__(self, record: Record, actors: ActorIndex) -> None:
        kinds = {actor.iri for actor in record.actors if actor.kind in (SpeakerKind.ORGANISATION, SpeakerKind.PERSON)}
        self.at: dict[Part, list[tuple[int, int, str]]] = defaultdict(list)
        for item in record.mentions:
            if item.actor in kinds:
                self.at[item.part].append((*item.span, actors.actor_of.get(item.actor or "", item.actor or "")))
        for held in self.at.values():
            held.sort()

    def inside(self, claim: Claim) -> frozenset[str]:
        """Those that a content names."""
        held = self.at.get(claim.part, [])
        found = set()
        for start, end in claim.content.spans:
            for a, b, actor in held[bisect_left(held, (start, 0, "")) :]:
                if a >= end:
                    break
                if b <= end:
                    found.add(actor)
        return frozenset(found)


def _quoted(claim: Claim) -> bool:
    return claim.form in (Form.DIRECT, Form.MIXED) and not claim.quantities and len(claim.content.text.split()) >= 6


def _denies(claim: Claim) -> bool:
    """Whether the content is negated, or the event itself denied; a denial of agency or intent is neither."""
    denied = claim.stance in _DENYING and claim.target in (None, Target.EVENT, Target.AGENCY)
    return denied or claim.polarity is Polarity.NEGATED


def _denies_number(claim: Claim) -> bool:
    zero = any(item.high == 0 for item in claim.quantities)
    denied = claim.stance in _DENYING and claim.target in (None, Target.EVENT, Target.NUMBER)
    return denied or (claim.polarity is Polarity.NEGATED and not zero)


def numbers(frame: Frame) -> set[float]:
    """The numbers that a figure names."""
    quantity = frame.quantity
    return {n for n in (quantity.best, quantity.low, quantity.high) if n is not None} if quantity else set()


def is_actual(frame: Frame) -> bool:
    """Whether the claim tells of something that has happened."""
    wanted = (Stance.DEMANDS, Stance.ASKS, Stance.PROMISES, Stance.WARNS)
    return frame.claim.modality in (Modality.ACTUAL, Modality.POSSIBLE) and frame.claim.stance not in wanted


def is_increment(frame: Frame) -> bool:
    """Whether a figure adds to another one ("a further 12", "the other five")."""
    if frame.quantity is None:
        return False
    text = frame.quantity.text.lower()
    for phrase in rules()["words"]["not_increments"]:
        text = text.replace(phrase, " ")
    return bool(set(tokens(text)) & word_set("words", "increments"))
