"""Who said what: what the trained tagger reads, bounded by the quotations, with what stands around each statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract import confidence, credit, decoding, pieces
from kg.extract.credit import Setting, tokens_under
from kg.extract.cues import is_acronym
from kg.extract.decoding import Said
from kg.extract.document import Attribution, Document, Quotation
from kg.extract.encoder import Encoder, shipped
from kg.extract.hedging import hedges_in, polarity_of
from kg.extract.regions import Region, regions
from kg.model.spans import Span, Spans, covers


def attribute(
    document: Document, quotations: Sequence[Quotation], encoder: Encoder | None = None
) -> tuple[Attribution, ...]:
    """The attributions of a document.

    Args:
        document: one part of an article in sentences.
        quotations: its quotations.
        encoder: the trained tagger; the shipped one if None.

    Returns:
        In order of the text; a parent stands before what is nested in it.
    """
    return tuple(item for _, item in read(document, quotations, encoder or shipped()))


def read(document: Document, quotations: Sequence[Quotation], encoder: Encoder) -> tuple[tuple[Said, Attribution], ...]:
    """The attributions of a document, each with what the encoder says of it; arguments as for `attribute`."""
    if not document.sentences:
        return ()
    coded = pieces.encode(document, quotations, encoder.tokenizer)
    setting = Setting(regions(document, quotations))
    said = _continued(_acronyms(decoding.decode(document.text, coded, encoder), setting), setting)
    said = _ordered(said + _cited(said, setting))
    parents = [_parent(item, said) for item in said]
    found = [_attribution(*pair, setting, document.text, encoder) for pair in zip(said, parents, strict=True)]
    pointed = (_pointed(item, found[:n], document.text) for n, item in enumerate(found))
    return tuple(zip(said, pointed, strict=True))


def _acronyms(said: list[Said], setting: Setting) -> list[Said]:
    """Split "IS said" into its source and its cue: the vocabulary has no capitals, and reads an auxiliary there."""
    for item in (one for one in said if one.cue and not one.source):
        region = setting.at(item.cue[0][0])
        first, last = tokens_under(region, item.cue[0])
        if last - first > 1 and is_acronym(region.tokens, first):
            item.source = ((region.tokens[first].start, region.tokens[first].end),)
            item.cue = ((region.tokens[first + 1].start, item.cue[0][1]),)
    return said


def _continued(said: list[Said], setting: Setting) -> list[Said]:
    """Quoted sentences that no statement holds go on with the one whose quotation ends right before them."""
    taken = sorted(span for item in said for span in (*item.content, *item.source, *item.cue))
    for n, region in enumerate(setting.regions):
        span = _whole(region)
        if n == 0 or not region.wholly_quoted or any(a < span[1] and span[0] < z for a, z in taken):
            continue
        before = _whole(setting.regions[n - 1])
        last = next((item for item in reversed(said) if _ends_in(item, before) and not item.nested), None)
        if last and region.paragraph - setting.regions[n - 1].paragraph <= 1:
            last.content = (*last.content, span)
    return said


def _cited(said: Sequence[Said], setting: Setting) -> list[Said]:
    """Both of "Citing X, Y said C" and "C, Y said, citing X": Y says C, and X says it inside."""
    found = []
    for outer in (item for item in said if item.cue and item.source and not item.nested):
        region = setting.at(outer.cue[0][0])
        if credit.is_citing(region, outer.cue[0]) and outer.carriers:
            found_here: tuple[Span, Span] | None = (outer.cue[0], outer.carriers[0])
            outer.carriers = outer.carriers[1:]
        else:
            found_here = credit.cited_beside(region, said)
        if found_here:
            cue, source = found_here
            found.append(Said((source,), (cue,), outer.content, nested=True, within=outer, sure=dict(outer.sure)))
    return found


def _whole(region: Region) -> Span:
    return region.tokens[0].start, region.tokens[-1].end


def _ends_in(item: Said, span: Span) -> bool:
    """Whether the last words of a statement, or of its credit, stand in a span."""
    return span[0] <= max(end for _, end in (*item.content, *item.cue)) - 1 < span[1]


def _size(item: Said) -> int:
    return sum(end - start for start, end in item.content)


def _holder(item: Said, said: Sequence[Said]) -> Said | None:
    """The smallest statement that holds the cue (else the content) of a nested one."""
    own = item.cue or item.content
    holding = [other for other in said if covers(other.content, own) and _size(other) > _size(item)]
    return min(holding, key=_size, default=None) if item.nested else None


def _ordered(said: Sequence[Said]) -> list[Said]:
    """Statements in order of the text, each behind the one that holds it."""

    def place(item: Said) -> tuple[int, ...]:
        begin = min((*item.source, *item.cue, *item.content))[0]
        holder = item.within or _holder(item, said)
        return (*place(holder), begin) if holder else (begin,)

    return sorted(said, key=place)


def _parent(item: Said, said: Sequence[Said]) -> int | None:
    holder = item.within or _holder(item, said)
    return next((n for n, other in enumerate(said) if other is holder), None)


def _attribution(item: Said, parent: int | None, setting: Setting, text: str, encoder: Encoder) -> Attribution:
    content: Spans = tuple(sorted(item.content))
    anchor = (item.cue or item.source or content)[0]
    region, told = setting.at(anchor[0]), setting.at(content[0][0])
    cue = tokens_under(region, anchor) if item.cue else (0, 0)
    polarity, modality = polarity_of(told.tokens, [tokens_under(told, content[0])])
    form = credit.form_of(setting, content)
    stance, item.sure["stance"] = credit.stance_of(region, cue, item)
    return Attribution(
        source=item.source,
        cue=item.cue,
        content=content,
        carriers=credit.carriers_of(region, cue, item) if item.cue else (),
        hedges=hedges_in(text, region, cue if item.cue else None, content),
        form=form,
        stance=stance,
        polarity=polarity,
        modality=modality,
        target=credit.target_of(text, stance, content),
        parent=parent,
        about=None,
        spoken=credit.spoken_of(region, cue, item) if item.cue else None,
        confidence=confidence.of(item, form, encoder.config.get("confidence")),
    )


def _pointed(item: Attribution, before: Sequence[Attribution], text: str) -> Attribution:
    """A denial, doubt or confirmation of what was said before, with what it is about."""
    if not credit.points_back(text, item.stance, item.content):
        return item
    about = next((n for n in range(len(before) - 1, -1, -1) if before[n].source != item.source), None)
    return replace(item, about=about)
