"""A time with its precision and how it was found."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class When:
    """A time that is known to a precision; no part of it is invented.

    Attributes:
        start: ISO 8601 to the known precision: "2014", "2014-04", "2018-02-09", "2018-02-09T16:16".
        end: the same, inclusive; equal to start for one day, month or year.
        precision: year, month, week, day or minute.
        how: how it was found, in a few words ("dateline", "weekday before published", ...).
        alternatives: other readings where the text is ambiguous, ISO 8601.
    """

    start: str
    end: str
    precision: Precision
    how: str
    alternatives: tuple[str, ...] = ()
