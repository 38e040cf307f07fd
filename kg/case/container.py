"""A case: article records and human decisions, and what follows from the two."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any

from kg.case import admitting, loading, naming, records, searching, verification
from kg.case import decisions as registers
from kg.case.filters import Filters, Sieve
from kg.case.judged import judged_claim, judged_mention
from kg.case.judging import Judging
from kg.case.loading import Extract, Progress
from kg.case.records import Key
from kg.case.report import LoadReport
from kg.case.searching import Hit
from kg.case.store import Store, memory_store, open_store
from kg.case.verification import Finding
from kg.model.actor import Mention
from kg.model.article import Article
from kg.model.claim import Claim
from kg.model.decision import Decision, Verb
from kg.model.errors import NotFoundError
from kg.model.identifiers import digest
from kg.model.judgement import Explanation, Judgement, Topic
from kg.model.record import Record

if TYPE_CHECKING:
    from kg.case.projection import RdfProjection
    from kg.loaders.outcome import Loaded
    from kg.ontology.graph import PropertyGraph

Judge = Callable[[Sequence[Record], Sequence[Decision]], Judgement]
ALL = Filters()
_IN_MEMORY = 1024
"""Records that are held while a case is judged."""


def _extract(article: Article) -> Record:
    from kg.extract import extract  # noqa: PLC0415 - heavy

    return extract(article)


def _judge(found: Sequence[Record], decided: Sequence[Decision]) -> Judgement:
    from kg.judge import judge  # noqa: PLC0415 - heavy

    return judge(found, decided)


@cache
def _rules_digest() -> str:
    """Of the judge's files: a judgement that other rules made is not taken for one of these."""
    folder = files("kg.judge")
    named = sorted((item.name, item) for item in folder.iterdir() if item.is_file())
    return digest("".join(digest(item.read_bytes()) for _, item in named))


@contextmanager
def _scratch() -> Iterator[Path]:
    with TemporaryDirectory(prefix="kg-") as folder:
        yield Path(folder)


