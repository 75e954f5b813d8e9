"""Directives and roles of MyST, boxes of the Carpentries, and badges of VitePress."""

from __future__ import annotations

import re

import pytest
from helpers import document
from hypothesis import given
from hypothesis import strategies as st

from publisher.markup.renderer import render
from publisher.readers.site_syntax.prepare import prepare
from publisher.readers.site_syntax.references import References, Sister

OTHER = "(other)=\n# Other\n\n```{figure} x.png\n:name: g\n\nA cap\n```"
WIKI = "https://en.wikipedia.org/wiki/"
TABLE = "| a |\n|---|\n| b |"


def body(text: str, language: str = "en") -> str:
    """Return the HTML below the title."""
    return render(document(f"# T\n\n{text}", language, "md").tokens).partition("</h1>\n")[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```{note} T\n:class: x\n\na\n```", "::: note[T]\n\na\n:::"),
        ("```{note} T\n---\nclass: x\n---\na\n```", "::: note[T]\na\n:::"),
        ("- ```{note}\n  a\n  ```\n- b", "- ::: note\n  a\n  :::\n- b"),
        ("```{tip}\nopen", "::: tip\nopen\n:::"),
        ("```{tip}\n```\na", "::: tip\n:::\na"),
        (
            "````{tab-set}\n```{tab-item} A\na\n```\n````",
            "::: tab-set\n::: tab-item[A]\na\n:::\n:::",
        ),
        (":::{grid} 1 2\n:gutter: 2\na\n:::", "::: grid\na\n:::"),
        (
            ":::{card} A\n:link: a.md\n:header: H\n:footer: F\nb\n:::",
            "::: card[[A](a.md)]\n\nH\n\nb\n\nF\n:::",
        ),
        ("a\n```{math}\nx\n```\nb", "a\n\n$$\nx\n$$\nb"),
        ("```{code} py\n:caption: A {sub}`2`\nx\n```", '```py title="A 2"\nx\n```'),
        ("```{toctree}\na\n```\nb", "\nb"),
        ("$$\nx\n$$ (a)", '$$\nx\n$$\n\n<a id="a"></a>\n'),
        ("> ```{math}\n> :label: a\n> x\n> ```", '> <a id="a"></a>\n> \n> $$\n> x\n> $$'),
        ("````\n```{note}\nx\n```\n````", "````\n```{note}\nx\n```\n````"),
        ("::::{toctree}\n:::{include} a\n:::\nb\n::::\nc", "\nc"),
        ("```\n$$\n$$ (a)\n```", "```\n$$\n$$ (a)\n```"),
        ('a\n+++ {"b": 1}\nc', "a\n\nc"),
        ("A <Badge type='x' text=\"3.4 *\" /> b<Badge text='c'></Badge>", r"A 3.4 \* bc"),
    ],
)
def test_directives(text: str, expected: str) -> None:
    prepared = prepare(text)
    assert (prepared.text, prepared.faults) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'a\n```{figure} x.png\n:name: f\n:alt: A "c"\n\nB [b](c), {sub}`2`.\nC\n\nD\n```\ne',
            'a\n\n<a id="f"></a>![A "c"](x.png "B [b](c), <sub>2</sub>. C")\n\n\nD\n\ne',
        ),
        (
            "> ```{figure} x.png\n> :alt: a\n>\n> B\n> c\n> ```\n> d",
            '> ![a](x.png "B c")\n> \n> d',
        ),
        ("- ```{figure} x.png\n  B\n  ```\n  d", '- ![B](x.png "B")\n  \n  d'),
        ('```{figure} x.png\nA "b"\n```', '![A "b"](x.png "A \\"b\\"")\n'),
        (":::{image} x.png\n:alt: a\n:::\nd", "![a](x.png)\n\nd"),
        ("```{figure}\n![a](x.png)\n\nB\n```", "::: figure\n![a](x.png)\n\nB\n:::"),
        (f"```{{figure}} x.png\n{TABLE}\n```", f"![](x.png)\n\n{TABLE}\n"),
    ],
)
def test_figures(text: str, expected: str) -> None:
    prepared = prepare(text)
    assert (prepared.text, prepared.faults) == (expected, [])


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("{ref}`a` {ref}`w <a>` {numref}`Part %s <a>`", "[A *b*](#a) [w](#a) [Part A *b*](#a)"),
        ("{ref}`f` {ref}`n` {numref}`t`", "[Cap](#f) [Old](#n) [Rows](#t)"),
        ("{ref}`other` {ref}`g`", "[Other](o.md#other) [A cap](o.md#g)"),
        ("{doc}`../a-b` {doc}`W <c>` {download}`d.zip`", "[a b](../a-b.md) [W](c.md) [d](d.zip)"),
        ("{sub}`2` {sup}`3` {kbd}`x` {math}`x^2`", "<sub>2</sub> <sup>3</sup> <kbd>x</kbd> $x^2$"),
        ("{term}`w <x>` {abbr}`H (Hy)` {guilabel}`F`", "w H (Hy) **F**"),
        ("{py:class}`~a.B` {file}`c` Ctrl-{kbd}`d`", "`B` `c` Ctrl-<kbd>d</kbd>"),
        ("a {index}`x`b", "a b"),
        ("[a *b*](wiki:C) [](wiki:D_e)", f"[a *b*]({WIKI}C) [D e]({WIKI}D_e)"),
        ("<doi:10.1/a> [a](ror:b)", "[10.1/a](https://doi.org/10.1/a) [a](https://ror.org/b)"),
        ("`[a](wiki:C)` [a](wikis:C) \\[a](wiki:b)", "`[a](wiki:C)` [a](wikis:C) \\[a](wiki:b)"),
        ("`` {sub}`2` `` {new}`2` \\{sub}`2`", "`` {sub}`2` `` {new}`2` \\{sub}`2`"),
    ],
)
def test_roles(role: str, expected: str) -> None:
    places = (
        "(a)=\n## A *b*\n\n```{figure} x.png\n:name: f\nCap\n```\n\n"
        f"(n)=\n```{{note}} Old\nx\n```\n\n```{{table}} Rows\n:label: t\n\n{TABLE}\n```\n"
    )
    sisters = References(lambda: [Sister("o.md", OTHER)])
    prepared = prepare(f"{role}\n\n{places}", references=sisters)
    assert prepared.text.partition("\n")[0] == expected
    assert prepared.faults == []
    assert prepare(f"````{{note}}\n{role}\n````\n\n{places}", references=sisters).text.startswith(
        f"::: note\n{expected}\n:::"
    )


