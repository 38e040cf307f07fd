import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.case import Case
from kg.case.judging import Judging
from kg.case.loading import BATCH
from kg.judge import judge as at_once
from kg.model.errors import CaseError, InputError, NotFoundError, SourceIdError
from tests.case.builders import AT, article, extract, item, judge, memory

TEXTS = [f"Smith said {10 + n} ships sank. Jones said {n} more ships were lost." for n in range(5)]
ITEMS = [item(article(text, f"s{n}")) for n, text in enumerate(TEXTS)]
ITEMS.append(item(article(TEXTS[0], "other", title="Ships sink"), "other.jsonl"))
VARIED = [*ITEMS, item(article(TEXTS[1], "s1", author="A. Writer"), "again.txt")]


def seen(case: Case) -> tuple[object, ...]:
    """All that a reader can see of a case."""
    return (
        case.records(),
        [(claim.iri, made.iri, made.source_id) for claim, made in case.claims()],
        list(case.documents()),
        case.revision(),
    )


@given(st.permutations(VARIED), st.integers(1, 4), st.lists(st.sampled_from(VARIED), max_size=4))
def test_any_order_and_repetition_of_loading_gives_the_same(order, cut, again):
    with memory() as one, memory() as two:
        one.load(VARIED, at=AT)
        for batch in (order[:cut], order[cut:], again):
            two.load(batch, at="later")
        assert seen(one) == seen(two)
        assert len(one.records()) == len(TEXTS)


@given(st.permutations(ITEMS), st.sets(st.integers(0, 4), max_size=3), st.booleans())
def test_a_removed_article_is_one_that_was_never_loaded(order, gone, again):
    with memory() as one, memory() as two:
        one.load([one_item for one_item in ITEMS if one_item.article.text not in {TEXTS[n] for n in gone}], at=AT)
        two.load(order, at=AT)
        for number in sorted(gone):
            two.remove(f"s{number}", who="ann", when=f"2024-01-0{number + 1}T00:00:00.000000Z")
        if again:
            two.load(order, at=AT)
        assert seen(one) == seen(two)
        for number in gone:
            two.restore(f"s{number}", who="ann", when=f"2024-02-0{number + 1}T00:00:00.000000Z")
        one.load(ITEMS, at=AT)
        assert seen(one) == seen(two)


def test_every_input_ends_with_a_status_and_a_reason():
    with memory() as case:
        report = case.load([ITEMS[0], item(None, "broken.txt", "is empty"), ITEMS[0]], at=AT)
        assert [entry.status for entry in report.entries] == ["loaded", "skipped", "loaded"]
        assert report.entries[1].reason == "is empty"
        assert report.entries[2].reason == "already in the case"
        assert (report.kept, report.count("skipped")) == (2, 1)


def test_two_texts_with_one_source_id_load_nothing_of_the_call():
    with memory() as case:
        case.load([ITEMS[0]], at=AT)
        clash = item(article("Quite another text.", "s0"), "elsewhere/s0.txt")
        with pytest.raises(SourceIdError, match=r"s0\.txt and elsewhere/s0\.txt"):
            case.load([ITEMS[1], clash], at=AT)
        assert [record.article.source_id for record in case.records()] == ["s0"]
        assert case.store.rows("SELECT count(*) FROM journal") == [(1,)]


def test_two_texts_with_one_source_id_in_one_call():
    with memory() as case:
        with pytest.raises(SourceIdError, match="two different texts"):
            case.load([ITEMS[1], replace(ITEMS[0], article=article("Quite another text.", "s1"))], at=AT)
        assert case.records() == ()


def test_one_text_saved_twice_is_no_clash_and_the_order_does_not_show():
    words = " ".join(f"Word{n}" for n in range(60))
    plain = item(article(f"{words} Smith said 10 ships sank.", "s0"), "a/s0.txt")
    framed = item(article(f"{words} Smith said 10 ships sank. Font size", "s0"), "b/s0.txt")
    meant = set()
    for order in ([plain, framed], [framed, plain]):
        with memory() as case:
            for one in order:
                case.load([one], at=AT)
            assert len(case.records()) == 2
            meant.add(case.resolve("s0"))
    assert len(meant) == 1


def test_a_new_version_is_admitted_where_it_is_called_one():
    with memory() as case:
        case.load([ITEMS[0]], at=AT)
        newer = item(article("Smith said 40 ships sank.", "s0"), "new/s0.txt")
        case.load([newer], at=AT, version_of="s0")
        assert len(case.records()) == 2
        assert case.resolve("s0") == newer.article.iri
        with pytest.raises(InputError, match="only one article"):
            case.load(ITEMS[1:3], at=AT, version_of="s0")


