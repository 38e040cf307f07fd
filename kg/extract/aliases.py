"""Names of one actor that the text itself equates: brackets, "known as", initials, surnames."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.names import abbreviates, initials, is_acronym, letters, words_of_english
from kg.extract.naming import Page
from kg.extract.phrases import Phrase, Sort
from kg.model.spans import Span
from kg.model.vocabulary import Part

_OPEN = re.compile(r"\s{0,2}[\"”’']?\s{0,2}([(\[])\s{0,2}(?:the\s|[\"“‘'])?\Z")
_OTHER_NAME = re.compile(
    r"\s?[,(–—-]?\s?(?:(?:which|who) (?:is|was|are|were) |is |was )?"
    r"(?:(?:also|better|formerly|previously|commonly|widely|locally|now|once|originally) ){0,2}"
    r"(?:known (?:by|in|to|for|under)[^,.;:()]{0,40} as"
    r"|(?:known|referred to|called|dubbed|nicknamed|named|styled|renamed|abbreviated)(?: (?:as|to|by))?"
    r"|formerly|alias|a\.?k\.?a\.?|otherwise) (?:the )?[\"“‘']?(?:the )?\Z",
    re.IGNORECASE,
)
_OR = re.compile(r"\s?, or (?:the )?[\"“‘']?\Z", re.IGNORECASE)
_COMMA = re.compile(r"\s?, (?:the )?\Z", re.IGNORECASE)
_LONGEST_GAP = 60
_MANY_NAMESAKES = 12

BODILY = (Sort.ORGANISATION, Sort.BODY, Sort.MEDIUM)


@dataclass(frozen=True, slots=True)
class Link:
    """Two phrases that stand for one actor, and why."""

    left: Phrase
    right: Phrase
    rule: str
    evidence: tuple[Part, Span]


def name_of(phrase: Phrase) -> Span:
    """The proper name of a phrase, else the whole of it."""
    return phrase.name or phrase.span


def sentence_span(page: Page, phrase: Phrase) -> tuple[Part, Span]:
    """The part and the span of the sentence that a phrase stands in."""
    sentence = page.document.sentences[phrase.sentence]
    return phrase.part, (sentence.start, sentence.end)


def _loosely(short: str, full: str) -> bool:
    """Whether a bracketed short form can be that of the name before it: its first letter fits."""
    words = [word for word in full.split() if word.lower() not in ("the", "a", "an")]
    first = {piece[0].lower() for word in words for piece in re.split(r"[-'’]", word) if piece}
    return is_acronym(short) and bool(words) and letters(short)[0] in first


def defined(page: Page) -> Iterable[Link]:
    """The aliases that a part defines in so many words.

    Args:
        page: a part with its phrases.

    Yields:
        One link for each definition.
    """
    for left, right in zip(page.phrases, page.phrases[1:], strict=False):
        if left.sentence != right.sentence or right.core[0] - left.core[1] > _LONGEST_GAP:
            continue
        rule = _rule(page, left, right)
        if rule:
            yield Link(left, right, rule, sentence_span(page, right))


def _rule(page: Page, left: Phrase, right: Phrase) -> str:
    if not right.name or left.sort in (Sort.NATIONALITY, Sort.DOCUMENT):
        return ""
    gap = page.document.text[left.core[1] : right.core[0]]
    first, second = page.words(name_of(left)), page.words(right.name)
    opened = _OPEN.match(gap)
    if opened:
        return _bracketed(page, left, right, opened.group(1))
    if _OTHER_NAME.match(gap) and left.sort not in (Sort.PEOPLE, Sort.PLACE):
        return "other name in the text"
    if (_OR.match(gap) or _COMMA.match(gap)) and left.name:
        fits = abbreviates(second, first) or abbreviates(first, second)
        return "acronym beside the name" if fits else ""
    return ""


def _bracketed(page: Page, left: Phrase, right: Phrase, bracket: str) -> str:
    first, second = page.words(name_of(left)), page.words(name_of(right))
    after = page.document.text[right.core[1] : right.core[1] + 2].lstrip("\"”’' ")[:1]
    if after not in (")", "]") or right.role or right.owners:
        return ""
    if bracket == "[" and left.name and left.sort in BODILY and right.sort in (*BODILY, Sort.NAME):
        return "gloss in square brackets"
    if left.sort in (*BODILY, Sort.BODIES, Sort.PERSON, Sort.THING, Sort.PLACE) and not left.role:
        strict = left.sort in (Sort.PERSON, Sort.THING, Sort.PLACE, Sort.BODIES) or not left.name
        fits = abbreviates(second, first) or abbreviates(first, second)
        if fits or (not strict and _loosely(second, first)):
            return "acronym in brackets"
    return ""


def by_initials(names: Mapping[tuple[str, ...], str]) -> Iterable[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Acronyms that are the initials of exactly one longer name of the article.

    Args:
        names: key of a body's name -> the name as written.

    Yields:
        (key of the acronym, key of the name).
    """
    short = [(name, text) for name, text in sorted(names.items()) if is_acronym(text)]
    full: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name, text in sorted(names.items()):
        if len(text.split()) > 1:
            words = [word for word in text.split() if word.lower() != "the"]
            for form in {initials(words), "".join(word[0] for word in words if word[0].isupper()).lower()}:
                full[form].append(name)
    for name, text in short:
        candidates = full.get(letters(text), [])
        if len(candidates) == 1 and len(letters(text)) > 2:
            yield name, candidates[0]


def surnames(persons: Sequence[tuple[str, ...]]) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Short form of a person's name -> the one full name that ends in it (or whose initials it has).

    Args:
        persons: keys of all persons' names.

    Returns:
        Only short forms that fit exactly one longer name that is not itself short for another.
    """
    ends: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for name in persons:
        for at in range(1, len(name)):
            ends[name[at:]].add(name)
            if len(name[0]) > 1:
                ends[(name[0][0], *name[at:])].add(name)
    found = {}
    for name in persons:
        longer = ends.get(name, set()) - {name}
        if len(longer) > _MANY_NAMESAKES:
            continue
        longest = {full for full in longer if not any(full != more and full in _ends(more) for more in longer)}
        if len(longest) == 1:
            found[name] = next(iter(longest))
    return found


def _ends(name: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {name[at:] for at in range(1, len(name))}


def head_of(name: str) -> str:
    """The last word of a body's name in lower case, before "of" or "for"."""
    words = name.lower().split()
    cut = next((i for i, word in enumerate(words) if word in ("of", "for") and i), len(words))
    head = words[cut - 1] if words else ""
    return head if words_of_english().tags.get(head) or head in words_of_english().named else ""
