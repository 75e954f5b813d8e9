"""Bylines: lines that hold nothing but the names of an article's authors."""

from __future__ import annotations

import re

from publisher.base.characters import is_han

_BY = re.compile(
    r"(?:(?:words|text|story|written) )?by:? |(?:von|par|por|di|door|av|af|текст|автор|авторы"
    r"|author|հեղինակ)[:՝]? ",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:[,;&،、]|\s(?:and|und|et|y|e|en|och|og|и|і|та|և|եւ|و)\s)\s*")
_PARTICLES = frozenset(
    {
        *("al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e"),
        *("el", "ibn", "la", "le", "ter", "van", "von", "y", "zu"),
    }
)
_MOST_WORDS = 6
_MOST_LETTERS = 4  # of a Chinese or Japanese name, without spaces


def byline_names(text: str) -> tuple[str, ...]:
    """Return the names in a line such as “By Ann Example and Ben Sample”; none in other lines."""
    line = " ".join(text.split())
    by = _BY.match(line)
    return names_in(line[by.end() :]) if by else ()


def names_in(text: str) -> tuple[str, ...]:
    """Return the names in a text that holds nothing else."""
    names = [name for name in _AND.split(" ".join(text.split())) if name]
    return tuple(names) if all(map(is_name, names)) else ()


def is_name(text: str) -> bool:
    """Return whether a text may be a person's full name: words with initials, without digits."""
    words = text.split()
    letters = [word.strip(".'’-") for word in words]
    if any(not re.fullmatch(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_.'’-]*)*", w) for w in words):
        return False
    if len(words) == 1:
        return len(text) <= _MOST_LETTERS and len(text) > 1 and all(map(is_han, text))
    is_cased = [w[:1].isupper() or w[:1].lower() == w[:1].upper() for w in letters]
    has_names = all(c or w in _PARTICLES for c, w in zip(is_cased, letters, strict=True))
    return 1 < len(words) <= _MOST_WORDS and has_names and is_cased[-1]
