"""Who is who in a case, and what that says of the bodies that people belong to and speak for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.judge import actors
from kg.judge.actors import ActorIndex
from kg.judge.names import key as name_key
from kg.model.actor import Actor
from kg.model.decision import Decision
from kg.model.identifiers import digest
from kg.model.vocabulary import SpeakerKind


@dataclass(frozen=True, slots=True)
class People:
    """The actors of all articles, judged.

    Attributes:
        index: who is who.
        bodies: judged actor IRI -> judged bodies that any article ties it to.
        names: judged actor IRI -> its name.
        proper: words of an organisation's name -> its judged IRI.
        voice_of: judged actor -> the body that it speaks for, in any article.
    """

    index: ActorIndex
    bodies: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    proper: Mapping[tuple[str, ...], str]
    voice_of: Mapping[str, str]

    def face(self, members: Iterable[Actor]) -> str:
        """A digest of all that is judged of the actors of one article: where it is the same, so are its frames."""
        return digest("\n".join(self._told(actor) for actor in sorted(members, key=lambda item: item.iri)))

    def _told(self, actor: Actor) -> str:
        index = self.index
        judged = index.actor_of.get(actor.iri, actor.iri)
        name = self.names.get(judged, actor.name)
        said = (index.spoken_for.get(actor.iri), index.voices.get(judged), self.voice_of.get(judged))
        named = self.proper.get(name_key(name))
        others = [*sorted(self.bodies.get(judged, ())), *(iri for iri in (*said, named) if iri)]
        return repr((actor.iri, judged, name, said, named, [(iri, self.names.get(iri)) for iri in others]))


def judged_people(
    members: Sequence[Actor], speakers: Mapping[str, str | None], decisions: Sequence[Decision]
) -> People:
    """Judge the actors of all articles.

    Args:
        members: per-article actors, in any order.
        speakers: claim IRI -> who speaks there; at least of the claims that decisions name.
        decisions: in any order.

    Returns:
        Who is who, the same for every order of the input.
    """
    index = actors.join(members, speakers, decisions)
    bodies: dict[str, set[str]] = defaultdict(set)
    for actor in members:
        judged = index.actor_of.get(actor.iri, actor.iri)
        bodies[judged].update(index.actor_of.get(tie.organisation, tie.organisation) for tie in actor.affiliations)
    names = {actor.iri: actor.name for actor in index.actors}
    proper = {name_key(actor.name): actor.iri for actor in index.actors if actor.kind == SpeakerKind.ORGANISATION}
    held = {iri: frozenset(found) for iri, found in bodies.items()}
    return People(index, held, names, proper, _voices(index, names))


def _voices(index: ActorIndex, names: Mapping[str, str]) -> dict[str, str]:
    """Judged actor -> the body that it speaks for; of several the one with the fullest name."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in index.actors:
        found[actor.iri] |= {voice for member in actor.members if (voice := actors.speaks_for(index, member))}
    return {iri: max(held, key=lambda voice: (len(names.get(voice, "")), voice)) for iri, held in found.items() if held}
