"""Hidden text: the LaTeX of a formula, for search, copying and extraction.

Extractors go by places and sizes: the text is as wide as its formula, in the size of the text
around it, as the text of scanned pages is.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from weasyprint.formatting_structure.boxes import TextBox

if TYPE_CHECKING:
    import weasyprint

_CLASS = "latex"
HIDDEN_TEXT = f'class="{_CLASS}"'  # in HTML with hidden text


def fit_hidden_text(document: weasyprint.Document) -> None:
    """Scale each hidden text to the width of the box after it, its formula."""
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001 - not public
            for hidden, formula in pairwise(box.children):
                if hidden.element is not None and hidden.element.get("class") == _CLASS:
                    for text in hidden.descendants():
                        if isinstance(text, TextBox) and text.width:
                            text.glyph_scale = formula.width / text.width
