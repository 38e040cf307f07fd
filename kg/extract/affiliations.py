"""Which bodies a person or a document belongs to, and whether the role speaks for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.linking import BODY, PERSON, Chains, Node, Use
from kg.extract.names import key, words_of_english
from kg.extract.naming import Page
from kg.extract.phrases import Phrase, Sort
from kg.model.spans import Span

_BINDS = frozenset(["of", "for", "from", "with", "at", "in", "by", "to", "on"])
_ISSUES = frozenset(["from", "by", "of"])
_OWN = ("its", "their")
_BACK = 12
_TWO = 2
_BODILY = (Sort.ORGANISATION, Sort.BODY, Sort.MEDIUM, Sort.BODIES)


@dataclass(frozen=True, slots=True)
class Tie:
    """That a phrase's actor belongs to a body.

    Attributes:
        body: node of the body.
        role: the noun as written.
        speaks: whether it speaks for the body.
        span: the words that say so.
    """

    body: Node
    role: str
    speaks: bool
    span: Span


def ties(page: Page, phrase: Phrase, chains: Chains) -> Iterable[Tie]:
    """The bodies that a phrase ties its actor to.

    Args:
        page: the part that it stands in.
        phrase: of a person, a role or a document.
        chains: the nodes of the article; bodies that only stand as owners are added.

    Yields:
        The body before the head, then the one after it.
    """
    role = page.words(phrase.role) if phrase.role else ""
    label = phrase.head if phrase.sort is Sort.DOCUMENT else role
    speaks = _speaks(phrase, role, chains)
    for owner in phrase.owners[-1:]:
        node = owner_node(page, owner, chains)
        if node is not None:
            yield Tie(node, label, speaks, (owner[0], phrase.core[1]))
    if phrase.determiner in _OWN and not phrase.owners and phrase.role:
        node = _owned(page, phrase, chains)
        if node is not None:
            yield Tie(node, label, speaks, phrase.core)
    ministry = _ministry(page, phrase, role, chains) if speaks else None
    if ministry is not None:
        yield Tie(ministry, label, speaks, phrase.core)
    after = _after(page, phrase)
    if after is not None and (after.part, after.core) in chains.of_phrase:
        node = chains.of_phrase[after.part, after.core]
        if node[0] != PERSON:
            yield Tie(node, label, speaks, (phrase.core[0], after.core[1]))


def _owned(page: Page, phrase: Phrase, chains: Chains) -> Node | None:
    """The body that "its" stands for: the only one before it in the sentence, else in the one before."""
    at = bisect_left(page.phrases, phrase.core[0], key=lambda item: item.core[0])
    for sentence in (phrase.sentence, phrase.sentence - 1):
        roots = set()
        for item in reversed(page.phrases[max(0, at - _BACK) : at]):
            node = chains.of_phrase.get((item.part, item.core))
            if node is not None and item.sentence == sentence and node[0] == BODY:
                roots.add(chains.find(node))
        if roots:
            return next(iter(roots)) if len(roots) == 1 else None
    return None


def _ministry(page: Page, phrase: Phrase, role: str, chains: Chains) -> Node | None:
    """The ministry that a minister speaks for: "interior minister" names the interior ministry."""
    words = role.lower().split()
    if len(words) < _TWO or words[-1] != "minister" or words[-2] in ("prime", "chief", "deputy", "first", "acting"):
        return None
    offices = [word for word in words[:-1] if word not in ("deputy", "acting")]
    name = " ".join([*offices, "ministry"])
    node: Node = (BODY, *key(name))
    if node not in chains.uses and phrase.role:
        chains.add(node, Use(page.document.part, phrase.role, name, None))
    return node


def _speaks(phrase: Phrase, role: str, chains: Chains) -> bool:
    if phrase.sort is Sort.DOCUMENT:
        return True
    words = set(role.lower().replace(".", "").split())
    if words & chains.lists.former:
        return False
    if phrase.sort is Sort.ROLE and phrase.determiner in chains.lists.open:
        return bool(words & chains.lists.spokes)
    return bool(words & chains.lists.speaks) or any(word.split("-")[0] in chains.lists.speaks for word in words)


def owner_node(page: Page, owner: Span, chains: Chains) -> Node | None:
    """The node of a body that stands before a head; None where the words name no body."""
    text = page.words(owner)
    name = key(text)
    if not name:
        return None
    last = name[-1]
    for form in (name, name[:-1] if last in chains.lists.naming else name):
        if form and (BODY, *form) in chains.uses:
            return (BODY, *form)
        if (PERSON, *form) in chains.uses:
            return None
    short = chains.short_for(name[0]) if len(name) == 1 else None
    if short is not None:
        return short
    lows = text.lower().split()
    solo = len(lows) == 1
    if solo and (not text[:1].isupper() or _is_adjective(lows[0], chains)):
        return None
    node: Node = (BODY, *name)
    return chains.add(node, Use(page.document.part, owner, text, None))


def _is_adjective(low: str, chains: Chains) -> bool:
    return (
        low in chains.lists.demonyms
        or (low.endswith(chains.lists.endings) and len(low) > 5)
        or (low in chains.lists.common)
    )


def _after(page: Page, phrase: Phrase) -> Phrase | None:
    """The body after "of", "for", "with" ...; for a document that after "from", "by", "of"."""
    at = bisect_left(page.phrases, phrase.core[1], key=lambda item: item.core[0])
    other = page.phrases[at] if at < len(page.phrases) else None
    if other is None or other.sentence != phrase.sentence or other.sort not in _BODILY:
        return None
    gap = page.document.text[phrase.core[1] : other.core[0]].lower().split()
    allowed = _ISSUES if phrase.sort is Sort.DOCUMENT else _BINDS
    if len(gap) == 1 and gap[0] in allowed:
        return other
    issued = len(gap) == 2 and gap[1] == "by" and gap[0] in words_of_english().issuing and phrase.sort is Sort.DOCUMENT
    return other if issued else None
