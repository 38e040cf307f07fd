"""Events in text: who did what to whom, where and when; polarity; figures."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import events, places, times
from kg.extract.document import Document, Figure, Happening
from kg.model.vocabulary import Modality, Modifier, Polarity
from kg.ontology import event_types
from tests.extract.build import day, document, happenings, table

ROLES = [tuple((*row, "", "")[:5]) for row in table("data/roles.tsv")]
TYPES = {kind.notation for kind in event_types()}


def _one(text: str, trigger: str, published: str | None = None) -> tuple[Document, Happening]:
    doc, found = happenings(text, published)
    return doc, next(item for item in found if trigger in doc.text[slice(*item.trigger)])


@pytest.mark.parametrize(("text", "trigger", "kind", "agents", "patients"), ROLES)
def test_roles(text: str, trigger: str, kind: str, agents: str, patients: str) -> None:
    doc, item = _one(text, trigger, "2024-05-15")
    assert item.type == kind
    assert "|".join(doc.text[a:b] for a, b in item.agents) == agents
    assert "|".join(doc.text[a:b] for a, b in item.patients) == patients


VOICES = [tuple((*row, "", "")[:5]) for row in table("data/voices.tsv")]


def _voiced(text: str, trigger: str) -> tuple[str, str]:
    """The agents and patients of the happening that a word names, each joined by bars."""
    doc, found = happenings(text, "2024-05-15")
    item = next((item for item in found if trigger in doc.text[slice(*item.trigger)]), None)
    spans = (item.agents, item.patients) if item else ((), ())
    return "|".join(doc.text[a:b] for a, b in spans[0]), "|".join(doc.text[a:b] for a, b in spans[1])


@pytest.mark.parametrize("form", ["active", "passive", "nominal"])
def test_nine_of_ten_agents_and_patients_are_right_in_sentences_that_no_rule_was_made_for(form: str) -> None:
    asked = [row[1:] for row in VOICES if row[0] == form]
    wrong = [text for text, trigger, *roles in asked if _voiced(text, trigger) != tuple(roles)]
    assert len(asked) == 20
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize(("text", "trigger", "kind", "sign", "mode"), list(table("data/events.tsv")))
def test_type_polarity_and_modality(text: str, trigger: str, kind: str, sign: str, mode: str) -> None:
    _, item = _one(text, trigger)
    assert (item.type, item.polarity, item.modality) == (kind, Polarity(sign), Modality(mode))


@pytest.mark.parametrize(
    ("text", "trigger", "place", "start"),
    [
        ("Gunmen killed four guards in Orvane on Tuesday.", "killed", "Orvane", "2018-02-13"),
        ("Gunmen killed four guards in Orvane, a spokesman said on Tuesday.", "killed", "Orvane", None),
        (
            "A spokesman said on Tuesday that gunmen killed four guards in Orvane on Sunday.",
            "killed",
            "Orvane",
            "2018-02-11",
        ),
        ("On Sunday, gunmen killed four guards in Orvane, Meldos province.", "killed", "Orvane", "2018-02-11"),
        ("On Tuesday, the mayor said that four guards had been killed.", "killed", None, None),
        ("KARSK, Feb 12 (Lowland) - Gunmen killed four guards in Orvane.", "killed", "Orvane", None),
        ("The men who were abducted in Orvane on Sunday have been set free.", "set free", None, None),
        ("Rebels shelled the town of Karsk in January.", "shelled", "Karsk", "2018-01"),
    ],
)
def test_where_and_when(text: str, trigger: str, place: str | None, start: str | None) -> None:
    _, item = _one(text, trigger, "2018-02-13")
    assert (item.place[0] if item.place else None) == place
    assert (item.when.start if item.when else None) == start


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Nine have died since Saturday, he said.", "2018-02-10", "2018-02-13"),
        ("Nine have died since Saturday, he said on Monday.", "2018-02-10", "2018-02-12"),
        ("Nine have died in two days of floods, he said on Monday.", "2018-02-11", "2018-02-12"),
        ("Nine have died in the past three days, he said on Monday.", "2018-02-09", "2018-02-12"),
    ],
)
def test_a_period_ends_when_it_is_told_of(text: str, start: str, end: str) -> None:
    _, item = _one(text, "died", "2018-02-13")
    assert item.cumulative
    assert item.when is not None
    assert (item.when.start, item.when.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Typhoon Ada hit the coast and two were killed.", "killed", "death"),
        ("Two dozen people were killed when a bus crashed.", "killed", "death"),
        ("Two dozen people were killed when a bomb exploded.", "killed", "killing"),
        ("Eighteen inmates died in the raid.", "died", "killing"),
        ("The dockers' strike goes on, their union said.", "strike", "strike-labour"),
        ("An earthquake hit the coast.", "earthquake", "earthquake"),
        ("They danced all night.", "danced", "other:dance"),
        ("The mayor opened fire with his critics in mind.", "opened fire", "attack"),
    ],
)
def test_types(text: str, trigger: str, kind: str) -> None:
    assert _one(text, trigger)[1].type == kind


@pytest.mark.parametrize("text", [row[0] for row in table("data/no-events.txt")])
def test_no_known_event(text: str) -> None:
    _, found = happenings(text)
    assert all(item.type.startswith("other:") for item in found)


def test_the_types_name_their_triggers_once() -> None:
    triggers = [trigger for kind in event_types() for trigger in kind.triggers]
    assert len(TYPES) >= 60
    assert len(triggers) == len(set(triggers))
    assert {kind.family for kind in event_types()} <= TYPES


def test_back_reference() -> None:
    assert _one("The attack was the third.", "attack")[1].back
    assert _one("Saturday's blast was the third.", "blast", "2018-02-13")[1].back
    assert not _one("An attack was feared.", "attack")[1].back


def test_a_relative_clause_ranks_behind_the_main_verb() -> None:
    _, found = happenings("Six men who were abducted in April were released.")
    assert [(item.type, item.rank) for item in found] == [("abduction", 2), ("release", 0)]


def _figure(doc: Document, words: str, noun: str, status: str | None) -> Figure:
    at, behind = doc.text.index(words), doc.text.index(noun)
    return Figure(
        (at, at + len(words)),
        1,
        1,
        False,
        False,
        1,
        (1, 1),
        Modifier.EXACT,
        None,
        (behind, behind + len(noun)),
        noun,
        status,
    )


@pytest.mark.parametrize(
    ("words", "noun", "status", "kind"),
    [
        ("12", "people", "killed", "killing"),
        ("30", "others", "wounded", "wounding"),
        ("two", "men", "arrested", "arrest"),
    ],
)
def test_figures_go_with_their_events(words: str, noun: str, status: str, kind: str) -> None:
    doc, found = happenings("The attack killed 12 people and wounded 30 others, and police arrested two men.")
    (index,) = events.attach([_figure(doc, words, noun, status)], found, doc)
    assert index is not None
    assert found[index].type == kind


def test_a_figure_of_a_quiet_sentence_has_no_event() -> None:
    doc, found = happenings("Of 12 people nothing.\nPolice arrested two men.")
    assert events.attach([_figure(doc, "12", "people", None)], found, doc) == (None,)


SCRAPS = """
the army rebels killed was by 12 people who and , . attack of on Tuesday in Karsk Orvane 's " — ( ) said that not to
fire firing wounded dead strike
"""


@given(st.lists(st.sampled_from(SCRAPS.split()), max_size=60))
def test_any_words_give_spans_inside_them(words: list[str]) -> None:
    text = " ".join(words) or "x"
    doc, found = happenings(text, "2018-02-13")
    last = 0
    for item in found:
        assert last <= item.trigger[0] < item.trigger[1] <= len(text)
        last = item.trigger[1]
        assert item.type in TYPES or item.type.startswith("other:")
        assert all(0 <= a < b <= len(doc.text) for a, b in (*item.agents, *item.patients))


@pytest.mark.slow
def test_time_is_linear_even_in_one_endless_sentence() -> None:
    def seconds(size: int) -> float:
        doc = document("the army and the rebels attacked Karsk, and " * size)
        begin = time.process_time()
        found = events.find(doc, places.find(doc), times.find(doc, day("2018-02-13")))
        assert found
        return time.process_time() - begin

    seconds(100)
    small, large = seconds(500), seconds(2000)
    assert large < 12 * small + 0.5
