"""Claims and mentions as they are printed: with the actors and origins that the judge sees across articles."""

from __future__ import annotations

from dataclasses import replace

from kg.model.actor import Mention
from kg.model.claim import Claim
from kg.model.event import Event
from kg.model.judgement import Judgement


def judged_claim(claim: Claim, judgement: Judgement) -> Claim:
    """A claim with judged actors and its origin.

    Args:
        claim: as its record holds it.
        judgement: of a set of records that has the record among them.

    Returns:
        The claim as every surface prints it.
    """
    actor = judgement.actor_of
    return replace(
        claim,
        speaker=replace(claim.speaker, actor=_judged(claim.speaker.actor, judgement)),
        via=tuple(replace(hop, actor=_judged(hop.actor, judgement)) for hop in claim.via),
        events=tuple(_event(event, judgement) for event in claim.events) if actor else claim.events,
        origin=judgement.origin_of.get(claim.iri),
    )


def judged_mention(mention: Mention, judgement: Judgement) -> Mention:
    """A mention with its judged actor."""
    return replace(mention, actor=_judged(mention.actor, judgement))


def _judged(actor: str | None, judgement: Judgement) -> str | None:
    return None if actor is None else judgement.actor_of.get(actor, actor)


def _event(event: Event, judgement: Judgement) -> Event:
    of = judgement.actor_of
    agents, patients = (
        tuple(dict.fromkeys(of.get(actor, actor) for actor in side)) for side in (event.agents, event.patients)
    )
    return replace(event, agents=agents, patients=patients)
