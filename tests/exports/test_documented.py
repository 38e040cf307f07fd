"""The table of what each format keeps is what the formats keep."""

from kg.exports import EXPORTERS
from tests.exports.documented import FACETS, FILE, kept, render


def test_the_document_is_what_the_code_does():
    assert FILE.read_text("utf-8") == render(), "python -m tests.exports.documented writes it anew"


def test_the_linked_data_keeps_everything_but_the_texts():
    for name in ("trig", "nquads", "jsonld", "turtle"):
        assert kept(name) == set(FACETS) - {"text"}


def test_nothing_is_lost_by_every_format():
    assert set().union(*map(kept, EXPORTERS)) == set(FACETS)
