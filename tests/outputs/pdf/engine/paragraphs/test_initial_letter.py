"""Sunken initial letters: their size and place, the lines beside them, and texts without one."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import pytest
from fontTools.ttLib import TTFont
from helpers import need_fonts
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_helpers import boxes, drawn_text, render_html, text_of
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from publisher.fonts.installed import faces
from publisher.language.scripts import WITH_DROP_CAPS, script_of
from publisher.outputs.pdf.engine.warnings import collect_warnings

if TYPE_CHECKING:
    from collections.abc import Iterator

    import weasyprint

WORDS = "bridge was opened on Monday, and closed again for the whole of the winter. " * 4
STYLE = """
@page {{ size: {}mm 200mm; margin: 10mm }} body {{ margin: 0 }}
p {{ margin: 0; font: 10pt "{}"; line-height: 15pt; text-align: justify; hyphens: auto }}
p:first-of-type::first-letter {{ --initial-letter: {}; margin-inline-end: 3px }}
code {{ font-family: "Noto Sans Mono" }}
"""
LEADING = 15 / 0.75  # px
LEFT = 10 / 25.4 * 96


class Part(NamedTuple):
    """A text box: its edges and its baseline, in CSS pixels, and the size of its letters."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def rendered(
    body: str,
    *,
    lines: object = 3,
    font: str = "Noto Serif",
    language: str = "en",
    width: int = 110,
) -> weasyprint.Document:
    style = STYLE.format(width, font, lines)
    html = f'<html lang="{language}"><style>{style}</style>{body}'
    return render_html(html, [font, "Noto Sans Mono", "Noto Naskh Arabic"])


def parts(laid_out: weasyprint.Document) -> list[list[Part]]:
    """Return the text boxes of each line, in order."""
    lines = [line for page in laid_out.pages for line in boxes(page, LineBox)]
    return [[*_parts(line)] for line in lines]


def _parts(line: LineBox) -> Iterator[Part]:
    for box in line.descendants():
        if isinstance(box, TextBox):
            left, y = box.position_x, box.position_y + box.baseline
            yield Part(box.text, left, left + box.width, y, box.style["font_size"])


def initial_of(laid_out: weasyprint.Document) -> str:
    """Return the initial letter of a page; empty if it has none."""
    first, *_ = parts(laid_out)[0]
    return first.text if first.size > 1.5 * parts(laid_out)[-1][0].size else ""


def cap_height(font: str, letter: str) -> float:
    """Return the height of a capital, as a share of its size."""
    regular = next(f for f in faces((font,)) if f.weight == f.style == "normal")
    opened = TTFont(BytesIO(regular.read()))
    top: int = opened["glyf"][opened.getBestCmap()[ord(letter)]].yMax
    return top / int(opened["head"].unitsPerEm)


@pytest.mark.parametrize("lines", [2, 3, 5])
@pytest.mark.parametrize(
    ("font", "language", "letter"),
    [
        ("Noto Serif", "en", "H"),
        ("Noto Sans", "ru", "Н"),
        ("DejaVu Serif", "el", "Η"),
        ("Noto Serif Armenian", "hy", "Ի"),
    ],
)
def test_a_letter_reaches_from_the_first_capitals_to_the_last_baseline(
    font: str, language: str, letter: str, lines: int
) -> None:
    need_fonts(language)
    laid_out = rendered(f"<p>{letter}{WORDS}", lines=lines, font=font, language=language)
    (initial, beside), *others = parts(laid_out)
    assert initial.text == letter
    assert initial.baseline == pytest.approx(beside.baseline + (lines - 1) * LEADING)
    share = cap_height(font, letter)
    top = initial.baseline - initial.size * share
    assert top == pytest.approx(beside.baseline - beside.size * share, abs=0.1)
    assert [line[0].baseline for line in others] == pytest.approx(
        [beside.baseline + number * LEADING for number in range(1, len(others) + 1)], abs=0.1
    )


def test_each_script_with_large_letters_measures_them_by_a_capital_of_its_own() -> None:
    for script, capital in WITH_DROP_CAPS.items():
        assert (script_of(capital), unicodedata.category(capital)) == (script, "Lu")


def test_lines_beside_a_letter_are_shorter_and_the_others_full() -> None:
    (initial, beside), *others = parts(rendered(f"<p>The {WORDS}"))
    right = LEFT + 90 / 25.4 * 96
    assert initial.left == pytest.approx(LEFT, abs=2)  # its edge is in the margin, not its origin
    assert beside.left == initial.right
    assert [line[0].left for line in others[:3]] == pytest.approx([beside.left, beside.left, LEFT])
    assert [line[-1].right for line in others[:-1]] == pytest.approx(
        [right] * (len(others) - 1), abs=4
    )  # some marks hang