class Case:
    """A container of originals, records and decisions; every answer is a function of them alone.

    Args:
        store: the open container.
        folder: where it lies; None in memory.
        extract: makes the record of an article.
        judge: makes the judgement of records and decisions, in place of the shipped one.
    """

    def __init__(
        self, store: Store, folder: Path | None = None, *, extract: Extract = _extract, judge: Judge | None = None
    ) -> None:
        self.store, self.folder = store, folder
        self._extract, self._judge = extract, judge
        self._records: dict[str, Record] = {}
        self._judgement: tuple[str, Judgement] | None = None

    @classmethod
    def open(
        cls, folder: Path, *, create: bool = False, extract: Extract = _extract, judge: Judge | None = None
    ) -> Case:
        """Open the case of a folder.

        Args:
            folder: the folder.
            create: whether to make a case where there is none.
            extract: makes the record of an article.
            judge: makes the judgement of records and decisions, in place of the shipped one.

        Returns:
            The open case; use it as a context manager.

        Raises:
            NotFoundError: there is no case and none is to be made.
            CaseError: there is something else, or a case of another version.
        """
        return cls(open_store(folder, create=create), folder, extract=extract, judge=judge)

    @classmethod
    def temporary(cls, *, extract: Extract = _extract, judge: Judge | None = None) -> Case:
        """A case in memory that keeps nothing."""
        return cls(memory_store(), extract=extract, judge=judge)

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the container."""
        self.store.close()

    # Writing

    def load(
        self,
        loaded: Iterable[Loaded],
        *,
        at: str,
        version_of: str | None = None,
        progress: Progress | None = None,
    ) -> LoadReport:
        """Put inputs into the case; see `kg.case.loading.load`.

        Args:
            loaded: what the loaders made of the inputs.
            at: the time, for the journal alone.
            version_of: the article (any reference) that the one input is a new version of.
            progress: is told how many of how many articles are extracted.

        Returns:
            What became of every input.
        """
        older = self.resolve(version_of) if version_of else None
        return loading.load(self.store, loaded, at=at, extract=self._extract, version_of=older, progress=progress)

    def load_claims(self, path: Path, *, at: str) -> LoadReport:
        """Admit the claims of a file; see `kg.case.admitting.admit`.

        Raises:
            NotFoundError: the file cannot be read.
        """
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise NotFoundError("the claims file cannot be read", file=str(path)) from error
        return admitting.admit(self.store, text.split("\n"), file=str(path), at=at)

    def decide(self, *decisions: Decision) -> None:
        """Enter decisions; order and repetition do not matter."""
        registers.write(self.store, decisions)

    def remove(self, ref: str, *, who: str, when: str, why: str = "") -> str:
        """Retract an article: it stays out, also when loaded again, until it is restored.

        Args:
            ref: the article, by IRI, source_id or file.
            who: who decides.
            when: UTC, ISO 8601 with microseconds and Z.
            why: the reason.

        Returns:
            Its IRI.

        Raises:
            NotFoundError: no such article.
        """
        iri = self.resolve(ref)
        self.decide(Decision(Verb.RETRACT, (iri,), when, who, why))
        return iri

    def restore(self, ref: str, *, who: str, when: str, why: str = "") -> str:
        """Undo `remove`; the arguments are the same."""
        iri = self.resolve(ref)
        self.decide(Decision(Verb.RESTORE, (iri,), when, who, why))
        return iri

    # Reading

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, by (when, who, IRI); the last one in a register stands."""
        return registers.read(self.store)

    def removed(self) -> frozenset[str]:
        """IRIs of the articles that are removed."""
        return registers.retracted(self.decisions())

    def resolve(self, ref: str) -> str:
        """The IRI of the article that a reference names; see `kg.case.naming.article_iri_of`."""
        return naming.article_iri_of(self.store, ref, self.removed())

    def versions(self, article: str) -> frozenset[str]:
        """IRIs of all versions of an article, itself among them."""
        return loading.versions(self.store, article)

    def pending(self) -> list[str]:
        """Articles whose claims an interrupted load has left unread."""
        return loading.pending(self.store)

    def _active(self) -> Mapping[str, tuple[Key, str]]:
        removed = self.removed()
        return {iri: found for iri, found in records.active(self.store).items() if iri not in removed}

    def records(self) -> tuple[Record, ...]:
        """The active records, by article IRI."""
        return tuple(self._read(key, stamp) for key, stamp in self._active().values())

    def _by_name(self) -> list[Record]:
        return sorted(self.records(), key=lambda record: (record.article.source_id, record.article.iri))

    def record(self, ref: str) -> Record:
        """The active record of an article.

        Args:
            ref: the article, by IRI, source_id or file.

        Returns:
            Its record.

        Raises:
            NotFoundError: no such article, or it is removed, or its claims are not read yet.
        """
        iri = self.resolve(ref)
        found = self._active().get(iri)
        if found is None:
            why = "was removed; `kg restore` brings it back" if iri in self.removed() else "has no record yet"
            raise NotFoundError(why, file=self.store.name, place=ref)
        return self._read(*found)

    def _read(self, key: Key, stamp: str) -> Record:
        if stamp not in self._records:
            self._records[stamp] = records.read(self.store, key)
        return self._records[stamp]

    def documents(self) -> Iterator[dict[str, Any]]:
        """The active records as JSON-LD documents, by article IRI."""
        for key, _ in self._active().values():
            yield json.loads(records.document(self.store, key))

    def revision(self) -> str:
        """A digest of the active records and the decisions: the same content has the same revision."""
        lines = [f"{iri} {stamp}" for iri, (_, stamp) in self._active().items()]
        lines += [item.iri for item in self._judged_decisions()]
        return digest("\n".join(lines))

    def _judged_decisions(self) -> list[Decision]:
        return [item for item in self.decisions() if item.verb.register != "article"]

    def judgement(self) -> Judgement:
        """What follows from the records and the decisions; kept until either, or a rule, changes."""
        stamp = self._stamp()
        if self._judgement is None or self._judgement[0] != stamp:
            self._judgement = (stamp, self._made(stamp))
        return self._judgement[1]

    def _stamp(self) -> str:
        """The revision and the judge's rules: what a judgement, or a projection with it, is made of."""
        return digest(f"{self.revision()} {_rules_digest()}")

    def _made(self, stamp: str) -> Judgement:
        """The judgement: of a case on disk the kept one, caught up; else made of all records."""
        if self.folder is None or self._judge is not None:
            return (self._judge or _judge)(self.records(), self._judged_decisions())
        judging = self._judging()
        try:
            self._catch_up(judging, stamp)
        except sqlite3.OperationalError:
            # A case that is read-only, or busy, is judged in memory.
            return _judge(self.records(), self._judged_decisions())
        return judging.judgement()

    def _judging(self) -> Judging:
        active = self._active()
        read = lru_cache(maxsize=_IN_MEMORY)(lambda article: records.read(self.store, active[article][0]))
        return Judging(self.store, {iri: made for iri, (_, made) in active.items()}, read, self._judged_decisions())

    def _catch_up(self, judging: Judging, stamp: str) -> None:
        if self.store.row("SELECT value FROM meta WHERE key = 'judged'") != (stamp,):
            with self.store.transaction():
                judging.catch_up(_rules_digest())
                self.store.run("INSERT OR REPLACE INTO meta VALUES ('judged', ?)", stamp)

    def explain(self, a: str, b: str) -> Explanation:
        """Why two claims or articles of the case are linked, or the first gate that failed.

        Args:
            a: IRI of a claim or an article.
            b: IRI of another.

        Returns:
            The gates.

        Raises:
            NotFoundError: the case has no such claim or article.
        """
        from kg.judge import why  # noqa: PLC0415 - heavy

        topics = self.judgement().topics
        kept = self.folder is not None and self._judge is None
        found = {record.article.iri: record for record in map(self._holding, (a, b))}
        sides = tuple(found.values()) if kept else self.records()
        people = self._judging().people() if kept else None
        return why(a, b, sides, topics, decisions=self._judged_decisions(), people=people)

    def _holding(self, iri: str) -> Record:
        """The record of an article, or of a claim."""
        found = self.find_claim(iri)
        return found[1] if found else self.record(iri)

    def claims(self, filters: Filters = ALL) -> Iterator[tuple[Claim, Article]]:
        """The claims that pass the filters, judged, with their articles; by source_id, then in the article's order."""
        judgement = self.judgement()
        sieve = Sieve(filters, judgement)
        for record in self._by_name():
            for claim in record.claims:
                if sieve.claim(claim, record.article):
                    yield judged_claim(claim, judgement), record.article

    def mentions(self, filters: Filters = ALL) -> Iterator[tuple[Mention, Article]]:
        """The mentions of the articles that pass the filters, judged, with their articles."""
        judgement = self.judgement()
        sieve = Sieve(filters, judgement)
        for record in self._by_name():
            if sieve.record(record):
                for mention in record.mentions:
                    yield judged_mention(mention, judgement), record.article

    def topics(self, filters: Filters = ALL) -> tuple[Topic, ...]:
        """The topics that pass the filters, the most disputed first."""
        judgement = self.judgement()
        if not filters:
            return judgement.topics
        claims = {claim.iri: (claim, record.article) for record in self.records() for claim in record.claims}
        sieve = Sieve(filters, judgement)
        return tuple(topic for topic in judgement.topics if sieve.topic(topic, claims))

    def find_claim(self, ref: str) -> tuple[Claim, Record] | None:
        """The claim that an IRI, or the beginning of its hash, names, as judged; None where it names none.

        Raises:
            NotFoundError: the reference begins the hash of more than one claim.
        """
        iri = naming.claim_iri_of(self.store, ref)
        for (article,) in self.store.rows("SELECT DISTINCT article FROM claims WHERE claim = ?", iri):
            if article in self._active():
                record = self.record(article)
                for claim in record.claims:
                    if claim.iri == iri:
                        return judged_claim(claim, self.judgement()), record
        return None

    def search(self, words: str) -> Iterator[Hit]:
        """The best passage of every article with all the words; see `kg.case.searching.search`."""
        return searching.search(self.store, words, self.removed())

    def verify(self) -> Iterator[Finding]:
        """What is not as it was when it entered; see `kg.case.verification.verify`."""
        return verification.verify(self.store)

    def sparql(self, text: str, *, rows: int, seconds: float) -> list[dict[str, Any]]:
        """The rows of a SPARQL answer over all records, the judgement and the decisions, each a named graph.

        Args:
            text: the query; the default graph is the union of all graphs.
            rows: the most rows.
            seconds: the longest time.

        Returns:
            One mapping a row.

        Raises:
            QueryError: the query is malformed, is not allowed, or goes over its limits.
        """
        from kg.case.sparql import check  # noqa: PLC0415 - only where SPARQL is asked

        check(text)
        with self.projection() as projection:
            return list(projection.query(text, rows=rows, seconds=seconds))

    @contextmanager
    def projection(self) -> Iterator[RdfProjection]:
        """The RDF dataset of the case as it is now: each record, the judgement and the decisions a named graph."""
        from kg.case.projection import RdfProjection  # noqa: PLC0415 - only where SPARQL is asked

        with self._place() as folder:
            yield RdfProjection.open(folder, self.state(), self._graphs)

    def cypher(
        self, text: str, parameters: Mapping[str, str] | None = None, *, rows: int, seconds: float
    ) -> list[dict[str, Any]]:
        """The rows of a Cypher answer over the property graph; see `kg.ontology.graph` and graph.toml there.

        Args:
            text: a query that reads.
            parameters: values of its `$names`.
            rows: the most rows.
            seconds: the longest time.

        Returns:
            One mapping a row.

        Raises:
            QueryError: the query is malformed, is not allowed, or goes over its limits.
        """
        from kg.case.cypher import CypherProjection, check  # noqa: PLC0415 - only where Cypher is asked

        check(text)
        with self._place() as folder:
            projection = CypherProjection.open(folder, self.state(), self.graph)
            return list(projection.query(text, parameters, rows=rows, seconds=seconds))

    def graph(self) -> PropertyGraph:
        """The nodes and relationships of the case as it is now."""
        from kg.ontology.graph import PropertyGraph  # noqa: PLC0415 - only where a property graph is made

        return PropertyGraph(self.records(), self.judgement(), self.decisions())

    def state(self) -> str:
        """A digest of all that a copy of the case holds: records, decisions, and the rules that judged."""
        return digest("\n".join([self._stamp(), *(item.iri for item in self.decisions())]))

    def _place(self) -> AbstractContextManager[Path]:
        """Where projections lie: beside the case, or for the time of one answer."""
        return nullcontext(self.folder) if self.folder else _scratch()

    def _graphs(self) -> Iterator[dict[str, Any]]:
        from kg.ontology.decided import decisions_document  # noqa: PLC0415 - heavy
        from kg.ontology.judged import judgement_document  # noqa: PLC0415 - heavy

        yield from self.documents()
        yield judgement_document(self.judgement())
        yield decisions_document(self.decisions())

    def info(self) -> dict[str, int | str]:
        """Counts, and what made the records."""
        active = self._active()
        found = self.records()
        makers = sorted({f"{key.extractor} {key.version}" for key, _ in active.values()})
        count = {name: self.store.rows(f"SELECT count(*) FROM {name}")[0][0] for name in ("originals", "decisions")}
        return {
            "articles": len(active),
            "removed": len(self.removed()),
            "pending": len(self.pending()),
            "claims": sum(len(record.claims) for record in found),
            "claims_with_figures": sum(bool(claim.quantities) for record in found for claim in record.claims),
            "mentions": sum(len(record.mentions) for record in found),
            **count,
            "extractors": ", ".join(makers),
            "revision": self.revision(),
        }
