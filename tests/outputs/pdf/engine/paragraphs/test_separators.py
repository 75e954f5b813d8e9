"""Marks that style sheets put between the parts of a line, such as a caption and its credit."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from helpers import need_fonts, need_poppler
from pdf_helpers import boxes, page_of, render_page
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from publisher.outputs import OUTPUTS

if TYPE_CHECKING:
    from pathlib import Path

    import weasyprint

    from publisher.pages.page import Page

PARTS = {
    "en": (
        "The ship leaves the quay of the old customs house",
        "Photo: Tamar Gelashvili / Agency",
    ),
    "ar": ("تغادر السفينة رصيف مبنى الجمارك القديم", "الصورة: تامار غيلاشفيلي"),
    "zh-Hans": ("数百人在旧海关码头目送“蒂娜婷公主”号返港", "摄影：塔玛尔·格拉什维利／港湾通讯社"),
    "ja": ("数百人に見送られ、内港を出る船", "写真：タマル・ゲラシヴィリ／港湾通信"),
    "ko": ("수백 명이 옛 세관 부두에서 배를 배웅하고 있다", "사진: 타마르 겔라슈빌리"),
}
MARKUP = """
<figure><figcaption id=credit>{0}<span class=credit>{1}</span></figcaption></figure>
<p class=byline id=byline><span class=author>{0}</span> <time>{1}</time></p>
<p class=colophon id=colophon><span>{0}</span> <span>{1}</span></p>
"""
KINDS = ("credit", "byline", "colophon")


def with_parts(language: str, width: int) -> Page:
    """Return a page with two parts and a separator, in columns of a width in points."""
    need_fonts(language)
    page = page_of("# T\n\nText.", language)
    html = f"<footer style='width: {width}pt'>{MARKUP.format(*PARTS[language])}</footer></main>"
    return replace(page, html=page.html.replace("</main>", html))


def lines(laid_out: weasyprint.Document, kind: str) -> list[str]:
    """Return the lines of two parts."""
    return [
        "".join(
            box.text.replace("\u00a0", " ")
            for box in line.descendants()
            if isinstance(box, TextBox)
        )
        for line in boxes(laid_out.pages[0], LineBox)
        if line.element is not None and line.element.get("id") == kind
    ]


@pytest.mark.parametrize("language", PARTS)
def test_no_line_begins_or_ends_with_a_separator(language: str) -> None:
    seen = set()
    for width in range(80, 440, 30):
        laid_out = render_page(with_parts(language, width))
        for kind in KINDS:
            found = lines(laid_out, kind)
            assert all("·" not in (line[0], line[-1]) for line in found)
            assert not any("  " in line for line in found)
            seen.add((kind, any(" · " in line for line in found)))
    assert seen >= {(kind, True) for kind in KINDS} | {("credit", False)}


@pytest.mark.parametrize("width", range(220, 280, 10))
@pytest.mark.parametrize("language", ["en", "ar", "ja"])
def test_a_credit_begins_a_line_if_that_is_nearly_as_even(language: str, width: int) -> None:
    found = lines(render_page(with_parts(language, width)), "credit")
    assert len(found) == 1 or found == [*PARTS[language]]


def test_marks_that_are_written_in_a_text_stay() -> None:
    text = " · ".join(letter * 9 for letter in "abcdefghi")
    parts = f"<footer style='width: 70pt'><p id=credit>{text}</p></footer></main>"
    page = page_of("# T\n\nText.", "en")
    found = lines(render_page(replace(page, html=page.html.replace("</main>", parts))), "credit")
    assert len(found) > 5
    assert " ".join(found) == text


def test_copied_text_has_a_space_or_a_line_end_for_a_separator(tmp_path: Path) -> None:
    need_poppler("pdftotext")
    file = tmp_path / "page.pdf"
    for width, between in ((230, "\n"), (440, " · ")):
        file.write_bytes(OUTPUTS["pdf"].render(with_parts("en", width)).content)
        command = ("pdftotext", str(file), "-")
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert text.replace("\u00a0", " ").count(between.join(PARTS["en"])) > 0
