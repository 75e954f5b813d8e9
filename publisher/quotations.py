"""Where quotations begin and end, by the marks of every script."""

from __future__ import annotations

from types import MappingProxyType

# An opening mark and the marks that may close it. “ opens in English and closes in
# German and Russian; » opens in Danish and closes in French: what is open decides.
# The apostrophe looks like the mark that closes ‘, so single marks are left alone.
_CLOSING = MappingProxyType(
    {
        "“": "”",
        "„": "“”",
        "‟": "”",
        "«": "»",
        "»": "«",
        "‹": "›",
        "「": "」",
        "『": "』",
        "《": "》",
        "〈": "〉",
        "〝": "〞〟",
        '"': '"',
        "＂": "＂",
    }
)


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the outermost quotations as (start, end) offsets, marks included.

    A mark without its partner quotes nothing.
    """
    found: list[tuple[int, int]] = []
    open_marks: list[tuple[str, int]] = []
    for position, mark in enumerate(text):
        depth = _closes(mark, open_marks)
        if depth is not None:
            start = open_marks[depth][1]
            del open_marks[depth:]
            found = [span for span in found if span[0] < start]
            found.append((start, position + 1))
        elif mark in _CLOSING:
            open_marks.append((mark, position))
    return found


def _closes(mark: str, open_marks: list[tuple[str, int]]) -> int | None:
    """Return which of the open marks `mark` closes, the innermost first."""
    for depth in range(len(open_marks) - 1, -1, -1):
        if mark in _CLOSING[open_marks[depth][0]]:
            return depth
    return None
