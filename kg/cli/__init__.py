"""The command line."""

from __future__ import annotations

from kg.cli.group import Commands

main = Commands()

__all__ = ["main"]
