"""Who said what, by rules: every region is read for cues, each cue by where its source and its content stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract import clauses, hops, subjects
from kg.extract.clauses import Behind
from kg.extract.cues import Cue, cue_at, group
from kg.extract.document import Attribution, Carrier, Document, Quotation
from kg.extract.hedging import hedges_in, polarity_of
from kg.extract.regions import Region, regions
from kg.extract.subjects import Range
from kg.model.spans import Span, Spans
from kg.model.vocabulary import Form, Role, Stance, Target
from kg.ontology import lexicon

MAX_DEPTH = 3
_POINTING = 5
"""Words of a content that can point back at another one."""
_CLOSE = 10
"""Tokens from the end of a clause within which a closing credit is looked for."""


@dataclass(slots=True)
class Draft:
    """An attribution in tokens of its region."""

    source: Range | None
    cue: Range | None
    content: list[Range]
    stance: Stance
    rule: str
    carriers: tuple[tuple[Range, str], ...] = ()
    parent: int | None = None
    spoken: Range | None = None
    borrowed: Spans = ()


class Reader:
    """Reads one region; `drafts` are in order of their parents."""

    def __init__(self, region: Region) -> None:
        self.region, self.tokens, self.quoted = region, region.tokens, region.quoted
        self.drafts: list[Draft] = []

    def read(self) -> list[Draft]:
        """All attributions of the region."""
        self._clause((0, len(self.tokens)), None, 0, None)
        self._cited()
        if self.region.role in (Role.TITLE, Role.SUBTITLE, Role.HEADING) and not self.drafts:
            self._headline()
        return self.drafts

    def _cited(self) -> None:
        """Both of "Citing X, Y said C" and "C, Y said, citing X": Y says C, and X says it inside."""
        outer = [n for n, draft in enumerate(self.drafts) if draft.parent is None and draft.source]
        if len(outer) != 1:
            return
        own, start = self.drafts[outer[0]], clauses.dateline_end(self.tokens, (0, len(self.tokens)))
        for i in (k for k in range(start, len(self.tokens)) if self.tokens[k].low in ("citing", "quoting")):
            inside = any(a <= i < b for a, b in own.content)
            who = (
                None
                if inside or self.quoted[i]
                else subjects.behind(self.tokens, (i + 1, len(self.tokens)), self.quoted)
            )
            if who and who != own.source:
                cited = Draft(who, (i, i + 1), list(own.content), own.stance, "citing", parent=outer[0])
                self.drafts.append(cited)
                return

    def _clause(self, span: Range, parent: int | None, depth: int, source: Range | None) -> None:
        """Read one clause: a preposition ("according to"), else its first cue that can be read."""
        if depth >= MAX_DEPTH or span[1] - span[0] < 2:
            return
        if self._according(span, parent, depth) or self._adverb(span, parent):
            return
        if self._closing(span, parent, depth):
            return
        for i in range(*span):
            if self.quoted[i]:
                continue
            cue = cue_at(self.tokens, i, span[0])
            if cue and not self.quoted[cue.first] and self._read_cue(cue, span, parent, depth, source):
                return

    def _closing(self, span: Range, parent: int | None, depth: int) -> bool:
        """Read a credit that ends the clause ("..., the union said") before any cue inside what it credits."""
        last = next((i for i in range(span[1] - 1, span[0], -1) if self.tokens[i].text[0].isalnum()), span[0])
        for i in range(last, max(span[0], last - _CLOSE), -1):
            cue = None if self.quoted[i] else cue_at(self.tokens, i, span[0])
            if cue is None or cue.form != "finite" or self.quoted[cue.first]:
                continue
            after = clauses.behind(self.tokens, self.quoted, cue, span[1])
            who = subjects.before(self.tokens, (span[0], cue.first), self.quoted)
            if after.rest[0] < after.rest[1] or who is None or who[0] == span[0]:
                return False
            said = clauses.content_before(self.tokens, self.quoted, (span[0], who[0]))
            return said is not None and self._postposed(cue, span, parent, depth, who, said, after)
        return False

    def _add(self, draft: Draft, parent: int | None, depth: int) -> bool:
        """Keep a draft and read inside its content."""
        draft.content = [c for c in (self._tidy(span) for span in draft.content) if c[0] < c[1]]
        if not draft.content:
            return False
        draft.parent = parent
        self.drafts.append(draft)
        own = len(self.drafts) - 1
        for span in draft.content:
            if not all(self.quoted[k] for k in range(*span)):
                self._clause(span, own, depth + 1, None)
        return True

    def _tidy(self, span: Range) -> Range:
        """A content without the marks around it, "that" in front, and the full stop behind."""
        start, end = span
        while (
            start < end
            and not self.quoted[start]
            and (not self.tokens[start].text[0].isalnum() and self.tokens[start].text not in "$£€([")
        ):
            start += 1
        if start < end and self.tokens[start].low == "that" and not self.quoted[start]:
            start += 1
        while (
            end > start
            and not self.quoted[end - 1]
            and self.tokens[end - 1].text in {",", ".", ";", ":", "-", "–", "—", "--", "?", "!", "("}
        ):
            end -= 1
        return start, end

    def _read_cue(self, cue: Cue, span: Range, parent: int | None, depth: int, source: Range | None) -> bool:
        if cue.form == "passive":
            return self._passive(cue, span, parent, depth)
        if cue.form == "ing":
            return self._participle(cue, span, parent, depth, source)
        if cue.first == span[0] and source is not None:
            return self._preposed(cue, span, parent, depth, source)
        left = (clauses.dateline_end(self.tokens, (span[0], cue.first)), cue.first)
        if clauses.inverted(self.tokens, self.quoted, cue, span):
            return self._inverted(cue, span, parent, depth)
        who = subjects.before(self.tokens, left, self.quoted)
        after = clauses.behind(self.tokens, self.quoted, cue, span[1])
        if who is None:
            return self._unmarked(cue, span, parent, depth, after)
        said = clauses.content_before(self.tokens, self.quoted, (left[0], who[0]))
        rest = clauses.is_content(self.tokens, self.quoted, cue, after)
        if said and (not rest or self._splits(said, after)):
            return self._postposed(cue, span, parent, depth, who, said, after)
        if rest:
            return self._preposed(cue, span, parent, depth, clauses.relative(self.tokens, who))
        return self._unmarked(cue, span, parent, depth, after)

    def _unmarked(self, cue: Cue, span: Range, parent: int | None, depth: int, after: Behind) -> bool:
        """A source behind its statement without a comma between them."""
        who = subjects.closing(self.tokens, (span[0], cue.first))
        if who is None or after.rest[0] < after.rest[1] or any(self.quoted[who[0] : who[1]]):
            return False
        said = (clauses.dateline_end(self.tokens, (span[0], who[0])), who[0])
        if not subjects.has_verb(self.tokens, said):
            return False
        return self._postposed(cue, span, parent, depth, who, said, after)

    def _splits(self, said: Range, after: Behind) -> bool:
        """Whether a statement goes on behind its cue (""A," he said. "B"")."""
        return self.quoted[said[1] - 1] and (after.rest[0] >= after.rest[1] or self.quoted[after.rest[0]])

    def _postposed(  # noqa: PLR0917 - what a cue's clause is made of
        self, cue: Cue, span: Range, parent: int | None, depth: int, who: Range, said: Range, after: Behind
    ) -> bool:
        content = [said]
        if after.rest[0] < after.rest[1] and self.quoted[after.rest[0]]:
            content.append(after.rest)
        draft = Draft(who, (cue.first, cue.last), content, cue.stance, "postposed", after.carriers, spoken=after.spoken)
        kept = self._add(draft, parent, depth)
        tail = after.rest if len(content) == 1 else (span[1], span[1])
        if kept and tail[0] < tail[1]:
            self._tail(tail, parent, depth, who)
        return kept

    def _inverted(self, cue: Cue, span: Range, parent: int | None, depth: int) -> bool:
        who = subjects.behind(self.tokens, (cue.last, span[1]), self.quoted)
        said = clauses.content_before(self.tokens, self.quoted, (span[0], cue.first))
        if who is None or said is None:
            return False
        after = clauses.behind_source(self.tokens, self.quoted, who[1], span[1])
        content = [said]
        if after.rest[0] < after.rest[1] and self.quoted[after.rest[0]]:
            content.append(after.rest)
        draft = Draft(who, (cue.first, cue.last), content, cue.stance, "inverted", after.carriers, spoken=after.spoken)
        kept = self._add(draft, parent, depth)
        if kept and len(content) == 1 and after.rest[0] < after.rest[1]:
            self._tail(after.rest, parent, depth, who)
        return kept

    def _preposed(self, cue: Cue, span: Range, parent: int | None, depth: int, who: Range | None) -> bool:
        after = clauses.behind(self.tokens, self.quoted, cue, span[1])
        if not clauses.is_content(self.tokens, self.quoted, cue, after):
            return False
        end, tail = clauses.end_of_content(self.tokens, self.quoted, after.rest)
        content = [(after.rest[0], end)]
        who, carriers = self._carried(who, after.carriers)
        if who and clauses.is_expletive(self.tokens, who):
            who = None
        draft = Draft(who, (cue.first, cue.last), content, cue.stance, "preposed", carriers, spoken=after.spoken)
        kept = self._add(draft, parent, depth)
        if kept and tail[0] < tail[1]:
            self._tail(tail, parent, depth, who)
        return kept

    def _tail(self, span: Range, parent: int | None, depth: int, source: Range | None) -> None:
        """What follows behind a content: ", adding that ...", "and warned that ...", ", while Y said ..."."""
        start = span[0]
        while start < span[1] and (
            not self.tokens[start].text[0].isalnum()
            or self.tokens[start].low in ("and", "but", "while", "or", "although")
        ):
            start += 1
        self._clause((start, span[1]), parent, depth, source)

    def _carried(
        self, who: Range | None, carriers: tuple[tuple[Range, str], ...]
    ) -> tuple[Range | None, tuple[tuple[Range, str], ...]]:
        """The source without the carrier inside it ("a statement shared by the agency"), and all carriers."""
        if who is None:
            return None, carriers
        cut = hops.carrier_inside(self.tokens, who)
        return (cut[0], (*cut[1], *carriers)) if cut else (who, carriers)

    def _participle(self, cue: Cue, span: Range, parent: int | None, depth: int, source: Range | None) -> bool:
        after = clauses.behind(self.tokens, self.quoted, cue, span[1])
        if not clauses.is_content(self.tokens, self.quoted, cue, after) or cue.lemma in (
            "read",
            "show",
            "find",
            "name",
        ):
            return False
        if cue.lemma in ("cite", "quote"):
            return False
        who = source or subjects.subject_of(self.tokens, (span[0], cue.first))
        if who is None:
            return False
        end, tail = clauses.end_of_content(self.tokens, self.quoted, after.rest)
        draft = Draft(who, (cue.first, cue.last), [(after.rest[0], end)], cue.stance, "participle", after.carriers)
        kept = self._add(draft, parent, depth)
        if kept and tail[0] < tail[1]:
            self._tail(tail, parent, depth, who)
        return kept

    def _passive(self, cue: Cue, span: Range, parent: int | None, depth: int) -> bool:
        """Passives: "it was reported that C", "X is believed to C", "C was reported by S", "was quoted as saying C"."""
        low = [token.low for token in self.tokens[cue.last : cue.last + 2]]
        if low == ["as", "saying"]:
            return self._preposed(
                replace(cue, last=cue.last + 2),
                span,
                parent,
                depth,
                subjects.before(self.tokens, (span[0], cue.first), self.quoted),
            )
        who = subjects.before(self.tokens, (span[0], cue.first), self.quoted)
        if who is None:
            return False
        if low[:1] == ["by"] and (cue.lemma not in group("strict") or cue.lemma in group("objects")):
            agent = subjects.behind(self.tokens, (cue.last + 1, span[1]), self.quoted)
            return bool(agent) and self._add(
                Draft(agent, (cue.first, cue.last), [who], cue.stance, "passive"), parent, depth
            )
        if clauses.is_expletive(self.tokens, who) and cue.last < span[1]:
            after = clauses.behind(self.tokens, self.quoted, cue, span[1])
            end, _ = clauses.end_of_content(self.tokens, self.quoted, after.rest)
            return self._add(
                Draft(None, (who[0], cue.last), [(after.rest[0], end)], cue.stance, "expletive"), parent, depth
            )
        if low[:1] == ["to"] and cue.lemma in group("passive_to"):
            end, _ = clauses.end_of_content(self.tokens, self.quoted, (cue.last, span[1]))
            return self._add(
                Draft(None, (cue.first, cue.last), [who, (cue.last, end)], cue.stance, "passive to"), parent, depth
            )
        if cue.stance is Stance.ACCUSES and low[:1] == ["of"]:
            end, _ = clauses.end_of_content(self.tokens, self.quoted, (cue.last, span[1]))
            return self._add(
                Draft(None, (cue.first, cue.last), [who, (cue.last, end)], cue.stance, "passive to"), parent, depth
            )
        return False

    def _according(self, span: Range, parent: int | None, depth: int) -> bool:
        found = clauses.preposition(self.tokens, self.quoted, span)
        if found is None:
            return False
        cue, who, content = found
        who_cut, carriers = self._carried(who, ())
        draft = Draft(who_cut, cue, [content], Stance.ASSERTS, "according to", carriers)
        kept = self._add(draft, parent, depth)
        if kept and content[0] > cue[0] and depth == 0:
            return True
        return kept

    def _adverb(self, span: Range, parent: int | None) -> bool:
        """An adverb that credits nobody: "reportedly", "allegedly"; reading goes on for other cues."""
        for i in range(*span):
            if self.tokens[i].low in group("adverb_cues") and not self.quoted[i] and self.tokens[i].low != "":
                start, end = clauses.around(self.tokens, self.quoted, i, span)
                pieces = [piece for piece in ((start, i), (i + 1, end)) if piece[0] < piece[1]]
                tidy = [t for t in map(self._tidy, pieces) if t[0] < t[1]]
                if tidy and not any(cue_at(self.tokens, k, span[0]) for k in range(start, end) if not self.quoted[k]):
                    self.drafts.append(Draft(None, (i, i + 1), tidy, Stance.ASSERTS, "adverb", parent=parent))
                    return True
        return False

    def _headline(self) -> None:
        """Headlines: "S: C"."""
        marks = [i for i, token in enumerate(self.tokens) if token.text == ":" and not self.quoted[i]]
        if len(marks) != 1 or not 0 < marks[0] <= 5 or len(self.tokens) - marks[0] < 4:
            return
        who = subjects.trimmed(self.tokens, (0, marks[0]))
        if who[0] < who[1] and self.tokens[who[0]].text[0].isupper() and self.quoted[marks[0] + 1]:
            self._add(Draft(who, None, [(marks[0] + 1, len(self.tokens))], Stance.ASSERTS, "headline"), None, 1)


def _span(region: Region, piece: Range) -> Span:
    return region.tokens[piece[0]].start, region.tokens[piece[1] - 1].end


def _form(region: Region, content: Sequence[Range]) -> Form:
    flags = [region.quoted[i] for piece in content for i in range(*piece) if region.tokens[i].text[0].isalnum()]
    if flags and all(flags):
        return Form.DIRECT
    return Form.MIXED if any(flags) else Form.INDIRECT


def _finished(region: Region, draft: Draft, base: int, text: str) -> Attribution:
    content = tuple(sorted(_span(region, piece) for piece in draft.content))
    source = draft.borrowed or ((_span(region, draft.source),) if draft.source else ())
    cue = (_span(region, draft.cue),) if draft.cue else ()
    polarity, modality = polarity_of(region.tokens, draft.content)
    target = Target.EVENT if draft.stance in (Stance.DENIES, Stance.DOUBTS) else None
    form = _form(region, draft.content)
    return Attribution(
        source=source,
        cue=cue,
        content=content,
        carriers=tuple(Carrier((_span(region, span),), cue_word) for span, cue_word in draft.carriers),
        hedges=hedges_in(text, region, draft.cue, content),
        form=form,
        stance=_claimed(draft, region),
        polarity=polarity,
        modality=modality,
        target=_target(region, draft, target),
        parent=None if draft.parent is None else base + draft.parent,
        about=None,
        spoken=_span(region, draft.spoken) if draft.spoken else None,
        rule=draft.rule,
        confidence=_confidence(draft.rule, form),
    )


def _confidence(rule: str, form: Form) -> float:
    table = lexicon("confidence")
    return float(table.get(f"{rule} {form.value}", table.get(rule, table["default"])))


def _claimed(draft: Draft, region: Region) -> Stance:
    """A denial, promise and the like by its content: "denied responsibility" stays a denial."""
    first = region.tokens[draft.content[0][0]].low
    if draft.stance is Stance.ASSERTS and first == "responsibility":
        return Stance.CLAIMS_RESPONSIBILITY
    return draft.stance


def _target(region: Region, draft: Draft, target: Target | None) -> Target | None:
    if target is None:
        return None
    words = {region.tokens[i].low for piece in draft.content for i in range(*piece)}
    for name, known in lexicon("denials").items():
        if words & set(known):
            return Target(name)
    return target


def attribute(document: Document, quotations: Sequence[Quotation]) -> tuple[Attribution, ...]:
    """The attributions of a document.

    Args:
        document: one part of an article in sentences.
        quotations: its quotations.

    Returns:
        In order of the text; a parent stands before what is nested in it.
    """
    found: list[Attribution] = []
    last: Attribution | None = None
    last_paragraph = -2
    for region in regions(document, quotations):
        own = [_finished(region, draft, len(found), document.text) for draft in Reader(region).read()]
        if not own and region.wholly_quoted and last and region.paragraph - last_paragraph <= 1:
            last = _continued(found, last, region, same=region.paragraph == last_paragraph)
            last_paragraph = region.paragraph
            continue
        found.extend(own)
        outer = [item for item in own if item.parent is None and item.source]
        if outer:
            last, last_paragraph = outer[-1], region.paragraph
    return tuple(_pointed(item, found[:n], document.text) for n, item in enumerate(found))


def _pointed(item: Attribution, before: Sequence[Attribution], text: str) -> Attribution:
    """A denial, doubt or confirmation of what was said before ("the charge", "his claim"), with what it is about."""
    if item.stance not in (Stance.DENIES, Stance.DOUBTS, Stance.CONFIRMS):
        return item
    words = text[item.content[0][0] : item.content[-1][1]].lower().split()
    if len(words) > _POINTING or not set(words) & set(lexicon("cues")["pointers"]):
        return item
    about = next((n for n in range(len(before) - 1, -1, -1) if before[n].source != item.source), None)
    return replace(item, about=about)


def _continued(found: list[Attribution], last: Attribution, region: Region, *, same: bool) -> Attribution:
    """A quotation without a cue: the same statement goes on, or the same speaker makes another one."""
    span = _span(region, (0, len(region.tokens)))
    if same and last.form is Form.DIRECT:
        index = found.index(last)
        found[index] = replace(last, content=(*last.content, span))
        return found[index]
    whole = (0, len(region.tokens))
    polarity, modality = polarity_of(region.tokens, [whole])
    added = replace(
        last,
        cue=(),
        content=(span,),
        carriers=(),
        hedges=(),
        form=Form.DIRECT,
        stance=Stance.ASSERTS,
        polarity=polarity,
        modality=modality,
        target=None,
        parent=None,
        about=None,
        spoken=None,
        rule="continued",
        confidence=_confidence("continued", Form.DIRECT),
    )
    found.append(added)
    return added
