"""Columns: every word is on some page, once and in its order, and columns are balanced."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_helpers import boxes, drawn_text, page_of, render_html, render_page, text_of
from weasyprint.formatting_structure.boxes import BlockBox
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
spanning = (leaves | sections).map(lambda block: block.replace(">", " class=all>", 1))


@few
@given(joined(leaves | sections | spanning, "", ""))
def test_every_word_in_columns_is_drawn_once(blocks: str) -> None:
    html = in_columns(blocks)
    assert drawn_text(render_html(html)) == text_of(html)


def heights_of(html: str) -> list[tuple[float, float]]:
    """Return the place of each block on its page."""
    pages = render_html(html).pages
    return [(box.position_y, box.height) for page in pages for box in boxes(page, BlockBox)]


nested = st.integers(1, 6).flatmap(
    lambda depth: (paragraphs | boxes_of_lines).map(
        lambda inner: "<blockquote>" * depth + inner + "</blockquote>" * depth
    )
)


@few
@given(st.lists(paragraphs | boxes_of_lines | nested, min_size=1, max_size=4))
def test_columns_are_as_high_as_those_of_the_plain_engine(blocks: list[str]) -> None:
    # On a page without end, where the plain engine drops nothing.
    style = "<style>@page { size: 200px 900px } blockquote { padding: 1px 0; margin: 3px }</style>"
    html = in_columns(style + "".join(blocks))
    patched = heights_of(html)
    with unpatched("lay_out_columns"):
        assert patched == heights_of(html)


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
