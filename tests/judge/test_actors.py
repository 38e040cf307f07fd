import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import actors, mentions, naming, sentences
from kg.extract.document import Document
from kg.judge.actors import ActorIndex, likely_variants, merge, speaks_for, told_apart
from kg.judge.names import is_generic, key, skeleton, vowelled
from kg.model.actor import Actor, Affiliation, Alias
from kg.model.article import Article, Block, Variant
from kg.model.claim import Claim, Extractor, Passage, Speaker
from kg.model.decision import Decision, Verb
from kg.model.identifiers import mint
from kg.model.record import Record
from kg.model.vocabulary import Form, Modality, Part, Polarity, Role, SpeakerKind, Stance

RULES = Extractor("rules", "1")


def read(text: str, name: str) -> Record:
    """A record of the actors that an article names, without any claim."""
    iri = mint("article", name)
    article = Article(iri, text, (Block(0, len(text), Role.BODY),), Variant(name))
    document: Document = sentences.segment(article, Part.TEXT)
    cast = actors.resolve(
        naming.pages([document], {}), [], [], mentions.find(naming.pages([document], {}), {}), article
    )
    return Record(article, (), cast.actors, cast.mentions, RULES)


def named(records: Sequence[Record], number: int, name: str) -> str:
    (found,) = {
        actor.iri for actor in records[number].actors if name in (actor.name, *(alias.text for alias in actor.aliases))
    }
    return found


def same(texts: Sequence[str], one: tuple[int, str], other: tuple[int, str]) -> bool:
    records = [read(text, str(number)) for number, text in enumerate(texts)]
    return merge(records, []).same(named(records, *one), named(records, *other))


@pytest.mark.parametrize(
    ("texts", "one", "other"),
    [
        (["Anton Grabar spoke.", "They met Anton Grabar."], (0, "Anton Grabar"), (1, "Anton Grabar")),
        (["The Amber Front left.", "They met the Amber Front."], (0, "Amber Front"), (1, "Amber Front")),
        (["The Copper Brigade (CBR) left.", "They met CBR there."], (0, "Copper Brigade"), (1, "CBR")),
        (
            ["The Copper Brigade (CBR) left.", "They met Tanvir [CBR] there.", "They met Tanvir."],
            (0, "Copper Brigade"),
            (2, "Tanvir"),
        ),
        (
            [
                "Hassan Tanvir, commander of the Amber Front, left.",
                "Hasan Tanvir, commander of the Amber Front, spoke.",
            ],
            (0, "Hassan Tanvir"),
            (1, "Hasan Tanvir"),
        ),
        (
            ["Abdel Rahman Nouri, head of the Amber Front, left.", "Amber Front head Abdulrahman Nouri spoke."],
            (0, "Abdel Rahman Nouri"),
            (1, "Abdulrahman Nouri"),
        ),
        (
            ["Hay’at Tanvir al-Sharq (HTS) left.", "Then Hay’at Tanvvir al-Sharq, a militia, left."],
            (0, "HTS"),
            (1, "Hay’at Tanvvir al-Sharq"),
        ),
        (
            ["Abu Tanvir, also known as Anton Grabar, left.", "They met Anton Grabar."],
            (0, "Anton Grabar"),
            (1, "Anton Grabar"),
        ),
    ],
)
def test_what_the_articles_show_to_be_one(texts: list[str], one: tuple[int, str], other: tuple[int, str]) -> None:
    assert same(texts, one, other)


@pytest.mark.parametrize(
    ("texts", "one", "other"),
    [
        (["Mahmud Rashid spoke.", "They met Rashid Mahmud."], (0, "Mahmud Rashid"), (1, "Rashid Mahmud")),
        (["The Syrian army left.", "They met the Free Syrian Army."], (0, "Syrian army"), (1, "Free Syrian Army")),
        (["They met the city police.", "The city police left."], (0, "city police"), (1, "city police")),
        (["They met Hassan Tanvir.", "They met Hasan Tanvir."], (0, "Hassan Tanvir"), (1, "Hasan Tanvir")),
        (
            [
                "Hassan Tanvir, commander of the Amber Front, left.",
                "Hussein Tanvir, commander of the Amber Front, spoke.",
            ],
            (0, "Hassan Tanvir"),
            (1, "Hussein Tanvir"),
        ),
        (
            ["Ivo Koster, director of the Amber Front, left.", "Ivo Koster, a spokesman for the Iron Union, spoke."],
            (0, "Ivo Koster"),
            (1, "Ivo Koster"),
        ),
        (
            ["The Copper Brigade (CBR) left.", "The Castrel Border Rescue (CBR) spoke.", "They met CBR there."],
            (0, "Copper Brigade"),
            (2, "CBR"),
        ),
        (["A security source spoke.", "A security source spoke."], (0, "security source"), (1, "security source")),
        (["They met residents.", "They met residents."], (0, "residents"), (1, "residents")),
        (["They read the report.", "They read the report."], (0, "report"), (1, "report")),
    ],
)
def test_what_only_looks_alike_is_two(texts: list[str], one: tuple[int, str], other: tuple[int, str]) -> None:
    assert not same(texts, one, other)


