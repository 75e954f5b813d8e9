"""Ends of columns and pages: no word is divided there, no word is lost, columns are balanced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_helpers import boxes, drawn_text, render_html, text_of
from weasyprint.formatting_structure.boxes import BlockBox, BlockContainerBox, LineBox, TextBox

from publisher.outputs.pdf.engine.patch import unpatched

if TYPE_CHECKING:
    from collections.abc import Iterator

    import weasyprint

# Each example is a document: a hundred of them would take most of a minute.
few = settings(max_examples=settings().max_examples // 5)

LINE = 12  # pixels
STYLE = f"""
* {{ margin: 0; padding: 0; font: 9px/{LINE}px Noto Serif, Noto Serif Armenian }}
html {{ hyphens: auto; orphans: 2; widows: 2 }}
[lang=hy] {{ hyphenate-character: "\\58A" }}
h2 {{ break-after: avoid }} ul {{ margin: 0 10px }} blockquote {{ padding: 0 4px }}
.note {{ float: footnote }}
"""
WORDS = {
    "de": "Bundesregierung beschloss nach langen Verhandlungen mit Abgeordneten und in der Zeit"
    " eine Reform der Autobahnen an See so bald es ging",
    "hy": "Կառավարությունը հայտարարեց արտակարգ հաշտեցման մասին երկարատև բանակցություններից հետո"
    " եւ է որ մի այս այն եմ են նա իր ու եք ես",
    "ru": "Правительство объявило о чрезвычайных обстоятельствах после продолжительных переговоров"
    " и в на он она это как не то мы вы за",
}
HYPHENS = ("‐", "֊")  # as typesetters add; the words above have none


def page(blocks: str, style: str, language: str = "de", **attributes: str) -> str:
    written = "".join(f" {name}={value}" for name, value in attributes.items())
    return f"<html lang={language}{written}><style>{STYLE}{style}</style><body>{blocks}"


def lines_of(box: Any) -> list[str]:  # noqa: ANN401 - WeasyPrint is not typed
    return [
        "".join(
            text.text.replace("\u00ad", "")
            for text in line.descendants()
            if isinstance(text, TextBox)
        )
        for line in box.children
        if isinstance(line, LineBox)
    ]


def pieces(laid_out: weasyprint.Document) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each piece of a block that continues elsewhere, and its page."""
    for number, sheet in enumerate(laid_out.pages):
        for box in boxes(sheet, BlockContainerBox):
            lines = [child for child in box.children if isinstance(child, LineBox)]
            if lines and lines[-1].resume_at:
                yield number, lines_of(box)


def divided(laid_out: weasyprint.Document) -> list[list[str]]:
    return [lines for _, lines in pieces(laid_out) if lines[-1].endswith(HYPHENS)]


# In a column of 55 pixels each of these words is a line, but the third is two.
NARROW = "@page { size: 55px %spx; margin: 0 } html { hyphens: manual } %s"
WORD = "Verhand\u00adlungen"
TEXT = f"Regierung beschloss {WORD} gestern Abend noch einmal"
WHOLE = ["Regierung", "beschloss"]
DIVIDED = [*WHOLE, "Verhand‐"]


def first_piece(blocks: str, height: int, style: str = "", **attributes: str) -> list[str]:
    """Return the lines before the first break of a block on pages of so many lines."""
    html = page(blocks, NARROW % (height * LINE, style), **attributes)
    laid_out = render_html(html)
    assert sorted(drawn_text(laid_out)) == sorted(text_of(html))
    return next((lines for _, lines in pieces(laid_out)), [])


BLOCKS = {
    "paragraph": f"<p>{TEXT}",
    "item": f"<ul><li>{TEXT}",
    "paragraph of an item": f"<ul><li><p>{TEXT}",
    "quotation": f"<blockquote style='padding: 0'><section><p>{TEXT}",
    "cell": f"<table><tr><td>{TEXT}",
    "bold": "<p>" + TEXT.replace(WORD, f"<b><i>{WORD}</i></b>"),
    "partly bold": "<p>" + TEXT.replace(WORD, "<b><i>Ver</i>hand\u00adlun</b>gen"),
    "float": "<p>" + TEXT.replace(WORD, "in<i class=float></i> Ver\u00adlungen"),
}


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_no_page_ends_with_a_divided_word_with_the_patch_alone(block: str, direction: str) -> None:
    style = (
        "ul { margin: 0 } table { table-layout: fixed; width: 55px; border-spacing: 0 }"
        ".float { float: left; width: 50px; height: 0 }"
    )
    lines = first_piece(block, 3, style, dir=direction)
    assert len(lines) == 2
    with unpatched("keep_words_whole"):
        *first, third = first_piece(block, 3, style, dir=direction)
    assert first == lines
    assert third.endswith("‐")


