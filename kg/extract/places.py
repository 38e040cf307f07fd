"""Places: names that prepositions, kinds ("province", "town of"), directions or a frozen list mark as places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from kg.extract import dateline
from kg.extract.document import Document, Place, Sentence, Token
from kg.model.spans import Span
from kg.ontology import lexicon

_POSSESSIVE: Final = re.compile(r"['’ʼ][sS]?\Z")
_CAPITAL: Final = re.compile(r"(?:[a-z]{1,3}-|[dl]['’])?[^\W\d_a-z]")
_ARTICLE: Final = re.compile(r"\b(?:al|el|as|ash|an|ad|at|ar|az|a)-|\bthe\s", re.IGNORECASE)
_COMPOUND: Final = re.compile(r"-(?:\w+ed|held|led|run|won|linked|born)\Z")
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Lists:
    """The word lists of this stage, as sets of lower-case words."""

    strong: frozenset[str]
    weak: frozenset[str]
    ways: frozenset[str]
    kinds: frozenset[str]
    plurals: frozenset[str]
    leading: frozenset[str]
    between: frozenset[str]
    held: frozenset[str]
    bare: frozenset[str]
    creeds: frozenset[str]
    before_of: frozenset[str]
    directions: frozenset[str]
    bodies: frozenset[str]
    capitals: frozenset[str]
    titles: frozenset[str]
    speaks: frozenset[str]
    joins: frozenset[str]
    never: frozenset[str]
    demonyms: frozenset[str]
    common: frozenset[str]
    determiners: frozenset[str]


@cache
def lists() -> Lists:
    """The word lists of this stage."""
    table, names = lexicon("places"), lexicon("names")
    own = {name: frozenset(str(table[name]).split()) for name in Lists.__dataclass_fields__ if name in table}
    return Lists(
        **own,
        never=frozenset(f"{lexicon('times')['months']} {lexicon('times')['weekdays']} {names['never']}".split()),
        demonyms=frozenset(str(names["demonyms"]).split()),
        common=frozenset(str(lexicon("words", "en-common")["common"]).split()),
        determiners=frozenset(str(lexicon("phrases")["determiners"]).split()),
    )


def announces(word: str) -> bool:
    """Whether a word before "of" says that a place follows: "town", "east", "outskirts"."""
    return word in lists().kinds or word in lists().plurals or word in lists().before_of


@cache
def _ordinary() -> frozenset[str]:
    """Words that a sentence may begin with without being a name."""
    return lists().common | lists().determiners


@cache
def gazetteer() -> Mapping[str, tuple[str, str]]:
    """Normalised name -> kind ("country", "region", "city") and ISO 3166 code, from the frozen list."""
    rows = (line.split("\t") for line in lexicon("gazetteer", "places")["rows"].splitlines())
    return {_plain(name): (kind, country) for name, kind, country in rows}


def _plain(name: str) -> str:
    if name.isascii():
        return name.lower()
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ʼ", "'").replace("’", "'").lower()


@cache
def _kind_words() -> re.Pattern[str]:
    words = "|".join(sorted(lists().kinds | lists().plurals, key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b")


@cache
def _direction_words() -> re.Pattern[str]:
    """Directions in lower case; with a capital they are a part of the name ("North Darfur")."""
    return re.compile(rf"\b(?:{'|'.join(sorted(lists().directions, key=len, reverse=True))})\b")


_SPELLINGS: Final = (
    (re.compile(r"\be[zsdntr]?h?\s"), ""),
    (re.compile(r"(?:e|a)[iy]"), "ai"),
    (re.compile(r"[eouyı]"), "i"),
    (re.compile(r"[qc](?!h)"), "k"),
    (re.compile(r"([kg])h"), r"\1"),
    (re.compile(r"h\b"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""What transliterations of one name differ in, in the order of their undoing."""


