"""The judge on perfect claims and on our own: its errors told apart from the reader's.

`python -m tests.eval.oracle [toll|scenarios] [--raw] [--errors]` prints, for the gold claims (they enter by
`kg load --claims`) or for the raw texts, how many verdicts, relations and origins of the pairs are right.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.case import Case
from kg.judge import compare
from kg.loaders import from_json
from kg.loaders.outcome import loaded
from kg.model.judgement import ArticleComparison, Comparison
from kg.model.vocabulary import Verdict
from tests.eval.gold import Figure, Pair, claims, scenarios, toll_pairs

CORPORA = Path(__file__).resolve().parents[3] / "shared/corpora"
SETS = {"toll": toll_pairs, "scenarios": scenarios}
_AT = "2000-01-01T00:00:00Z"
_ORDER = (Verdict.CONTRADICTED, Verdict.UPDATE, Verdict.CORROBORATED, Verdict.AGREED, Verdict.ECHO)


@dataclass
class Judged:
    """What the judge says of a pair."""

    verdict: str
    same_event: str
    relations: list[tuple[str, str]]
    """For each relation of the gold: value and origin."""
    why: str = ""


@dataclass
class Scores:
    """Right answers, by kind."""

    pairs: int = 0
    verdicts: int = 0
    events: int = 0
    false_corroborated: int = 0
    origins: int = 0
    relations: int = 0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def f1(self, value: str) -> float:
        """F1 of one relation over the pairs that the gold lists."""
        right = self.confusion[value, value]
        said = sum(n for (_, got), n in self.confusion.items() if got == value)
        held = sum(n for (gold, _), n in self.confusion.items() if gold == value)
        return 2 * right / max(1, said + held)

    def macro(self) -> float:
        """Macro F1 over the relations that the gold has."""
        values = sorted({gold for gold, _ in self.confusion})
        return sum(map(self.f1, values)) / max(1, len(values))

    def precision(self, value: str) -> float:
        """Precision of one relation."""
        said = sum(n for (_, got), n in self.confusion.items() if got == value)
        return self.confusion[value, value] / max(1, said)


def case_of(pair: Pair, *, raw: bool) -> Case:
    """A case in memory that holds a pair; with the gold claims in place of our own unless raw."""
    case = Case.temporary()
    case.load((loaded(row["id"], b"", from_json(row)) for row in pair.articles), at=_AT)
    if not raw:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in claims(pair))
            file.flush()
            report = case.load_claims(Path(file.name), at=_AT)
        refused = [entry for entry in report.entries if entry.status != "loaded"]
        if refused:
            raise AssertionError(f"{pair.name}: {refused[0].reason}")
    return case


def judged(pair: Pair, *, raw: bool) -> Judged:
    """What the judge says of a pair."""
    with case_of(pair, raw=raw) as case:
        names = [row["id"] for row in pair.articles]
        made = [compare(case.record(a), case.record(b)) for i, a in enumerate(names) for b in names[i + 1 :]]
        found = [c for item in made for c in item.comparisons]
        found += [c for topic in case.judgement().topics for c in topic.comparisons]
        keys = [_keys(case, figure) for figure in pair.figures]
        event = _event(made)
        relations = [_relation(keys[r["x"]], keys[r["y"]], found, event) for r in pair.relations]
        return Judged(_grouped(made), event, relations, "; ".join(item.why for item in made))


def _keys(case: Case, figure: Figure) -> frozenset[str]:
    """The quantities, or the claims without one, that stand where the gold figure stands."""
    found = set()
    for claim in case.record(figure.article).claims:
        if claim.part != figure.part:
            continue
        hits = {q.iri for q in claim.quantities if q.span[0] < figure.end and figure.start < q.span[1]}
        found |= hits
        inside = any(start < figure.end and figure.start < end for start, end in claim.content.spans)
        if figure.row["modifier"] == "statement" and inside:
            found.add(claim.iri)
    return frozenset(found)


def _relation(x: frozenset[str], y: frozenset[str], found: Iterable[Comparison], event: str) -> tuple[str, str]:
    """The relation of two figures; where the judge compares them nowhere, they are not of one scope or event."""
    for item in found:
        a, b = item.a_quantity or item.a, item.b_quantity or item.b
        if (a in x and b in y) or (a in y and b in x):
            return item.relation.value, item.origin.value
    return ("other-event" if event == "no" else "other-scope"), "unknown"


def _event(made: list[ArticleComparison]) -> str:
    said = {item.same_event.value for item in made}
    return next(word for word in ("no", "unclear", "yes") if word in said)


def _grouped(made: list[ArticleComparison]) -> str:
    """The verdict of a group from those of its pairs."""
    said = {item.verdict for item in made} - {Verdict.UNRELATED}
    if len(said) < 2:
        return next(iter(said), Verdict.UNRELATED).value
    if Verdict.MIXED in said or {Verdict.CONTRADICTED, Verdict.UPDATE} <= said:
        return Verdict.MIXED.value
    return next(word for word in _ORDER if word in said).value


def score(pairs: Iterable[Pair], *, raw: bool) -> Scores:
    """The scores over pairs."""
    scores = Scores()
    for pair in pairs:
        got = judged(pair, raw=raw)
        scores.pairs += 1
        scores.verdicts += got.verdict == pair.verdict
        scores.events += got.same_event == pair.same_event
        scores.false_corroborated += got.verdict == "corroborated" != pair.verdict
        for gold, (value, origin) in zip(pair.relations, got.relations, strict=True):
            scores.confusion[gold["value"], value] += 1
            scores.relations += 1
            scores.origins += value == gold["value"] and origin == gold["origin"]
        if got.verdict != pair.verdict:
            scores.wrong.append(f"{pair.name}: want {pair.verdict}, got {got.verdict} ({got.same_event}): {got.why}")
    return scores


def lines(name: str, scores: Scores) -> Iterator[str]:
    """The scores, for people."""
    values = sorted({gold for gold, _ in scores.confusion})
    yield f"  relations F1: {', '.join(f'{v} {100 * scores.f1(v):.0f}' for v in values)}"
    yield (
        f"{name}: verdicts {scores.verdicts}/{scores.pairs}, relations macro-F1 {100 * scores.macro():.1f}, "
        f"conflict precision {100 * scores.precision('conflict'):.1f}, same_event {scores.events}/{scores.pairs}, "
        f"relation and origin {100 * scores.origins / max(1, scores.relations):.1f} %, "
        f"false corroborated {scores.false_corroborated}"
    )


def _main(argv: list[str]) -> None:
    raw = "--raw" in argv
    for name in [arg for arg in argv if not arg.startswith("--")] or list(SETS):
        scores = score(SETS[name](CORPORA), raw=raw)
        if "--errors" in argv:
            print(*scores.wrong, sep="\n")
            for (gold, got), n in sorted(scores.confusion.items(), key=lambda item: -item[1]):
                if gold != got:
                    print(f"  {gold} taken for {got}: {n}")
        print(*lines(f"{name} {'raw' if raw else 'oracle'}", scores), sep="\n")


if __name__ == "__main__":
    _main(sys.argv[1:])
