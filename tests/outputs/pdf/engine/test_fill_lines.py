"""Lines of text with inline elements: they break where the same text without them does."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_helpers import boxes, render_html
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from publisher.outputs.pdf.engine.patch import unpatched
from publisher.outputs.pdf.load import load_pdf

STYLE = """
@page { size: 20cm 40cm; margin: 0 }
* { font: 10px Noto Serif, Noto Serif Armenian; margin: 0 }
p { hyphens: auto; overflow-wrap: anywhere }
"""
TEXTS = {
    "de": "Die Bundesregierung beschloss nach langen Verhandlungen mit Abgeordneten eine Reform",
    "en": "The government announced an extraordinary reconciliation after lengthy negotiations",
    "hy": "Կառավարությունը հայտարարեց արտակարգ հաշտեցման մասին երկար բանակցություններից հետո",
    "ru": "Правительство объявило о чрезвычайном примирении после длительных переговоров",
}


def lines_of(paragraphs: list[str], language: str, width: int) -> list[list[str]]:
    """Return the text of each line of each paragraph."""
    body = "".join(f"<p style='width: {width}px'>{text}</p>" for text in paragraphs)
    laid_out = render_html(f"<html lang={language}><style>{STYLE}</style>{body}")
    lines: dict[object, list[str]] = {}
    for line in boxes(laid_out.pages[0], LineBox):
        text = "".join(box.text for box in line.descendants() if isinstance(box, TextBox))
        lines.setdefault(line.element, []).append(text.strip())
    return [*lines.values()]


@settings(max_examples=settings().max_examples // 2)  # each lays out a page
@given(st.sampled_from(sorted(TEXTS)), st.integers(80, 300), st.data())
def test_inline_elements_do_not_change_the_lines(
    language: str, width: int, data: st.DataObject
) -> None:
    words = TEXTS[language].split()
    tags = st.sampled_from(["{}", "{}", "<a>{}</a>", "<em>{}</em>", "<b><i>{}</i></b>"])
    texts, rest = [], words
    while rest:
        count = data.draw(st.integers(1, 4))
        texts.append(data.draw(tags).format(" ".join(rest[:count])))
        rest = rest[count:]
    plain, marked_up = lines_of([" ".join(words), " ".join(texts)], language, width)
    assert marked_up == plain


def test_text_before_an_element_fills_its_line_with_the_patch_alone() -> None:
    text = "Extraordinary reconciliation <em>announced"
    load_pdf()
    with unpatched("plan_lines"):
        assert lines_of([text], "en", 138) == [["Extraordinary reconciliation", "announced"]]
    with unpatched("plan_lines", "fill_lines"):
        (lines,) = lines_of([text], "en", 138)
    assert lines[0] == "Extraordin‐"
