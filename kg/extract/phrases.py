"""Noun phrases that name or describe somebody: found by word classes alone, no parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.extract.document import Document, Sentence
from kg.extract.names import HEADS, Lexicon, Tag, Tagger, Word, abbreviates
from kg.model.spans import Span
from kg.model.vocabulary import Part

_FEW = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_FEW |= {"eleven": 11, "twelve": 12, "both": 2}
_LONGEST = 12
_TWO = 2
_SHORT = 4


class Sort(StrEnum):
    """What a phrase stands for."""

    PERSON = "person"
    ROLE = "role"
    PEOPLE = "people"
    BODIES = "bodies"
    ORGANISATION = "organisation"
    BODY = "body"
    MEDIUM = "medium"
    DOCUMENT = "document"
    PLACE = "place"
    NATIONALITY = "nationality"
    NAME = "name"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        part: the part that it stands in.
        span: the phrase with its determiner and an attached "of" phrase.
        core: the phrase without the latter.
        sort: what it stands for.
        head: its head noun in lower case; "" for a bare name.
        name: the proper name in it, or None.
        role: the role noun before or as the head, or None.
        owners: names and bodies that stand before the head, in order.
        determiner: in lower case, "" if none.
        number: how many, if said.
        sentence: index of its sentence.
        before: the word before it, in lower case.
    """

    part: Part
    span: Span
    core: Span
    sort: Sort
    head: str
    name: Span | None
    role: Span | None
    owners: tuple[Span, ...]
    determiner: str
    number: int | None
    sentence: int
    before: str


