"""One attributed statement in one article."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.event import Event
from kg.model.quantity import Quantity
from kg.model.spans import Spans
from kg.model.time import When
from kg.model.vocabulary import Form, Modality, Part, Polarity, SpeakerKind, Stance, Target


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the text with their spans; pieces joined by one blank."""

    text: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a claim is attributed to.

    Attributes:
        text: the words, "" for narrator and unstated.
        spans: where they stand.
        actor: IRI of the actor; None for narrator and unstated.
        name: the actor's name; the outlet or "" for narrator and unstated.
        kind: what kind of speaker.
        number: how many people a collective is, if said.
    """

    text: str
    spans: Spans
    actor: str | None
    name: str
    kind: SpeakerKind
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """A link of the chain from the speaker to the article ("told Reuters", "shared by SANA")."""

    text: str
    spans: Spans
    actor: str | None
    name: str
    cue: str
    hedges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extractor:
    """What made a claim: "tagger", "claims-file", ... and its version."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One attributed statement in one article; the fields are those of the data contract.

    Attributes:
        iri: hash of article, part, content spans, speaker spans and form.
        article: IRI of its article.
        part: what all its offsets point into.
        speaker, cue, content: who says it, by which words, what.
        form, stance, polarity, modality, hedges: how it is said.
        spoken: when it was said.
        via: the hops from the speaker to the article, in order.
        parent: IRI of the claim that it is nested in.
        about: IRI of the claim that a denial, doubt or confirmation is about.
        target: what the denial or doubt is about.
        events: the main one first.
        quantities: in order of their spans.
        origin: IRI, set by the judge alone; None in a record.
        extractor: what made it.
        confidence: probability that speaker, content and stance are right as a reader would judge.
    """

    iri: str
    article: str
    part: Part
    speaker: Speaker
    cue: Passage | None
    content: Passage
    form: Form
    stance: Stance
    polarity: Polarity
    modality: Modality
    hedges: tuple[str, ...]
    spoken: When | None
    via: tuple[Hop, ...]
    parent: str | None
    about: str | None
    target: Target | None
    events: tuple[Event, ...]
    quantities: tuple[Quantity, ...]
    extractor: Extractor
    confidence: float
    origin: str | None = None
