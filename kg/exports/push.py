"""A case into a Neo4j server: what is new is made, what changed is set, what is gone is removed.

The server says what it holds, so a run that was cut short is finished by the next one, and a second run makes nothing.
Nodes carry a digest of their properties; what has none is somebody else's and is not touched. One database, one case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from kg.case.bolt import Server
from kg.model.identifiers import digest
from kg.ontology.graph import Element, Node, Relationship
from kg.ontology.graph_model import NodeType, Property, model
from kg.ontology.graph_schema import constraints, indexes

if TYPE_CHECKING:
    import neo4j

Row = dict[str, Any]
Link = tuple[str, str, str]
"""Type, and labels of start and end."""
NODES_A_BATCH: Final = 10_000
LINKS_A_BATCH: Final = 5_000
_TRIES: Final = 3
_EXISTS: Final = "EquivalentSchemaRuleAlreadyExists"
_NOT_FOUND: Final = "EntityNotFound"
_COUNTED: Final = (
    "nodes_created", "nodes_deleted", "relationships_created", "relationships_deleted", "properties_set",
    "constraints_added", "indexes_added",
)  # fmt: skip
READ_STATE: Final = "MATCH (c:CaseState {name: 'claimgraph'}) RETURN c.revision AS revision"
WRITE_STATE: Final = "MERGE (c:CaseState {name: 'claimgraph'}) SET c.revision = $revision"
AWAIT_INDEXES: Final = "CALL db.awaitIndexes(300)"


@dataclass
class Report:
    """What a push did.

    Attributes:
        revision: of the case that the server holds now.
        unchanged: whether the server held it before.
        counters: what the server counted, by name.
        warnings: what the server warned of.
    """

    revision: str
    unchanged: bool = False
    counters: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(_COUNTED, 0)))
    warnings: list[str] = field(default_factory=list)


def push(server: Server, elements: Iterable[Element], revision: str, *, batch: int | None = None) -> Report:
    """Make a server's database hold exactly these nodes and relationships.

    Args:
        server: where to.
        elements: of the case.
        revision: of the case; the server keeps it, and where it holds it already, nothing else is looked at.
        batch: rows a transaction, instead of 10,000 for nodes and 5,000 for relationships.

    Returns:
        What was done.

    Raises:
        QueryError: the server does not answer, or refuses.
    """
    report = Report(revision)
    with server.open() as driver:
        run = _Runner(driver, server.database, report)
        if [row["revision"] for row in run.read(READ_STATE)] == [revision]:
            report.unchanged = True
            return report
        for statement in constraints():
            run.schema(statement)
        run.write(WRITE_STATE, revision=None)
        _Difference(run, batch).bring(elements)
        for statement in indexes():
            run.schema(statement)
        run.read(AWAIT_INDEXES)
        run.write(WRITE_STATE, revision=revision)
    return report


class _Runner:
    """Runs statements, one at a time, and keeps what the server says of them."""

    def __init__(self, driver: neo4j.Driver, database: str, report: Report) -> None:
        self._driver, self._database, self._report = driver, database, report

    def read(self, text: str) -> list[neo4j.Record]:
        """The rows of a query that only reads."""
        import neo4j  # noqa: PLC0415 - loaded by the driver already

        return self._driver.execute_query(text, database_=self._database, routing_=neo4j.RoutingControl.READ).records

    def write(self, text: str, **parameters: object) -> None:
        """A change; the driver tries again by itself where the error is transient."""
        from neo4j.exceptions import ClientError  # noqa: PLC0415 - as above

        for left in reversed(range(_TRIES)):
            try:
                found = self._driver.execute_query(text, parameters, database_=self._database)
            except ClientError as error:
                # Another writer has removed what this one was about to join: it is looked for anew.
                if _NOT_FOUND not in (error.code or "") or not left:
                    raise
            else:
                self._told(found.summary)
                return

    def schema(self, text: str) -> None:
        """A constraint or an index; that another client has just made the same one is no error."""
        from neo4j.exceptions import ClientError  # noqa: PLC0415 - as above

        try:
            self.write(text)
        except ClientError as error:
            if _EXISTS not in (error.code or ""):
                raise

    def _told(self, summary: neo4j.ResultSummary) -> None:
        for name in _COUNTED:
            self._report.counters[name] += getattr(summary.counters, name)
        for status in summary.gql_status_objects:
            if status.is_notification and status.status_description not in self._report.warnings:
                self._report.warnings.append(status.status_description)


class _Difference:
    """What lies between a case and a server, brought over in batches: nodes first, what is gone last."""

    def __init__(self, run: _Runner, batch: int | None) -> None:
        self._run = run
        self._nodes_a_batch, self._links_a_batch = batch or NODES_A_BATCH, batch or LINKS_A_BATCH

    def bring(self, elements: Iterable[Element]) -> None:
        """All of it."""
        nodes: dict[str, dict[str, Row]] = {label: {} for label in model().nodes}
        links: dict[Link, dict[tuple[str, str], Row]] = {kind: {} for kind in _links()}
        for element in elements:
            if isinstance(element, Node):
                nodes[element.label][element.key] = _properties(element)
            else:
                kind, ends = _ends(element)
                links[kind][ends] = dict(element.properties)
        gone = {label: self._nodes(model().nodes[label], wanted) for label, wanted in nodes.items()}
        for kind, wanted in links.items():
            self._relationships(kind, wanted)
        for label, keys in gone.items():
            self._in_batches(remove_nodes(label), ({"key": key} for key in keys), self._nodes_a_batch)

    def _nodes(self, node: NodeType, wanted: Mapping[str, Row]) -> list[str]:
        """Make and set nodes of a label; the keys of those that are gone."""
        there = {row["key"]: row["digest"] for row in self._run.read(read_nodes(node.label))}
        rows = ({"key": key, "properties": row} for key, row in wanted.items() if there.get(key) != row["digest"])
        self._in_batches(merge_nodes(node.label), rows, self._nodes_a_batch)
        return sorted(there.keys() - wanted.keys())

    def _relationships(self, kind: Link, wanted: Mapping[tuple[str, str], Row]) -> None:
        there = {(row["start"], row["end"]): row["properties"] for row in self._run.read(read_links(kind))}
        gone = ({"start": a, "end": b} for a, b in sorted(there.keys() - wanted.keys()))
        self._in_batches(remove_links(kind), gone, self._links_a_batch)
        rows = ({"start": a, "end": b, "properties": row} for (a, b), row in wanted.items() if there.get((a, b)) != row)
        self._in_batches(merge_links(kind), rows, self._links_a_batch)

    def _in_batches(self, text: str, rows: Iterable[Row], size: int) -> None:
        rest: Iterator[Row] = iter(rows)
        while batch := list(islice(rest, size)):
            self._run.write(text, rows=batch)


def _links() -> list[Link]:
    return [(kind.type, start, end) for kind in model().relationships.values() for start, end in kind.ends]


def _ends(element: Relationship) -> tuple[Link, tuple[str, str]]:
    (start, a), (end, b) = element.start, element.end
    return (element.type, start, end), (a, b)


def _properties(node: Node) -> Row:
    """The properties as the driver takes them, and a digest of them."""
    held = {name: list(value) if isinstance(value, tuple) else value for name, value in node.properties.items()}
    return {**held, "digest": digest(repr(sorted((name, _plain(value)) for name, value in held.items())))[:16]}


def _plain(value: Property | list[str]) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _key(label: str) -> str:
    return model().nodes[label].key


def read_nodes(label: str) -> str:
    """The keys and digests of our nodes of a label."""
    return f"MATCH (n:{label}) WHERE n.digest IS NOT NULL RETURN n.{_key(label)} AS key, n.digest AS digest"


def merge_nodes(label: str) -> str:
    """Make or set nodes."""
    return f"UNWIND $rows AS row MERGE (n:{label} {{{_key(label)}: row.key}}) SET n = row.properties"


def remove_nodes(label: str) -> str:
    """Remove nodes with all that hangs on them."""
    return f"UNWIND $rows AS row MATCH (n:{label} {{{_key(label)}: row.key}}) DETACH DELETE n"


def _pattern(kind: Link) -> tuple[str, str, str]:
    name, start, end = kind
    a, b = f"(a:{start} {{{_key(start)}: row.start}})", f"(b:{end} {{{_key(end)}: row.end}})"
    return name, a, b


def read_links(kind: Link) -> str:
    """The ends and properties of relationships between our nodes."""
    name, start, end = kind
    return (
        f"MATCH (a:{start})-[r:{name}]->(b:{end}) WHERE a.digest IS NOT NULL AND b.digest IS NOT NULL "
        f"RETURN a.{_key(start)} AS start, b.{_key(end)} AS end, properties(r) AS properties"
    )


def merge_links(kind: Link) -> str:
    """Make or set relationships."""
    name, a, b = _pattern(kind)
    return f"UNWIND $rows AS row MATCH {a} MATCH {b} MERGE (a)-[r:{name}]->(b) SET r = row.properties"


def remove_links(kind: Link) -> str:
    """Remove relationships."""
    name, a, b = _pattern(kind)
    return f"UNWIND $rows AS row MATCH {a}-[r:{name}]->{b} DELETE r"
