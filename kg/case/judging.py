"""What follows from records and decisions, kept in the case; a change judges anew only what it touches."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING, Any, Final

from kg.case import codec
from kg.case.decisions import standing
from kg.case.store import Store
from kg.model.actor import Actor
from kg.model.decision import Decision, Verb
from kg.model.identifiers import digest
from kg.model.judgement import Judgement, Topic
from kg.model.record import Record

if TYPE_CHECKING:
    from kg.judge.engine import Engine
    from kg.judge.frames import Frame
    from kg.judge.people import People

BATCH: Final = 64
"""Articles that are framed together; with those that they share a block with, they are in memory at once."""

_MOST: Final = 400
"""Articles whose components are judged together."""

_TABLES: Final = ("judged", "frames", "blocks", "links", "parts", "topics", "judgement")

Read = Callable[[str], Record]
Pair = tuple[str, str]


class Judging:
    """Catches the kept judgement of a case up with its records and decisions.

    Frames stand in blocks, blocks give links, links join frames to components, and every component has its topics; all
    are rows. An article whose record, decisions or actors have changed is taken out and put in again.

    Args:
        store: of the case.
        active: article -> digest of its record, of the articles that count.
        read: gives the record of an article.
        decisions: those that bear on judging.
    """

    def __init__(self, store: Store, active: Mapping[str, str], read: Read, decisions: Sequence[Decision]) -> None:
        self.store, self.active, self.read, self.decisions = store, active, read, decisions
        self.loose: set[str] = set()
        """Frames whose component is gone."""

    def catch_up(self, rules: str) -> None:
        """Bring all rows up to date; the caller holds the transaction.

        Args:
            rules: digest of the judge's rules; rows of other rules are dropped.
        """
        row = self.store.row("SELECT value FROM meta WHERE key = 'rules'")
        if row is None or row[0] != rules:
            for table in _TABLES:
                self.store.run(f"DELETE FROM {table}")
            self.store.run("INSERT OR REPLACE INTO meta VALUES ('rules', ?)", rules)
        seals = self._seals()
        known = {
            article: (seal, face) for article, seal, face in self.store.rows("SELECT article, seal, face FROM judged")
        }
        gone = known.keys() - seals.keys()
        fresh = {article for article, seal in seals.items() if known.get(article, ("",))[0] != seal}
        self._actors(gone, fresh, seals)
        people = self.people()
        faces = self._faces(people)
        turned = {article for article, face in faces.items() if article not in fresh and known[article][1] != face}
        self._rejudge(gone, fresh | turned, people)
        self.store.run_all("UPDATE judged SET face = ? WHERE article = ?", ((faces[a], a) for a in fresh | turned))
        self._keep_actors(people)

    def _seals(self) -> dict[str, str]:
        """Article -> digest of its record and of what was decided of its claims."""
        said: dict[str, list[str]] = defaultdict(list)
        for (register, subject), decision in standing(self.decisions).items():
            for claim in subject if register in ("claim", "topic", "origin") else ():
                for (article,) in self.store.rows("SELECT DISTINCT article FROM claims WHERE claim = ?", claim):
                    said[article].append(f"{decision.verb} {' '.join(decision.subject)}")
        return {article: digest(" ".join([stamp, *sorted(said[article])])) for article, stamp in self.active.items()}

    # Actors

    def _actors(self, gone: Iterable[str], fresh: Iterable[str], seals: Mapping[str, str]) -> None:
        self.store.run_all("DELETE FROM judged WHERE article = ?", ((article,) for article in gone))
        rows = (
            (a, seals[a], "", json.dumps([codec.encode(actor) for actor in self.read(a).actors])) for a in sorted(fresh)
        )
        self.store.run_all("INSERT OR REPLACE INTO judged VALUES (?, ?, ?, ?)", rows)

    def _members(self) -> Iterator[tuple[str, list[Actor]]]:
        for article, body in self.store.rows("SELECT article, actors FROM judged ORDER BY article"):
            yield article, [codec.decode(Actor, actor) for actor in json.loads(body)]

    def people(self) -> People:
        """Who is who, of the actors that are kept."""
        from kg.judge.people import judged_people  # noqa: PLC0415 - heavy

        members = [actor for _, held in self._members() for actor in held]
        return judged_people(members, dict(self._speakers()), self.decisions)

    def _speakers(self) -> Iterator[tuple[str, str | None]]:
        """Who speaks in the claims that decisions on actors name, rejected ones left out."""
        stand = standing(self.decisions)
        named = {claim for (register, subject) in stand if register == "actor" for claim in subject}
        rejected = {claim for item in stand.values() if item.verb is Verb.REJECT for claim in item.subject}
        for claim in sorted(named - rejected):
            for (article,) in self.store.rows("SELECT DISTINCT article FROM claims WHERE claim = ?", claim):
                held = self.read(article).claims if article in self.active else ()
                yield from ((item.iri, item.speaker.actor) for item in held if item.iri == claim)

    def _faces(self, people: People) -> dict[str, str]:
        return {article: people.face(held) for article, held in self._members()}

    def _keep_actors(self, people: People) -> None:
        made = Judgement((), people.index.actors, dict(people.index.actor_of))
        self.store.run("DELETE FROM judgement")
        self.store.run("INSERT INTO judgement VALUES ('actors', ?)", _packed(made))

    # Frames, blocks, links

    def _rejudge(self, gone: set[str], dirty: set[str], people: People) -> None:
        ordered = [sorted(dirty)[at : at + BATCH] for at in range(0, len(dirty), BATCH)]
        before = self._overfull(chain(gone, dirty))
        for article in sorted(gone | dirty):
            self._take_out(article)
        touched = set(before)
        for batch in ordered:
            touched |= self._put_in(self._engine(batch, people))
        dirty = dirty | self._moved(before, touched, gone | dirty)
        self._link(sorted(dirty), people)
        self._components(people)

    def _engine(self, articles: Iterable[str], people: People) -> Engine:
        from kg.judge.engine import Engine  # noqa: PLC0415 - heavy

        return Engine([self.read(article) for article in articles], self.decisions, people=people)

    def _overfull(self, articles: Iterable[str]) -> dict[str, set[str]]:
        """The members that count of the blocks of some articles, of those that hold too many."""
        keys = {
            key
            for article in articles
            for (key,) in self.store.rows("SELECT key FROM blocks WHERE article = ?", article)
        }
        return {key: set(kept) for key in keys if (kept := self._capped(key)) is not None}

    def _capped(self, key: str) -> list[str] | None:
        """The members that count of a block that holds too many; None of any other."""
        from kg.judge.blocks import limit_of  # noqa: PLC0415 - heavy

        limit = limit_of(key)
        names = self.store.rows("SELECT member FROM blocks WHERE key = ? ORDER BY member LIMIT ?", key, limit + 1)
        return [name for (name,) in names[:limit]] if len(names) > limit else None

    def _moved(self, before: Mapping[str, set[str]], touched: Iterable[str], done: set[str]) -> set[str]:
        """The articles that have come into the count of an overfull block, or out of it, by what others did."""
        moved: set[str] = set()
        for key in touched:
            kept = self._capped(key)
            if kept is None and key not in before:
                continue
            every = dict(self.store.rows("SELECT member, article FROM blocks WHERE key = ?", key))
            now = every.keys() if kept is None else set(kept)
            was = before.get(key, every.keys())
            moved |= {every[member] for member in now ^ was if member in every}
        return moved - done

    def _take_out(self, article: str) -> None:
        self.loose -= self._unlink(article)
        self.store.run("DELETE FROM frames WHERE article = ?", article)
        self.store.run("DELETE FROM blocks WHERE article = ?", article)

    def _unlink(self, article: str) -> set[str]:
        """Take the links of an article's frames away, and with them the components that they stand in."""
        frames = self.store.rows("SELECT frame, component FROM frames WHERE article = ?", article)
        for component in {component for _, component in frames if component}:
            self._dissolve(component)
        for table, end in product(("links", "parts"), "ab"):
            self.store.run_all(f"DELETE FROM {table} WHERE {end} = ?", ((frame,) for frame, _ in frames))
        return {frame for frame, _ in frames}

    def _dissolve(self, component: str) -> None:
        self.loose |= {frame for (frame,) in self.store.rows("SELECT frame FROM frames WHERE component = ?", component)}
        self.store.run("DELETE FROM topics WHERE component = ?", component)

    def _put_in(self, engine: Engine) -> set[str]:
        from kg.judge.blocks import article_keys, frame_keys  # noqa: PLC0415 - heavy

        frames = [(frame.key, frame.article, frame.key, None) for frame in engine.frames]
        of_article = {f.article: f.source for f in engine.frames}
        blocks = [(key, article, article) for article, source in of_article.items() for key in article_keys(source)]
        blocks += [(key, frame.key, frame.article) for frame in engine.frames for key in frame_keys(frame)]
        self.store.run_all("INSERT INTO frames VALUES (?, ?, ?, ?)", frames)
        self.store.run_all("INSERT OR IGNORE INTO blocks VALUES (?, ?, ?)", blocks)
        self.loose |= {frame.key for frame in engine.frames}
        return {key for key, _, _ in blocks}

    def _link(self, dirty: Sequence[str], people: People) -> None:
        """Link the frames of some articles with all that they share a block with."""
        for article in dirty:
            self._unlink(article)
        done: set[str] = set()
        for at in range(0, len(dirty), BATCH):
            batch = dirty[at : at + BATCH]
            near = {article: self._near(article) for article in batch}
            others = {article for found in near.values() for article in found.articles}
            linking = _Linking(self._engine({*batch, *others}, people))
            for article in batch:
                done.add(article)
                self._keep_links(*linking.of(article, near[article], done))

    def _keep_links(self, links: Mapping[Pair, float], parts: Iterable[Pair]) -> None:
        self.store.run_all("INSERT INTO links VALUES (?, ?, ?)", ((a, b, score) for (a, b), score in links.items()))
        self.store.run_all("INSERT OR IGNORE INTO parts VALUES (?, ?)", parts)

    def _near(self, article: str) -> _Near:
        """What an article shares a block with."""
        from kg.judge.blocks import limit_of  # noqa: PLC0415 - heavy

        whole: set[str] = set()
        single: dict[Pair, str] = {}
        for key, own in self.store.rows("SELECT key, member FROM blocks WHERE article = ?", article):
            sql = "SELECT member, article FROM blocks WHERE key = ? ORDER BY member LIMIT ?"
            kept = dict(self.store.rows(sql, key, limit_of(key)))
            if own not in kept:
                continue
            if own == article:
                whole |= kept.keys() - {article}
            else:
                single |= {(own, member): other for member, other in kept.items() if other != article}
        return _Near(whole, single)

    # Components, topics

    def _components(self, people: People) -> None:
        """Judge every component that holds a loose frame."""
        from kg.judge.components import components  # noqa: PLC0415 - heavy
        from kg.judge.lexical import rules  # noqa: PLC0415 - heavy

        same = rules()["thresholds"]["same"]
        for frame in sorted(self.loose):
            for other in self._tied(frame, same):
                if other not in self.loose:
                    self._dissolve(self.store.rows("SELECT component FROM frames WHERE frame = ?", other)[0][0])
        links = {(a, b): s for frame in self.loose for a, b, s in self._rows("links", frame) if s >= same}
        parts = [(a, b) for frame in self.loose for a, b in self._rows("parts", frame)]
        found = components(self.loose, [*links, *parts])
        at = {key: members[0] for members in found for key in members}
        inside: dict[str, tuple[dict[Pair, float], list[Pair]]] = defaultdict(lambda: ({}, []))
        for pair, score in links.items():
            inside[at[pair[0]]][0][pair] = score
        for pair in sorted(parts):
            inside[at[pair[0]]][1].append(pair)
        for members, articles in self._batches(found):
            self._judge(members, articles, inside, people)
        self.loose = set()

    def _tied(self, frame: str, same: float) -> Iterator[str]:
        sql = """SELECT b FROM links WHERE a = ?1 AND score >= ?2
                 UNION ALL SELECT a FROM links WHERE b = ?1 AND score >= ?2
                 UNION ALL SELECT b FROM parts WHERE a = ?1 UNION ALL SELECT a FROM parts WHERE b = ?1"""
        return (other for (other,) in self.store.rows(sql, frame, same))

    def _rows(self, table: str, frame: str) -> Iterable[tuple[Any, ...]]:
        return self.store.rows(f"SELECT * FROM {table} WHERE a = ?", frame)

    def _batches(self, found: Iterable[Sequence[str]]) -> Iterator[tuple[list[Sequence[str]], set[str]]]:
        """Components in groups whose articles can be in memory at once."""
        sql = "SELECT article FROM frames WHERE frame = ?"
        home = {frame: article for frame in self.loose for (article,) in self.store.rows(sql, frame)}
        batch: list[Sequence[str]] = []
        articles: set[str] = set()
        for members in sorted(found, key=lambda keys: min(home[key] for key in keys)):
            batch.append(members)
            articles |= {home[key] for key in members}
            if len(articles) >= _MOST:
                yield batch, articles
                batch, articles = [], set()
        if batch:
            yield batch, articles

    def _judge(
        self,
        batch: Iterable[Sequence[str]],
        articles: Iterable[str],
        inside: Mapping[str, tuple[dict[Pair, float], list[Pair]]],
        people: People,
    ) -> None:
        engine = self._engine(articles, people)
        by_key = {frame.key: frame for frame in engine.frames}
        for members in batch:
            links, parts = inside[members[0]]
            groups = engine.component([by_key[key] for key in members], links, parts)
            homes = {frame.key: group.iri for group in groups for frame in group.members}
            self.store.run_all(
                "UPDATE frames SET component = ?, topic = ? WHERE frame = ?",
                ((members[0], homes.get(key), key) for key in members),
            )
            self.store.run_all(
                "INSERT INTO topics VALUES (?, ?, ?)",
                ((group.iri, members[0], _packed(engine.topic(group))) for group in groups),
            )

    # Reading

    def judgement(self) -> Judgement:
        """All that is kept, as one value."""
        from kg.judge.engine import assembled  # noqa: PLC0415 - heavy

        topics = [codec.loads(Topic, _unpacked(body)) for (body,) in self.store.rows("SELECT body FROM topics")]
        row = self.store.row("SELECT body FROM judgement WHERE stamp = 'actors'")
        made = codec.loads(Judgement, _unpacked(row[0])) if row else Judgement((), ())
        return assembled(topics, made.actors, made.actor_of, self._possible(), self._all_capped())

    def _possible(self) -> dict[Pair, float]:
        from kg.judge.lexical import rules  # noqa: PLC0415 - heavy

        sql = """SELECT min(x.topic, y.topic), max(x.topic, y.topic), max(score) FROM links
                 JOIN frames x ON x.frame = a JOIN frames y ON y.frame = b
                 WHERE score < ? AND x.topic <> y.topic GROUP BY 1, 2"""
        return {(a, b): score for a, b, score in self.store.rows(sql, rules()["thresholds"]["same"])}

    def _all_capped(self) -> list[tuple[str, int]]:
        from kg.judge.blocks import limit_of  # noqa: PLC0415 - heavy

        least = min(limit_of(""), limit_of("the words "))
        sizes = self.store.rows("SELECT key, count(*) FROM blocks GROUP BY key HAVING count(*) > ?", least)
        return sorted((key, size - limit_of(key)) for key, size in sizes if size > limit_of(key))


