"""Columns: every word is on some page, once and in its order, and columns are balanced."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_helpers import boxes, drawn_text, page_of, render_html, render_page, text_of
from weasyprint.formatting_structure.boxes import BlockBox, LineBox, TextBox
from weasyprint.layout import block

from publisher.outputs.pdf.engine.patch import unpatched

# Each example is a document: a hundred of them would take most of a minute.
few = settings(max_examples=settings().max_examples // 10)

STYLE = """
@page { size: 200px 50px; margin: 0 }
* { margin: 0; padding: 0; font: 8px/10px Noto Serif }
div { columns: 2; column-gap: 10px } h2 { break-after: avoid }
figure, li, tr { break-inside: avoid } table { border-collapse: collapse }
.all { column-span: all }
"""


def in_columns(blocks: str) -> str:
    return f"<html lang=en><style>{STYLE}</style><div>{blocks}</div>"


def box(lines: int) -> str:
    return f"<figure style='height: {10 * lines}px'>box</figure>"


@pytest.mark.parametrize(
    "blocks",
    [
        # Balancing goes from four lines to more than five, the height of the page.
        f"{box(3)}{box(4)}<p class=all>note",
        f"{box(7)}<p class=all>note",  # higher than the page
        f"<section class=all>{box(2)}{box(4)}</section><p>text",
        f"<p>text<section class=all>{box(2)}{box(1)}{box(4)}{box(3)}</section><p>text",
    ],
)
def test_no_block_is_dropped_with_the_patch_alone(blocks: str) -> None:
    html = in_columns(blocks)
    assert drawn_text(render_html(html)) == text_of(html)
    with unpatched("lay_out_columns"), pytest.raises(AssertionError):
        assert drawn_text(render_html(html)) == text_of(html)  # or the engine's own assertion


def joined(parts: st.SearchStrategy[str], start: str, end: str) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=1, max_size=5).map(lambda some: start + "".join(some) + end)


words = st.integers(1, 40).map(lambda count: " ".join(f"word{n}" for n in range(count)))
paragraphs = words.map("<p>{}</p>".format)
lists = joined(words.map("<li>{}".format), "<ol>", "</ol>")
rows = st.lists(st.sampled_from(["one", "one two"]), min_size=2, max_size=2)
tables = joined(rows.map(lambda row: "<tr><td>" + "<td>".join(row)), "<table>", "</table>")
boxes_of_lines = st.integers(1, 7).map(box)
leaves = paragraphs | lists | tables | boxes_of_lines | words.map("<h2>{:.12}</h2>".format)
sections = joined(leaves, "<section>", "</section>")
floats = boxes_of_lines.map(
    lambda figure: figure.replace("style='", "style='--float: block-start; ")
)
spanning = (leaves | sections).map(lambda block: block.replace(">", " class=all>", 1))
spanning_floats = floats.map(lambda block: block.replace(">", " class=all>", 1))


@few
@given(joined(leaves | sections | spanning, "", ""))
def test_every_word_in_columns_is_drawn_once_in_order(blocks: str) -> None:
    html = in_columns(blocks)
    assert drawn_text(render_html(html)) == text_of(html)


@few
@given(joined(leaves | sections | floats | spanning_floats, "", ""))
def test_every_word_in_columns_with_floats_is_drawn_once(blocks: str) -> None:
    html = in_columns(blocks)
    assert Counter(drawn_text(render_html(html))) == Counter(text_of(html))


def height_of(html: str) -> float:
    """Return the height of the columns on a page without end."""
    [page] = render_html(html).pages
    [column, *_] = (box for box in boxes(page, BlockBox) if box.is_column)
    return float(column.height)


nested = st.integers(1, 6).flatmap(
    lambda depth: (paragraphs | boxes_of_lines).map(
        lambda inner: "<blockquote>" * depth + inner + "</blockquote>" * depth
    )
)


@few
@given(st.lists(paragraphs | boxes_of_lines | nested, min_size=1, max_size=4))
def test_columns_are_hardly_higher_than_those_of_the_plain_engine(blocks: list[str]) -> None:
    # The plain engine drops nothing on a page without end. Our columns hold whole lines.
    style = "<style>@page { size: 200px 900px } blockquote { padding: 1px 0; margin: 3px }</style>"
    html = in_columns(style + "".join(blocks))
    height = height_of(html)
    with unpatched("lay_out_columns"):
        assert height < height_of(html) + 10


def columns_of(blocks: str, style: str = "") -> list[tuple[int, list[str]]]:
    """Return the pages of columns and spanning blocks, and the lines in each."""
    pages = render_html(in_columns(f"<style>{style}</style>" + blocks)).pages
    return [
        (number, [line_text(line) for line in part.descendants() if isinstance(line, LineBox)])
        for number, page in enumerate(pages)
        for multicol in boxes(page, BlockBox)
        if multicol.element_tag == "div" and not multicol.is_column
        for part in multicol.children
    ]


def line_text(line: Any) -> str:  # noqa: ANN401 - WeasyPrint is not typed
    return "".join(box.text for box in line.descendants() if isinstance(box, TextBox))


def test_margins_at_the_ends_of_a_column_take_no_room() -> None:
    two = "<figure style='height: 10px; margin: 30px 0'>box</figure>" * 2
    assert columns_of(two) == [(0, ["box"]), (0, ["box"])]
    assert height_of(in_columns(two)) == 10


@pytest.mark.parametrize(
    ("block", "spans"),
    [
        ("<table><tr><td>word<td>word</table>", False),
        ("<table><tr><td>word word word<td>word word word</table>", True),
        ("<figure><table><tr><td>word word word<td>word word word</table></figure>", True),
        ("<pre>def f(): pass</pre>", False),
        ("<pre>def function(argument): pass</pre>", True),
        ("<p>def function(argument): pass", False),
        ("<figure><figcaption>a caption wider than a column</figcaption></figure>", False),
    ],
)
def test_what_is_wider_than_a_column_spans_all(block: str, *, spans: bool) -> None:
    style = "@page { size: 200px 300px } table, pre, figure, p { --column-span: auto }"
    parts = columns_of(f"<p>{'text ' * 20}</p>{block}<p>{'text ' * 20}", style)
    assert len(parts) == (5 if spans else 2)


def test_a_table_spans_all_columns_if_asked_to() -> None:
    style = "table { --column-span: all }"
    parts = columns_of("<p>one</p><table><tr><td>cell</table><p>two", style)
    assert parts == [(0, ["one"]), (0, ["cell"]), (0, ["two"])]


def test_a_heading_spans_with_the_block_below_it() -> None:
    parts = columns_of("<p>text<h2>heading</h2><h2>another</h2><p class=all>wide")
    assert parts == [(0, ["text"]), (0, ["heading"]), (0, ["another"]), (0, ["wide"])]


def test_a_heading_goes_to_the_next_page_with_the_spanning_block_below_it() -> None:
    parts = columns_of(f"{box(3)}<h2>heading</h2><figure class=all style='height: 20px'>wide")
    assert parts == [(0, ["box"]), (1, ["heading"]), (1, ["wide"])]


def test_a_forced_break_of_the_page_ends_its_columns() -> None:
    parts = columns_of("<p>one<p style='break-before: page'>two")
    assert parts == [(0, ["one"]), (1, ["two"])]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_rule_is_between_the_columns(direction: str) -> None:
    style = f"div {{ direction: {direction}; column-rule: 2px solid; column-gap: 10px }}"
    content = render_html(in_columns(f"<style>{style}</style><p>one<p>two")).write_pdf(
        uncompressed_pdf=True
    )
    # The middle of the page, in pixels.
    [rule] = re.findall(rb"([\d.]+) [\d.]+ ([\d.]+) [\d.]+ re\b", content)[:1]
    assert float(rule[0]) + float(rule[1]) / 2 == pytest.approx(100)


FLOATS = "figure { --float: block-start }"


def test_text_fills_the_column_before_a_figure_that_does_not_fit() -> None:
    text = "<p>one<p>two<p>three<p>four<p>five<p>six"
    parts = columns_of(f"<p>zero{box(5)}{text}", FLOATS)
    assert parts == [
        (0, ["zero", "one", "two", "three", "four"]),
        (0, ["box"]),  # as high as the column
        (1, ["five"]),
        (1, ["six"]),
    ]
    assert columns_of(f"<p>zero{box(5)}{text}")[0] == (0, ["zero"])


def test_a_heading_stays_with_the_text_after_a_figure_that_does_not_fit() -> None:
    text = "<p>one<p>two<p>three<p>four<p>five<p>six"
    parts = columns_of(f"<p>zero<h2>head</h2>{box(4)}{text}", FLOATS)
    assert parts[:2] == [(0, ["zero", "head", "one", "two", "three"]), (0, ["box", "four"])]


def test_a_heading_is_not_left_alone_by_a_figure_that_does_not_fit() -> None:
    text = f"<p style='orphans: 3'>{'one ' * 20}<p>two"
    parts = columns_of(f"<p>0<p>1<h2>head</h2>{box(4)}{text}", FLOATS)
    assert parts[0] == (0, ["0", "1"])
    words = [word for _, column in parts for word in column]
    assert words.index("head") < words.index("box")
    assert words.count("box") == 1


def test_text_alone_is_laid_out_in_columns() -> None:
    words = [word for _, column in columns_of("word " * 60) for word in column]
    assert " ".join(words).split() == ["word"] * 60


def test_a_figure_is_drawn_once_if_the_text_after_it_does_not_fit_before_it() -> None:
    style = f"{FLOATS} .keep {{ break-before: avoid; break-inside: avoid; height: 40px }}"
    parts = columns_of(f"<p>one<p>two{box(5)}<p class=keep>three<p>four", style)
    words = [word for _, column in parts for word in column]
    assert sorted(words) == sorted(["one", "two", "box", "three", "four"])


def test_text_fills_the_page_before_a_spanning_figure_that_does_not_fit() -> None:
    figure = "<figure class=all style='height: 50px'>wide</figure>"
    text = "<p>one<p>two<p>three<p>four<p>five<p>six<p>seven<p>eight<p>nine"
    parts = columns_of(f"<p>zero{figure}{text}<p>ten", FLOATS)
    assert parts == [
        (0, ["zero", "one", "two", "three", "four"]),
        (0, ["five", "six", "seven", "eight", "nine"]),
        (1, ["wide"]),
        (2, ["ten"]),
    ]


def test_floats_keep_their_order() -> None:
    wide = "<figure class=all style='height: 40px'>wide</figure>"
    text = "<p>text" * 12
    style = f"{FLOATS} @page {{ size: 200px 100px }}"
    parts = columns_of(f"{text}{box(9)}<p>between{wide}{text}", style)
    words = [word for _, column in parts for word in column]
    assert words.index("box") < words.index("wide")


def test_floats_are_placed_before_notes_at_the_end() -> None:
    parts = columns_of(f"<p>a<p>b<p>c<p>d<p>e<p>f{box(5)}<p>g<p class=all>note", FLOATS)
    words = [word for _, column in parts for word in column]
    assert words[-2:] == ["box", "note"]


@pytest.mark.parametrize(
    "blocks",
    [
        "<p>a<p class='all new'>b<p>c",
        "<p>a<h2 class=new>b</h2><p class=all>c",
        "<p class=all>a<p class=new>b<p>c",
        "<p>a<p class=end>a<p class=all>b",
        "<p class='all end'>a<p>b",
    ],
)
def test_a_forced_break_at_a_spanning_block_is_kept(blocks: str) -> None:
    style = ".new { break-before: page } .end { break-after: page }"
    parts = columns_of(blocks, style)
    assert {page for page, words in parts if "a" in words} == {0}
    assert {page for page, words in parts if "b" in words} == {1}


def test_figures_put_off_are_placed_where_the_text_ends() -> None:
    parts = columns_of(f"<p>zero{box(4)}<p>one<p>two", FLOATS)
    assert parts == [(0, ["zero", "one", "two"]), (0, ["box"])]


def test_a_figure_higher_than_a_page_is_divided() -> None:
    high = f"<figure style='break-inside: auto'>{'<p>x' * 12}</figure>"
    parts = columns_of(f"<p>zero{high}<p>one<p>two<p>three<p>four", FLOATS)
    assert sum(lines.count("x") for _, lines in parts) == 12


@pytest.mark.parametrize("content", [box(30), "<blockquote>" * 20 + "x"])
def test_columns_are_balanced_in_few_layouts(
    content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count_layouts() -> int:
        layouts = Mock(wraps=block.block_box_layout)
        monkeypatch.setattr(block, "block_box_layout", layouts)
        style = "<style>@page { size: 200px 900px } blockquote { padding: 10px 0 }</style>"
        render_html(in_columns(style + content))
        monkeypatch.undo()
        columns = [call for call in layouts.call_args_list if "discard" in call.kwargs]
        return len(columns)

    few_layouts = count_layouts()
    with unpatched("lay_out_columns"):
        assert few_layouts < count_layouts() / 5


SENTENCES = {
    "de": "Die Bundesregierung beschloss Geschwindigkeitsbeschränkungen. ",
    "en": "The government announced an extraordinary reconciliation. ",
    "hy": "Կառավարությունը հայտարարեց արտակարգ հաշտեցման մասին։ ",
    "ru": "Правительство объявило о чрезвычайных обстоятельствах. ",
    "ar": "أعلنت الحكومة عن مصالحة استثنائية بين الأطراف. ",
    "fa": "دولت از آشتی فوق‌العاده‌ای میان طرف‌ها خبر داد. ",
    "hi": "सरकार ने असाधारण मेल-मिलाप की घोषणा की। ",
    "th": "รัฐบาลประกาศการปรองดองครั้งพิเศษระหว่างทุกฝ่าย ",
}
BLOCKS = (
    "{words}",
    "{words}[^1]",
    "## {word}",
    "- {words}\n- {word}[^2]\n    - {words}",
    "> {words}",
    '!!! note "{word}"\n    {words}',
    "::: pull-quote\n{words}\n:::",
)
NOTES = "\n\n[^1]: {words}\n\n[^2]: {word}"


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, str]:
    """Return a language, and an article with notes in Markdown."""
    language = draw(st.sampled_from(sorted(SENTENCES)))
    sentence = SENTENCES[language]
    counts = st.integers(1, 4)
    forms = ["{words}[^1][^2]", *draw(st.lists(st.sampled_from(BLOCKS), min_size=3, max_size=12))]
    blocks = [form.format(words=sentence * draw(counts), word=sentence) for form in forms]
    return language, "\n\n".join(["# " + sentence, *blocks]) + NOTES.format(
        words=sentence * draw(counts), word=sentence
    )


@few
@given(articles())
def test_every_word_of_an_article_with_notes_is_drawn_once(article: tuple[str, str]) -> None:
    language, text = article
    page = page_of(text, language)
    # Small pages: more of them end within notes, or at the last line of a column.
    small = "<style>@page { size: A6 } html { font-size: 7pt }</style></head>"
    html = page.html.replace("</head>", small)
    assert drawn_text(render_page(replace(page, html=html))) == text_of(html)


@pytest.mark.parametrize(
    "style",
    [
        "html { line-height: 0 }",
        "html { line-height: 0; font-size: 1px }",
        ".content { columns: 300 }",
        ".content { column-gap: 9in }",
    ],
)
def test_an_article_without_room_or_height_is_laid_out(style: str) -> None:
    page = page_of("# T\n\n" + "word " * 80 + "\n\n[^1]\n\n[^1]: note", "en")
    html = page.html.replace("</head>", f"<style>{style}</style></head>")
    assert drawn_text(render_page(replace(page, html=html))) == text_of(html)
