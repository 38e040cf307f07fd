from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import actors, mentions, naming
from kg.extract.actors import Cast
from kg.extract.document import Attribution, Carrier
from kg.extract.names import abbreviates
from kg.model.actor import Actor
from kg.model.spans import Span
from kg.model.vocabulary import Form, Modality, Part, Polarity, Stance
from tests.extract.test_mentions import document

FIRST, LAST = ("Anton", "Beatriz", "Emeka", "Helena", "Kenji"), ("Abara", "Bertoli", "Dimitrov", "Grabar", "Koster")
GROUPS = ("Amber Front", "Copper Brigade", "Delta League", "Granite Movement")
names = st.builds("{} {}".format, st.sampled_from(FIRST), st.sampled_from(LAST))
two_names = st.tuples(names, names).filter(lambda two: not set(two[0].split()) & set(two[1].split()))


def attribution(source: Span | None, carrier: Span | None = None) -> Attribution:
    return Attribution(
        source=(source,) if source else (),
        cue=(),
        content=((0, 1),),
        carriers=(Carrier((carrier,), "told"),) if carrier else (),
        hedges=(),
        form=Form.INDIRECT,
        stance=Stance.ASSERTS,
        polarity=Polarity.AFFIRMED,
        modality=Modality.ACTUAL,
        target=None,
        parent=None,
        about=None,
        spoken=None,
        confidence=1.0,
    )


