"""Figures against what readers find in the texts beside the project: value, unit and what is counted.

`python -m tests.eval.figures` prints three lines: the figures of 100 pairs of vitaminc (annotated in
vitaminc_figures.tsv, by pair and value: their sentences stay where they are), those of the scenario suite's pairs,
and the quantities of the five seed articles. With `--errors` it prints each miss with its kind.

A value is right where the interval's own number is the annotated one. What is counted is right where our unit, our
status and the head of our counted phrase are those of the annotation; a head is right, too, where it stands in the
annotated words of the figure ("1,200 positions" for "jobs cut").
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.extract import extract, status
from kg.extract.counted import is_people, lemma
from kg.loaders import from_json, read
from kg.model.article import Article
from kg.model.quantity import Quantity
from kg.model.vocabulary import Modifier, Part
from kg.ontology import lexicon
from tests.conftest import SHARED
from tests.eval.scenario_claims import rows as of_the_suite

FILE = Path(__file__).with_name("vitaminc_figures.tsv")
NEAR = 0.006
FIELDS = ("id", "title", "outlet", "author", "published", "text", "language")
JOINTS = frozenset({"of", "in", "at", "to", "for", "on", "with", "from", "who"})
ONE = frozenset({"exact", "about", "fraction"})
WHO = frozenset({"prisoners", "hostages", "survivors"})
OF_PEOPLE = frozenset({"people", "person", "man", "woman", "resident", "inhabitant"})


@dataclass
class Tally:
    """What was right of what was asked."""

    asked: int = 0
    value: int = 0
    counted: int = 0
    both: int = 0

    def add(self, *, value: bool, counted: bool) -> None:
        """Count one figure."""
        self.asked += 1
        self.value += value
        self.counted += counted
        self.both += value and counted

    def line(self, name: str) -> str:
        """The row of the report."""
        shares = (100 * n / max(1, self.asked) for n in (self.value, self.counted, self.both))
        return "{}: value {:.1f} %, counted thing {:.1f} %, both {:.1f} % of {}".format(name, *shares, self.asked)


def close(a: float | None, b: float) -> bool:
    """Whether two numbers are one up to rounding."""
    return a is not None and abs(a - b) <= NEAR * max(abs(a), abs(b))


def own_numbers(figure: Quantity) -> list[float | None]:
    """The numbers that a figure writes: "more than 12" begins at 13 and writes 12."""
    steps = {Modifier.MORE_THAN: -1, Modifier.LESS_THAN: 1}
    step = steps.get(figure.modifier, 0)
    bounds = [figure.low, figure.high, figure.best]
    return bounds + [None if bound is None else bound + step for bound in bounds if step]


@cache
def figures_of(text: str) -> tuple[Quantity, ...]:
    """The figures of the claims of a text."""
    return of_article(from_json({"text": text}), Part.TEXT)


def of_article(article: Article, part: Part) -> tuple[Quantity, ...]:
    """The figures of the claims in one part of an article, each once."""
    found = {q.iri: q for claim in extract(article).claims if claim.part is part for q in claim.quantities}
    return tuple(sorted(found.values(), key=lambda q: q.span))


def head_of(figure: Quantity) -> str:
    """The lemma of the head of the counted phrase, before its "of"."""
    words = re.findall(r"[\w-]+", figure.counts.lower().split(" of ")[0])
    return lemma(words[-1]) if words else ""


def annotated() -> Iterator[tuple[str, str, float, str, str]]:
    """Pair, sentence, value, unit and head of each annotated figure of vitaminc."""
    for line in FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            pair, side, value, unit, head = line.split("\t")
            yield pair, side, float(value), unit, head


def vitaminc() -> Iterator[tuple[str, bool, bool]]:
    """What was asked, whether its value was found, and whether with unit and head."""
    lines = (SHARED / "corpora/vitaminc/pairs-dev.jsonl").read_text("utf-8").splitlines()
    pairs = {row["id"]: row for row in map(json.loads, lines)}
    for pair, side, value, unit, head in annotated():
        hits = [q for q in figures_of(pairs[pair][side]) if any(close(n, value) for n in own_numbers(q))]
        fit = any((q.unit or "") == unit and head in ("-", head_of(q), lemma(head_of(q))) for q in hits)
        yield f"{pair} {side} {value:g} {unit} {head}", bool(hits), fit


def same_interval(gold: dict[str, Any], figure: Quantity) -> bool:
    """Whether a figure has the interval of the suite's."""
    kind = gold["modifier"]
    if kind in ONE:
        best = figure.best if figure.best is None or figure.modifier is not Modifier.FRACTION else 100 * figure.best
        return close(best, gold["best"]) or close(figure.best, gold["best"])
    if kind in ("at-least", "more-than"):
        return figure.low in (gold["low"], gold["low"] - 1) and figure.high is None
    if kind in ("at-most", "less-than"):
        return figure.high in (gold["high"], gold["high"] + 1) and figure.low is None
    return close(figure.low, gold["low"]) and close(figure.high, gold["high"])