TEXTS = [
    "The Copper Brigade (CBR) left. Hassan Tanvir, commander of the Copper Brigade, spoke. They met Anton Grabar.",
    "They met Daru [CBR]. Hasan Tanvir, commander of the Copper Brigade, spoke.",
    "Anton Grabar, director of the Amber Front, met Daru. The Front left.",
    "Anton Grabar, a lawyer for the Iron Union, left. CBR left, too.",
    "The Cobalt Rail (CBX) left. A source met Daru.",
]
RECORDS = [read(text, str(number)) for number, text in enumerate(TEXTS)]


@given(st.permutations(range(len(TEXTS))), st.lists(st.integers(0, len(TEXTS) - 1), max_size=3))
def test_the_order_and_repetition_of_records_do_not_show(order: list[int], again: list[int]) -> None:
    assert merge([RECORDS[i] for i in (*order, *again)], []) == merge(RECORDS, [])


def test_every_link_has_a_rule_and_a_reason_and_joins_members_of_its_actor() -> None:
    index = merge(RECORDS, [])
    links = [(actor, link) for actor in index.actors for link in actor.merged_because]
    assert len(links) >= 4
    assert all(link.rule and link.reason and {link.a, link.b} <= set(actor.members) for actor, link in links)
    assert all(len(actor.merged_because) == len(actor.members) - 1 for actor in index.actors)
    assert set(index.actor_of) == {actor.iri for record in RECORDS for actor in record.actors}
    assert all(actor.iri == mint("actor", min(actor.members)) for actor in index.actors)


def actor(name: str, article: int, kind: SpeakerKind = SpeakerKind.PERSON, **more: object) -> Actor:
    return Actor(mint("actor", name, article), name, kind, **more)  # type: ignore[arg-type]


def record(number: int, *found: Actor) -> Record:
    iri = mint("article", number)
    claims = tuple(claim(iri, item) for item in found)
    return Record(Article(iri, "", (), Variant(str(number))), claims, found, (), RULES)


def claim(article: str, speaker: Actor) -> Claim:
    return Claim(
        iri=mint("claim", article, speaker.iri),
        article=article,
        part=Part.TEXT,
        speaker=Speaker(speaker.name, ((0, 1),), speaker.iri, speaker.name, speaker.kind),
        cue=None,
        content=Passage("x", ((0, 1),)),
        form=Form.INDIRECT,
        stance=Stance.ASSERTS,
        polarity=Polarity.AFFIRMED,
        modality=Modality.ACTUAL,
        hedges=(),
        spoken=None,
        via=(),
        parent=None,
        about=None,
        target=None,
        events=(),
        quantities=(),
        extractor=RULES,
        confidence=1.0,
    )


def decide(verb: Verb, when: int, one: Claim, other: Claim) -> Decision:
    left, right = sorted((one.iri, other.iri))
    return Decision(verb, (left, right), f"2024-03-12T00:00:{when:02d}.000000Z", "reader")


@given(st.permutations(range(3)))
def test_the_last_decision_of_a_pair_counts(order: list[int]) -> None:
    one, two, three = actor("Ann Lee", 1), actor("Ann Lee", 2), actor("Ann Lee", 3)
    records = [record(1, one), record(2, two), record(3, three)]
    first, second = records[0].claims[0], records[1].claims[0]
    decisions = [
        decide(Verb.NOT_SAME_ACTOR, 1, first, second),
        decide(Verb.SAME_ACTOR, 2, first, second),
        decide(Verb.NOT_SAME_ACTOR, 3, first, second),
    ]
    index = merge(records, [decisions[i] for i in order])
    assert not index.same(one.iri, two.iri)
    assert index.same(one.iri, three.iri) != index.same(two.iri, three.iri)
    assert merge(records, decisions[:2]).same(one.iri, two.iri)


def test_a_decision_joins_what_evidence_would_not() -> None:
    one, two = actor("a source", 1, SpeakerKind.ANONYMOUS), actor("Ann Lee", 2)
    records = [record(1, one), record(2, two)]
    decision = decide(Verb.SAME_ACTOR, 1, records[0].claims[0], records[1].claims[0])
    assert merge(records, [decision]).same(one.iri, two.iri)
    assert not merge(records, []).same(one.iri, two.iri)


def director(name: str, article: int, body: Actor, role: str = "director", *, speaks: bool = True) -> Actor:
    return actor(name, article, affiliations=(Affiliation(body.iri, role, speaks, Part.TEXT, (0, 1)),))