@dataclass(frozen=True, slots=True)
class _Near:
    """What an article shares a block with.

    Attributes:
        whole: articles all of whose frames are near.
        single: pairs of frames, the article's own first -> the article of the other.
    """

    whole: set[str]
    single: Mapping[Pair, str]

    @property
    def articles(self) -> set[str]:
        """All articles that are near, in whole or in part."""
        return {*self.whole, *self.single.values()}


class _Linking:
    """Links the frames of an engine, as far as blocks say."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.held: dict[str, list[Frame]] = defaultdict(list)
        for frame in engine.frames:
            self.held[frame.article].append(frame)
        self.by_key = {frame.key: frame for frame in engine.frames}
        self.figures = {key: frame for key, frame in self.by_key.items() if frame.quantity}

    def of(self, article: str, near: _Near, done: set[str]) -> tuple[Mapping[Pair, float], set[Pair]]:
        """The links of an article, and its parts and wholes, but those with what is done."""
        from kg.judge.parts import parts_between, parts_inside, telling_one_event  # noqa: PLC0415 - heavy
        from kg.judge.topics import inner_pairs  # noqa: PLC0415 - heavy

        held = self.held[article]
        links = self.engine.linker.linked(chain(inner_pairs(held), self._outer(held, near, done)))
        found = list(parts_inside(held))
        for left, right in telling_one_event(links, self.figures):
            found += parts_between(self.held[left], self.held[right], self.engine.linker.likeness)
        return links, {(min(a.key, b.key), max(a.key, b.key)) for a, b in found}

    def _outer(self, held: Sequence[Frame], near: _Near, done: set[str]) -> Iterable[tuple[Frame, Frame]]:
        from kg.judge.blocks import fits, frame_pairs  # noqa: PLC0415 - heavy

        pairs = [pair for other in sorted(near.whole - done) for pair in frame_pairs(held, self.held[other])]
        single = (pair for pair, other in near.single.items() if other not in done)
        pairs += ((self.by_key[own], self.by_key[other]) for own, other in single)
        once = {(a.key, b.key): (a, b) for a, b in pairs}
        return [(a, b) for a, b in once.values() if fits(a, b)]


def _packed(value: object) -> bytes:
    return zlib.compress(codec.dumps(value).encode(), 1)


def _unpacked(body: bytes) -> str:
    return zlib.decompress(body).decode()
