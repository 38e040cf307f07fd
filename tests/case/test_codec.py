from hypothesis import given
from hypothesis import strategies as st

from kg.case import codec
from kg.model.article import Article, Variant
from kg.model.claim import Claim
from kg.model.judgement import Judgement, Possible
from kg.model.record import Record
from tests.case.builders import article, extract

RECORD = extract(
    article("Smith said at least 12 ships sank. Later Jones said only 9 ships did.", published="2024-03-02")
)


def test_a_record_survives_the_way_to_json_and_back():
    assert RECORD.claims
    assert codec.loads(Record, codec.dumps(RECORD)) == RECORD
    assert codec.loads(Claim, codec.dumps(RECORD.claims[0])) == RECORD.claims[0]


def test_a_judgement_survives_with_its_mappings():
    made = Judgement((), (), {"a": "b"}, {"c": "d"}, (Possible("x", "y", 0.5, "why"),), (("key", 3),))
    assert codec.loads(Judgement, codec.dumps(made)) == made


@given(st.text(), st.text(min_size=1), st.none() | st.text(min_size=1))
def test_articles_of_any_text_survive(text, source_id, outlet):
    made = article(text, source_id, outlet=outlet)
    assert codec.loads(Article, codec.dumps(made)) == made
    assert codec.loads(Variant, codec.dumps(made.meta)) == made.meta
