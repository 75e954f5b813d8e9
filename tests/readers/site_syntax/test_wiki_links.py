"""Wiki links: links to articles by their names, images, and notes that are embedded."""

from __future__ import annotations

import pytest
from helpers import document

from publisher.markup.renderer import render
from publisher.readers.site_syntax.prepare import prepare


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[A note]]", "[A note](*/A%20note)"),
        ("a [[b/c d|the *e*]].", "a [the *e*](*/b/c%20d)."),
        ("[[A#B c]] [[A#B#C|d]]", "[A > B c](*/A#b-c) [d](*/A#c)"),
        ("[[#B, c!]] [[#^x]]", "[B, c!](#b-c) "),
        ("[[A#^x1]]", "[A](*/A)"),
        ("| [[a\\|b]] |\n|---|", "| [b](*/a) |\n|---|"),
        (
            "![[a b.png]] ![[c/d.JPG|e]] ![[f.svg|100x20]]",
            "![](a%20b.png) ![e](/c/d.JPG) ![](f.svg)",
        ),
        ("![a|100](b.png) ![|20x20](c.png)", "![a](b.png) ![](c.png)"),
        ("a %%b c%% d\n\n%%\ne\n\nf\n%%", "a  d\n\n"),
    ],
)
def test_what_becomes_markdown(text: str, expected: str) -> None:
    prepared = prepare(text)
    assert (prepared.text, prepared.faults) == (expected, [])


@pytest.mark.parametrize(
    "text",
    [
        "`[[a]]` \\[[a]] [[1]] [[1]](b) [[a]](b) a[[0]] [[ -f a ]]",
        "[[a]]\n\n[A]: b",
        "```\n[[a]] %%b%%\n```",
        "100%% of %%i and %% or 5%%",
        "%%\nnot closed",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert prepare(text).text == text


def test_embedded_note_is_an_include() -> None:
    source = document("# T\n\na\n\n![[Note#A]] b\n", ending="md")
    (fault,) = source.faults
    assert (fault.check, fault.line) == ("include", 5)
    assert fault.message.startswith("![[Note#A]] is left out: other files are not read")
    assert render(source.body) == "<p>a</p>\n<p>b</p>\n"


def test_heading_of_the_same_note_is_a_link_to_it() -> None:
    source = document("# T\n\n[[#The end, at last]]\n\n## The end, at last\n\nb\n", ending="md")
    assert source.faults == ()
    assert '<a href="#the-end-at-last">The end, at last</a>' in render(source.body)


@pytest.mark.parametrize(
    "heading", ["C++ & more: it's", "İstanbul", "हिन्दी भाषा", "مُقدّمة", "Über uns", "☎️ call"]
)
def test_links_lead_to_headings_in_any_script(heading: str) -> None:
    source = document(f"# T\n\n[[#{heading}]]\n\n## {heading}\n", ending="md")
    assert source.faults == ()
    assert 'href="#' in render(source.body)
