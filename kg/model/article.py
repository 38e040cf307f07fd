"""One version of one text as published, its metadata with how each was found, and its blocks."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.identifiers import digest, mint
from kg.model.spans import Span
from kg.model.time import When
from kg.model.vocabulary import Role

FOUND_IN_TEXT = "text"
"""`Found.how` of a value that a rule has read from the text itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the metadata and how it was found.

    Attributes:
        value: the normalised value.
        how: "input" (a field of the input), "json-ld", "meta", "text" (a rule over the text).
        raw: the value as written.
        span: where it stands in the text, if it was found there.
    """

    value: str
    how: str
    raw: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines of the stored text with one role; blocks do not overlap, and gaps are white space.

    Attributes:
        start: first code point.
        end: one past the last code point.
        role: what the block is.
        reason: why it is that, for a reader ("caption: 'Photo courtesy of'"); "" for body.
    """

    start: int
    end: int
    role: Role
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """The metadata with which one input gave the article; differing ones are all kept.

    Attributes:
        source_id: the input's id or the file's name without suffix.
        title, outlet, author, url, language: as given or found, None where unknown.
        published: as found, None where unknown.
        kind: "article", "post", "statement" or "report".
    """

    source_id: str
    title: Found | None = None
    outlet: Found | None = None
    author: Found | None = None
    url: Found | None = None
    language: Found | None = None
    published: When | None = None
    kind: str = "article"


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one text as published.

    Attributes:
        iri: see `article_iri`.
        text: the stored text, never altered after decoding.
        blocks: the roles of its lines, in order.
        meta: the metadata; per field the smallest value that any input gave.
        also: the other inputs' metadata, sorted.
        title_span: where the title stands in the text; None where the title is a part of its own.
    """

    iri: str
    text: str
    blocks: tuple[Block, ...]
    meta: Variant
    also: tuple[Variant, ...] = ()
    title_span: Span | None = None

    @property
    def source_id(self) -> str:
        """The smallest source_id that any input gave."""
        return self.meta.source_id

    @property
    def title(self) -> str | None:
        """The title, wherever it was found."""
        return self.meta.title.value if self.meta.title else None

    @property
    def title_part(self) -> str | None:
        """The title where it is a part of its own, to be extracted as part "title"; else None."""
        return None if self.title_span else self.title

    @property
    def outlet(self) -> str | None:
        """Who published it."""
        return self.meta.outlet.value if self.meta.outlet else None

    @property
    def published(self) -> When | None:
        """When it was published."""
        return self.meta.published

    @property
    def language(self) -> str | None:
        """BCP 47 code of the text's language."""
        return self.meta.language.value if self.meta.language else None

    @property
    def text_digest(self) -> str:
        """SHA-256 of the stored text."""
        return digest(self.text)


def article_iri(text: str, outlet: Found | None, url: Found | None) -> str:
    """The IRI of an article: outlet and url as the input gave them, and the digest of the text.

    A value that a rule read from the text adds nothing to the digest and would tie the IRI to the
    version of the rule, so it stays out.

    Args:
        text: the stored text.
        outlet: the outlet, if known.
        url: the address, if known.

    Returns:
        The IRI.
    """
    given = [found.value if found and found.how != FOUND_IN_TEXT else None for found in (outlet, url)]
    return mint("article", *given, digest(text))
