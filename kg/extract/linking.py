"""Which phrases of an article stand for one actor: a union of nodes, each link with its rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract import aliases
from kg.extract.aliases import Link, head_of, sentence_span
from kg.extract.names import Lexicon, key, words_of_english
from kg.extract.naming import Page
from kg.extract.phrases import Phrase, Sort
from kg.model.spans import Span
from kg.model.vocabulary import Part

Node = tuple[Hashable, ...]
PERSON, BODY, PEOPLE, DOCUMENT, ONE = "person", "body", "people", "document", "one"
_BINDS = frozenset(("of", "for", "at", "with", "in", "from"))
_IS = frozenset(("is", "was"))
_BESIDE = _IS | frozenset((",", ", the", "(", ""))
_NEAR = 2
_MANY = 16
_SEEN = 40
_LEAD = 250
_LONE = 2


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a node is named or described."""

    part: Part
    span: Span
    text: str
    phrase: Phrase | None
    rule: str = ""
    evidence: tuple[Part, Span] | None = None


class Chains:
    """Nodes of one article and their union; the smallest node stands for its set."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = {page.document.part: page for page in pages}
        self.lists: Lexicon = words_of_english()
        self.uses: dict[Node, list[Use]] = defaultdict(list)
        self.of_phrase: dict[tuple[Part, Span], Node] = {}
        self.above: dict[Node, Node] = {}
        self.rules: dict[Node, tuple[str, tuple[Part, Span]]] = {}
        self.holding: dict[str, set[Node]] = defaultdict(set)
        for page in pages:
            for phrase in page.phrases:
                self._register(page, phrase)
        self._name_links()
        for page in pages:
            self._define(page)
            self._appose(page)
        self._heads()
        for page in pages:
            self._describe(page)

    def find(self, node: Node) -> Node:
        """The node that stands for the set of a node."""
        path = []
        while node in self.above:
            path.append(node)
            node = self.above[node]
        for each in path:
            self.above[each] = node
        return node

    def union(self, left: Node, right: Node, rule: str, evidence: tuple[Part, Span]) -> None:
        """Make one of two sets; the rule and the evidence are kept at the right node."""
        one, two = self.find(left), self.find(right)
        if one == two:
            return
        self.rules.setdefault(right, (rule, evidence))
        keep, drop = sorted((one, two), key=repr)
        self.above[drop] = keep

    def add(self, node: Node, use: Use) -> Node:
        """Note a use of a node."""
        self.uses[node].append(use)
        return node

    def _register(self, page: Page, phrase: Phrase) -> None:
        node = self.node(page, phrase)
        if node is not None:
            self.of_phrase[phrase.part, phrase.core] = node
            span = aliases.name_of(phrase)
            self.add(node, Use(phrase.part, span, page.words(span), phrase))

    def node(self, page: Page, phrase: Phrase) -> Node | None:
        """The node of a phrase by its words alone; None for places and things."""
        if phrase.sort in (Sort.PLACE, Sort.NATIONALITY, Sort.THING, Sort.NAME):
            return None
        alone: Node = (ONE, phrase.part, phrase.core)
        if phrase.sort is Sort.PERSON and phrase.name:
            return (PERSON, *key(page.words(phrase.name)))
        if phrase.name:
            return (BODY, *key(page.words(phrase.name)))
        words = self.described(page, phrase)
        if phrase.sort in (Sort.BODY, Sort.MEDIUM) and phrase.determiner not in self.lists.open | self.lists.own:
            return (BODY, *words)
        if phrase.sort in (Sort.PEOPLE, Sort.BODIES) and phrase.number is None and not phrase.determiner:
            return (PEOPLE, *words)
        if phrase.sort in (Sort.PEOPLE, Sort.BODIES) and phrase.number is None and phrase.determiner == "the":
            return (PEOPLE, *words)
        if phrase.sort is Sort.DOCUMENT and phrase.determiner == "the" and phrase.owners:
            return (DOCUMENT, *words)
        return alone

    @staticmethod
    def described(page: Page, phrase: Phrase) -> tuple[str, ...]:
        """The key of a description without its determiner."""
        text = " ".join(word for word in page.words(phrase.span).split() if not word.lower().endswith("-based"))
        return key(text)[1 if phrase.determiner not in ("", "the", "a", "an") else 0 :]

    def _named(self, kind: str) -> Mapping[tuple[str, ...], str]:
        """Key -> name as written, of all nodes of a kind that bear a proper name."""
        found: dict[tuple[str, ...], str] = {}
        for node, uses in self.uses.items():
            texts = [use.text for use in uses if use.phrase is None or use.phrase.name]
            if node[0] == kind and texts:
                found[tuple(map(str, node[1:]))] = min(texts, key=lambda text: (-len(text), text))
        return found

    def _first(self, node: Node) -> tuple[Part, Span]:
        """The sentence of the first use of a node."""
        use = min(self.uses[node], key=lambda item: (item.part, item.span))
        page = self.pages[use.part]
        sentence = page.document.sentence_at(use.span[0])
        return use.part, (sentence.start, sentence.end) if sentence else use.span

    def _name_links(self) -> None:
        for short, full in sorted(aliases.surnames(sorted(self._named(PERSON))).items()):
            self.union((PERSON, *full), (PERSON, *short), "surname after full name", self._first((PERSON, *short)))

    def _define(self, page: Page) -> None:
        for link in aliases.defined(page):
            left, right = self._ends(page, link)
            if left is not None and right is not None:
                self.union(left, right, link.rule, link.evidence)

    def _ends(self, page: Page, link: Link) -> tuple[Node | None, Node | None]:
        return self._forced(page, link.left), self._forced(page, link.right)

    def _forced(self, page: Page, phrase: Phrase) -> Node | None:
        """The node of a phrase that a definition shows to be somebody."""
        known = self.of_phrase.get((phrase.part, phrase.core))
        if known is not None:
            return known
        if not phrase.name:
            return None
        node: Node = (BODY, *key(page.words(phrase.name)))
        self.of_phrase[phrase.part, phrase.core] = node
        return self.add(node, Use(phrase.part, phrase.name, page.words(phrase.name), phrase))

    def _appose(self, page: Page) -> None:
        """Tie "ROLE of BODY, Name" and "Name, ROLE of BODY" to the person."""
        text = page.document.text
        for at, phrase in enumerate(page.phrases):
            self._appose_body(page, at)
            if phrase.sort is not Sort.ROLE:
                continue
            before = self._person_before(page, at, text)
            after = None if before else self._person_after(page, at, text)
            person = before or after
            if person:
                left, right = self.of_phrase[person.part, person.core], self.of_phrase[phrase.part, phrase.core]
                self.union(left, right, "role beside the name", sentence_span(page, phrase))

    def _appose_body(self, page: Page, at: int) -> None:
        """Tie "the X, a watchdog" to X."""
        phrase, before = page.phrases[at], page.phrases[at - 1] if at else None
        if before is None or phrase.sort is not Sort.BODY or phrase.determiner not in ("a", "an"):
            return
        gap = page.document.text[before.core[1] : phrase.core[0]].strip()
        named = before.sort is Sort.ORGANISATION and before.name and before.sentence == phrase.sentence
        left = self.of_phrase.get((before.part, before.core))
        if named and gap in (",", "", "(", "–", "—") and left is not None:
            right = self.of_phrase[phrase.part, phrase.core]
            self.union(left, right, "description beside the name", sentence_span(page, phrase))

    @staticmethod
    def _person_before(page: Page, at: int, text: str) -> Phrase | None:
        """The name right before a role, with a comma, or an age or origin between commas."""
        role = page.phrases[at]
        for back in range(1, 4):
            other = page.phrases[at - back] if at >= back else None
            if other is None or other.sentence != role.sentence:
                return None
            gap = text[other.core[1] : role.core[0]]
            if len(gap) > 40 or "." in gap or ";" in gap:
                return None
            if other.sort is Sort.PERSON:
                middle = gap.strip().strip(",").strip()
                aged = gap.lstrip().startswith(",") and gap.rstrip().endswith(",")
                return other if gap.strip() in _BESIDE or (aged and middle[:2].isdigit()) else None
        return None

    def _only_titled(self, page: Page, person: Phrase) -> bool:
        """Whether a person has no role beside the name but a title ("Dr", "Major")."""
        words = page.words(person.role).lower().replace(".", "").split() if person.role else []
        return all(word in self.lists.titles for word in words)

    def _person_after(self, page: Page, at: int, text: str) -> Phrase | None:
        """The name after "the ROLE of BODY," or right after a plain role."""
        role = page.phrases[at]
        for ahead in range(1, 4):
            other = page.phrases[at + ahead] if at + ahead < len(page.phrases) else None
            if other is None or other.sentence != role.sentence:
                return None
            gap = text[role.core[1] : other.core[0]]
            if len(gap) > 90 or any(mark in gap for mark in '.;()"“'):
                return None
            if other.sort is Sort.PERSON and (self._only_titled(page, other) or not other.determiner):
                held = page.phrases[at + ahead - 1]
                close = text[held.span[1] : other.core[0]].strip()
                if text[role.span[1] : other.core[0]].strip() in _IS:
                    return other
                direct = close == "," or gap.rstrip().endswith(",") or (not close and held is not role)
                linked = gap.lstrip()[:1] == "," or (gap.split()[:1] and gap.split()[0] in _BINDS)
                if direct and linked and gap.count(",") <= 1:
                    return other
        return None

    def _heads(self) -> None:
        """Tie "the Observatory" to the one named body whose name holds that word, and initials to names."""
        names = self._named(BODY)
        for short, full in aliases.by_initials(names):
            self.union((BODY, *full), (BODY, *short), "initials of the name", self._first((BODY, *short)))
        self._beginnings(names)
        bodies = [node for node in self.uses if node[0] == BODY]
        holding = self.holding
        for node in bodies:
            for word in {str(node[-1]), head_of(" ".join(map(str, node[1:])))} if len(node) > 2 else ():
                holding[word].add(node)
        for node in sorted(bodies, key=repr):
            if len(node) != _LONE or node[1] in self.lists.generic or self._only(holding.get(str(node[1]), ())) is None:
                continue
            target = min(holding[str(node[1])], key=repr)
            if self._too_early(node, holding[str(node[1])]):
                continue
            self.union(target, node, "short form of the only such name", self._first(node))

    def _beginnings(self, names: Mapping[tuple[str, ...], str]) -> None:
        """Tie "the X Observatory" to the one "X Observatory for Y" of the article."""
        longer: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        for name, text in names.items():
            words = text.split()
            for at, word in enumerate(words):
                if word in ("for", "of") and at:
                    longer[key(" ".join(words[:at]))].add(name)
        for short in sorted(names):
            found = longer.get(short, set()) - {short}
            if len(found) == 1 and len(short) > 1:
                node: Node = (BODY, *short)
                self.union((BODY, *next(iter(found))), node, "beginning of the only such name", self._first(node))

    def _too_early(self, short: Node, full: Iterable[Node]) -> bool:
        """Whether a capitalised short form stands in running text before any full name: then it has its own sense."""
        capital = [use for use in self.uses[short] if use.text.split()[-1][:1].isupper() and use.part is Part.TEXT]
        first = min((use.span for use in capital if use.span[0] > _LEAD), default=None)
        named = min((use.span for node in full for use in self.uses[node] if use.part is Part.TEXT), default=None)
        return first is not None and named is not None and first < named

    def short_for(self, word: str) -> Node | None:
        """The one named body of the article whose name holds a word as its head; None where two do."""
        return None if word in self.lists.generic else self._only(self.holding.get(word, ()))

    def _only(self, nodes: Iterable[Node]) -> Node | None:
        """The one set that all nodes belong to; None where there are two, or none."""
        found: Node | None = None
        for node in nodes:
            root = self.find(node)
            if found is not None and root != found:
                return None
            found = root
        return found

    def _describe(self, page: Page) -> None:
        """Tie "the group", "the news agency", "the commander", "the report" to the one that fits nearby."""
        seen: list[tuple[Phrase, Node]] = []
        by_head: dict[str, set[Node]] = defaultdict(set)
        holders = self._holders(page)
        recent = 0
        for phrase in page.phrases:
            node = self.of_phrase.get((phrase.part, phrase.core))
            if node is None:
                continue
            while recent < len(seen) and seen[recent][0].sentence < phrase.sentence - _NEAR:
                recent += 1
            target = self._referent(page, phrase, node, seen[max(recent, len(seen) - _SEEN) :], by_head)
            if target is None and phrase.sort is Sort.ROLE and self._plain(phrase, node):
                target = self._only(holders.get(phrase.head, ()))
            if target is not None:
                alone: Node = (ONE, phrase.part, phrase.core)
                self._move(phrase, node, alone)
                self.union(target, alone, "description of the only one that fits", sentence_span(page, phrase))
                node = alone
            seen.append((phrase, node))
            if phrase.head and phrase.sort in (Sort.ROLE, Sort.DOCUMENT, Sort.PERSON):
                fits = by_head[phrase.head]
                if len(fits) < _MANY:
                    fits.add(self.find(node))

    def _plain(self, phrase: Phrase, node: Node) -> bool:
        """Whether a role stands with "the" and without a body, and was tied to nobody yet."""
        return phrase.determiner == "the" and not phrase.owners and node[0] == ONE and self.find(node) == node

    def _holders(self, page: Page) -> Mapping[str, set[Node]]:
        """Role noun -> the persons of the part who are said to hold it."""
        found: dict[str, set[Node]] = defaultdict(set)
        for phrase in page.phrases:
            node = self.of_phrase.get((phrase.part, phrase.core))
            if node is None or not phrase.head or phrase.sort not in (Sort.PERSON, Sort.ROLE):
                continue
            root = self.find(node)
            if (phrase.sort is Sort.PERSON or root[0] == PERSON) and len(found[phrase.head]) < _MANY:
                found[phrase.head].add(root)
        return found

    def live(self, node: Node, use: Use) -> bool:
        """Whether a use still belongs to a node: a description may have been tied to another since."""
        return use.phrase is None or self.of_phrase.get((use.phrase.part, use.phrase.core)) == node

    def _move(self, phrase: Phrase, old: Node, new: Node) -> None:
        """Take a phrase from the node of its words to one of its own."""
        if old == new:
            return
        span = aliases.name_of(phrase)
        self.add(new, Use(phrase.part, span, self.pages[phrase.part].words(span), phrase))
        self.of_phrase[phrase.part, phrase.core] = new

    def _referent(
        self,
        page: Page,
        phrase: Phrase,
        node: Node,
        near: Iterable[tuple[Phrase, Node]],
        by_head: Mapping[str, set[Node]],
    ) -> Node | None:
        if phrase.determiner != "the" or phrase.name or self.find(node) != node:
            return None
        if phrase.sort in (Sort.ROLE, Sort.DOCUMENT) and not phrase.owners:
            return self._only(by_head.get(phrase.head, ()))
        if phrase.sort not in (Sort.BODY, Sort.MEDIUM) or not self._bare(page, phrase):
            return None
        return self._only(other for item, other in near if self._fits(phrase, item))

    def _bare(self, page: Page, phrase: Phrase) -> bool:
        """Whether a description says nothing but the kind of body."""
        generic = phrase.head in self.lists.again or phrase.sort is Sort.MEDIUM
        own = all(not page.words(span)[:1].isupper() for span in phrase.owners)
        proper = page.words(phrase.core).split()[-1][:1].isupper() and not page.document.upper
        return generic and own and not proper and phrase.span == phrase.core

    def _fits(self, phrase: Phrase, item: Phrase) -> bool:
        if not item.name or item.sort not in (Sort.ORGANISATION, Sort.MEDIUM):
            return False
        if phrase.sort is Sort.MEDIUM or phrase.head in self.lists.media_nouns:
            return item.sort is Sort.MEDIUM
        return item.sort is Sort.ORGANISATION and item.head not in words_of_english().state
