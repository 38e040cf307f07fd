"""What stands behind and before a cue: addressee, adverbials, "that", the content and where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract import hops, subjects
from kg.extract.cues import Cue, cue_at, forms, group, words
from kg.extract.document import Token
from kg.extract.hops import MARKS, PRONOUNS, TIME
from kg.extract.subjects import Range

_JOINTS = frozenset({"and", "but", "while", "though", "although", "as", "or", "whereas", "yet"})


@dataclass(frozen=True, slots=True)
class Behind:
    """What follows a cue.

    Attributes:
        rest: what is left for content.
        carriers: addressees and media with the word that names the hop.
        spoken: the words that say when it was said.
        that: whether "that" opens the rest.
    """

    rest: Range
    carriers: tuple[tuple[Range, str], ...] = ()
    spoken: Range | None = None
    that: bool = False


def _adverbial_end(tokens: Sequence[Token], quoted: Sequence[bool], i: int, end: int) -> int | None:
    """Where an adverbial of the saying ("on Tuesday", "in a statement posted on X", "by telephone") ends, or None."""
    low = tokens[i].low
    if low in TIME and low not in ("may", "march"):
        return i + 1 + (i + 1 < end and tokens[i + 1].low in TIME)
    if low not in group("adverbials"):
        return None
    if low in ("earlier", "later"):
        return i + 1
    window = range(i + 1, min(end, i + 7))
    time = next((k for k in window if tokens[k].low in TIME), None)
    medium = next((k for k in window if tokens[k].low in group("media_nouns")), None)
    blocked = next((k for k in window if tokens[k].text in MARKS or quoted[k] or tokens[k].low == "that"), end)
    found = [k for k in (medium, time) if k is not None and k < blocked]
    if not found:
        return None
    at = min(found) + 1
    while at < end and tokens[at].low in TIME and not quoted[at]:
        at += 1
    return at


def behind(tokens: Sequence[Token], quoted: Sequence[bool], cue: Cue, end: int) -> Behind:
    """What follows a cue, taken apart.

    Args:
        tokens: of a region.
        quoted: which of them stand in quotations.
        cue: the cue.
        end: where the clause ends.

    Returns:
        Addressee and media as carriers, the time of speech, and the rest.
    """
    i, carriers = hops.addressee(tokens, quoted, cue, end)
    return _skipped(tokens, quoted, i, end, carriers)


def behind_source(tokens: Sequence[Token], quoted: Sequence[bool], i: int, end: int) -> Behind:
    """What follows a source that stands behind its cue ("said Brandt on Tuesday. ...")."""
    return _skipped(tokens, quoted, i, end, ())


def _skipped(
    tokens: Sequence[Token], quoted: Sequence[bool], i: int, end: int, carriers: tuple[tuple[Range, str], ...]
) -> Behind:
    spoken: Range | None = None
    while i < end and not quoted[i]:
        stop = _adverbial_end(tokens, quoted, i, end)
        if stop is not None:
            if any(tokens[k].low in TIME for k in range(i, stop)):
                spoken = spoken or (i, stop)
            i, more = hops.interviewer(tokens, quoted, i, stop, end)
            carriers = (*carriers, *more)
        elif tokens[i].text in MARKS or tokens[i].text in {".", ";"}:
            i += 1
        else:
            break
    that = i < end and tokens[i].low == "that" and not quoted[i]
    return Behind((i + that, end), carriers, spoken, that)


def is_content(tokens: Sequence[Token], quoted: Sequence[bool], cue: Cue, after: Behind) -> bool:
    """Whether what follows a cue is a statement rather than the end of a sentence."""
    start, end = after.rest
    while start < end and not tokens[start].text[0].isalnum() and not quoted[start]:
        start += 1
    if start >= end:
        return False
    if quoted[start] or after.that:
        return True
    base = cue.lemma.partition(" ")[0]
    if base in group("naming"):
        return cue.lemma != base or _named_so(tokens, quoted, (start, end))
    if base in group("figured"):
        return any(
            tokens[k].low == "at" and any(tokens[i].text[0].isdigit() for i in range(k + 1, min(end, k + 4)))
            for k in range(start, min(end, start + 12))
        )
    if base in group("plain") and _adjunct(tokens, start):
        return False
    if cue.lemma in words()["particle_stance"] or cue.lemma != base:
        return True
    clause = subjects.has_verb(tokens, (start, end)) or any(quoted[k] for k in range(start, end))
    if base in group("strict") and base not in group("objects"):
        return clause and _opens_clause(tokens, quoted, start, end)
    if tokens[start].low in ("by", "for", "with", "as", "from", "against") and base not in ("say", "tell"):
        return False
    return clause or base in group("objects") or subjects.any_verb(tokens, (start, end))


def _named_so(tokens: Sequence[Token], quoted: Sequence[bool], rest: Range) -> bool:
    """Whether something is called a name: in quotation marks, or "him a"."""
    start, end = rest
    if (
        tokens[start].low in PRONOUNS | {"this", "that"}
        and start + 1 < end
        and tokens[start + 1].low in ("a", "an", "the")
    ):
        return True
    quote = next((k for k in range(start, min(end, start + 10)) if quoted[k]), None)
    return quote is not None and not any(tokens[k].text in (",", ";") for k in range(start, quote))


def _adjunct(tokens: Sequence[Token], start: int) -> bool:
    """Whether what follows a plain verb of saying is no statement ("said although", "said, citing")."""
    low = tokens[start].low
    return low in group("adjuncts") or (low.endswith("ing") and low not in ("nothing", "something", "everything"))


def _opens_clause(tokens: Sequence[Token], quoted: Sequence[bool], start: int, end: int) -> bool:
    """Whether a subject and then a verb follow directly, as behind "found that" without its "that"."""
    if quoted[start]:
        return True
    limit = min(end, start + 9)
    stop = next(
        (k for k in range(start, limit) if tokens[k].text in MARKS or tokens[k].low in ("to", "for", "that")), limit
    )
    opener = tokens[start].low
    adverbial = opener in group("adverbials") and opener not in ("this", "last")
    return not adverbial and subjects.has_verb(tokens, (start, stop))


def content_before(tokens: Sequence[Token], quoted: Sequence[bool], span: Range) -> Range | None:
    """The statement that stands before a source, or None where only an adverbial stands there.

    Args:
        tokens: of a region.
        quoted: which of them stand in quotations.
        span: from the start of the clause to the source.

    Returns:
        The range without the comma that ends it.
    """
    start, end = span
    while end > start and not quoted[end - 1] and not tokens[end - 1].text[0].isalnum():
        end -= 1
    start = dateline_end(tokens, (start, end))
    if end - start < 2:
        return (start, end) if end > start and quoted[start] else None
    if end == span[1] and not quoted[end - 1]:
        return None
    if any(quoted[k] for k in range(start, end)) and quoted[end - 1]:
        first = next(k for k in range(start, end) if quoted[k])
        return (start, end) if first - start < 25 else (first, end)
    opener = tokens[start].low
    subordinate = opener in (
        "while",
        "although",
        "though",
        "as",
        "when",
        "if",
        "because",
        "since",
        "after",
        "before",
        "until",
        "despite",
        "speaking",
        "asked",
    )
    if subordinate and len(subjects.segments(tokens, (start, end), quoted)) < 2:
        return None
    verb = subjects.has_verb(tokens, (start, end)) or (end - start >= 5 and subjects.any_verb(tokens, (start, end)))
    return (start, end) if verb else None


def dateline_end(tokens: Sequence[Token], span: Range) -> int:
    """Past a dateline ("AMMAN:", "PORT SUDAN, March 12 (Agency) -")."""
    start, end = span
    if start != 0:
        return start
    for k in range(start, min(end, start + 14)):
        if tokens[k].text in ("-", "–", "—", "--", ":") and tokens[start].text.isupper():
            return k + 1
    return start


def inverted(tokens: Sequence[Token], quoted: Sequence[bool], cue: Cue, span: Range) -> bool:
    """Whether the source stands behind the cue (""C," said S", "C, says S")."""
    i = cue.first - 1
    if i < span[0] or cue.last >= span[1] or cue.first != cue.verb or cue.lemma in group("addressed"):
        return False
    boundary = quoted[i] or tokens[i].text in (",", "—", "–", "--")
    following = tokens[cue.last]
    if not boundary or quoted[cue.last] or not following.text[0].isalnum():
        return False
    if (
        following.low in ("that", "on", "in", "at", "to", "it", "he", "she", "they", "there")
        or following.low in forms()
    ):
        return following.low in ("he", "she", "they") and quoted[i]
    if not quoted[i]:
        clause = (cue.last, min(span[1], cue.last + 12))
        return not subjects.has_verb(tokens, clause) and cue.lemma in (
            "say",
            "write",
            "report",
            "add",
            "explain",
            "warn",
            "tell",
            "note",
        )
    return True


def relative(tokens: Sequence[Token], who: Range) -> Range:
    """The antecedent of "who" or "which", where that is the subject of the cue."""
    if who[1] - who[0] > 1 and tokens[who[1] - 1].low in ("who", "which", "that"):
        end = who[1] - 1
        while end > who[0] and not tokens[end - 1].text[0].isalnum():
            end -= 1
        return (who[0], end)
    return who


def is_expletive(tokens: Sequence[Token], who: Range) -> bool:
    """Whether the subject is the empty "it" of "it was reported"."""
    return who[1] - who[0] == 1 and tokens[who[0]].low in ("it", "there")


def end_of_content(tokens: Sequence[Token], quoted: Sequence[bool], rest: Range) -> tuple[int, Range]:
    """Where a content ends, and what follows it.

    It ends before a joint with a cue of its own ("and warned that", ", adding that", ", while Y said"), before a
    doubt of the article about it ("although this could not be confirmed"), and before a second credit.

    Args:
        tokens: of a region.
        quoted: which of them stand in quotations.
        rest: from the start of the content to the end of the clause.

    Returns:
        The end, and the range behind it (empty where nothing follows).
    """
    start, end = rest
    for k in range(start + 1, end):
        if quoted[k]:
            continue
        if _breaks(tokens, quoted, k, end):
            return k, (k, end)
    return end, (end, end)


def _breaks(tokens: Sequence[Token], quoted: Sequence[bool], k: int, end: int) -> bool:
    mark = tokens[k].text in (",", ";", "—", "–", "--") or quoted[k - 1]
    at = k + 1 if tokens[k].text in (",", ";", "—", "–", "--") else k
    if tokens[k].text == ";":
        return _has_cue(tokens, quoted, at, min(end, at + 14), at)
    joint = at < end and tokens[at].low in _JOINTS
    if joint and mark and _doubts(tokens, at, end):
        return True
    first = at + 1 if joint else at
    if first >= end or quoted[first] or not (mark or joint):
        return False
    cue = next(
        (
            c
            for i in range(first, min(end, first + 4))
            if not quoted[i] and (c := cue_at(tokens, i, first)) and c.first == first
        ),
        None,
    )
    if cue and cue.form in ("ing", "finite") and (joint or mark) and tokens[first].low not in ("to",):
        return cue.form == "ing" or joint
    return bool(
        mark
        and joint
        and tokens[at].low in ("while", "but", "and", "though", "although")
        and _own_clause(tokens, quoted, first, end)
    )


def _own_clause(tokens: Sequence[Token], quoted: Sequence[bool], first: int, end: int) -> bool:
    """Whether a short subject and a cue follow a joint."""
    for i in range(first + 1, min(end, first + 9)):
        if quoted[i] or tokens[i].text in (",", ";"):
            return False
        cue = cue_at(tokens, i, first)
        if cue and cue.first > first:
            return cue.form == "finite" and not subjects.has_verb(tokens, (first, cue.first))
    return False


def _has_cue(tokens: Sequence[Token], quoted: Sequence[bool], start: int, end: int, low: int) -> bool:
    return any(not quoted[i] and cue_at(tokens, i, low) is not None for i in range(start, end))


def _doubts(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a clause says that something could not be confirmed or verified."""
    low = [token.low for token in tokens[at : min(end, at + 14)]]
    return bool({"confirm", "confirmed", "verify", "verified", "corroborated"} & set(low)) and bool(
        {"not", "unable", "cannot"} & set(low)
    )


