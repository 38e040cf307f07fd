from hypothesis import given
from hypothesis import strategies as st

from kg.case.merging import dump_input, load_input, merge
from tests.case.builders import article

TEXT = "Smith said 12 ships sank."
inputs = st.builds(
    lambda source, title, author, day: article(TEXT, source, title=title, author=author, published=day),
    st.sampled_from("abc"),
    st.sampled_from([None, "Ships sink", "A storm"]),
    st.sampled_from([None, "B. Writer", "A. Writer"]),
    st.sampled_from([None, "2024-03-02", "2024-03-01"]),
)


@given(st.lists(inputs, min_size=1, max_size=5), st.randoms())
def test_no_order_and_no_repetition_of_inputs_shows(given_inputs, random):
    shuffled = [*given_inputs, *given_inputs[:2]]
    random.shuffle(shuffled)
    assert merge(shuffled) == merge(given_inputs)


def test_the_smallest_value_counts_and_the_others_are_kept():
    one = article(TEXT, "b", title="Ships sink", author="B. Writer")
    two = article(TEXT, "a", title="A storm", published="2024-03-02")
    made = merge([one, two])
    assert (made.source_id, made.title, made.meta.author.value) == ("a", "A storm", "B. Writer")
    assert made.published.start == "2024-03-02"
    assert {item.source_id for item in made.also} == {"a", "b"}


def test_an_article_of_one_input_is_that_input():
    one = article(TEXT, "b", title="Ships sink")
    assert merge([one]) == one
    assert load_input(dump_input(one), TEXT) == one
