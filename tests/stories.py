"""Short articles on drawn names and numbers, and what the product says of them."""

from hypothesis import strategies as st

from kg.extract import extract
from kg.judge import compare, judge
from kg.loaders import from_json
from kg.model.judgement import Topic
from kg.model.record import Record

FIRST = ("Anton", "Beatriz", "Carlos", "Dalia", "Emeka", "Farida", "Goran", "Helena", "Ivo", "Jasmin", "Kenji", "Lucia")
LAST = (
    "Abara",
    "Bertoli",
    "Castell",
    "Dimitrov",
    "Ekwueme",
    "Fontana",
    "Grabar",
    "Horvat",
    "Ibanez",
    "Jovanic",
    "Koster",
)
TOWNS = ("Arlona", "Belvaro", "Castrel", "Dornik", "Esperol", "Fallmor", "Gravina", "Hostel Bay", "Irmava", "Jelsin")
OUTLETS = ("Morning Courier", "Harbour Times", "Valley Post", "Northern Herald", "Coast Daily", "Capital Gazette")
GROUPS = ("Amber Front", "Copper Brigade", "Delta League", "Granite Movement", "Iron Union", "Silver Column")

names = st.builds("{} {}".format, st.sampled_from(FIRST), st.sampled_from(LAST))
two_names = st.tuples(names, names).filter(lambda two: not set(two[0].split()) & set(two[1].split()))
towns = st.sampled_from(TOWNS)
two_groups = st.lists(st.sampled_from(GROUPS), min_size=2, max_size=2, unique=True)
outlets = st.lists(st.sampled_from(OUTLETS), min_size=2, max_size=len(OUTLETS), unique=True)


def story(text: str, *, outlet: str, day: int = 12) -> Record:
    """The record of an article published in March 2024 ("12 March 2024" is a Tuesday)."""
    row = {"text": text, "outlet": outlet, "published": f"2024-03-{day:02d}", "language": "en"}
    return extract(from_json(row | {"id": f"{outlet}-{day}".lower().replace(" ", "-")}))


def topic_of(records: list[Record], *numbers: float) -> Topic:
    """The topic in which all these figures stand as values of their own."""
    found = judge(records).topics
    for topic in found:
        shown = {bound for value in topic.values for bound in (value.low, value.high, value.best)}
        if set(numbers) <= shown:
            return topic
    raise AssertionError(f"no topic holds {numbers}: {[(t.label, [(v.low, v.high) for v in t.values]) for t in found]}")


def verdict(left: Record, right: Record) -> str:
    """The verdict, after a check that it is the same from both sides."""
    one, two = compare(left, right), compare(right, left)
    assert one.verdict == two.verdict
    return one.verdict


def relations(topic: Topic) -> set[str]:
    """The relations that stand in a topic."""
    return {item.relation for item in topic.comparisons}
