"""The baseline grid in the layouts: text of every kind of block registers on all pages."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from helpers import need_fonts
from pdf_helpers import boxes, page_of, render_page
from weasyprint.formatting_structure.boxes import BlockBox, LineBox, TextBox

if TYPE_CHECKING:
    from collections.abc import Iterator

    import weasyprint

# They take whole lines, and their own lines are between those of the text.
_OFF_GRID = {"table", "section", "figure", "pre", "blockquote", "pull-quote", "admonition"}
_WITHOUT_FIRST_LINE = {"table", "figure", "pre", "hr", "section"}
WORDS = {
    "en": "The government announced an extraordinary reconciliation of all parties. ",
    "hy": "Կառավարությունը հայտարարեց արտակարգ հաշտեցման մասին։ ",
    "ar": "أعلنت الحكومة عن مصالحة استثنائية بين الأطراف. ",
    "ja": "政府は特別な和解を発表した。",
}
BLOCKS = """\
## {0}

> {0}{0}

- {0}
- {0}{0}

::: pull-quote
{0}
:::

{0}{0}{0}{0}{0}{0} `code` $E=mc^2$ H~2~O[^1]

| A | B |
|---|---|
| 1 | 2 |

{0}{0}{0}

### {0}

![{0}](none.png "{0}")

{0}{0}

!!! note "{0}"
    {0}{0}

```
code
```

{0}{0}{0}{0}

* * *

{0}{0}{0}{0}{0}
"""


@cache
def article(language: str, layout: str) -> weasyprint.Document:
    need_fonts(language)
    text = BLOCKS.format(WORDS[language]) * 3
    return render_page(
        page_of(f"---\nlayout: {layout}\n---\n# T\n\n{text}\n[^1]: {WORDS[language]}", language)
    )


def body_lines(page: weasyprint.Page) -> list[LineBox]:
    """Return the lines of paragraphs and lists in the text itself."""
    content = (box for box in boxes(page, BlockBox) if _class(box) == "content")
    return [*_lines(next(content, None))]


def _lines(box: Any) -> Iterator[LineBox]:  # noqa: ANN401 - WeasyPrint is not typed
    for child in getattr(box, "children", ()):
        if isinstance(child, LineBox) and box.element_tag in {"p", "li"}:
            if any(isinstance(part, TextBox) for part in child.descendants()):
                yield child
        elif child.element_tag not in _OFF_GRID and _class(child) not in _OFF_GRID:
            yield from _lines(child)


def _class(box: Any) -> str | None:  # noqa: ANN401
    return None if box.element is None else box.element.get("class", "").split(" ")[0]


@pytest.mark.parametrize("layout", ["article", "report"])
@pytest.mark.parametrize("language", WORDS)
def test_text_is_on_the_grid_of_its_page(language: str, layout: str) -> None:
    document = article(language, layout)
    checked = 0
    for page in document.pages:
        lines = body_lines(page)
        if not lines:
            continue
        leading = lines[0].height
        places = [(line.position_y + line.baseline) % leading for line in lines]
        [(place, _)] = Counter(round(place, 1) for place in places).most_common(1)
        away = [abs((each - place + leading / 2) % leading - leading / 2) for each in places]
        assert max(away) < 0.7
        checked += len(lines)
    assert checked > 20


@pytest.mark.parametrize("language", WORDS)
def test_columns_begin_at_one_height(language: str) -> None:
    compared = 0
    for page in article(language, "article").pages:
        columns = [box for box in boxes(page, BlockBox) if box.is_column]
        for pair in pairwise(columns):
            if pair[0].position_y != pair[1].position_y:
                continue
            places = [_first_baseline(column) for column in pair]
            if None not in places:
                assert places[0] == pytest.approx(places[1], abs=0.7)
                compared += 1
    assert compared


def _first_baseline(column: Any) -> float | None:  # noqa: ANN401
    """Return where the first line of a column is; None if it begins with another thing."""
    first = next((box for box in column.children if box.height), None)
    if first is None or first.element_tag in _WITHOUT_FIRST_LINE or _class(first) == "admonition":
        return None
    line = next(box for box in first.descendants() if isinstance(box, LineBox))
    return float(line.position_y + line.baseline)
