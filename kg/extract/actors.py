"""Actors of one article: mentions joined to chains, each source with somebody behind it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract import aliases, pronouns
from kg.extract.affiliations import Tie, ties
from kg.extract.document import Attribution, NamedSpan
from kg.extract.linking import BODY, ONE, PERSON, Chains, Node, Use
from kg.extract.names import key
from kg.extract.naming import Page
from kg.extract.phrases import Phrase, Sort
from kg.extract.pronouns import Spoken
from kg.extract.sources import Reference, inside, refer, words_of
from kg.model.actor import Actor, Affiliation, Alias, Mention
from kg.model.article import Article
from kg.model.identifiers import mint
from kg.model.spans import Span, Spans, covers
from kg.model.vocabulary import MentionType, Part, SpeakerKind

_TYPES: Mapping[SpeakerKind, MentionType] = {
    SpeakerKind.PERSON: MentionType.PERSON,
    SpeakerKind.ANONYMOUS: MentionType.PERSON,
    SpeakerKind.ORGANISATION: MentionType.ORGANISATION,
    SpeakerKind.COLLECTIVE: MentionType.COLLECTIVE,
    SpeakerKind.DOCUMENT: MentionType.DOCUMENT,
    SpeakerKind.MEDIUM: MentionType.MEDIUM,
}
_KINDS: Mapping[Sort, SpeakerKind] = {
    Sort.PERSON: SpeakerKind.PERSON,
    Sort.ROLE: SpeakerKind.ANONYMOUS,
    Sort.PEOPLE: SpeakerKind.COLLECTIVE,
    Sort.BODIES: SpeakerKind.COLLECTIVE,
    Sort.ORGANISATION: SpeakerKind.ORGANISATION,
    Sort.BODY: SpeakerKind.ORGANISATION,
    Sort.MEDIUM: SpeakerKind.MEDIUM,
    Sort.DOCUMENT: SpeakerKind.DOCUMENT,
}
_RANK = (
    SpeakerKind.PERSON,
    SpeakerKind.MEDIUM,
    SpeakerKind.ORGANISATION,
    SpeakerKind.DOCUMENT,
    SpeakerKind.COLLECTIVE,
    SpeakerKind.ANONYMOUS,
)
_NESTED = 16
_HOPS = (Sort.ORGANISATION, Sort.THING, Sort.PLACE, Sort.PERSON)
_ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class Cast:
    """The mentions and actors of an article, and who stands behind a span.

    Attributes:
        mentions: sorted by (part, span, type).
        actors: sorted by IRI.
    """

    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    _of: Mapping[tuple[Part, Spans], str] = field(default_factory=dict)
    _known: Mapping[str, Actor] = field(default_factory=dict)

    def actor_at(self, part: Part, spans: Spans) -> Actor | None:
        """The actor that a source, carrier or participant span stands for.

        Args:
            part: the part that the spans point into.
            spans: as the tagger or the events gave them.

        Returns:
            The actor; None where the span was not resolved, is nobody, or could be two.
        """
        return self._known.get(self._of.get((part, spans), ""))


def resolve(
    read: Sequence[Page],
    attributions: Sequence[tuple[Part, Attribution]],
    participants: Sequence[tuple[Part, Span]],
    named: Sequence[NamedSpan],
    article: Article,
) -> Cast:
    """The actors of an article.

    Args:
        read: its parts with their phrases.
        attributions: the attributed statements, with their parts.
        participants: spans of agents and patients, with their parts.
        named: the mentions that were found.
        article: the article.

    Returns:
        Mentions and actors; every source and carrier has an actor, but for pronouns that fit nobody or two.
    """
    return _Resolver(read, article).cast(attributions, participants, named)


class _Resolver:
    """Holds the chains of one article while its spans are resolved."""

    def __init__(self, read: Sequence[Page], article: Article) -> None:
        self.article = article
        self.pages: Mapping[Part, Page] = {page.document.part: page for page in read}
        self.chains = Chains(read)
        self.kinds: dict[Node, SpeakerKind] = {}
        self.of: dict[tuple[Part, Spans], Node] = {}
        self.numbers: dict[Node, int] = {}
        self.acting: set[Node] = set()

    def cast(
        self,
        attributions: Sequence[tuple[Part, Attribution]],
        participants: Sequence[tuple[Part, Span]],
        named: Sequence[NamedSpan],
    ) -> Cast:
        """Resolve all spans, then make actors and mentions."""
        for part, span in sorted(set(participants)):
            self._participant(part, span)
        self.acting = {self.chains.find(node) for node in self.of.values()}
        hops = [(part, carrier) for part, item in attributions for carrier in item.carriers if carrier.spans]
        for part, spans, told in sorted({(part, hop.spans, _told(hop.cue)) for part, hop in hops}):
            self._source(part, spans, medium=told)
        sources = sorted({(part, item.source) for part, item in attributions if item.source})
        own: list[tuple[Part, Spans]] = []
        spoken: dict[Part, list[Spoken]] = {part: [] for part in self.pages}
        for part, spans in sources:
            word, at = self._pronoun_in(part, spans)
            if word in pronouns.first():
                own.append((part, spans))
            elif word:
                self._pronoun(part, spans, word, at, spoken[part])
            else:
                self._spoken(part, spans, spoken[part])
        self._first_persons(own, attributions)
        return _Maker(self).cast(named)

    def _pronoun_in(self, part: Part, spans: Spans) -> tuple[str, Span]:
        """The pronoun that a source is, or ends in ("In the same breath he"), with its place; "" if none."""
        page = self.pages[part]
        text, (start, end) = words_of(page, spans).lower(), spans[-1]
        if text in pronouns.first() or pronouns.is_pronoun(text):
            return text, spans[0]
        last = text.rsplit(None, 1)[-1] if text else ""
        if not pronouns.is_pronoun(last) or end - start < len(last):
            return "", spans[0]
        at = (end - len(last), end)
        return (last, at) if page.words(at).lower() == last else ("", spans[0])

    def _spoken(self, part: Part, spans: Spans, before: list[Spoken]) -> None:
        reference = self._source(part, spans, medium=False)
        sort = reference.phrase.sort if reference.phrase else Sort.PEOPLE
        before.append(Spoken(part, spans[0], self.of[part, spans], sort))

    def _first_persons(self, own: Sequence[tuple[Part, Spans]], said: Sequence[tuple[Part, Attribution]]) -> None:
        """Who says "I" or "we" in a statement is the one that the statement is attributed to."""
        holding = sorted((part, item.content, item.source) for part, item in said if item.source and item.content)
        for part, spans in own:
            at = bisect_right(holding, (part, ((spans[0][0] + 1, 0),)))
            for where, content, source in reversed(holding[max(0, at - _NESTED) : at]):
                if where == part and source != spans and covers(content, spans) and (part, source) in self.of:
                    self.of[part, spans] = self.of[part, source]
                    break

    def _pronoun(self, part: Part, spans: Spans, word: str, at: Span, before: list[Spoken]) -> None:
        node = pronouns.antecedent(self.pages[part], at, word, self.chains, before)
        if node is not None:
            self.of[part, spans] = node
            sort = next((item.sort for item in before[-1:-_NESTED:-1] if item.node == node), Sort.PERSON)
            before.append(Spoken(part, at, node, sort))

    def _participant(self, part: Part, span: Span) -> None:
        reference = refer(self.pages[part], (span,))
        node = self._phrase_node(reference.phrase) if reference.phrase else None
        if node is not None:
            self.of[part, (span,)] = node
        elif reference.kind is SpeakerKind.COLLECTIVE and len(reference.inner) > 1:
            self._alone(part, (span,), reference)

    def _source(self, part: Part, spans: Spans, *, medium: bool) -> Reference:
        page = self.pages[part]
        reference = refer(page, spans)
        phrase = reference.phrase
        node = (self._phrase_node(phrase) or self._forced(page, phrase)) if phrase else None
        if node is None and reference.kind is SpeakerKind.ORGANISATION and key(reference.text):
            node = (BODY, *key(reference.text))
            self.chains.add(node, Use(part, reference.span, page.words(reference.span), None))
            if medium:
                self.kinds.setdefault(self.chains.find(node), SpeakerKind.MEDIUM)
        if node is None:
            self._alone(part, spans, reference)
            return reference
        self.of[part, spans] = node
        if reference.kind and phrase:
            self.kinds[node] = reference.kind
        if medium and phrase and phrase.sort in _HOPS and not (phrase.owners or phrase.role):
            self._medial(page, phrase, node)
        return reference

    def _medial(self, page: Page, phrase: Phrase, node: Node) -> None:
        """What was told a statement is a medium, unless its words say that it is a body, or it acts itself."""
        if self.chains.find(node) in self.acting or (phrase.sort is Sort.PERSON and len(self.chains.uses[node]) > 1):
            return
        if phrase.name and not any(word in self.chains.lists.tags for word in page.words(phrase.name).lower().split()):
            self.kinds.setdefault(self.chains.find(node), SpeakerKind.MEDIUM)

    def _phrase_node(self, phrase: Phrase) -> Node | None:
        return self.chains.of_phrase.get((phrase.part, phrase.core))

    def _forced(self, page: Page, phrase: Phrase) -> Node:
        """The node of a place, a platform or a nationality that speaks: a body of that name."""
        span = phrase.core if phrase.head else aliases.name_of(phrase)
        node: Node = (BODY, *(key(page.words(span)) or (str(span),)))
        self.chains.of_phrase[phrase.part, phrase.core] = node
        return self.chains.add(node, Use(phrase.part, span, page.words(span), phrase))

    def _alone(self, part: Part, spans: Spans, reference: Reference) -> None:
        node: Node = (ONE, part, spans[0], "span")
        self.of[part, spans] = node
        if node not in self.chains.uses:
            self.chains.add(node, Use(part, spans[0], self.pages[part].words(spans[0]), None))
        self.kinds[node] = reference.kind or SpeakerKind.ANONYMOUS
        number = _count(reference)
        if number:
            self.numbers[node] = number


def _count(reference: Reference) -> int | None:
    """How many people speak together, where that can be counted: two persons, each alone."""
    alone = [item for item in reference.inner if item.sort is Sort.PERSON]
    return len(alone) if len(alone) > 1 and len(alone) == len(reference.inner) else None


class _Maker:
    """Makes actors and mentions of resolved chains."""

    def __init__(self, resolver: _Resolver) -> None:
        self.resolver, self.chains, self.pages = resolver, resolver.chains, resolver.pages
        self.tied = self._ties()
        self.groups: dict[Node, list[tuple[Node, Use]]] = defaultdict(list)
        for node, uses in self.chains.uses.items():
            for use in uses:
                if not self.chains.live(node, use):
                    continue
                self.groups[self.chains.find(node)].append((node, use))
        for items in self.groups.values():
            items.sort(key=lambda item: (item[1].part, item[1].span, repr(item[0])))
        self.kinds = {node: self._kind(items) for node, items in self.groups.items()}
        self.iris = {node: self._iri(node, items) for node, items in self.groups.items()}

    def cast(self, named: Sequence[NamedSpan]) -> Cast:
        """Actors, mentions and the look-up of spans."""
        known = {iri: self._actor(node, iri) for node, iri in self.iris.items()}
        of = {place: self.iris[self.chains.find(node)] for place, node in self.resolver.of.items()}
        mentions = self._mentions(named, known, of)
        present = {mention.actor for mention in mentions}
        actors = tuple(sorted((known[iri] for iri in known if iri in present), key=lambda actor: actor.iri))
        return Cast(mentions, actors, of, known)

    def _ties(self) -> Mapping[Node, list[tuple[Part, Tie]]]:
        found: dict[Node, list[tuple[Part, Tie]]] = defaultdict(list)
        for page in self.pages.values():
            for phrase in page.phrases:
                node = self.chains.of_phrase.get((phrase.part, phrase.core))
                if node is None or phrase.sort not in (Sort.PERSON, Sort.ROLE, Sort.DOCUMENT):
                    continue
                for tie in ties(page, phrase, self.chains):
                    found[self.chains.find(node)].append((page.document.part, tie))
        return found

    def _kind(self, items: Sequence[tuple[Node, Use]]) -> SpeakerKind:
        forced = [self.resolver.kinds[node] for node, _ in items if node in self.resolver.kinds]
        if any(node[0] == PERSON for node, _ in items) and SpeakerKind.MEDIUM not in forced:
            return SpeakerKind.PERSON
        if forced:
            return min(forced, key=_RANK.index)
        if self._is_outlet(items):
            return SpeakerKind.MEDIUM
        kinds = [_KINDS.get(use.phrase.sort, SpeakerKind.ORGANISATION) for _, use in items if use.phrase]
        return min(kinds, key=_RANK.index, default=SpeakerKind.ORGANISATION)

    def _is_outlet(self, items: Sequence[tuple[Node, Use]]) -> bool:
        outlet = self.resolver.article.outlet
        return bool(outlet) and any(node == (BODY, *key(outlet or "")) for node, _ in items)

    def _iri(self, node: Node, items: Sequence[tuple[Node, Use]]) -> str:
        use = items[0][1]
        return mint("actor", self.resolver.article.iri, self.kinds[node], use.part, use.span)

    def _actor(self, node: Node, iri: str) -> Actor:
        items = self.groups[node]
        kind = self.kinds[node]
        name = _bare(self._name(items, kind))
        return Actor(
            iri,
            name,
            kind,
            self._aliases(items, name),
            self._affiliations(node, iri),
            self._number(items),
        )

    def _name(self, items: Sequence[tuple[Node, Use]], kind: SpeakerKind) -> str:
        proper = [
            use.text for node, use in items if node[0] in (PERSON, BODY) and (use.phrase is None or use.phrase.name)
        ]
        if kind is SpeakerKind.PERSON:
            proper = [use.text for node, use in items if node[0] == PERSON] or proper
        texts = proper or [use.text for node, use in items if node[0] == BODY] or [items[0][1].text]
        return min(texts, key=lambda text: (-len(key(text)), -len(text), text))

    def _number(self, items: Sequence[tuple[Node, Use]]) -> int | None:
        for node, use in items:
            if node in self.resolver.numbers:
                return self.resolver.numbers[node]
            if use.phrase is not None and use.phrase.number and use.phrase.sort in (Sort.PEOPLE, Sort.BODIES):
                return use.phrase.number
        return None

    def _aliases(self, items: Sequence[tuple[Node, Use]], name: str) -> tuple[Alias, ...]:
        found: dict[str, Alias] = {}
        for node, use in items:
            text = _bare(use.text)
            if key(text) == key(name) or node[0] not in (PERSON, BODY) or text in found:
                continue
            rule, (part, span) = self._reason(node, items)
            found[text] = Alias(text, rule, part, span)
        return tuple(sorted(found.values(), key=lambda alias: (alias.text, alias.part, alias.evidence)))

    def _reason(self, node: Node, items: Sequence[tuple[Node, Use]]) -> tuple[str, tuple[Part, Span]]:
        """The rule that tied a node to its set; that of the set's definition where it was the first."""
        if node in self.chains.rules:
            return self.chains.rules[node]
        for other, _ in items:
            if other in self.chains.rules:
                return self.chains.rules[other]
        use = items[0][1]
        return "the same name", (use.part, use.span)

    def _affiliations(self, node: Node, own: str) -> tuple[Affiliation, ...]:
        found: dict[tuple[str, str], Affiliation] = {}
        for part, tie in self.tied.get(node, ()):
            iri = self.iris.get(self.chains.find(tie.body), own)
            if iri != own:
                made = Affiliation(iri, tie.role, tie.speaks, part, tie.span)
                found.setdefault((iri, made.role), made)
        return tuple(sorted(found.values(), key=lambda item: (item.organisation, item.role, item.part, item.evidence)))

    def _mentions(
        self, named: Sequence[NamedSpan], known: Mapping[str, Actor], of: Mapping[tuple[Part, Spans], str]
    ) -> tuple[Mention, ...]:
        found: dict[tuple[Part, Span, str | None], Mention] = {}
        for item in named:
            mention = self._mention(item)
            found[item.part, item.span, mention.actor] = mention
        seen: dict[tuple[Part, str | None], list[Span]] = defaultdict(list)
        for mention in found.values():
            seen[mention.part, mention.actor].append(mention.span)
        for spans_of in seen.values():
            spans_of.sort()
        for (part, spans), iri in sorted(of.items()):
            if not _touches(seen[part, iri], spans[0]):
                self._add(found, part, spans[0], known[iri])
        present = {mention.actor for mention in found.values()}
        bodies = {tie.organisation for iri in present if iri for tie in known[iri].affiliations}
        absent = bodies - present
        for node, iri in self.iris.items():
            if iri in absent:
                use = self.groups[node][0][1]
                self._add(found, use.part, use.span, known[iri])
        return tuple(sorted(found.values(), key=lambda item: (item.part, item.span, item.type, item.actor or "")))

    def _mention(self, item: NamedSpan) -> Mention:
        page = self.pages[item.part]
        phrase = next((p for p in inside(page, item.span) if item.span in (p.span, p.core)), None)
        node = self.chains.of_phrase.get((phrase.part, phrase.core)) if phrase else None
        iri = self.iris[self.chains.find(node)] if node is not None else None
        return Mention(page.words(item.span), item.part, item.span, item.type, iri)

    def _add(self, found: dict[tuple[Part, Span, str | None], Mention], part: Part, span: Span, actor: Actor) -> None:
        """A mention of an actor at a span, in place of one that was nobody's."""
        found.pop((part, span, None), None)
        text = self.pages[part].words(span)
        found.setdefault((part, span, actor.iri), Mention(text, part, span, _TYPES[actor.kind], actor.iri))


def _told(cue: str) -> bool:
    """Whether the cue of a hop says that the hop was told, as outlets are."""
    return cue.lower().startswith(("told", "tell", "interview", "quoted", "seen", "spoke", "speak"))


def _touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the sorted spans overlaps a span."""
    at = bisect_right(spans, (span[1], 0))
    return any(start < span[1] and span[0] < end for start, end in spans[max(0, at - _NESTED) : at])


def _bare(text: str) -> str:
    """A name without its article, white space made plain."""
    plain = " ".join(text.split())
    for article in _ARTICLES:
        if plain.lower().startswith(article):
            return plain[len(article) :]
    return plain


__all__ = ["Cast", "resolve"]
