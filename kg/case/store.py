"""The SQLite file of a case: opening, transactions, and the rows that more than one module needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from kg.case import schema
from kg.case.merging import load_input, merge
from kg.model.article import Article
from kg.model.errors import CaseError, NotFoundError

FILE: Final = "case.sqlite"
MEMORY: Final = ":memory:"
_HERE: Final = ("SELECT 1 FROM sqlite_master WHERE name = 'meta'",)


class Store:
    """A connection to the container, with explicit transactions.

    WAL lets readers go on beside a writer. A load commits a few times a second, so `synchronous = FULL`
    costs it nothing that shows, and what was reported as loaded survives a power cut.

    Args:
        connection: to a case's file, or to memory.
        name: what errors call it.
    """

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self.connection, self.name = connection, name

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        found: tuple[Any, ...] | None = self.connection.execute(sql, values).fetchone()
        return found

    def run(self, sql: str, *values: object) -> int:
        """Change rows; how many were changed."""
        return self.connection.execute(sql, values).rowcount

    def run_all(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Change rows once for each tuple of values."""
        self.connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or nothing of it."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def article(self, iri: str) -> Article:
        """An article as all its inputs together give it.

        Args:
            iri: its IRI.

        Returns:
            The merged article.

        Raises:
            NotFoundError: the case has no such article.
        """
        row = self.row("SELECT text FROM articles WHERE article = ?", iri)
        if row is None:
            raise NotFoundError("no such article in the case", file=self.name, place=iri)
        inputs = self.rows("SELECT input FROM inputs WHERE article = ?", iri)
        return merge(load_input(data, row[0]) for (data,) in inputs)

    def files(self, article: str) -> list[str]:
        """The files that gave an article, as the journal names them, each once, in order."""
        sql = "SELECT file, place, min(id) FROM journal WHERE article = ? GROUP BY file, place ORDER BY min(id)"
        return [f"{file}, {place}" if place else str(file) for file, place, _ in self.rows(sql, article)]

    def close(self) -> None:
        """Close the connection; the write-ahead log goes into the file."""
        self.connection.close()


def open_store(folder: Path, *, create: bool) -> Store:
    """Open the container of a case.

    Args:
        folder: the folder of the case.
        create: whether to make one where there is none.

    Returns:
        The open store.

    Raises:
        NotFoundError: there is no case and none is to be made.
        CaseError: the folder or its file is not a case that this version can read.
    """
    path = folder / FILE
    if not path.is_file():
        if not create:
            raise NotFoundError("there is no case here; make one with `kg load FILE...`", file=str(folder))
        _make(folder)
    try:
        return _ready(sqlite3.connect(path, isolation_level=None, timeout=30), str(folder))
    except sqlite3.DatabaseError as error:
        raise CaseError(f"not a case that can be opened ({error})", file=str(folder)) from error


def memory_store() -> Store:
    """A store that keeps nothing."""
    return _ready(sqlite3.connect(MEMORY, isolation_level=None), "memory")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"cannot make the folder of the case ({error.strerror})", file=str(folder)) from error


def _ready(connection: sqlite3.Connection, name: str) -> Store:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    store = Store(connection, name)
    if store.row(*_HERE) is None:
        _build(store)
    found = store.row("SELECT value FROM meta WHERE key = 'schema'")
    if found is None or found[0] != schema.VERSION:
        raise CaseError(f"the case has tables of version {found and found[0]}, not {schema.VERSION}", file=name)
    return store


def _build(store: Store) -> None:
    """Make the tables, all or none, also where two processes start at once."""
    with store.transaction():
        if store.row(*_HERE) is not None:
            return
        for statement in schema.TABLES.split(";\n"):
            if statement.strip():
                store.run(statement)
        store.run("INSERT INTO meta VALUES ('schema', ?)", schema.VERSION)