def test_a_letter_with_a_tail_has_a_line_more_beside_it() -> None:
    lines = parts(rendered(f"<p>Question {WORDS}"))
    left = lines[0][1].left
    assert [line[0].left > LEFT + 10 for line in lines[1:5]] == [True, True, True, False]
    assert lines[3][0].left == pytest.approx(left)


def test_text_after_a_letter_that_is_a_word_begins_where_the_other_lines_do() -> None:
    (initial, beside), second, *_ = parts(rendered(f"<p>A {WORDS}"))
    assert (initial.text, beside.text[:6]) == ("A ", "bridge")
    assert beside.left == pytest.approx(second[0].left)


@pytest.mark.parametrize("mark", ["“", "«\u00a0", "“‘", "„"])
def test_quotation_marks_before_a_letter_are_small_and_hang_in_the_margin(mark: str) -> None:
    (marks, letter, beside), *others = parts(rendered(f"<p>{mark}The {WORDS}"))
    (plain, *_), *_ = parts(rendered(f"<p>The {WORDS}"))
    assert (marks.text, letter.text) == (mark, "T")
    assert (marks.size, marks.baseline) == (beside.size, beside.baseline)
    assert marks.right == pytest.approx(LEFT, abs=1)
    assert letter.left == plain.left
    assert others[0][0].left == beside.left


def test_a_mark_beside_a_letter_does_not_hang() -> None:
    lefts = {parts(rendered(f"<p>{word} {WORDS}"))[0][0].left for word in ("L'Arménie", "Les")}
    assert len(lefts) == 1


@pytest.mark.parametrize(
    ("text", "language", "initial"),
    [
        ("E\u0301lan", "fr", "E\u0301"),
        ("IJmuiden", "nl", "IJ"),
        ("IJmuiden", "en", "I"),
        ("<b>T</b>he", "en", "T"),
        ("<a href='#a'>The</a>", "en", "T"),
        ("L’Arménie", "fr", "L"),
    ],
)
def test_first_letters(text: str, language: str, initial: str) -> None:
    assert initial_of(rendered(f"<p>{text} {WORDS}", language=language)) == initial


@pytest.mark.parametrize(
    "text",
    [
        "— The",
        "(AP)",
        "the",
        "2024",
        "<code>Code</code>",
        "მთავრობამ",
    ],
)
def test_no_other_text_begins_with_a_large_letter(text: str) -> None:
    assert initial_of(rendered(f"<p>{text} {WORDS}")) == ""


@pytest.mark.parametrize(
    ("body", "arguments"),
    [
        ("<p>The bridge was opened.<p>The bridge was closed.", {}),
        (f"<p>The {WORDS}", {"width": 30}),
        (f"<p style='direction: rtl'>The {WORDS}", {}),
        (f"<p>The {WORDS}", {"lines": "normal"}),
        (f"<p style='white-space: pre-wrap'>The {WORDS}", {}),
    ],
)
def test_no_letter_is_large_without_text_beside_it(body: str, arguments: dict[str, int]) -> None:
    assert initial_of(rendered(body, **arguments)) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["1", "3.5", "10", "2 3", "auto"])
def test_only_numbers_of_lines_are_known(value: str) -> None:
    with collect_warnings() as warnings:
        rendered(f"<p>The {WORDS}", lines=value)
    shown = value.replace(" ", "")
    problem = f"Ignored `--initial-letter: {shown}` at its style sheet, unknown value."
    assert problem in warnings[0]


def test_the_first_word_is_hyphenated_as_a_whole() -> None:
    text = f"<p>Responsibilities {WORDS}"
    found = [line[-1].text for line in parts(rendered(text, width=55))]
    assert parts(rendered(text, width=55))[0][0].text == "R"
    assert found[0] == "esponsibilit\u2010"


WORD = st.sampled_from(["A", "Q", "The", "Éire", "of", "minister,", "<b>I</b>", "<i>bold</i>"])


@settings(max_examples=30, deadline=None)
@given(
    words=st.lists(WORD, min_size=1, max_size=40),
    lines=st.integers(2, 6),
    width=st.integers(40, 90),
)
def test_every_letter_is_drawn_once_in_order(words: list[str], lines: int, width: int) -> None:
    body = f"<p>{' '.join(words)}<p>{WORDS}"
    laid_out = rendered(body, lines=lines, width=width)
    assert drawn_text(laid_out) == text_of(body)
