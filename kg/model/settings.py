"""All settings as one value, made once at the edge."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.model.identifiers import URN


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told by flags, KG_* environment, kg.toml and the user's file, in that order.

    Attributes:
        case: the folder of the case.
        base: what instance IRIs start with in exports.
        who: whose name stands under decisions.
        max_bytes: the largest input that is read; a larger one is skipped with a reason.
        query_rows: the most rows that a query may give.
        query_seconds: the longest time that a query may take.
    """

    case: Path = Path("kg.case")
    base: str = URN
    who: str = "unknown"
    max_bytes: int = 64 * 2**20
    query_rows: int = 100_000
    query_seconds: float = 30.0
