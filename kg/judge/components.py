"""Components: frames that links join; the unit in which topics are made, and made anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def components(keys: Iterable[str], ties: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected components of a graph.

    Args:
        keys: all nodes.
        ties: its edges, between these nodes.

    Returns:
        The components, each sorted, by their first key.

    >>> components("dcba", [("a", "c"), ("c", "d")])
    [['a', 'c', 'd'], ['b']]
    """
    root = {key: key for key in keys}
    for a, b in ties:
        left, right = sorted((_find(root, a), _find(root, b)))
        root[right] = left
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(root):
        found[_find(root, key)].append(key)
    return list(found.values())


def _find(root: dict[str, str], key: str) -> str:
    path = []
    while root[key] != key:
        path.append(key)
        key = root[key]
    root.update(dict.fromkeys(path, key))
    return key