@pytest.mark.parametrize(
    ("text", "expected", "checks"),
    [
        ("a {ref}`no-name` b", "a no name b", {"dead-link"}),
        ("a {cite}`k1` {cite:t}`{see}k{p. 3}`", "a (k1) see k p. 3", {"template-code"}),
        ("a [b](xref:c#d) <xref:c#d-e>", "a b d e", {"dead-link"}),
        ("a {eval}`x` b", "a  b", {"template-code"}),
        ("```{include} a.md\n```\nb", "\nb", {"include"}),
        ("```{iframe} a\nb\n```", "::: iframe\nb\n:::", {"template-code"}),
        ("```{code-cell} py\n:tags: [a]\nx\n```", "```{py}\nx\n```", {"template-code"}),
    ],
)
def test_what_a_page_cannot_show_is_reported(text: str, expected: str, checks: set[str]) -> None:
    prepared = prepare(text)
    assert prepared.text == expected
    assert {fault.check for fault in prepared.faults} == checks
    assert all(fault.line == 1 for fault in prepared.faults)


PARTS = ["ab ", "\n", "\n\n", "`", "{no}`x`", "```", "```{no}", ":::{no} ", "> ", "- ", "(a) "]


@given(
    st.lists(st.sampled_from([*PARTS, ":class: x\n", "a{note} ", "a{ref}", "</sub>"])).map("".join)
)
def test_texts_without_directives_and_roles_are_unchanged(text: str) -> None:
    assert prepare(text).text == text


WORDS = st.lists(st.sampled_from(["ab", "cd", "*ef*", "gh."]), min_size=1).map(" ".join)
NAMES = st.sampled_from(["note", "card", "figure", "grid", "table", "margin", "math", "glossary"])


@given(NAMES, st.sampled_from(["```", "::::"]), WORDS, WORDS, st.sampled_from(["", "> ", "- "]))
def test_no_words_of_directives_are_lost(
    name: str, fence: str, first: str, second: str, prefix: str
) -> None:
    inner = "> " if prefix == "> " else " " * len(prefix)
    lines = [f"{fence}{{{name}}}", ":class: x", first, "", second, fence, "after"]
    text = "\n".join((inner if number else prefix) + line for number, line in enumerate(lines))
    html = body(f"before\n\n{text}")
    shown = re.findall(r"\w+", re.sub(r"<[^>]*>", "", html))
    words = re.findall(r"\w+", f"before {first} {second} after")
    assert [word for word in shown if word in set(words)] == words or name == "figure"
    assert set(words) <= set(shown) | set(re.findall(r"\w+", html))
    assert not re.search(r"\{|:::|```", html)


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("::: challenge\na\n:::", "en", "Challenge"),
        ("::::: keypoints :::::\na\n:::::", "en", "Key points"),
        ("::: prereq\n\n## Words *b*\n\na\n:::", "de", "Words <em>b</em>"),
        ("::: callout\n\n### Words\n\na\n:::", "en", "Words"),
        ("::: challenge\na\n:::", "de", None),
        ("::: callout\na\n:::", "en", None),
        ("::: solution-x\na\n:::", "en", None),
    ],
)
def test_boxes_of_lessons(text: str, language: str, title: str | None) -> None:
    html = body(text, language)
    assert "<p>a</p>" in html
    assert re.findall('title">(.*)</p>', html) == ([title] if title else [])


def test_headings_of_boxes_with_a_name_stay_headings() -> None:
    assert 'id="b"' in body("::: challenge\n## A {#b}\n\na\n:::\n\n[c](#b)")
