"""Words of a text between spaces, with the marks before and after them."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKS = "\"'‘’‚‛“”„‟«»‹›()[]{}¿¡「」『』（）《》〈〉"
_STOPS = ".,;:!?…।،؛؟։՝·؛።፣፤፥"
# A name with a particle that is joined to it: d’Artagnan, al-Assad.
_JOINED_NAME = re.compile(r"(?:[dDlL]['’]|(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]s|[Aa]t|[Аа]ль)-)(?=\w)")


class Word(NamedTuple):
    """A word, the marks before and after it, and where it ends in its text."""

    opening: str
    core: str
    closing: str
    end: int

    @property
    def lower(self) -> str:
        """The word in lower case, without marks."""
        return self.core.lower()

    @property
    def with_stop(self) -> str:
        """The word in lower case with the marks after it, such as the stop of `vs.`."""
        return f"{self.core}{self.closing}".lower()

    @property
    def forms(self) -> tuple[str, str]:
        """The word as in `with_stop`, and what of it follows an apostrophe: `il` of `qu’il`."""
        return self.with_stop, self.with_stop.replace("’", "'").rpartition("'")[2]

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital, perhaps after a particle: `Assad`, `al-Assad`."""
        return _JOINED_NAME.sub("", self.core, count=1)[:1].isupper()

    @property
    def is_acronym(self) -> bool:
        """Whether it has several letters, all capital."""
        return len(self.core) > 1 and self.core.isupper()

    @property
    def has_case(self) -> bool:
        """Whether its script begins words with capitals. Georgian has them for headings only."""
        return self.core[:1].title() != self.core[:1].lower()


def words(text: str) -> list[Word]:
    """Return the words of a text in order. Spaces of any kind separate them."""
    return [_word(found[0], found.end()) for found in re.finditer(r"\S+", text)]


def _word(text: str, end: int) -> Word:
    rest = text.lstrip(_MARKS)
    core = rest.rstrip(_MARKS + _STOPS)
    return Word(text[: len(text) - len(rest)], core, rest[len(core) :], end)
