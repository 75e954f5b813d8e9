"""Cache of style sheets: it keeps their order and their effects."""

from __future__ import annotations

from itertools import permutations

import pytest
from pdf_helpers import render_page

from publisher.outputs.pdf.engine.patch import unpatched
from publisher.outputs.pdf.load import load_pdf
from publisher.pages.page import Page

SHEETS = (
    "@page { margin: 3cm; @top-left { content: 'one' } } p { color: red; columns: 2 }",
    "p { color: green } @page { margin: 1cm } @page :first { @top-left { content: 'two' } }",
    "@counter-style x { system: cyclic; symbols: '*' } p { list-style: x; display: list-item }",
    "@layer a, b; @layer b { p { color: blue } } @layer a { p { margin-left: 3cm } }",
    "@media print { p { text-indent: 1cm } } @media screen { p { text-indent: 9cm } }",
)


@pytest.mark.parametrize("order", [*permutations(range(len(SHEETS)), 3)][::5])
def test_cached_style_sheets_apply_in_document_order(order: tuple[int, ...]) -> None:
    styles = "".join(f"<style>{SHEETS[number]}</style>" for number in order)
    page = Page(f"<html lang=en><title>t</title>{styles}<p>{'Rain, snow. ' * 90}", ("Noto Serif",))
    load_pdf()
    patched = render_page(page).write_pdf()
    with unpatched("cache_stylesheets"):
        assert patched == render_page(page).write_pdf()
