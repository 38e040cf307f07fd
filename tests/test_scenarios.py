"""The scenarios that the product must get right, whatever the names, the numbers and the order (raw text, no case)."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from kg.exports import EXPORTERS
from kg.judge import judge
from kg.model.vocabulary import Independence, OriginKind, Relation, State
from tests.exports.reading import expected, facts, written
from tests.stories import names, outlets, relations, story, topic_of, towns, two_groups, two_names, verdict

numbers = st.integers(12, 95)


def entered(number, group, town, speaker, role="a commander", by="the Home Guard"):
    return f"{speaker}, {role} of {by}, said {number} {group} fighters had entered {town} on Monday."


@given(two_names, two_groups, towns, outlets, st.sampled_from([120, 200, 300]), st.sampled_from([1000, 2000]))
def test_s1_two_figures_for_one_thing_contradict_and_both_are_kept(people, groups, town, papers, low, high):
    a = story(entered(low, groups[0], town, people[0]), outlet=papers[0])
    b = story(entered(f"around {high:,}", groups[0], town, people[1], "a spokesman", groups[1]), outlet=papers[1])
    topic = topic_of([a, b], low, high)
    assert topic.state is State.CONTRADICTED
    assert Relation.CONFLICT in relations(topic)
    assert verdict(a, b) == "contradicted"


@given(two_names, two_groups, towns, outlets)
def test_s2_a_day_apart_nothing_expires(people, groups, town, papers):
    a = story(entered(200, groups[0], town, people[0]), outlet=papers[0], day=12)
    b = story(entered("around 1,000", groups[0], town, people[1], "a spokesman", groups[1]), outlet=papers[1], day=13)
    assert topic_of([a, b], 200, 1000).state is State.CONTRADICTED


@given(names, two_groups, towns, outlets, numbers)
def test_s3_one_quotation_is_one_origin_in_any_number_of_outlets(person, groups, town, papers, number):
    quotation = f"They took {number} villages in the hills after somebody opened the northern road for them,"
    said = f'"{quotation}" {person}, director of the {town} Monitor, said.'
    topic = topic_of([story(said, outlet=paper) for paper in papers], number)
    assert len(topic.origins) == 1
    assert len(topic.articles) == len(papers)
    assert topic.state is State.SINGLE_ORIGIN


@given(towns, outlets, numbers)
def test_s3_uncredited_reprints_never_corroborate(town, papers, number):
    text = f"At least {number} people were killed when a bridge collapsed in {town} on Monday."
    for topic in judge([story(text, outlet=paper) for paper in papers]).topics:
        assert topic.state is not State.CORROBORATED
        assert all(origin.kind is OriginKind.UNKNOWN for origin in topic.origins)


@given(two_names, two_groups, towns, outlets)
def test_s4_sixteen_refines_more_than_a_dozen(people, groups, town, papers):
    a = story(f"{people[0]}, mayor of {town}, said 16 people were killed in {town} on Monday.", outlet=papers[0])
    b = story(
        f"More than a dozen people were killed in {town} on Monday, {people[1]}, a spokesman of the {groups[0]}, said.",
        outlet=papers[1],
    )
    assert Relation.REFINES in relations(topic_of([a, b], 16))
    assert verdict(a, b) == "corroborated"


@given(two_names, two_groups, towns, outlets)
def test_s4_six_equals_6(people, groups, town, papers):
    a = story(entered("six", groups[0], town, people[0]), outlet=papers[0])
    b = story(entered("6", groups[0], town, people[1], "a spokesman", groups[1]), outlet=papers[1])
    topic = topic_of([a, b], 6)
    assert relations(topic) == {Relation.EQUAL}
    assert topic.state is State.CORROBORATED


@given(names, two_groups, towns, outlets, numbers, st.sampled_from(sorted(EXPORTERS)))
def test_s8_every_export_keeps_speaker_outlet_span_and_date(person, groups, town, papers, number, name):
    record = story(entered(number, groups[0], town, person), outlet=papers[0])
    view = SimpleNamespace(records=lambda: (record,), judgement=lambda: judge([record]), decisions=tuple)
    told = facts(name, written(name, view))
    assert told == expected(name, view)
    assert (person, papers[0], "2024-03-12") in {(fact.speaker, fact.outlet, fact.date) for fact in told}


@given(names, towns, outlets, numbers, st.integers(3, 40))
def test_s11_an_earlier_toll_is_updated(person, town, papers, earlier, more):
    later = earlier + more
    a = story(
        f"{person}, a police spokesman, said {earlier} people were killed in the flood in {town} on Monday.",
        outlet=papers[0],
    )
    b = story(
        f"The death toll of Monday's flood in {town} rose to {later}, up from {earlier}, "
        f"police spokesman {person} said.",
        outlet=papers[1],
        day=13,
    )
    assert Relation.UPDATE in relations(topic_of([a, b], later))
    assert verdict(a, b) == "update"


@given(two_names, towns, outlets, st.integers(14, 60), st.integers(2, 9))
def test_s12_a_part_is_no_conflict_with_its_whole(people, town, papers, whole, part):
    a = story(f"{people[0]}, mayor of {town}, said {whole} people were killed in {town} on Monday.", outlet=papers[0])
    b = story(
        f"{whole} people, including {part} children, were killed in {town} on Monday, {people[1]}, a doctor, said.",
        outlet=papers[1],
    )
    found = {item.relation for topic in judge([a, b]).topics for item in topic.comparisons}
    assert Relation.CONFLICT not in found
    assert verdict(a, b) in ("corroborated", "agreed")


@given(names, towns, outlets, numbers)
def test_s15_a_body_and_its_director_are_one_origin(person, town, papers, number):
    monitor = f"{town} Rights Monitor"
    a = story(f"The {monitor} said {number} people were killed in {town} on Monday.", outlet=papers[0])
    b = story(
        f"{person}, director of the {monitor}, said {number} people were killed in {town} on Monday.", outlet=papers[1]
    )
    topic = topic_of([a, b], number)
    assert {item.origin for item in topic.comparisons} <= {Independence.SAME}
    assert len(topic.origins) == 1
    assert verdict(a, b) == "echo"


@given(two_names, two_groups, towns, outlets)
def test_s16_an_admission_by_the_other_side_corroborates(people, groups, town, papers):
    happened = f"the {groups[1]} shelled the market in {town} on Monday, killing 14 people."
    a = story(f"{people[0]}, a spokesman of the {groups[0]}, said {happened}", outlet=papers[0])
    b = story(f"{people[1]}, a spokesman of the {groups[1]}, admitted that {happened}", outlet=papers[1])
    topic = topic_of([a, b], 14)
    assert topic.state is State.CORROBORATED
    assert verdict(a, b) == "corroborated"
