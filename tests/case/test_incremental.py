"""A case that is caught up after every change says what is said of all its records at once, byte for byte."""

import tempfile
from functools import cache
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.case import Case
from kg.case.codec import dumps
from kg.extract import extract
from kg.judge import judge
from kg.loaders import Loaded, read
from kg.model.decision import Decision, Verb
from kg.model.record import Record
from tests.examples import EXAMPLES

AT = "2024-03-20T12:00:00.000000Z"
PAIRED = [verb for verb in Verb if verb.register in ("topic", "origin", "actor")]


@cache
def loaded() -> dict[str, Loaded]:
    """The example articles by their source_id."""
    return {item.article.source_id: item for item in read(str(EXAMPLES)) if item.article}


@cache
def record(name: str) -> Record:
    return extract(loaded()[name].article)


def spoken() -> list[str]:
    """Claims with a speaker, of all articles."""
    return [claim.iri for name in sorted(loaded()) for claim in record(name).claims if claim.speaker.actor]


def steps():
    """One change of a case: load, remove, restore or decide."""
    names = st.sampled_from(sorted(loaded()))
    pairs = st.sampled_from(list(combinations(sorted(spoken()), 2)))
    return st.one_of(
        st.tuples(st.just("load"), names),
        st.tuples(st.just("load"), names),
        st.tuples(st.sampled_from(("remove", "restore")), names),
        st.tuples(st.sampled_from((Verb.REJECT, Verb.ACCEPT)), st.sampled_from(spoken())),
        st.tuples(st.sampled_from(PAIRED), pairs),
    )


def apply(case: Case, step, when: str) -> None:
    what, subject = step
    if what == "load":
        case.load([loaded()[subject]], at=AT)
    elif isinstance(what, Verb):
        case.decide(Decision(what, (subject,) if isinstance(subject, str) else subject, when, "a", ""))
    else:
        iri = loaded()[subject].article.iri
        case.decide(Decision(Verb.RETRACT if what == "remove" else Verb.RESTORE, (iri,), when, "a", ""))


def at_once(case: Case) -> str:
    """What the judge says of all records together, by a way of its own."""
    decisions = [item for item in case.decisions() if item.verb.register != "article"]
    return dumps(judge(case.records(), decisions))


@settings(max_examples=8)
@given(st.lists(steps(), min_size=2, max_size=9), st.integers(1, 3))
def test_caught_up_is_the_same_as_from_scratch(changes, every):
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "case", create=True) as case:
        for at, step in enumerate(changes):
            apply(case, step, f"2024-03-21T12:00:{at:02d}.000000Z")
            if at % every == 0:
                case.judgement()
        assert dumps(case.judgement()) == at_once(case)
