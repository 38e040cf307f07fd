"""What a stranger may send: each is refused or stopped, and whoever asks next is answered."""

from dataclasses import dataclass

_GROWS = " ".join(f"BIND(CONCAT({', '.join([f'?{a}'] * 40)}) AS ?{b})" for a, b in ("ab", "bc", "cd", "de", "ef"))
DEPTH = 40_000


@dataclass(frozen=True)
class Hostile:
    """A query, the HTTP status that it earns, and a word of the reason."""

    query: str
    status: int
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
