"""Who said what, where it comes from, and who contradicts it.

    import kg

    with kg.open_case("kg.case") as case:
        for claim, article in case.claims(kg.Filters(about="convoy")):
            print(claim.speaker.name, claim.content.text, article.outlet)
        rows, graph = kg.ask(case, "contradicted"), kg.network(case)

Names are imported when they are used (PEP 562), so that `import kg` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.api import ask, load, open_case, read
    from kg.case import Case, Filters
    from kg.exports import EXPORTERS
    from kg.exports.network import network
    from kg.judge import compare
    from kg.model.errors import KgError
    from kg.queries import QUERIES

__all__ = [
    "EXPORTERS",
    "QUERIES",
    "Case",
    "Filters",
    "KgError",
    "ask",
    "compare",
    "load",
    "network",
    "open_case",
    "read",
]

_MODULES: Final = {
    "EXPORTERS": "kg.exports",
    "QUERIES": "kg.queries",
    "Case": "kg.case",
    "Filters": "kg.case",
    "KgError": "kg.model.errors",
    "ask": "kg.api",
    "compare": "kg.judge",
    "load": "kg.api",
    "network": "kg.exports.network",
    "open_case": "kg.api",
    "read": "kg.api",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_MODULES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
