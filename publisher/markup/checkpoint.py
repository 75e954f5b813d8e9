"""Checkpoints of the inline parser, to undo a rule of markdown-it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline


class Checkpoint(NamedTuple):
    """State of the inline parser before a rule, to roll back the tokens that it added."""

    pos: int
    tokens: int
    metas: int  # not of each token: markdown-it-py adds none for plain text
    pending: str

    @staticmethod
    def of(state: StateInline) -> Checkpoint:
        """Return the state that a parser is in."""
        return Checkpoint(state.pos, len(state.tokens), len(state.tokens_meta), state.pending)

    def show_as_text(self, state: StateInline) -> None:
        """Replace the added tokens by the source characters."""
        self.drop_tokens(state)
        state.pending += state.src[self.pos : state.pos]

    def drop_tokens(self, state: StateInline) -> None:
        """Remove the added tokens and text; the parser's place in the source stays."""
        del state.tokens[self.tokens :]
        del state.tokens_meta[self.metas :]
        state.pending = self.pending