@pytest.mark.parametrize("hyphen", ["\u2010", "-", "֊"])
def test_a_page_may_end_with_a_hyphen_of_the_author(hyphen: str) -> None:
    style = f"html {{ hyphenate-character: '{hyphen}' }}"
    assert first_piece(f"<p>{TEXT}", 3, style) == WHOLE
    written = TEXT.replace("\u00ad", hyphen)
    assert first_piece(f"<p>{written}", 3, style) == [*WHOLE, f"Verhand{hyphen}"]


SENTENCE = (
    "Die Bundesregierung beschloss nach langen Verhandlungen mit den Abgeordneten eine umfassende"
    " Reform der Autobahnverwaltung, deren Einzelheiten erst am Donnerstag bekannt wurden. "
)


@pytest.mark.parametrize("note", ["", "<span class=note>x</span>"])
def test_a_page_that_would_end_with_a_divided_word_is_filled_with_other_lines(note: str) -> None:
    style = "@page { size: 210px %spx; margin: 0 } html { text-align: justify }"
    ends = set()
    for height in range(6, 16):
        html = page(f"<p>{(SENTENCE + note) * 4}", style % (height * LINE))
        _, lines = next(pieces(render_html(html)))
        assert not lines[-1].endswith(HYPHENS)
        with unpatched("keep_words_whole"):
            _, plain = next(pieces(render_html(html)))
        ends.add((plain[-1].endswith(HYPHENS), len(plain) - len(lines)))
    assert ends == {(False, 0), (True, 0)}


def test_lines_are_moved_until_one_does_not_end_with_a_hyphen() -> None:
    block = "<p>Regierung und Verhand\u00adlungs\u00aderfolge\u00adrich gestern Abend"
    assert first_piece(block, 4) == ["Regierung", "und"]
    with unpatched("keep_words_whole"):
        assert len(first_piece(block, 4)) == 4


@pytest.mark.parametrize("before", [False, True])
def test_a_block_is_moved_for_its_orphans_unless_its_page_is_empty(before: bool) -> None:
    style = "html { orphans: 3; widows: 1 }"
    block = "<p>Vorher" * before + f"<p>{TEXT}"
    height = len(DIVIDED) + before
    moved = [*DIVIDED, "lungen"]  # a line more than on the first page
    assert first_piece(block, height, style) == (moved if before else DIVIDED)
    with unpatched("keep_words_whole"):
        assert first_piece(block, height, style) == DIVIDED


def test_a_block_that_has_begun_before_is_not_moved() -> None:
    # The page has the head of the table, but no other line of the cell may end it.
    word = "Verhand\u00adlungs\u00aderfolge\u00adreicher\u00adweise"
    table = f"<table><thead><tr><th>Kopf<tbody><tr><td>Regierung beschloss {word} gestern Abend"
    style = "table { table-layout: fixed; width: 55px; border-spacing: 0 }"
    assert first_piece(table, 3, style) == WHOLE


def test_a_block_is_not_moved_out_of_balanced_columns() -> None:
    text = f"Regierung {WORD} gestern"
    style = "@page { size: 116px 900px; margin: 0 } main { columns: 2; column-gap: 6px }"
    html = page(f"<main><p>{text}</main>", f"{style} html {{ hyphens: manual }}")
    assert columns_of(html) == 2 * LINE


def test_an_earlier_break_divides_no_word() -> None:
    # The figure does not fit, and the text before it stays with it.
    text = TEXT.partition(" Abend")[0]
    block = f"<p style='break-after: avoid'>{text}<figure style='height: 24px'>x</figure>"
    assert first_piece(block, 6) == WHOLE
    with unpatched("keep_words_whole"):
        assert first_piece(block, 6) == DIVIDED


NOTE = "<span class=note>x</span>"


