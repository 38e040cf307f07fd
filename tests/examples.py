"""The example articles as records, and what the judge says of them: a view that tests can read."""

from functools import cache
from pathlib import Path

from kg.extract import extract
from kg.judge import judge
from kg.loaders import read
from kg.model.decision import Decision
from kg.model.judgement import Judgement
from kg.model.record import Record

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


@cache
def records() -> tuple[Record, ...]:
    """The records of the example articles."""
    return tuple(extract(item.article) for item in read(str(EXAMPLES)) if item.article)


@cache
def judgement() -> Judgement:
    """What the judge says of them."""
    return judge(records())


class Examples:
    """The read model over the examples; `order` turns the records around."""

    def __init__(self, *, turned: bool = False) -> None:
        self.turned = turned

    def records(self) -> tuple[Record, ...]:
        return records()[::-1] if self.turned else records()

    def judgement(self) -> Judgement:
        return judgement()

    def decisions(self) -> tuple[Decision, ...]:
        return ()