class Chunker:
    """Finds the phrases of one document."""

    def __init__(self, document: Document, places: Iterable[Span] = ()) -> None:
        self.document, self.part, self.text = document, document.part, document.text
        self.placed = {position for start, end in places for position in range(start, end)}
        self.tagger = Tagger(document)
        self.lists: Lexicon = self.tagger.lists

    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases in order; an attached "of" phrase also stands alone."""
        return tuple(phrase for sentence in self.document.sentences for phrase in self._of_sentence(sentence))

    def _of_sentence(self, sentence: Sentence) -> Iterator[Phrase]:
        words = self.tagger.words(sentence)
        runs = list(self._runs(words))
        at = 0
        while at < len(runs):
            run, used = self._joined(words, runs, at)
            phrase = self._phrase(words, run, sentence.index)
            if phrase is not None:
                yield self._attached(words, phrase, runs, at + used - 1)
            at += used

    def _runs(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Stretches of words that can be one noun phrase, as (first, one past the last)."""
        at = 0
        while at < len(words):
            if words[at].tag is Tag.OTHER:
                at += 1
                continue
            end = self._run_end(words, at)
            last = end
            while last > at and words[last - 1].tag not in HEADS:
                last -= 1
            if last > at:
                yield at, last
            at = end

    def _run_end(self, words: Sequence[Word], at: int) -> int:
        end = at + 1
        while end < len(words) and end - at < _LONGEST:
            word = words[end]
            before = words[end - 1]
            if word.start - before.end > 3 or self.text.count("\n", before.end, word.start) > 1:
                break
            if word.tag in (Tag.DOCUMENT, Tag.BODIES) and self._reports(before, word):
                break
            if word.tag is Tag.DETERMINER:
                break
            if word.tag is Tag.NUMBER and words[end - 1].tag in HEADS and not words[end - 1].owner:
                break
            if word.tag is Tag.OTHER and not self._particle(words, end):
                break
            if self._turns(words, at, end):
                break
            end += 1
        return end

    def _turns(self, words: Sequence[Word], at: int, end: int) -> bool:
        """Whether another phrase begins without a mark: "Ann Lee head of", "envoy for ISLAND Ann Lee"."""
        before, word = words[end - 1], words[end]
        after = words[end + 1] if end + 1 < len(words) else word
        if before.owner:
            return False
        if word.tag is Tag.ROLE and not word.capital:
            named = end - at >= _TWO and before.tag is Tag.NAME and words[end - 2].tag is Tag.NAME
            return named and after.low in ("of", "for") and not before.text.isupper()
        if word.tag is not Tag.NAME or after.tag is not Tag.NAME or self.document.upper:
            return False
        held = at > 0 and words[at - 1].low in ("of", "for")
        if before.tag is Tag.DOCUMENT and not before.capital:
            return True
        placed = before.start in self.placed and word.start not in self.placed
        bodily = before.tag in (Tag.BODY, Tag.BODIES) or before.low in self.lists.named
        return held and (placed or (bodily and before.capital))

    def _reports(self, before: Word, word: Word) -> bool:
        """Whether a word for a document is a verb: "officials report", "the Times reports"."""
        if before.owner or word.low not in self.lists.verbs:
            return False
        plural = word.low.endswith("s")
        if before.tag in (Tag.DOCUMENT, Tag.ROLE) and plural:
            return True
        if word.tag is Tag.BODIES:
            return False
        return not plural if before.tag is Tag.PEOPLE else plural and before.capital and before.tag is not Tag.DEMONYM

    def _particle(self, words: Sequence[Word], at: int) -> bool:
        """Whether a small word stands between the parts of a name ("Ahmad bin Salem")."""
        if words[at].low not in self.lists.particles or at + 1 >= len(words):
            return False
        return words[at - 1].tag is Tag.NAME and words[at + 1].tag is Tag.NAME

    def _joined(self, words: Sequence[Word], runs: Sequence[tuple[int, int]], at: int) -> tuple[tuple[int, int], int]:
        """The run with what belongs to its name after "of", "for" and "and", and how many runs that took."""
        (first, end), used = runs[at], 1
        while at + used < len(runs) and self._continues(words, (first, end), runs[at + used], used):
            end, used = runs[at + used][1], used + 1
        return (first, end), used

    def _continues(self, words: Sequence[Word], run: tuple[int, int], after: tuple[int, int], used: int) -> bool:
        start, gap = after[0], words[run[1] : after[0]]
        if len(gap) != 1 or words[run[1] - 1].owner:
            return False
        lead = words[start + 1] if words[start].low == "the" and start + 1 < after[1] else words[start]
        if not lead.capital or lead.low in self.lists.never or lead.tag is Tag.OTHER:
            return False
        if self._initialled(words, run, after):
            return True
        if gap[0].low == "and" or gap[0].low == "&":
            return (used > 1 and self._bodily(words[after[1] - 1], inner=True)) or gap[0].low == "&"
        last = words[run[1] - 1]
        solo = run[1] - run[0] == 1 or words[run[1] - 2].tag is Tag.DETERMINER
        if gap[0].low not in ("of", "for") or not last.capital or last.tag in (Tag.ROLE, Tag.PLACE):
            return False
        return self._bodily(last) and not (solo and last.tag in (Tag.PEOPLE, Tag.BODIES))

    def _initialled(self, words: Sequence[Word], run: tuple[int, int], after: tuple[int, int]) -> bool:
        """Whether a short form in brackets after the next run has the initials of both ("X in Y (XIY)")."""
        bracket = after[1]
        if bracket + 2 >= len(words) or words[bracket].text != "(" or words[bracket + 2].text != ")":
            return False
        start = words[run[0]].start if words[run[0]].tag is not Tag.DETERMINER else words[run[0] + 1].start
        full = self.text[start : words[after[1] - 1].end]
        rest = self.text[words[after[0]].start : words[after[1] - 1].end]
        short = words[bracket + 1].text
        return abbreviates(short, full) and not abbreviates(short, rest)

    def _bodily(self, word: Word, *, inner: bool = False) -> bool:
        if inner:
            return word.capital and word.tag in (Tag.NAME, Tag.BODY, Tag.PEOPLE, Tag.BODIES)
        bodies = (Tag.BODY, Tag.BODIES, Tag.PEOPLE, Tag.MEDIUM)
        return word.tag in bodies or word.low in self.lists.named or self.lists.tags.get(word.low) in bodies

    def _phrase(self, words: Sequence[Word], run: tuple[int, int], sentence: int) -> Phrase | None:
        items = words[run[0] : run[1]]
        before = words[run[0] - 1].low if run[0] else ""
        span = (items[0].start, items[-1].end)
        determiner = items[0].low if items[0].tag is Tag.DETERMINER else ""
        body = items[1:] if determiner else items
        if not body:
            return None
        last = items[-1]
        loose = last.tag is Tag.ROLE or determiner != "the"
        if last.low in self.lists.adjectival and loose and self._qualifies(words, run[1]):
            return None
        found = Analysis(self, body).result()
        if found is None:
            return None
        sort, head, name, role, owners = found
        if sort in (Sort.PLACE, Sort.NAME) and self._covered(name or span):
            sort = Sort.PLACE
        number = next((self._number(word) for word in body[:3] if word.tag is Tag.NUMBER), None)
        return Phrase(self.part, span, span, sort, head, name, role, owners, determiner, number, sentence, before)

    def _qualifies(self, words: Sequence[Word], at: int) -> bool:
        """Whether the word before a place in the sentence only qualifies what follows ("military presence")."""
        if at >= len(words) or words[at].start - words[at - 1].end != 1:
            return False
        if not words[at].text.islower():
            return words[at].tag is Tag.NUMBER
        return words[at].low not in self.lists.follows and not words[at].low.endswith("ed")

    def _covered(self, span: Span) -> bool:
        return span[0] in self.placed and span[1] - 1 in self.placed

    @staticmethod
    def _number(word: Word) -> int | None:
        digits = word.text.replace(",", "")
        return int(digits) if digits.isdecimal() and len(digits) < 10 else _FEW.get(word.low)

    def _attached(self, words: Sequence[Word], phrase: Phrase, runs: Sequence[tuple[int, int]], at: int) -> Phrase:
        """The phrase with the "of" phrase that belongs to it."""
        if at + 1 >= len(runs) or phrase.name or not (phrase.head in self.lists.carries or phrase.sort is Sort.ROLE):
            return phrase
        end, start = runs[at][1], runs[at + 1][0]
        (_, stop), _ = self._joined(words, runs, at + 1)
        if start - end != 1 or words[end - 1].owner:
            return phrase
        if words[end].low != "of" and not (words[end].low == "for" and phrase.sort is Sort.ROLE):
            return phrase
        return replace(phrase, span=(phrase.span[0], words[stop - 1].end))


