"""End tags that HTML lets authors leave out: without them, a page is the same."""

from __future__ import annotations

import re
from itertools import product

import pytest
from helpers import document
from hypothesis import given
from hypothesis import strategies as st

from publisher.markup.renderer import render
from publisher.readers.html_to_markdown.parse import parse_html

MANY = 2_100  # more than the levels of nesting that are read
OPTIONAL = re.compile("</(?:p|li|dt|dd|tr|td|th|caption|thead|tbody|rt|rp|option|optgroup)>")


def element(name: str, content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return content.map(lambda inner: f"<{name}>{inner}</{name}>")


def several(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(content, min_size=1, max_size=3).map("".join)


def containers(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    rows = several(element("tr", several(element("td", blocks) | element("th", blocks))))
    sections = st.tuples(element("thead", rows), several(element("tbody", rows))).map("".join)
    items = element("dt", st.just("term")) | element("dd", blocks)
    return several(
        st.sampled_from(["div", "blockquote"]).flatmap(lambda name: element(name, blocks))
        | element("ul", several(element("li", blocks | st.just("item"))))
        | element("dl", several(items))
        | element("table", rows | sections | sections.map("<caption>name</caption>".__add__))
    )


paragraphs = several(st.sampled_from(["<p>text</p>", "<p>a <b>bold</b> word</p>"]))
pages = st.recursive(paragraphs, containers, max_leaves=12)


@given(pages)
def test_page_is_the_same_without_optional_end_tags(page: str) -> None:
    assert str(parse_html(OPTIONAL.sub("", page))) == page


@pytest.mark.parametrize(
    "page",
    [
        "<ruby>字<rp>(</rp><rt>zi</rt><rp>)</rp></ruby>",
        "<select><optgroup><option>a</option><option>b</option></optgroup></select>",
        "<table><colgroup></colgroup><tr><td>a</td></tr></table>",
        "<ul><li>a<ul><li>b</li></ul>c</li><li>d</li></ul>",
        "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td><td>d</td></tr></table>",
    ],
)
def test_inner_element_ends_nothing_outside_its_own(page: str) -> None:
    assert str(parse_html(OPTIONAL.sub("", page))) == page


def html(text: str) -> str:
    return render(document(f"<article><h1>T</h1>{text}</article>", ending="html").body)


HIDDEN = ("<div>b</div>", "<p>b</p>", "<ul><li>b</ul>", "<li>b</li>", "<dd>b</dd>", "<h2>b</h2>")
DAMAGED = ("<p>b", "<li>b", "b</p>", "b</li>", "b</ul></div>", "<td>b", "<tr><td>b", "b</table>")


@pytest.mark.parametrize(
    "around",
    [
        "<p>x {} y</p><p>z</p>",
        "<ul><li>x {} y</li><li>z</li></ul>",
        "<dl><dt>t</dt><dd>x {} y</dd></dl>",
        "<table><tr><td>x {} y</td><td>z</td></tr></table>",
    ],
)
@pytest.mark.parametrize(
    ("names", "contents"),
    [
        ("audio button canvas object select video", HIDDEN),
        ("iframe noscript template textarea", HIDDEN + DAMAGED),
    ],
)
def test_element_that_is_not_shown_ends_nothing_outside(
    around: str, names: str, contents: tuple[str, ...]
) -> None:
    for name, content in product(names.split(), contents):
        page = around.format(f"<{name}>{content}</{name}>")
        assert html(page) == html(around.format("")), page


def test_unclosed_drawing_ends_with_the_element_around_it() -> None:
    assert html("<div><svg><g>a</div><p>b</p>") == html("<p>b</p>")


@pytest.mark.parametrize(
    "block", ["<ul><li>b</ul>", "<h2>b</h2>", "<hr>", "<table><tr><td>b</table>"]
)
def test_end_of_a_paragraph_that_a_block_ended_is_an_empty_one(block: str) -> None:
    explicit = html(f"<p>a</p>{block}<p>c</p><p>d</p>")
    assert html(f"<p>a{block}c</p>d") == explicit
    assert html(f"<p>a{block}c<p></p>d") == explicit
    assert html(f"<p>a</p>{block}c</p></p>d</p>") == explicit


def test_end_tag_stays_within_its_cell() -> None:
    row = "<table><tr><td>a{}</td></p><td>b</td></tr></table>"
    assert html(f"<div><p>x{row.format('</div>')}</div>") == html(f"<p>x</p>{row.format('')}")


@pytest.mark.parametrize(
    ("start", "item"), [("", "<p>Words."), ("<ul>", "<li>Words."), ("<dl>", "<dt>A<dd>B")]
)
def test_page_of_many_unclosed_elements_is_read(start: str, item: str) -> None:
    page = document(f"<article><h1>T</h1>{start}{item * MANY}</article>", ending="html")
    assert len(page.body) > MANY
