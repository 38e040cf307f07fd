"""One way from a text and what its input says of it to an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.loaders import metadata
from kg.loaders.dates import read_date
from kg.loaders.furniture import blocks
from kg.model.article import Article, Found, Variant, article_iri
from kg.model.errors import InputError
from kg.model.identifiers import digest
from kg.model.time import When
from kg.model.vocabulary import Precision

KINDS = ("article", "post", "statement", "report")
_FIELDS = ("id", "title", "outlet", "author", "url", "language", "kind")
GIVEN = "input"


def from_text(
    text: str,
    *,
    source_id: str,
    title: Found | None = None,
    outlet: Found | None = None,
    author: Found | None = None,
    url: Found | None = None,
    language: Found | None = None,
    published: When | None = None,
    kind: str = "article",
) -> Article:
    """An article from its stored text; what the input does not give is read from the text.

    Args:
        text: the stored text, decoded, with line feeds alone.
        source_id: the input's id or the file's name without suffix.
        title: the title where it does not stand in the text.
        outlet: who published it, as the input says.
        author: who wrote it.
        url: where it stood.
        language: BCP 47 code.
        published: when.
        kind: one of `KINDS`.

    Returns:
        The article with the roles of its lines.
    """
    roles = blocks(text, title.value if title else None)
    in_text, span = (None, None) if title else metadata.title(text, roles)
    known = Variant(
        source_id=source_id,
        title=title or in_text,
        outlet=outlet or metadata.outlet(text, roles),
        author=author or metadata.author(text, roles),
        url=url,
        language=language or metadata.language(text, roles),
        published=published or metadata.published(text, roles),
        kind=kind,
    )
    return Article(article_iri(text, known.outlet, known.url), text, roles, known, (), span)


def stored(text: str) -> str:
    """A text as it is stored: CRLF to LF, a leading byte order mark dropped, nothing else."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def from_json(row: Mapping[str, Any], *, file: str | None = None, place: str | None = None) -> Article:
    """An article from a row {"text", and optionally "id", "title", "outlet", "author", "published", "url", ...}.

    Args:
        row: the object; unknown fields are ignored.
        file: where it stands, for errors.
        place: the line, for errors.

    Returns:
        The article; without an id its source_id is made of its digest.

    Raises:
        InputError: the text is missing, empty or no text, or a field has another type than text.
    """
    values = {name: _text(row, name, file, place) for name in _FIELDS}
    text = stored(_text(row, "text", file, place) or "")
    if not text.strip():
        raise InputError("has no text", file=file, place=place)
    found = {name: Found(value, GIVEN, value) if value else None for name, value in values.items()}
    kind = values["kind"] or "article"
    if kind not in KINDS:
        raise InputError(f"kind is none of {', '.join(KINDS)}", file=file, place=place)
    return from_text(
        text,
        source_id=values["id"] or digest(text)[:12],
        title=found["title"],
        outlet=found["outlet"],
        author=found["author"],
        url=found["url"],
        language=found["language"],
        published=_published(row, file, place),
        kind=kind,
    )


def _text(row: Mapping[str, Any], name: str, file: str | None, place: str | None) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if name == "id" and isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        return str(value)
    if not isinstance(value, str):
        raise InputError(f"{name} is no text", file=file, place=place)
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise InputError(f"{name} holds half a surrogate pair", file=file, place=place)
    return value if name == "text" else value.strip() or None


def _published(row: Mapping[str, Any], file: str | None, place: str | None) -> When | None:
    value = _text(row, "published", file, place)
    when = read_date(value) if value else None
    if value and when is None:
        year = value if len(value) == 4 and value.isdigit() else None
        if year is None:
            raise InputError("published is no date", file=file, place=place)
        return When(year, year, Precision.YEAR, GIVEN)
    return When(when.start, when.end, when.precision, GIVEN, when.alternatives) if when else None
