"""What `kg serve` does."""

from __future__ import annotations

from collections.abc import Sequence

from kg.cli.messages import is_verbose, warn
from kg.model.hosts import is_loopback
from kg.model.settings import Settings


def serve(settings: Settings, host: str, port: int, origins: Sequence[str]) -> None:
    """Serve the case until Ctrl-C, which is how it ends, and so no fault."""
    from kg.web import serve as served  # noqa: PLC0415 - heavy

    if not is_loopback(host):
        warn(f"whoever reaches {host} can read this case")
    try:
        served(
            settings,
            host=host,
            port=port,
            origins=origins,
            log=is_verbose(),
            ready=lambda address: warn(f"serving {settings.case} at {address} (Ctrl-C stops it)"),
        )
    except KeyboardInterrupt:
        warn("stopped")
