"""Last pages with next to nothing on them: how to set a document without one.

Type and leading are set smaller by 2 %, which readers do not see, so that the rest fits on the
page before. Where that is not enough, the text on the page before ends some lines higher in all
columns, and the last page has them, above all notes.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import LineBox, ReplacedBox, TableBox

from publisher.outputs.pdf.conformance.marked_content import children, is_margin
from publisher.outputs.pdf.engine.grid import leading_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import weasyprint

    Box = Any  # WeasyPrint is not typed

_NOTES, _COLOPHON = 1, 2  # alone on a last page, or a few lines of text with them
_FEWEST_LINES = 4  # of text on a last page
_SMALLER = 0.98
_GAIN = 0.055  # of the height of the pages before, at the smaller size
_LINES_MOVED = 4  # from each column
_MOST_FREE = 0.35  # of the height of a page: more would look like a hole


def without_sparse_page(
    html: str, draw: Callable[[str], weasyprint.Document]
) -> weasyprint.Document:
    """Lay a page of HTML out; `draw` lays HTML out. Its last page has text if others have."""
    best = draw(html)
    remedies = _remedies(best)
    while _sparseness(best) and (style := next(remedies, None)):
        better = draw(html.replace("</head>", f"<style>{style}</style></head>", 1))
        best = min(best, better, key=_cost)
    return best


def _cost(document: weasyprint.Document) -> tuple[int, int]:
    return len(document.pages), _sparseness(document)


def _remedies(document: weasyprint.Document) -> Iterator[str]:
    """Yield style sheets with which the last page may be fuller, or gone; the best first."""
    *before, last = map(_page_box, document.pages)
    if _used_height(last) < _GAIN * sum(page.height for page in before):
        leading = leading_of(last.style) / last.style.root_style["font_size"] * _SMALLER
        yield f":root {{ --scale: {_SMALLER} }} html {{ line-height: {leading:.4f} }}"
    movable = [_text(before[-1])]
    if _sparseness(document) == _COLOPHON:
        movable.append(_text_and_notes(before[-1]))
    for part in movable:
        if height := _height_to_free(before[-1], _lines(part)):
            yield f"@page :nth({len(before)}) {{ padding-bottom: {height}px }}"


def _height_to_free(page: Box, lines: list[Box]) -> float:
    """Return the height of the lines at the end of a page that better move to the last one, in px.

    Return 0 if too much of the page would be empty, or there are none.
    """
    if not lines:
        return 0
    leading = leading_of(lines[0].style)
    end = max(line.position_y + line.height for line in lines)
    free = page.content_box_y() + page.height - end
    height = (round(free / leading) + _LINES_MOVED) * leading
    return height if height < _MOST_FREE * page.height else 0


def _sparseness(document: weasyprint.Document) -> int:
    """Return how little is on the last page: 0 if it has text, or `_NOTES`, or `_COLOPHON`."""
    *before, last = map(_page_box, document.pages)
    text = [*_text(last)]
    is_illustrated = any(isinstance(box, (ReplacedBox, TableBox)) for box in text)
    if not before or is_illustrated or len(_lines(text)) >= _FEWEST_LINES:
        return 0
    return _NOTES if _lines(_text_and_notes(last)) else _COLOPHON


def _page_box(page: weasyprint.Page) -> Box:
    return page._page_box  # noqa: SLF001 - not public


def _lines(part: Iterable[Box]) -> list[Box]:
    return [box for box in part if isinstance(box, LineBox)]


def _used_height(page: Box) -> float:
    """Return the height of the content of a page, in px."""
    body = (box for part in page.children if not is_margin(part) for box in part.descendants())
    edges = (line.position_y + line.height for line in _lines(body))
    return float(max(edges, default=page.content_box_y()) - page.content_box_y())


def _content(page: Box) -> Iterator[Box]:
    """Yield the box of the article on a page, if there is one; its columns have the class too."""
    content = (box for box in page.descendants() if _attribute(box, "class") == "content")
    return islice(content, 1)


def _text(page: Box) -> Iterator[Box]:
    """Yield the boxes of the article's text on a page, without its notes."""
    return chain.from_iterable(map(_without_notes, _content(page)))


def _text_and_notes(page: Box) -> Iterator[Box]:
    return chain.from_iterable(box.descendants() for box in _content(page))


def _without_notes(box: Box) -> Iterator[Box]:
    if _attribute(box, "role") == "doc-endnotes":
        return
    yield box
    for child in children(box):
        yield from _without_notes(child)


def _attribute(box: Box, name: str) -> str | None:
    return None if box.element is None else box.element.get(name)
