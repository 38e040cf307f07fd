"""The container of a case: originals, records, decisions, journal and what follows from them."""

from __future__ import annotations

from kg.case.container import Case
from kg.case.filters import Filters
from kg.case.report import Entry, LoadReport

__all__ = ["Case", "Entry", "Filters", "LoadReport"]
