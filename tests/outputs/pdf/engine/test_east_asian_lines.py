"""Lines of Chinese, Japanese and Korean pages: margins, marks at line ends, copied text."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Any

import pypdf
import pypdfium2
import pytest
from helpers import need_fonts, need_poppler
from pdf_helpers import boxes, page_of, render_html, render_page
from weasyprint.formatting_structure.boxes import LineBox, MarginBox, TextBox

from publisher.language.east_asian.spacing import trim_at_end, trim_at_start
from publisher.language.locale import Language
from publisher.outputs import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = {
    "zh-Hans": (
        "列夫·托尔斯泰的小说《战争与和平》写了1805年到1820年的俄国，书里有五百多个人物。"
        "“您要去哪儿？”他问。“去莫斯科！！”她回答，“明天——也许后天……就走。”"
        "据GDP统计，棉花、玉米（包括种子）和小麦等3类产品增长了12.5%，约为４５万吨。"
    ),
    "zh-Hant": (
        "列夫・托爾斯泰的小說《戰爭與和平》寫了1805年到1820年的俄國，書裡有五百多個人物。"
        "「您要去哪兒？」他問。「去莫斯科！」她回答：「明天——也許後天……就走。」"
        "據GDP統計，棉花、玉米（包括種子）和小麥等3類產品增長了12.5%，約為４５萬噸。"
    ),
    "ja": (
        "レフ・トルストイの小説『戦争と平和』は、1805年から1820年までのロシアを描いている。"
        "「どちらへ？」と彼は尋ねた。「モスクワへ」と彼女は答えた。「明日――いや、きっと……」"
        "GDPの統計によると、綿花、トウモロコシ（種子を含む）、小麦など3品目が12.5%増えた。"
    ),
    "ko": (
        "레프 톨스토이의 소설 ‘전쟁과 평화’는 1805년부터 1820년까지의 러시아를 그린다. "
        "“어디로 가십니까?” 그가 물었다. “모스크바로요.” 그녀가 대답했다. “내일이나 모레…….” "
        "GDP 통계에 따르면 면화, 옥수수(종자 포함), 밀 등 3개 품목이 12.5% 늘었다. "
    ),
}
NEVER_FIRST = "·・，。、：；？！”’」』）》％々ーっゃゅょッャュョ…"
NEVER_LAST = "“‘「『（《"
languages = pytest.mark.parametrize("code", TEXTS)


def article(code: str) -> Any:  # noqa: ANN401 - WeasyPrint is not typed
    """Lay out an article whose paragraphs begin at each sentence of a text in turn."""
    need_fonts(code)
    sentences = re.findall(r"[^。”」. ]+[。”」. ]+", TEXTS[code] * 2)
    half = len(sentences) // 2
    paragraphs = ["".join(sentences[start : start + half]).strip() for start in range(half)]
    return page_of("# 1\n\n" + "\n\n".join(paragraphs) + "\n\n## 2\n\n" + paragraphs[0], code)


def paragraph_lines(code: str) -> Iterator[list[Any]]:
    """Yield the lines of each paragraph on the pages of an article, those of a column apart."""
    for sheet in render_page(article(code)).pages:
        tagged = [box for box in boxes(sheet, LineBox) if box.element_tag == "p"]
        lines = [box for box in tagged if box.element.get("class") is None]
        found: list[Any] = []
        for line, following in pairwise([*lines, None]):
            found.append(line)
            is_next = following and following.element is line.element
            if not is_next or following.position_y < line.position_y:
                yield found
                found = []


def text_of(line: Any) -> str:  # noqa: ANN401 - WeasyPrint is not typed
    return "".join(box.text for box in line.descendants() if isinstance(box, TextBox))


@languages
def test_lines_begin_and_end_with_what_may(code: str) -> None:
    paragraphs = [[text_of(line) for line in lines] for lines in paragraph_lines(code)]
    assert sum(map(len, paragraphs)) > 30
    for lines in paragraphs:
        for line, following in pairwise(lines):
            assert following[0] not in NEVER_FIRST
            assert line[-1] not in NEVER_LAST
            for mark in "—―…":
                dash = len(line) - len(line.rstrip(mark))
                assert dash % 2 == 0 or not following.startswith(mark)


@languages
def test_both_margins_are_straight(code: str) -> None:
    language = Language(code)
    lefts: list[float] = []
    rights: list[float] = []
    for lines in paragraph_lines(code):
        for line in lines[1:]:
            text, size = text_of(line), line.style["font_size"]
            if code == "ko" and not (text[0] + text[-1]).isalpha():
                continue  # marks hang
            lefts.append(line.position_x + trim_at_start(text[0], language) * size)
            if line is not lines[-1]:
                end = line.position_x + line.width
                rights.append(end - trim_at_end(text[-1], language) * size)
    assert len(rights) > 15
    for edges in (lefts, rights):
        places = [place for place, after in pairwise([*sorted(edges), inf]) if after - place > 1]
        assert len(places) == 2  # one for each column


@languages
def test_every_paragraph_is_indented(code: str) -> None:
    ems = 2 if code.startswith("zh") else 1
    firsts: dict[Any, Any] = {}
    for lines in paragraph_lines(code):
        firsts.setdefault(lines[0].element, lines[0])
    indents = [line.text_indent / line.style["font_size"] for line in firsts.values()]
    assert len(indents) > 3
    assert indents == [pytest.approx(ems)] * len(indents)


@pytest.mark.parametrize(("layout", "alignment"), [("article", "justify"), ("leaflet", "start")])
def test_a_korean_lead_is_aligned_as_the_text_below_it(layout: str, alignment: str) -> None:
    text = f"---\nlayout: {layout}\n---\n\n# 1\n\n{TEXTS['ko']}\n\n{TEXTS['ko']}\n"
    sheet = render_page(page_of(text, "ko")).pages[0]
    lines = [line for line in boxes(sheet, LineBox) if "톨스토이" in text_of(line)]
    assert len(lines) == 2
    aligned = {line.style["text_align_all"] for line in lines}
    assert aligned == {alignment}


@pytest.mark.parametrize("layout", ["article", "leaflet"])
@pytest.mark.parametrize("code", ["zh-Hans", "zh-Hant", "ja"])
def test_all_but_display_text_is_justified(code: str, layout: str) -> None:
    text = "# 1\n\nl\n\np\n\n> q\n\n- i\n\nt\n: d\n\n::: pull-quote\nx\n:::\n\n::: note\na\n:::\n"
    sheet = render_page(page_of(f"---\nlayout: {layout}\n---\n{text}", code)).pages[0]
    lines = [line for line in boxes(sheet, LineBox) if line.element_tag]  # without the folio
    aligned = {text_of(line): line.style["text_align_all"] for line in lines}
    assert {aligned[text] for text in "lpqida"} == {"justify"}
    assert {aligned[text] for text in "1x"} == {"start"}


FONTS = {
    "zh-Hans": "Noto Serif CJK SC",
    "ja": "Noto Serif CJK JP",
    "ko": "Noto Serif CJK KR",
}


def narrow_lines(text: str, code: str, ems: float, align: str = "justify") -> list[Any]:
    """Lay a text out in lines of some em; return them."""
    need_fonts(code)
    style = f"p {{ font: 10px {FONTS[code]}; width: {ems}em; text-align: {align} }}"
    html = f"<html lang={code}><style>{style}</style><p>{text}</p>"
    return [*boxes(render_html(html, [FONTS[code]]).pages[0], LineBox)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("zh-Hans", "约翰·史密斯"),
        ("zh-Hans", "长１２３４"),
        ("ja", "東京——大阪"),
        ("ja", "水／油"),
    ],
)
@pytest.mark.parametrize("ems", range(6, 12))
def test_no_line_ends_where_unicode_would_let_it(code: str, text: str, ems: int) -> None:
    lines = [text_of(line) for line in narrow_lines(text * 20, code, ems)]
    assert len(lines) > 4
    for line, following in pairwise(lines):
        assert following[0] not in "·／"
        assert not (line[-1] in "１２３" and following[0] in "２３４")
        assert not (line[-1] == following[0] == "—")


def test_korean_words_are_divided_in_justified_lines_only() -> None:
    text = "아름다운 우리나라 대한민국 " * 8
    words = {*text.split()}
    divided = {
        align: any(
            {*text_of(line).split()} - words for line in narrow_lines(text, "ko", 11, align)
        )
        for align in ("justify", "left")
    }
    assert divided == {"justify": True, "left": False}


def test_lines_may_begin_with_an_opening_quotation_mark() -> None:
    lines = [text_of(line) for line in narrow_lines("他说“走”吗" * 12, "zh-Hans", 8)]
    assert any(line[0] == "“" for line in lines)
    assert any(line[0] == "吗" for line in lines)


@pytest.mark.parametrize(
    ("text", "ems"),
    [("中文1中文", 4 + 0.5 + 0.471), ("中」「文", 3.5), ("中。」文", 3.5), ("中文 文", 3 + 0.256)],
)
def test_gaps_widen_and_narrow_lines(text: str, ems: float) -> None:
    [line] = narrow_lines(text, "zh-Hans", 20)
    assert line.width == pytest.approx(10 * ems, abs=0.3)


def test_a_line_shrinks_at_its_marks() -> None:
    sentence = "一二，三四，五六七。"  # the stop loses a half em, each comma a quarter
    assert len(narrow_lines(sentence, "zh-Hans", 9.05)) == 1
    assert len(narrow_lines(sentence, "zh-Hans", 8.9)) == 2


def by_pdfium(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def by_pdftotext(file: Path) -> str:
    need_poppler("pdftotext")
    command = ("pdftotext", "-raw", str(file), "-")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def by_pypdf(file: Path) -> str:
    """Return the text; pypdf goes by positions, and finds spaces in gaps of stretched lines."""
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(file).pages)
    return re.sub(r"(?<=[\u3400-\u9fff]) (?=[\dA-Z])|(?<=[\dA-Z%]) (?=[\u3400-\u9fff])", "", text)


# The last may be missing.
EXTRACTORS = (by_pdfium, by_pypdf, by_pdftotext)


@pytest.mark.parametrize("code", ["zh-Hans", "zh-Hant", "ja"])
def test_gaps_are_no_spaces_in_copied_text(code: str, tmp_path: Path) -> None:
    need_fonts(code)
    file = tmp_path / "article.pdf"
    page = page_of(f"# 1\n\n{TEXTS[code] * 4}\n\n- {TEXTS[code]}\n", code)
    file.write_bytes(OUTPUTS["pdf"].render(page).content)
    for extract in EXTRACTORS:
        copied = re.sub(r"[\r\n]+", "", extract(file))
        assert TEXTS[code] * 4 in copied, extract
        assert copied.count(TEXTS[code]) == 5, extract


def test_a_line_with_trimmed_marks_is_one_line_of_copied_text(tmp_path: Path) -> None:
    need_fonts("zh-Hans")
    file, line = tmp_path / "article.pdf", "他说（“好！”）、“走……”。"
    page = page_of(f"# 1\n\n{line}\n", "zh-Hans")
    file.write_bytes(OUTPUTS["pdf"].render(page).content)
    for extract in EXTRACTORS:
        assert line in extract(file).splitlines(), extract


def test_a_running_foot_has_room_for_its_gaps() -> None:
    need_fonts("zh-Hans")
    foot = "第1页，共12页"
    style = f"@page {{ font-family: Noto Serif CJK SC; @bottom-center {{ content: '{foot}' }} }}"
    html = f"<html lang=zh-Hans><style>{style}</style><p>1</p>"
    sheet = render_html(html, ["Noto Serif CJK SC"]).pages[0]
    feet = [box for box in boxes(sheet, MarginBox) if box.at_keyword == "@bottom-center"]
    lines = [line for box in feet for line in box.descendants() if isinstance(line, LineBox)]
    assert [text_of(line) for line in lines] == [foot]


def test_stretched_word_spaces_need_no_actual_text(tmp_path: Path) -> None:
    need_fonts("ko")
    file = tmp_path / "article.pdf"
    page = page_of(f"# 1\n\nLead.\n\n{TEXTS['ko'].replace('…', '') * 4}", "ko")
    file.write_bytes(OUTPUTS["pdf"].render(page).content)
    contents = [sheet.get_contents() for sheet in pypdf.PdfReader(file).pages]
    assert all(
        b"ActualText" not in content.get_data() for content in contents if content is not None
    )
