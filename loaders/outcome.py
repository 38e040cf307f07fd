"""What became of each input: loaded, partial or skipped, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model.article import Article
from kg.model.identifiers import digest

Status = Literal["loaded", "partial", "skipped"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """One input and what became of it.

    Attributes:
        file: the file as named, "-" for standard input.
        place: the line inside it, if it holds several articles.
        status: loaded, partial (read with a loss that the reason names) or skipped.
        reason: why it is partial or skipped; "" where it is loaded.
        article: the article; None where it is skipped.
        original: the bytes as they came.
        original_digest: SHA-256 of the bytes.
    """

    file: str
    place: str | None
    status: Status
    reason: str
    article: Article | None
    original: bytes
    original_digest: str


def loaded(file: str, original: bytes, article: Article, *, place: str | None = None, loss: str = "") -> Loaded:
    """An input that gave an article; `loss` names what was lost on the way."""
    status: Status = "partial" if loss else "loaded"
    return Loaded(file, place, status, loss, article, original, digest(original))


def skipped(file: str, original: bytes, reason: str, *, place: str | None = None) -> Loaded:
    """An input that gave none."""
    return Loaded(file, place, "skipped", reason, None, original, digest(original))
