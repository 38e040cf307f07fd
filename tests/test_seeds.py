"""The five real articles against what a reader finds in them (skipped where they are absent)."""

import json
import re
from itertools import combinations

import pytest

from kg.extract import extract
from kg.judge import compare, judge
from kg.loaders import read
from kg.model.spans import overlap
from kg.model.vocabulary import Form, Independence, Relation

LEAST_RIGHT = 40


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


def test_one_actor_for_every_spelling_and_none_too_many(records, judgement):
    names = {}
    for record in records.values():
        for actor in record.actors:
            for name in (actor.name, *(alias.text for alias in actor.aliases)):
                names.setdefault(name, set()).add(judgement.actor_of[actor.iri])
    for same in (("Islamic State", "IS", "ISIS", "Daesh"), ("Hassan Haj Ali", "Hasan Haj Ali")):
        assert len(set.union(*(names[name] for name in same if name in names))) == 1, same
    for one, two in combinations(("Mohammad Rashid", "Rashid Mahmoud"), 2):
        assert not names[one] & names[two]
