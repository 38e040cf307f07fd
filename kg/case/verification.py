"""Whether everything in a case is still what it was when it entered."""

from __future__ import annotations

import codecs
import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from kg.case import records
from kg.case.records import Key
from kg.case.slicing import spans_of
from kg.case.store import Store
from kg.model.article import Article, article_iri
from kg.model.errors import KgError, SpanError
from kg.model.identifiers import digest
from kg.model.record import Record
from kg.model.spans import Spans, check
from kg.model.vocabulary import Part

_INTEGRITY: Final = "PRAGMA integrity_check(10)"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        check: what was checked ("original", "source file", "text", "record", "span", "container").
        subject: the IRI or digest that it is about.
        files: the files that the journal names for it.
        detail: what is wrong, in one sentence.
    """

    check: str
    subject: str
    files: tuple[str, ...]
    detail: str


def verify(store: Store) -> Iterator[Finding]:
    """Recompute every digest and slice every span of every record.

    Args:
        store: the case's store.

    Yields:
        What is not as it should be, in the order of checks.
    """
    try:
        yield from _container(store)
        yield from _originals(store)
        yield from _sources(store)
        yield from _texts(store)
        yield from _records(store)
    except sqlite3.DatabaseError as error:
        yield Finding("container", store.name, (), f"the file of the case is damaged ({error})")


def _container(store: Store) -> Iterator[Finding]:
    for (message,) in store.rows(_INTEGRITY):
        if message != "ok":
            yield Finding("container", store.name, (), f"the file of the case is damaged ({message})")
    try:
        store.run("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        yield Finding("container", store.name, (), "the full-text index does not fit the texts")


def _originals(store: Store) -> Iterator[Finding]:
    for (expected,) in store.rows("SELECT digest FROM originals ORDER BY digest"):
        if _original(store, expected) != expected:
            rows = store.rows("SELECT DISTINCT file FROM journal WHERE original = ? ORDER BY file", expected)
            names = tuple(str(name) for (name,) in rows)
            yield Finding("original", expected, names, "the stored bytes are not those that were loaded")


def _original(store: Store, key: str) -> str | None:
    row = store.row("SELECT bytes FROM originals WHERE digest = ?", key)
    try:
        return digest(zlib.decompress(row[0])) if row else None
    except zlib.error:
        return None


def _sources(store: Store) -> Iterator[Finding]:
    """The files that the journal names, where they are still there; one that has gone says nothing."""
    sql = """SELECT DISTINCT file, place, original FROM journal WHERE original IS NOT NULL
             AND (place IS NULL OR place LIKE 'line %') ORDER BY file, place"""
    for file, rows in groupby(store.rows(sql), key=lambda row: str(row[0])):
        there = _digests(Path(file))
        for _, place, original in rows:
            if there and original not in there:
                where = f"{file}, {place}" if place else file
                yield Finding("source file", original, (where,), "the file has changed since it was loaded")


def _digests(path: Path) -> frozenset[str]:
    """Of a file's bytes, and of each of its lines; empty where there is no such file."""
    try:
        raw = path.read_bytes() if path.is_file() else None
    except OSError:
        return frozenset()
    lines = raw.removeprefix(codecs.BOM_UTF8).split(b"\n") if raw is not None else ()
    return frozenset(map(digest, (raw, *lines))) if raw is not None else frozenset()


def _texts(store: Store) -> Iterator[Finding]:
    for iri, expected, text in store.rows(
        "SELECT article, text_digest, CAST(text AS BLOB) FROM articles ORDER BY article"
    ):
        if digest(bytes(text)) != expected:
            yield Finding("text", iri, tuple(store.files(iri)), "the stored text is not the one that was loaded")
        elif (wrong := _identity(store, iri)) is not None:
            yield Finding("text", iri, tuple(store.files(iri)), wrong)


def _identity(store: Store, iri: str) -> str | None:
    try:
        article = store.article(iri)
    except (KgError, LookupError, TypeError, ValueError) as error:
        return f"its metadata cannot be read ({type(error).__name__})"
    meta = article.meta
    known = {article_iri(article.text, item.outlet, item.url) for item in (meta, *article.also)}
    return None if iri in known else "its IRI is not that of its outlet, address and text"


def _records(store: Store) -> Iterator[Finding]:
    rows = store.rows("SELECT article, admitted, extractor, version, digest FROM records ORDER BY 1, 2, 3, 4")
    for article, admitted, extractor, version, expected in rows:
        key = Key(article, bool(admitted), extractor, version)
        files = tuple(store.files(article))
        text = records.document(store, key)
        if digest(text) != expected:
            yield Finding("record", article, files, f"the record by {extractor} {version} has been changed")
            continue
        for detail in _wrong_spans(store, key):
            yield Finding("span", article, files, detail)


def _wrong_spans(store: Store, key: Key) -> Iterator[str]:
    try:
        record = records.read(store, key)
    except (KgError, json.JSONDecodeError, LookupError, TypeError, ValueError) as error:
        yield f"the record by {key.extractor} {key.version} cannot be read ({type(error).__name__})"
        return
    for place, part, spans, words in _claimed(record):
        try:
            check(_text(record.article, part), spans, words, place=place)
        except SpanError as error:
            yield f"{place}: {error.message}"


def _text(article: Article, part: Part) -> str:
    return article.text if part is Part.TEXT else article.title_part or ""


def _claimed(record: Record) -> Iterator[tuple[str, Part, Spans, str]]:
    for mention in record.mentions:
        yield "mention", mention.part, (mention.span,), mention.text
    for claim in record.claims:
        for field, spans, words in spans_of(claim):
            yield f"{field} of {claim.iri}", claim.part, spans, words
