"""Lists of addresses: each page is fetched once, where the person allows the network for this run."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from http.client import HTTPException
from typing import Final
from urllib.parse import urlsplit

from kg.loaders.outcome import Loaded, skipped
from kg.model.article import Article, Found, article_iri

SECONDS: Final = 30.0
_AGENT: Final = "claimgraph (a person's list of addresses)"
Load = Callable[..., Iterator[Loaded]]


def addresses(lines: Iterable[str]) -> list[str]:
    """The addresses of a list, each once: one a line, blank lines and lines that begin with # left out.

    >>> addresses(["# storm", "https://a.example/1", "", "https://a.example/1"])
    ['https://a.example/1']
    """
    found = (line.strip() for line in lines)
    return list(dict.fromkeys(line for line in found if line and not line.startswith("#")))


def fetch(address: str, sniff: Callable[[bytes], Load], *, max_bytes: int) -> Iterator[Loaded]:
    """The articles behind an address.

    Args:
        address: of http or https.
        sniff: what loads bytes of no known suffix.
        max_bytes: the largest page that is read.

    Yields:
        Its outcomes; one that cannot be had is skipped with a reason.
    """
    if not _is_web(address):
        yield skipped(address, b"", "is no address of http or https")
        return
    try:
        request = urllib.request.Request(address, headers={"User-Agent": _AGENT})
        with urllib.request.urlopen(request, timeout=SECONDS) as reply:
            raw = reply.read(max_bytes + 1)
    except urllib.error.HTTPError as error:
        error.close()
        yield skipped(address, b"", f"the server answers {error.code} {error.reason}")
        return
    except (OSError, ValueError, HTTPException) as error:
        yield skipped(address, b"", f"cannot be fetched ({getattr(error, 'reason', None) or error})")
        return
    for item in sniff(raw)(raw, file=address, source_id=address, max_bytes=max_bytes):
        yield replace(item, article=_placed(item.article, address)) if item.article else item


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _placed(article: Article, address: str) -> Article:
    """The article with the address that it was fetched from, unless the page itself names one."""
    known = article.meta
    if known.url:
        return article
    url = Found(address, "address", address)
    return replace(article, iri=article_iri(article.text, known.outlet, url), meta=replace(known, url=url))
