"""Helpers: pages with difficult texts, laid out by the patched engine."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
import weasyprint
from helpers import TEMPLATES, document, need_fonts
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from publisher.catalogues.catalogue import Catalogue
from publisher.editions.edition import source_edition
from publisher.fonts.emoji import EMOJI
from publisher.fonts.installed import faces
from publisher.language.locale import Language
from publisher.outputs.pdf.conformance.marked_content import (
    children,
    descendants,
    is_generated,
    is_margin,
    is_repeatable,
)
from publisher.outputs.pdf.emoji import name_emoji
from publisher.outputs.pdf.engine.font_faces import configuration
from publisher.outputs.pdf.load import load_pdf
from publisher.pages.layout import Sibling, lay_out
from publisher.pages.templates import Templates
from publisher.pages.theme import Design, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from publisher.pages.page import Page

LAYOUTS = ("article", "report", "leaflet")
FAMILIES = ("Noto Serif", "Noto Serif Armenian")
STYLE = f"""
@page {{ size: A5; margin: 2cm; @top-left {{ content: "Efficient office" }} }}
body {{ font: 10pt {", ".join(FAMILIES)} }}
div {{ columns: 2; hyphens: auto; text-align: justify }}
"""
_ADDRESS = "https://example.org/" + "a-very-long-address/" * 8 + "0123456789abcdef" * 4
# Very long words by language; the Armenian one is a chemical name.
WORDS = {
    "de": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "fi": "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas",
    "ar": "أفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموها",
    "hy": "մետիլէթիլպրոպիլբուտիլպենտիլհեքսիլհեպտիլօկտիլնոնիլդեցիլամին",
    "ja": "東海道新幹線東京駅発新大阪行き最終列車運行時刻変更のお知らせ",
}
_DIFFICULT = """\
---
title: {word} {words} {word}
kicker: {word} {words}
standfirst: {words} {word}
author: [{word} {word}, {words}]
layout: {layout}
---

{words} {word} {word} <{address}> {words}[^1]

## {word} {words}

- {word} `{address}`
    1. {word}

> {words} {address}

### {word}

| {word} | {words} | c | d | e |
|---|---|---|---:|---|
| {words} | {address} | 12 345 | 1 | {word} |

{wide}

```
def {address}({word}): {words} {words} {words}
```

{word}
: {word} {address}

!!! warning "{word} {words}"
    {word}

::: pull-quote
{word} {words}
:::

