from dataclasses import replace

import click
import pytest

from kg.case import Filters
from kg.cli import judging
from kg.cli.output import Output, finished
from kg.cli.report import Report
from kg.model.judgement import Support
from kg.model.vocabulary import OriginKind, State
from tests.cli.scene import judgement, origin, scene, value


def lines(judged=None, *, color=False, everything=False):
    with scene(judged) as case:
        known = {claim.iri: (claim, record.article) for record in case.records() for claim in record.claims}
        report = Report(case.topics(), case.judgement(), known, 4, everything)
        return [finished(line, color=color) for line in report.lines()]


def with_value(state: State, support: Support, *, unknown=False):
    kind = OriginKind.UNKNOWN if unknown else OriginKind.NAMED
    judged = judgement()
    source = origin("Smith", "herald", "ledger", kind=kind)
    topic = replace(judged.topics[0], values=(value(12, state, support, (source,)),), origins=(source,), comparisons=())
    return replace(judged, topics=(replace(topic, state=state),), possible=())


def test_a_reader_sees_figure_sources_chain_echo_and_why():
    text = "\n".join(lines())
    assert "CONTRADICTED" in text.splitlines()[0]
    assert "12 ships: corroborated by 2 independent sources, in 3 articles" in text
    assert "Bruno Jones, via Harbour Radio (reportedly)" in text
    assert "in herald (Herald), 2024-03-01; the same source also in ledger" in text
    assert "counted once: both credit Smith with the same words" in text
    assert "Corroborated because Smith and Jones are named, differ, and none has it" in text
    assert "40 ships: told by one named source only, in 1 article" in text
    assert "Disputed: Anna Smith, “12” (herald) against Carla Brown, “40” (post)." in text
    assert text.endswith("4 articles, 4 claims with figures, 3 sources, 1 contradicted, 1 single-origin.")


def test_what_one_claim_alone_tells_is_summed_up():
    assert "1 further matter is told in one article alone (--all prints them)." in lines()
    assert any(line.startswith("2. another matter") for line in lines(everything=True))


def test_what_may_be_one_event_is_told_and_not_counted():
    assert any("Possibly one event, not counted as one" in line for line in lines())


def test_no_line_is_wider_than_80_columns_and_colour_adds_no_word():
    plain = lines(everything=True)
    assert max(map(len, plain)) <= 80
    painted = lines(everything=True, color=True)
    assert painted != plain
    assert [click.unstyle(line) for line in painted] == plain


@pytest.mark.parametrize(
    ("state", "support", "words"),
    [
        (
            State.AGREED,
            Support(1, 0, 2),
            "agreed by 1 named source + 2 of unknown origin, in 2 articles (perhaps all from one)",
        ),
        (
            State.CORROBORATED,
            Support(1, 1, 0),
            "corroborated by 1 named source + 1 allied, in 2 articles (allied with each other)",
        ),
        (State.SINGLE_ORIGIN, Support(0, 0, 1), "told by one source of unknown origin only, in 2 articles"),
    ],
)
def test_every_state_is_said_in_words(state, support, words):
    text = " ".join(" ".join(lines(with_value(state, support))).split())
    assert words in text


def test_an_origin_without_a_name_is_called_unknown():
    text = "\n".join(lines(with_value(State.SINGLE_ORIGIN, Support(0, 0, 1), unknown=True)))
    assert "Anna Smith (origin unknown)" in text


def test_denied_topics_say_so():
    text = "\n".join(lines(with_value(State.DENIED, Support(1, 0, 0))))
    assert "Somebody named denies it, in 4 articles" in text


def test_what_was_too_much_to_compare_is_said(capsys):
    with scene(replace(judgement(), capped=(("people in Arlona on 738962", 12),))) as case:
        judging.corroborate(case, Filters(), Output("json"), everything=False)
    assert "people in Arlona on 738962) leaves 12 out" in capsys.readouterr().err
