"""Tables: rows of equal length, and cells with inline content only, as in Markdown."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from publisher.markup.spans import code_lines
from publisher.readers.html_to_markdown.parse import parse_number
from publisher.readers.passes.tables import MAX_CELLS, MAX_COLUMNS, too_many_cells_error


def flatten_tables(article: Tag) -> None:
    """Flatten the cells of tables, and fill up their header rows; unwrap nested tables.

    All rows are put into one section: Markdown has only one, whose first row is the header.
    """
    tables = article.select("table")
    for table in tables:
        if table.find_parent("table") or not table.get_text().strip():
            table.unwrap()
    _unwrap_outside_tables(article)
    for cell in article.select("td, th"):
        _flatten_cell(cell)
    for table in tables:
        if rows := _in_order(table):
            _bound_spans(rows)
            _fill_spanned_cells(rows)
            width = _bound_spans(rows)
            for _ in range(width - sum(map(_span, rows[0].select("td, th")))):
                rows[0].append(_new_tag("th"))
            for section in table.select("thead, tbody, tfoot"):
                section.unwrap()
            table.append(section := _new_tag("tbody"))
            section.extend(rows)


def _unwrap_outside_tables(article: Tag) -> None:
    """Leave of the parts of a table outside one only their content, as browsers do.

    Each row remains a block.
    """
    parts = article.select("tr, td, th, thead, tbody, tfoot")
    for part in [part for part in parts if not part.find_parent("table")]:
        if part.name == "tr":
            part.name = "div"
        else:
            part.unwrap()


def _in_order(table: Tag) -> list[Tag]:
    """Return the rows as browsers show them: a table's head first, and its foot last."""
    rows, head, foot = table.select("tr"), table.find("thead"), table.find("tfoot")

    def place(row: Tag) -> int:
        section = row.find_parent(["thead", "tbody", "tfoot"])
        return 0 if section is None else (section is foot) - (section is head)

    return sorted(rows, key=place)


def _bound_spans(rows: list[Tag]) -> int:
    """Let no cell span more columns than the table has, and return their number.

    A span beyond the most columns of a page means “all”, and adds none. Raises PublisherError for
    a table that is too large for a page.
    """
    cells = [row.select("td, th") for row in rows]
    width = max(sum(n if n <= MAX_COLUMNS else 1 for n in map(_span, row)) for row in cells)
    if sum(min(_span(cell), width) for row in cells for cell in row) > MAX_CELLS:
        raise too_many_cells_error()
    for cell in (cell for row in cells for cell in row if cell.has_attr("colspan")):
        cell["colspan"] = str(min(_span(cell), width))
    return width


def _fill_spanned_cells(rows: list[Tag]) -> None:
    """Put an empty cell in every place that a cell above spans: Markdown has none of two rows.

    A cell spans rows of its own section only (HTML, 4.9.12). Raises PublisherError for a table
    that is too large for a page.
    """
    section, spanned, filled = None, dict[int, int](), 0
    for row in rows:
        if row.parent is not section:
            section, spanned = row.parent, {}
        below = {column: left - 1 for column, left in spanned.items() if left > 1}
        column = 0
        for cell in row.select("td, th"):
            while column in spanned:
                cell.insert_before(_new_tag("td"))
                column, filled = column + 1, filled + 1
            columns = range(column, column + _span(cell))
            below |= dict.fromkeys(columns, _rows_below(cell, len(rows)))
            column = columns.stop
        if filled > MAX_CELLS:
            raise too_many_cells_error()
        spanned = {column: left for column, left in below.items() if left}


def _rows_below(cell: Tag, most: int) -> int:
    """Return the number of rows below its own that a cell spans, up to `most`.

    The attribute 0 means all rows (HTML, 4.9.11).
    """
    rows = parse_number(str(cell.get("rowspan")))
    if rows is None:
        return 0
    return min(rows - 1, most) if rows else most


def _span(cell: Tag) -> int:
    return parse_number(str(cell.get("colspan", "1"))) or 1


def _flatten_cell(cell: Tag) -> None:
    """Replace the blocks of a cell by their content, with one line break between two."""
    for pre in cell.select("pre"):
        _flatten_code(pre)
    for tag in cell.select("p, div, li, ul, ol, tr, td, th, tbody, thead, tfoot, blockquote"):
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


def _flatten_code(pre: Tag) -> None:
    """Replace a code block by code spans, one a line."""
    for tag in pre.select("br"):
        tag.replace_with("\n")
    code = _new_tag("verbatim")
    code.string = code_lines(pre.get_text())
    pre.insert_before(_new_tag("br"))
    pre.insert_after(_new_tag("br"))
    pre.replace_with(code)


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
