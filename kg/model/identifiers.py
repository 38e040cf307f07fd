"""Identifiers: every IRI is a hash of content, so that the same input gives the same graph."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Final, Literal

URN: Final = "urn:claimgraph:"
Kind = Literal[
    "article", "record", "claim", "actor", "event", "quantity", "mention", "topic", "origin", "comparison", "decision"
]
_IRI: Final = re.compile(r"urn:claimgraph:[a-z]+:[0-9a-f]{32}\Z")


def digest(data: str | bytes) -> str:
    """SHA-256 of the bytes, or of the text in UTF-8.

    Args:
        data: the bytes or the text; lone surrogates are kept.

    Returns:
        64 hexadecimal digits.

    >>> digest("")[:8]
    'e3b0c442'
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return hashlib.sha256(raw).hexdigest()


def mint(kind: Kind, *parts: object) -> str:
    """The IRI of the thing that these parts identify.

    Args:
        kind: the kind of thing; it stands in the IRI.
        parts: what identifies it; None and "" differ, the order counts.

    Returns:
        ``urn:claimgraph:KIND:`` and 32 hexadecimal digits (128 bits).

    >>> mint("claim", "a", None) != mint("claim", "a", "")
    True
    """
    words = json.dumps([None if part is None else str(part) for part in parts])
    return f"{URN}{kind}:{digest(words)[:32]}"


def is_iri(text: str) -> bool:
    """Whether the text is an IRI that `mint` can have made."""
    return _IRI.match(text) is not None


def rebase(text: str, base: str) -> str:
    """Move every instance IRI in a serialised graph under the base that a user has set.

    Args:
        text: a serialisation (TriG, JSON, GEXF ...) that holds instance IRIs.
        base: what replaces ``urn:claimgraph:``; unchanged where it is that.

    Returns:
        The text with ``urn:claimgraph:KIND:HASH`` as ``BASE`` + ``KIND:HASH``.
    """
    return text if base == URN else text.replace(URN, base)
