"""How much of an edition is translated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Freshness:
    """How much of an edition is translated from today's source, counted in messages.

    `words` are all of the source's, `words_left` those whose translation is not finished.
    """

    translated: int
    fuzzy: int
    untranslated: int
    words: int = 0
    words_left: int = 0

    @property
    def messages(self) -> int:
        """All messages."""
        return self.translated + self.fuzzy + self.untranslated

    @property
    def fresh(self) -> bool:
        """Whether every message is translated."""
        return self.translated == self.messages

    @property
    def percent(self) -> int:
        """The translated share in percent, rounded down: only the whole is 100."""
        return self.translated * 100 // self.messages if self.messages else 100
