"""Articles made at random (fixed seed), so that a benchmark needs no corpus."""

from __future__ import annotations

import json
import random
from pathlib import Path

_STEMS = (
    "Arl",
    "Belv",
    "Castr",
    "Dorn",
    "Esper",
    "Fallm",
    "Grav",
    "Irm",
    "Jels",
    "Korv",
    "Lost",
    "Merv",
    "Nold",
    "Osk",
)
_ENDS = ("ona", "aro", "el", "ik", "ol", "or", "ina", "ava", "in", "at", "eda", "une", "ost", "ary")
_FIRST = (
    "Anton",
    "Beatriz",
    "Carlos",
    "Dalia",
    "Emeka",
    "Farida",
    "Goran",
    "Helena",
    "Ivo",
    "Jasmin",
    "Kenji",
    "Lucia",
)
TOWNS = tuple(stem + end for stem in _STEMS for end in _ENDS)
PEOPLE = tuple(f"{first} {stem}{end}s" for first in _FIRST for stem in _STEMS for end in ("ovic", "man", "ell", "ard"))
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