def place(text: str, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def cast(text: str, *sources: Span, carriers: tuple[Span, ...] = (), participants: tuple[Span, ...] = ()) -> Cast:
    parts = document(text)
    said = [(Part.TEXT, attribution(span)) for span in sources]
    said += [(Part.TEXT, attribution(None, span)) for span in carriers]
    took = [(Part.TEXT, span) for span in participants]
    return actors.resolve(
        naming.pages(parts, {}), said, took, mentions.find(naming.pages(parts, {}), {}), parts[0].article
    )


def who(text: str, words: str, nth: int = 0) -> Actor:
    span = place(text, words, nth)
    actor = cast(text, span).actor_at(Part.TEXT, (span,))
    assert actor is not None
    return actor


def ties(text: str, words: str) -> list[tuple[str, str, bool]]:
    span = place(text, words)
    found = cast(text, span)
    actor = found.actor_at(Part.TEXT, (span,))
    assert actor is not None
    names = {item.iri: item.name for item in found.actors}
    return [(names[tie.organisation], tie.role, tie.speaks) for tie in actor.affiliations]


@pytest.mark.parametrize(
    ("text", "source", "tie"),
    [
        (
            "It fell, said Anton Grabar, director of the Valley Observatory for Water.",
            "Anton Grabar, director of the Valley Observatory for Water",
            ("Valley Observatory for Water", "director", True),
        ),
        (
            "It fell, Amber Front spokesman Ivo Koster said.",
            "Amber Front spokesman Ivo Koster",
            ("Amber Front", "spokesman", True),
        ),
        (
            "Ivo Koster, a spokesman for the Amber Front, said no.",
            "Ivo Koster, a spokesman for the Amber Front",
            ("Amber Front", "spokesman", True),
        ),
        (
            "Ivo Koster, a member of the Castrel Local Council, said no.",
            "Ivo Koster, a member of the Castrel Local Council",
            ("Castrel Local Council", "member", False),
        ),
        (
            "Ivo Koster, founder of the Amber Front, said no.",
            "Ivo Koster, founder of the Amber Front",
            ("Amber Front", "founder", False),
        ),
        (
            "A former director of the Amber Front, Ivo Koster, said no.",
            "A former director of the Amber Front, Ivo Koster",
            ("Amber Front", "former director", False),
        ),
        ("It fell, an Amber Front commander said.", "an Amber Front commander", ("Amber Front", "commander", False)),
        (
            "A spokesman for the Amber Front said no.",
            "A spokesman for the Amber Front",
            ("Amber Front", "spokesman", True),
        ),
        (
            "A statement from the Amber Front said no.",
            "A statement from the Amber Front",
            ("Amber Front", "statement", True),
        ),
        (
            "The Amber Front left. Its coordinator Ivo Koster said no.",
            "Its coordinator Ivo Koster",
            ("Amber Front", "coordinator", True),
        ),
        (
            "Interior Minister Ivo Koster said no.",
            "Interior Minister Ivo Koster",
            ("interior ministry", "Interior Minister", True),
        ),
        (
            "The Castrel Workers' Union left. Union secretary Ivo Koster said no.",
            "Union secretary Ivo Koster",
            ("Castrel Workers' Union", "secretary", True),
        ),
        (
            "Then Ivo Koster head of the Amber Front said no.",
            "Ivo Koster head of the Amber Front",
            ("Amber Front", "head", True),
        ),
        ("An Amber Front statement said no.", "An Amber Front statement", ("Amber Front", "statement", True)),
    ],
)
def test_a_role_ties_its_holder_to_a_body(text: str, source: str, tie: tuple[str, str, bool]) -> None:
    assert tie in ties(text, source)


@pytest.mark.parametrize(
    ("text", "source", "kind", "number"),
    [
        ("Three rebel spokesmen said so.", "Three rebel spokesmen", "collective", 3),
        ("Residents said so.", "Residents", "collective", None),
        ("One resident said so.", "One resident", "anonymous", None),
        ("One of the residents said so.", "One of the residents", "anonymous", None),
        ("A security source said so.", "A security source", "anonymous", None),
        ("Every source in town said so.", "Every source in town", "collective", None),
        ("Rebels and residents said so.", "Rebels and residents", "collective", None),
        ("The report said so.", "The report", "document", None),
        ("Map measurements show it.", "Map measurements", "document", None),
        ("The Harbour Times said so.", "The Harbour Times", "medium", None),
        ("Reuters said so.", "Reuters", "medium", None),
        ("The police said so.", "The police", "organisation", None),
        ("Anton Grabar and Dalia Horvat said so.", "Anton Grabar and Dalia Horvat", "collective", 2),
        ("The burly ones said so.", "The burly ones", "collective", None),
    ],
)
def test_what_kind_of_speaker(text: str, source: str, kind: str, number: int | None) -> None:
    actor = who(text, source)
    assert (actor.kind.value, actor.number) == (kind, number)


@given(two_names, st.sampled_from(GROUPS))
def test_a_surname_stands_for_the_full_name(names: tuple[str, str], group: str) -> None:
    one, two = names
    surname = one.split()[-1]
    text = f"The {group} has left, {one} said. The mayor, {two}, said nothing. Two died, {surname} said."
    first, last = place(text, one), (text.rindex(surname), text.rindex(surname) + len(surname))
    found = cast(text, first, last, place(text, two))
    same = found.actor_at(Part.TEXT, (first,))
    assert same is not None
    assert same == found.actor_at(Part.TEXT, (last,))
    assert same.name == one
    assert [alias.text for alias in same.aliases] == [surname]
    assert found.actor_at(Part.TEXT, (place(text, two),)) != same


def test_a_surname_of_two_persons_is_neither() -> None:
    text = "Anton Grabar and his rival Dalia Grabar met. There were two dead, Grabar said."
    span = (text.rindex("Grabar"), text.rindex("Grabar") + 6)
    actor = cast(text, span).actor_at(Part.TEXT, (span,))
    assert actor is not None
    assert actor.name == "Grabar"


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The Copper Brigade (CB) fell back. It was CB that left.", "The Copper Brigade", "CB"),
        ("They fought Tanvir [TV] there. TV denied it.", "Tanvir", "TV"),
        (
            "The Delta League, also known as the River Club, left. The River Club denied it.",
            "The Delta League",
            "The River",
        ),
        ("The Valley Observatory for Water spoke. The Observatory has staff.", "The Valley", "The Observatory"),
        ("The Valley Observatory for Water spoke. VOW has staff.", "The Valley", "VOW"),
        ("The Amber Front left. The group denied it.", "The Amber Front", "The group"),
        (
            "The Valley Observatory for Water spoke. The Valley Observatory left.",
            "The Valley",
            "The Valley Observatory",
        ),
        ("The Valley Observatory for Water, a monitoring group, left.", "The Valley", "a monitoring group"),
        ("The Valley Observatory for Water left. The Bern-based Observatory spoke.", "The Valley", "The Bern-based"),
    ],
)
def test_names_that_the_text_equates_are_one(text: str, one: str, other: str) -> None:
    found = {mention.text: mention.actor for mention in cast(text).mentions if mention.actor}
    left = next(iri for words, iri in found.items() if words.startswith(one))
    right = [iri for words, iri in found.items() if words.startswith(other)]
    assert right
    assert set(right) == {left}, found


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The Amber Front met the Iron Union. The group denied it.", "The Amber Front", "The group"),
        ("The northern army met the Free Northern Army.", "The northern army", "the Free Northern Army"),
        ("Mahmud Rashid met Rashid Mahmud.", "Mahmud Rashid", "Rashid Mahmud"),
    ],
)
def test_names_that_only_look_alike_are_two(text: str, one: str, other: str) -> None:
    found = {mention.text: mention.actor for mention in cast(text).mentions if mention.actor}
    assert found[one] != found[other]


