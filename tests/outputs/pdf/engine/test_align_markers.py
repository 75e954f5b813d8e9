"""Markers of lists are on the baseline of their item, whatever fonts set them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from helpers import need_fonts
from pdf_helpers import page_of, render_html, render_page
from weasyprint.formatting_structure.boxes import TextBox

from publisher.outputs.pdf.conformance.marked_content import descendants, is_generated
from publisher.outputs.pdf.engine.patch import unpatched

if TYPE_CHECKING:
    import weasyprint

LIST = """\
# {0}

- {0}
- **{0}**
    - {0}

1. {0}
2. > {0}
"""
WORDS = {
    "hi": "यह सूची है",
    "th": "นี่คือรายการ",
    "km": "នេះជាបញ្ជី",
    "ar": "هذه قائمة",
    "ja": "これはリストです",
    "zh-Hans": "这是列表",
    "en": "This is a list",
}
ITEM = "<style>li {{ font-size: 10pt }} ::marker {{ font-size: 20pt }}</style><ul><li>{}</ul>"


def baselines(laid_out: weasyprint.Document) -> list[tuple[float, float]]:
    """Return the baselines of each marker and of the text after it, in pixels."""
    drawn: Any = chain.from_iterable(descendants(page._page_box) for page in laid_out.pages)  # noqa: SLF001 - not public
    texts = [box for box in drawn if isinstance(box, TextBox) and box.text.strip()]
    places = [round(box.position_y + box.baseline, 6) for box in texts]
    return [
        (places[number], places[number + 1])
        for number, box in enumerate(texts[:-1])
        if is_generated(box) and "marker" in str(box.element_tag)
    ]


@pytest.mark.parametrize("language", WORDS)
def test_marker_is_on_the_baseline_of_its_item(language: str) -> None:
    need_fonts(language)
    found = baselines(render_page(page_of(LIST.format(WORDS[language]), language)))
    assert len(found) == 5
    assert all(marker == text for marker, text in found)


def test_marker_of_another_size_is_on_the_baseline_of_the_first_line() -> None:
    html = ITEM.format("<div></div><p>One<br>two")
    [(marker, text)] = baselines(render_html(html))
    assert marker == text
    with unpatched("align_markers"):
        [(marker, text)] = baselines(render_html(html))
    assert marker != text


def test_marker_beside_a_table_stays_at_its_top() -> None:
    html = ITEM.format("<table><tr><td>One<tr><td>Two</table><p>Three")
    [place] = baselines(render_html(html))
    with unpatched("align_markers"):
        assert [place] == baselines(render_html(html))