def same_thing(gold: dict[str, Any], figure: Quantity) -> bool:
    """Whether unit, status and head are those of the suite's description of what is counted."""
    words = re.findall(r"[\w-]+", gold["counts"].lower())
    stop = next((i for i, word in enumerate(words) if i and word in JOINTS), len(words))
    core = words[:stop]
    units = {**lexicon("units")["before"], **lexicon("units")["words"]}
    unit = next((units[name] for n in (3, 2, 1) if (name := " ".join(words[:n])) in units), None)
    if unit is None and figure.unit is not None:
        return False
    if unit is not None:
        return figure.unit == unit or (unit == "percent" and figure.modifier is Modifier.FRACTION)
    told = {found for word in core if (found := status.of_word(word)) and word not in WHO}
    if told and figure.status not in (told | {"killed-and-wounded"} if len(told) > 1 else told):
        return False
    head, known = head_of(figure), {lemma(word) for word in core} | set(map(lemma, _words(gold["text"])))
    people = bool(OF_PEOPLE & {lemma(word) for word in core})
    return head in known or not head or (people and is_people(head)) or status.of_word(head) is not None


def _words(text: str) -> list[str]:
    return re.findall(r"[\w-]+", text.lower())


def scenarios() -> Iterator[tuple[str, bool, bool]]:
    """The figures of the suite's pairs, each once, that have a number."""
    texts = {row["id"]: row for row in of_the_suite("articles.jsonl")}
    articles = {name: from_json({k: row[k] for k in FIELDS if row[k] is not None}) for name, row in texts.items()}
    seen = set()
    for pair in of_the_suite("pairs.jsonl"):
        for gold in pair["figures"]:
            key = gold["article"], gold["text"]
            if gold["modifier"] == "statement" or key in seen:
                continue
            seen.add(key)
            part = Part.TEXT if gold["text"] in texts[gold["article"]]["text"] else Part.TITLE
            text = texts[gold["article"]][part.value]
            start = text.find(gold["text"])
            inside = (
                q
                for q in _cached(articles[gold["article"]], part)
                if q.span[0] < start + len(gold["text"]) and start < q.span[1]
            )
            hits = [q for q in inside if same_interval(gold, q)]
            name = f"{gold['article']} {gold['modifier']} {gold['low']} {gold['high']} ({gold['counts']})"
            yield name, bool(hits), any(same_thing(gold, q) for q in hits)


@cache
def _cached(article: Article, part: Part) -> tuple[Quantity, ...]:
    return of_article(article, part)


def seeds() -> Iterator[tuple[str, bool, bool]]:
    """The quantities of the five articles."""
    folder = SHARED / "seeds"
    found = read([str(path) for path in sorted(folder.glob("*.txt"))])
    articles = {item.article.source_id[:3]: item.article for item in found}
    for claim in json.loads((folder / "gold.json").read_text("utf-8"))["claims"]:
        if "quantity" not in claim:
            continue
        low, high, counts = claim["quantity"]
        article = articles[claim["art"]]
        hit = re.search(r"\s+".join(map(re.escape, claim["content"].split())), article.text)
        span = hit.span() if hit else (0, len(article.text))
        inside = [q for q in _cached(article, Part.TEXT) if span[0] <= q.span[0] and q.span[1] <= span[1]]
        hits = [q for q in inside if (q.low, q.high) == (low, high)]
        right = any(_plain(q.counts) == counts or _measured(q) for q in hits)
        yield f"{claim['id']} {low} {high} {counts}", bool(hits), right


def _plain(words: str) -> str:
    """A phrase with single blanks and without a short name in brackets."""
    return " ".join(re.sub(r"\([A-Z]+\)", " ", words).split())


def _measured(figure: Quantity) -> bool:
    return figure.unit is not None and figure.text.split()[-1] in lexicon("units")["words"]


SUITES = {"vitaminc": vitaminc, "scenarios": scenarios, "seeds": seeds}


def _main(argv: list[str]) -> None:
    for name, suite in SUITES.items():
        tally = Tally()
        for asked, value, counted in suite():
            tally.add(value=value, counted=counted)
            if "--errors" in argv and not (value and counted):
                print(f"  {name}: {'thing' if value else 'value'}: {asked}")
        print(tally.line(name), flush=True)


if __name__ == "__main__":
    _main(sys.argv[1:])