[^1]: {word} {address}
"""


def in_layouts(languages: Sequence[str], *sample: str) -> pytest.MarkDecorator:
    """Test each language in each layout; all but `sample`, such as "de-report", are corpus."""
    pairs = [(language, layout) for language in languages for layout in LAYOUTS]
    assert {*sample} <= {"-".join(pair) for pair in pairs}
    marks = [[] if "-".join(pair) in sample else [pytest.mark.corpus] for pair in pairs]
    params = [pytest.param(*pair, marks=each) for pair, each in zip(pairs, marks, strict=True)]
    return pytest.mark.parametrize(("language", "layout"), params)


def difficult_page(layout: str, language: str) -> Page:
    """Lay out an article of very long words, addresses and wide tables."""
    word = WORDS[language]
    cells = [word[:11], "1 234", word[:5]] * 4
    wide = "\n".join(f"| {' | '.join(row)} |" for row in (cells, ["---"] * 12, cells))
    text = _DIFFICULT.format(
        layout=layout, word=word, words=f"{word[:7]} {word[:4]} " * 8, address=_ADDRESS, wide=wide
    )
    return page_of(text, language)


def page_of(
    text: str, language: str, siblings: Sequence[str] = (), theme: Theme | None = None
) -> Page:
    """Lay out an article in Markdown, with links to editions in other languages."""
    edition = source_edition(document(text, language, "md"), Catalogue(), "block")
    others = [Sibling(Language(tag), f"a.{tag}.pdf") for tag in siblings]
    return lay_out(edition, others, Templates(TEMPLATES), design=Design(theme or Theme()))


def render_page(page: Page) -> weasyprint.Document:
    source = weasyprint.HTML(string=page.html, base_url=None)
    if EMOJI in page.families:
        name_emoji(source.etree_element)
    return source.render(font_config=configuration(load_pdf().faces_of(page)))


def render_html(html: str, families: Iterable[str] = FAMILIES) -> weasyprint.Document:
    """Lay HTML out as PDF, with only these font families, in the patched engine."""
    load_pdf()
    fonts = configuration(faces(tuple(families)))
    return weasyprint.HTML(string=html, base_url=None).render(font_config=fonts)


def boxes(sheet: weasyprint.Page, kind: type) -> Iterator[Any]:
    return (box for box in sheet._page_box.descendants() if isinstance(box, kind))  # noqa: SLF001 - not public


def laid_out_boxes(laid_out: weasyprint.Document, kind: type) -> list[Any]:
    """Return the boxes of a kind, also those that a style sheet has positioned."""
    pages = (page._page_box for page in laid_out.pages)  # noqa: SLF001 - not public
    return [box for page in pages for box in descendants(page) if isinstance(box, kind)]


def structure_elements(content: bytes) -> list[Any]:
    """Return the structure elements of a PDF, in order."""
    return [*_elements(pypdf.PdfReader(BytesIO(content)).root_object["/StructTreeRoot"])]


def _elements(node: Any) -> Iterator[Any]:  # noqa: ANN401 - pypdf's
    node = node.get_object()
    if isinstance(node, dict):
        if "/S" in node:
            yield node
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from _elements(kid)


def lines_by_tag(
    body: str, language: str = "en", width: int = 200, font: str = "", style: str = ""
) -> dict[str, list[str]]:
    """Return the lines of each element by its tag, in a column of a width in points."""
    need_fonts(language if "CJK" in font else "en")
    families = [font] if font else FAMILIES
    general = f"{STYLE} * {{ font: 10pt {', '.join(families)}; margin: 0; padding: 0 }}"
    style = f"{general} body {{ width: {width}pt }} {style}"
    laid_out = render_html(f"<html lang={language}><style>{style}</style>{body}", families)
    found = [
        (line.element_tag, "".join(b.text for b in line.descendants() if isinstance(b, TextBox)))
        for page in laid_out.pages
        for line in boxes(page, LineBox)
    ]
    return {tag: [text for _, text in group] for tag, group in groupby(found, lambda one: one[0])}


def drawn_text(laid_out: weasyprint.Document) -> str:
    """Return the letters of all pages in reading order, without spaces, hyphens and markers.

    The head of a table is read once, as by a screen reader.
    """
    heads: set[object] = set()
    pages = [page._page_box for page in laid_out.pages]  # noqa: SLF001 - not public
    return letters("".join(box.text for page in pages for box in _read_once(page, heads)))


def text_of(html: str) -> str:
    """Return the letters of the body of a page, as `drawn_text` does."""
    body = weasyprint.HTML(string=html).etree_element.find("body")
    return letters("".join(body.itertext()))


def letters(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010֊-]", "", text)


def _read_once(box: Any, heads: set[object]) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint is not typed
    """Yield the text boxes of the document within a box; `heads` are those that were read."""
    if is_margin(box) or (is_repeatable(box) and box.element in heads):
        return
    if is_repeatable(box):
        heads.add(box.element)
    if isinstance(box, TextBox) and not is_generated(box):
        yield box
    for child in children(box):
        yield from _read_once(child, heads)


def fonts_of(content: bytes) -> set[str]:
    """Return the font families of a PDF, without their faces."""
    reader = pypdf.PdfReader(BytesIO(content))
    found = set[str]()
    for sheet in reader.pages:
        resources: Any = sheet["/Resources"]
        for font in resources["/Font"].values():
            name = str(font["/BaseFont"]).partition("+")[2].replace("-", " ")
            found.add(re.sub(r"( Bold)?( Italic)?$", "", name))
    return found
