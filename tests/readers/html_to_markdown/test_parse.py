"""HTML as browsers read it: damaged and excessive pages give an article or one error."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

import pytest
from helpers import document
from hypothesis import given
from hypothesis import strategies as st

from publisher.base.errors import PublisherError
from publisher.markup.document import plain_text
from publisher.markup.renderer import render

if TYPE_CHECKING:
    from publisher.markup.document import Document

NUMBERS = ["²", "", "-1", "1e9", "0", "10000000", "9" * 5_000, "0" * 5_000 + "2", "٣", "100%"]
MARKUP = [
    *("<![", "<![CDATA[", "]]>", "<![if !IE]>", "<![endif]-->", "<!--", "<!", "<?", "</", ">"),
    *("&#", "&#x", "9" * 5_000, "f" * 5_000, ";", "<p", "<table>", "<td colspan='", "'>", "<tr>"),
    *("<ol start='", "<li>", "<img src='", "<a href='#", "<sup id='", "<h1>", "</article>", "x"),
]


def article(text: str) -> Document:
    return document(f"<article><h1>Title</h1><p>Text.</p>{text}</article>", ending="html")


@pytest.mark.parametrize("name", ["[", "[foo", "[CDATA[x", "[if !IE]", "[endif]", "[ x"])
def test_marked_section_is_a_comment(name: str) -> None:
    source = article(f"<p>Before<!{name}>after.</p>")
    assert "Beforeafter." in render(source.body)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("attribute", ["colspan", "rowspan"])
def test_any_span_is_read(attribute: str, number: str) -> None:
    row = "<tr><td>a</td><td>b</td><td>c</td></tr>"
    last = "<tr><td>b</td><td>c</td></tr>"
    source = article(f"<table>{row}<tr><td {attribute}='{number}'>d</td></tr>{last}</table>")
    html = render(source.body)
    assert html.count("<th ") == 3
    assert html.count("<tr>") == 3


def test_columns_of_a_nested_table_are_not_counted() -> None:
    inner = "<table><tr><td>a</td><td>b</td><td>c</td></tr></table>"
    html = render(article(f"<table><tr><td>{inner}</td></tr><tr><td>d</td></tr></table>").body)
    assert html.count("<th ") == 1


HEAD, BODY, FOOT = (
    f"<{name}><tr><td>{name} 1</td></tr><tr><th>{name} 2</th></tr></{name}>"
    for name in ("thead", "tbody", "tfoot")
)


@pytest.mark.parametrize(
    ("sections", "rows"),
    [
        (BODY + BODY, ["tbody", "tbody"]),
        (BODY + FOOT, ["tbody", "tfoot"]),
        (FOOT + BODY, ["tbody", "tfoot"]),
        (FOOT + HEAD + BODY + BODY, ["thead", "tbody", "tbody", "tfoot"]),
        (f"<caption>c</caption>{BODY}{FOOT}", ["tbody", "tfoot"]),
    ],
)
def test_rows_of_all_sections_are_one_table(sections: str, rows: list[str]) -> None:
    html = render(article(f"<table>{sections}</table>").body)
    cells = re.findall("<t[dh](?: [^>]*)?>([^<]*)<", html)
    assert cells == [f"{name} {number}" for name in rows for number in "12"]
    assert html.count("<th ") == html.count("<table") == 1


def test_large_table_is_refused_before_it_is_written() -> None:
    with pytest.raises(PublisherError, match="more than 20000 cells"):
        article("<table>" + "<tr><td colspan=50>x</td></tr>" * 401 + "</table>")


@pytest.mark.parametrize("number", NUMBERS)
def test_any_start_of_a_list_is_read(number: str) -> None:
    assert "<ol" in render(article(f"<ol start='{number}'><li>a</li><li>b</li></ol>").body)


@pytest.mark.parametrize(
    ("lists", "starts"),
    [
        ("<ol start=5><li>a<ol start=9><li>b</ol><li>c</ol>", ["5", "9"]),
        ("<ul><li>a<ol start=9><li>b</ol><li>c</ul>", [None, "9"]),
        ("<ol><li>a</ol> <ol start=7><li>b</ol><ol start=2><li>c</ol>", [None, "7", "2"]),
        ("<ul><li>a</ul><ul><li>b</ul>", [None, None]),
        ("<ul><li>a<ol><li>b</ol><ol start=3><li>c</ol></ul>", [None, None, "3"]),
    ],
)
def test_each_list_is_a_list_of_its_own(lists: str, starts: list[str | None]) -> None:
    opened = [token for token in article(lists).body if token.type.endswith("_list_open")]
    assert [token.attrs.get("start") for token in opened] == [s and int(s) for s in starts]


@pytest.mark.parametrize("number", NUMBERS)
def test_any_size_of_an_image_is_read(number: str) -> None:
    faults = article(f"<img src='x.png' width='{number}'>").faults
    assert any(fault.check == "missing-image" for fault in faults) == (number != "0")


@pytest.mark.parametrize("digits", ["65", "0" * 5_000 + "65", "x41", "X" + "0" * 5_000 + "41"])
def test_numeric_reference_is_read(digits: str) -> None:
    page = f"<article><h1 title='&#{digits};'>T&#{digits};</h1><p>x</p></article>"
    assert plain_text(document(page, ending="html").title) == "TA"


@pytest.mark.parametrize("digits", ["9" * 5_000, "x" + "f" * 5_000, "12345678", "xd800"])
def test_reference_to_no_character_is_replaced(digits: str) -> None:
    page = f"<article><h1>T&#{digits};</h1><p title='&#{digits};'>x</p></article>"
    assert plain_text(document(page, ending="html").title) == "T\ufffd"


@pytest.mark.parametrize(
    ("text", "problem"), [("<b>" * 100_000, "nested too deeply"), ("<br>" * 400_000, "tags")]
)
def test_excessive_page_is_refused_before_it_is_parsed(text: str, problem: str) -> None:
    with pytest.raises(PublisherError, match=problem):
        article(text)


@given(st.lists(st.sampled_from(MARKUP), max_size=12).map("".join))
def test_any_markup_gives_an_article_or_an_error(text: str) -> None:
    with contextlib.suppress(PublisherError):
        article(text)
