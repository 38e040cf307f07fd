"""A case over HTTP, read-only: the SPARQL endpoint, its description, and a page that says what is there."""

from __future__ import annotations

from kg.web.server import serve

__all__ = ["serve"]
