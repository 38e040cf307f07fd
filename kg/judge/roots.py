"""The root that a claim's information comes from, and whether two roots are one, independent, or neither for sure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.judge.actors import ActorIndex
from kg.judge.frames import Frame
from kg.judge.lexical import pattern, tokens, word_set
from kg.judge.names import key as name_key
from kg.model.actor import Actor
from kg.model.claim import Claim
from kg.model.identifiers import mint
from kg.model.vocabulary import Independence, OriginKind, Part, SpeakerKind, Standing

VOICELESS = (SpeakerKind.NARRATOR, SpeakerKind.UNSTATED)
_SHORT = 3
_PROPER = 2
"""Capitalised words from which a name is proper, whatever describes it behind."""
_VAGUE = (SpeakerKind.COLLECTIVE, SpeakerKind.ANONYMOUS)
_VAGUE_ROOTS = frozenset(_VAGUE)


@dataclass(frozen=True, slots=True)
class Root:
    """Where the information of one claim comes from.

    Attributes:
        iri: of the origin that it would be alone.
        name: for people.
        kind: named, or unknown.
        speaker: what kind of speaker it is.
        actor: per-article IRI of the actor; None where nobody is named.
        judged: judged IRI of the actor, or of the body that it speaks for.
        bodies: judged IRIs of the bodies that it belongs to.
        chain: judged IRIs of the hops to the article.
        outlet: of the article.
        article: IRI of the article.
        credit: the sentence without what is stated, lower case: who is credited there, and with whom.
    """

    iri: str
    name: str
    kind: OriginKind
    speaker: SpeakerKind
    actor: str | None
    judged: str | None
    bodies: frozenset[str]
    chain: frozenset[str]
    outlet: str
    article: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """Whether two roots are one, by which rule and why."""

    independence: Independence
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Roots:
    """Finds and compares roots.

    Attributes:
        index: who is who.
        actors: per-article actor IRI -> the actor.
        bodies: judged actor IRI -> judged bodies that any article ties it to.
        names: judged actor IRI -> its name.
        meant: article -> the one body of the kind that monitors which speaks there by name: whom the article means
            where it says "a monitoring group".
        proper: words of an organisation's name -> its judged IRI.
        speakers: claim IRI -> per-article actor who speaks there.
        voice_of: judged actor -> the body that it speaks for, in any article: one person is one origin everywhere.
    """

    index: ActorIndex
    actors: Mapping[str, Actor]
    bodies: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    meant: Mapping[str, str]
    proper: Mapping[tuple[str, ...], str]
    speakers: Mapping[str, str]
    voice_of: Mapping[str, str]

    def of(self, frame: Frame) -> Root:
        """The root of a frame: the deepest credited source, with the words that credit it."""
        credit = frame.context
        text = frame.source.article.text if frame.claim.part is Part.TEXT else frame.source.article.title or ""
        for start, end in frame.claim.content.spans:
            credit = credit.replace(text[start:end], " ")
        return replace(self._of(frame), credit=" ".join(credit.lower().split()))

    def _of(self, frame: Frame) -> Root:
        claim = frame.claim
        outlet = frame.source.article.outlet or ""
        outer = (self.speakers.get(holder) for holder in frame.holders[1:])
        hops = [*(hop.actor for hop in claim.via), *outer]
        chain = frozenset(self._judged(actor) for actor in hops if actor and actor != claim.speaker.actor)
        kind, iri = claim.speaker.kind, claim.speaker.actor
        name = claim.speaker.name or claim.speaker.text
        if kind in VOICELESS:
            credited = next((hop for hop in claim.via if hop.actor), None)
            if credited is None or _is_outlet(credited.name, outlet):
                return self._unknown(frame, "narrator", outlet or frame.source.article.source_id, kind, chain)
            iri, name, kind = credited.actor, credited.name, SpeakerKind.MEDIUM
        if iri is None or (kind is SpeakerKind.MEDIUM and _is_outlet(name, outlet)):
            return self._unknown(frame, _where(claim), name or outlet, kind, chain)
        return self._actor(frame, claim, iri, kind, chain)

    def _unknown(self, frame: Frame, where: str, name: str, kind: SpeakerKind, chain: frozenset[str]) -> Root:
        origin = mint("origin", frame.article, where)
        outlet = frame.source.article.outlet or ""
        return Root(origin, name, OriginKind.UNKNOWN, kind, None, None, frozenset(), chain, outlet, frame.article)

    def _actor(self, frame: Frame, claim: Claim, iri: str, kind: SpeakerKind, chain: frozenset[str]) -> Root:
        judged = self._judged(iri)
        outlet = frame.source.article.outlet or ""
        bodies = self.bodies.get(judged, frozenset())
        actor = self.actors.get(iri)
        name = self.names.get(judged) or (actor.name if actor else claim.speaker.name)
        if kind in _VAGUE and bears_a_name(name):
            judged, kind = self.proper.get(name_key(name), judged), SpeakerKind.ORGANISATION
            name = self.names.get(judged, name)
        meant = self._meant(frame, name)
        if kind in _VAGUE and meant is None:
            described = kind is SpeakerKind.ANONYMOUS and (bool(bodies) or _placed(claim.speaker.text))
            origin = mint("origin", frame.article, _where(claim))
            known = OriginKind.NAMED if described else OriginKind.UNKNOWN
            return Root(origin, name, known, kind, iri, judged, bodies, chain, outlet, frame.article)
        voice = self.voice_of.get(judged)
        root = voice or judged
        shown = self.names.get(root, name)
        if voice is None and (is_described(shown) or kind in _VAGUE):
            if meant is None:
                return self._unknown(frame, _where(claim), shown, kind, chain)
            root, shown = meant, self.names.get(meant, shown)
        return Root(
            mint("origin", root),
            shown,
            OriginKind.NAMED,
            kind,
            iri,
            root,
            bodies | {judged},
            chain,
            outlet,
            frame.article,
        )

    def _meant(self, frame: Frame, name: str) -> str | None:
        """The body that an article means by a mere description of one that monitors."""
        last = name.lower().split()[-1:]
        described = bool(last) and last[0] in word_set("words", "watching") and not bears_a_name(name)
        return self.meant.get(frame.article) if described else None

    def _judged(self, actor: str | None) -> str:
        return self.index.actor_of.get(actor or "", actor or "")

    def compare(self, a: Root, b: Root) -> Ground:
        """Whether two roots are one, independent, or neither for sure; the first rule that speaks decides."""
        for rule in GROUNDS:
            ground = rule(self, a, b)
            if ground:
                return ground
        return Ground(
            Independence.INDEPENDENT, "two named roots", f"{a.name} and {b.name} are two, neither has it from the other"
        )

    def standing(self, a: Root, b: Root) -> Standing:
        """How two independent roots stand to each other, as far as the texts say."""
        return Standing.ALLIED if (a.bodies - {a.judged}) & (b.bodies - {b.judged}) else Standing.UNAFFILIATED


def is_described(name: str) -> bool:
    """Whether a name only describes a body that monitors or reports, and so can be anybody's.

    >>> is_described("monitoring group"), is_described("Harbour Rights Group"), is_described("disaster agency")
    (True, False, False)
    """
    before, words = _before_description(name), name.split()
    if len(before) == len(words) or sum(word[:1].isupper() for word in before) >= _PROPER:
        return False
    return all(map(_plain, before))


def _plain(word: str) -> bool:
    """Whether a word before a description leaves it open which body is meant ("British-based", "state", "two")."""
    low = word.lower().strip("“”\"'")
    return word[:1].isupper() or "-" in low or low in word_set("words", "plain") or not low.isalpha()


def bears_a_name(name: str) -> bool:
    """Whether a description follows a proper name, whose bearer it only describes.

    >>> bears_a_name("Harbour Rights Group monitor"), bears_a_name("monitor")
    (True, False)
    """
    before = _before_description(name)
    return len(before) < len(name.split()) and not is_described(name)


def described_body(name: str) -> tuple[str, ...]:
    """The key of the proper name before a description.

    >>> described_body("Harbour Rights Group monitor")
    ('harbour', 'rights', 'group')
    """
    words = name.split()
    while words and words[-1] in word_set("words", "describing"):
        words.pop()
    return name_key(" ".join(words))


def _before_description(name: str) -> list[str]:
    """The words of a name without those behind it that describe a body."""
    words = name.split()
    while words and (words[-1] in word_set("words", "describing") | word_set("words", "monitoring") or _credit(words)):
        words.pop()
    return words


def _credit(words: Sequence[str]) -> bool:
    """Whether a name ends in the credit of a headline that has lost its colon ("Idlib Monitor")."""
    return words[-1] == "Monitor" and sum(word[:1].isupper() for word in words[:-1]) < _PROPER


def monitors(name: str) -> bool:
    """Whether a proper name is that of a body that monitors."""
    words = {word.lower() for word in name.replace("-", " ").split()}
    return not is_described(name) and bool(words & word_set("words", "monitoring"))


def _where(claim: Claim) -> str:
    return str(claim.speaker.spans) if claim.speaker.spans else "narrator"


def _is_outlet(name: str, outlet: str) -> bool:
    return bool(name_key(name)) and name_key(name) == name_key(outlet)


def _placed(text: str) -> bool:
    """Whether a description says of which office or house somebody is ("a nurse at the hospital in Saraf")."""
    head, found, rest = text.partition(" of ") if " of " in text else text.partition(" at ")
    return (
        bool(found)
        and len(head.split()) <= _SHORT + 1
        and any(word in word_set("words", "houses") for word in tokens(rest))
    )


def _unknown(rule: str, reason: str) -> Ground:
    return Ground(Independence.UNKNOWN, rule, reason)


def one_root(_: Roots, a: Root, b: Root) -> Ground | None:
    """One actor, or a body and who speaks for it."""
    if a.iri == b.iri:
        why = (
            f"both come from {a.name}"
            if a.kind is OriginKind.NAMED
            else "both are told by one article without a source"
        )
        return Ground(Independence.SAME, "one root", why)
    return None


def nobody_named(_: Roots, a: Root, b: Root) -> Ground | None:
    """A root that nobody names."""
    vague = next((root for root in (a, b) if root.kind is OriginKind.UNKNOWN), None)
    return (
        _unknown("no named source", f"{vague.name or 'one of them'} does not say who it has it from") if vague else None
    )


def outlets(_: Roots, a: Root, b: Root) -> Ground | None:
    """Outlets and agencies are channels: what they have from whom is not said."""
    medium = next((root for root in (a, b) if root.speaker is SpeakerKind.MEDIUM), None)
    return _unknown("a channel", f"{medium.name} is a channel, and its own source is not named") if medium else None


def chained(_: Roots, a: Root, b: Root) -> Ground | None:
    """One root is a link in the other's chain, or the other's outlet."""
    for one, other in ((a, b), (b, a)):
        if one.judged in other.chain or _is_outlet(one.name, other.outlet):
            return _unknown("in the chain", f"{one.name} stands in the chain of {other.name}")
    return None


def same_name(_: Roots, a: Root, b: Root) -> Ground | None:
    """One name, a surname, or the head of a body, of one matter in two articles."""
    if a.article == b.article or not name_key(a.name) or not name_key(b.name):
        return None
    vague = _VAGUE_ROOTS & {a.speaker, b.speaker}
    if not vague and (name_key(a.name) == name_key(b.name) or _surname(a, b) or _surname(b, a)):
        return Ground(Independence.SAME, "one name, one matter", f"both come from {max(a.name, b.name, key=len)}")
    if _heads(a, b) or _heads(b, a):
        return Ground(Independence.SAME, "the head of it", f"{a.name} and {b.name} speak for one body")
    return None


def _surname(a: Root, b: Root) -> bool:
    """Whether one name is the surname of the other person."""
    short, full = name_key(a.name), name_key(b.name)
    persons = a.speaker is SpeakerKind.PERSON and b.speaker is SpeakerKind.PERSON
    return persons and len(short) == 1 < len(full) and full[-1:] == short


def _heads(a: Root, b: Root) -> bool:
    """Whether one is described as the head of the other body ("head of the electoral commission")."""
    head, found, body = a.name.lower().partition(" of ")
    leads = bool(set(head.split()) & word_set("words", "heads")) and "former" not in head.split()
    return bool(found) and leads and name_key(body) == name_key(b.name)


def not_told_apart(roots: Roots, a: Root, b: Root) -> Ground | None:
    """Names that may be those of one actor."""
    if a.actor and b.actor and roots.index.may_be_one(a.actor, b.actor):
        return _unknown("perhaps one", f"{a.name} and {b.name} may be one")
    if not name_key(a.name) or not name_key(b.name) or name_key(a.name) == name_key(b.name):
        return _unknown("perhaps one", f"{a.name} and {b.name} bear one name")
    return None


def within(_: Roots, a: Root, b: Root) -> Ground | None:
    """One root belongs to the other, or may: a member, a founder, a described official of it."""
    for one, other in ((a, b), (b, a)):
        if other.judged in one.bodies:
            return _unknown("belongs to it", f"{one.name} belongs to {other.name} without speaking for it")
    anonymous = [root for root in (a, b) if root.speaker is SpeakerKind.ANONYMOUS]
    if len(anonymous) > 1:
        return _unknown("two unnamed", f"{a.name} and {b.name} are not named")
    if anonymous and a.bodies & b.bodies:
        return _unknown("one body", f"{a.name} and {b.name} belong to one body")
    return None


def named_beside(roots: Roots, a: Root, b: Root) -> Ground | None:
    """One root, or its body, is named where the other is credited ("which draws on doctors of X", "a navy captain")."""
    for one, other in ((a, b), (b, a)):
        if one.article == other.article:
            continue
        derives = pattern("words", "derives").search(one.credit)
        sided = pattern("words", "sided").search(one.credit)
        for name in (other.name, *(roots.names.get(body, "") for body in sorted(other.bodies))):
            plain = name.lower().removeprefix("the ")
            common = name.islower() and plain in one.credit.split() and not sided
            if len(name) > _SHORT and (common or (derives and plain in one.credit)):
                return _unknown("named beside", f"{name} is named where {one.name} is credited")
    return None


def one_name(roots: Roots, a: Root, b: Root) -> Ground | None:
    """Bodies of one name that may be one ("the navy" and a spokesman of a navy)."""
    left, right = (
        {name_key(name) for name in (root.name, *(roots.names.get(body, "") for body in root.bodies))} - {()}
        for root in (a, b)
    )
    shared = sorted(left & right)
    return _unknown("one name", f"both may be {' '.join(shared[0])}") if shared else None


GROUNDS: tuple[Callable[[Roots, Root, Root], Ground | None], ...] = (
    one_root,
    nobody_named,
    outlets,
    chained,
    same_name,
    not_told_apart,
    one_name,
    named_beside,
    within,
)
"""Rules of independence, in order; where none speaks, two roots are independent."""
