"""The baseline grid: lines of text register in columns and on pages, whatever is between them."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_helpers import boxes, render_html
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from publisher.outputs.pdf.engine.patch import unpatched

if TYPE_CHECKING:
    from collections.abc import Iterator

# Each example is a document: a hundred of them would take most of a minute.
few = settings(max_examples=settings().max_examples // 5)

LEADING = 10
STYLE = """
@page { size: 220px 173px; margin: 11px 10px 12px }
* { margin: 0; padding: 0 } html { font: 8px/10px Noto Serif }
div { columns: 2; column-gap: 10px; --line-snap: baseline }
h2, figure, blockquote, aside { --line-snap: none }
h2 { font-size: 11px; margin: 7px 0 2px; break-after: avoid }
figure { margin: 6px 0; break-inside: avoid } blockquote { font-size: 7px; margin: 5px 0 }
aside { column-span: all; margin: 3px 0; font-size: 7px }
sup { font-size: 5px; line-height: 0 }
bdi { font-family: Noto Naskh Arabic } code { font-family: Noto Sans Mono; font-size: 9px }
"""
ARABIC, CODE = "<bdi lang=ar>حكومة</bdi>", "<code>code</code>"
FAMILIES = ("Noto Serif", "Noto Naskh Arabic", "Noto Sans Mono")


def lines_of(blocks: str, style: str = "") -> Iterator[tuple[int, Any]]:
    """Yield each line of text, with the number of its page."""
    html = f"<html lang=en><style>{STYLE}{style}</style><div>{blocks}</div>"
    for number, page in enumerate(render_html(html, FAMILIES).pages):
        for line in boxes(page, LineBox):
            yield number, line


def baseline(line: Any) -> float:  # noqa: ANN401 - WeasyPrint is not typed
    return float(round(line.position_y + line.baseline, 2))


def text_of(line: Any) -> str:  # noqa: ANN401 - WeasyPrint is not typed
    return "".join(box.text for box in line.descendants() if isinstance(box, TextBox))


def words(count: int) -> str:
    return " ".join(f"word{number}" for number in range(count))


paragraphs = st.integers(1, 40).map(lambda count: f"<p>{words(count)}")
headings = st.integers(1, 8).map(lambda count: f"<h2>{words(count)}</h2>")
figures = st.integers(1, 90).map(lambda height: f"<figure style='height: {height}px'>box</figure>")
quotations = st.integers(1, 60).map(lambda count: f"<blockquote>{words(count)}</blockquote>")
asides = st.integers(1, 60).map(lambda count: f"<aside>{words(count)}</aside>")
foreign = st.integers(1, 20).map(
    lambda count: f"<p>{words(count)} {ARABIC} {CODE}<sup>1</sup> {words(count)}"
)


@few
@given(
    st.lists(paragraphs | headings | figures | quotations | asides | foreign, max_size=14),
    st.sampled_from(["", "div { columns: auto }"]),
)
def test_baselines_of_text_are_whole_lines_apart(blocks: list[str], style: str) -> None:
    lines = [
        (page, baseline(line))
        for page, line in lines_of("".join(blocks), style)
        if line.element_tag == "p"
    ]
    # The last line of the grid ends at the edge of the page's area.
    places = {(place - 173 + 12) % LEADING for _, place in lines}
    assert not places or max(places) - min(places) < 0.1


@few
@given(st.lists(paragraphs | headings | quotations | foreign, min_size=6, max_size=14))
def test_columns_begin_with_lines_beside_each_other(blocks: list[str]) -> None:
    lines = sorted(
        (page, line.position_x > 110, baseline(line)) for page, line in lines_of("".join(blocks))
    )
    tops = [next(group) for _, group in groupby(lines, lambda line: line[:2])]
    for _, columns in groupby(tops, lambda line: line[0]):
        assert len({place for _, _, place in columns}) == 1


@pytest.mark.parametrize("inline", [ARABIC, CODE])
def test_a_word_in_another_font_does_not_change_the_distance_of_lines(inline: str) -> None:
    def distances() -> set[float]:
        paragraph = f"<p>{words(20)} {inline} {words(20)}"
        places = [baseline(line) for _, line in lines_of(paragraph, "div { columns: 1 }")]
        return {round(after - before, 2) for before, after in pairwise(places)}

    assert distances() == {LEADING}
    with unpatched("keep_baseline_grid"):
        assert distances() != {LEADING}


def test_text_beside_and_below_an_initial_letter_is_on_the_grid() -> None:
    style = "p::first-letter { --initial-letter: 3 }"
    paragraph = f"<p>Words {ARABIC} {words(9)} {CODE}<sup>1</sup> {words(40)}"
    lines = [line for _, line in lines_of(f"<h2>Heading</h2>{paragraph}", style)][1:]
    (letter,) = [box for box in lines[0].descendants() if getattr(box, "text", "") == "W"]
    places = [*map(baseline, lines), letter.position_y + letter.baseline]
    assert {round((place - 173 + 12) % LEADING, 1) for place in places} == {
        round((places[-2] - 173 + 12) % LEADING, 1)
    }
    assert places[-1] == pytest.approx(places[2], abs=0.1)


@pytest.mark.parametrize(("height", "lines"), [(8, 1), (14, 2), (24, 3)])
def test_a_line_with_an_image_is_as_high_as_whole_lines(height: int, lines: int) -> None:
    image = f"<span style='display: inline-block; height: {height}px; width: 5px'></span>"
    found = [line for _, line in lines_of(f"<p>one<p>two {image}<p>three", "div { columns: 1 }")]
    assert baseline(found[1]) - baseline(found[0]) == lines * LEADING
    assert baseline(found[2]) - baseline(found[1]) == LEADING


def rooms(style: str) -> tuple[float, float]:
    """Return what is above and below a block of one line of 11 px, between two lines of text."""
    style = f"div {{ columns: 1 }} h2 {{ line-height: 11px; {style} }}"
    before, block, after = (
        line for _, line in lines_of("<p>one</p><h2>Heading</h2><p>two</p>", style)
    )
    assert (baseline(after) - baseline(before)) % LEADING == pytest.approx(0)
    above = block.position_y - before.position_y - before.height
    return above, after.position_y - block.position_y - block.height


@pytest.mark.parametrize(
    ("margins", "share"),
    [
        ("6px 0 2px", 0.75),  # 8 + 11 = 19: one more pixel
        ("7px 0 7px", 0.5),  # 14 + 11 = 25: five more
        ("9px 0 3px", 0.75),  # 12 + 11 = 23: three less, not a third of a line
    ],
)
def test_margins_share_the_room_that_a_block_leaves_in_its_lines(
    margins: str, share: float
) -> None:
    above, below = rooms(f"break-after: auto; margin: {margins}")
    assert above / (above + below) == pytest.approx(share)


@pytest.mark.parametrize(("above", "below"), [(6, 2), (7, 7), (9, 3)])
def test_a_heading_keeps_its_distance_from_the_text_below(above: int, below: int) -> None:
    _, found = rooms(f"break-after: avoid; margin: {above}px 0 {below}px")
    assert found == pytest.approx(below)


def test_text_is_on_no_grid_by_default() -> None:
    style = "div { columns: 1; --line-snap: none } p { margin-top: 3px }"
    first, second = (baseline(line) for _, line in lines_of("<p>one<p>two", style))
    assert second - first == LEADING + 3
