"""A Neo4j server over Bolt: how it is reached, and what may be sent where.

The official driver, with its telemetry off. Nothing beyond this machine is called unless the person allows it for this
run, and a password never stands on a command line.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from kg.case.limits import Limits
from kg.model.errors import NotFoundError, QueryError, QueryLimitError, QueryRefusedError
from kg.model.hosts import is_loopback

if TYPE_CHECKING:
    import neo4j

_SCHEMES: Final = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_TIMED_OUT: Final = "TransactionTimedOut"


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server is, and who asks.

    Attributes:
        uri: bolt://HOST:PORT, neo4j+s://HOST ...
        user: the name to sign in with, where there is a password.
        password: of the user; None where the server wants none.
        database: the name of the database.
        allow_network: whether the server may be another machine.
    """

    uri: str
    user: str = "neo4j"
    password: str | None = field(default=None, repr=False)
    database: str = "neo4j"
    allow_network: bool = False

    def __post_init__(self) -> None:
        parts = urlsplit(self.uri)
        if parts.scheme not in _SCHEMES or not parts.hostname:
            raise QueryRefusedError(f"a Bolt address is {', '.join(_SCHEMES)} and ://HOST[:PORT]", file=self._shown)
        if parts.password or parts.username:
            raise QueryRefusedError("a password does not stand in an address", file=self._shown)
        if not (self.allow_network or is_loopback(parts.hostname)):
            raise QueryRefusedError("is another machine; --allow-network lets this run call it", file=self._shown)

    @property
    def _shown(self) -> str:
        """The address without what may be a password."""
        return self.uri.rpartition("@")[2]

    @property
    def warning(self) -> str | None:
        """What a person should know before data goes there."""
        parts = urlsplit(self.uri)
        if "+s" in parts.scheme or is_loopback(parts.hostname or ""):
            return None
        return f"{self._shown} is another machine and the connection is not encrypted; use {parts.scheme}+s://"

    @contextmanager
    def open(self) -> Iterator[neo4j.Driver]:
        """A driver whose connection has been tried.

        Yields:
            The driver.

        Raises:
            QueryError: the server does not answer, does not let us in, or refuses what is sent.
        """
        import neo4j  # noqa: PLC0415 - half a second that only a server needs
        from neo4j.exceptions import DriverError, Neo4jError  # noqa: PLC0415 - as above

        # Whoever asks is told in words of ours; the driver's own log would go to the terminal, too.
        logging.getLogger("neo4j.notifications").addHandler(logging.NullHandler())
        auth = None if self.password is None else (self.user, self.password)
        try:
            with neo4j.GraphDatabase.driver(
                self.uri,
                auth=auth,
                telemetry_disabled=True,
                notifications_min_severity="WARNING",
                # That a label is not there yet is what every first push meets.
                notifications_disabled_classifications=["UNRECOGNIZED"],
            ) as driver:
                driver.verify_connectivity()
                yield driver
        except (DriverError, Neo4jError) as error:
            raise _said(error, self._shown) from error

    def query(self, text: str, parameters: Mapping[str, str], limits: Limits) -> list[dict[str, Any]]:
        """The rows of a Cypher answer; the server refuses to write.

        Args:
            text: Cypher.
            parameters: values of its `$names`.
            limits: what the answer may take.

        Returns:
            One mapping a row: text, numbers, true, false or nothing; nodes and relationships as their properties.

        Raises:
            QueryError: the server does not answer, or says that the query is wrong.
            QueryLimitError: the answer is over the limits.
        """
        import neo4j  # noqa: PLC0415 - as above

        @neo4j.unit_of_work(timeout=limits.seconds)
        def read(transaction: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            found = transaction.run(text, dict(parameters)).fetch(limits.rows + 1)
            if len(found) > limits.rows:
                raise QueryLimitError(f"the answer has more than {limits.rows:,} rows; add a LIMIT")
            return [dict(zip(row.keys(), map(plain, row.values()), strict=True)) for row in found]

        with self.open() as driver, driver.session(database=self.database) as session:
            return session.execute_read(read)


def read_password(file: str | None) -> str | None:
    """A password that stands on no command line: from a file, standard input, or the environment.

    Args:
        file: its path, "-" for standard input; None for NEO4J_PASSWORD.

    Returns:
        The first line; None where there is no password.

    Raises:
        NotFoundError: the file cannot be read.
    """
    if file is None:
        return os.environ.get("NEO4J_PASSWORD")
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFoundError("the password cannot be read", file=file) from error
    return text.partition("\n")[0].rstrip("\r")


def plain(value: Any) -> Any:  # noqa: ANN401 - what Cypher can give
    """A value as JSON has it: times as text, nodes and relationships as their properties."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list):
        return list(map(plain, value))
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if hasattr(value, "keys"):
        return {name: plain(value[name]) for name in value.keys()}  # noqa: SIM118 - a node iterates over its keys only
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _said(error: Exception, where: str) -> QueryError:
    """What went wrong, without the words of a query or an article."""
    code = getattr(error, "code", None) or type(error).__name__
    if _TIMED_OUT in code:
        return QueryLimitError("the query was stopped by the server: it ran too long", file=where)
    message = " ".join((getattr(error, "message", None) or str(error) or "no answer").split())
    return QueryError(f"{message[:300]} ({code.rpartition('.')[2]})", file=where)
