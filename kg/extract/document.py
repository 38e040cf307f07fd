"""A part of an article, ready for the stages: sentences of tokens, with their roles.

Stages are plain functions from one value to the next. All spans point into `Document.text`, which is
the article's stored text or its title.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kg.model.article import Article
from kg.model.spans import Span, Spans
from kg.model.time import When
from kg.model.vocabulary import (
    Form,
    MentionType,
    Modality,
    Modifier,
    Part,
    Polarity,
    Role,
    Stance,
    Target,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; `low` is its lower-case form."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the title, subtitle, a heading or the body.

    Attributes:
        index: its place in the document.
        start, end: its span, white space trimmed.
        paragraph: the number of its paragraph.
        role: the role of its block.
        tokens: its tokens, in order.
    """

    index: int
    start: int
    end: int
    paragraph: int
    role: Role
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One part of an article in sentences; furniture, captions and the like are not in them.

    Attributes:
        article: the article.
        part: which part of it.
        text: what all spans point into.
        sentences: in order.
        upper: whether the text is an upper-case wire, so that case says nothing.
    """

    article: Article
    part: Part
    text: str
    sentences: tuple[Sentence, ...]
    upper: bool

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the position, or None."""
        index = bisect_right(self.sentences, position, key=lambda s: s.start) - 1
        if index < 0:
            return None
        sentence = self.sentences[index]
        return sentence if position < sentence.end else None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A run between quotation marks.

    Attributes:
        start, end: with the marks.
        inner: without them.
        closed: whether a closing mark was found; else it ends with its paragraph.
    """

    start: int
    end: int
    inner: Span
    closed: bool


@dataclass(frozen=True, slots=True)
class Carrier:
    """A hop as the tagger sees it: the words, the cue that names the hop ("told"), hedges at it."""

    spans: Spans
    cue: str
    hedges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attributed statement as the tagger sees it, before actors are known.

    Attributes:
        source: spans of who says it; () if none is expressed.
        cue: spans of the words that express the saying; () for a speaker label.
        content: spans of the statement, with quotation marks if quoted, without "that".
        carriers: the hops, in order from the speaker to the article.
        hedges: hedging words as written ("reportedly", "could not be confirmed").
        form, stance, polarity, modality, target: as in the data contract.
        parent: index of the attribution that it is nested in.
        about: index of the attribution that it denies, doubts or confirms.
        spoken: span of the words that say when it was said ("on Tuesday"), if any.
        confidence: probability that source, content and stance are right.
    """

    source: Spans
    cue: Spans
    content: Spans
    carriers: tuple[Carrier, ...]
    hedges: tuple[str, ...]
    form: Form
    stance: Stance
    polarity: Polarity
    modality: Modality
    target: Target | None
    parent: int | None
    about: int | None
    spoken: Span | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as the text gives it, before events and actors are known.

    Attributes:
        span: the words, with the modifier, without the counted noun ("as many as 400"); the counted
            noun is inside only where it is the number ("a dozen").
        low, high, low_open, high_open, best, expected, modifier, unit: as in `kg.model.quantity.Quantity`.
        counts_span: the counted noun phrase; None if none.
        head: lemma of its head noun, "" if none.
        status: "killed" ... "other:<lemma>", None.
        whole: index of the figure that this one is a part of.
        increment: whether it adds to another figure ("a further 12").
    """

    span: Span
    low: float | None
    high: float | None
    low_open: bool
    high_open: bool
    best: float | None
    expected: tuple[float | None, float | None]
    modifier: Modifier
    unit: str | None
    counts_span: Span | None
    head: str
    status: str | None
    whole: int | None = None
    increment: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place.

    Attributes:
        span: the name, without its preposition ("Idlib province").
        chain: from the leaf to the country, as the text gives it, names as written.
    """

    span: Span
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression and what it stands for in this article; None where it cannot be told."""

    span: Span
    when: When | None
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as the text gives it, before actors are known.

    Attributes:
        trigger: the word or words that name it.
        type: SKOS notation in ontology/events.ttl, or "other:<lemma>".
        agents, patients: spans of the noun phrases that did it, and that it was done to.
        place: from the leaf to the country, as written.
        when: its time.
        cumulative: whether it sums up a period.
        polarity, modality: of this event in its clause.
        back: whether it refers back ("the attack", "Saturday's blast").
        rank: 0 where a verb tells it in its own clause, 1 for nouns and states, 2 in relative clauses and
            participles, 3 without a type; of the events of one content the lowest rank is the main one.
        aside: whether its clause only tells when or why ("as rescuers reached the village").
    """

    trigger: Span
    type: str
    agents: Spans
    patients: Spans
    place: tuple[str, ...]
    when: When | None
    cumulative: bool
    polarity: Polarity
    modality: Modality
    back: bool = False
    rank: int = 0
    aside: bool = False


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A mention before it is linked: where, and of what type."""

    part: Part
    span: Span
    type: MentionType
