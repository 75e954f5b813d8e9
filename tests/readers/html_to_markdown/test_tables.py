"""Tables of web pages: each cell in its column, in a table that Markdown can have."""

from __future__ import annotations

import re
from itertools import count

import pytest
from helpers import document
from hypothesis import given
from hypothesis import strategies as st

from publisher.base.errors import PublisherError
from publisher.markup.renderer import render

CELL = st.tuples(st.integers(1, 3), st.integers(1, 3))


@given(st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=2, max_size=5))
def test_each_cell_of_a_table_stays_in_its_column(rows: list[list[tuple[int, int]]]) -> None:
    expected: dict[str, tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    html = ""
    for y, row in enumerate(rows):
        html += "<tr>"
        for width, height in row:
            x = next(x for x in count() if (y, x) not in taken)
            # Cells that overlap are an error in the page.
            fitting = next(n for n in (width, 1) if not {(y, x + i) for i in range(n)} & taken)
            taken |= {(y + j, x + i) for i in range(fitting) for j in range(height)}
            text = f"c{len(expected)}"
            expected[text] = (y, x)
            html += f'<td colspan="{fitting}" rowspan="{height}">{text}</td>'
        html += "</tr>"
    page = f"<article><h1>T</h1><p>P.</p><table>{html}</table></article>"
    shown = render(document(page, ending="html").body)
    found = {
        text: (y, x)
        for y, row in enumerate(shown.split("<tr>")[1:])
        for x, cell in enumerate(re.split("<t[dh][^>]*>", row)[1:])
        for text in re.findall(r"c\d+", cell)
    }
    assert found == expected


def test_table_with_a_caption_and_no_sections_is_a_table() -> None:
    rows = "<tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr>"
    table = f"<table><caption>Cap</caption>{rows}</table>"
    shown = render(document(f"<article><h1>T</h1><p>P.</p>{table}</article>", ending="html").body)
    assert re.findall(">([AB12])</t[hd]>", shown) == ["A", "B", "1", "2"]
    assert "|" not in shown


def test_a_cell_beside_all_rows_of_a_large_table_is_refused() -> None:
    rows = "<tr><td>x</td></tr>" * 3_000
    table = f"<table><tr><td rowspan=0 colspan=50>a</td></tr>{rows}</table>"
    with pytest.raises(PublisherError, match="cells"):
        document(f"<article><h1>T</h1><p>P.</p>{table}</article>", ending="html")
