"""Layouts as PDF: difficult texts in both directions."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace

import pytest
from helpers import need_poppler
from pdf_helpers import (
    LAYOUTS,
    WORDS,
    boxes,
    difficult_page,
    drawn_text,
    in_layouts,
    page_of,
    render_page,
    text_of,
)
from weasyprint.formatting_structure.boxes import (
    InlineBox,
    LineBox,
    MarginBox,
    ReplacedBox,
    TableCellBox,
    TextBox,
)

from publisher.outputs import OUTPUTS
from publisher.pages.theme import Theme


@in_layouts(["de", "ar"], "de-article", "de-leaflet", "ar-report")
def test_text_stays_within_the_page(layout: str, language: str) -> None:
    tolerance = 4  # px: marks hang in the margin; Arabic letters are wider within a word
    for sheet in render_page(difficult_page(layout, language)).pages:
        area = sheet._page_box  # noqa: SLF001 - not public
        left, right = area.content_box_x(), area.content_box_x() + area.width
        assert 0 < left < right < sheet.width
        for box in boxes(sheet, TextBox):
            assert left - tolerance <= box.position_x, box.text
            assert box.position_x + box.width <= right + tolerance, box.text
            assert box.position_y >= 0, box.text
            assert box.position_y + box.height <= sheet.height, box.text


COLUMNS = """\
Words ![x](x.png) in a sentence.

![x](x.png "A caption")

## Words ![x](x.png) in a heading

- Words ![x](x.png) in an item[^1]

> Words ![x](x.png) in a quotation

::: pull-quote
Words ![x](x.png) in a pull quote
:::

!!! note "Words ![x](x.png) in a title"
    Words ![x](x.png) in an admonition

[^1]: Words ![x](x.png) in a note.
"""
TABLES = """\
| Words ![x](x.png) in a head | b | c | d | e | f |
|---|---|---|---|---|---|
| Words ![x](x.png) in a cell | b | ![x](x.png) | d | e | ![x](x.png) and ![x](x.png) |

