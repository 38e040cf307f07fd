"""The property graph as CSV files, one a label and one a type and its ends, for engines that load in bulk."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg.ontology.graph import Element, Node
from kg.ontology.graph_model import Property, model

Cell = Callable[[Property | None], object]


def link_table(kind: str, start: str, end: str) -> str:
    """The name of the table of relationships of a type between two labels."""
    return f"{kind}-{start}-{end}"


def write_tables(folder: Path, elements: Iterable[Element], cell: Cell) -> None:
    """Write each element into the file of its table: properties in the model's order, ends before them.

    Args:
        folder: where to; a table without rows has no file.
        elements: nodes and relationships.
        cell: a value as a cell; None is written as nothing at all, which is not an empty text.
    """
    with ExitStack() as stack:
        writers: dict[str, Any] = {}
        for element in elements:
            name, row = _row(element, cell)
            if name not in writers:
                file = (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
                writers[name] = csv.writer(stack.enter_context(file), lineterminator="\n")
            writers[name].writerow(row)


def _row(element: Element, cell: Cell) -> tuple[str, list[object]]:
    if isinstance(element, Node):
        kinds = model().nodes[element.label].properties
        return element.label, [cell(element.properties.get(name)) for name in kinds]
    (start, a), (end, b) = element.start, element.end
    kinds = model().relationships[element.type].properties
    cells = [cell(element.properties.get(name)) for name in kinds]
    return link_table(element.type, start, end), [a, b, *cells]
