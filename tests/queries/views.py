"""The cases that every engine is asked about: the examples, the seeds, and two thousand claims made at random."""

from functools import cache

import pytest

from bench.graph import Drawn, draw
from kg.extract import extract
from kg.judge import judge
from kg.loaders import read
from kg.model.decision import Decision, Verb
from tests import examples
from tests.conftest import SHARED

CLAIMS, FEW = 2000, 100
"""Of the drawn cases: the small one is for an engine that takes quadratic time."""


def _decisions(records):
    """Two on a pair of claims, the second overruling the first, and one on an article."""
    pair = tuple(sorted(claim.iri for claim in records[0].claims[:2]))
    return (
        Decision(Verb.SAME_ORIGIN, pair, "2024-04-01T00:00:00.000000Z", "reader", 'a "reason"'),
        Decision(Verb.NOT_SAME_ORIGIN, pair, "2024-04-02T00:00:00.000000Z", "reader"),
        Decision(Verb.RETRACT, (records[1].article.iri,), "2024-04-03T00:00:00.000000Z", "reader"),
    )


def _example_view():
    return Drawn(examples.records(), examples.judgement(), _decisions(examples.records()))


def _seed_view():
    if not SHARED.is_dir():
        pytest.skip("../shared (seeds, corpora and judges) is not beside the project")
    records = tuple(extract(item.article) for item in read(str(SHARED / "seeds")) if item.article)
    return Drawn(records, judge(records), _decisions(records))


_VIEWS = {"examples": _example_view, "seeds": _seed_view, "few": lambda: draw(FEW), "drawn": lambda: draw(CLAIMS)}


@cache
def view(name):
    """One of the cases."""
    return _VIEWS[name]()


def parameters(name, of):
    """Values for a question's parameters, with which it finds something: the longest chain, the busiest of each."""
    claims = [(claim, record.article) for record in of.records() for claim in record.claims]
    topics = of.judgement().topics
    crowded = max(topics, key=lambda topic: len(topic.values[0].claims) if topic.values else 0)
    given = {
        "chain": {"claim": max((claim for claim, _ in claims), key=lambda claim: len(claim.via)).iri},
        "timeline": {"claim": crowded.values[0].claims[0]},
        "claims": {"speaker": next(claim.speaker.name for claim, _ in claims if claim.speaker.actor)},
        "sources": {"outlet": next(article.outlet for _, article in claims if article.outlet)},
    }
    return given.get(name, {})
