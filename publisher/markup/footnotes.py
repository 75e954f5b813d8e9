"""Footnotes in HTML: numbered references, the notes at the end, and links back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    Env = Any  # markdown-it's environment, which is not typed


def footnote_numbers(tokens: Sequence[Token]) -> list[int]:
    """Return the footnote number of each reference."""
    numbers = []
    for token in tokens:
        if token.type == "footnote_ref":
            numbers.append(token.meta["id"] + 1)
        if token.type != "image":  # a description is rendered as plain text
            numbers += footnote_numbers(token.children or ())
    return numbers


class FootnoteRenderer(RendererHTML):
    """Renderer of the token types of footnotes, by methods of their names.

    Its environment has the `labels` of links and the `setting` of the page, and counts the
    references: those of the page so far (`seen`) and with the tokens to render (`notes`).
    """

    def footnote_ref(self, tokens: Sequence[Token], idx: int, _options: object, env: Env) -> str:
        """Link to a note, from a place that the note can link back to."""
        number = tokens[idx].meta["id"] + 1
        env["seen"][number] += 1
        suffix = f"-{env['seen'][number]}" if env["seen"][number] > 1 else ""
        shown = env["setting"].number(number)
        name = _name(env["labels"].get("footnote", "").replace("%(number)s", shown))
        return (
            f'<sup class="footnote-ref"><a href="#fn:{number}" id="fnref:{number}{suffix}"'
            f' role="doc-noteref"{name}>{shown}</a></sup>'
        )

    def footnote_block_open(self, *_: object) -> str:
        """Open the list of notes."""
        return '<section class="footnotes" role="doc-endnotes">\n<ol>\n'

    def footnote_block_close(self, *_: object) -> str:
        """Close the list of notes."""
        return "</ol>\n</section>\n"

    def footnote_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Open a note, which references link to."""
        return f'<li id="fn:{tokens[idx].meta["id"] + 1}">'

    def footnote_close(self, *_: object) -> str:
        """Close a note."""
        return "</li>\n"

    def footnote_anchor(
        self, tokens: Sequence[Token], idx: int, _options: object, env: Env
    ) -> str:
        """Link back to the first reference, unless the translation has none."""
        number = tokens[idx].meta["id"] + 1
        if tokens[idx].meta["subId"] or not env["notes"][number]:
            return ""
        name = _name(env["labels"].get("back", ""))
        return f' <a href="#fnref:{number}" role="doc-backlink"{name}>↩\ufe0e</a>'


def _name(name: str) -> str:
    """Return the attribute for the accessible name of a link, if it has one."""
    return f' aria-label="{escapeHtml(name)}"' if name else ""
