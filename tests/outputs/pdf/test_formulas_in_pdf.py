"""Formulas in PDFs: structure, colour, size, and the LaTeX that is not seen."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from helpers import PROFILES, document, failures, need_fonts
from pdf_helpers import (
    laid_out_boxes,
    page_of,
    render_html,
    render_page,
    structure_elements,
)
from weasyprint.formatting_structure.boxes import BlockBox, InlineReplacedBox, LineBox

from publisher.images.formulas import typeset
from publisher.outputs import OUTPUTS
from publisher.outputs.pdf.conformance.marked_content import descendants
from publisher.outputs.pdf.engine.patch import unpatched

if TYPE_CHECKING:
    from pathlib import Path


ARTICLE = r"""# Energy $E=mc^2$

The energy $E=mc^2$, at rest, and $\frac{a}{b}$.

$$
f(x) = {0}
$$

Some $\foo$ more.
"""
WIDE = " + ".join(f"a_{{{n}}} x^{{{n}}}" for n in range(40))


@pytest.fixture(scope="module")
def content() -> bytes:
    page = page_of(ARTICLE.replace("{0}", WIDE), "en")
    return OUTPUTS["pdf"].render(page).content


@pytest.mark.parametrize("profile", PROFILES)
def test_a_page_with_formulas_conforms(tmp_path: Path, content: bytes, profile: str) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    assert not failures(file, profile)


def test_a_formula_has_its_latex_as_alternative_text_and_its_place(content: bytes) -> None:
    found = [node for node in structure_elements(content) if node["/S"] == "/Formula"]
    inline = ["E=mc^2", r"\frac{a}{b}"]
    assert [node["/Alt"] for node in found] == ["E=mc^2", *inline, f"f(x) = {WIDE}"]
    for node in found:
        left, bottom, right, top = node["/A"]["/BBox"]
        assert left < right
        assert bottom < top


def test_latex_is_extracted_and_in_the_bookmarks(content: bytes) -> None:
    reader = pypdf.PdfReader(BytesIO(content))
    text = " ".join(reader.pages[0].extract_text().split())
    assert r"The energy E=mc^2, at rest, and \frac{a}{b}." in text
    assert r"Some \foo more." in text
    outline: Any = reader.outline
    assert [entry.title for entry in outline] == ["Energy E=mc^2"]


def test_the_same_article_has_the_same_bytes(content: bytes) -> None:
    page = page_of(ARTICLE.replace("{0}", WIDE), "en")
    assert OUTPUTS["pdf"].render(page).content == content


@pytest.mark.parametrize(("terms", "spans"), [(4, False), (12, True), (50, True)])
def test_a_formula_wider_than_a_column_spans_both(terms: int, *, spans: bool) -> None:
    latex = "+".join(f"x_{{{term}}}" for term in range(terms))
    laid_out = render_page(page_of(f"# T\n\nText.\n\n$${latex}$$\n\nText.", "en"))
    [formula] = laid_out_boxes(laid_out, InlineReplacedBox)
    natural = typeset(latex, display=True).width * formula.style["font_size"]
    blocks = [b for b in laid_out_boxes(laid_out, BlockBox) if b.element is not None]
    content = next(b for b in blocks if b.element.get("class") == "content")
    block = next(b for b in blocks if b.element.get("class") == "formula display")
    assert (block.width == pytest.approx(content.width)) == spans
    assert formula.width == pytest.approx(min(natural, block.width))


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Energy"), ("ar", "الطاقة"), ("ja", "エネルギー")]
)
def test_a_formula_is_on_the_baseline_of_its_line(language: str, word: str) -> None:
    need_fonts(language)
    lines = [
        next(b for b in laid_out_boxes(render_page(page_of(text, language)), LineBox))
        for text in (f"# {word} $x_1$", f"# {word}")
    ]
    [formula] = [b for b in descendants(lines[0]) if isinstance(b, InlineReplacedBox)]
    below = formula.content_box_y() + formula.height - (lines[0].position_y + lines[0].baseline)
    depth = typeset("x_1").depth * formula.style["font_size"]
    assert below == pytest.approx(depth, abs=0.01)
    # It does not make the line higher than one without it.
    assert lines[0].height == pytest.approx(lines[1].height)


def test_svg_elements_have_the_colour_of_the_text() -> None:
    html = (
        '<html lang=en><title>t</title><p style="color: #ff0000"><svg width=9 height=9>'
        '<g fill="currentColor"><path d="M 0 0 L 9 9 L 0 9 Z"/></g></svg>'
    )

    def operators() -> bytes:
        content = render_html(html).write_pdf(uncompressed_pdf=True)
        return b"\n".join(line for line in content.split(b"\n") if line.endswith((b"rg", b"scn")))

    assert b"1 0 0" in operators()
    with unpatched("colour_svg"):
        assert b"1 0 0" not in operators()


def test_a_formula_that_cannot_be_typeset_is_a_finding_with_its_line() -> None:
    source = document("# T\n\nx $x$\n\n- $\\foo$\n\n$$\n\\frac{a\n$$\n", ending="md")
    assert [(fault.check, fault.line) for fault in source.faults] == [
        ("formula", 5),
        ("formula", 7),
    ]
    assert r"“\foo”" in source.faults[0].message
    assert (
        '<span class="math" translate="no">\\foo</span>' in page_of("# T\n\n$\\foo$\n", "en").html
    )


def test_a_page_of_html_has_the_formula_and_its_latex() -> None:
    html = OUTPUTS["html"].render(page_of("# T\n\nOne $a<b$ two\n", "en")).content.decode()
    assert 'role="math" aria-label="a&lt;b"' in html
    assert 'fill="currentColor"' in html
