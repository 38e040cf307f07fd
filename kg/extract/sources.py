"""What a source, a carrier or a participant stands for: a phrase, several at once, or bare words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.names import is_capital, words_of_english
from kg.extract.naming import Page
from kg.extract.phrases import Phrase, Sort
from kg.model.spans import Span, Spans, cut
from kg.model.vocabulary import SpeakerKind

_JOINS = frozenset({"and", ", and", "&", "or", "and the", "as well as"})
_ONE_OF = ("one of", "a member of", "a number of", "another of", "some of", "several of", "many of", "two of")
_PERSONAL = (Sort.PERSON, Sort.ROLE, Sort.PEOPLE, Sort.BODIES, Sort.ORGANISATION, Sort.BODY)
_EVERY = frozenset(("every", "each", "several", "many", "few", "most", "all", "both", "no", "some", "these", "those"))


@dataclass(frozen=True, slots=True)
class Reference:
    """What a span refers to.

    Attributes:
        phrase: the phrase that carries it, or None.
        span: where it stands.
        text: its words.
        kind: the kind of speaker where the phrase's own does not say; None where it does.
        inner: all phrases inside the span.
    """

    phrase: Phrase | None
    span: Span
    text: str
    kind: SpeakerKind | None
    inner: tuple[Phrase, ...]


def inside(page: Page, span: Span) -> tuple[Phrase, ...]:
    """The phrases whose cores lie inside a span, give or take its edges."""
    first = bisect_left(page.phrases, span[0] - 40, key=lambda phrase: phrase.core[0])
    found = []
    for at in range(first, len(page.phrases)):
        phrase = page.phrases[at]
        if phrase.core[0] >= span[1]:
            break
        if phrase.core[1] > span[0] and (_mostly(phrase.core, span) or _in_name(phrase, span)):
            found.append(phrase)
    return tuple(found)


def _in_name(phrase: Phrase, span: Span) -> bool:
    """Whether a span holds most of a phrase's name, or is a part of a person's name."""
    if not phrase.name:
        return False
    part = phrase.sort is Sort.PERSON and phrase.name[0] <= span[0] and span[1] <= phrase.name[1]
    return part or _mostly(phrase.name, span)


def _mostly(core: Span, span: Span) -> bool:
    """Whether more than half of a phrase, or of its name, lies inside a span."""
    shared = min(core[1], span[1]) - max(core[0], span[0])
    return shared * 2 > core[1] - core[0]


def refer(page: Page, spans: Spans) -> Reference:
    """What the spans of a source, carrier or participant refer to.

    Args:
        page: the part that they stand in.
        spans: pieces of the text, in order; at least one.

    Returns:
        The reference; without a phrase where its words are in no word list.
    """
    text = cut(page.document.text, spans)
    found = tuple(phrase for span in spans for phrase in inside(page, span))
    whole = spans[0]
    if not found or _far(page, spans[0], found[0]):
        last = found[-1] if found else None
        if last is None or last.span[1] < spans[-1][1] - 1 or last.sort not in _PERSONAL:
            return Reference(None, whole, text, _guess(text), found)
        found = _last_group(found)
    lead = page.document.text[spans[0][0] : found[0].core[0]].strip().lower()
    if lead.startswith(_ONE_OF):
        single = lead.startswith(("one of", "a member of", "another of"))
        kind = SpeakerKind.ANONYMOUS if single else SpeakerKind.COLLECTIVE
        return Reference(None, whole, text, kind, found)
    if len(found) > 1 and _together(page, found):
        return Reference(None, whole, text, SpeakerKind.COLLECTIVE, found)
    main = _main(page, found)
    many = main.sort is Sort.ROLE and main.determiner in _EVERY
    return Reference(main, main.core, page.words(main.core), SpeakerKind.COLLECTIVE if many else None, found)


def _last_group(found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases at the end of words that lead up to a subject ("In a statement on Monday, the X")."""
    if len(found) > 1 and found[-2].sort is Sort.ROLE and found[-2].span[1] == found[-1].span[1]:
        return found[-2:]
    return found[-1:]


def _far(page: Page, span: Span, first: Phrase) -> bool:
    """Whether other words than a phrase's own lead the span."""
    lead = page.document.text[span[0] : first.core[0]].strip().lower()
    if not lead or lead.startswith(_ONE_OF):
        return False
    words = lead.split()
    return any(word in ("of", "in", "from", "with", "for", "to", "at", "by", "on") for word in words) or len(words) > 3


def _guess(text: str) -> SpeakerKind:
    """The kind of a speaker of whom no word list knows a word."""
    words = text.split()
    last = words[-1].lower() if words else ""
    named = [word for word in words if is_capital(word) and word.lower() not in words_of_english().common]
    if named and len(named) == len(words):
        return SpeakerKind.ORGANISATION
    plural = last.endswith("s") and not last.endswith("ss")
    few = bool(words) and words[0].lower() in _EVERY
    return SpeakerKind.COLLECTIVE if plural or few else SpeakerKind.ANONYMOUS


def _together(page: Page, found: Sequence[Phrase]) -> bool:
    one, two = found[0], found[1]
    if two.core[0] < one.span[1]:
        return False
    if one.sort is Sort.ROLE and two.sort in (Sort.ROLE, Sort.PERSON) and not two.determiner:
        return False
    gap = " ".join(page.document.text[one.span[1] : two.core[0]].lower().split())
    if gap in _JOINS:
        return one.sort in _PERSONAL and two.sort in (*_PERSONAL, Sort.NATIONALITY)
    if gap == "," and len(found) > 2 and one.sort in (Sort.PEOPLE, Sort.PERSON) and two.sort is one.sort:
        return _together(page, found[1:])
    return False


def _main(page: Page, found: Sequence[Phrase]) -> Phrase:
    """The phrase that the others qualify: the named person, else the first."""
    first = found[0]
    if first.sort is Sort.ROLE:
        for phrase in found[1:4]:
            before = page.document.text[first.core[1] : phrase.core[0]]
            if phrase.sort is Sort.PERSON and ("," in before or before.split()[:1] == ["and"]):
                return phrase
    return first


def words_of(page: Page, spans: Spans) -> str:
    """The text under some spans, for a pronoun's sake."""
    return cut(page.document.text, spans).strip()