@cache
def _prepositions() -> dict[str, list[list[str]]]:
    """The credits that are prepositions, by their first word."""
    found: dict[str, list[list[str]]] = {}
    for phrase in words()["prepositions"]:
        parts = phrase.split()
        found.setdefault(parts[0], []).append(parts)
    return found


def preposition(tokens: Sequence[Token], quoted: Sequence[bool], span: Range) -> tuple[Range, Range, Range] | None:
    """What "According to S, C" and "C, according to S" hold: the cue, the source, the content."""
    for k in range(*span):
        if quoted[k]:
            continue
        for parts in _prepositions().get(tokens[k].low, ()):
            if [t.low for t in tokens[k : k + len(parts)]] == parts and k + len(parts) < span[1]:
                return _credited(tokens, quoted, span, (k, k + len(parts)))
    return None


def _credited(
    tokens: Sequence[Token], quoted: Sequence[bool], span: Range, cue: Range
) -> tuple[Range, Range, Range] | None:
    start = dateline_end(tokens, span)
    leading = all(not tokens[k].text[0].isalnum() or tokens[k].low in ("but", "and") for k in range(start, cue[0]))
    parts = subjects.segments(tokens, (cue[1], span[1]), quoted)
    if leading:
        if len(parts) < 2:
            return None
        n = 1
        while n < len(parts) - 1 and not subjects.has_verb(tokens, parts[n]) and parts[n][1] - parts[n][0] <= 12:
            n += 1
        who = subjects.trimmed(tokens, (cue[1], parts[n - 1][1]))
        return (cue, who, (parts[n][0], span[1])) if who[0] < who[1] else None
    end = parts[0][1]
    if len(parts) > 1 and not subjects.has_verb(tokens, parts[1]) and parts[1][1] - parts[1][0] <= 12:
        end = parts[1][1]
    end = next((k for k in range(cue[1], end) if quoted[k]), end)
    who = subjects.trimmed(tokens, (cue[1], end))
    content = (start, cue[0])
    return (cue, who, content) if who[0] < who[1] and cue[0] - start >= 2 else None


def around(tokens: Sequence[Token], quoted: Sequence[bool], i: int, span: Range) -> Range:
    """The clause around a token: between the commas, joints or bounds nearest to it."""
    start = i
    while start > span[0] and tokens[start - 1].text not in (",", ";", ":", "—") and not quoted[start - 1]:
        start -= 1
    end = i + 1
    while end < span[1] and tokens[end].text not in (",", ";", "—") and not quoted[end]:
        end += 1
    return start, end
