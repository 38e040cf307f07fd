"""From what a person types to the IRI that is meant."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from kg.case.store import Store
from kg.model.errors import NotFoundError
from kg.model.identifiers import URN, is_iri

_SHORT: Final = 6


def article_iri_of(store: Store, ref: str, removed: Collection[str] = ()) -> str:
    """The article that a reference names: by IRI, source_id or file.

    Of several versions with one name the newest is meant; articles that are removed come last.

    Args:
        store: the case's store.
        ref: IRI, the beginning of its hash, source_id, or a path whose name without suffix is one.
        removed: IRIs of the removed articles.

    Returns:
        Its IRI.

    Raises:
        NotFoundError: no article is meant, or more than one.
    """
    found = [ref] if is_iri(ref) else _by_name(store, ref) or _by_name(store, Path(ref).stem) or _by_hash(store, ref)
    known = [iri for iri in found if store.row("SELECT 1 FROM articles WHERE article = ?", iri)]
    here = [iri for iri in known if iri not in removed] or known
    if len(here) == 1:
        return here[0]
    if not here:
        raise NotFoundError("no such article in the case", file=store.name, place=ref)
    raise NotFoundError(f"the name of {len(here)} articles, say which: {', '.join(here)}", file=store.name, place=ref)


def claim_iri_of(store: Store, ref: str) -> str | None:
    """The claim that a reference names: by IRI or the beginning of its hash; None where there is none.

    Raises:
        NotFoundError: more than one claim is meant.
    """
    begin = ref if is_iri(ref) else f"{URN}claim:{ref.removeprefix(URN).removeprefix('claim:')}"
    if len(begin) < len(f"{URN}claim:") + _SHORT:
        return None
    sql = "SELECT DISTINCT claim FROM claims WHERE claim >= ? AND claim < ? LIMIT 2"
    found = store.rows(sql, begin, begin + "g")
    if len(found) > 1:
        raise NotFoundError("the beginning of more than one claim's IRI", file=store.name, place=ref)
    return str(found[0][0]) if found else None


def _by_name(store: Store, name: str) -> list[str]:
    found = [iri for (iri,) in store.rows("SELECT article FROM names WHERE source_id = ? ORDER BY article", name)]
    older = {iri for iri in found if store.row("SELECT 1 FROM versions WHERE older = ?", iri)}
    return [iri for iri in found if iri not in older] or found


def _by_hash(store: Store, ref: str) -> list[str]:
    begin = f"{URN}article:{ref.removeprefix('article:')}"
    if len(begin) < len(f"{URN}article:") + _SHORT:
        return []
    sql = "SELECT article FROM articles WHERE article >= ? AND article < ? LIMIT 2"
    return [iri for (iri,) in store.rows(sql, begin, begin + "g")]
