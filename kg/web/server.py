"""Starting and stopping the server."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection
from typing import Final

import uvicorn

from kg.model.errors import SettingsError
from kg.model.settings import Settings
from kg.web.app import application
from kg.web.dataset import Dataset
from kg.web.guard import Admission

_CONNECTIONS: Final = 64
_GRACE: Final = 3


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    origins: Collection[str] = (),
    log: bool = False,
    ready: Callable[[str], None],
) -> None:
    """Serve a case until it is interrupted.

    Args:
        settings: of the run.
        host: to bind to.
        port: likewise; 0 takes a free one.
        origins: origins whose pages may read, beside those on loopback.
        log: whether requests are written to standard error.
        ready: is told the address once it answers.

    Raises:
        NotFoundError: there is no case.
        SettingsError: the address cannot be bound.
    """
    dataset = Dataset(settings)
    dataset.prepare()
    name = f"[{host}]" if ":" in host else host
    with _bound(host, port, name) as bound:
        ready(f"http://{name}:{bound.getsockname()[1]}/")
        uvicorn.Server(_config(dataset, Admission(host, origins), log=log)).run(sockets=[bound])


def _bound(host: str, port: int, name: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        # The library adds the address, which the message names already.
        why = (error.strerror or str(error)).partition(" (while")[0]
        raise SettingsError(f"cannot be bound ({why})", file=f"{name}:{port}") from error


def _config(dataset: Dataset, admission: Admission, *, log: bool) -> uvicorn.Config:
    return uvicorn.Config(
        application(dataset, admission),
        log_config=_LOGGED if log else None,
        log_level="info" if log else "critical",
        access_log=log,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="off",
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_GRACE,
    )


_LOGGED: Final = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "kg: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"uvicorn": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
