"""Translation progress of an edition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Freshness:
    """Number of messages in each state, against today's source.

    `words` counts all source words, `words_left` those of unfinished messages. `missing` are the
    untranslated messages that the catalogue does not have: the article is newer.
    """

    translated: int
    fuzzy: int
    untranslated: int
    words: int
    words_left: int
    missing: int = 0

    @property
    def messages(self) -> int:
        """Number of all messages."""
        return self.translated + self.fuzzy + self.untranslated

    @property
    def fresh(self) -> bool:
        """Whether every message is translated."""
        return self.translated == self.messages

    @property
    def percent(self) -> int:
        """Translated share in percent, rounded down, so that 100 means all."""
        return self.translated * 100 // self.messages if self.messages else 100
