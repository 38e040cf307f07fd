"""The records of a case: written as documents, read back as values, one active an article."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kg.case.store import Store
from kg.model.errors import NotFoundError
from kg.model.identifiers import digest
from kg.model.record import Record

_NUMBER: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Key:
    """What names a record: article, whether its claims were admitted from a file, extractor, version."""

    article: str
    admitted: bool
    extractor: str
    version: str

    @property
    def rank(self) -> tuple[bool, tuple[tuple[int, str], ...], str, str]:
        """Of an article's records, the one with the highest rank is active; admitted ones outrank rules."""
        pieces = _NUMBER.split(self.version)
        return (
            self.admitted,
            tuple((int(p), "") if p.isdigit() else (-1, p) for p in pieces),
            self.extractor,
            self.version,
        )


def put(store: Store, record: Record, *, admitted: bool) -> None:
    """Write a record, in place of the one with the same key; the caller holds the transaction.

    Args:
        store: the case's store.
        record: what was made of an article.
        admitted: whether its claims come from a file.
    """
    from kg.ontology.document import to_document  # noqa: PLC0415 - heavy

    maker = record.extractor
    key = (record.article.iri, admitted, maker.name, maker.version)
    text = json.dumps(to_document(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    store.run("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?, ?)", *key, digest(text), text)
    store.run("DELETE FROM claims WHERE article = ? AND admitted = ? AND extractor = ? AND version = ?", *key)
    store.run_all("INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _claim_rows(record, key))


def _claim_rows(record: Record, key: tuple[str, bool, str, str]) -> list[tuple[object, ...]]:
    return [
        (
            item.iri,
            *key,
            item.part.value,
            item.content.spans[0][0],
            item.content.spans[-1][1],
            item.speaker.name,
            item.stance.value,
            len(item.quantities),
        )
        for item in record.claims
    ]


def index_words(store: Store, article: str, title: str) -> None:
    """Put an article's title and text into the full-text index; the caller holds the transaction."""
    found = store.row("SELECT id, title, text FROM articles WHERE article = ?", article)
    if found is None:
        raise NotFoundError("no such article in the case", file=store.name, place=article)
    row, old, text = found
    store.run("INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)", row, old, text)
    store.run("UPDATE articles SET title = ? WHERE id = ?", title, row)
    store.run("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", row, title, text)


def active(store: Store) -> Mapping[str, tuple[Key, str]]:
    """The active record of every article that has one.

    Args:
        store: the case's store.

    Returns:
        Article -> key and digest of its record, by article.
    """
    best: dict[str, tuple[Key, str]] = {}
    for article, admitted, extractor, version, found in store.rows(
        "SELECT article, admitted, extractor, version, digest FROM records ORDER BY article"
    ):
        key = Key(article, bool(admitted), extractor, version)
        if article not in best or key.rank > best[article][0].rank:
            best[article] = (key, found)
    return best


def document(store: Store, key: Key) -> str:
    """The text of a record's document.

    Raises:
        NotFoundError: there is none.
    """
    sql = "SELECT document FROM records WHERE article = ? AND admitted = ? AND extractor = ? AND version = ?"
    row = store.row(sql, key.article, key.admitted, key.extractor, key.version)
    if row is None:
        raise NotFoundError("no such record in the case", file=store.name, place=key.article)
    return str(row[0])


def read(store: Store, key: Key) -> Record:
    """A record as a value."""
    from kg.ontology.document import from_document  # noqa: PLC0415 - heavy

    row = store.row("SELECT text FROM articles WHERE article = ?", key.article)
    return from_document(json.loads(document(store, key)), row[0] if row else "")
