"""Lines of Khmer, Lao, Burmese and Thai: they end between words, as ICU finds them."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest
from pdf_helpers import boxes, render_html
from weasyprint.formatting_structure.boxes import LineBox, TableCellBox, TextBox

from publisher.language.clusters import cluster_breaks
from publisher.language.word_breaks import word_breaks
from publisher.outputs.pdf.engine.paragraphs.measure import boundaries
from publisher.outputs.pdf.engine.patch import unpatched

if TYPE_CHECKING:
    from collections.abc import Iterator

    import weasyprint

    Box = Any  # WeasyPrint is not typed

TEXTS = {
    "km": "យើងទៅសាលាជាមួយគ្នានៅថ្ងៃនេះហើយយើងរៀនភាសាខ្មែរនៅទីនោះ",
    "lo": "ພວກເຮົາໄປໂຮງຮຽນນຳກັນໃນມື້ນີ້ແລະພວກເຮົາຮຽນພາສາລາວຢູ່ທີ່ນັ້ນ",
    "my": "ကျွန်ုပ်တို့သည်ယနေ့ကျောင်းသို့အတူတူသွားပြီးမြန်မာစာကိုလေ့လာကြသည်",
    "th": "เราไปโรงเรียนด้วยกันในวันนี้และเราเรียนภาษาไทยอยู่ที่นั่น",
}
SCRIPTS = {"km": "Khmer", "lo": "Lao", "my": "Myanmar", "th": "Thai"}


@pytest.fixture(autouse=True)
def no_known_boundaries() -> Iterator[None]:
    """Forget those of the plain engine, and of one without ICU."""
    boundaries.cache_clear()
    yield
    boundaries.cache_clear()


every_language = pytest.mark.parametrize("language", TEXTS)


def page(language: str, body: str) -> weasyprint.Page:
    family = f"Noto Serif {SCRIPTS[language]}"
    style = f"* {{ font: 10px {family}; margin: 0; padding: 0 }}"
    (sheet,) = render_html(f"<html lang={language}><style>{style}</style>{body}", [family]).pages
    return sheet


def lines_of(language: str, style: str) -> list[tuple[str, float]]:
    """Return the text and the width of each line of a paragraph."""
    sheet = page(language, f"<p style='{style}'>{TEXTS[language]}")
    return [(text_of(line), line.width) for line in boxes(sheet, LineBox)]


def text_of(box: Box) -> str:
    return "".join(part.text for part in box.descendants() if isinstance(part, TextBox))


def ends(lines: list[tuple[str, float]]) -> set[int]:
    """Return the places in the paragraph before which a line ends."""
    return {*accumulate(len(text) for text, _ in lines[:-1])}


@every_language
@pytest.mark.parametrize("width", [90, 130, 170])
@pytest.mark.parametrize("wrap", ["normal", "anywhere"])
def test_lines_end_between_words_and_are_full(language: str, width: int, wrap: str) -> None:
    lines = lines_of(language, f"width: {width}px; overflow-wrap: {wrap}")
    assert "".join(text for text, _ in lines) == TEXTS[language]
    assert len(lines) > 1
    assert ends(lines) <= {*word_breaks(TEXTS[language])}
    assert all(0.5 * width < length <= width for _, length in lines[:-1])


@pytest.mark.parametrize("language", ["km", "lo", "my"])
def test_lines_do_not_end_between_words_without_the_patch(language: str) -> None:
    with unpatched("break_words"):
        assert len(lines_of(language, "width: 130px")) == 1


@pytest.mark.parametrize("element", ["em", "a href=x", "code style='font: inherit'"])
@pytest.mark.parametrize("style", ["", "text-align: justify"])
def test_words_do_not_run_over_the_end_of_an_element(element: str, style: str) -> None:
    name, tag = "ព្រះនាងទីណាទីន", element.split(" ", maxsplit=1)[0]
    body = f"នាវា<{element}>{name}</{tag}>បានចាកចេញពីកំពង់ផែបាទូមីដោយមានអ្នកដំណើរ"
    for width in range(60, 140, 2):
        sheet = page("km", f"<p style='width: {width}px; {style}'>{body}")
        lines = [text_of(line) for line in boxes(sheet, LineBox)]
        assert not [line for line in lines if line.startswith("នបាន")]


@pytest.mark.parametrize("edge", ["2566", "[", "x"])
def test_no_line_ends_between_a_word_and_what_belongs_to_it(edge: str) -> None:
    text = f"ไทย{edge}ไทย"
    sheet = page("th", f"<p style='width: 1px'>{text}")
    assert [text_of(line) for line in boxes(sheet, LineBox)] == [text]


def test_translators_decide_with_invisible_characters() -> None:
    sheet = page("th", "<p style='width: 1px'>โรง\u200bเรียน เราไป เรา\u2060ไป")
    assert [text_of(line).strip() for line in boxes(sheet, LineBox)] == [
        *("โรง\u200b", "เรียน", "เรา", "ไป", "เรา\u2060ไป")
    ]


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        ("km", ["យើងទៅសាលា ", "ជាមួយគ្នានៅថ្ងៃនេះហើយយើងរៀន"]),
        ("lo", ["ພວກເຮົາຮຽນ ", "ພາສາລາວຢູ່ໂຮງຮຽນໃນມື້ນີ້ແລະ"]),
        ("my", ["ကျောင်းသို့ ", "ယနေ့အတူတူသွားပြီးမြန်မာစာလေ့လာ"]),
        ("th", ["เราไปโรงเรียน ", "ด้วยกันในวันนี้และเราเรียน"]),
    ],
)
def test_lines_of_headings_end_between_phrases(language: str, phrases: list[str]) -> None:
    width = 0.9 * sum(text_width(language, phrase) for phrase in phrases)
    sheet = page(language, f"<h1 style='width: {width}px'>{''.join(phrases)}</h1>")
    lines = [text_of(line).strip() for line in boxes(sheet, LineBox)]
    assert lines == [phrase.strip() for phrase in phrases]


@pytest.mark.parametrize(
    ("style", "narrowest"), [("--text-wrap: balance", 34), ("", 50), ("text-align: justify", 50)]
)
def test_lines_do_not_end_within_thai_compounds(style: str, narrowest: int) -> None:
    text = "ค่ำคืนกับบรรณาธิการในห้องสมุดของผู้โดยสารหลังจากพวกเขาเปิดเผย"
    whole = text_width("th", text)
    for share in range(narrowest, 100, 4):
        sheet = page("th", f"<p style='width: {whole * share / 100}px; {style}'>{text}")
        lines = [text_of(line) for line in boxes(sheet, LineBox)]
        parts = ("สมุด", "โดยสาร", "จาก", "เขา", "เผย")
        assert not [line for line in lines if line.startswith(parts)]


def text_width(language: str, text: str) -> float:
    (line,) = boxes(page(language, f"<p>{text}"), LineBox)
    return float(line.width)


@every_language
def test_words_wider_than_a_line_are_divided_between_clusters(language: str) -> None:
    lines = lines_of(language, "width: 22px; overflow-wrap: anywhere")
    divided = ends(lines) - {*word_breaks(TEXTS[language])}
    assert divided
    assert divided <= {*cluster_breaks(TEXTS[language])}


@every_language
def test_a_column_is_as_wide_as_its_longest_word(language: str) -> None:
    cell = f"<td>{TEXTS[language]}</td>"
    sheet = page(language, f"<table style='width: 1px'><tr>{cell}{cell}</table>")
    for cell in boxes(sheet, TableCellBox):
        lines = [line for line in cell.descendants() if isinstance(line, LineBox)]
        places = {*accumulate(len(text_of(line)) for line in lines[:-1])}
        assert places <= {*word_breaks(TEXTS[language])}
        assert cell.width == pytest.approx(max(line.width for line in lines))


@every_language
def test_lines_without_icu_are_those_of_pango(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unpatched("break_words"):
        plain = lines_of(language, "width: 130px")
    boundaries.cache_clear()
    module = "publisher.outputs.pdf.engine.break_words"
    monkeypatch.setattr(f"{module}.icu_version", lambda: None)
    monkeypatch.setattr(f"{module}.word_breaks", lambda _: ())
    assert lines_of(language, "width: 130px") == plain
