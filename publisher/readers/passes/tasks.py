"""Task lists: `- [ ]` and `- [x]` become boxes before the text of an item (GFM, section 5.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
OPEN, DONE = "\N{BALLOT BOX}", "\N{BALLOT BOX WITH CHECK}"


def mark_tasks(tokens: Iterable[Token]) -> list[Token]:
    """Put a box before the text of each task, and its mark out of the text."""
    result: list[Token] = []
    for token in tokens:
        item = result[-2] if len(result) > 1 and result[-1].type == "paragraph_open" else None
        if (
            token.type == "inline"
            and item is not None
            and item.type == "list_item_open"
            and (mark := _MARK.match(token.content))
            and _drop_mark(token, mark[0])
        ):
            item.attrJoin("class", "task")
            box = OPEN if mark[1] == " " else DONE
            result.append(Token("task_box", "span", 0, content=box, level=token.level))
        result.append(token)
    return result


def _drop_mark(token: Token, mark: str) -> bool:
    """Remove the mark of a task from its text, and return whether it was plain text."""
    first = token.children[0] if token.children else None
    if first is None or first.type != "text" or not first.content.startswith(mark):
        return False
    first.content = first.content[len(mark) :]
    token.content = token.content[len(mark) :]
    return True
