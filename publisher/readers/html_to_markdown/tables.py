"""Tables: rows of equal length, and cells with inline content only, as in Markdown."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag


def flatten_tables(article: Tag) -> None:
    """Fill up the header rows of tables, and flatten their cells; unwrap nested tables."""
    for table in article.select("table"):
        if table.find_parent("table") or not table.get_text().strip():
            table.unwrap()
            continue
        rows = table.select("tr")
        for header in rows[:1]:
            for _ in range(max(map(_column_count, rows)) - _column_count(header)):
                header.append(_new_tag("th"))
    for cell in article.select("td, th"):
        _flatten_cell(cell)


def _column_count(row: Tag) -> int:
    spans = [str(cell.get("colspan", "1")) for cell in row.select("td, th")]
    return sum(int(span) if span.isdecimal() else 1 for span in spans)


def _flatten_cell(cell: Tag) -> None:
    """Replace the blocks of a cell by their content, with one line break between two."""
    for tag in cell.select("p, div, li, ul, ol, tr, td, th, tbody, thead, blockquote"):
        if tag.name in {"p", "div", "li", "tr"}:
            tag.insert_before(_new_tag("br"))
            tag.insert_after(_new_tag("br"))
        if tag.name == "li":
            tag.insert(0, "• ")
        tag.unwrap()
    cell.smooth()
    for item in list(cell.contents):
        if not str(item).strip():
            item.extract()
    _remove_surplus_breaks(cell)


def _remove_surplus_breaks(cell: Tag) -> None:
    """Remove line breaks at the start and end of a cell, and after another one."""
    follows_break = True
    for item in [*cell.contents]:
        is_break = isinstance(item, Tag) and item.name == "br"
        if is_break and (follows_break or item is cell.contents[-1]):
            item.extract()
        follows_break = is_break


def _new_tag(name: str) -> Tag:
    return BeautifulSoup("", "html.parser").new_tag(name)
