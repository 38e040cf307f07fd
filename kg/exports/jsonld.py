"""JSON-LD: one document with a named graph a record; the context is written into it, so that nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, ClassVar

from kg.exports.base import TextExporter, View, documents
from kg.ontology.document import context


def _dumped(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


class JsonLd(TextExporter):
    """JSON-LD 1.1 (W3C, 2020)."""

    title: ClassVar = "JSON-LD 1.1, its context written out"
    suffix: ClassVar = ".jsonld"

    def pieces(self, view: View) -> Iterator[str]:
        """The document, one named graph a line."""
        yield f'{{"@context": {_dumped(context())},\n "@graph": [\n'
        for n, document in enumerate(documents(view)):
            graph = {"@graph": document["@graph"], "@id": document["@id"]}
            yield (",\n" if n else "") + _dumped(graph)
        yield "\n]}\n"
