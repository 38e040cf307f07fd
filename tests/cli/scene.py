"""A small judged scene, made by hand: two sources for one figure, an echo, a rival figure."""

from dataclasses import replace

from kg.case import Case
from kg.model.claim import Hop
from kg.model.judgement import Comparison, Judgement, Merge, Origin, Possible, Support, Topic, Value
from kg.model.vocabulary import Independence, OriginKind, Polarity, Relation, Standing, State, Strength
from tests.case.builders import AT, article, extract, item, judge

TEXTS = {
    "herald": "Anna Smith said 12 ships sank in the storm off the northern cape.",
    "courier": "Bruno Jones said 12 ships sank, after he had counted them from his boat.",
    "ledger": "Anna Smith said 12 ships sank in the storm off the northern cape.",
    "post": "Carla Brown said 40 ships sank, and that nobody had come to help.",
}
ARTICLES = {
    name: article(text, name, outlet=name.title(), published=f"2024-03-0{number}")
    for number, (name, text) in enumerate(TEXTS.items(), 1)
}
RECORDS = {name: extract(made) for name, made in ARTICLES.items()}
CLAIMS = {name: record.claims[0] for name, record in RECORDS.items()}


def origin(name: str, *articles: str, merged: tuple[Merge, ...] = (), kind: OriginKind = OriginKind.NAMED) -> Origin:
    """An origin of claims in these articles."""
    claims = tuple(CLAIMS[one].iri for one in articles)
    iris = tuple(sorted(ARTICLES[one].iri for one in articles))
    return Origin(f"urn:claimgraph:origin:{name}", name, kind, claims, iris, tuple(articles), merged)


def value(number: float, state: State, support: Support, origins: tuple[Origin, ...]) -> Value:
    """A figure that these origins give."""
    claims = tuple(claim for one in origins for claim in one.claims)
    figures = tuple(figure.iri for claim in CLAIMS.values() if claim.iri in claims for figure in claim.quantities)
    names = tuple(one.iri for one in origins)
    return Value(number, number, number, "exact", "ships", state, Polarity.AFFIRMED, support, names, claims, figures)


def conflict(a: str, b: str) -> Comparison:
    """A conflict between the claims of two articles."""
    figures = [CLAIMS[one].quantities[0].iri for one in (a, b)]
    return Comparison(
        CLAIMS[a].iri, CLAIMS[b].iri, *figures, Relation.CONFLICT, Independence.INDEPENDENT, Standing.UNAFFILIATED,
        "disjoint", Strength.STRONG, "“12” and “40” ships cannot both be right",
    )  # fmt: skip


def judgement() -> Judgement:
    """What a judge could say of the scene."""
    echo = Merge(CLAIMS["herald"].iri, CLAIMS["ledger"].iri, "same-person", "both credit Smith with the same words")
    smith = origin("Smith", "herald", "ledger", merged=(echo,))
    jones, brown = origin("Jones", "courier"), origin("Brown", "post")
    values = (
        value(40, State.SINGLE_ORIGIN, Support(1, 0, 0), (brown,)),
        value(12, State.CORROBORATED, Support(2, 0, 0), (smith, jones)),
    )
    iris = tuple(sorted(made.iri for made in ARTICLES.values()))
    topic = Topic(
        "urn:claimgraph:topic:storm", "ships sunk, northern cape, 1 Mar 2024", None, "sinking", ("northern cape",),
        "2024-03-01", "2024-03-01", "ships sunk", State.CONTRADICTED, iris, (smith, jones, brown), values,
        (conflict("herald", "post"), conflict("courier", "post")),
    )  # fmt: skip
    alone = replace(topic, iri="urn:claimgraph:topic:b", label="another matter", state=State.SINGLE_ORIGIN)
    alone = replace(alone, values=values[:1], origins=(brown,), comparisons=(), articles=(ARTICLES["post"].iri,))
    base = judge(RECORDS.values(), ())
    possible = (Possible(topic.iri, alone.iri, 0.5, "the places are alike"),)
    return replace(base, topics=(topic, alone), possible=possible)


def told_to(record, name: str):
    """The record with a hop at its claim."""
    hop = Hop("", (), None, name, "told", ("reportedly",))
    return replace(record, claims=tuple(replace(claim, via=(hop,)) for claim in record.claims))


def scene(judged: Judgement | None = None) -> Case:
    """The case in memory."""

    def extracted(made):
        record = RECORDS[made.source_id]
        return told_to(record, "Harbour Radio") if made.source_id == "courier" else record

    case = Case.temporary(extract=extracted, judge=lambda records, decisions: judged or judgement())
    case.load([item(made) for made in ARTICLES.values()], at=AT)
    return case
