"""The invariants of the data contract on every text beside the project."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.extract import extract
from kg.loaders import from_json
from kg.model.record import Record
from kg.model.spans import cut
from kg.model.vocabulary import Part
from kg.ontology.contract import claim_to_json, validate_claim
from kg.ontology.document import from_document, to_document
from tests.conftest import SHARED

pytestmark = [pytest.mark.eval, pytest.mark.slow]
FILES = (
    "attribution/polnear-dev.jsonl",
    "attribution/gum-ccby-train.jsonl",
    "ecbplus/articles.jsonl",
    "fakes/articles-dev.jsonl",
    "meantime/articles.jsonl",
    "muc4/articles-dev.jsonl",
    "re3d/articles-dev.jsonl",
    "scenarios/articles.jsonl",
    "whosaid/train.jsonl",
    "whosaid/written.jsonl",
    "whosaid/silver.jsonl",
)
FIELDS = ("id", "text", "title", "outlet", "author", "published", "language")


def records(file: Path) -> Iterator[Record]:
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield extract(from_json({key: row[key] for key in FIELDS if row.get(key) is not None}))


def passages(record: Record) -> Iterator[tuple[Part, tuple[tuple[int, int], ...], str]]:
    for claim in record.claims:
        for item in (claim.speaker, claim.content, *claim.via, *([claim.cue] if claim.cue else [])):
            yield claim.part, item.spans, item.text
        for figure in claim.quantities:
            yield claim.part, (figure.span,), figure.text
            yield claim.part, (figure.counts_span,) if figure.counts_span else (), figure.counts
    for mention in record.mentions:
        yield mention.part, (mention.span,), mention.text


def broken(record: Record) -> Iterator[str]:
    """What breaks the contract in a record, in words that name no text."""
    texts = {Part.TEXT: record.article.text, Part.TITLE: record.article.title or ""}
    for part, spans, words in passages(record):
        if cut(texts[part], spans) != words:
            yield f"{part} {spans} does not slice back"
    iris = [claim.iri for claim in record.claims]
    if len(set(iris)) != len(iris):
        yield "two claims share an IRI"
    mentioned = {mention.actor for mention in record.mentions}
    for claim in record.claims:
        named = {item.actor for item in (claim.speaker, *claim.via) if item.actor and item.spans}
        if not named <= mentioned:
            yield f"an actor of {claim.iri} is in no mention"
        validate_claim(claim_to_json(claim, record.article))


@pytest.mark.parametrize("name", FILES)
def test_the_contract_holds_on_every_text(name):
    if not SHARED.is_dir():
        pytest.skip("../shared (corpora) is not beside the project")
    read = claims = 0
    for record in records(SHARED / "corpora" / name):
        assert list(broken(record)) == [], record.article.source_id
        if read % 50 == 0:
            assert from_document(to_document(record), record.article.text) == record
        read, claims = read + 1, claims + len(record.claims)
    assert claims > read, f"{claims} claims in {read} texts"