Words ![x](x.png) of a term
: Words ![x](x.png) of a definition
"""


@pytest.mark.parametrize("text", [COLUMNS, TABLES], ids=["columns", "tables"])
@pytest.mark.parametrize("size", [(60, 3000), (3000, 60)])
@pytest.mark.parametrize(
    ("layout", "sheet"),
    [("article", "A4"), ("article", "A5"), ("report", "A5"), ("leaflet", "A4")],
)
def test_an_image_of_any_size_keeps_its_proportions_and_the_words_beside_it(
    layout: str, sheet: str, size: tuple[int, int], text: str
) -> None:
    page = page_of(f"---\nlayout: {layout}\n---\n# T\n\n{text}", "en")
    width, height = size
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'/>"
    image = f'<img alt="x" src="data:image/svg+xml,{svg}"/>'
    html = re.sub('<span class="missing-image">.*?</span>', image, page.html)
    html = html.replace("</head>", f"<style>:root {{ --sheet: {sheet} }}</style></head>")
    laid_out = render_page(replace(page, html=html))
    assert drawn_text(laid_out) == text_of(html)
    images = 0
    for leaf in laid_out.pages:
        for box in [*boxes(leaf, TextBox), *boxes(leaf, ReplacedBox)]:
            assert box.position_y + box.height <= leaf.height
            assert box.position_x + box.width <= leaf.width
        for box in boxes(leaf, ReplacedBox):
            assert box.width / box.height == pytest.approx(width / height, rel=0.01)
            images += 1
    assert images == html.count("<img")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_quotations_and_items_without_words_leave_no_lines_and_bullets(layout: str) -> None:
    empty = "> \n\n- \n-\n\n::: pull-quote\n:::\n\n1.\n2. two\n"
    page = page_of(f"---\nlayout: {layout}\n---\n# T\n\n{empty}", "en")
    laid_out = render_page(page)
    drawn = [box.element_tag for sheet in laid_out.pages for box in boxes(sheet, object)]
    assert not {*drawn} & {"blockquote", "aside", "ul"}
    assert drawn.count("li::marker") == 2


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", ["en", "hy", "fa", "hi"])
def test_every_marker_of_nested_lists_is_in_a_font(layout: str, language: str) -> None:
    items = [
        "- one",
        "    - two",
        "        1. three",
        "            - four",
        "                - five",
    ]
    page = page_of(f"---\nlayout: {layout}\n---\n# T\n\n" + "\n".join(items), language)
    assert page.html.count("<ul>") == 4
    assert OUTPUTS["pdf"].render(page).missing_characters == ""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lists_are_numbered_from_their_start(layout: str) -> None:
    need_poppler("pdftotext")
    items = "5. five\n6. six\n\n    9. nine\n    10. ten\n\n7. seven\n\nText.\n\n0. nought\n1. one"
    page = page_of(f"---\nlayout: {layout}\n---\n# T\n\n{items}\n\n1) first\n2) second", "en")
    content = OUTPUTS["pdf"].render(page).content
    command = ("pdftotext", "-raw", "-", "-")
    text = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    numbers = [int(number) for number in re.findall(r"(\d+)\.", text)]
    assert numbers == [5, 6, 9, 10, 7, 0, 1, 1, 2]


@pytest.mark.parametrize(("language", "is_mirrored"), [("en", False), ("fa", True), ("he", True)])
def test_columns_are_mirrored_from_right_to_left(language: str, *, is_mirrored: bool) -> None:
    page = page_of("# T\n\n| wide head | wide foot |\n|:--|--:|\n| 1 | 2 |\n", language)
    (sheet,) = render_page(page).pages
    for cell in boxes(sheet, TableCellBox):
        (text,) = (box for box in cell.descendants() if isinstance(box, TextBox))
        left = text.position_x - cell.content_box_x()
        right = cell.width - left - text.width
        is_first = text.text in {"wide head", "1"}
        aligned, other = (left, right) if is_first != is_mirrored else (right, left)
        assert abs(aligned) < 1, text.text
        assert other > 1 or " " in text.text, text.text


@pytest.mark.parametrize("language", ["de", "ar", "he", "ur"])
def test_an_address_runs_from_left_to_right_and_gets_no_hyphen(language: str) -> None:
    address = "https://example.org/" + "Bundesregierungsangelegenheiten/" * 6
    word = WORDS.get(language, WORDS["ar"])[:9]
    page = page_of(f"# T\n\n{word} {address} {word} <{address}>.\n", language)
    lines = [box for sheet in render_page(page).pages for box in boxes(sheet, TextBox)]
    shown = [b for b in lines if b.element is not None and b.element.get("class") == "address"]
    assert len(shown) > 4
    assert {box.style["direction"] for box in shown} == {"ltr"}
    assert "".join(box.text for box in shown) == address * 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "中国政府宣布了一项非同寻常的和解。[^1]该决定[^2][^1]已经生效。"),
        ("ja", "政府は異例の和解を発表した。[^1]「この決定」[^2]は既に発効した。"),
        ("th", "รัฐบาลประกาศการปรองดองครั้งพิเศษ[^1]ระหว่างทุกฝ่าย[^2]แล้ว"),
        ("ur", "حکومت نے غیر معمولی مصالحت کا اعلان کیا۔[^1] یہ فیصلہ [^2] نافذ ہے۔ "),
        (
            "fr",
            "Le gouvernement a annoncé une réconciliation\u00a0![^1] La *décision*[^2] est là. ",
        ),
    ],
)
@pytest.mark.parametrize("step", [30, pytest.param(9, marks=pytest.mark.corpus)])
def test_the_mark_of_a_note_stays_with_the_character_before_it(
    language: str, text: str, step: int
) -> None:
    page = page_of(f"# T\n\n{text * 12}\n\n[^1]: x\n\n[^2]: x\n", language)
    for width in range(150, 250, step):
        style = f"<style>.content {{ columns: auto; width: {width}px }}</style></head>"
        html = page.html.replace("</head>", style)
        for sheet in render_page(replace(page, html=html)).pages:
            for line in boxes(sheet, LineBox):
                texts = [box.text for box in line.descendants() if isinstance(box, TextBox)]
                assert "".join(texts)[:1] != "\u2060", texts


def test_the_name_of_a_language_is_not_divided() -> None:
    page = page_of("# T\n\nText.", "en", ["pt-BR", "sr-Latn", "es-419", "nl-BE", "ru", "de"])
    for width in range(250, 350, 10):
        style = f"<style>footer {{ width: {width}px }}</style></head>"
        html = page.html.replace("</head>", style)
        starts = {
            next(box.text for box in line.descendants() if isinstance(box, TextBox))[:1]
            for line in boxes(render_page(replace(page, html=html)).pages[0], LineBox)
        }
        assert "(" not in starts


@pytest.mark.parametrize("layout", ["report", "article"])
def test_running_heads_are_balanced(layout: str) -> None:
    title = "Nachrichten aus Dörfern und Nachbarstädten"
    text = f"---\ntitle: {title}\nlayout: {layout}\n---\n" + "Ein Absatz.\n\n" * 200
    page = page_of(text, "de")
    html = page.html.replace("</head>", "<style>@page { size: A5 }</style></head>")
    lines = [
        "".join(box.text for box in line.descendants() if isinstance(box, TextBox)).strip()
        for line in boxes(render_page(replace(page, html=html)).pages[2], LineBox)
    ]
    shown = [line for line in lines if line and line in title]
    assert " ".join(shown) == title
    assert len(shown) > 1
    assert min(map(len, shown)) > 0.7 * max(map(len, shown))


LONG_TITLES = {
    "de": "Der Internationale Pakt über wirtschaftliche, soziale und kulturelle Rechte heute",
    "ur": "معاشی، سماجی اور ثقافتی حقوق کا بین الاقوامی میثاق: مہاجرین کے لیے اس کا مطلب",
    "th": "กติการะหว่างประเทศว่าด้วยสิทธิทางเศรษฐกิจ สังคม และวัฒนธรรม มีความหมายอย่างไรต่อผู้ลี้ภัย",
    "zh": "经济、社会及文化权利国际公约对难民、移民和无国籍者究竟意味着什么",
}


@pytest.mark.parametrize("facing", [False, True])
@pytest.mark.parametrize("layout", ["article", "report"])
@pytest.mark.parametrize("language", LONG_TITLES)
def test_long_titles_stay_on_the_page_at_its_head_and_foot(
    language: str, layout: str, *, facing: bool
) -> None:
    title = LONG_TITLES[language]
    theme = Theme(facing_pages=facing, variables={"--sheet": "A5"})
    text = f"---\ntitle: '{title}'\nlayout: {layout}\ndate: 2024-11-28\n---\n## {title}\n\n"
    page = page_of(text + "W. " * 400, language, theme=theme)
    for sheet in render_page(page).pages[1:]:
        lines = [line for box in boxes(sheet, MarginBox) for line in box.descendants()]
        edges = [(box.position_y, box.position_y + box.height) for box in lines]
        assert edges
        assert min(top for top, _ in edges) >= 0
        assert max(bottom for _, bottom in edges) <= sheet.height


def test_all_text_on_the_cover_of_a_report_is_white_on_its_field() -> None:
    metadata = (
        "layout: report\nkicker: Kicker\nstandfirst: Short.\nauthor: [A, B]\ndate: 2024-11-28"
    )
    text = f"---\n{metadata}\n---\n# Use `code` and ==mark==[^1]\n\nText.\n\n[^1]: Note."
    cover = render_page(page_of(text, "en")).pages[0]
    shown = [box for box in boxes(cover, TextBox) if box.text.strip()]
    assert len(shown) > 6
    assert {tuple(box.style["color"].coordinates) for box in shown} == {(1, 1, 1)}
    assert all(box.style["background_color"].alpha == 0 for box in boxes(cover, InlineBox))
