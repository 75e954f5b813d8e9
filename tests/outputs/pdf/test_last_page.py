"""Last pages: none has only notes, the colophon or a few lines, if that can be avoided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pdf_helpers import boxes, drawn_text, page_of, render_page, text_of
from weasyprint.formatting_structure.boxes import LineBox

from publisher.outputs.pdf.last_page import without_sparse_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import weasyprint

    from publisher.pages.page import Page

SENTENCE = "The bridge was opened on Monday, and closed again on Tuesday for repairs. "


def drawing(page: Page) -> Callable[[str], weasyprint.Document]:
    """Return the drawing of the HTML of a page, on small sheets."""

    def draw(html: str) -> weasyprint.Document:
        style = "<style>@page { size: A6 }</style></head>"
        return render_page(replace(page, html=html.replace("</head>", style, 1)))

    return draw


def lay_out(paragraphs: int, notes: int) -> tuple[list[int], list[int]]:
    """Return the lines of text on each page as the engine has them, and as they are set."""
    text = "\n\n".join(SENTENCE for _ in range(paragraphs))
    refs = "".join(f"[^{number}]" for number in range(notes))
    ends = "\n".join(f"[^{number}]: {SENTENCE}\n" for number in range(notes))
    page = page_of(f"# Title\n\nLead.\n\n{text}{refs}\n\n{ends}", "en")
    draw = drawing(page)
    document = without_sparse_page(page.html, draw)
    assert drawn_text(document) == text_of(page.html)
    return lines_of(draw(page.html)), lines_of(document)


def lines_of(document: weasyprint.Document) -> list[int]:
    return [
        sum(
            line.element_tag == "p"
            and line.style["font_size"] == line.style.root_style["font_size"]
            for line in boxes(page, LineBox)
        )
        for page in document.pages
    ]


@pytest.mark.parametrize(
    ("notes", "paragraphs_of"), [(0, range(19, 23)), (3, [16, *range(19, 22)])]
)
def test_the_last_page_has_text(notes: int, paragraphs_of: Iterable[int]) -> None:
    changed = set[int]()
    for paragraphs in paragraphs_of:
        before, after = lay_out(paragraphs, notes)
        assert len(after) == 1 or after[-1] >= 4
        if before != after:
            changed.add(len(after) - len(before))
    # Some end on the page before, and others have more text on the last page.
    assert changed == {-1, 0}


def test_a_document_whose_last_page_has_text_is_laid_out_once() -> None:
    page = page_of("# Title\n\n" + "\n\n".join(SENTENCE * 3 for _ in range(60)), "en")
    layouts = []

    def draw(html: str) -> weasyprint.Document:
        layouts.append(html)
        return render_page(page)

    without_sparse_page(page.html, draw)
    assert layouts == [page.html]


@pytest.mark.parametrize("notes", [9, 21])
def test_the_colophon_is_not_alone_after_notes(notes: int) -> None:
    refs = " ".join(f"[^{number}]" for number in range(notes))
    ends = "\n".join(f"[^{number}]: {SENTENCE}\n" for number in range(notes))
    page = page_of(f"# Title\n\nLead. {refs}\n\n{ends}", "en")
    draw = drawing(page)

    def has_notes(document: weasyprint.Document) -> bool:
        return "bridge" in drawn_text(document.copy(document.pages[-1:]))

    document = without_sparse_page(page.html, draw)
    assert not has_notes(draw(page.html))
    assert has_notes(document)
    assert drawn_text(document) == text_of(page.html)
