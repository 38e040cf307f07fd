"""Starting and stopping the server."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection
from typing import Final

import uvicorn

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
        OSError: the address cannot be bound.
    """
    dataset = Dataset(settings)
    dataset.prepare()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as bound:
        name = f"[{host}]" if ":" in host else host
        ready(f"http://{name}:{bound.getsockname()[1]}/")
        uvicorn.Server(_config(dataset, Admission(host, origins), log=log)).run(sockets=[bound])


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
