"""What a stranger may send: each is refused or stopped, and whoever asks next is answered."""

from dataclasses import dataclass

_GROWS = " ".join(f"BIND(CONCAT({', '.join([f'?{a}'] * 40)}) AS ?{b})" for a, b in ("ab", "bc", "cd", "de", "ef"))
DEPTH = 40_000


@dataclass(frozen=True)
class Hostile:
    """A query, the HTTP status that it earns where it can be sent, and words of the reason."""

    query: str
    status: int | None
    why: str


SPARQL = {
    "cross join": Hostile("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 422, "stopped"),
    "memory bomb": Hostile(f'SELECT (STRLEN(?f) AS ?n) {{ BIND("{"x" * 1000}" AS ?a) {_GROWS} }}', 422, "stopped"),
    "SERVICE": Hostile("SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE is not allowed"),
    "LOAD": Hostile("LOAD <file:///etc/passwd>", 403, "LOAD is not allowed"),
    "FROM url": Hostile("SELECT * FROM <http://127.0.0.1:9/data> { ?s ?p ?o }", 403, "no graph of this case"),
    "10 MB query": Hostile("SELECT * { ?s ?p ?o } # " + "x" * 10_000_000, 413, "more than"),
    "deep nesting": Hostile("SELECT * " + "{" * DEPTH + "}" * DEPTH, 422, "nested too deeply"),
    "update": Hostile("DELETE WHERE { ?s ?p ?o }", 403, "DELETE is not allowed"),
}
"""Name -> query."""

_ALL = "range(1, 10000000)"
CYPHER = {
    "cross join": Hostile(f"UNWIND {_ALL} AS a UNWIND {_ALL} AS b RETURN sum(a * b)", None, ""),
    "memory bomb": Hostile("UNWIND range(1, 2000000000) AS a RETURN collect(a)", None, ""),
    "LOAD": Hostile("LOAD FROM '/etc/passwd' (file_format = 'csv') RETURN *", None, "LOAD is not allowed"),
    "COPY TO": Hostile("COPY (MATCH (c:Claim) RETURN c.*) TO 'stolen.csv'", None, "COPY is not allowed"),
    "EXPORT": Hostile("EXPORT DATABASE 'stolen'", None, "EXPORT is not allowed"),
    "INSTALL": Hostile("INSTALL httpfs", None, "INSTALL is not allowed"),
    "10 MB query": Hostile("RETURN 1 // " + "x" * 10_000_000, None, "more than"),
    "deep nesting": Hostile("RETURN " + "(" * DEPTH + "1" + ")" * DEPTH + " AS x", None, ""),
    "update": Hostile("MATCH (c:Claim) DETACH DELETE c", None, "DETACH is not allowed"),
}
"""Name -> query, for the embedded engine, which has no address and so gives no status."""
