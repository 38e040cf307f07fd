"""The pages for people, made on the server; nothing in them runs in the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urlencode

import jinja2

from kg.model.settings import Settings
from kg.queries import QUERIES

EXAMPLE: Final = """PREFIX kg: <https://w3id.org/claimgraph/ns#>
PREFIX schema: <https://schema.org/>

SELECT ?speaker ?content
WHERE {
  ?claim a kg:Claim ; kg:speaker/schema:name ?speaker ; kg:content/schema:text ?content .
}
LIMIT 20"""
_OURS: Final = "https://w3id.org/claimgraph/ns#"


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader(__package__),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def stylesheet() -> bytes:
    """The one stylesheet."""
    return files(__package__).joinpath("templates", "style.css").read_bytes()


def index(settings: Settings, counts: Mapping[str, Any]) -> str:
    """What is there."""
    kinds = [
        {"label": row["class"].rpartition("#")[2].rpartition("/")[2], "n": f"{row['n']:,}"}
        for row in counts["classes"]
        if row["class"].startswith((_OURS, "https://schema.org/"))
    ]
    questions = [
        {
            "name": item.name,
            "sentence": item.sentence,
            "parameters": item.parameters,
            "address": "" if item.parameters else f"/sparql?{urlencode({'query': item.sparql()})}",
        }
        for item in QUERIES.values()
    ]
    return _rendered(
        "index.html",
        settings,
        classes=kinds,
        questions=questions,
        example=EXAMPLE,
        seconds=f"{settings.query_seconds:g}",
        rows=f"{settings.query_rows:,}",
    )


def answer(settings: Settings, query: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """An answer as a table."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return _rendered("answer.html", settings, query=query, rows=rows, columns=columns)


def _rendered(template: str, settings: Settings, **values: object) -> str:
    return _templates().get_template(template).render(name=settings.case.absolute().name, **values)