def test_a_director_speaks_for_his_body_in_articles_that_do_not_say_so() -> None:
    body, there = actor("Valley Observatory", 1, SpeakerKind.ORGANISATION), actor("Ann Lee", 2)
    here = director("Ann Lee", 1, body)
    index = merge([record(1, body, here), record(2, there)], [])
    assert speaks_for(index, here.iri) == speaks_for(index, there.iri) == index.actor_of[body.iri]
    assert speaks_for(index, body.iri) is None


def test_a_founder_does_not_speak_for_his_body() -> None:
    body = actor("Amber Front", 1, SpeakerKind.ORGANISATION)
    founder = director("Ann Lee", 1, body, "founder", speaks=False)
    assert speaks_for(merge([record(1, body, founder)], []), founder.iri) is None


def test_who_speaks_for_two_bodies_speaks_for_none() -> None:
    one, two = (actor(name, 1, SpeakerKind.ORGANISATION) for name in ("Amber Front", "Iron Union"))
    ties = tuple(Affiliation(body.iri, "head", True, Part.TEXT, (0, 1)) for body in (one, two))
    head = actor("Ann Lee", 1, affiliations=ties)
    assert speaks_for(merge([record(1, one, two, head)], []), head.iri) is None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("interior ministry", "Interior Ministry", False),
        ("army", "Northern army", False),
        ("Grabar", "Anton Grabar", False),
        ("A. Grabar", "Anton Grabar", False),
        ("CBR", "Castrel Border Rescue", False),
        ("Hassan Tanvir", "Hasan Tanvir", False),
        ("Amber Front", "Iron Union", True),
        ("Northern Army", "Southern Army", True),
        ("Anton Grabar", "Dalia Grabar", True),
    ],
)
def test_which_names_tell_two_actors_apart(one: str, other: str, apart: bool) -> None:
    assert told_apart(one, other) is told_apart(other, one) is apart
    left, right = actor(one, 1, SpeakerKind.ORGANISATION), actor(other, 2, SpeakerKind.ORGANISATION)
    index = merge([record(1, left), record(2, right)], [])
    assert index.may_be_one(left.iri, right.iri) is not apart


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Muhammad Tanvir", "Mohammed Tanvir", True),
        ("Abdel Rahman", "Abdulrahman", True),
        ("Yousef Khalid", "Yusuf Khaled", True),
        ("Hassan Tanvir", "Hussein Tanvir", False),
        ("Nasr Tanvir", "Nusr Tanvir", False),
        ("Ahmad Ali", "Ali Ahmad", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, alike: bool) -> None:
    assert likely_variants(one, other) is alike


@given(st.text(max_size=30))
def test_keys_of_any_name(name: str) -> None:
    assert key(name) == key(name.upper()) or not name.isascii()
    assert not set(skeleton(name)) & set("aeiou")
    assert vowelled(vowelled(name)) is not None
    assert is_generic(name) in (True, False)


def test_an_empty_case_has_nobody() -> None:
    assert merge([], []) == ActorIndex({}, ())


def test_aliases_of_a_description_do_not_count_elsewhere() -> None:
    alias = Alias("Front", "short form of the only such name", Part.TEXT, (0, 1))
    one = actor("Amber Front", 1, SpeakerKind.ORGANISATION, aliases=(alias,))
    two = actor("Front", 2, SpeakerKind.ORGANISATION)
    assert not merge([record(1, one), record(2, two)], []).same(one.iri, two.iri)


def test_the_aliases_of_the_seeds(seeds: list[Path], shared: Path) -> None:
    assert json.loads((shared / "seeds/gold.json").read_text())["claims"]
    records = [read(path.read_text("utf-8"), path.stem[:3]) for path in seeds]
    index = merge(records, [])

    def one(*places: tuple[int, str]) -> bool:
        found = [named(records, *place) for place in places]
        return all(index.same(found[0], other) for other in found[1:])

    assert one((0, "IS"), (0, "ISIS"), (1, "Daesh"), (2, "Islamic State"), (3, "IS"), (4, "ISIS"))
    assert one((0, "Syrian Observatory for Human Rights"), (1, "Syrian Observatory for Human Rights"))
    assert one((2, "HTS"), (3, "Hay’at Tahrir a-Sham"))
    assert one((0, "Hassan Haj Ali"), (1, "Hasan Haj Ali"))
    assert one((0, "Rami Abdulrahman"), (1, "Rami Abdulrahman"))
    assert not one((3, "Mohammad Rashid"), (3, "Rashid Mahmoud"))
    assert not one((3, "Syrian army"), (3, "FSA"))
    assert (
        speaks_for(index, named(records, 1, "Rami Abdulrahman"))
        == index.actor_of[named(records, 0, "Syrian Observatory for Human Rights")]
    )
