"""Plain text: the stored text is the file's own, so that offsets are the file's own."""

from __future__ import annotations

from collections.abc import Iterator

from kg.loaders.articles import from_text, stored
from kg.loaders.outcome import Loaded, loaded, skipped


def refused(raw: bytes, max_bytes: int) -> str | None:
    """Why bytes are no text at all, or None."""
    if len(raw) > max_bytes:
        return f"{len(raw):,} bytes, more than the {max_bytes:,} that are read"
    if not raw.strip():
        return "empty"
    if b"\0" in raw[:65536]:
        return "binary: holds a null byte"
    return None


def decode(raw: bytes) -> tuple[str | None, str]:
    """The text of the bytes, and what was lost or why there is none.

    UTF-8; a text of mostly plain characters with a few broken bytes is kept with the replacement character in their
    place, since a person can still read it; more than one in a hundred means another encoding, and nothing is guessed.

    Args:
        raw: the bytes.

    Returns:
        (text, "") if all is well, (text, loss) if some bytes were broken, (None, reason) if it is no UTF-8.
    """
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        if broken * 100 > len(text):
            return None, f"not UTF-8: byte {error.start} is broken, and {broken} more"
        return text, f"broken UTF-8 at byte {error.start}: {broken} characters replaced"


def load(raw: bytes, *, file: str, source_id: str, max_bytes: int) -> Iterator[Loaded]:
    """The article of a plain text.

    Args:
        raw: the bytes of the file.
        file: its name, for messages.
        source_id: its name without suffix.
        max_bytes: the largest file that is read.

    Yields:
        One outcome.
    """
    reason = refused(raw, max_bytes)
    text, loss = (None, reason) if reason else decode(raw)
    if text is None or not stored(text).strip():
        yield skipped(file, raw if not reason or len(raw) <= max_bytes else b"", loss or "empty")
        return
    yield loaded(file, raw, from_text(stored(text), source_id=source_id), loss=loss)
