"""How much memory a graph of a million edges takes to write: `python -m bench.graphs [EDGES]`."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator

from kg.exports.gexf import Gexf
from kg.exports.graph import Edge, Graph, Node
from kg.exports.graphml import GraphMl

A_CLAIM = 5


class Many(Graph):
    """Claims, each with its article, speaker, hop, topic and one relation; nothing of it is kept."""

    def __init__(self, edges: int) -> None:
        self.claims = edges // A_CLAIM

    def nodes(self) -> Iterator[Node]:
        for n in range(self.claims):
            words = f"claim {n}: some {n % 900} people were said to have left the town on Monday"
            values = {
                "speaker": f"Speaker {n % 5000}",
                "quote": words,
                "spans": (f"{n}-{n + 60}",),
                "low": float(n % 900),
            }
            yield Node(f"urn:claimgraph:claim:{n:032x}", words[:40], "claim", values, f"2024-03-{1 + n % 28:02d}")
        for kind, count in (("article", 10), ("actor", 40), ("topic", 4)):
            for n in range(self.claims // count):
                yield Node(f"urn:claimgraph:{kind}:{n:032x}", f"{kind} {n}", kind)

    def edges(self) -> Iterator[Edge]:
        for n in range(self.claims):
            claim = f"urn:claimgraph:claim:{n:032x}"
            yield Edge(claim, f"urn:claimgraph:article:{n % (self.claims // 10):032x}", "APPEARS_IN")
            yield Edge(f"urn:claimgraph:actor:{n % (self.claims // 40):032x}", claim, "SAID")
            yield Edge(claim, f"urn:claimgraph:actor:{(n + 1) % (self.claims // 40):032x}", "VIA")
            yield Edge(claim, f"urn:claimgraph:topic:{n % (self.claims // 4):032x}", "IN_TOPIC")
            other, why = f"urn:claimgraph:claim:{(n + 7) % self.claims:032x}", {"why": "both say the same", "merged": 1}
            yield Edge(claim, other, "EQUAL", directed=False, values=why)


def main(edges: int) -> None:
    for exporter in (Gexf(), GraphMl()):
        start, count = time.perf_counter(), 0
        with tempfile.TemporaryFile("w", encoding="utf-8") as stream:
            for piece in exporter.document(Many(edges)):
                count += stream.write(piece)
        taken, peak = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{exporter.title}: {edges:,} edges, {count / 2**20:,.0f} MB, {taken:.0f} s, peak {peak:.0f} MB", flush=True
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
