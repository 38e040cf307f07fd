"""docs/exports.md: what each format keeps, found by exporting a view in which every thing has a word of its own.

`python -m tests.exports.documented` writes it anew; a test holds the two together.
"""

from dataclasses import replace
from functools import cache
from types import SimpleNamespace

from kg.exports import EXPORTERS
from kg.exports.drawn import GraphExporter
from kg.model.actor import Alias
from kg.model.article import Found
from kg.model.claim import Hop
from kg.model.time import When
from kg.model.vocabulary import MentionType, Part, Precision
from tests import examples
from tests.exports.reading import text_of, written
from tests.readme import ROOT

FILE = ROOT / "docs" / "exports.md"
HEAD = """# Exports

`kg export FORMAT OUT` writes a case for other tools. The same case gives the same bytes. Positions in the formats that
draw come from a layout in floating point: they are the same on one kind of processor with one version of numpy.

Every format keeps, of each statement that it holds, **who** says it, **where** it is published, the **span** of its
words and the **day**; a test reads all of them back with a parser of the format. What else each one keeps is in the
table; it is written, and checked, by exporting a case in which each of these things has a word of its own.

"""
FACETS = {
    "words": "the quoted words",
    "cue": "the cue (“said”)",
    "chain": "through whom it came",
    "hedges": "hedges",
    "figure": "the words of figures",
    "event": "event types",
    "place": "places",
    "title": "titles",
    "text": "full texts",
    "mention": "mentions of who speaks",
    "alias": "aliases with evidence",
    "topic": "topics",
    "origin": "origins by name",
    "reason": "relations and their reasons",
}
NOTES = """
What is left out of whole:

- `nanopub` holds statements that are attributed to somebody, neither the article's own voice nor what nobody is named
  for; it is unsigned and bears no date, and judgements across articles are not in it.
- `acled` and `ucdp` hold events, and the statements that report them; a statement of no event is not in them. Columns
  of the codebook that a text alone cannot fill are not written. Figures are of the dead; the codes and the numbers for
  words stand in [ontology/codebooks](../ontology/codebooks). A figure that a later article updates is left out of low,
  best and high, and stays in the notes.
- `turtle` puts all graphs into one: which article's graph a triple stands in is lost.
- `gexf`, `graphml` and `cytoscape` have two views: `--view claims`, the whole provenance with claims as nodes, and
  `--view sources`, outlets and named origins, joined by the origins that they share. Of a claim's figures the first is
  kept. Relations of one kind between two claims are one edge; `merged` says how many. `graphml` and the sheets have
  no lists: pieces are parted by ` | `. Gephi sums parallel edges of a GraphML file on import; give it GEXF.
  Each component of up to 499 nodes is placed by forces, a larger one on a spiral; of more than 20,000 nodes none is.
- `csv` and `parquet` have one row a claim and figure; of a statement in several pieces they give the first and the last
  offset, of its events the main one. The sheets (`csv`, `acled`, `ucdp`) begin with a byte order mark, and a cell that
  would begin like a formula begins with an apostrophe.
- `annotations` anchors each piece by position, in code points, and by quotation with 32 characters around it; for an
  article without an address the source is its IRI. Tools that count UTF-16 units anchor by the quotation.
- `neo4j-admin` is the property graph of docs/engines.md for the bulk import of Neo4j: unpack it and run `import.sh`.
- `followthemoney` has no field for figures and spans: they stand in the words and in the summary of a note. Languages
  are left out.

`--redact persons,anonymous` covers the names of people, or the descriptions of anonymous sources, letter by letter, in
texts, titles, file names and addresses alike: spans keep their places. A part of a name is covered wherever it stands,
also where it is a word of its own. Covered are those that extraction has found, and authors. IRIs stay: whoever has the
article can tell that it is the one.
"""


def _named(text):
    return Found(text, "input", text)


@cache
def canaries():
    """A view in which one statement, its article and its topic bear a word of their own for each thing."""
    claims = {claim.iri: record for record in examples.records() for claim in record.claims}
    judged = examples.judgement()
    topic = next(t for t in judged.topics if t.comparisons and t.event)
    wanted = topic.comparisons[0].a
    record = claims[wanted]
    claim = next(one for one in record.claims if one.iri == wanted)
    when = When("2024-02-09", "2024-02-09", Precision.DAY, "input")
    event = next(e for e in claim.events if e.type == topic.type)
    told = replace(
        claim,
        content=replace(claim.content, text="words-canary"),  # and in the text, for formats that cite it
        cue=replace(claim.content, text="cue-canary"),
        via=(Hop("chain-canary", claim.content.spans, None, "chain-canary", "told"),),
        hedges=("hedges-canary",),
        quantities=(replace(claim.quantities[0], text="figure-canary"),),
        events=(replace(event, type="other:event-canary", place=("place-canary",), when=when),),
    )
    meta = replace(record.article.meta, title=_named("title-canary"))
    text, (start, end) = record.article.text, claim.content.spans[0]
    text = text[:start] + "words-canary".ljust(end - start) + text[end:] + "\n\ntext-canary"
    article = replace(record.article, text=text, meta=meta)
    speaker = claim.speaker.actor
    actors = tuple(
        replace(actor, aliases=(Alias("alias-canary", "rule", Part.TEXT, (0, 5)),)) for actor in record.actors
    )
    mention = replace(record.mentions[0], text="mention-canary", type=MentionType.PERSON, actor=speaker)
    claims_of = tuple(told if one.iri == wanted else one for one in record.claims)
    changed = replace(
        record, article=article, claims=claims_of, actors=actors, mentions=(mention, *record.mentions[1:])
    )
    reason = replace(topic.comparisons[0], reason="reason-canary")
    origins = tuple(replace(origin, name="origin-canary") for origin in topic.origins)
    named = replace(
        topic, label="topic-canary", type="other:event-canary", place=("place-canary",), origins=origins,
        comparisons=(reason, *topic.comparisons[1:]),
    )  # fmt: skip
    topics = tuple(named if one is topic else one for one in judged.topics)
    records = tuple(changed if one is record else one for one in examples.records())
    return SimpleNamespace(records=lambda: records, judgement=lambda: replace(judged, topics=topics), decisions=tuple)


def kept(name):
    """The facets that a format keeps."""
    views = [{}, {"view": "sources"}] if issubclass(EXPORTERS[name], GraphExporter) else [{}]
    text = "".join(text_of(name, written(name, canaries(), **options)) for options in views)
    return {facet for facet in FACETS if f"{facet}-canary" in text}


def render():
    """The whole document."""
    rows = [f"| `{name}` | {kind.title} | `{kind.suffix}` |" for name, kind in EXPORTERS.items()]
    lines = [HEAD, "| FORMAT | what it is | suffix |\n|---|---|---|\n", "\n".join(rows), "\n\n"]
    lines += [f"| | {' | '.join(f'`{name}`' for name in EXPORTERS)} |\n", f"|---|{'---|' * len(EXPORTERS)}\n"]
    keeps = {name: kept(name) for name in EXPORTERS}
    for facet, words in FACETS.items():
        marks = ("yes" if facet in keeps[name] else "–" for name in EXPORTERS)
        lines.append(f"| {words} | {' | '.join(marks)} |\n")
    return "".join([*lines, NOTES])


if __name__ == "__main__":
    FILE.write_text(render(), "utf-8")
