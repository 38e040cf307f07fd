"""Saved pages: metadata from JSON-LD, then meta tags, then the text; the text by trafilatura, offline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.loaders.articles import from_text, stored
from kg.loaders.dates import read_date
from kg.loaders.outcome import Loaded, loaded, skipped
from kg.loaders.plain import decode, refused
from kg.model.article import Found
from kg.model.time import When

MAX_TAGS, MAX_DEPTH, MAX_PAGE = 200_000, 1_000, 16 * 2**20
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]{0,20000}?(/?)>")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_TYPES = frozenset({"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "Report", "AnalysisNewsArticle"})
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "author": ("author", "article:author", "dc.creator", "byl"),
    "published": ("article:published_time", "date", "dc.date", "pubdate", "publishdate", "datepublished"),
    "url": ("og:url",),
    "language": ("og:locale", "dc.language", "content-language"),
}


def bomb(page: str) -> str | None:
    """Why a page is not parsed at all: too many tags, or nested too deeply; else None."""
    if page.count("<") > MAX_TAGS:
        return f"more than {MAX_TAGS:,} tags"
    depth = 0
    for hit in _TAG.finditer(page):
        if hit[2].lower() in _VOID or hit[3]:
            continue
        depth += -1 if hit[1] else 1
        if depth > MAX_DEPTH:
            return f"tags nested more than {MAX_DEPTH:,} deep"
    return None


def _linked(tree: Any) -> Mapping[str, Any]:  # noqa: ANN401 - lxml has no types
    """The first article of the page's JSON-LD, or nothing."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                kinds = node.get("@type")
                if _TYPES & set(kinds if isinstance(kinds, list) else [kinds]):
                    return node
                waiting.append(node.get("@graph") or [])
    return {}


def _name(value: object) -> str | None:
    """A name in JSON-LD: text, an object with a name, or a list of them."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value))) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value.strip() or None if isinstance(value, str) else None


def _from_linked(node: Mapping[str, Any]) -> dict[str, str | None]:
    keys = {"title": "headline", "outlet": "publisher", "author": "author", "published": "datePublished"}
    found = {field: _name(node.get(key)) for field, key in keys.items()}
    return found | {"url": _name(node.get("url")), "language": _name(node.get("inLanguage"))}


def _from_meta(tree: Any) -> dict[str, str | None]:  # noqa: ANN401
    tags = {
        (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower(): (
            tag.get("content") or ""
        ).strip()
        for tag in reversed(tree.xpath("//meta[@content]"))
    }
    return {field: next((tags[n] for n in names if tags.get(n)), None) for field, names in _META.items()}


def _metadata(page: str) -> tuple[dict[str, Found | None], When | None]:
    from lxml import html  # noqa: PLC0415 - heavy

    tree = html.document_fromstring(page)
    linked, meta = _from_linked(_linked(tree)), _from_meta(tree)
    meta["language"] = meta["language"] or tree.get("lang")
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    meta["url"] = meta["url"] or (str(canonical[0]) if canonical else None)
    found: dict[str, Found | None] = {}
    for field in _META:
        how, raw = ("json-ld", linked[field]) if linked[field] else ("meta", meta[field])
        found[field] = Found(raw, how, raw) if raw else None
    if found["language"]:
        code = found["language"].value.replace("_", "-").split("-")[0].lower()
        found["language"] = Found(code, found["language"].how, found["language"].raw)
    published = found.pop("published")
    when = read_date(published.value) if published else None
    return found, When(when.start, when.end, when.precision, published.how) if when and published else None


def _text(page: str) -> str:
    import trafilatura  # noqa: PLC0415 - 1.4 s

    return trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""


def load(raw: bytes, *, file: str, source_id: str, max_bytes: int) -> Iterator[Loaded]:
    """The article of a saved page.

    Args:
        raw: the bytes of the file.
        file: its name, for messages.
        source_id: its name without suffix.
        max_bytes: the largest file that is read.

    Yields:
        One outcome; a page that would take unbounded time to parse is skipped.
    """
    limit = min(max_bytes, MAX_PAGE)
    reason = refused(raw, limit)
    page, loss = (None, reason) if reason else decode(raw)
    if page is None:
        yield skipped(file, raw if len(raw) <= limit else b"", loss or "empty")
        return
    why = bomb(page)
    if why:
        yield skipped(file, raw, why)
        return
    text = stored(_text(page)).strip()
    if not text:
        yield skipped(file, raw, "holds no running text")
        return
    found, published = _metadata(page)
    article = from_text(
        text,
        source_id=source_id,
        title=found["title"],
        outlet=found["outlet"],
        author=found["author"],
        url=found["url"],
        language=found["language"],
        published=published,
    )
    yield loaded(file, raw, article, loss=loss)
