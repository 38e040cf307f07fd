"""Articles made at random (fixed seed), so that a benchmark needs no corpus."""

from __future__ import annotations

import json
import random
from pathlib import Path

TOWNS = ("Arlona", "Belvaro", "Castrel", "Dornik", "Esperol", "Fallmor", "Gravina", "Irmava", "Jelsin", "Korvat")
PEOPLE = ("Anton Abara", "Beatriz Bertoli", "Carlos Castell", "Dalia Dimitrov", "Emeka Ekwueme", "Farida Fontana")
BODIES = ("Home Guard", "Amber Front", "Relief Union", "Town Council", "Rights Monitor", "Interior Ministry")
EVENTS = (
    "{n} people were killed when a shell hit the market in {town} on {day}",
    "{n} villages near {town} were flooded on {day}",
    "about {n} fighters had entered {town} on {day}",
    "police arrested {n} protesters in {town} on {day}",
)
SAYINGS = (
    "{event}, {person}, a spokesman of the {body}, said.",
    "{person}, director of the {body}, said {event}.",
    "According to the {body}, {event}.",
    '"We counted them ourselves, and {event}," {person} told Meridian News Agency.',
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def _sentence(rng: random.Random) -> str:
    event = rng.choice(EVENTS).format(n=rng.randint(2, 900), town=rng.choice(TOWNS), day=rng.choice(DAYS))
    said = rng.choice(SAYINGS).format(event=event, person=rng.choice(PEOPLE), body=rng.choice(BODIES))
    return said[0].upper() + said[1:]


def articles(file: Path, count: int, *, sentences: int = 15, seed: int = 1) -> int:
    """Write articles as JSONL.

    Args:
        file: where to.
        count: how many.
        sentences: how many in each.
        seed: of the random choices.

    Returns:
        The number of words written.
    """
    rng, words = random.Random(seed), 0
    with file.open("w", encoding="utf-8") as out:
        for i in range(count):
            text = "\n\n".join(_sentence(rng) for _ in range(sentences))
            words += len(text.split())
            row = {"id": f"a{i}", "text": text, "outlet": f"Paper {i % 20}", "published": f"2024-03-{1 + i % 28:02d}"}
            out.write(json.dumps(row) + "\n")
    return words