@pytest.mark.parametrize(
    ("height", "words"), [(5, TEXT), (6, f"Regierung beschloss Reform{NOTE} gestern Abend")]
)
def test_no_line_is_kept_without_earlier_notes_that_has_notes_or_divides_a_word(
    height: int, words: str
) -> None:
    # The third line fits only if the note of the first one is moved to the next page.
    noted = words.replace("Regierung", f"Regierung{NOTE}")
    html = page(f"<p>Vorher<p>{noted}", NARROW % (height * LINE, "html { orphans: 3 }"))
    assert sorted(drawn_text(render_html(html))) == sorted(text_of(html))
    assert first_page(html) == ["Vorher"]
    with unpatched("keep_words_whole"):
        assert len(first_page(html)) == 4


def first_page(html: str) -> list[str]:
    sheet = render_html(html).pages[0]
    return [line for box in boxes(sheet, BlockContainerBox) for line in lines_of(box)]


@st.composite
def words(draw: st.DrawFn, language: str, notes: bool = False) -> str:  # noqa: FBT002
    marks = ["{}", "{}", "{}", "{}", "<b>{}</b>", "<i><b>{}</b></i>", "<i>{:.3}</i>{}"]
    marks += ["{}<span class=note>{}</span>"] * notes
    chosen = st.tuples(st.sampled_from(WORDS[language].split()), st.sampled_from(marks))
    some = draw(st.lists(chosen, min_size=3, max_size=50))
    return " ".join(mark.format(word, word[3:] if ":" in mark else word) for word, mark in some)


@st.composite
def blocks(draw: st.DrawFn, language: str, notes: bool = False) -> str:  # noqa: FBT002
    text = words(language, notes)
    leaves = st.one_of(
        text.map("<p>{}</p>".format),
        text.map("<p>{}</p>".format),
        st.sampled_from(WORDS[language].split()).map("<h2>{}</h2>".format),
        st.lists(st.tuples(text, text), min_size=1, max_size=3).map(
            lambda rows: (
                f"<table>{''.join(f'<tr><td>{one}<td>{two}' for one, two in rows)}</table>"
            )
        ),
        st.lists(text, min_size=1, max_size=3).map(
            lambda items: f"<ul>{''.join(f'<li>{item}' for item in items)}</ul>"
        ),
    )
    nested = st.recursive(
        leaves,
        lambda inner: st.lists(inner, min_size=1, max_size=3).map(
            lambda some: f"<blockquote>{''.join(some)}</blockquote>"
        ),
        max_leaves=4,
    )
    return "".join(draw(st.lists(nested, min_size=1, max_size=6)))


@st.composite
def documents(draw: st.DrawFn, columns: int = 1, notes: bool = False) -> str:  # noqa: FBT002
    language = draw(st.sampled_from(sorted(WORDS)))
    width, height = draw(st.integers(120, 250)) * columns, draw(st.integers(3, 25)) * LINE
    orphans, widows = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    style = (
        f"@page {{ size: {width}px {height}px; margin: 0 }}"
        f"html {{ orphans: {orphans}; widows: {widows} }}"
        f"main {{ columns: {columns if columns > 1 else 'auto'}; column-gap: 6px }}"
    )
    before = draw(st.sampled_from(["", "<p>Vor der Tabelle</p>"]))
    direction = draw(st.sampled_from(["ltr", "rtl"]))
    text = draw(blocks(language, notes))
    return page(f"{before}<main>{text}</main>", style, language, dir=direction)


@few
@given(st.integers(1, 3).flatmap(documents) | documents(notes=True))
def test_every_word_is_drawn_once(html: str) -> None:
    # Cells and notes are not drawn in the order of the text.
    assert sorted(drawn_text(render_html(html))) == sorted(text_of(html))


@few
@given(documents())
def test_a_page_ends_with_a_divided_word_only_if_no_other_line_may_end_it(html: str) -> None:
    orphans = int(html.partition("html { orphans: ")[2][0])
    for lines in divided(render_html(html)):
        assert all(line.endswith(HYPHENS) for line in lines[max(orphans, 1) - 1 :])


@few
@given(st.data())
def test_columns_stay_balanced(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(WORDS)))
    texts = data.draw(st.lists(words(language), min_size=1, max_size=6))
    style = "@page { size: 300px 900px; margin: 0 } main { columns: 2; column-gap: 6px }"
    html = page(f"<main><p>{'<p>'.join(texts)}</main>", style, language)
    height = columns_of(html)
    with unpatched("keep_words_whole"):
        assert abs(height - columns_of(html)) <= LINE


def columns_of(html: str) -> float:
    """Return the height of the columns of a document on one page."""
    (sheet,) = render_html(html).pages
    heights: list[float] = [box.height for box in boxes(sheet, BlockBox) if box.is_column]
    return max(heights)
