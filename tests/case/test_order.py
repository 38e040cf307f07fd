"""Any order, any repetition and any detour of loading, removing and restoring gives the same graph, byte for byte."""

import io
import json
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.case import Case
from kg.exports import EXPORTERS
from kg.loaders import Loaded, read
from kg.model.decision import Decision
from kg.ontology.contract import claim_to_json
from kg.ontology.document import to_document
from kg.ontology.verdicts import corroborate_to_json
from tests.examples import EXAMPLES

AT = "2024-03-20T12:00:00.000000Z"
IDS = (
    "civic-record",
    "eastern-courier",
    "evening-ledger",
    "harbour-herald",
    "lowland-times",
    "mountain-post",
    "northern-dispatch",
)


@cache
def loaded() -> dict[str, Loaded]:
    """The example articles by their source_id."""
    return {item.article.source_id: item for item in read(str(EXAMPLES)) if item.article}


class Undecided:
    """A case without the history of what was taken out and put back, which its export tells beside the graph."""

    def __init__(self, case: Case) -> None:
        self.records, self.judgement = case.records, case.judgement

    def decisions(self) -> tuple[Decision, ...]:
        return ()


def printed(case: Case) -> dict[str, str]:
    """What a case prints: claims, topics, and the graph."""
    stream = io.BytesIO()
    EXPORTERS["trig"]().write(Undecided(case), stream)
    rows = [claim_to_json(claim, article) for claim, article in case.claims()]
    return {
        "claims": "\n".join(json.dumps(row) for row in rows),
        "corroborate": json.dumps(corroborate_to_json(case.judgement().topics)),
        "trig": stream.getvalue().decode(),
    }


@cache
def plainly(kept: frozenset[str]) -> dict[str, str]:
    """What a case prints that was loaded with these articles at once."""
    with Case.temporary() as case:
        case.load([loaded()[name] for name in sorted(kept)], at=AT)
        return printed(case)


def stamp(n: int) -> str:
    return f"2024-03-21T12:00:{n:02d}.000000Z"


@settings(max_examples=12)
@given(st.permutations(IDS), st.lists(st.sampled_from(IDS), max_size=3), st.integers(1, 3))
def test_order_repetition_and_batches_do_not_show(order, again, size):
    with Case.temporary() as case:
        for start in range(0, len(order), size):
            case.load([loaded()[name] for name in order[start : start + size]], at=AT)
        case.load([loaded()[name] for name in again], at=AT)
        assert printed(case) == plainly(frozenset(IDS))


@settings(max_examples=12)
@given(st.permutations(IDS), st.sets(st.sampled_from(IDS), max_size=3), st.sets(st.sampled_from(IDS), max_size=2))
def test_what_is_removed_was_never_there_and_what_is_restored_always_was(order, removed, restored):
    with Case.temporary() as case:
        case.load([loaded()[name] for name in order], at=AT)
        for name in sorted(removed):
            case.remove(name, who="a", when=stamp(1), why="")
        case.load([loaded()[name] for name in order[:3]], at=AT)
        for name in sorted(restored):
            case.restore(name, who="a", when=stamp(2), why="")
        assert printed(case) == plainly(frozenset(IDS) - (removed - restored))


def test_the_order_of_decisions_is_that_of_their_times():
    with Case.temporary() as case:
        case.load(loaded().values(), at=AT)
        case.restore("civic-record", who="a", when=stamp(2), why="")
        case.remove("civic-record", who="a", when=stamp(1), why="")
        assert printed(case) == plainly(frozenset(IDS))


def test_what_one_article_supports_stays_when_another_goes():
    with Case.temporary() as case:
        case.load(loaded().values(), at=AT)
        case.remove("harbour-herald", who="a", when=stamp(1), why="")
        quoted = [c for r in case.records() for c in r.claims if "six armored vehicles" in c.content.text]
        assert [claim.speaker.name for claim in quoted] == ["Marek Duval"]
        case.remove("mountain-post", who="a", when=stamp(2), why="")
        assert not [c for r in case.records() for c in r.claims if "armored" in c.content.text]


def test_an_article_alone_is_the_same_as_in_company():
    with Case.temporary() as company:
        company.load(loaded().values(), at=AT)
        for record in company.records():
            with Case.temporary() as alone:
                alone.load([loaded()[record.article.source_id]], at=AT)
                (single,) = alone.records()
                assert json.dumps(to_document(single)) == json.dumps(to_document(record))
