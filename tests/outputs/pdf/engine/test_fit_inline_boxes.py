"""Inline boxes with padding: they are divided where their line ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pdf_helpers import boxes, render_html
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from publisher.outputs.pdf.engine.patch import unpatched
from publisher.outputs.pdf.load import load_pdf

STYLE = """
@page { size: %spx 40cm; margin: 0 }
* { margin: 0; font: 10px Noto Serif } span { padding-inline-start: %spx }
"""


def lines_of(paragraph: str, width: int, padding: int) -> list[str]:
    """Return the lines of a paragraph in the plain engine, which serves where none is planned."""
    load_pdf()
    with unpatched("plan_lines"):
        html = render_html(f"<style>{STYLE % (width, padding)}</style>{paragraph}")
    return [
        "".join(text.text for text in line.descendants() if isinstance(text, TextBox))
        for line in boxes(html.pages[0], LineBox)
    ]


def test_padding_takes_room_with_the_patch_alone() -> None:
    paragraph = "<p>nnnn <span>nnnn nnnn nnnn</span>"
    assert lines_of(paragraph, 85, 20) == ["nnnn nnnn", "nnnn nnnn"]
    assert lines_of(paragraph, 60, 10) == ["nnnn", "nnnn", "nnnn nnnn"]
    with unpatched("fit_inline_boxes"):
        assert lines_of(paragraph, 85, 20) == ["nnnn", "nnnn nnnn nnnn"]
        assert lines_of(paragraph, 60, 10) == ["nnnn", "nnnn nnnn", "nnnn"]  # 64 pixels wide


WORD, SPACE = 25.80078125, 2.599609375  # pixels
words = st.integers(1, 5).map(lambda count: " ".join(["nnnn"] * count))
inline = st.recursive(
    words,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map(" ".join).map("<span>{}</span>".format)
    ),
    max_leaves=10,
)


@given(
    st.lists(inline, min_size=1, max_size=5).map(" ".join),
    st.integers(120, 250),
    st.integers(0, 20),
    st.sampled_from(["ltr", "rtl"]),
)
def test_lines_are_as_full_as_words_and_padding_let_them(
    text: str, width: int, padding: int, direction: str
) -> None:
    lines, used = [0], -SPACE
    for word in text.split():
        room = SPACE + WORD + padding * word.count("<span>")
        if used + room > width:
            lines, used = [*lines, 0], -SPACE
        lines[-1] += 1
        used += room
    expected = [" ".join(["nnnn"] * count) for count in lines]
    assert lines_of(f"<p dir={direction}>{text}", width, padding) == expected
