"""A judged case made at random (fixed seed), as large as wanted: to measure engines, and to hold one against another.

Nothing of it is extracted: records and judgement are drawn, so that every relation, stance and kind of origin occurs,
texts hold what breaks a format that is not escaped, and 100,000 claims take seconds.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model.actor import Actor, Affiliation
from kg.model.article import Article, Block, Found, Variant, article_iri
from kg.model.claim import Claim, Extractor, Hop, Passage, Speaker
from kg.model.decision import Decision, Verb
from kg.model.event import Event
from kg.model.identifiers import mint
from kg.model.judgement import Comparison, JudgedActor, Judgement, Merge, Origin, Support, Topic, Value
from kg.model.quantity import Quantity
from kg.model.record import Record
from kg.model.time import When
from kg.model.vocabulary import (
    Form,
    Independence,
    Modality,
    Modifier,
    OriginKind,
    Part,
    Polarity,
    Precision,
    Relation,
    Role,
    SpeakerKind,
    Stance,
    Standing,
    State,
    Strength,
    Target,
)

ODD = (
    '"',
    "'",
    "\\",
    "\n",
    "\r\n",
    "\t",
    ",",
    ";",
    "|",
    "#",
    "[",
    "]",
    "{",
    "}",
    "$x",
    "\\n",
    "\x1f",
    "é",
    "Київ",
    "🙂",
)
WORDS = ("ships", "sank", "near", "the", "harbour", "after", "storm", "people", "fled", "bridge", "market", "night")
NAMES = ("Abara", "Bertoli", "Castell", "Dimitrov", "Ekwueme", "Fontana", "O'Hara", 'Iva "Ivy" Kos', "Łukasz", "Müller")
TOWNS = ("Arlona", "Belvaro", "Castrel", "Dornik", "Esperol", "Fallmor")
TYPES = ("killing", "flood", "protest", "arrest")
DATES = ("2024-03-{d:02d}", "2024-03-{d:02d}T10:{d:02d}", "2024-03")
MAKER = Extractor("drawn", "1")
A_CASE, AN_ARTICLE, A_TOPIC = 40, 10, 8
"""Persons of a case for every thousand claims; claims of an article; claims of a topic, at most."""


@dataclass(frozen=True)
class Drawn:
    """A view that questions and exports can read."""

    found: tuple[Record, ...]
    judged: Judgement
    decided: tuple[Decision, ...]

    def records(self) -> tuple[Record, ...]:
        return self.found

    def judgement(self) -> Judgement:
        return self.judged

    def decisions(self) -> tuple[Decision, ...]:
        return self.decided


def draw(claims: int, seed: int = 1) -> Drawn:
    """A case of that many claims.

    Args:
        claims: how many.
        seed: of the random choices.

    Returns:
        Its records, what could be judged of them, and some decisions.
    """
    rng = random.Random(seed)
    people = [f"{rng.choice(NAMES)} {n}" for n in range(max(5, claims * A_CASE // 1000))]
    records = tuple(_record(rng, n, people) for n in range(-(-claims // AN_ARTICLE)))
    return Drawn(records, _judgement(rng, records), tuple(_decisions(rng, records)))


def _maybe(rng: random.Random, value: str, chance: float = 0.8) -> str | None:
    return value if rng.random() < chance else None


def _words(rng: random.Random, number: int) -> str:
    found = [rng.choice(ODD) if rng.random() < 0.15 else rng.choice(WORDS) for _ in range(number)]
    return " ".join(["x", *found, "x"])


def _record(rng: random.Random, n: int, people: Sequence[str]) -> Record:
    """An article whose sentences are "Speaker said 12 things."."""
    speakers = [rng.choice(people) for _ in range(AN_ARTICLE)]
    pieces = [(name, f"{rng.randint(2, 900)} {_words(rng, 6)}") for name in speakers]
    text = "".join(f"{name} said {words}.\n" for name, words in pieces)
    outlet = Found(f"Paper {rng.randrange(20)}", "input", "") if rng.random() < 0.9 else None
    date = _maybe(rng, rng.choice(DATES).format(d=rng.randint(1, 28)))
    published = When(date, date, Precision.DAY, "input") if date else None
    meta = Variant(f"a{n}", Found(_words(rng, 3), "input", ""), outlet, published=published)
    article = Article(article_iri(text, outlet, None), text, (Block(0, len(text), Role.BODY),), meta)
    actors = {
        name: Actor(mint("actor", article.iri, name), name, SpeakerKind.PERSON) for name in dict.fromkeys(speakers)
    }
    claims, at = [], 0
    for name, words in pieces:
        claims.append(_claim(rng, article, actors[name], at, words, claims))
        at += len(f"{name} said {words}.\n")
    return Record(article, tuple(claims), tuple(_affiliated(actors)), (), MAKER)


def _affiliated(actors: dict[str, Actor]) -> list[Actor]:
    """The actors, the first of them in the service of the last."""
    first, *_, last = (*actors.values(), *actors.values())
    body = Affiliation(last.iri, "spokesman", True, Part.TEXT, (0, 1))
    joined = [replace(actor, affiliations=(body,)) if actor is first else actor for actor in actors.values()]
    return sorted(joined, key=lambda actor: actor.iri)


def _claim(rng: random.Random, article: Article, actor: Actor, at: int, words: str, before: Sequence[Claim]) -> Claim:
    start = at + len(f"{actor.name} said ")
    span, stance = (start, start + len(words)), rng.choice([Stance.ASSERTS, *Stance])
    anonymous = rng.random() < 0.1
    about = rng.choice(before).iri if before and rng.random() < 0.2 else None
    event = Event(
        mint("event", article.iri, span), rng.choice(TYPES), (start, start + 1), (actor.iri,) * (rng.random() < 0.3),
        place=(rng.choice(TOWNS), "Coast"), when=When("2024-03-01", "2024-03-02", Precision.DAY, "drawn"),
    )  # fmt: skip
    speaker = Speaker(actor.name, ((at, at + len(actor.name)),), actor.iri, actor.name, SpeakerKind.PERSON)
    return Claim(
        iri=mint("claim", article.iri, span),
        article=article.iri,
        part=Part.TEXT,
        speaker=Speaker("", (), None, "", SpeakerKind.UNSTATED) if anonymous else speaker,
        cue=Passage("said", ((start - 5, start - 1),)) if rng.random() < 0.9 else None,
        content=Passage(words, (span,)),
        form=Form.INDIRECT,
        stance=stance,
        polarity=rng.choice(list(Polarity)),
        modality=Modality.ACTUAL,
        hedges=(),
        spoken=When("2024-03-01", "2024-03-01", Precision.DAY, "drawn"),
        via=tuple(Hop("", (), None, rng.choice(("Radio", "")), "told") for _ in range(rng.choice((0, 0, 0, 1, 2)))),
        parent=None,
        about=about,
        target=Target.EVENT if stance is Stance.DENIES else None,
        events=(event,),
        quantities=(_quantity(rng, article, start, words, event),) if rng.random() < 0.8 else (),
        extractor=MAKER,
        confidence=round(rng.random(), 3),
    )


def _quantity(rng: random.Random, article: Article, start: int, words: str, event: Event) -> Quantity:
    number, rest = words.split(" ", 1)
    span, value = (start, start + len(number)), float(number)
    modifier = rng.choice((Modifier.EXACT, Modifier.AT_LEAST, Modifier.MORE_THAN))
    high = value if modifier is Modifier.EXACT else None
    return Quantity(
        mint("quantity", article.iri, span), number, span, value, high, modifier is Modifier.MORE_THAN, False,
        high, (value, high), modifier, None, rest.split(" ")[0], None, "killed", None, event.iri, event.type,
    )  # fmt: skip


def _judgement(rng: random.Random, records: Iterable[Record]) -> Judgement:
    members: dict[str, list[Actor]] = defaultdict(list)
    for record in records:
        for actor in record.actors:
            members[actor.name].append(actor)
    judged = [
        JudgedActor(mint("actor", min(one.iri for one in found)), name, "person", tuple(one.iri for one in found), ())
        for name, found in members.items()
    ]
    judged.sort(key=lambda actor: actor.iri)
    actor_of = {iri: actor.iri for actor in judged for iri in actor.members}
    claims = [(claim, record.article) for record in records for claim in record.claims]
    rng.shuffle(claims)
    topics = tuple(_topic(rng, part, actor_of) for part in _parts(rng, claims))
    origin_of = {
        claim: origin.iri
        for topic in sorted(topics, key=lambda topic: topic.iri, reverse=True)
        for origin in topic.origins
        for claim in origin.claims
    }
    return Judgement(topics, tuple(judged), actor_of, origin_of)


def _parts(rng: random.Random, claims: Sequence[tuple[Claim, Article]]) -> Iterator[list[tuple[Claim, Article]]]:
    """Claims in topics of one to eight; now and then a topic shares its last claim with the next one."""
    at = 0
    while at < len(claims):
        size = rng.randint(1, A_TOPIC)
        yield list(claims[at : at + size])
        at += size - (size > 2 and rng.random() < 0.1)


def _origins(claims: Sequence[tuple[Claim, Article]], actor_of: dict[str, str]) -> tuple[Origin, ...]:
    roots: dict[tuple[str, str], list[tuple[Claim, Article]]] = defaultdict(list)
    for claim, article in claims:
        actor = actor_of.get(claim.speaker.actor or "")
        root = (mint("origin", actor), claim.speaker.name) if actor else (mint("origin", article.iri, "narrator"), "")
        roots[root].append((claim, article))
    return tuple(_origin(iri, name, found) for (iri, name), found in roots.items())


def _origin(iri: str, name: str, found: Sequence[tuple[Claim, Article]]) -> Origin:
    first, *rest = (claim.iri for claim, _ in found)
    return Origin(
        iri,
        name,
        OriginKind.NAMED if name else OriginKind.UNKNOWN,
        tuple(claim.iri for claim, _ in found),
        tuple(sorted({article.iri for _, article in found})),
        tuple(sorted({article.outlet for _, article in found if article.outlet})),
        tuple(Merge(first, other, "same-person", 'one "person"\nsaid both') for other in rest),
    )


def _topic(rng: random.Random, claims: Sequence[tuple[Claim, Article]], actor_of: dict[str, str]) -> Topic:
    origins = _origins(claims, actor_of)
    first = claims[0][0]
    event = first.events[0]
    own = [claim for claim, _ in claims]
    return Topic(
        mint("topic", event.iri),
        f"{event.type}, {event.place[0]} {rng.choice(ODD)}",
        event.iri if rng.random() < 0.9 else None,
        event.type,
        event.place,
        "2024-03-01",
        "2024-03",
        first.quantities[0].counts if first.quantities else "",
        rng.choice(list(State)),
        tuple(sorted({article.iri for _, article in claims})),
        origins,
        tuple(_values(rng, own, origins)),
        tuple(_comparisons(rng, own)),
    )


def _values(rng: random.Random, claims: Sequence[Claim], origins: Sequence[Origin]) -> Iterator[Value]:
    named = sum(origin.kind is OriginKind.NAMED for origin in origins)
    for part in (claims[::2], claims[1::2]):
        if not part:
            continue
        figure = next(iter(part[0].quantities), None)
        yield Value(
            figure.low if figure else None, figure.high if figure else None, figure.best if figure else None,
            figure.modifier.value if figure else None, figure.counts if figure else "",
            rng.choice((State.CORROBORATED, State.AGREED, State.SINGLE_ORIGIN)), part[0].polarity,
            Support(named, 0, len(origins) - named), tuple(origin.iri for origin in origins),
            tuple(claim.iri for claim in part),
            tuple(figure.iri for claim in part for figure in claim.quantities),
        )  # fmt: skip


def _comparisons(rng: random.Random, claims: Sequence[Claim]) -> Iterator[Comparison]:
    for a, b in pairwise(claims):
        independence = rng.choice(list(Independence))
        yield Comparison(
            a.iri, b.iri, a.quantities[0].iri if a.quantities else None, b.quantities[0].iri if b.quantities else None,
            rng.choice(list(Relation)), independence,
            rng.choice(list(Standing)) if independence is Independence.INDEPENDENT else None,
            "drawn", rng.choice(list(Strength)), f"drawn {rng.choice(ODD)} at random",
        )  # fmt: skip


def _decisions(rng: random.Random, records: Sequence[Record]) -> Iterator[Decision]:
    """Some of claims, pairs and articles, one of them of an article that is gone."""
    claims = [claim.iri for record in records for claim in record.claims]
    for n, verb in enumerate((Verb.ACCEPT, Verb.REJECT, Verb.SAME_ORIGIN, Verb.NOT_SAME_TOPIC)):
        subject = tuple(sorted(rng.sample(claims, 2 if "same" in verb.value else 1)))
        yield Decision(verb, subject, f"2024-04-0{n + 1}T00:00:00.000000Z", "reader", rng.choice(('a "reason"\n', "")))
    yield Decision(Verb.RETRACT, (mint("article", "gone"),), "2024-04-09T00:00:00.000000Z", "reader")
