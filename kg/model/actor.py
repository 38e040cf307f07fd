"""Actors and the mentions that speak of them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.spans import Span
from kg.model.vocabulary import MentionType, Part, SpeakerKind


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an actor, with the sentence that justifies it.

    Attributes:
        text: the name as written.
        rule: the rule that linked it ("acronym in brackets", "surname after full name", ...).
        part: the part of the article that the evidence stands in.
        evidence: the span of the sentence that justifies it.
    """

    text: str
    rule: str
    part: Part
    evidence: Span


@dataclass(frozen=True, slots=True)
class Affiliation:
    """That a person or body belongs to an organisation, as the text says.

    Attributes:
        organisation: IRI of the per-article actor of the organisation.
        role: the noun as written ("director", "spokesman", "founder"); "" where none is given.
        speaks: whether the role speaks for the organisation (nouns in data: spokesman, director, commander ...).
        part: the part of the article that the evidence stands in.
        evidence: the span that says so.
    """

    organisation: str
    role: str
    speaks: bool
    part: Part
    evidence: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that speaks or acts, inside one article.

    Attributes:
        iri: hash of article, kind and the first mention.
        name: the fullest name in the article.
        kind: never narrator or unstated.
        aliases: other names with their evidence, sorted by (text, evidence).
        affiliations: the bodies it belongs to.
        number: how many people a collective is, if the text says so.
    """

    iri: str
    name: str
    kind: SpeakerKind
    aliases: tuple[Alias, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names or describes an actor or a place.

    Attributes:
        text: the words.
        part: the part that the span points into.
        span: the place.
        type: what kind of thing is mentioned.
        actor: IRI of the actor; None where it is none, or cannot be told.
    """

    text: str
    part: Part
    span: Span
    type: MentionType
    actor: str | None = None
