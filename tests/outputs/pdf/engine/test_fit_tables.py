"""Tables whose words are too long for the room beside each other."""

from __future__ import annotations

import pytest
from pdf_helpers import boxes, render_html
from weasyprint.formatting_structure.boxes import TableBox, TableCellBox

from publisher.outputs.pdf.engine.patch import unpatched

STYLE = """
@page { size: 200px 400px; margin: 10px } * { margin: 0; padding: 0; font: 8px Noto Serif }
table { width: 100%; border-spacing: 0 }
"""


def table(word: str, columns: int) -> str:
    cells = f"<td>{word}" * columns
    return f"<html lang=en><style>{STYLE}</style><table><tr>{cells}<tr>{cells}</table>"


def width_of(html: str) -> float:
    [page] = render_html(html).pages
    [found] = boxes(page, TableBox)
    return float(found.width)


@pytest.mark.parametrize("columns", [1, 2, 5, 9])
def test_a_table_is_no_wider_than_the_page(columns: int) -> None:
    html = table("internationalisation", columns)
    assert width_of(html) == pytest.approx(180)
    with unpatched("fit_tables"):
        assert (width_of(html) > 181) == (columns > 2)


def test_its_words_are_whole_as_long_as_there_is_room() -> None:
    [page] = render_html(table("word", 5)).pages
    assert {len(cell.children) for cell in boxes(page, TableCellBox)} == {1}
