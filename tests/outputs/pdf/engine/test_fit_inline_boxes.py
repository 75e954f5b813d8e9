"""Inline boxes are divided where their line ends, as the same text without them is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_helpers import boxes, render_html
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from publisher.outputs.pdf.engine.patch import unpatched
from publisher.outputs.pdf.load import load_pdf

STYLE = """
@page { size: %spx 40cm; margin: 0 }
* { margin: 0; font: 10px Noto Serif, Noto Serif Armenian } span { padding-inline-start: %spx }
p { hyphens: auto; overflow-wrap: anywhere; font-kerning: none }
"""
TEXTS = {
    "de": "Der Bundestag, sagte er, beschließt „Geschwindigkeitsbeschränkungen“ (mit Mehrheit).",
    "en": "The government (“Republic”) announced: reconciliation, after lengthy negotiations!",
    "hy": "Կառավարությունը, ըստ «Հետքի», հայտարարեց հաշտեցման մասին (երկար բանակցությունների)։",
    "ru": "Правительство, по словам «Новостей», объявило о примирении (после переговоров).",
}


def lines_of(paragraph: str, width: int, padding: int = 0) -> list[str]:
    """Return the lines of a paragraph in the plain engine, which serves where none is planned."""
    load_pdf()
    with unpatched("plan_lines"):
        html = render_html(f"<style>{STYLE % (width, padding)}</style>{paragraph}")
    return [
        "".join(text.text for text in line.descendants() if isinstance(text, TextBox)).strip()
        for line in boxes(html.pages[0], LineBox)
    ]


def test_padding_takes_room_with_the_patch_alone() -> None:
    paragraph = "<p>nnnn <span>nnnn nnnn nnnn</span>"
    assert lines_of(paragraph, 85, 20) == ["nnnn nnnn", "nnnn nnnn"]
    assert lines_of(paragraph, 60, 10) == ["nnnn", "nnnn", "nnnn nnnn"]
    with unpatched("fit_inline_boxes"):
        assert lines_of(paragraph, 85, 20) == ["nnnn", "nnnn nnnn nnnn"]
        assert lines_of(paragraph, 60, 10) == ["nnnn", "nnnn nnnn", "nnnn"]  # 64 pixels wide


@pytest.mark.parametrize(
    ("paragraph", "width", "with_patch", "without"),
    [
        pytest.param(
            "<p>nnnn <b style='padding-right: 9px'>nnnn <i>nnnn</i></b>",
            85,
            ["nnnn nnnn", "nnnn"],
            ["nnnn", "nnnn nnnn"],
            id="end padding",
        ),
        pytest.param(
            "<p>nnnn nnnn <a></a>nnnn",
            60,
            ["nnnn nnnn", "nnnn"],
            ["nnnn", "nnnn nnnn"],
            id="target of a link",
        ),
        pytest.param(
            "<p>nnnn <i>nnnn</i> <a></a><b>nnnn</b>",
            55,
            ["nnnn nnnn", "nnnn"],
            ["nnnn", "nnnn nnnn"],
            id="target of a link beyond the end of the line",
        ),
        pytest.param(
            "<p lang=de>nnnn <em>Geschwindigkeit</em>, nnnn",
            108,
            ["nnnn Geschwindig‐", "keit, nnnn"],
            ["nnnn", "Geschwindigkeit,", "nnnn"],
            id="hyphen before a comma",
        ),
        pytest.param(
            "<p><i>nnnn <b>nnnn</b></i>",
            50,
            ["nnnn", "nnnn"],
            ["nnnn nnn", "n"],
            id="first word of a box within a box",
        ),
        pytest.param(
            "<p>nnn<b>nnnn</b>n",
            40,
            ["nnnnnn", "nn"],
            ["nnnnnnnn"],
            id="word that is wider than its line",
        ),
    ],
)
def test_line_keeps_what_fits_with_the_patch_alone(
    paragraph: str, width: int, with_patch: list[str], without: list[str]
) -> None:
    assert lines_of(paragraph, width) == with_patch
    with unpatched("fit_inline_boxes"):
        assert lines_of(paragraph, width) == without


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


@settings(max_examples=settings().max_examples // 2)  # each lays out two pages
@given(st.sampled_from(sorted(TEXTS)), st.integers(90, 250), st.data())
def test_marks_do_not_change_the_lines(language: str, width: int, data: st.DataObject) -> None:
    tags = st.sampled_from(["{}", "<em>{}</em>", "<a></a>{}", "<b><i>{}</i></b>"])
    words = [data.draw(tags).format(word) for word in re.split(r"\b", TEXTS[language])]
    paragraph = f"<p lang={language}>{{}}".format
    expected = lines_of(paragraph(TEXTS[language]), width)
    assert lines_of(paragraph("".join(words)), width) == expected
    assert lines_of(paragraph(f"<u>{''.join(words)}</u>"), width) == expected
