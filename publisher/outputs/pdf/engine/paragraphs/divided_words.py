"""Lines that end within a word."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import InlineBox, LineBox, ParentBox, TextBox

Box = Any  # WeasyPrint is not typed
SkipStack = dict[int, Any] | None


def divides_word(line: Box) -> bool:
    """Return whether a hyphen that is not in the text ends a line, and the text continues.

    `line.paragraph` is the line box before layout, in which the line ends at `resume_at`.
    """
    last = _last_text(line)
    if last is None or line.resume_at is None:
        return False
    hyphen = last.style["hyphenate_character"]
    if not hyphen or not last.text.endswith(hyphen):
        return False
    return not _text_before(line.paragraph, line.resume_at).rstrip().endswith(hyphen)


def _last_text(box: Box) -> Box | None:
    """Return the last text box of a line. Floats and placeholders are not part of it."""
    if isinstance(box, TextBox):
        return box
    if isinstance(box, LineBox | InlineBox):
        children = (child for child in reversed(box.children) if child.is_in_normal_flow())
        return next((text for child in children if (text := _last_text(child))), None)
    return None


def _text_before(box: Box, position: SkipStack) -> str:
    """Return the text of a box before a position in it."""
    if not position:
        return ""
    ((index, inner),) = position.items()
    if isinstance(box, TextBox):
        text: str = box.text
        return text.encode()[:index].decode(errors="ignore")
    texts = [_text(child) for child in box.children[:index]]
    if inner:
        texts.append(_text_before(box.children[index], inner))
    return "".join(texts)


def _text(box: Box) -> str:
    if isinstance(box, TextBox):
        text: str = box.text
        return text
    if isinstance(box, ParentBox) and box.is_in_normal_flow():
        return "".join(_text(child) for child in box.children)
    return ""
