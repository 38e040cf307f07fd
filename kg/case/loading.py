"""Inputs into the case: first all of them or none, then the claims of each, resumable."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.case import admitting, records
from kg.case.decisions import read as read_decisions
from kg.case.decisions import retracted
from kg.case.merging import dump_input
from kg.case.report import Entry, LoadReport
from kg.case.store import Store
from kg.model.article import Article
from kg.model.errors import InputError, KgError, SourceIdError
from kg.model.record import Record

if TYPE_CHECKING:
    from kg.loaders.outcome import Loaded

BATCH: Final = 32
"""Articles whose claims are written in one transaction: what a crash can lose."""

_LEAST_WORDS: Final = 40
_ONE_TEXT: Final = 0.95
"""Share of words in which two texts under one name agree that are one text saved twice."""

BROKEN: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    KgError,
)
"""What a text that nobody foresaw may raise in a stage."""

Extract = Callable[[Article], Record]
Progress = Callable[[int, int], None]


def load(
    store: Store,
    loaded: Iterable[Loaded],
    *,
    at: str,
    extract: Extract,
    version_of: str | None = None,
    progress: Progress | None = None,
) -> LoadReport:
    """Put inputs into the case, then extract what has no record yet.

    The inputs of a call enter in one transaction: where two texts claim one source_id, none does. Claims
    follow in batches, so an interrupted call leaves whole articles, and the next one goes on.

    Args:
        store: the case's store.
        loaded: what the loaders made of the inputs.
        at: the time, for the journal alone.
        extract: makes the record of an article.
        version_of: IRI of the article that the one input is a new version of.
        progress: is told how many of how many articles are extracted.

    Returns:
        What became of every input.

    Raises:
        SourceIdError: two different texts with one source_id, in the call or with one in the case.
        InputError: `version_of` with more than one article.
    """
    removed = retracted(read_decisions(store))
    entries: list[Entry] = []
    with store.transaction():
        for item in loaded:
            entries.append(_stage(store, item, removed, version_of))
            _journal(store, item, entries[-1], at)
        if version_of and len({item.article for item in entries if item.article}) > 1:
            raise InputError("only one article can be the new version of another")
    failed = extract_pending(store, extract, progress=progress)
    return LoadReport(tuple(_marked(item, failed) for item in entries))


def extract_pending(store: Store, extract: Extract, *, progress: Progress | None = None) -> dict[str, str]:
    """Make the records of all articles that have none by our own rules.

    Args:
        store: the case's store.
        extract: makes the record of an article.
        progress: is told how many of how many are done.

    Returns:
        Article -> reason, of those that could not be extracted.
    """
    todo, done = pending(store), 0
    failed: dict[str, str] = {}
    for batch in _batches(todo):
        with store.transaction():
            for iri in batch:
                failed |= _extract_one(store, iri, extract)
        done += len(batch)
        if progress:
            progress(done, len(todo))
    return failed


def pending(store: Store) -> list[str]:
    """The articles without a record by our own rules: of an interrupted load, or with new metadata."""
    sql = (
        "SELECT article FROM articles WHERE article NOT IN (SELECT article FROM records WHERE NOT admitted) ORDER BY id"
    )
    return [iri for (iri,) in store.rows(sql)]


def _batches(items: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _extract_one(store: Store, iri: str, extract: Extract) -> dict[str, str]:
    article = store.article(iri)
    try:
        record = extract(article)
    except BROKEN as error:
        # One hostile text must not cost the others; it is reported, and tried again at the next load.
        return {iri: f"its claims could not be extracted ({type(error).__name__})"}
    records.put(store, record, admitted=False)
    records.index_words(store, iri, article.title or "")
    admitting.renew(store, article)
    return {}


def _marked(entry: Entry, failed: dict[str, str]) -> Entry:
    reason = failed.get(entry.article or "")
    return replace(entry, status="skipped", reason=reason) if reason else entry


def _stage(store: Store, item: Loaded, removed: frozenset[str], version_of: str | None) -> Entry:
    article = item.article
    if article is None:
        return Entry(item.file, item.place, "skipped", item.reason)
    _refuse_clash(store, item, article, removed, version_of)
    _keep_original(store, item)
    fresh = _insert(store, article)
    if version_of and version_of != article.iri:
        store.run("INSERT OR IGNORE INTO versions VALUES (?, ?)", article.iri, version_of)
    reason = item.reason or ("" if fresh else "already in the case")
    if article.iri in removed:
        reason = "was removed and stays so until `kg restore`"
    return Entry(item.file, item.place, item.status, reason, article.iri, article.source_id)


def _keep_original(store: Store, item: Loaded) -> None:
    # Compressed only where it is new: the many articles of one file have one original.
    if not store.row("SELECT 1 FROM originals WHERE digest = ?", item.original_digest):
        store.run("INSERT INTO originals VALUES (?, ?)", item.original_digest, zlib.compress(item.original, 6))


def _insert(store: Store, article: Article) -> bool:
    """Add the input to its article; whether the article is new or its metadata have changed."""
    known = store.row("SELECT 1 FROM articles WHERE article = ?", article.iri) is not None
    before = store.article(article.iri) if known else None
    if not known:
        row = (article.iri, article.text_digest, article.text, "")
        store.run("INSERT INTO articles (article, text_digest, text, title) VALUES (?, ?, ?, ?)", *row)
        sql = "INSERT INTO words (rowid, title, text) SELECT id, title, text FROM articles WHERE article = ?"
        store.run(sql, article.iri)
    store.run("INSERT OR IGNORE INTO names VALUES (?, ?)", article.source_id, article.iri)
    if not store.run("INSERT OR IGNORE INTO inputs VALUES (?, ?)", article.iri, dump_input(article)):
        return False
    changed = store.article(article.iri) != before
    if known and changed:
        store.run("DELETE FROM records WHERE article = ? AND NOT admitted", article.iri)
    return changed


def _refuse_clash(
    store: Store, item: Loaded, article: Article, removed: frozenset[str], version_of: str | None
) -> None:
    sql = """SELECT article FROM names JOIN articles USING (article)
             WHERE source_id = ? AND text_digest <> ? ORDER BY articles.id"""
    others = [iri for (iri,) in store.rows(sql, article.source_id, article.text_digest) if iri not in removed]
    family = versions(store, version_of or article.iri)
    strangers = [iri for iri in others if iri not in family]
    twins = [iri for iri in strangers if _one_text_twice(store.article(iri).text, article.text)]
    for twin in twins:
        store.run("INSERT OR IGNORE INTO versions VALUES (?, ?)", max(twin, article.iri), min(twin, article.iri))
    clash = next((iri for iri in strangers if iri not in twins), None)
    if clash is not None:
        here = f"{item.file}, {item.place}" if item.place else item.file
        there = (store.files(clash) or [clash])[0]
        raise SourceIdError(
            f"two different texts have the source_id {article.source_id!r}: {there} and {here}; nothing was loaded"
            " (--version-of says that one is a new version of the other)"
        )


def _one_text_twice(one: str, two: str) -> bool:
    """Whether two texts under one name are one text saved twice, with other page furniture around it.

    They are then versions of each other, and neither is refused; which one the name means is decided by the IRIs, so
    that the order of loading does not show.
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - only where a name is taken twice

    words = [text.split() for text in (one, two)]
    return min(map(len, words)) >= _LEAST_WORDS and Indel.normalized_similarity(*words) >= _ONE_TEXT


def versions(store: Store, article: str) -> frozenset[str]:
    """All versions of an article, itself among them."""
    sql = """WITH RECURSIVE family(iri) AS (VALUES (?) UNION
               SELECT CASE WHEN article = iri THEN older ELSE article END FROM versions, family
               WHERE article = iri OR older = iri)
             SELECT iri FROM family"""
    return frozenset(iri for (iri,) in store.rows(sql, article))


def _journal(store: Store, item: Loaded, entry: Entry, at: str) -> None:
    path = Path(item.file)
    # As an absolute path, so that `verify` finds the file from any folder.
    file = str(path.absolute()) if path.is_file() else item.file
    original = item.original_digest if entry.article else None
    store.run(
        "INSERT INTO journal (at, file, place, status, reason, article, original) VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(at, file, item.place, entry.status, entry.reason, entry.article, original),
    )
