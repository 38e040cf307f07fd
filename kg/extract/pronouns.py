"""Who a pronoun that speaks stands for: the one speaker or subject that fits, else nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.document import Sentence
from kg.extract.linking import Chains, Node
from kg.extract.naming import Page
from kg.extract.phrases import Phrase, Sort
from kg.model.spans import Span
from kg.model.vocabulary import Part
from kg.ontology import lexicon

_OPENING = 2
_BACK = 5
_SINGLE = (Sort.PERSON, Sort.ROLE)
_PLURAL = (Sort.PEOPLE, Sort.BODIES)
_BODILY = (Sort.ORGANISATION, Sort.BODY, Sort.MEDIUM, Sort.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A source that was resolved before: where it stands, who it is, of what sort."""

    part: Part
    span: Span
    node: Node
    sort: Sort


@cache
def _table() -> dict[str, tuple[Sort, ...]]:
    lists = lexicon("pronouns")
    sorts = {"he": _SINGLE, "she": _SINGLE, "it": _BODILY, "they": (*_PLURAL, Sort.ORGANISATION)}
    return {word: sorts[name] for name in sorts for word in str(lists[name]).split()}


@cache
def first() -> frozenset[str]:
    """The pronouns of who speaks and who is spoken to."""
    return frozenset(lexicon("pronouns")["first"])


def is_pronoun(text: str) -> bool:
    """Whether a source is a pronoun of the third person."""
    return text.lower() in _table()


def antecedent(page: Page, span: Span, text: str, chains: Chains, before: Sequence[Spoken]) -> Node | None:
    """The actor that a pronoun stands for.

    Args:
        page: the part that it stands in.
        span: its place.
        text: the pronoun.
        chains: the nodes of the article.
        before: the sources that stand before it in this part, in order.

    Returns:
        The node; None where nobody fits, or more than one.
    """
    sorts = _table()[text.lower()]
    sentence = page.document.sentence_at(span[0])
    if sentence is None:
        return None
    subject = _carried_on(page, span, sentence, sorts)
    if subject is not None and _known(chains, subject):
        return chains.of_phrase[subject.part, subject.core]
    window = int(lexicon("pronouns")["window"])
    last = next((item for item in reversed(before) if item.span[1] <= span[0]), None)
    if last is not None and (last.sort not in sorts or _distance(page, last.span, sentence.index) > window):
        last = None
    start = last.span[1] if last else _window_start(page, sentence)
    others = [item for item in _between(page, start, span[0]) if item.sort in sorts]
    if last is not None:
        opening = [item for item in others if _subject(page, item) and _known(chains, item)]
        rivals = {chains.find(chains.of_phrase[item.part, item.core]) for item in opening}
        return last.node if rivals <= {chains.find(last.node)} else None
    nodes = {chains.find(chains.of_phrase[item.part, item.core]) for item in others if _known(chains, item)}
    return next(iter(nodes)) if len(nodes) == 1 else None


def _known(chains: Chains, phrase: Phrase) -> bool:
    return (phrase.part, phrase.core) in chains.of_phrase


def _distance(page: Page, span: Span, sentence: int) -> int:
    where = page.document.sentence_at(span[0])
    return sentence - where.index if where else sentence


def _window_start(page: Page, sentence: Sentence) -> int:
    """Where the sentences begin that may hold the only candidate: the one before, and four in the same paragraph."""
    sentences = page.document.sentences
    first = sentence.index
    for back in range(1, _BACK):
        before = sentences[sentence.index - back] if sentence.index >= back else None
        if before is None or (back > 1 and before.paragraph != sentence.paragraph):
            break
        first = before.index
    return sentences[first].start


def _carried_on(page: Page, span: Span, sentence: Sentence, sorts: tuple[Sort, ...]) -> Phrase | None:
    """The subject of the sentence before, where the pronoun opens its own and no other fits in between."""
    if span[0] - sentence.start > _OPENING or not sentence.index:
        return None
    before = page.document.sentences[sentence.index - 1]
    if before.paragraph != sentence.paragraph:
        return None
    fits = [item for item in _between(page, before.start, before.end) if item.sort in sorts]
    return fits[0] if len(fits) == 1 and _subject(page, fits[0]) else None


def _between(page: Page, start: int, end: int) -> Sequence[Phrase]:
    first = bisect_left(page.phrases, start, key=lambda phrase: phrase.core[0])
    last = bisect_left(page.phrases, end, key=lambda phrase: phrase.core[0])
    return page.phrases[first:last]


def _subject(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase opens its sentence."""
    sentence = page.document.sentences[phrase.sentence]
    lead = page.document.text[sentence.start : phrase.core[0]]
    return sum(c.isalpha() for c in lead) < 3
