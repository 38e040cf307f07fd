import pytest

from kg.case import Filters
from tests.case.builders import AT, article, item, memory

HERALD = article(
    "Smith said 12 ships sank. Jones said 9 boats were lost.", "h", outlet="Daily Herald", published="2024-03-02"
)
COURIER = article("Brown said 14 ships sank.", "c", outlet="Courier", published="2024-03-05")
UNDATED = article("Green said 3 ships sank.", "u")


@pytest.mark.parametrize(
    ("filters", "speakers"),
    [
        (Filters(), {"Smith", "Jones", "Brown", "Green"}),
        (Filters(about="ship sank"), {"Smith", "Brown", "Green"}),
        (Filters(about="SMITH"), {"Smith"}),
        (Filters(speaker="jon"), {"Jones"}),
        (Filters(outlet="herald"), {"Smith", "Jones"}),
        (Filters(outlet="herald", about="ships"), {"Smith"}),
        (Filters(since="2024-03-03"), {"Brown"}),
        (Filters(until="2024-03"), {"Smith", "Jones", "Brown"}),
        (Filters(since="2024-03-02", until="2024-03-04"), {"Smith", "Jones"}),
        (Filters(place="nowhere"), set()),
        (Filters(state="contradicted"), set()),
        (Filters(min_confidence=0.01), {"Smith", "Jones", "Brown", "Green"}),
        (Filters(min_confidence=1.0), set()),
    ],
)
def test_claims_pass_where_all_filters_hold(filters, speakers):
    with memory() as case:
        case.load([item(HERALD), item(COURIER), item(UNDATED)], at=AT)
        assert {claim.speaker.name for claim, _ in case.claims(filters)} == speakers


def test_mentions_are_those_of_articles_that_pass():
    with memory() as case:
        case.load([item(HERALD), item(COURIER)], at=AT)
        assert {mention.text for mention, _ in case.mentions(Filters(outlet="herald"))} == {"Smith", "Jones"}
        assert {mention.text for mention, _ in case.mentions(Filters(speaker="brown"))} == {"Brown"}
