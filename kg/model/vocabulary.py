"""The closed vocabularies of the data contract; Relation, State and Verdict combine themselves."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Part(StrEnum):
    """The part of an article that offsets point into."""

    TEXT = "text"
    TITLE = "title"


class Role(StrEnum):
    """What a block of the stored text is; claims come from title, subtitle and body only."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    DATE = "date"
    TEASER = "teaser"
    REPEAT = "repeat"
    FURNITURE = "furniture"


class SpeakerKind(StrEnum):
    """Who speaks: a judged kind of actor, the article's own voice, or nobody named."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COLLECTIVE = "collective"
    DOCUMENT = "document"
    MEDIUM = "medium"
    ANONYMOUS = "anonymous"
    NARRATOR = "narrator"
    UNSTATED = "unstated"


class MentionType(StrEnum):
    """The type of a mention in the text."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COLLECTIVE = "collective"
    LOCATION = "location"
    DOCUMENT = "document"
    MEDIUM = "medium"
    NATIONALITY = "nationality"
    OTHER = "other"


class Form(StrEnum):
    """How the words of the speaker are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATION = "narration"


class Stance(StrEnum):
    """What the speaker does with the content."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    ACCUSES = "accuses"
    CLAIMS_RESPONSIBILITY = "claims-responsibility"
    DOUBTS = "doubts"
    WARNS = "warns"
    DEMANDS = "demands"
    PROMISES = "promises"
    ASKS = "asks"
    BELIEVES = "believes"
    ESTIMATES = "estimates"


class Polarity(StrEnum):
    """Whether the content affirms or negates its main event."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """Whether the main event is told as having happened."""

    ACTUAL = "actual"
    FUTURE = "future"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"


class Target(StrEnum):
    """What a denial or a doubt is about."""

    EVENT = "event"
    AGENCY = "agency"
    NUMBER = "number"
    INTENT = "intent"


class Modifier(StrEnum):
    """How the words bound a number."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    MORE_THAN = "more-than"
    LESS_THAN = "less-than"
    BETWEEN = "between"
    VAGUE = "vague"
    FRACTION = "fraction"


class Precision(StrEnum):
    """How exactly a time is known."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    MINUTE = "minute"


class Relation(StrEnum):
    """How two figures, or two statements without figures, stand to each other."""

    EQUAL = "equal"
    COMPATIBLE = "compatible"
    REFINES = "refines"
    PART_WHOLE = "part-whole"
    UPDATE = "update"
    CONFLICT = "conflict"
    OTHER_SCOPE = "other-scope"
    OTHER_EVENT = "other-event"

    @property
    def agrees(self) -> bool:
        """Whether both can be reports of one value."""
        return self in (Relation.EQUAL, Relation.COMPATIBLE, Relation.REFINES)


class Independence(StrEnum):
    """Whether two claims come from one origin."""

    SAME = "same"
    INDEPENDENT = "independent"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """How two independent roots stand to each other; from the text or the case's sides only."""

    OPPOSING = "opposing"
    UNAFFILIATED = "unaffiliated"
    ALLIED = "allied"


class Strength(StrEnum):
    """How much a relation rests on."""

    STRONG = "strong"
    WEAK = "weak"


class OriginKind(StrEnum):
    """Whether the root of a claim is named."""

    NAMED = "named"
    UNKNOWN = "unknown"


class State(StrEnum):
    """What the origins of a value, or of a topic, amount to; never true or false."""

    CONTRADICTED = "contradicted"
    DENIED = "denied"
    CORROBORATED = "corroborated"
    AGREED = "agreed"
    SINGLE_ORIGIN = "single-origin"

    @classmethod
    def of_topic(cls, values: Iterable[State], *, contradicted: bool, denied: bool) -> State:
        """The state of a topic: contradicted, else denied, else the best of its values.

        Args:
            values: the states of the topic's values.
            contradicted: whether a conflict stands between two of its claims.
            denied: whether a claim of it is denied.

        Returns:
            The topic's state; single-origin where it has no value.
        """
        if contradicted:
            return cls.CONTRADICTED
        if denied:
            return cls.DENIED
        order = list(cls)
        return min(values, key=order.index, default=cls.SINGLE_ORIGIN)


class SameEvent(StrEnum):
    """Whether two articles report one event."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Verdict(StrEnum):
    """What two articles are to each other."""

    ECHO = "echo"
    CORROBORATED = "corroborated"
    AGREED = "agreed"
    CONTRADICTED = "contradicted"
    UPDATE = "update"
    MIXED = "mixed"
    UNRELATED = "unrelated"