Found = tuple[Sort, str, Span | None, Span | None, tuple[Span, ...]]


class Analysis:
    """What one run of words, without its determiner, stands for."""

    def __init__(self, chunker: Chunker, items: Sequence[Word]) -> None:
        self.chunker, self.lists = chunker, chunker.lists
        self.items = self._surnamed(items)
        self.last = self.items[-1]
        self.tail = self._tail()

    def result(self) -> Found | None:
        """Sort, head, name, role and owners; None where the run is nobody."""
        if self.last.tag is Tag.DEMONYM:
            return self._people_of()
        if len(self.items) - self.tail and self._is_name():
            return self._named()
        return self._described()

    def _surnamed(self, items: Sequence[Word]) -> Sequence[Word]:
        """The words, where a last one like "Baker" after a first name is a name, too."""
        last = items[-1]
        if len(items) < _TWO or last.tag is not Tag.ROLE or not last.capital or self.chunker.document.upper:
            return items
        before = items[-2]
        given = before.tag is Tag.NAME and not before.owner and not before.text.isupper()
        if not given or last.low in self.lists.speaks or last.low in self.lists.titles:
            return items
        return [*items[:-1], last._replace(tag=Tag.NAME)]

    def _tail(self) -> int:
        """Index of the first word of the capitalised stretch that ends the run."""
        at = len(self.items)
        while at > 0 and self._fits(at - 1) and not (at < len(self.items) and self.items[at - 1].owner):
            at -= 1
        return at

    def _fits(self, at: int) -> bool:
        word = self.items[at]
        small = word.low in self.lists.particles or word.tag in (Tag.OTHER, Tag.DETERMINER)
        if small and 0 < at < len(self.items) - 1:
            return True
        if word.tag is Tag.MODIFIER and "-" in word.text:
            return False
        return (word.capital or self.chunker.document.upper) and word.tag not in (Tag.NUMBER, Tag.DETERMINER)

    def _is_name(self) -> bool:
        """Whether the run ends in a proper name, not in a common noun."""
        if self.last.tag is Tag.NAME:
            return True
        tail = self.items[self.tail :]
        if any(word.low in ("of", "for") for word in tail):
            return True
        body = self.last.tag in (Tag.BODY, Tag.BODIES, Tag.MEDIUM) and self.last.capital
        return body and len(tail) > 1 and not self._loose(tail)

    def _loose(self, tail: Sequence[Word]) -> bool:
        """Whether a body's capital is only that of a sentence's first word or an upper-case line."""
        if self.chunker.document.upper:
            return all(word.tag not in (Tag.NAME, Tag.DEMONYM) for word in tail[:-1])
        return False

    def _named(self) -> Found:
        start = self.tail
        roles = [i for i, word in enumerate(self.items) if self._role(word)]
        body = next((i for i in range(start, len(self.items)) if self.items[i].tag is Tag.BODY), None)
        joined = body is not None and any(word.low in ("of", "for") for word in self.items[body:])
        names_after = not joined and roles and roles[-1] < len(self.items) - 1 and not self._bodies_after(roles[-1] + 1)
        if names_after and self.items[-1].tag is Tag.NAME and self.last.low not in self.lists.named:
            return self._titled(roles[-1])
        noun = self.items[start - 1] if start else None
        name = self._span(start, len(self.items))
        owners = self._owners(start)
        if noun is not None and not noun.owner:
            by_noun = {Tag.BODY: Sort.ORGANISATION, Tag.MEDIUM: Sort.MEDIUM, Tag.PLACE: Sort.PLACE}.get(noun.tag)
            if by_noun:
                return by_noun, noun.low, name, None, owners
        return self._sort(self.items[start:]), "", name, None, owners

    @staticmethod
    def _role(word: Word) -> bool:
        return word.tag is Tag.ROLE

    def _bodies_after(self, at: int) -> bool:
        return any(word.tag in (Tag.BODY, Tag.BODIES, Tag.MEDIUM, Tag.PEOPLE) for word in self.items[at:])

    def _titled(self, role: int) -> Found:
        first = self._role_start(role)
        name = self._span(role + 1, len(self.items))
        title = self._span(first, role + 1)
        return Sort.PERSON, self.items[role].low, name, title, self._owners(first)

    def _sort(self, words: Sequence[Word]) -> Sort:
        """What a bare proper name names."""
        lows = [word.low for word in words]
        if words[0].tag is Tag.DEMONYM and len(words) == 1:
            return Sort.NATIONALITY
        if lows[0] in self.lists.things or lows[-1] in self.lists.things or (len(words) == 1 and len(lows[0]) == 1):
            return Sort.THING
        if " ".join(lows) in self.lists.long_agencies or lows in [[low] for low in self.lists.agencies]:
            return Sort.MEDIUM
        if len(words) > 1 and (lows[-1] in self.lists.media or {"news", "radio", "tv"} & set(lows)):
            return Sort.MEDIUM
        if self.chunker._covered((words[0].start, words[-1].end)):
            return Sort.PLACE
        if self._place_noun(words) or (len(words) == _TWO and lows[0] in self.lists.directions):
            return Sort.PLACE
        if self._is_body(words):
            return Sort.ORGANISATION
        return Sort.NAME if len(words) == 1 else Sort.PERSON

    def _place_noun(self, words: Sequence[Word]) -> bool:
        return len(words) > 1 and self.lists.tags.get(words[-1].low) is Tag.PLACE

    def _is_body(self, words: Sequence[Word]) -> bool:
        bodies = (Tag.BODY, Tag.BODIES, Tag.MEDIUM, Tag.PEOPLE)
        if any(self.lists.tags.get(w.low) in bodies or w.low in self.lists.named for w in words):
            return True
        if len(words) == 1 and self.chunker.document.upper:
            return 1 < len(words[0].text) <= _SHORT
        if len(words) == 1:
            return 1 < len(words[0].text.replace(".", "")) <= 7 and sum(map(str.isupper, words[0].text)) > 1
        if any(w.low in ("of", "for", "and", "the", "&") or w.tag is Tag.DEMONYM for w in words):
            return True
        upper = not self.chunker.document.upper and all(w.text.isupper() and len(w.text) > 2 for w in words)
        return upper or any(w.low in self.lists.common for w in words)

    def _people_of(self) -> Found | None:
        """A run that ends in a word for a people: "the Turks", "Syrians", "Turkish"."""
        plural = self.last.low.endswith("s") and self.last.low not in self.lists.demonyms
        sort = Sort.PEOPLE if plural else Sort.NATIONALITY
        return sort, self.last.low, None, None, ()

    def _described(self) -> Found | None:
        last, at = self.last, len(self.items) - 1
        owners = self._owners(at)
        naming = last.low in self.lists.naming or last.tag is Tag.MEDIUM
        name = self._name_before(at)
        if last.tag in (Tag.BODY, Tag.MEDIUM):
            named = name if naming else None
            sort = Sort.MEDIUM if last.tag is Tag.MEDIUM else Sort.ORGANISATION if named else Sort.BODY
            rest = tuple(span for span in owners if span != named)
            return sort, last.low, named, None, rest
        if last.tag is Tag.ROLE:
            return Sort.ROLE, last.low, None, self._role_span(at), self._owners(self._role_start(at))
        if last.tag is Tag.PLACE:
            return Sort.PLACE, last.low, name, None, owners
        other = {Tag.PEOPLE: Sort.PEOPLE, Tag.BODIES: Sort.BODIES, Tag.DOCUMENT: Sort.DOCUMENT}.get(last.tag)
        return (other, last.low, None, None, owners) if other else None

    def _role_span(self, at: int) -> Span:
        return self._span(self._role_start(at), at + 1)

    def _role_start(self, at: int) -> int:
        """Index of the first word of a role: "foreign minister", "special representative", not its body."""
        minister = self.items[at].low == "minister"
        while at and not self.items[at - 1].owner:
            word = self.items[at - 1]
            kind = self.lists.tags.get(word.low)
            office = minister and kind is not None and word.tag is not Tag.DEMONYM
            if not (office or word.tag in (Tag.ROLE, Tag.MODIFIER) or kind is Tag.MODIFIER):
                break
            at -= 1
        return at

    def _name_before(self, at: int) -> Span | None:
        """The proper name right before the head, over lower-case modifiers, none with a possessive ending."""
        end = at
        while end and not self.items[end - 1].capital and self.items[end - 1].low not in self.lists.particles:
            end -= 1
        first = end
        while first and self._in_name(self.items[first - 1]) and not (self.items[first - 1].owner):
            first -= 1
        while first < end and self.items[first].tag is not Tag.NAME:
            first += self._skips(first)
            if self.items[first].tag is not Tag.NAME:
                break
        has_name = any(word.tag is Tag.NAME for word in self.items[first:end])
        return self._span(first, end) if first < end and has_name else None

    def _skips(self, first: int) -> int:
        return 1 if self.items[first].tag is Tag.MODIFIER else 0

    def _in_name(self, word: Word) -> bool:
        if word.tag is Tag.NAME or word.low in self.lists.particles:
            return True
        lexical = (Tag.BODY, Tag.BODIES, Tag.PEOPLE, Tag.MEDIUM, Tag.DEMONYM, Tag.ROLE)
        return word.capital and word.tag in lexical

    def _owners(self, end: int) -> tuple[Span, ...]:
        """Names and bodies among the words before the head."""
        found: list[Span] = []
        first: int | None = None
        for at in range(end + 1):
            inside = at < end and self._owning(at)
            if inside and first is None:
                first = at
            closes = first is not None and (not inside or (at > 0 and at > first and self.items[at - 1].owner))
            if closes and first is not None:
                found.append(self._span(first, at))
                first = at if inside else None
        return tuple(span for span in found)

    def _owning(self, at: int) -> bool:
        word = self.items[at]
        if word.tag in (Tag.NAME, Tag.DEMONYM, Tag.BODY, Tag.MEDIUM, Tag.BODIES):
            return True
        return word.low in ("of", "for", "and", "the") or (word.tag is Tag.MODIFIER and self._leads_body(at))

    def _leads_body(self, at: int) -> bool:
        """Whether a modifier belongs to a body that follows ("foreign ministry spokesman")."""
        nxt = at + 1
        while nxt < len(self.items) - 1 and self.items[nxt].tag is Tag.MODIFIER:
            nxt += 1
        return nxt < len(self.items) - 1 and self.items[nxt].tag is Tag.BODY

    def _span(self, first: int, end: int) -> Span:
        return self.items[first].start, self.items[end - 1].end


def find(document: Document, places: Iterable[Span] = ()) -> tuple[Phrase, ...]:
    """The noun phrases of a document that name or describe somebody, a place or a document.

    Args:
        document: one part of an article.
        places: spans of place names.

    Returns:
        Phrases in order of their cores; cores do not overlap.
    """
    return Chunker(document, places).phrases()