def test_an_interrupted_load_leaves_whole_articles_and_goes_on(tmp_path):
    many = [item(article(f"Smith said {n} ships sank.", f"m{n:03}")) for n in range(2 * BATCH)]
    calls = []

    def interrupted(made):
        calls.append(made.iri)
        if len(calls) == BATCH + 3:
            raise KeyboardInterrupt
        return extract(made)

    with Case.open(tmp_path, create=True, extract=interrupted, judge=judge) as case, pytest.raises(KeyboardInterrupt):
        case.load(many, at=AT)
    with Case.open(tmp_path, extract=extract, judge=judge) as case:
        assert len(case.records()) == BATCH
        assert len(case.pending()) == BATCH
        assert list(case.verify()) == []
        case.load([many[-1]], at=AT)
        assert case.pending() == []
        whole = seen(case)
    with memory() as fresh:
        fresh.load(many, at=AT)
        assert seen(fresh) == whole


def test_one_article_that_breaks_the_extractor_costs_no_other():
    def fragile(made):
        if made.source_id == "s1":
            raise ValueError
        return extract(made)

    with Case.temporary(extract=fragile, judge=judge) as case:
        report = case.load(ITEMS[:3], at=AT)
        assert [entry.status for entry in report.entries] == ["loaded", "skipped", "loaded"]
        assert "ValueError" in report.entries[1].reason
        assert len(case.records()) == 2


def test_articles_are_named_by_iri_source_id_file_and_the_beginning_of_the_hash():
    with memory() as case:
        case.load(ITEMS, at=AT)
        iri = ITEMS[2].article.iri
        refs = (iri, "s2", "some/folder/s2.txt", iri.rsplit(":", 1)[1][:10])
        assert {case.resolve(ref) for ref in refs} == {iri}
        assert case.resolve("other") == case.resolve("s0")
        with pytest.raises(NotFoundError):
            case.resolve("absent")
        claim = case.record("s2").claims[0].iri
        found, record = case.find_claim(claim.rsplit(":", 1)[1][:10])
        assert (found.iri, record.article.iri) == (claim, iri)


def test_one_name_for_two_articles_must_be_made_clear():
    with memory() as case:
        case.load([item(article(TEXTS[0], "s", outlet=name), name) for name in ("Herald", "Courier")], at=AT)
        with pytest.raises(NotFoundError, match="2 articles"):
            case.resolve("s")


def test_a_folder_without_a_case_is_told_so(tmp_path):
    with pytest.raises(NotFoundError, match="kg load"):
        Case.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    (tmp_path / "case.sqlite").write_bytes(b"something else, quite long enough to be taken for a page" * 20)
    with pytest.raises(CaseError):
        Case.open(tmp_path)


def test_a_case_of_another_version_is_refused(tmp_path):
    Case.open(tmp_path, create=True).close()
    with sqlite3.connect(tmp_path / "case.sqlite") as connection:
        connection.execute("UPDATE meta SET value = '999'")
    connection.close()
    with pytest.raises(CaseError, match="version 999"):
        Case.open(tmp_path)


def test_time_and_paths_stand_in_the_journal_alone(tmp_path):
    with Case.open(tmp_path, create=True, extract=extract, judge=judge) as case:
        case.load([replace(ITEMS[0], file="/some/secret/path.txt")], at="2031-05-06T07:08:09.000000Z")
        case.judgement()
        dump = [line for line in case.store.connection.iterdump() if "secret" in line or "2031-05" in line]
    assert len(dump) == 1
    assert "journal" in dump[0]


def test_a_judgement_is_kept_until_something_changes(tmp_path, monkeypatch):
    calls, catch_up = [], Judging.catch_up

    def counting(self, rules):
        calls.append(len(self.active))
        catch_up(self, rules)

    monkeypatch.setattr(Judging, "catch_up", counting)
    for _ in range(2):
        with Case.open(tmp_path, create=True, extract=extract) as case:
            case.load(ITEMS[:2], at=AT)
            case.judgement()
            case.judgement()
    with Case.open(tmp_path, extract=extract) as case:
        case.remove("s0", who="ann", when=AT)
        assert case.judgement() == at_once(case.records())
    assert calls == [2, 1]


def test_other_rules_judge_anew(tmp_path, monkeypatch):
    with Case.open(tmp_path, create=True, extract=extract) as case:
        case.load(ITEMS[:2], at=AT)
        made = case.judgement()
        case.store.run("UPDATE topics SET body = x''")
    monkeypatch.setattr("kg.case.container._rules_digest", lambda: "other rules")
    with Case.open(tmp_path, extract=extract) as case:
        assert case.judgement() == made


def test_a_case_that_cannot_be_written_is_judged_in_memory(tmp_path, monkeypatch):
    def locked(self, rules):
        raise sqlite3.OperationalError("attempt to write a readonly database")

    with Case.open(tmp_path, create=True, extract=extract) as case:
        case.load(ITEMS[:2], at=AT)
        monkeypatch.setattr(Judging, "catch_up", locked)
        assert case.judgement() == at_once(case.records())
        assert not case.store.rows("SELECT * FROM topics")
