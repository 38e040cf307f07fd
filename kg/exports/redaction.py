"""A view without the names of people, or without anonymous sources, to be handed on.

What is hidden is covered letter by letter, so that every span still points to its words. Rather too much is hidden
than too little: a part of a name is covered wherever it stands. IRIs stay: they are hashes, and who has an article can
tell that it is this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any, Final

from kg.case import codec
from kg.exports.base import View
from kg.model.actor import Actor, Mention
from kg.model.article import Article, Found, Variant
from kg.model.claim import Claim, Hop, Passage
from kg.model.decision import Decision
from kg.model.errors import QueryError
from kg.model.judgement import Judgement
from kg.model.quantity import Quantity
from kg.model.record import Record
from kg.model.spans import cut
from kg.model.vocabulary import MentionType, Part, SpeakerKind

KINDS: Final = {"persons": SpeakerKind.PERSON, "anonymous": SpeakerKind.ANONYMOUS}
"""What can be hidden -> the kind of actor."""
_COVER: Final = "█"
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PARTICLE: Final = 3
_SHORTEST: Final = 3


class Redacted:
    """A view in which actors of some kinds have no name.

    Args:
        view: what is shown of.
        kinds: keys of `KINDS`.

    Raises:
        QueryError: there is no such kind.
    """

    def __init__(self, view: View, kinds: Iterable[str]) -> None:
        self._view = view
        asked = [*kinds]
        if unknown := [kind for kind in asked if kind not in KINDS]:
            raise QueryError(f"{unknown[0]!r} cannot be redacted; {' and '.join(KINDS)} can")
        self._kinds = {KINDS[kind] for kind in asked}
        self._names = _Names(name for record in view.records() for name in self._named(record))

    def _named(self, record: Record) -> Iterator[str]:
        """Every name, description and mention of those who are hidden."""
        hidden = {actor.iri for actor in record.actors if actor.kind in self._kinds}
        for actor in record.actors:
            if actor.iri in hidden:
                yield from (actor.name, *(alias.text for alias in actor.aliases))
        for mention in record.mentions:
            if mention.actor in hidden or (mention.actor is None and self._is_person(mention)):
                yield mention.text
        for claim in record.claims:
            if claim.speaker.kind in self._kinds:
                yield from (claim.speaker.name, claim.speaker.text)
            yield from (name for hop in claim.via if hop.actor in hidden for name in (hop.name, hop.text))
        author = record.article.meta.author
        if author and SpeakerKind.PERSON in self._kinds:
            yield from (author.value, author.raw)

    def _is_person(self, mention: Mention) -> bool:
        return mention.type is MentionType.PERSON and SpeakerKind.PERSON in self._kinds

    def records(self) -> list[Record]:
        """The records, their names covered."""
        return [_record(record, self._names) for record in self._view.records()]

    def judgement(self) -> Judgement:
        """The judgement, names covered in labels, origins and reasons."""
        return codec.decode(Judgement, self._names.covered(codec.encode(self._view.judgement())))

    def decisions(self) -> list[Decision]:
        """The decisions, names covered in their reasons, and, where persons are hidden, who decided."""
        cover, found = self._names.cover, self._view.decisions()
        return [replace(item, who=self._decider(item.who), why=cover(item.why)) for item in found]

    def _decider(self, who: str) -> str:
        return re.sub(r"\S", _COVER, who) if SpeakerKind.PERSON in self._kinds else self._names.cover(who)


class _Names:
    """What is to be covered in any text: whole names, and each word of a proper name."""

    def __init__(self, names: Iterable[str]) -> None:
        whole = {name for name in names if _WORD.search(name)}
        words = {word for name in whole for word in _proper(name)}
        pieces = sorted(whole | words, key=lambda name: (-len(name), name))
        self._found = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in pieces)) if pieces else None
        lower = "|".join(sorted((re.escape(word.casefold()) for word in words), key=lambda word: (-len(word), word)))
        self._in_address = re.compile(rf"(?<![^\W_])(?:{lower})(?![^\W_])", re.IGNORECASE) if lower else None

    def cover(self, text: str) -> str:
        """The text with every name covered, as long as before."""
        return self._found.sub(_covering, text) if self._found else text

    def cover_address(self, text: str) -> str:
        """The same for an address or a file name, where case says nothing."""
        return self._in_address.sub(_covering, text) if self._in_address else text

    def covered(self, data: object) -> object:
        """JSON data with every text covered; keys are IRIs and names of fields."""
        if isinstance(data, str):
            return self.cover(data)
        if isinstance(data, list):
            return [self.covered(item) for item in data]
        return {key: self.covered(item) for key, item in data.items()} if isinstance(data, dict) else data


def _covering(match: re.Match[str]) -> str:
    return re.sub(r"\S", _COVER, match[0])


def _proper(name: str) -> list[str]:
    """The words of a proper name; a description ("a doctor of the town") has none that stand for somebody."""
    words = _WORD.findall(name)
    if all(word[0].isupper() or len(word) <= _PARTICLE for word in words):
        return [word for word in words if word[0].isupper() and len(word) >= _SHORTEST]
    return []


def _record(record: Record, names: _Names) -> Record:
    article = _article(record.article, names)
    texts = {Part.TEXT: article.text, Part.TITLE: article.title or ""}
    return replace(
        record,
        article=article,
        claims=tuple(_claim(claim, texts[claim.part], names) for claim in record.claims),
        actors=tuple(_actor(actor, names) for actor in record.actors),
        mentions=tuple(replace(mention, text=texts[mention.part][slice(*mention.span)]) for mention in record.mentions),
    )


def _article(article: Article, names: _Names) -> Article:
    blocks = tuple(replace(block, reason=names.cover(block.reason)) for block in article.blocks)
    also = tuple(sorted((_variant(item, names) for item in article.also), key=codec.dumps))
    return replace(
        article, text=names.cover(article.text), blocks=blocks, meta=_variant(article.meta, names), also=also
    )


def _variant(item: Variant, names: _Names) -> Variant:
    found: dict[str, Any] = {"source_id": names.cover_address(names.cover(item.source_id))}
    for name in (field.name for field in fields(item)):
        value = getattr(item, name)
        if isinstance(value, Found):
            cover = names.cover_address if name == "url" else names.cover
            found[name] = replace(value, value=cover(value.value), raw=cover(value.raw))
    return replace(item, **found)


def _claim(claim: Claim, text: str, names: _Names) -> Claim:
    speaker = claim.speaker
    return replace(
        claim,
        speaker=replace(speaker, text=cut(text, speaker.spans), name=names.cover(speaker.name)),
        cue=_passage(claim.cue, text) if claim.cue else None,
        content=_passage(claim.content, text),
        via=tuple(_hop(hop, text, names) for hop in claim.via),
        quantities=tuple(_quantity(item, text) for item in claim.quantities),
        events=tuple(replace(event, place=tuple(map(names.cover, event.place))) for event in claim.events),
    )


def _passage(passage: Passage, text: str) -> Passage:
    return replace(passage, text=cut(text, passage.spans))


def _hop(hop: Hop, text: str, names: _Names) -> Hop:
    return replace(hop, text=cut(text, hop.spans), name=names.cover(hop.name))


def _quantity(item: Quantity, text: str) -> Quantity:
    counts = text[slice(*item.counts_span)] if item.counts_span else item.counts
    return replace(item, text=text[slice(*item.span)], counts=counts)


def _actor(actor: Actor, names: _Names) -> Actor:
    aliases = tuple(replace(alias, text=names.cover(alias.text)) for alias in actor.aliases)
    return replace(actor, name=names.cover(actor.name), aliases=aliases)
