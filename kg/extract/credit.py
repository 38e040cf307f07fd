"""What stands around a statement: how it is given, by whom it was carried, when it was said, how sure its cue is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from kg.extract import hops
from kg.extract.cues import Cue, cue_at
from kg.extract.decoding import Said
from kg.extract.document import Carrier, Token
from kg.extract.regions import Range, Region
from kg.model.spans import Span, Spans
from kg.model.vocabulary import Form, Stance, Target
from kg.ontology import lexicon

_NEAR_SPOKEN = 10
"""Tokens from the cue within which words tell when it was said."""
_CITING = frozenset({"citing", "quoting"})
_BEFORE_TIMES = frozenset({"on", "in", "at", "late", "early", "earlier", "later", "last", "this", "next"})
_AMBIGUOUS = frozenset({"may", "march"})
_KNOWN = 2.7
"""How much likelier the lexicon's stance of a verb makes it: the best of a few values on whosaid's dev quarter."""
_POINTING = 5
"""Words of a content that can point back at another one."""


class Setting:
    """The regions of a document, and where an attribution stands in them."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self.regions = regions
        self.starts = [region.tokens[0].start for region in regions]

    def at(self, place: int) -> Region:
        """The region that holds a place of the text."""
        return self.regions[max(0, bisect_right(self.starts, place) - 1)]

    def over(self, spans: Spans) -> Iterable[tuple[Token, bool]]:
        """The tokens under spans, each with whether it is quoted."""
        for start, end in spans:
            first = max(0, bisect_right(self.starts, start) - 1)
            for region in self.regions[first : bisect_left(self.starts, end)]:
                a, z = tokens_under(region, (start, end))
                yield from zip(region.tokens[a:z], region.quoted[a:z], strict=True)


def tokens_under(region: Region, span: Span) -> Range:
    """The tokens of a region that a span covers."""
    starts = [token.start for token in region.tokens]
    return bisect_left(starts, span[0]), bisect_left(starts, span[1])


def is_citing(region: Region, cue: Span) -> bool:
    """Whether a cue is "citing" alone, so that who is cited has been taken for a carrier."""
    first, last = tokens_under(region, cue)
    return last - first == 1 and region.tokens[first].low in _CITING


def cited_beside(region: Region, said: Sequence[Said]) -> tuple[Span, Span] | None:
    """The cue and the source of "citing X" beside a statement, outside all that others say.

    Args:
        region: the one of the statement's cue.
        said: all statements.

    Returns:
        Both spans, or None; None too where the region holds several statements, since one cannot tell whose it is.
    """
    if not any(token.low in _CITING for token in region.tokens):
        return None
    start, end = region.tokens[0].start, region.tokens[-1].end
    if sum(start <= item.cue[0][0] < end for item in said if item.cue and not item.nested) != 1:
        return None
    taken = tuple(span for item in said for span in (*item.content, *item.cue, *item.source))
    for i, token in enumerate(region.tokens):
        if token.low in _CITING and not region.quoted[i] and not _meet((token.start, token.end), taken):
            stop = hops.noun_end(region.tokens, region.quoted, i + 1, len(region.tokens))
            who = (token.end, region.tokens[stop - 1].end)
            if stop > i + 1 and not _meet(who, taken):
                return (token.start, token.end), (region.tokens[i + 1].start, who[1])
    return None


def form_of(setting: Setting, content: Spans) -> Form:
    """Whether all, some or no words of a content are quoted."""
    flags = [quoted for token, quoted in setting.over(content) if token.text[0].isalnum()]
    if flags and all(flags):
        return Form.DIRECT
    return Form.MIXED if any(flags) else Form.INDIRECT


def verb_of(region: Region, cue: Range) -> Cue | None:
    """The known verb of saying in a cue, if it has one."""
    found = (cue_at(region.tokens, i, cue[0]) for i in range(*cue))
    return next((verb for verb in found if verb), None)


def carriers_of(region: Region, cue: Range, said: Said) -> tuple[Carrier, ...]:
    """The hops of a statement: those that the encoder found, else whom its verb addresses."""
    found = [Carrier((span,), _naming(region, cue, span)) for span in sorted(said.carriers)]
    verb = None if found else verb_of(region, cue)
    if verb:
        _, addressed = hops.addressee(region.tokens, region.quoted, verb, len(region.tokens))
        taken = (*said.content, *said.source)
        spans = [((region.tokens[a].start, region.tokens[z - 1].end), word) for (a, z), word in addressed]
        found = [Carrier((span,), word) for span, word in spans if not _meet(span, taken)]
    return tuple(found)


def _meet(span: Span, others: Spans) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _naming(region: Region, cue: Range, carrier: Span) -> str:
    """The word that names a hop: the last one before it that is no preposition, article or auxiliary."""
    first = tokens_under(region, carrier)[0]
    for i in range(first - 1, max(-1, first - 5), -1):
        low = region.tokens[i].low
        if low[0].isalpha() and low not in hops.LINKING:
            return low
    return region.tokens[cue[1] - 1].low if cue[0] < cue[1] else ""


def spoken_of(region: Region, cue: Range, said: Said) -> Span | None:
    """The words beside a cue, outside what is said, that tell when it was said."""
    tokens, stop = region.tokens, min(len(region.tokens), cue[1] + _NEAR_SPOKEN)
    for i in range(cue[1], stop):
        inside = _meet((tokens[i].start, tokens[i].end), said.content)
        if inside or region.quoted[i]:
            return None
        if tokens[i].low in hops.TIME - _AMBIGUOUS:
            return _time_around(tokens, i, cue[1], stop)
    return None


def _time_around(tokens: Sequence[Token], i: int, low: int, high: int) -> Span:
    first, last = i, i + 1
    while first > low and tokens[first - 1].low in _BEFORE_TIMES:
        first -= 1
    while last < high and tokens[last].low in hops.TIME:
        last += 1
    return tokens[first].start, tokens[last - 1].end


def target_of(text: str, stance: Stance, content: Spans) -> Target | None:
    """What a denial or doubt is about."""
    if stance not in (Stance.DENIES, Stance.DOUBTS):
        return None
    words = {word.strip(".,;:\"'“”") for start, end in content for word in text[start:end].lower().split()}
    named = (Target(name) for name, known in lexicon("denials").items() if words & set(known))
    return next(named, Target.EVENT)


def points_back(text: str, stance: Stance, content: Spans) -> bool:
    """Whether a denial, doubt or confirmation is of what was said before ("the charge", "his claim")."""
    if stance not in (Stance.DENIES, Stance.DOUBTS, Stance.CONFIRMS):
        return False
    words = text[content[0][0] : content[-1][1]].lower().split()
    return len(words) <= _POINTING and bool(set(words) & set(lexicon("cues")["pointers"]))


def stance_of(region: Region, cue: Range, said: Said) -> tuple[Stance, float]:
    """What the speaker does with the statement, and how probable that is.

    Args:
        region: the one of the cue.
        cue: its tokens.
        said: what the encoder found; what the lexicon knows of the verb counts as much as it says elsewhere.

    Returns:
        The stance and its share.
    """
    if not said.stances:
        return Stance.ASSERTS, 1.0
    verb = verb_of(region, cue)
    odds = {stance: share * (_KNOWN if verb and verb.stance is stance else 1) for stance, share in said.stances.items()}
    best = max(odds, key=lambda stance: odds[stance])
    return best, odds[best] / sum(odds.values())
