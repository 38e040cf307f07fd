"""An event that a claim speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.spans import Span
from kg.model.time import When


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, by whom, to whom, where and when, as one article says.

    Attributes:
        iri: hash of article, part and trigger.
        type: SKOS notation of a concept in ontology/events.ttl, or "other:<lemma>".
        trigger: the word that names it, in the claim's part.
        agents: IRIs of the actors that did it.
        patients: IRIs of the actors that it was done to.
        place: from the leaf to the country, as written.
        when: the time of the event; None where the text does not say.
        cumulative: whether it sums up a period rather than one happening.
    """

    iri: str
    type: str
    trigger: Span
    agents: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    when: When | None = None
    cumulative: bool = False
