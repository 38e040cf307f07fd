"""Gold figures as claims of any other tool: what `kg load --claims` admits in place of our own reading.

The toll pairs and the scenarios beside the project say who gives which figure, and how two figures stand to each
other. A claim is made of the speaker, the sentence around the figure, and that figure; its event and place are read
from the sentence by our own rules, so that the judge's errors are its own.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.extract.document import Document
from kg.extract.pipeline import parts
from kg.extract.sentences import segment
from kg.loaders import from_json
from kg.model.article import Article

Row = dict[str, Any]
_VOICELESS = {"narrator", "unstated", ""}


@dataclass(frozen=True)
class Figure:
    """A figure, or a statement without one, as the gold gives it."""

    article: str
    part: str
    start: int
    end: int
    row: Row


@dataclass(frozen=True)
class Pair:
    """A pair or a group of articles, what they say and how it stands to each other."""

    name: str
    articles: list[Row]
    figures: list[Figure]
    relations: list[Row]
    verdict: str
    same_event: str
    origins: int | None


def rows(path: Path) -> list[Row]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def toll_pairs(corpora: Path) -> Iterator[Pair]:
    """The pairs of articles on death tolls."""
    found: dict[str, Row] = {}
    for row in rows(corpora / "fakes/articles-dev.jsonl"):
        found.setdefault(row["id"], row)
    for pair in rows(corpora / "fakes/toll-pairs-dev.jsonl"):
        texts = [found[iri] for iri in pair["pair"].split("-")]
        articles = [{"id": t["id"], "title": t["title"], "text": t["text"], "outlet": t["source"]} for t in texts]
        figures = [_toll(claim) for claim in pair["claims"]]
        at = {claim["id"]: index for index, claim in enumerate(pair["claims"])}
        relations = [{**r, "x": at[r["x"]], "y": at[r["y"]]} for r in pair["relations"]]
        yield Pair(pair["pair"], articles, figures, relations, pair["verdict"], pair["same_event"], None)


def _toll(claim: Row) -> Figure:
    low, high = claim["low"], claim["high"]
    words = claim["text"].lower()
    closed = low is not None and low == high
    modifier = "about" if claim["approx"] else "exact" if closed else "at-least" if high is None else "between"
    if low is None:
        modifier = "at-most"
    if modifier == "between" and re.search(r"\b(?:dozens|scores|hundreds|thousands|several|few)\b", words):
        modifier = "vague"
    row = {
        "text": claim["text"], "low": low, "high": high, "best": low if closed else None, "modifier": modifier,
        "counts": claim["who"], "status": claim["event"], "speaker": claim["speaker"],
        "via": [claim["via"]] if claim["via"] else [], "stance": "asserts",
    }  # fmt: skip
    return Figure(claim["article"], claim["in"], claim["start"], claim["end"], row)


def scenarios(corpora: Path) -> Iterator[Pair]:
    """The scenarios' pairs and groups."""
    articles = {row["id"]: row for row in rows(corpora / "scenarios/articles.jsonl")}
    for pair in rows(corpora / "scenarios/pairs.jsonl"):
        chosen = [{k: v for k, v in articles[iri].items() if v is not None} for iri in pair["articles"]]
        figures = [_stated(figure, articles[figure["article"]]) for figure in pair["figures"]]
        yield Pair(pair["id"], chosen, figures, pair["relations"], pair["verdict"], pair["same_event"], pair["origins"])


def _stated(figure: Row, article: Row) -> Figure:
    part = "text" if figure["text"] in article["text"] else "title"
    start = (article[part] or "").find(figure["text"])
    return Figure(figure["article"], part, start, start + len(figure["text"]), figure)


def claims(pair: Pair) -> Iterator[Row]:
    """The lines of kg.claim/1 that the figures of a pair make, in their order."""
    known = {row["id"]: from_json(row) for row in pair.articles}
    sentences = {iri: {str(part): segment(article, part) for part in parts(article)} for iri, article in known.items()}
    for figure in pair.figures:
        article = known[figure.article]
        yield _claim(figure, article, sentences[figure.article].get(figure.part))


def _claim(figure: Figure, article: Article, document: Document | None) -> Row:
    row, text = figure.row, (article.text if figure.part == "text" else article.title_part or article.title or "")
    sentence = document.sentence_at(figure.start) if document else None
    start, end = (sentence.start, max(sentence.end, figure.end)) if sentence else (figure.start, figure.end)
    speaker = _mention(row["speaker"], text, figure.start)
    told = row["speaker"] in _VOICELESS
    via = [_mention(name, text, figure.start) for name in row["via"]]
    statement = row["modifier"] == "statement"
    return {
        "schema": "kg.claim/1", "source_id": figure.article, "part": figure.part,
        "speaker": {**speaker, "name": "", "kind": "narrator"} if told else {**speaker, "name": row["speaker"]},
        "content": {"text": text[start:end], "spans": [[start, end]]},
        "form": "narration" if told else "indirect",
        "stance": row["stance"], "polarity": "affirmed", "modality": "actual",
        "via": [{**hop, "name": hop["text"], "cue": "", "hedges": []} for hop in via if hop["spans"]],
        "quantities": None if statement else [_quantity(figure, text)],
        "extractor": {"name": "gold", "version": "1"}, "confidence": 1.0,
    }  # fmt: skip


def _quantity(figure: Figure, text: str) -> Row:
    row = figure.row
    given = {key: row[key] for key in ("low", "high", "best", "modifier", "status") if key in row}
    return {
        **given,
        "text": text[figure.start : figure.end],
        "span": [figure.start, figure.end],
        "counts": row["counts"],
    }


def _mention(name: str, text: str, near: int) -> Row:
    """A speaker's words at the place nearest to the figure; no spans where the part does not hold them."""
    places = [found.start() for found in re.finditer(re.escape(name), text, re.IGNORECASE)] if name.strip() else []
    if name in _VOICELESS or not places:
        return {"text": "", "spans": []}
    start = min(places, key=lambda at: abs(at - near))
    return {"text": text[start : start + len(name)], "spans": [[start, start + len(name)]]}
