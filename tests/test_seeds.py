"""The five real articles against what a reader finds in them (skipped where they are absent)."""

import json
import re

import pytest

from kg.extract import extract, sentences, times
from kg.judge import compare, judge
from kg.loaders import read
from kg.model.spans import overlap
from kg.model.vocabulary import Form, Independence, Part, Relation

LEAST_RIGHT = 40
ONE_ACTOR = [
    ("Islamic State", "IS", "ISIS", "Daesh"),
    ("HTS", "Hay’at Tahir a-Sham", "Hay’at Tahrir a-Sham"),
    ("FSA", "Free Syrian Army"),
    ("Hassan Haj Ali", "Hasan Haj Ali"),
]
TWO_ACTORS = [
    ("Mohammad Rashid", "Rashid Mahmoud"),
    ("Syrian army", "Free Syrian Army"),
    ("Free Idlib Army", "Free Syrian Army"),
    ("Free Idlib Army", "Syrian army"),
    ("Islamic State", "HTS"),
]
TIMES = {
    "000": ["2018-02-05/2018-02-11", "2017", "2017", "2018-02-10"],
    "001": ["2018-02-09", "2018-02-09", "2017-10", "2018-02-02/2018-02-09", "2011/2018", "2017-05-04"],
    "002": [
        *("2017-10-10", "2017-10-09", "2017-10-10", "2017-10-09", "2017-10-09", "2017-10-10", "2017-10-10"),
        *("2017-10-09", "2014", None, "2017-09", "2017-10-09", "2017-10"),
    ],
    "003": [
        *("2018-02-13", "2018-02-13", "2018-02-13", "2017", "2017/2018", "2018-02-13", "2018-01-27/2018-02-02"),
        *("2018-02", "2018-02-09", "2018-02-13", "2018-02-13", "2018-02-13", "2018-02-06/2018-02-13", "2018-02"),
        *("2018-02-12/2018-02-18", "2018-02-13", "2018-02-13"),
    ],
    "004": ["2014-04", None],
}
"""Every time that each article names, in order, as a reader takes it; None where nobody can tell."""


@pytest.fixture(scope="module")
def records(request):
    seeds = request.getfixturevalue("seeds")
    loaded = [item.article for item in read([str(path) for path in seeds])]
    return {article.source_id[:3]: extract(article) for article in loaded}


@pytest.fixture(scope="module")
def gold(shared):
    return json.loads((shared / "seeds/gold.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def judgement(records):
    return judge(records.values())


def best(record, wanted):
    """The claim whose content shares most with a wanted one."""
    words = r"\s+".join(map(re.escape, wanted["content"].split()))
    span = re.search(words, record.article.text).span()
    narrated = wanted.get("form") == "narration"
    fits = [c for c in record.claims if (c.form is Form.NARRATION) == narrated]

    def likeness(claim):
        shared = overlap(claim.content.spans, [span])
        size = sum(end - start for start, end in claim.content.spans)
        return shared / (size + span[1] - span[0] - shared)

    return max(fits, key=likeness)


@pytest.fixture(scope="module")
def found(records, gold):
    return {wanted["id"]: best(records[wanted["art"]], wanted) for wanted in gold["claims"]}


def relations(judgement, one, two):
    return {
        (item.relation, item.origin)
        for topic in judgement.topics
        for item in topic.comparisons
        if {item.a, item.b} == {one.iri, two.iri}
    }


def test_who_said_it(found, gold):
    def right(wanted):
        speaker = found[wanted["id"]].speaker
        return wanted.get("form") == "narration" or any(
            name.casefold() in f"{speaker.text} {speaker.name}".casefold() for name in wanted["speaker"]
        )

    wrong = [wanted["id"] for wanted in gold["claims"] if not right(wanted)]
    assert len(gold["claims"]) - len(wrong) >= LEAST_RIGHT, wrong


@pytest.mark.parametrize("pair", [("0c", "1b"), ("0i", "1d"), ("0j", "1e"), ("0h", "1c")], ids="-".join)
def test_echoes_come_from_one_origin(pair, found, judgement):
    one, two = (found[name] for name in pair)
    told = relations(judgement, one, two)
    assert told
    assert {origin for _, origin in told} == {Independence.SAME}


@pytest.mark.parametrize("pair", [("0g", "0h"), ("0g", "1c")], ids="-".join)
def test_the_number_of_fighters_is_contradicted(pair, found, judgement):
    one, two = (found[name] for name in pair)
    assert Relation.CONFLICT in {relation for relation, _ in relations(judgement, one, two)}


def test_an_article_that_carries_both_figures_is_mixed(records):
    assert compare(records["000"], records["001"]).verdict == "mixed"


def test_no_link_that_a_reader_would_not_make(found, gold, judgement):
    for a, b, kind in gold["not_linked"]:
        told = relations(judgement, found[a], found[b])
        wrong = {
            "contradicts": {r for r, _ in told} & {Relation.CONFLICT},
            "corroborates": {r for r, o in told if r.agrees and o is Independence.INDEPENDENT},
        }[kind]
        assert not wrong, (a, b, kind)


def test_dates_as_a_reader_finds_them(records):
    published = {name: record.article.published for name, record in records.items()}
    assert published["001"].start == "2018-02-09T16:16"
    assert published["003"].start == "2018-02-13"
    assert published["004"] is None
    days = {event.when.start for claim in records["004"].claims for event in claim.events if event.when}
    assert not {day for day in days if day.startswith("2014-04-")}


@pytest.mark.parametrize("name", sorted(TIMES))
def test_every_time_is_the_one_that_a_reader_takes(name, records):
    article = records[name].article
    told = [item.when for item in times.find(sentences.segment(article, Part.TEXT), article.published)]
    ends = [when and (when.start if when.start == when.end else f"{when.start}/{when.end}") for when in told]
    assert ends == TIMES[name]


def test_one_actor_for_every_spelling_and_none_too_many(records, judgement):
    names = {}
    for record in records.values():
        for actor in record.actors:
            for name in (actor.name, *(alias.text for alias in actor.aliases)):
                names.setdefault(name, set()).add(judgement.actor_of[actor.iri])
    for same in ONE_ACTOR:
        assert len(set.union(*(names[name] for name in same))) == 1, same
    for one, two in TWO_ACTORS:
        assert not names[one] & names[two], (one, two)
