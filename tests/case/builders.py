"""Articles, and stand-ins for extraction and judge that are small enough to see through."""

import re
from dataclasses import dataclass

from kg.case import Case
from kg.model.actor import Actor, Mention
from kg.model.article import Article, Block, Found, Variant, article_iri
from kg.model.claim import Claim, Extractor, Passage, Speaker
from kg.model.identifiers import digest, mint
from kg.model.judgement import Judgement
from kg.model.quantity import Quantity
from kg.model.record import Record
from kg.model.time import When
from kg.model.vocabulary import (
    Form,
    MentionType,
    Modality,
    Modifier,
    Part,
    Polarity,
    Precision,
    Role,
    SpeakerKind,
    Stance,
)

AT = "2024-01-01T00:00:00.000000Z"
_SAID = re.compile(r"([A-Z]\w+(?: [A-Z]\w+)?) said ([^.]*?(\d+) (\w+)[^.]*)\.")


@dataclass(frozen=True)
class Item:
    """What a loader gives."""

    file: str
    place: str | None
    status: str
    reason: str
    article: Article | None
    original: bytes
    original_digest: str


def article(
    text: str, source_id: str = "a", *, title: str | None = None, published: str | None = None, **meta
) -> Article:
    """An article of one block; keywords are fields of its metadata."""
    found = {name: Found(value, "input", value) for name, value in meta.items() if value is not None}
    when = When(published, published, Precision.DAY, "input") if published else None
    variant = Variant(source_id, title=Found(title, "input", title) if title else None, published=when, **found)
    iri = article_iri(text, found.get("outlet"), found.get("url"))
    return Article(iri, text, (Block(0, len(text), Role.BODY),), variant)


def item(made: Article | None, file: str | None = None, reason: str = "") -> Item:
    """What a loader gives for an article, or for a file that has none."""
    original = made.text.encode() if made else b""
    name = file or f"{made.source_id}.txt"
    return Item(name, None, "loaded" if made else "skipped", reason, made, original, digest(original))


def extract(made: Article) -> Record:
    """One claim for each 'Name said ... 12 things.'"""
    claims, actors, mentions = [], [], []
    for match in _SAID.finditer(made.text):
        actor = mint("actor", made.iri, match.span(1))
        actors.append(Actor(actor, match[1], SpeakerKind.PERSON))
        mentions.append(Mention(match[1], Part.TEXT, match.span(1), MentionType.PERSON, actor))
        claims.append(_claim(made, match, actor))
    actors.sort(key=lambda one: one.iri)
    return Record(made, tuple(claims), tuple(actors), tuple(mentions), Extractor("stub", "1"))


def _claim(made: Article, match: re.Match[str], actor: str) -> Claim:
    number = float(match[3])
    figure = Quantity(
        mint("quantity", made.iri, match.span(3)), match[3], match.span(3), number, number, False, False, number,
        (number, number), Modifier.EXACT, None, match[4], match.span(4), None,
    )  # fmt: skip
    return Claim(
        iri=mint("claim", made.iri, match.span(2)),
        article=made.iri,
        part=Part.TEXT,
        speaker=Speaker(match[1], (match.span(1),), actor, match[1], SpeakerKind.PERSON),
        cue=Passage("said", ((match.end(1) + 1, match.end(1) + 5),)),
        content=Passage(match[2], (match.span(2),)),
        form=Form.INDIRECT,
        stance=Stance.ASSERTS,
        polarity=Polarity.AFFIRMED,
        modality=Modality.ACTUAL,
        hedges=(),
        spoken=None,
        via=(),
        parent=None,
        about=None,
        target=None,
        events=(),
        quantities=(figure,),
        extractor=Extractor("stub", "1"),
        confidence=0.5,
    )


def judge(records, decisions) -> Judgement:
    """Nothing is judged but that every actor is itself."""
    return Judgement((), (), {actor.iri: actor.iri for record in records for actor in record.actors})


def memory() -> Case:
    """A case in memory with the stand-ins."""
    return Case.temporary(extract=extract, judge=judge)
