"""Tables whose head and first row fill a page."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_helpers import drawn_text, render_html, text_of

from publisher.outputs.pdf.engine.patch import unpatched

STYLE = """
@page { size: 300px 200px; margin: 20px }
* { font: 10px/12px Noto Serif; margin: 0 }
tr { break-inside: avoid }
"""


def table(head: int, *rows: int) -> str:
    """Return a page with a table whose cells have these numbers of words."""
    cells = [" ".join(f"word{n}" for n in range(words)) for words in (head, *rows)]
    body = "".join(f"<tr><td>{cell}</td><td>x</td></tr>" for cell in cells[1:])
    return (
        f"<style>{STYLE}</style><table><thead><tr><th>{cells[0]}</th><th>y</th></tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


@settings(max_examples=settings().max_examples // 2)  # each lays out pages
@given(st.integers(1, 200), st.lists(st.integers(1, 150), min_size=1, max_size=3))
def test_every_word_of_a_table_is_drawn(head: int, rows: list[int]) -> None:
    html = table(head, *rows)
    # A row that is divided is drawn in pieces.
    assert sorted(drawn_text(render_html(html))) == sorted(text_of(html))


def test_the_head_above_a_high_row_is_drawn_with_the_patch_alone() -> None:
    html = table(30, 60)
    # A row that is divided is drawn in pieces.
    assert sorted(drawn_text(render_html(html))) == sorted(text_of(html))
    with unpatched("keep_table_heads"):
        assert len(drawn_text(render_html(html))) < len(text_of(html))
