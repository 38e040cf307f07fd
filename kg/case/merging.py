"""One article from all the inputs that gave its text; no order of inputs shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from kg.case import codec
from kg.model.article import Article, Variant

_FIELDS: Final = ("title", "outlet", "author", "url", "language", "published")
_PLAIN: Final = "article"


def dump_input(article: Article) -> str:
    """What one input says of an article, without its text: canonical, so equal inputs are equal texts."""
    return codec.dumps(replace(article, text="", also=()))


def load_input(data: str, text: str) -> Article:
    """The inverse of `dump_input`."""
    return replace(codec.loads(Article, data), text=text)


def merge(inputs: Iterable[Article]) -> Article:
    """One article from the inputs that gave the same text from the same outlet and address.

    Per field the smallest value that any input gave counts; blocks and the place of the title come from
    the input whose title counts; the inputs' metadata that differ from the result are kept as `also`.

    Args:
        inputs: at least one; all with one IRI and one text.

    Returns:
        The article, the same for any order and any repetition of the inputs.
    """
    given = sorted(inputs, key=dump_input)
    meta = _meta([item.meta for item in given])
    base = next((item for item in given if item.meta.title == meta.title), given[0])
    others = {codec.dumps(item.meta): item.meta for item in given if item.meta != meta}
    return replace(base, meta=meta, also=tuple(others[key] for key in sorted(others)))


def _meta(variants: Sequence[Variant]) -> Variant:
    chosen = {name: _smallest(getattr(item, name) for item in variants) for name in _FIELDS}
    kinds = {item.kind for item in variants}
    return Variant(
        source_id=min(item.source_id for item in variants),
        kind=min(kinds - {_PLAIN}, default=_PLAIN),
        **chosen,
    )


def _smallest(values: Iterable[Any]) -> Any:  # noqa: ANN401 - a Found or a When
    return min((item for item in values if item is not None), key=_order, default=None)


def _order(item: Any) -> tuple[str, str]:  # noqa: ANN401 - a Found or a When
    return (item.value if hasattr(item, "value") else item.start, codec.dumps(item))
