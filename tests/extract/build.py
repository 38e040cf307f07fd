"""Documents for tests of the stages, from plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg.extract import events, places, sentences, times
from kg.extract.document import Document, Happening
from kg.model.article import Article, Block, Found, Variant
from kg.model.time import When
from kg.model.vocabulary import Part, Precision, Role

HERE = Path(__file__).parent


def day(text: str) -> When:
    """A day of publication."""
    return When(text, text, Precision.DAY, "input")


def document(text: str, published: str | None = None, role: Role = Role.BODY, **meta: str) -> Document:
    """A text whose lines are paragraphs of one role; `meta` gives the outlet, the url or the language."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line), role))
        start += len(line) + 1
    found = {name: Found(value, "input", value) for name, value in ({"title": "A title"} | meta).items()}
    variant = replace(Variant("test", published=day(published) if published else None), **found)
    return sentences.segment(Article("urn:test", text, tuple(blocks), variant), Part.TEXT)


def happenings(text: str, published: str | None = None) -> tuple[Document, tuple[Happening, ...]]:
    """What happens in a text."""
    doc = document(text, published)
    return doc, events.find(doc, places.find(doc), times.find(doc, day(published) if published else None))


def table(name: str) -> Iterator[list[str]]:
    """The rows of a table beside this file, without its comments."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")
