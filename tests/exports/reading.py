"""Every format read back by a parser of its own ecosystem, down to who said what, where and when."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from typing import NamedTuple

import pyoxigraph
from arro3.io import read_parquet

from kg.exports import EXPORTERS
from kg.exports.happenings import happenings
from kg.model.vocabulary import SpeakerKind

_NOTE = re.compile(
    r"(?P<speaker>.*?) \((?:(?P<outlet>[^;]*?), )?(?:(?P<date>\d{4}-\d\d-\d\d), )?\S+ (?:text|title) "
    r"(?P<start>\d+)-(?P<end>\d+); (?P<claim>\S+)\): “"
)
_PLACE = re.compile(r"; (?:text|title) ((?:\d+-\d+ ?)+)$")
_ASKED = """
PREFIX kg: <https://w3id.org/claimgraph/ns#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX schema: <https://schema.org/>
SELECT ?claim ?speaker ?outlet ?date ?start ?end WHERE {
  ?claim a kg:Claim ; schema:appearance ?article ; kg:content [ oa:hasSelector [ oa:start ?start ; oa:end ?end ] ] .
  OPTIONAL { ?claim kg:speaker [ schema:name ?speaker ] }
  OPTIONAL { ?article kg:outlet ?outlet } OPTIONAL { ?article schema:datePublished ?date }
}"""


class Fact(NamedTuple):
    """Who says a claim, where it is published, from where to where its words stand, when it was published."""

    claim: str
    speaker: str
    outlet: str
    start: int
    end: int
    date: str


def written(name, read, /, **options) -> bytes:
    stream = io.BytesIO()
    EXPORTERS[name](**options).write(read, stream)
    return stream.getvalue()


def expected(name, view) -> set[Fact]:
    """What a format must tell: each claim; nanopublications each attributed one, event tables each of an event."""
    of_event = {told.claim.iri for event in happenings(view) for told in event.told}
    return {
        Fact(
            claim.iri,
            claim.speaker.name,
            record.article.outlet or "",
            claim.content.spans[0][0],
            claim.content.spans[-1][1],
            record.article.published.start if record.article.published else "",
        )
        for record in view.records()
        for claim in record.claims
        if name != "nanopub" or claim.speaker.kind not in (SpeakerKind.NARRATOR, SpeakerKind.UNSTATED)
        if name not in ("acled", "ucdp") or claim.iri in of_event
    }


def facts(name, data: bytes) -> set[Fact]:
    """What a format tells."""
    return set(READERS[name](data))


def text_of(name, data: bytes) -> str:
    """All that a format says, as text."""
    if name == "neo4j-admin":
        return "\n".join(_unpacked(data).values())
    if name != "parquet":
        return data.decode("utf-8-sig")
    return "\n".join(str(column.to_pylist()) for column in _columns(data).values())


def _fact(claim, speaker, outlet, spans, date) -> Fact:
    ends = [int(number) for span in spans for number in span.split("-")]
    return Fact(claim, speaker or "", outlet or "", min(ends), max(ends), date or "")


def _rdf(format_):
    def read(data):
        store = pyoxigraph.Store()
        store.load(data, format=format_)
        found = {}
        for row in store.query(_ASKED, use_default_graph_as_union=True):
            claim, speaker, outlet, date, start, end = (None if term is None else term.value for term in row)
            found.setdefault((claim, speaker, outlet, date), []).append(f"{start}-{end}")
        return [_fact(claim, speaker, outlet, spans, date) for (claim, speaker, outlet, date), spans in found.items()]

    return read


def _nodes(rows):
    return [
        _fact(row["iri"], row.get("speaker"), row.get("outlet"), row["spans"], row.get("published"))
        for row in rows
        if row["kind"] == "claim"
    ]


def _gexf(data):
    rows = []
    for node in ET.fromstring(data).iterfind(".//{*}node"):
        row = {item.get("for"): item.get("value") for item in node.iterfind(".//{*}attvalue")}
        rows.append(row | {"spans": row.get("spans", "")[1:-1].split(", ")})
    return _nodes(rows)


def _graphml(data):
    rows = []
    for node in ET.fromstring(data).iterfind(".//{*}node"):
        row = {item.get("key")[2:]: item.text for item in node.iterfind("{*}data")}
        rows.append(row | {"spans": row.get("spans", "").split(" | ")})
    return _nodes(rows)


def _cytoscape(data):
    return _nodes(node["data"] for node in json.loads(data)["elements"]["nodes"])


def _annotations(data):
    for item in json.loads(data)["first"]["items"]:
        told = next(body["value"] for body in item["body"] if body["purpose"] == "describing")
        who, _, where = told.rpartition("; ")
        outlet, _, date = where.rpartition(", ")
        places = [s for target in item["target"] for s in target["selector"] if s["type"] == "TextPositionSelector"]
        spans = [f"{place['start']}-{place['end']}" for place in places]
        tags = [body["value"] for body in item["body"] if body["purpose"] == "tagging"]
        speaker = "" if who.startswith("somebody ") else tags[1]
        yield _fact(item["id"].removesuffix("/annotation"), speaker, outlet, spans, date)


def _followthemoney(data):
    entities = [json.loads(line) for line in data.decode().splitlines()]
    published = {item["id"]: item["properties"].get("publishedAt", [""])[0] for item in entities}
    for item in entities:
        if item["schema"] == "Note":
            told = item["properties"]
            summary = told["summary"][0]
            cut = min(
                summary.find(f" {stance.replace('-', ' ')}")
                for stance in told["keywords"]
                if f" {stance.replace('-', ' ')}" in summary
            )
            spans = _PLACE.search(summary)[1].split()
            date, speaker = published[told["proof"][0]], summary[:cut].removeprefix("somebody")
            yield _fact(told["name"][0], speaker, told.get("publisher", [""])[0], spans, date)


def _row(row):
    spans = [f"{row['start']}-{row['end']}"]
    return _fact(row["claim"], row["speaker"], row["outlet"], spans, row["published"])


def _sheet(data):
    return map(_row, csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _columns(data):
    table = read_parquet(io.BytesIO(data)).read_all()
    return {name: table.column(name) for name in table.schema.names}


def _parquet(data):
    columns = {name: column.to_pylist() for name, column in _columns(data).items()}
    return [_row(dict(zip(columns, cells, strict=True))) for cells in zip(*columns.values(), strict=True)]


def _events(data):
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        for line in row["notes"].split("\n"):
            told = _NOTE.match(line.removeprefix("'"))
            speaker = told["speaker"].removeprefix("not said by whom")
            yield _fact(told["claim"], speaker, told["outlet"], [f"{told['start']}-{told['end']}"], told["date"])


def _unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _imported(files, table):
    """The rows of a table, its header apart."""
    # ":START_ID(Claim)" names no property and stays as it is
    names = [column.partition(":")[0] or column for column in files[f"{table}-header.csv"].strip().split(",")]
    return [dict(zip(names, row, strict=True)) for row in csv.reader(io.StringIO(files[f"{table}.csv"], newline=""))]


def _neo4j_admin(data):
    files = _unpacked(data)
    articles = {row["articleId"]: row for row in _imported(files, "Article")}
    where = {row[":START_ID(Claim)"]: row[":END_ID(Article)"] for row in _imported(files, "APPEARS_IN-Claim-Article")}
    for row in _imported(files, "Claim"):
        article = articles[where[row["claimId"]]]
        yield _fact(row["claimId"], row["speaker"], article["outlet"], row["spans"].split(", "), article["published"])


READERS = {
    "acled": _events,
    "annotations": _annotations,
    "csv": _sheet,
    "cytoscape": _cytoscape,
    "followthemoney": _followthemoney,
    "gexf": _gexf,
    "graphml": _graphml,
    "jsonld": _rdf(pyoxigraph.RdfFormat.JSON_LD),
    "nanopub": _rdf(pyoxigraph.RdfFormat.TRIG),
    "neo4j-admin": _neo4j_admin,
    "nquads": _rdf(pyoxigraph.RdfFormat.N_QUADS),
    "parquet": _parquet,
    "trig": _rdf(pyoxigraph.RdfFormat.TRIG),
    "turtle": _rdf(pyoxigraph.RdfFormat.TURTLE),
    "ucdp": _events,
}
