"""The story of an article: times that the rest of it inherits, deaths by their cause, what a sentence goes on about."""

from __future__ import annotations

import pytest

from kg.extract import story
from kg.extract.document import Happening
from kg.extract.story import Story
from kg.model.vocabulary import Modality
from tests.extract.build import happenings


def _told(text: str, published: str = "2024-05-15") -> dict[str, Happening]:
    """The happenings of a text as its story tells them, by their words."""
    doc, found = happenings(text, published)
    return {doc.text[slice(*item.trigger)]: item for item in story.told(doc, found)}


def _day(item: Happening) -> str | None:
    return item.when.start if item.when else None


def test_what_follows_is_of_the_day_that_the_lead_names() -> None:
    found = _told("A bomb killed nine men in Orvane on Sunday.\nThe blast wounded forty.\nPolice arrested a grocer.")
    assert {_day(item) for item in found.values()} == {"2024-05-12"}
    assert "of the event that it belongs to" in (found["wounded"].when.how if found["wounded"].when else "")


def test_a_side_event_keeps_its_day_and_the_next_paragraph_goes_back() -> None:
    text = (
        "Gunmen shot nine men on Sunday.\nIn March, two women were stabbed.\nThe dead were buried after the shooting."
    )
    found = _told(text)
    assert (_day(found["stabbed"]), _day(found["shooting"])) == ("2024-03", "2024-05-12")


def test_a_paragraph_stays_with_the_day_that_it_names() -> None:
    text = "Floods hit Karsk on Sunday.\nOn Friday a ferry sank. Nobody drowned."
    assert _day(_told(text)["drowned"]) == "2024-05-10"


def test_what_is_yet_to_come_inherits_no_day() -> None:
    found = _told("Workers marched on Sunday.\nThe firm will dismiss forty of them.")
    assert found["dismiss"].modality is Modality.FUTURE
    assert found["dismiss"].when is None


def test_no_day_no_heirs() -> None:
    assert all(item.when is None for item in _told("A bomb killed nine men.\nThe blast wounded forty.").values())


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("An earthquake shook Karsk. Buildings fell.\nNobody was killed.", "killed", "death"),
        ("Shells landed after an assault on Karsk.\nNine young men died.", "died", "killing"),
        ("A ferry sank.\nNine were murdered years ago.", "murdered", "killing"),
        ("A man died at home.", "died", "death"),
    ],
)
def test_deaths_are_named_by_the_cause_that_the_text_tells(text: str, word: str, kind: str) -> None:
    assert _told(text)[word].type == kind


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("explosion", "wounding", True),
        ("earthquake", "death", True),
        ("ceasefire", "clash", True),
        ("vote", "fraud", True),
        ("vote", "wounding", False),
        ("price", "earthquake", False),
        ("other:sing", "other:dance", False),
    ],
)
def test_kindred(one: str, other: str, same: bool) -> None:
    assert story.kindred(one, other) is same
    assert story.kindred(other, one) is same


def test_a_sentence_without_an_event_goes_on_about_its_paragraph_or_the_lead() -> None:
    text = "A bomb killed nine men on Sunday.\nThe mayor wept. He blamed us.\nThieves robbed a bank. They ran."
    doc, found = happenings(text, "2024-05-15")
    told = Story(doc, found)
    kinds = [
        found[at].type for at in map(told.about, (text.index("He blamed"), text.index("They ran"))) if at is not None
    ]
    assert kinds == ["killing", "theft"]
    assert Story(*happenings("The mayor slept.")).about(3) is None
