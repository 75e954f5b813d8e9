"""The headline, set in lines of much the same length (CSS Text 4, `text-wrap: balance`).

WeasyPrint 70 fills each line and leaves what is over for the last, often one word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import weasyprint
from weasyprint.formatting_structure.boxes import BlockBox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

_HEADLINE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_WIDTHS = (100, *range(52, 100, 3))  # that are tried, in percent of what there is
_MOST_LINES = 6  # CSS lets a browser stop balancing there too
_TRIAL = '<h1 class="trial" style="max-width: {width}%; break-after: auto">{words}</h1>'


def balance(html: str, fonts: FontConfiguration, fetcher: URLFetcher) -> str:
    """Return a page with its headline as narrow as it can be in no more lines than it has.

    All widths are tried at once, on a page that holds what stands before the headline.
    """
    headline = _HEADLINE.search(html)
    if headline is None or "</head>" not in html:
        return html
    words = re.sub(r'\s(?:id|href)="[^"]*"', "", headline[1])
    trials = "".join(_TRIAL.format(width=width, words=words) for width in _WIDTHS)
    page = html[: headline.start()] + trials
    document = weasyprint.HTML(string=page, base_url=None, url_fetcher=fetcher).render(
        font_config=fonts
    )
    counts = dict(zip(_WIDTHS, _line_counts(document), strict=True))
    if not 1 < counts[100] <= _MOST_LINES:
        return html
    width = min(width for width, lines in counts.items() if lines == counts[100])
    rule = f"<style>h1 {{ max-width: {width}% }}</style></head>"
    return html.replace("</head>", rule, 1)


def _line_counts(document: weasyprint.Document) -> Iterator[int]:
    """Count the lines of each headline of a document; one may go on on the next page."""
    counts: dict[object, int] = {}
    for page in document.pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - the boxes have no other way in
            element, is_block = box.element, isinstance(box, BlockBox)
            if is_block and element is not None and element.get("class") == "trial":
                counts[element] = counts.get(element, 0) + len(box.children)
    yield from counts.values()
