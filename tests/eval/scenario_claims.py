"""Type, place and date of the main event of each claim, against the annotated claims of the scenario suite.

`python -m tests.eval.scenario_claims` measures twice: on the claims that the rules find (a claim of the suite that
none of ours matches is wrong in every measure), and with the suite's own speakers and contents handed to the event
rules. With `--errors` it prints each miss with a few words of its kind; the texts stay where they are.

A type is right where it is the annotated one; "other" where ours is of no known type. A place is right where our
leaf lies inside the annotated place and names its first name, or its head where it holds no name. A date that is
annotated to the day is right where both of its ends are. Places and dates that the annotators could not find are
counted apart, as those that we offer beside them.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.extract import extract
from kg.extract.admit import complete
from kg.loaders import from_json
from kg.model.article import Article
from kg.model.claim import Claim, Extractor, Passage, Speaker
from kg.model.event import Event
from kg.model.spans import Spans
from kg.model.vocabulary import Form, Modality, Part, Polarity, SpeakerKind, Stance
from tests.conftest import SHARED

LEAST = 0.4
"""Share of words in common from which a claim of ours is that of the suite."""
SMALL = frozenset(
    re.findall(r"\w+", "a an the this that these those of in at on from to near off our their his her its all")
)


@dataclass(frozen=True)
class Asked:
    """A claim of the suite, with its content found in the text."""

    row: dict[str, Any]
    content: Spans


def words(text: str) -> list[str]:
    """The words of a text in lower case, possessive endings off."""
    return re.findall(r"[\w-]+", re.sub(r"['’]s\b", "", text.lower()))


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file of the suite."""
    lines = (SHARED / "corpora/scenarios" / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def located(text: str, pieces: Sequence[str]) -> Spans:
    """The spans of pieces that stand in a text in this order."""
    spans, at = [], 0
    for piece in pieces:
        at = text.find(piece, at) if text.find(piece, at) >= 0 else text.find(piece)
        spans.append((at, at + len(piece)))
        at += len(piece)
    return tuple(spans)


def suite() -> Iterator[tuple[Article, list[Asked]]]:
    """Each annotated article with its claims."""
    texts = {row["id"]: row for row in rows("articles.jsonl")}
    claims = rows("claims.jsonl")
    for name in dict.fromkeys(row["article"] for row in claims):
        known = {key: value for key, value in texts[name].items() if value is not None}
        asked = [Asked(row, located(texts[name]["text"], row["content"])) for row in claims if row["article"] == name]
        yield from_json(known), asked


def likeness(left: Spans, right: Spans) -> float:
    """Jaccard index of the code points under two contents."""
    one = {at for start, end in left for at in range(start, end)}
    other = {at for start, end in right for at in range(start, end)}
    return len(one & other) / len(one | other)


def ours(article: Article, asked: Sequence[Asked]) -> list[Claim | None]:
    """The claim that the rules find for each one of the suite, None where they find none."""
    claims = [claim for claim in extract(article).claims if claim.part is Part.TEXT]
    found = []
    for item in asked:
        best = max(claims, key=lambda claim: likeness(claim.content.spans, item.content), default=None)
        found.append(best if best and likeness(best.content.spans, item.content) >= LEAST else None)
    return found


def handed(article: Article, asked: Sequence[Asked]) -> list[Claim | None]:
    """The suite's claims with events by our rules."""
    given = [_admitted(article, item, at) for at, item in enumerate(asked)]
    record = complete(article, given, Extractor("suite", "1"), read_events=[claim.iri for claim in given])
    by_content = {claim.content.spans: claim for claim in record.claims}
    return [by_content.get(item.content) for item in asked]


def _admitted(article: Article, item: Asked, at: int) -> Claim:
    kind = SpeakerKind.NARRATOR if item.row["form"] == "narration" else SpeakerKind.UNSTATED
    return Claim(
        iri=f"urn:asked:{at}",
        article=article.iri,
        part=Part.TEXT,
        speaker=Speaker("", (), None, "", kind),
        cue=None,
        content=Passage(" ".join(item.row["content"]), item.content),
        form=Form(item.row["form"]),
        stance=Stance(item.row["stance"]),
        polarity=Polarity.AFFIRMED,
        modality=Modality.ACTUAL,
        hedges=(),
        spoken=None,
        via=(),
        parent=None,
        about=None,
        target=None,
        events=(),
        quantities=(),
        extractor=Extractor("suite", "1"),
        confidence=1.0,
    )


def right_type(event: Event | None, wanted: str) -> bool:
    """Whether the main event is of the annotated type."""
    if wanted == "other":
        return event is None or event.type.startswith("other")
    return event is not None and event.type == wanted


def right_place(event: Event | None, wanted: str) -> bool:
    """Whether the leaf of the main event's place is that of the annotated place."""
    leaf = [word for word in words(event.place[0]) if word not in SMALL] if event and event.place else []
    inside = f" {' '.join(words(wanted))} "
    if not leaf or f" {' '.join(leaf)} " not in inside:
        return False
    name = next((word for word in re.findall(r"[\w-]+", wanted) if word[0].isupper()), None)
    if name is not None:
        return name.lower() in leaf or words(wanted.split(" of ", maxsplit=1)[0])[-1] in leaf
    return any(words(part)[-1] in leaf for part in re.split(r" (?:of|in|at|as) ", wanted))


def right_date(event: Event | None, wanted: dict[str, str]) -> bool:
    """Whether the main event's time has the annotated ends, to the day."""
    when = event.when if event else None
    return when is not None and (when.start[:10], when.end[:10]) == (wanted["start"][:10], wanted["end"][:10])


def judged(claim: Claim | None, row: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each measure that a claim of the suite asks, and whether ours meets it."""
    event = claim.events[0] if claim and claim.events else None
    yield "type", claim is not None and right_type(event, row["event_type"])
    if row["place"]:
        yield "place", right_place(event, row["place"])
    elif event and event.place:
        yield "place beside none", False
    when = row["when"]
    if when and when["precision"] in ("day", "minute"):
        yield "date", right_date(event, when)
    elif when is None and event and event.when:
        yield "date beside none", False


def _shown(measure: str, claim: Claim | None, row: dict[str, Any]) -> str:
    event = claim.events[0] if claim and claim.events else None
    when = event.when if event else None
    got = {"type": event and event.type, "place": event and event.place, "date": when and (when.start, when.end)}
    asked = {"type": row["event_type"], "place": row["place"], "date": row["when"]}
    kind = measure.split(maxsplit=1)[0]
    answer = got[kind] if claim else "no claim"
    return f"  {row['article']} {measure}: {answer} for {asked[kind]} | {row['content'][0][:70]}"


def main(*, errors: bool) -> None:
    """Print the measures, of our claims and of the suite's own."""
    for name, reader in (("found", ours), ("handed", handed)):
        good: Counter[str] = Counter()
        all_: Counter[str] = Counter()
        for article, asked in suite():
            for claim, item in zip(reader(article, asked), asked, strict=True):
                all_["claims"] += 1
                good["claims"] += claim is not None
                for measure, right in judged(claim, item.row):
                    all_[measure] += 1
                    good[measure] += right
                    if errors and not right:
                        print(_shown(measure, claim, item.row))
        shares = ", ".join(
            f"{measure} {100 * good[measure] / all_[measure]:.1f} of {all_[measure]}"
            for measure in ("type", "place", "date")
        )
        beside = f"{all_['place beside none']} places and {all_['date beside none']} dates beside none"
        print(f"{name}: claims {100 * good['claims'] / all_['claims']:.1f} of {all_['claims']}, {shares}; {beside}")


if __name__ == "__main__":
    main(errors="--errors" in sys.argv)
