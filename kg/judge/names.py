"""Keys of names: equal after normalisation, or equal in another transliteration."""

from __future__ import annotations

import re
import unicodedata

from kg.extract.names import Tag, abbreviates, initials, is_acronym, key, words_of_english

__all__ = ["abbreviates", "initials", "is_acronym", "is_common", "is_generic", "key", "skeleton", "vowelled"]

_SPELLINGS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"q|ck"), "k"),
    (re.compile(r"ou|oo|u|o"), "u"),
    (re.compile(r"ee|ei|ey|ay|ai|ie|y|i"), "i"),
    (re.compile(r"a|e"), "a"),
    (re.compile(r"dj|j"), "j"),
    (re.compile(r"tch|ch"), "ch"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS = re.compile(r"[aiu]")


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word)
    return "".join(c for c in folded if c.isalnum()).casefold()


def vowelled(word: str) -> str:
    """A word in a spelling that common transliterations share, vowels kept.

    >>> vowelled("Muhammad") == vowelled("Mohammed"), vowelled("Hassan") == vowelled("Hussein")
    (True, False)
    """
    plain = _plain(word)
    for pattern, letter in _SPELLINGS:
        plain = pattern.sub(letter, plain)
    return plain


def skeleton(name: str) -> str:
    """The consonants of a whole name, blanks and Arabic articles gone.

    >>> skeleton("Abdel Rahman") == skeleton("Abdulrahman")
    True
    """
    return _VOWELS.sub("", "".join(vowelled(word) for word in key(name)))


def is_common(word: str) -> bool:
    """Whether a word is a common one of the language, so that another spelling of it is another word."""
    return word in words_of_english().common


def is_generic(name: str) -> bool:
    """Whether a name says only what kind of body it is ("Interior Ministry"), so that every country has one.

    >>> is_generic("Interior Ministry"), is_generic("Amber Front")
    (True, False)
    """
    lists = words_of_english()
    words = [word for word in re.split(r"[\s\-]+", name.lower()) if word and word not in ("the", "of", "for", "and")]
    kinds = [lists.tags.get(word) for word in words]
    return name.islower() or all(kind is not None and kind is not Tag.DEMONYM for kind in kinds)
