"""Noun phrases by word classes alone: one that begins or ends at a word, and those that "and" joins to it."""

from __future__ import annotations

from typing import Final

from kg.extract.words import Form, Tag, Words, verb

LONGEST: Final = 16
_SERIES: Final = 12
INNER: Final = (Tag.DETERMINER, Tag.NUMBER, Tag.WORD)
Range = tuple[int, int]


class Groups:
    """Finds the noun phrases of one sentence; ranges are of its tokens, half-open."""

    def __init__(self, words: Words) -> None:
        self.words, self.lists = words, words.lists

    def phrase(self, at: int, end: int) -> Range | None:
        """The noun phrase that begins at a word, up to a verb, preposition, mark or the end."""
        words, first = self.words, at
        if at < end and words.at(at) in (Tag.PRONOUN, Tag.RELATIVE) and words.word(at) != "that":
            if not (words.word(at + 1) == "of" and words.word(at) in ("none", "all", "both", "some", "those", "one")):
                return (at, at + 1)
            at += 1
        while at < end and at - first < LONGEST:
            tag = words.tags[at]
            if tag in INNER and not self._verb_behind(at, first):
                at += 1
            elif words.low[at] == "of" and at > first and words.at(at + 1) in INNER and at + 1 < end:
                if self.gerund(at + 1) and self.object_like(at + 2):
                    break
                at += 1
            elif tag is Tag.ADVERB and at + 1 < end and self._adverb_inside(at):
                at += 1
            elif bracket := self._bracket(at, end):
                at = bracket
            elif tag is Tag.CONJUNCTION and self._paired(at, first, end):
                at += 1
            else:
                break
        while at > first and words.tags[at - 1] not in (Tag.WORD, Tag.NUMBER):
            at -= 1
        return (
            (first, at)
            if at > first and any(words.tags[i] in (Tag.WORD, Tag.NUMBER) for i in range(first, at))
            else None
        )

    def _adverb_inside(self, at: int) -> bool:
        """Whether an adverb stands inside a phrase: "the newly captured towns", not "men mainly comprising"."""
        words = self.words
        if words.at(at + 1) not in (Tag.WORD, Tag.NUMBER):
            return False
        known = verb(words.low[at + 1]) if words.at(at + 1) is Tag.WORD else None
        if known is None or known[1] is Form.ING:
            return known is None
        if known[1] is Form.PAST:
            return words.at(at - 1) is Tag.DETERMINER and words.at(at + 2) is Tag.WORD
        return not words.finite(at + 1)

    def _bracket(self, at: int, end: int) -> int | None:
        """Behind an abbreviation in brackets ("Name (ABC) fighters") where the phrase goes on."""
        words = self.words
        if words.low[at] != "(" or at + 3 >= end or words.low[at + 2] != ")" or not words.tokens[at + 1].text.isupper():
            return None
        return at + 3 if words.tags[at + 3] is Tag.WORD and not words.finite(at + 3) else None

    def _paired(self, at: int, first: int, end: int) -> bool:
        """Whether "and" joins two modifiers of one noun ("dead and wounded men") rather than two phrases."""
        words = self.words
        return (
            at > first
            and words.adjective(at - 1)
            and at + 2 < end
            and words.adjective(at + 1)
            and words.at(at + 2) is Tag.WORD
        )

    def _verb_behind(self, at: int, first: int) -> bool:
        """Whether a word inside a would-be phrase is a verb or participle that ends it."""
        words = self.words
        if at == first or words.tags[at] is not Tag.WORD or words.capital(at) or words.tags[at - 1] is not Tag.WORD:
            return words.tags[at] is Tag.WORD and words.tags[at - 1] in (Tag.NUMBER,) and at > first and self._past(at)
        if words.owner[at - 1]:
            return False
        known = verb(words.low[at])
        if words.low[at] in self.lists.pasts or (words.low[at].endswith("ed") and self.object_like(at + 1)):
            return True
        if known is None:
            return False
        if known[1] is Form.ING:
            return not words.adjective(at - 1)
        if known[1] is Form.PAST:
            describes = words.low[at] in self.lists.participles and words.at(at + 1) is Tag.WORD
            return not (words.adjective(at - 1) or describes)
        return words.finite(at)

    def _past(self, at: int) -> bool:
        known = verb(self.words.low[at])
        return known is not None and known[1] is Form.PAST and self.words.at(at + 1) is not Tag.WORD

    def object_like(self, at: int) -> bool:
        """Whether a word can only begin a phrase."""
        return self.words.capital(at) or self.words.at(at) in (Tag.DETERMINER, Tag.NUMBER)

    def series(self, at: int, end: int, *, between: bool = False) -> list[Range]:
        """The phrase at a word and those that commas and "and" join to it."""
        words = self.words
        found: list[Range] = []
        while len(found) < _SERIES:
            item = self.phrase(at, end)
            if item is None:
                return found
            found.append(item)
            at = item[1]
            if at >= end or not (words.low[at] == "," or words.tags[at] is Tag.CONJUNCTION):
                return found
            joined = words.tags[at] is Tag.CONJUNCTION or self._listed(at, end)
            at += 1
            if at < end and words.tags[at] is Tag.CONJUNCTION:
                at += 1
            if not joined or at >= end or words.at(at) not in INNER or (not between and self._clause(at, end)):
                return found
        return found

    def _listed(self, comma: int, end: int) -> bool:
        """Whether "and" follows the phrase behind a comma, or the last of several such."""
        for _ in range(_SERIES):
            nxt = comma + 1
            if nxt < end and self.words.tags[nxt] is Tag.CONJUNCTION:
                return True
            item = self.phrase(nxt, end)
            if item is None or item[1] >= end:
                return False
            comma = item[1]
            if self.words.tags[comma] is Tag.CONJUNCTION:
                return True
            if self.words.low[comma] != ",":
                return False
        return False

    def _clause(self, at: int, end: int) -> bool:
        """Whether a new clause, or a verb with the same subject, begins here."""
        words = self.words
        if self._verb_here(at):
            return True
        item = self.phrase(at, len(words.tags))
        follower = item[1] if item else at
        while words.at(follower) is Tag.ADVERB:
            follower += 1
        return item is not None and follower != end and follower < len(words.tags) and words.finite(follower)

    def _verb_here(self, at: int) -> bool:
        """Whether a word behind "and" is rather a verb than the start of a phrase."""
        words = self.words
        known = verb(words.low[at])
        if known is None or words.capital(at) or words.tags[at] is not Tag.WORD:
            return False
        if known[1] is Form.BASE:
            return words.at(at + 1) in (Tag.DETERMINER, Tag.PRONOUN)
        if known[1] is Form.S:
            return words.finite(at)
        return not (words.low[at] in self.lists.participles and words.at(at + 1) is Tag.WORD)

    def finite_here(self, at: int) -> bool:
        """Whether a word is a finite verb other than an auxiliary."""
        return self.words.tags[at] is Tag.WORD and self.words.finite(at) and not self.words.capital(at)

    def gerund(self, at: int) -> bool:
        """Whether a word is a verb in "-ing"."""
        known = verb(self.words.low[at])
        return known is not None and known[1] is Form.ING

    def left_of(self, at: int) -> list[Range]:
        """The phrase that ends right before a word, for "villages captured by"."""
        words, end = self.words, at
        while end > 0 and (words.tags[end - 1] in (Tag.ADVERB, Tag.TIME) or words.low[end - 1] == ","):
            end -= 1
        if end > 0 and self.finite_here(end - 1):
            return []
        found = self.ending(end)
        return [found] if found else []

    def ending(self, end: int) -> Range | None:
        """The phrase that ends at a word."""
        words, at = self.words, end
        while (
            at > 0 and end - at < LONGEST and (words.tags[at - 1] in INNER or (words.low[at - 1] == "of" and at < end))
        ):
            if self.finite_here(at - 1) and at < end and not words.owner[at - 1]:
                break
            if at < end and self.gerund(at - 1) and words.at(at - 2) in (Tag.MARK, None):
                break
            at -= 1
            if (
                words.tags[at] is Tag.DETERMINER
                and words.at(at - 1) is not Tag.DETERMINER
                and words.word(at - 1) != "of"
            ):
                break
        return self.phrase(at, end) if at < end else None
