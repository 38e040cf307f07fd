"""The tree of errors: every one carries the file and the place it speaks of.

- KgError
  - InputError: a file, article or line that cannot be read
    - SpanError: a span that does not slice back to its words
    - ContractError: a document that breaks the data contract
    - SourceIdError: two texts with one source_id
  - NotFoundError: a named file, article or IRI does not exist
  - CaseError: the container is not a case, or is damaged
  - QueryError: a query that is wrong
    - QueryRefusedError: a query that would write, or reach beyond the case
    - QueryLimitError: a query that went over its limits
    - QueryFormatError: an answer in a form that nobody here writes
  - SettingsError: a setting that cannot be used
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors that the product raises on purpose.

    Args:
        message: what is wrong, in one sentence, without any article text.
        file: the file or source that the error is about, if any.
        place: the line, field or span inside it, if any.
    """

    def __init__(self, message: str, *, file: str | None = None, place: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.place = place

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        return f"{where}: {self.message}" if where else self.message


class InputError(KgError):
    """A file, an article or a line that cannot be read."""


class SpanError(InputError):
    """A span that does not slice back to the words it claims."""


class ContractError(InputError):
    """A document that breaks the data contract."""


class SourceIdError(InputError):
    """Two different texts that carry one source_id."""


class NotFoundError(KgError):
    """A named file, article, claim or IRI that does not exist."""


class CaseError(KgError):
    """A container that is not a case, is damaged, or is of another version."""


class QueryError(KgError):
    """A query that is malformed, not allowed or over its limits."""


class QueryRefusedError(QueryError):
    """A query that would write, or reach beyond the case."""


class QueryLimitError(QueryError):
    """A query that was stopped at its limits of time, memory, rows or length."""


class QueryFormatError(QueryError):
    """An answer that is wanted in a form in which its kind cannot be written."""


class SettingsError(KgError):
    """A setting that cannot be used."""
