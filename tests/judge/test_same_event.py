"""Whether two articles report one event, by what both texts share."""

from itertools import combinations

import pytest

from kg.judge.same_event import FEATURES, Traits, decide, probability, traits, weights
from kg.loaders import from_json
from kg.model.vocabulary import SameEvent

FIRE = (
    "Warehouse fire in Tarnow kills four\n\nFour workers died on Monday when a fire swept through a textile warehouse "
    "in Tarnow, the brigade said. Captain Jolanta Mirek said 62 firefighters fought the blaze for nine hours. The "
    "owner, Halvex, stored paint in the cellar."
)
SAME_FIRE = (
    "A blaze at the Halvex textile warehouse in Tarnow left four workers dead on Monday. It took 62 firefighters nine "
    "hours to put it out, according to Captain Jolanta Mirek, who said that paint had been kept in the cellar."
)
OTHER_FIRE = (
    "Three people died on Saturday when a fire destroyed a furniture warehouse in Lodz. Witnesses saw smoke above the "
    "harbour canal. Brigade chief Adam Szulc said that the cause was not known and that 18 men had been at work."
)
STRIKE = "Bus drivers in Cork will walk out on 3 March over pay, their union said. Talks with the city broke down."


def of(text: str) -> Traits:
    return traits(from_json({"text": text}, file="test", place="here"))


def test_one_fire_is_one_event_and_another_is_not():
    assert decide(probability(of(FIRE), of(SAME_FIRE))) is SameEvent.YES
    assert decide(probability(of(FIRE), of(OTHER_FIRE))) is SameEvent.NO
    assert decide(probability(of(FIRE), of(STRIKE))) is SameEvent.NO


@pytest.mark.parametrize(("one", "two"), list(combinations((FIRE, SAME_FIRE, OTHER_FIRE, STRIKE), 2)))
def test_the_order_of_two_articles_does_not_show(one, two):
    assert probability(of(one), of(two)) == pytest.approx(probability(of(two), of(one)))


def test_another_year_and_another_weekday_speak_against_it():
    monday = probability(of(FIRE), of(SAME_FIRE))
    assert probability(of(FIRE), of(SAME_FIRE.replace("Monday", "Friday"))) < monday
    assert probability(of(f"{FIRE} (2019)"), of(f"{SAME_FIRE} (2023)")) < monday


def test_an_address_above_the_text_counts_for_its_year_alone():
    line = "http: / / www. example. org / news / 2019 / 02 / fire. html\n\n"
    assert of(line + FIRE).years == {"2019"}
    assert of(line + FIRE).words == of(FIRE).words


def test_every_feature_has_a_weight_and_the_thresholds_are_in_order():
    assert set(weights()) == {"bias", "yes", "no", *FEATURES}
    assert weights()["no"] <= weights()["yes"]


def test_two_empty_texts_share_nothing():
    assert decide(probability(of("."), of("."))) is SameEvent.NO
