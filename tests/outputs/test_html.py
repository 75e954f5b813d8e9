"""HTML output: one file, with landmarks, and tables that scroll by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from helpers import TEMPLATES, document

from publisher.catalogues.catalogue import Catalogue
from publisher.editions.edition import source_edition
from publisher.outputs import html
from publisher.pages.layout import lay_out
from publisher.pages.templates import Templates

if TYPE_CHECKING:
    from bs4 import Tag


def rendered(text: str) -> Tag:
    edition = source_edition(document(text, ending="md"), Catalogue(), "sentence")
    content = html.render(lay_out(edition, (), Templates(TEMPLATES))).content
    return BeautifulSoup(content, "html.parser")


def test_whole_article_is_in_the_main_landmark() -> None:
    page = rendered("# Title\n\nText.\n")
    (main,) = page.find_all("main")
    assert page.body is not None
    assert [child.name for child in page.body.find_all(recursive=False)] == ["main"]
    assert main.h1 is not None


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("| Year | *Price* & “more” |\n|--|--:|\n| 1 | 2 |\n", "Year, Price & “more”"),
        ("| | b\n|--|--|\n| 1 | 2 |\n", "b"),
        ("> | `a` | [b](#c) |\n> |--|--|\n> | 1 | 2 |\n", "a, b"),
        ("- | a |\n  |--|\n  | <table> |\n", "a"),
        ("|  |  |\n|--|--|\n| 1 | 2 |\n", "Prices > “1”"),
    ],
)
def test_table_is_a_named_region_that_takes_the_focus(table: str, name: str) -> None:
    page = rendered(f"# Prices > “1”\n\nText.\n\n{table}\nMore text.\n\n| z |\n|--|\n| 1 |\n")
    regions = page.select('[role="region"]')
    assert [region["aria-label"] for region in regions] == [name, "z"]
    for region, found in zip(regions, page.find_all("table"), strict=True):
        assert region["tabindex"] == "0"
        assert list(region.children) == [found]


def test_numbers_of_lists_and_alignments_are_those_of_the_pdf() -> None:
    page = rendered("# T\n\n5. five\n\n| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |\n")
    assert page.select("ol[start='5']")
    styles = [str(cell["style"]) for cell in page.select("td")]
    assert styles == ["text-align:start", "text-align:end", "text-align:center"]
