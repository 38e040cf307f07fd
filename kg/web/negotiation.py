"""Which of the forms that can be written a client would rather have (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_SAME = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
}
"""What clients ask for -> what they mean, where the general name is offered by nobody."""


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """The media type to answer in.

    Args:
        accept: the Accept header; None where there is none, and anything is welcome.
        offered: what can be written, the best first.

    Returns:
        One of `offered`, or None where nothing is welcome.

    >>> choose("text/csv;q=0.5, application/xml", ["text/csv", "application/sparql-results+xml"])
    'application/sparql-results+xml'
    >>> choose("text/*;q=0", ["text/csv"])
    """
    if accept is None or not accept.strip():
        return offered[0]
    ranges = list(_ranges(accept))
    rated = [(_quality(ranges, media), -n, media) for n, media in enumerate(offered)]
    quality, _, media = max(rated)
    return media if quality > 0 else None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """The media ranges with their qualities; one that is malformed is left out."""
    for item in accept.split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        weight = next((part[2:].strip() for part in parameters if part.startswith("q=")), "1")
        try:
            quality = float(weight)
        except ValueError:
            continue
        if "/" in name and 0 <= quality <= 1:
            yield _SAME.get(name, name), quality


def _quality(ranges: Sequence[tuple[str, float]], media: str) -> float:
    """The quality of the most specific range that the type is in; 0 where it is in none."""
    for wanted in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