def spelling(name: str) -> str:
    """A key that the spellings of one place share: "Qamishli" and "Kameshli", "Urum" and "Orim".

    Args:
        name: the name as written.

    Returns:
        The normalised name with the letters that transliterations of Arabic, Persian, Turkish and Cyrillic names
        differ in made one. It tells names apart that differ in an "a", a consonant or their length.

    >>> spelling("Khan Shaykhun") == spelling("Khan Sheikhoun"), spelling("Mali") == spelling("Malawi")
    (True, False)
    """
    key = normalise(name)
    for pattern, letter in _SPELLINGS:
        key = pattern.sub(letter, key)
    return key


def normalise(name: str) -> str:
    """A place's name without what spellings differ in: accents, articles, kinds, directions, hyphens.

    Args:
        name: the name as written.

    Returns:
        Lower-case words; the plain name where nothing else is left.

    >>> normalise("the Idlib province"), normalise("As-Suwaydā’")
    ('idlib', 'suwayda')
    """
    plain = _plain(
        _direction_words().sub(" ", _POSSESSIVE.sub("", name)) if name[:1].islower() else _POSSESSIVE.sub("", name)
    )
    bare = _kind_words().sub(" ", _ARTICLE.sub(" ", plain))
    words = re.findall(r"\w+", bare) or re.findall(r"\w+", plain)
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together: the tokens [first, last) of a sentence, and what speaks for a place."""

    sentence: Sentence
    first: int
    last: int
    name: str
    strong: bool
    weak: bool
    span: Span


def _bare(token: Token) -> str:
    """The lower-case word without a possessive ending."""
    return _POSSESSIVE.sub("", token.low) if "'" in token.low or "’" in token.low or "ʼ" in token.low else token.low


class Finder:
    """Finds the places of one document; holds what its sentences share."""

    def __init__(self, document: Document) -> None:
        self.document, self.text, self.upper = document, document.text, document.upper
        self.lists = lists()
        self.ordinary = _ordinary()
        self.gazetteer = gazetteer()
        self.opening = dateline.find(document)

    def places(self) -> tuple[Place, ...]:
        """All places, in order, with the longest chain that the document states."""
        runs = [run for sentence in self.document.sentences for run in self._runs(sentence)]
        known = {spelling(run.name) for run in runs if run.strong} | self._dated()
        kept = [run for run in runs if run.strong or self._known(run, known)]
        kept = self._coordinated(runs, kept)
        chained = self._chained(kept)
        return tuple(Place(run.span, chain) for run, chain in zip(kept, _extended(chained), strict=True))

    def _coordinated(self, runs: Sequence[Run], kept: Sequence[Run]) -> list[Run]:
        """Also the names that "and" joins to a place before them ("in X, Y and parts of Z")."""
        chosen = set(map(id, kept))
        for left, right in pairwise(runs):
            gap = tuple(token.low for token in left.sentence.tokens[left.last : right.first])
            joined = gap in (("and",), ("or",), (",", "and"), ("and", "parts", "of")) or (
                gap == (",",) and (self._lists(right) or self._enclosed(left, right))
            )
            if left.sentence is right.sentence and id(left) in chosen and joined and self._prepped(left):
                chosen.add(id(right))
        return [run for run in runs if id(run) in chosen]

    def _prepped(self, run: Run) -> bool:
        at = self._before(run.sentence.tokens, run.first)
        return at >= 0 and run.sentence.tokens[at].low in self.lists.strong | {",", "and"}

    @staticmethod
    def _enclosed(left: Run, right: Run) -> bool:
        """Whether one word between commas says where the place before it is ("born in Karsk, Belgar, in 1960")."""
        tokens = right.sentence.tokens
        closed = right.last < len(tokens) and tokens[right.last].low == ","
        return closed and right.last - right.first == 1 and left.first > 1

    def _lists(self, run: Run) -> bool:
        tokens = run.sentence.tokens
        return run.last < len(tokens) and tokens[run.last].low in ("and", "or")

    def _dated(self) -> set[str]:
        if self.opening is None:
            return set()
        return {spelling(part) for part in self.text[slice(*self.opening.place)].split(",")}

    def _known(self, run: Run, known: set[str]) -> bool:
        return spelling(run.name) in known or self._listed(run)

    def _listed(self, run: Run) -> bool:
        entry = self.gazetteer.get(_plain(run.name))
        return entry is not None and (entry[0] != "city" or run.weak)

    def _is_name(self, token: Token) -> bool:
        low = _bare(token)
        if low in self.lists.never or not _CAPITAL.match(token.text) or ("-" in low and _COMPOUND.search(low)):
            return False
        if self.upper:
            return low not in self.lists.common and low not in self.lists.strong and low.isalpha()
        return True

    def _runs(self, sentence: Sentence) -> Iterator[Run]:
        tokens = sentence.tokens
        at = 0
        while at < len(tokens):
            if not self._is_name(tokens[at]):
                at += 1
                continue
            last = self._end(tokens, at)
            first = self._start(sentence, at, last)
            if first < last and (run := self._judge(sentence, first, last)):
                yield run
            at = last

    def _start(self, sentence: Sentence, first: int, last: int) -> int:
        """Leaves out a first word that is capitalised only because a sentence or quotation begins with it."""
        tokens = sentence.tokens
        opens = first == 0 or tokens[first - 1].text in '"“”«‘(:'
        if (
            opens
            and not self.upper
            and tokens[first].low in self.ordinary
            and not self._leads(tokens[first], last - first)
        ):
            return first + 1
        return first

    def _leads(self, token: Token, size: int) -> bool:
        return size > 1 and token.low in self.lists.leading

    def _end(self, tokens: Sequence[Token], first: int) -> int:
        at = first + 1
        while at < len(tokens) and at - first < _LONGEST:
            if self._owns(tokens[at - 1]) or tokens[at].start > tokens[at - 1].end + 1:
                break
            shouts = tokens[at].text.isupper() and len(tokens[at].text) > 1
            if shouts and not self.upper and not tokens[at - 1].text.isupper():
                break
            if self._is_name(tokens[at]):
                at += 1
            elif self._joins(tokens, at) or self._abbreviated(tokens, at):
                at += 2
            else:
                break
        return at

    def _abbreviated(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a stop stands inside a name ("St. Anna")."""
        stop = tokens[at].text == "." and tokens[at - 1].low in ("st", "mt", "ft")
        return stop and at + 1 < len(tokens) and self._is_name(tokens[at + 1])

    def _joins(self, tokens: Sequence[Token], at: int) -> bool:
        low = tokens[at].low
        if at + 1 >= len(tokens) or low not in self.lists.joins or not self._is_name(tokens[at + 1]):
            return False
        return low != "of" or tokens[at - 1].low in self.lists.kinds

    def _judge(self, sentence: Sentence, first: int, last: int) -> Run | None:
        """A run with what speaks for a place; None where it is rather something else."""
        tokens, words = sentence.tokens, self.lists
        after = tokens[last] if last < len(tokens) else None
        kinds = 0 if self._owns(tokens[last - 1]) else self._kinds(tokens, last)
        inner = last - first > 1 and (_bare(tokens[last - 1]) in words.kinds or self._led(tokens[first]))
        told = kinds > 0 or inner or self._announced(tokens, first)
        name = self.text[tokens[first].start : self._close(tokens[last - 1])]
        start = self._before(tokens, first)
        before = tokens[start].low if start >= 0 else ""
        if self._against(tokens[first:last], tokens[max(0, first - 1)], kind=kinds > 0 or inner, after=after):
            return None
        spoken = after is not None and after.low in words.speaks and before not in words.strong
        if spoken or not (told or self._proper(tokens[first:last], name)):
            return None
        directed = start < first - 1 and tokens[first - 1].low in words.directions
        leads = (
            before in words.strong or self._way(tokens, start) or (directed and before in words.weak | {"", "of", ","})
        )
        weak = before in words.weak or before in ("of", "on", ",", "(") or directed or self._owns(tokens[last - 1])
        span = (tokens[first].start, self._close(tokens[last + kinds - 1]))
        return Run(sentence, first, last + kinds, name, told or leads or self._many(tokens, last), weak, span)

    def _led(self, token: Token) -> bool:
        return token.low in self.lists.leading - self.lists.directions

    def _proper(self, run: Sequence[Token], name: str) -> bool:
        """Whether a run is more than ordinary words in capitals ("Last Days", "Town")."""
        return any(_bare(token) not in self.ordinary for token in run) or _plain(name) in self.gazetteer

    def _kinds(self, tokens: Sequence[Token], last: int) -> int:
        """How many words after a name tell its kind: "province", "treatment centre"."""
        words = [_bare(token) for token in tokens[last : last + 2]]
        if words and words[0] in self.lists.kinds:
            return 1
        return 2 if len(words) == 2 and words[0] in self.lists.between and words[1] in self.lists.kinds else 0

    def _close(self, token: Token) -> int:
        return token.end - (len(token.low) - len(_bare(token)))

    def _owns(self, token: Token) -> bool:
        return _bare(token) != token.low

    def _many(self, tokens: Sequence[Token], last: int) -> bool:
        """Whether a plural kind follows, perhaps after more names ("X, Y and Z provinces")."""
        at, seen = last, 0
        while at < len(tokens) and seen < 12 and (tokens[at].low in (",", "and", "or") or self._is_name(tokens[at])):
            at, seen = at + 1, seen + 1
        return at < len(tokens) and _bare(tokens[at]) in self.lists.plurals

    def _before(self, tokens: Sequence[Token], first: int) -> int:
        """The index of the word before the run, determiners and directions skipped; -1 at the start."""
        at = first - 1
        while at >= 0 and (
            tokens[at].low in self.lists.directions or (tokens[at].low in ("the", "of") and self._skips(tokens, at))
        ):
            at -= 1
        return at

    def _skips(self, tokens: Sequence[Token], at: int) -> bool:
        return tokens[at].low == "the" or (
            at > 0 and tokens[at - 1].low in ("countryside", "outskirts", "north", "south", "east", "west")
        )

    def _announced(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether "town of", "east of" or "the river" stands before a name."""
        at = first - 1
        while at >= 0 and (tokens[at].low in self.lists.directions or tokens[at].low == "the"):
            at -= 1
        if at > 0 and tokens[at].low == "of":
            return announces(tokens[at - 1].low)
        return (
            at > 0
            and at == first - 1
            and tokens[at].low in self.lists.bare
            and (tokens[at - 1].low in self.lists.determiners or self._owns(tokens[at - 1]))
        )

    def _way(self, tokens: Sequence[Token], at: int) -> bool:
        if at < 1 or tokens[at].low not in ("from", "to", "towards", "toward", "through"):
            return False
        return any(token.low in self.lists.ways for token in tokens[max(0, at - 3) : at])

    def _against(self, run: Sequence[Token], lead: Token, *, kind: bool, after: Token | None) -> bool:
        """Whether a run is rather a body, a people, a person or a thing."""
        words, final = self.lists, _bare(run[-1])
        if final in words.bodies or (not kind and any(_bare(token) in words.bodies for token in run)):
            return True
        if (not kind and any(_bare(token) in words.titles for token in (lead, *run))) or run[0].low in words.creeds:
            return True
        if len(run) > 1:
            return not kind and not self.upper and self._speaker(run[0], after)
        if final in words.demonyms - words.directions or final.endswith(("ian", "ese", "ish")):
            return True
        text, held = run[0].text, after is not None and after.low in words.held
        acronym = not self.upper and text.isupper() and len(text) < 6
        return acronym and final.rstrip(".") not in words.capitals and (held or not kind)

    def _speaker(self, head: Token, after: Token | None) -> bool:
        return head.low in self.lists.demonyms and after is not None

    def _chained(self, runs: Sequence[Run]) -> list[tuple[str, ...]]:
        """Each run's chain by what its own sentence says: "X, Y", "X in Y", "Y's X"."""
        chains: list[tuple[str, ...]] = [(self.text[slice(*run.span)],) for run in runs]
        for at in range(len(runs) - 2, -1, -1):
            left, right = runs[at], runs[at + 1]
            if left.sentence is right.sentence and self._holds(left, right):
                chains[at] = chains[at] + chains[at + 1]
        for at, (left, right) in enumerate(pairwise(runs)):
            if left.sentence is right.sentence and self._owned(left, right):
                chains[at + 1] = (*chains[at + 1], *chains[at])
        return [_once(chain)[:_LONGEST] for chain in chains]

    def _owned(self, left: Run, right: Run) -> bool:
        gap = self.text[left.span[1] : right.span[0]]
        return gap.lower() in ("'s ", "’s ", "ʼs ") or gap[1:].lower() in tuple(
            f"s {d} " for d in self.lists.directions
        )

    def _holds(self, left: Run, right: Run) -> bool:
        gap = [token.low for token in left.sentence.tokens[left.last : right.first]]
        while gap and (gap[-1] in self.lists.directions or gap[-1] == "the"):
            gap.pop()
        if gap == [","]:
            return not self._in_list(left, right)
        return (
            gap in (["in"], ["of"], [",", "in"])
            or (len(gap) == 3 and gap[0] == "in" and gap[2] == "of")
            or (len(gap) == 4 and gap[:2] == ["in", "the"] and gap[3] == "of")
        )

    @staticmethod
    def _kinded(run: Run) -> bool:
        return run.span[1] - run.span[0] != len(run.name)

    def _in_list(self, left: Run, right: Run) -> bool:
        """Whether "X, Y" lists rather than places X in Y."""
        tokens = left.sentence.tokens
        following = tokens[right.last].low if right.last < len(tokens) else ""
        if following in ("and", "or") and not self._kinded(right):
            return True
        if following == "," and right.last + 1 < len(tokens) and tokens[right.last + 1].low in ("and", "or"):
            return True
        levels = [self.gazetteer.get(_plain(run.name), ("", ""))[0] for run in (left, right)]
        return levels[0] == levels[1] != "" or levels[0] == "country"


def _once(chain: Sequence[str]) -> tuple[str, ...]:
    """A chain without names that stand in it before."""
    seen: dict[str, str] = {}
    for name in chain:
        seen.setdefault(normalise(name), name)
    return tuple(seen.values())


def _extended(chains: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Short chains grown by the one longer chain that the document gives their last name."""
    longest: dict[str, set[tuple[str, ...]]] = {}
    for chain in chains:
        for at in range(len(chain) - 1):
            longest.setdefault(spelling(chain[at]), set()).add(tuple(chain[at + 1 :]))
    return [_grown(chain, longest) for chain in chains]


def _grown(chain: tuple[str, ...], longest: Mapping[str, set[tuple[str, ...]]]) -> tuple[str, ...]:
    names = [spelling(name) for name in chain]
    while len(chain) < _LONGEST:
        tails = sorted(longest.get(names[-1], ()), key=lambda tail: (-len(tail), tail))
        if not tails or len({spelling(tail[0]) for tail in tails}) > 1 or spelling(tails[0][0]) in names:
            return chain
        chain = (*chain, *tails[0])
        names = [spelling(name) for name in chain]
    return chain


def find(document: Document) -> tuple[Place, ...]:
    """The places that a document names, each with what it says of the places around it.

    Args:
        document: one part of an article.

    Returns:
        Places in order of their spans; chains as written, leaf first.
    """
    return Finder(document).places()
