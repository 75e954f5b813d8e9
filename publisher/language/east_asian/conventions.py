"""Conventions of East Asian punctuation by script: where a full-width mark is blank.

A mark that is as wide as a Han character is drawn in one half of it, or in its middle.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from publisher.language.east_asian.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.language.locale import Language


class Blank(NamedTuple):
    """The blank at the left and at the right of a mark, in em."""

    left: float = 0
    right: float = 0


NO_BLANK = Blank()
_OPENING, _CLOSING, _CENTRED = Blank(left=1 / 2), Blank(right=1 / 2), Blank(1 / 4, 1 / 4)
_BRACKETS = {Kind.OPENING: _OPENING, Kind.CLOSING: _CLOSING, Kind.MIDDLE_DOT: _CENTRED}


@dataclass(frozen=True, eq=False)  # compared by identity: mappings have no hash
class Convention:
    """How a script sets its full-width marks, and its words.

    - `blanks`: by kind; a mark of another kind fills its square
    - `has_words`: whether spaces divide words, which alone stretch
    - `doubles_exclamations`: whether two marks like ！！ share one square (GB/T 15834, 5.1.2)
    - `divides_solidus`: whether a line may end with a solidus (not in GB/T 15834, 5.1)
    """

    blanks: Mapping[Kind, Blank]
    has_words: bool = False
    doubles_exclamations: bool = False
    divides_solidus: bool = True


# JLREQ 3.1.2: stops and commas at the left; the colon and the semicolon in the middle.
_JAPANESE = MappingProxyType(
    {**_BRACKETS, Kind.STOP: _CLOSING, Kind.COMMA: _CLOSING, Kind.COLON: _CENTRED}
)
_CONVENTIONS = MappingProxyType(
    {
        # GB/T 15834-2011, 5.1: all at the left.
        "Hans": Convention(
            MappingProxyType({**_JAPANESE, Kind.COLON: _CLOSING, Kind.EXCLAMATION: _CLOSING}),
            doubles_exclamations=True,
            divides_solidus=False,
        ),
        # CLREQ 3.1.6, as in Taiwan and Hong Kong: all but brackets in the middle; the question
        # and exclamation marks fill their squares.
        "Hant": Convention(
            MappingProxyType(
                {**_BRACKETS, Kind.STOP: _CENTRED, Kind.COMMA: _CENTRED, Kind.COLON: _CENTRED}
            )
        ),
        "Jpan": Convention(_JAPANESE),
        "Kore": Convention(_JAPANESE, has_words=True),
    }
)


def convention_of(language: Language) -> Convention | None:
    """Return the convention of a language's script, None for scripts of other regions."""
    return _CONVENTIONS.get(language.script)