def test_aliases_carry_the_sentence_that_justifies_them() -> None:
    text = "It rained. The Copper Brigade (CBR) fell back. CBR denied it."
    actor = who(text, "CBR", 1)
    assert actor.name == "Copper Brigade"
    (alias,) = actor.aliases
    assert (alias.text, alias.rule) == ("CBR", "acronym in brackets")
    assert text[slice(*alias.evidence)] == "The Copper Brigade (CBR) fell back."


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("It fell, Anton Grabar said. More fell later, he said.", "he", "Anton Grabar"),
        ("It fell, an Amber Front commander said. More fell, he said.", "he", "Amber Front commander"),
        ("It fell, the Amber Front said. More fell later, it said.", "it", "Amber Front"),
        ("It fell, residents said. More fell later, they said.", "they", "residents"),
    ],
)
def test_a_pronoun_is_the_one_speaker_that_fits(text: str, pronoun: str, name: str) -> None:
    at = text.rindex(f" {pronoun} ") + 1
    span = (at, at + len(pronoun))
    found = cast(text, place(text, name), span)
    actor = found.actor_at(Part.TEXT, (span,))
    assert actor is not None
    assert actor.name == name


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("The mayor spoke. Mayor Anton Grabar left.", "The mayor", "Anton Grabar"),
        ("The head of the brigade is Anton Grabar.", "The head of the brigade", "Anton Grabar"),
        ("A doctor at the ward, Anton Grabar, left.", "A doctor at the ward, Anton Grabar", "Anton Grabar"),
        ("Anton Baker left. Baker said no.", "Baker said", "Anton Baker"),
        ("Anton Grabar left. In the same breath he said no.", "In the same breath he", "Anton Grabar"),
        ("On Monday, in town, the Amber Front said no.", "On Monday, in town, the Amber Front", "Amber Front"),
        (
            "The company chairman and owner Anton Grabar left.",
            "The company chairman and owner Anton Grabar",
            "Anton Grabar",
        ),
        ("MAYOR ANTON\nGRABAR SAID NO TO THE BRIGADE.", "MAYOR ANTON\nGRABAR", "ANTON GRABAR"),
    ],
)
def test_who_a_source_is(text: str, source: str, name: str) -> None:
    assert who(text, source.removesuffix(" said")).name == name


def test_who_says_we_is_the_one_who_is_quoted() -> None:
    text = '"We think that we lost it," Anton Grabar said.'
    parts = document(text)
    outer = replace(attribution(place(text, "Anton Grabar")), content=((0, 27),))
    said = [(Part.TEXT, outer), (Part.TEXT, attribution((1, 3)))]
    found = actors.resolve(
        naming.pages(parts, {}), said, [], mentions.find(naming.pages(parts, {}), {}), parts[0].article
    )
    actor = found.actor_at(Part.TEXT, ((1, 3),))
    assert actor is not None
    assert actor.name == "Anton Grabar"


def test_two_possible_speakers_are_no_speaker() -> None:
    text = "It fell, Anton Grabar said. Ivo Koster was with him. More fell later, he said."
    at = text.rindex(" he ") + 1
    found = cast(text, place(text, "Anton Grabar"), (at, at + 2))
    assert found.actor_at(Part.TEXT, ((at, at + 2),)) is None


def test_every_source_and_carrier_is_among_the_mentions() -> None:
    text = "Odd blokes said so to Valley Wire. The burly told Harbour Radio that Belvaro said no."
    spans = [place(text, words) for words in ("Odd blokes", "The burly", "Belvaro")]
    carriers = (place(text, "Valley Wire"), place(text, "Harbour Radio"))
    found = cast(text, *spans, carriers=carriers)
    present = {mention.actor for mention in found.mentions}
    for span in (*spans, *carriers):
        actor = found.actor_at(Part.TEXT, (span,))
        assert actor is not None
        assert actor.iri in present
    assert {actor.iri for actor in found.actors} == present - {None}


def test_what_was_told_a_statement_is_a_medium_unless_it_acts() -> None:
    text = "Residents told Tanvir reporters so. They told Nashira, too. Nashira has attacked them. Tanvir has staff."
    wire, party = place(text, "Tanvir"), place(text, "Nashira")
    found = cast(text, carriers=(wire, party), participants=(place(text, "Nashira", 1),))
    kinds = [actor.kind.value for span in (wire, party) if (actor := found.actor_at(Part.TEXT, (span,)))]
    assert kinds == ["medium", "organisation"]


def test_a_participant_that_is_nobody_has_no_actor() -> None:
    text = "They took six lorries from the Amber Front."
    lorries, front = place(text, "six lorries"), place(text, "the Amber Front")
    found = cast(text, participants=(lorries, front))
    assert found.actor_at(Part.TEXT, (lorries,)) is None
    assert found.actor_at(Part.TEXT, (front,)) is not None


@given(st.permutations(range(4)))
def test_the_order_of_the_spans_does_not_show(order: list[int]) -> None:
    text = "It fell, Anton Grabar said. It rose, Ivo Koster said. He left, he said. Grabar left, residents said."
    at = text.index("left, he said") + 6
    spans = [place(text, "Anton Grabar"), place(text, "Ivo Koster"), (at, at + 2), place(text, "residents")]
    one, two = cast(text, *spans), cast(text, *(spans[i] for i in order))
    assert (one.actors, one.mentions) == (two.actors, two.mentions)


@given(st.text(alphabet="Aa b.,“”'’-()[]\nÄé1—", min_size=1, max_size=150), st.data())
def test_any_span_of_any_text_is_survived(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = cast(text, (start, end), participants=((start, end),))
    assert all(text[slice(*mention.span)] == mention.text for mention in found.mentions)


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("ODC", "Observatory for Data and Climate", True),
        ("OFDAC", "Observatory for Data and Climate", True),
        ("FSA", "Northern army", False),
        ("Front", "Amber Front", False),
        ("HTS", "Hay’at Tanvir al-Sharq", True),
    ],
)
def test_initials(short: str, full: str, fits: bool) -> None:
    assert abbreviates(short, full) is fits
