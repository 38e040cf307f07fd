import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.loaders import from_json, from_text
from kg.loaders.furniture import blocks, caption, furniture
from kg.model.vocabulary import Role

LINES = st.sampled_from(
    [
        "Harbour Herald",
        "3 min read",
        "#Harbour",
        "|",
        "12 March 2024",
        "By Anna Keller",
        "Fire at the harbour kills two",
        "Two people were killed in a fire at the harbour on Monday, the fire brigade said.",
        "The fire began in a store of paint and burned until the morning of the next day.",
        "Photo courtesy of the fire brigade",
        "Share this article",
        "What happened next",
        "",
        "   ",
    ]
)
# (line, role) of every line of the five seeds that is neither body nor blank; lines count from 1.
SEEDS = {
    "000": {1: "title", 3: "repeat", 4: "subtitle", 5: "furniture", 6: "date"},
    "001": {
        1: "furniture", 3: "title", 5: "subtitle", 7: "byline", 8: "date", 9: "date", 10: "byline", 11: "furniture",
        12: "furniture", 24: "heading", 30: "heading", 40: "furniture", 41: "furniture", 42: "furniture",
        43: "furniture", 44: "furniture",
    },
    "002": {1: "furniture", 3: "title", 5: "teaser", 8: "date", 20: "caption", 40: "furniture"},
    "003": {1: "furniture", 3: "title", 5: "teaser", 7: "date", 19: "caption", 33: "caption", 43: "furniture"},
    "004": {1: "furniture", 3: "title", 5: "subtitle", 6: "repeat", 28: "furniture"},
}  # fmt: skip


@given(st.lists(LINES, max_size=14))
def test_every_character_is_in_exactly_one_block(lines):
    text = "\n".join(lines)
    taken = [i for block in blocks(text) for i in range(block.start, block.end)]
    assert len(taken) == len(set(taken))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(taken))


@given(st.lists(LINES, max_size=14))
def test_a_text_with_running_sentences_has_a_body(lines):
    text = "\n".join(lines)
    if any(len(line) > 70 for line in lines):
        assert {Role.BODY, Role.SUBTITLE} & {block.role for block in blocks(text)}


def test_one_sentence_is_body_and_never_a_title():
    (block,) = blocks("The river rose by two metres.")
    assert block.role is Role.BODY
    assert from_json({"text": "The river rose by two metres"}).title is None


def test_the_lines_of_the_seeds(seeds):
    for file in seeds:
        text = file.read_bytes().decode()
        found = {text.count("\n", 0, b.start) + 1: b.role.value for b in blocks(text) if b.role is not Role.BODY}
        assert found == SEEDS[file.name[:3]], file.name


@pytest.mark.parametrize(
    "line",
    ["3 min read", "Share this article", "|", "#Harbour #Fire", "6 yıl önce", "2 days ago", "Advertisement",
     "File photo", "Read more: how the fire began", "(Reporting by Anna Keller; editing by Bo Lind)",
     "© 2024 Harbour Herald",
     "1,204 shares", "Helpful keywords", "All rights reserved", "Related articles", "Sign up for our newsletter"],
)  # fmt: skip
def test_lines_that_a_page_puts_around_an_article(line):
    assert furniture(line)


@pytest.mark.parametrize(
    "line",
    ["Shares fell by two percent on Monday.", "Two people were killed.", "The photo shows a burning store.",
     "She said that she would follow the case to its end.", "Police said 30 people were hurt.",
     "Also on Monday, the port was closed.", "They destroyed a store, according to a video posted on Monday."],
)  # fmt: skip
def test_lines_that_an_article_says(line):
    assert furniture(line) is None
    assert caption(line) is None


def test_captions_end_in_a_credit():
    assert caption("Firemen at the harbour on Monday. Photo courtesy of the fire brigade.")
    assert caption("The burned store (Bo Lind/Handout Photo)")


def test_hard_wrapped_lines_are_one_paragraph():
    line = "THE FIRE BRIGADE SAID TODAY THAT TWO PEOPLE WERE KILLED IN A FIRE AT"
    text = "\n".join([f"   {line}", line, line, "THE HARBOUR.", "", f"   {line}", line, line, "THE STORE."])
    assert [block.role for block in blocks(text)] == [Role.BODY, Role.BODY]


def test_a_title_that_is_given_is_not_looked_for():
    article = from_json(
        {"title": "Fire kills two", "text": "Fire kills two\n\nTwo people died in a fire, police said."}
    )
    assert [block.role for block in article.blocks] == [Role.REPEAT, Role.BODY]
    assert article.title_part == "Fire kills two"


def test_metadata_says_how_it_was_found():
    text = "Fire kills two\n\nHarbour Herald\n12 March 2024\n\nTwo people died in a fire at the harbour, police said."
    article = from_text(text, source_id="a")
    assert (article.title, article.outlet) == ("Fire kills two", "Harbour Herald")
    assert article.meta.outlet is not None
    assert article.meta.outlet.how == "text"
    assert article.text[slice(*article.meta.outlet.span)] == "Harbour Herald"
    assert article.published is not None
    assert article.published.start == "2024-03-12"
    assert article.title_part is None


def test_a_date_that_signs_a_text_heads_nothing():
    said = "Two people were killed in a fire at the harbour on Monday, the fire brigade said."
    text = "\n\n".join([said, said, said, "Harbour, 12 March 2024"])
    assert [block.role for block in blocks(text)] == [Role.BODY, Role.BODY, Role.BODY, Role.DATE]
