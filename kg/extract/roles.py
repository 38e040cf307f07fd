"""Who did it and to whom: noun phrases around a trigger, by voice and word order."""

from __future__ import annotations

from typing import Final

from kg.extract.groups import INNER, Groups, Range
from kg.extract.triggers import Trigger
from kg.extract.words import Form, Tag, verb
from kg.model.spans import Spans
from kg.model.vocabulary import Role

_REACH: Final = 28
_BACK: Final = 80
_CUT: Final = frozenset('-;:—–"“”«»()…')


class Roles(Groups):
    """Finds the phrases around the triggers of one sentence."""

    def of(self, trigger: Trigger) -> tuple[Spans, Spans]:
        """The agents and patients of a trigger.

        Args:
            trigger: one of the sentence.

        Returns:
            Spans of the noun phrases that did it, and that it was done to.
        """
        agents: list[Range] = []
        if trigger.state:
            patients = self._bearer(trigger)
        elif trigger.noun:
            agents, patients = self._nominal(trigger)
        else:
            agents, patients = self._verbal(trigger)
        return self._spans(agents), self._spans(patients)

    def _spans(self, ranges: list[Range]) -> Spans:
        tokens = self.words.tokens
        found = {
            (tokens[a].start, tokens[b - 1].end - (len(tokens[b - 1].low) - len(self.words.low[b - 1])))
            for a, b in ranges
            if a < b
        }
        return tuple(sorted(span for span in found if span[0] < span[1]))

    # Verbs --------------------------------------------------------------------------------------

    def _verbal(self, trigger: Trigger) -> tuple[list[Range], list[Range]]:
        objects = self.objects(trigger.last)
        if self._is_passive(trigger, bool(objects)):
            subject = self.subject(trigger.first) if self._verbal_voice(trigger) else self.left_of(trigger.first)
            return self._by(trigger.last), self._trimmed(trigger, subject)
        subject = self.subject(trigger.first)
        undergoes = not objects and (trigger.named or trigger.type) in self.lists.undergoers
        if undergoes:
            return [], subject
        return subject, self._trimmed(trigger, objects) or self._aimed(trigger)

    def _trimmed(self, trigger: Trigger, objects: list[Range]) -> list[Range]:
        """Objects without the charge that "of" adds ("acquitted three men of fraud")."""
        if trigger.lemma not in self.lists.charging:
            return objects
        low = self.words.low
        return [(a, next((i for i in range(a, b) if low[i] == "of"), b)) for a, b in objects]

    def reduced(self, trigger: Trigger) -> bool:
        """Whether a trigger is a participle behind the noun that it is said of ("the men killed in the raid")."""
        words = self.words
        if trigger.noun or trigger.state or trigger.form is not Form.PAST or words.passive(trigger.first):
            return False
        before = words.at(trigger.first - 1)
        body = words.sentence.role is Role.BODY and before is Tag.WORD
        return body and self._is_passive(trigger, bool(self.objects(trigger.last)))

    def _verbal_voice(self, trigger: Trigger) -> bool:
        """Whether the participle is the clause's own verb, rather than one behind its noun."""
        return self.words.passive(trigger.first) or self.words.at(trigger.first - 1) in (Tag.CONJUNCTION, Tag.MARK)

    def _is_passive(self, trigger: Trigger, has_object: bool) -> bool:
        words = self.words
        if trigger.form is not Form.PAST:
            return False
        if words.passive(trigger.first):
            return True
        if trigger.last - trigger.first > 1 and words.tags[trigger.last - 1] is not Tag.PREPOSITION:
            return False
        before = self._auxiliary(trigger.first)
        if words.word(before) in self.lists.have:
            return False
        if words.at(trigger.first - 1) is Tag.CONJUNCTION and self._joined_passive(trigger.first - 1):
            return not has_object
        if words.word(trigger.last) == "by" and not has_object:
            return True
        after = words.at(trigger.last)
        quiet = after in (
            Tag.PREPOSITION,
            Tag.MARK,
            Tag.TIME,
            Tag.SUBORDINATOR,
            Tag.CONJUNCTION,
            None,
            Tag.AUXILIARY,
        ) or (after is Tag.WORD and words.finite(trigger.last))
        return not has_object and quiet and trigger.lemma not in self.lists.intransitive

    def _joined_passive(self, at: int) -> bool:
        """Whether the verb before "and" is a passive one ("were surrounded and killed")."""
        for back in range(at - 1, max(-1, at - 8), -1):
            if self.words.tags[back] is Tag.WORD and (known := verb(self.words.low[back])) and known[1] is Form.PAST:
                return self.words.passive(back)
        return False

    def _auxiliary(self, at: int) -> int:
        at -= 1
        while at >= 0 and self.words.tags[at] is Tag.ADVERB:
            at -= 1
        return at

    def objects(self, at: int) -> list[Range]:
        """The phrases right behind a verb."""
        words = self.words
        while words.at(at) in (Tag.ADVERB, Tag.TIME):
            at += 1
        if words.at(at) is Tag.PREPOSITION and words.word(at) == "between" and words.at(at + 1) is Tag.NUMBER:
            at += 1
        if words.at(at) not in (*INNER, Tag.PRONOUN) or self.finite_here(at):
            return []
        found = self.series(at, len(words.tags))
        return [] if found and self._stated(found[0]) else found

    def _stated(self, item: Range) -> bool:
        """Whether a phrase is a headline's next clause ("12 injured") rather than an object."""
        words = self.words
        return (
            words.tags[item[0]] is Tag.NUMBER and item[1] - item[0] == 2 and words.low[item[1] - 1] in self.lists.states
        )

    def _aimed(self, trigger: Trigger) -> list[Range]:
        """The target behind a preposition: "fired on", "clashed with", "advanced against"."""
        if trigger.family not in ("attack", "control", "unrest", "peace"):
            return []
        words = self.words
        preposition = words.word(trigger.last)
        if preposition not in ("on", "at", "against", "with", "upon") or words.at(trigger.last + 1) is Tag.TIME:
            return []
        return self.series(trigger.last + 1, len(words.tags))

    def _by(self, at: int) -> list[Range]:
        """The phrase behind "by" or "at the hands of" in the clause."""
        words = self.words
        for here in range(at, min(len(words.tags), at + _REACH)):
            if (
                words.tags[here] in (Tag.SUBORDINATOR, Tag.RELATIVE)
                or words.low[here] in _CUT
                or (here > at and self.finite_here(here))
            ):
                return []
            if words.low[here] == "by" and words.at(here + 1) in (*INNER, Tag.PRONOUN) and not self.gerund(here + 1):
                return self.series(here + 1, len(words.tags))
            if words.low[here] == "hands" and words.word(here + 1) == "of":
                return self.series(here + 2, len(words.tags))
        return []

    # Subjects -----------------------------------------------------------------------------------

    def subject(self, at: int) -> list[Range]:
        """The subject of the verb at a word."""
        words, end = self.words, at
        while end > 0 and (
            words.tags[end - 1] in (Tag.ADVERB, Tag.AUXILIARY, Tag.TIME) or words.low[end - 1] in ("to", "“", '"')
        ):
            if words.low[end - 1] == "to":
                return self._infinitive(end - 1)
            end -= 1
        if words.at(end - 1) is Tag.RELATIVE:
            return self._antecedent(end - 1)
        if self.gerund(at) and end == at and words.at(end - 1) in (Tag.MARK, Tag.SUBORDINATOR, Tag.PREPOSITION):
            return self._charged(end - 1) or self._main(at)
        if end == at and end > 0 and self.gerund(at) and self.finite_here(end - 1):
            return self.subject(end - 1)
        return self._in_region(self._start(end), end, joint=not (end == at and self.gerund(at)))

    def _antecedent(self, relative: int) -> list[Range]:
        at = relative
        while at > 0 and (self.words.low[at - 1] in (",",) or self.words.tags[at - 1] in (Tag.PREPOSITION, Tag.TIME)):
            at -= 1
        found = self.ending(at)
        return [found] if found else []

    def _infinitive(self, to: int) -> list[Range]:
        """The subject of an infinitive: the object of "allow", else the subject of the verb before."""
        words = self.words
        for back in range(to - 1, max(-1, to - 14), -1):
            if words.tags[back] is not Tag.WORD and words.tags[back] is not Tag.AUXILIARY:
                continue
            known = verb(words.low[back])
            if words.tags[back] is Tag.AUXILIARY or (
                known
                and not words.capital(back)
                and (words.finite(back) or words.passive(back) or known[1] is Form.ING)
            ):
                if known and known[0] in self.lists.causing and not words.passive(back):
                    objects = self.objects(back + 1)
                    return objects or self.subject(back)
                return self.subject(back)
        return []

    def _charged(self, preposition: int) -> list[Range]:
        """The one who is accused of the deed in "-ing" behind a preposition."""
        words = self.words
        if words.low[preposition] not in ("of", "from", "for"):
            return []
        for back in range(preposition - 1, max(-1, preposition - 12), -1):
            known = verb(words.low[back]) if words.tags[back] is Tag.WORD else None
            if known and known[0] in self.lists.charging:
                return self.subject(back) if words.passive(back) else self.objects(back + 1)
        return []

    def _main(self, at: int) -> list[Range]:
        """The subject of the nearest finite verb before a participle, or of the first one behind it."""
        words = self.words
        for back in range(at - 1, max(-1, at - _BACK), -1):
            if words.tags[back] is Tag.WORD and words.finite(back) and not words.capital(back):
                return self.subject(back)
        for ahead in range(at + 1, min(len(words.tags), at + _REACH)):
            if words.low[ahead] == "," and words.at(ahead + 1) in (*INNER, Tag.PRONOUN):
                return self.series(ahead + 1, len(words.tags))
        return []

    def _start(self, end: int) -> int:
        """Where the clause of a verb begins: behind the last mark, subordinator or verb of saying."""
        words = self.words
        back = end
        while back > max(0, end - _BACK):
            back -= 1
            if opened := self._opening(back):
                back = opened
                continue
            if words.low[back] in _CUT or (words.tags[back] is Tag.SUBORDINATOR and not self._prepositional(back)):
                return back + 1
            if words.tags[back] is Tag.RELATIVE and words.low[back] == "that" and self._told(back):
                return back + 1
            if words.tags[back] is Tag.WORD and self._says(back) and words.at(back + 1) is not Tag.MARK:
                return back + 1
        return back

    def _told(self, that: int) -> bool:
        """Whether "that" opens what somebody says or a verb takes, rather than a relative clause."""
        near = range(max(0, that - 6), that - 1)
        known = verb(self.words.word(that - 1))
        said = known is not None and known[0] in self.lists.speech
        return that > 0 and (said or self.finite_here(that - 1) or any(self._says(i) for i in near))

    def _opening(self, at: int) -> int | None:
        """Where a bracket or a pair of dashes that closes at a word was opened."""
        low = self.words.low
        pair = {")": "(", "—": "—", "–": "–", "-": "-"}.get(low[at])
        if pair is None:
            return None
        return next((i for i in range(at - 1, max(0, at - _BACK), -1) if low[i] == pair), None)

    def _prepositional(self, at: int) -> bool:
        """Whether "after", "since" or "as" stands before a phrase only ("after the attack, ...")."""
        if self.words.low[at] not in ("after", "before", "since", "until", "as"):
            return False
        for here in range(at + 1, min(len(self.words.tags), at + 14)):
            if self.words.low[here] == ",":
                return True
            if self.finite_here(here) or self.words.tags[here] is Tag.AUXILIARY:
                return False
        return False

    def _says(self, at: int) -> bool:
        known = verb(self.words.low[at])
        return known is not None and known[0] in self.lists.speech and self.words.finite(at)

    def _in_region(self, start: int, end: int, *, joint: bool) -> list[Range]:
        """The first phrase of a clause that no preposition governs."""
        start = self._behind_adverbial(start, end)
        second = self._joint(start, end) if joint else None
        if second is not None:
            start = second
        at = start
        while at < end:
            tag = self.words.tags[at]
            if tag is Tag.PREPOSITION:
                at = self._skip(at + 1, end)
            elif tag in (*INNER, Tag.PRONOUN):
                return self._apposed(self.series(at, end), end) or self.left_of(end)
            else:
                at += 1
        return self.left_of(end)

    def _apposed(self, found: list[Range], end: int) -> list[Range]:
        """Only the first of a series that a comma closes ("the hostages, two nuns and a driver, were")."""
        closed = len(found) > 1 and found[-1][1] < end and self.words.low[found[-1][1]] == ","
        return found[:1] if closed else found

    def _skip(self, at: int, end: int) -> int:
        """Behind the phrase that a preposition governs."""
        if self.words.at(at) is Tag.TIME:
            while at < end and self.words.tags[at] is Tag.TIME:
                at += 1
            return at
        item = self.phrase(at, end)
        return item[1] if item else at

    def _behind_adverbial(self, start: int, end: int) -> int:
        """Behind "On Monday," and the like at the start of a clause."""
        words = self.words
        for _ in range(3):
            opens = words.at(start) in (Tag.PREPOSITION, Tag.ADVERB, Tag.TIME, Tag.SUBORDINATOR, Tag.CONJUNCTION) or (
                start < end and self.gerund(start)
            )
            comma = next((i for i in range(start, end) if words.low[i] == ","), None)
            if not opens or comma is None or comma + 1 >= end:
                return start
            start = comma + 1
        return start

    def _joint(self, start: int, end: int) -> int | None:
        """Where a second clause behind "and" or a comma begins; None where the subject is shared."""
        words = self.words
        for back in range(end - 1, start, -1):
            if words.tags[back] is not Tag.CONJUNCTION and words.low[back] != ",":
                continue
            item = self.phrase(back + 1, end) if back + 1 < end else None
            closes = item is not None and item[1] >= end - 0
            told = any(words.finite(i) for i in range(start, back))
            if closes and told and words.at(back + 1) in (*INNER, Tag.PRONOUN) and not self._relative_only(start, back):
                return back + 1
        return None

    def _relative_only(self, start: int, end: int) -> bool:
        """Whether the only verbs of a range stand in a relative clause."""
        first = next((i for i in range(start, end) if self.words.tags[i] is Tag.RELATIVE), None)
        return first is not None and not any(self.words.finite(i) for i in range(start, first))

    # Nouns and states ---------------------------------------------------------------------------

    def _bearer(self, trigger: Trigger) -> list[Range]:
        """Whom a state such as "dead" is said of."""
        words = self.words
        if words.at(trigger.last) is Tag.WORD and not words.finite(trigger.last):
            item = self._around(trigger)
            return [item] if item else []
        before = words.at(trigger.first - 1)
        if before in (Tag.AUXILIARY, Tag.ADVERB):
            return self.subject(trigger.first)
        if before is Tag.CONJUNCTION:
            return []
        found = self.ending(trigger.first)
        return [found] if found else []

    def _around(self, trigger: Trigger) -> Range | None:
        first = trigger.first
        while first > 0 and self.words.tags[first - 1] in (Tag.DETERMINER, Tag.NUMBER):
            first -= 1
        return self.phrase(first, len(self.words.tags))

    def _nominal(self, trigger: Trigger) -> tuple[list[Range], list[Range]]:
        agents, patients = self._light(trigger)
        owner = self._owner(trigger.first)
        undergone = trigger.type in self.lists.undergone or trigger.type in self.lists.undergoers
        if owner:
            (patients if undergone and not self._has_of(trigger) else agents).append(owner)
        for preposition, phrases in self._attached(trigger.last):
            if preposition == "by":
                agents = phrases
            elif self._aims(trigger, preposition):
                patients = patients + phrases
            elif preposition == "between" or (preposition == "of" and not owner):
                agents = agents + phrases
            elif preposition == "with" and trigger.family in ("attack", "peace"):
                patients = patients + phrases
        return agents, patients

    def _aims(self, trigger: Trigger, preposition: str) -> bool:
        """Whether a preposition behind a noun leads to the one that it is done to."""
        if preposition == "on":
            return trigger.type != "clash"
        return preposition in ("against", "upon", "targeting") or (preposition == "of" and self._suffers(trigger))

    def _suffers(self, trigger: Trigger) -> bool:
        return (
            trigger.type in self.lists.undergone
            or trigger.type in self.lists.undergoers
            or trigger.form is Form.ING
            or (trigger.family in ("control",) and trigger.type != "surrender")
            or (trigger.type == "attack" and trigger.lemma not in ("offensive",))
        )

    def _has_of(self, trigger: Trigger) -> bool:
        return self.words.word(trigger.last) in ("of", "on", "against")

    def _owner(self, first: int) -> Range | None:
        """The possessor before a noun: "the army's heavy shelling"."""
        words, at = self.words, first
        while at > 0 and first - at < 5 and words.tags[at - 1] is Tag.WORD and not words.owner[at - 1]:
            at -= 1
        if at == 0 or not words.owner[at - 1] or words.tags[at - 1] is not Tag.WORD:
            return None
        return self.ending(at)

    def _light(self, trigger: Trigger) -> tuple[list[Range], list[Range]]:
        """The subject of the verb whose object the noun is: "launched an attack"."""
        words = self.words
        at = trigger.first - 1
        while at >= 0 and trigger.first - at < 6 and words.tags[at] in INNER and not self._is_light(at):
            at -= 1
        while at >= 0 and words.low[at] in ("out", "off", "up"):
            at -= 1
        if at >= 0 and self._is_light(at) and not words.passive(at) and not words.owner[trigger.first - 1]:
            return self.subject(at), []
        attached = self._attached(trigger.last)
        ahead = attached[-1][1][-1][1] if attached else trigger.last
        begin = ahead
        while words.at(ahead) in (Tag.AUXILIARY, Tag.ADVERB):
            ahead += 1
        if ahead > begin and ahead < len(words.tags) and self._is_light(ahead) and words.passive(ahead):
            return self._by(ahead), []
        return [], []

    def _is_light(self, at: int) -> bool:
        known = verb(self.words.low[at])
        return known is not None and known[0] in self.lists.light and self.words.tags[at] in (Tag.WORD,)

    def _attached(self, at: int) -> list[tuple[str, list[Range]]]:
        """The prepositional phrases behind a noun, up to a verb or mark."""
        words = self.words
        found: list[tuple[str, list[Range]]] = []
        while at < len(words.tags) and len(found) < 5:
            if words.tags[at] is Tag.TIME:
                at += 1
                continue
            if words.low[at] == "targeting":
                pass
            elif words.tags[at] is not Tag.PREPOSITION:
                break
            if words.at(at + 1) is Tag.TIME or words.at(at + 1) not in (*INNER, Tag.PRONOUN):
                at = self._skip(at + 1, len(words.tags)) if words.at(at + 1) is Tag.TIME else at + 1
                if words.at(at - 1) is not Tag.TIME:
                    break
                continue
            phrases = self.series(at + 1, len(words.tags), between=words.low[at] == "between")
            if not phrases:
                break
            found.append((words.low[at], phrases))
            at = phrases[-1][1]
        return found
