"""Planned lines: justified paragraphs, and headlines of lines of similar length."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_helpers import STYLE, WORDS, boxes, page_of, render_html, render_page
from weasyprint.formatting_structure.boxes import BlockBox, LineBox, TextBox

from publisher.outputs.pdf.engine.patch import unpatched
from publisher.outputs.pdf.engine.warnings import collect_warnings, ignored_rule

if TYPE_CHECKING:
    import weasyprint


def headline_widths(laid_out: weasyprint.Document) -> list[float]:
    """Return the width of the text in each line of the headline."""
    return [
        sum(box.width for box in line.descendants() if isinstance(box, TextBox))
        for line in boxes(laid_out.pages[0], LineBox)
        if line.element_tag == "h1"
    ]


@pytest.mark.parametrize("language", ["de", "ar", "ja"])
def test_a_headline_is_balanced(language: str) -> None:
    word = WORDS[language]
    page = page_of(f"# {f'{word[:9]} {word[:3]} {word[:6]} ' * 5}\n\nText.", language)
    widths = headline_widths(render_page(page))
    assert len(widths) > 1
    assert min(widths) > 0.6 * max(widths)


@pytest.mark.parametrize(
    ("language", "alignment"), [("en", "start"), ("ar", "start"), ("en", "center")]
)
def test_a_balanced_headline_keeps_its_alignment(language: str, alignment: str) -> None:
    words = f"# {'Rain ' * 24}\n\nText."
    page = page_of(words, language)
    html = page.html.replace("</head>", f"<style>h1 {{ text-align: {alignment} }}</style></head>")
    sheet = render_page(replace(page, html=html)).pages[0]
    headline = next(box for box in boxes(sheet, BlockBox) if box.element_tag == "h1")
    for line in headline.children:
        left = line.position_x - headline.content_box_x()
        right = headline.width - line.width - left
        assert left + right > 0.05 * headline.width
        if alignment == "center":
            assert left == pytest.approx(right)
        else:
            assert (right if language == "ar" else left) == pytest.approx(0)


def test_headline_is_balanced_with_the_patch_alone() -> None:
    style = "h1 { font-size: 12pt; width: 200pt }"
    html = f"<html lang=en><style>{STYLE}{style}</style><h1>{'Rain ' * 8}</h1>"
    balanced = headline_widths(render_html(html))
    with unpatched("plan_lines"):
        filled = headline_widths(render_html(html))
    assert len(balanced) == len(filled) == 2
    assert min(balanced) > 0.9 * max(balanced)
    assert min(filled) < 0.6 * max(filled)


@pytest.mark.parametrize(("wrap", "is_filled"), [("balance", False), ("pretty", True)])
def test_balanced_text_is_not_justified(wrap: str, is_filled: bool) -> None:
    style = f"p {{ font: 10px Noto Serif; width: 200px; --text-wrap: {wrap} }}"
    html = f"<html lang=en><style>{style}</style>"
    text = f"<p style='text-align: justify'>{'Rain ' * 20}"
    *widths, last = (line.width for line in boxes(render_html(html + text).pages[0], LineBox))
    assert len(widths) > 1
    assert (widths == [pytest.approx(200)] * len(widths)) == is_filled
    assert (last == pytest.approx(widths[0], abs=40)) != is_filled


@pytest.mark.parametrize("style", ["--text-wrap: wrap", "--text-wrap:  WRAP "])
def test_a_style_sheet_may_switch_balancing_off(style: str) -> None:
    html = f"<html lang=en><style>h1 {{ font: 10px Noto Serif; {style} }}</style>"
    filled = render_html(f"{html}<h1 style='width: 200px'>{'Rain ' * 10}</h1>")
    widths = headline_widths(filled)
    assert len(widths) == 2
    assert widths[1] < 0.5 * widths[0]


@pytest.mark.parametrize(
    "rule", ["--text-wrap: blance", "--line-snap: grid", "--column-span: both"]
)
def test_an_unknown_value_of_a_property_is_reported(rule: str) -> None:
    text = f"<div style='columns: 2'><p style='{rule}'>{'Rain ' * 40}<p>{'Rain ' * 9}</div>"
    with collect_warnings() as warnings:
        render_html(f"<html lang=en>{text}")
    assert {ignored_rule(warning) for warning in warnings} == {rule}


PARAGRAPHS = """
@page { size: 20cm 60cm; margin: 3cm }
* { font: 10px Noto Serif, Noto Serif Armenian, Noto Serif Hebrew; margin: 0 }
:lang(hi) * { font-family: Noto Serif Devanagari }
:lang(ta) * { font-family: Noto Serif Tamil; hyphenate-character: "\\2060" }
:lang(ar) * { font-family: Noto Naskh Arabic, Noto Serif }
p { text-align: justify; hyphens: auto; overflow-wrap: anywhere; orphans: 1; widows: 1 }
img { width: 12px; height: 8px }
"""
SCRIPTS = ("Armenian", "Hebrew", "Devanagari", "Tamil", "Ethiopic")
FONTS = ("Noto Serif", *(f"Noto Serif {script}" for script in SCRIPTS), "Noto Naskh Arabic")
TEXTS = {
    "en": "The government announced a reconciliation after lengthy negotiations with all of its"
    " neighbours, whose parliaments “will have to agree” before the summer of the coming year.",
    "ru": "Правительство объявило о примирении после длительных переговоров со всеми соседями,"
    " парламенты которых «должны будут согласиться» до лета следующего года.",
    "hy": "Կառավարությունը հայտարարեց հաշտեցման մասին բոլոր հարևանների հետ երկար"
    " բանակցություններից հետո, որոնց խորհրդարանները «պետք է համաձայնեն» մինչև ամառ։",
    "ar": "أعلنت الحكومة المصالحة بعد مفاوضات طويلة مع جميع جيرانها الذين يتعين على برلماناتهم"
    " الموافقة عليها قبل صيف العام المقبل.",
    "hi": "सरकार ने लंबी बातचीत के बाद अपने सभी पड़ोसियों के साथ समझौते की घोषणा की, जिनकी"
    " संसदों को अगले वर्ष की गर्मियों से पहले स्वीकृति देनी होगी।",
    "ta": "நீண்ட பேச்சுவார்த்தைகளுக்குப் பின்னர் அரசாங்கம் அனைத்து அண்டை நாடுகளுடனும் சமரசத்தை"
    " அறிவித்தது, அவற்றின் நாடாளுமன்றங்கள் ஒப்புக்கொள்ள வேண்டும்.",
    "he": "הממשלה הודיעה על פיוס לאחר משא ומתן ממושך עם כל שכנותיה, שהפרלמנטים שלהן יצטרכו"
    " להסכים לפני הקיץ של השנה הבאה.",
}
HYPHENS = "\u2010\u058a\u2060"
any_language = pytest.mark.parametrize("language", TEXTS)


class Drawn(NamedTuple):
    """A line: its text, and the left and right ends of its text within its paragraph."""

    text: str
    left: float
    right: float
    boxes: list[Any]


def lay_out_paragraph(text: str, language: str, width: float, style: str = "") -> list[Drawn]:
    direction = "rtl" if language in {"ar", "he"} else "ltr"
    html = (
        f"<html lang={language} dir={direction}><style>{PARAGRAPHS}{style}</style>"
        f"<p style='width: {width}px'>{text}</p>"
    )
    found = []
    for sheet in render_html(html, FONTS).pages:
        for block in boxes(sheet, BlockBox):
            if block.element_tag == "p":
                found += [drawn(line, block) for line in block.children]
    return found


def drawn(line: LineBox, block: BlockBox) -> Drawn:
    texts = [box for box in line.descendants() if isinstance(box, TextBox) and box.text]
    left = min((box.position_x for box in texts), default=0) - block.content_box_x()
    right = max((box.position_x + box.width for box in texts), default=0) - block.content_box_x()
    return Drawn("".join(box.text for box in texts).strip(), left, right, texts)


def joined(lines: list[Drawn]) -> str:
    """Return the text of lines without their hyphens."""
    parts = [line.text[:-1] if line.text[-1:] in HYPHENS else f"{line.text} " for line in lines]
    return "".join(parts).strip()


@any_language
@pytest.mark.parametrize("width", [245, 260])
def test_all_lines_but_the_last_reach_both_margins(language: str, width: float) -> None:
    lines = lay_out_paragraph(f"{TEXTS[language]} " * 3, language, width)
    assert len(lines) > 5
    for line in lines[:-1]:
        # Marks hang a little.
        assert -3 <= line.left <= 0.01
        assert -0.01 <= line.right - width <= 3
    assert joined(lines) == f"{TEXTS[language]} " * 2 + TEXTS[language]


@pytest.mark.parametrize("language", ["en", "ru", "he"])
def test_only_marks_hang_in_the_margins(language: str) -> None:
    text = TEXTS[language].replace(" ", ", ").replace(",,", ",")
    ends = set()
    for width in range(150, 300, 25):
        for line in lay_out_paragraph(f"{text} " * 3, language, width)[:-1]:
            hang = -line.left if language == "he" else line.right - width
            if hang < -0.01:  # a line of few long words is short
                continue
            ends.add(line.text[-1])
            if line.text[-1] == ",":
                assert 0.3 < hang < 2
            elif line.text[-1].isalpha():
                assert hang < 0.01
    assert "," in ends


@pytest.mark.parametrize("language", ["en", "ru"])
def test_spaces_and_letters_give_way_within_limits(language: str) -> None:
    space = 2.6  # that of Noto Serif
    spaces: list[float] = []
    letters: list[float] = []
    for width in range(40, 200, 3):
        for line in lay_out_paragraph(TEXTS[language], language, width)[:-1]:
            for box in line.boxes:
                encoded = box.text.encode()
                extras = getattr(box.pango_layout, "extra_advances", None) or {}
                for at, extra in extras.items():
                    (spaces if encoded[at : at + 1] == b" " else letters).append(extra)
    assert min(spaces) == pytest.approx(-0.2 * space, abs=0.1)
    assert max(spaces) == pytest.approx(1.45 * space, abs=0.1)
    assert min(letters) >= -0.001
    assert 0.6 < max(letters) <= 0.8


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_line_that_cannot_be_filled_keeps_its_natural_spaces(language: str) -> None:
    short = [
        line
        for width in range(40, 200, 9)
        for line in lay_out_paragraph(TEXTS[language], language, width)[:-1]
        if line.right < width - 0.01 and " " in line.text
    ]
    assert short
    for line in short:
        assert not any(box.pango_layout.extra_advances for box in line.boxes)
        assert {box.glyph_scale for box in line.boxes} == {1}


def test_hyphens_never_end_three_lines_in_a_row_and_divide_no_last_word() -> None:
    for language in ("en", "ru", "hy"):
        for width in range(110, 200, 7):
            lines = lay_out_paragraph(f"{TEXTS[language]} " * 3, language, width)
            ends = "".join("h" if line.text[-1] in HYPHENS else "." for line in lines)
            assert "hhh" not in ends
            assert not ends[:-1].endswith("h") or " " in lines[-1].text
            assert len(lines[-1].text) > 3


LEAST_SPACES = {"ar": 0.7, "he": 0.8}


@pytest.mark.parametrize("language", LEAST_SPACES)
def test_spaces_between_joined_letters_shrink_more(language: str) -> None:
    least = LEAST_SPACES[language]
    size = natural_space(language)
    found = [
        1 + space_width(line) / size
        for width in range(150, 320, 10)
        for line in lay_out_paragraph(f"{TEXTS[language]} " * 3, language, width)[:-1]
    ]
    assert least - 0.01 < min(found) < least + 0.05


def natural_space(language: str) -> float:
    """Return the width of a space, as what it adds to a line."""
    letter = {"ar": "د", "he": "א"}[language]
    texts = (f"{letter} {letter}", letter * 2)
    (wide,), (narrow,) = (lay_out_paragraph(text, language, 500) for text in texts)
    return (wide.right - wide.left) - (narrow.right - narrow.left)


ETHIOPIC = (
    "የሰው፡ልጅ፡ሁሉ፡ሲወለድ፡ነጻና፡በክብርና፡በመብትም፡እኩልነት፡ያለው፡ነው።፡የተፈጥሮ፡ማስተዋልና፡ሕሊና፡ስላለው፡"
    "አንዱ፡ሌላውን፡በወንድማማችነት፡መንፈስ፡መመልከት፡ይገባዋል። "
)


def test_ethiopic_word_marks_stretch_as_spaces() -> None:
    style = ":root * { font-family: Noto Serif Ethiopic }"
    lines = lay_out_paragraph(ETHIOPIC * 3, "am", 240, style)
    assert len(lines) > 4
    assert all(-0.01 <= line.right - 240 <= 3 for line in lines[:-1])


def test_any_number_of_lines_may_divide_words_without_a_hyphen() -> None:
    lines = lay_out_paragraph(f"{TEXTS['ta']} " * 3, "ta", 100)
    ends = "".join("h" if line.text[-1] == "\u2060" else "." for line in lines)
    assert "hhh" in ends


def test_spaces_differ_less_than_in_lines_that_are_filled_one_by_one() -> None:
    def widest_space() -> float:
        lines = lay_out_paragraph(f"{TEXTS['ru']} " * 4, "ru", 160)
        spaces = [space_width(line) for line in lines[:-1] if " " in line.text]
        return max(spaces)

    planned = widest_space()
    with unpatched("plan_lines"):
        assert planned < 0.6 * widest_space()


def space_width(line: Drawn) -> float:
    """Return the mean width of the spaces of a line beyond their natural width."""
    extra = 0.0
    for box in line.boxes:
        extra += getattr(box.pango_layout, "justification_spacing", 0) * box.text.count(" ")
        extras = getattr(box.pango_layout, "extra_advances", None) or {}
        encoded = box.text.encode()
        extra += sum(value for at, value in extras.items() if encoded[at : at + 1] == b" ")
    return extra / line.text.count(" ")


@any_language
def test_glyphs_are_scaled_a_little_but_not_where_letters_join(language: str) -> None:
    lines = lay_out_paragraph(f"{TEXTS[language]} " * 3, language, 150)
    scales = {box.glyph_scale for line in lines for box in line.boxes}
    if language in {"ar", "hi"}:
        assert scales == {1}
    else:
        assert len(scales) > 2
        assert min(scales) > 0.9799
        assert max(scales) < 1.0201


@settings(max_examples=settings().max_examples // 4)  # each lays out two pages
@given(st.sampled_from(sorted(TEXTS)), st.integers(60, 300), st.data())
def test_inline_elements_lose_no_word_and_keep_the_lines(
    language: str, width: int, data: st.DataObject
) -> None:
    tags = st.sampled_from(["{}", "<a>{}</a>", "<span>{}</span>", "<b><i>{}</i></b>"])
    texts, rest = [], TEXTS[language].split()
    while rest:
        count = data.draw(st.integers(1, 4))
        texts.append(data.draw(tags).format(" ".join(rest[:count])))
        rest = rest[count:]
    lines = lay_out_paragraph(" ".join(texts), language, width)
    plain = lay_out_paragraph(TEXTS[language], language, width)
    # A word that is wider than its line is divided without a mark.
    assert joined(lines).replace(" ", "") == TEXTS[language].replace(" ", "")
    assert [line.text for line in lines] == [line.text for line in plain]


def test_a_sentence_in_a_span_of_its_own_changes_nothing() -> None:
    sentences = [f"{TEXTS['ru']} ", f"{TEXTS['ru'].upper()} "]
    plain = lay_out_paragraph("".join(sentences), "ru", 180)
    spans = "".join(f"<span>{sentence}</span>" for sentence in sentences)
    assert [line.text for line in lay_out_paragraph(spans, "ru", 180)] == [
        line.text for line in plain
    ]


def test_a_page_break_keeps_the_lines() -> None:
    text = f"{TEXTS['en']} " * 9
    whole = "p { hyphens: manual }"  # a page that would end within a word has other lines
    short = whole + "@page { height: 4cm; margin: 5mm }"
    divided = lay_out_paragraph(text, "en", 170, short)
    assert [line.text for line in divided] == [
        line.text for line in lay_out_paragraph(text, "en", 170, whole)
    ]


def test_forced_line_ends_are_kept_and_not_justified() -> None:
    lines = lay_out_paragraph("Roses are red,<br>violets<br><br>are blue", "en", 300)
    assert [line.text for line in lines] == ["Roses are red,", "violets", "", "are blue"]
    assert max(line.right for line in lines) < 150


def test_images_stand_in_their_places() -> None:
    image = "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"/>' alt=x>"
    words = TEXTS["en"].split()
    text = " ".join(f"{word} {image}" if n % 5 == 0 else word for n, word in enumerate(words))
    lines = lay_out_paragraph(text, "en", 200)
    assert " ".join(joined(lines).split()) == TEXTS["en"]
    assert all(line.right <= 203 for line in lines)


def test_the_first_line_is_indented_from_its_start() -> None:
    for language in ("en", "he"):
        lines = lay_out_paragraph(
            f"{TEXTS[language]} " * 2, language, 200, "p { text-indent: 20px }"
        )
        first = lines[0]
        left, right = first.left, 200 - first.right
        assert (right if language == "he" else left) == pytest.approx(20)
        assert abs(left if language == "he" else right) < 3
        assert abs(lines[1].left) < 3


def test_words_wider_than_a_line_are_divided_anywhere() -> None:
    word = "https://example.org/" + "abcdefghij" * 12
    lines = lay_out_paragraph(f"See {word} there", "en", 100, "p { hyphens: manual }")
    assert "".join(line.text for line in lines).replace(" ", "") == f"See{word}there"
    assert max(line.right for line in lines) < 101


def test_a_line_that_ends_within_an_address_is_not_letterspaced() -> None:
    text = "This is what they say on https://example.org/abcdefghij/abcdefghij/abcdefghij of us"
    ends = set()
    for width in range(150, 300, 3):
        for line in lay_out_paragraph(text, "en", width)[:-1]:
            if line.text.endswith("/"):
                ends.add(line.right < width - 1)
                assert letter_spaces(line) == {0}
    assert ends == {True, False}


def letter_spaces(line: Drawn) -> set[float]:
    """Return the widths that are added to the letters of a line."""
    found = set()
    for box in line.boxes:
        extras = getattr(box.pango_layout, "extra_advances", None) or {}
        found |= {extras.get(at, 0) for at, byte in enumerate(box.text.encode()) if byte != 32}
    return found


def test_lines_beside_a_float_are_broken_as_before() -> None:
    text = f"<i style='float: left; width: 60px; height: 30px'></i>{TEXTS['en']}"
    lines = [line.text for line in lay_out_paragraph(text, "en", 160)]
    with unpatched("plan_lines"):
        assert lines == [line.text for line in lay_out_paragraph(text, "en", 160)]


def test_page_numbers_that_layout_fills_in_are_planned_like_written_ones() -> None:
    sentence = "and see what follows on page {} of this"
    style = "h2 { break-before: page } a::after { content: target-counter(attr(href), page) }"
    chapters = "".join(f"<h2 id=c{n}>Chapter</h2>" for n in range(2, 20))
    numbers = range(2, 20)
    filled_in = " ".join(sentence.format(f"<a href='#c{n}'></a>") for n in numbers) + chapters
    written = " ".join(sentence.format(f"<a>{n}</a>") for n in numbers)
    assert [line.text for line in lay_out_paragraph(filled_in, "en", 220, style)] == [
        line.text for line in lay_out_paragraph(written, "en", 220)
    ]


def test_objects_without_spaces_between_them_stay_in_the_margins() -> None:
    badge = "<span style='display: inline-block; width: 60px'>badge</span>"
    wide = "<span style='display: inline-block; width: 195px'>wide</span>word"
    for text in (f"Badges {badge * 6}", f"A {wide}"):
        lines = lay_out_paragraph(text, "en", 200)
        assert max(line.right for line in lines) < 203


def test_a_line_with_an_ellipsis_is_drawn() -> None:
    style = "width: 90px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap"
    html = f"<style>{PARAGRAPHS}</style><p style='{style}'>{TEXTS['en']}"
    assert render_html(html, FONTS).write_pdf()


def test_a_line_that_begins_or_ends_within_a_ligature_is_not_too_wide() -> None:
    lines = [
        (width, line)
        for width in range(140, 240, 9)
        for line in lay_out_paragraph("of\u00adficials and " * 12, "en", width)
    ]
    assert any(line.text.endswith("of\u2010") for _, line in lines)
    assert all(line.right < width + 3 for width, line in lines)  # a hyphen hangs
