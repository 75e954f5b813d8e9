"""Attribute lists after images, links and code: what they say of an image is kept."""

from __future__ import annotations

import pytest
from helpers import document

from publisher.markup.renderer import render
from publisher.readers.site_syntax.prepare import prepare


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('![](a.png){fig-alt="B c."}', "![B c.](a.png)"),
        (
            '![C *d*](a.png){#f fig-alt="B \\"c\\"\nd"}',
            '<a id="f"></a>![B "c" d](a.png "C *d*")',
        ),
        ("![C](a.png){alt='B' width=\"600px\" }", '![B](a.png "C")'),
        ('![C](a.png "T"){fig-alt="B"}', '![B](a.png "C")'),
        ('![](<a b.png> "T"){fig-alt="B"}', '![B](<a b.png> "T")'),
        ('![C](a){fig-cap="D"} ![](b){fig-cap="E"}', '![C](a "D") ![E](b "E")'),
        ('![C](a.png){alt="" .lightbox}', "![C](a.png)"),
        ('[![](x){alt="in"}](u){.y}', "[![in](x)](u)"),
        ('[a](b){tbl-colwidths="[50,50]"} `c`{r=1}', "[a](b) `c`"),
        ("[a b]{#c d=e} f", '<a id="c"></a>a b f'),
    ],
)
def test_lists_after_spans(text: str, expected: str) -> None:
    prepared = prepare(text)
    assert (prepared.text, prepared.faults) == (expected, [])


@pytest.mark.parametrize(
    "text",
    [
        'rate{job="a"}, f(x){y=1} and {result="b"}',
        "$\\sum_{i=1}^{n} P(A){x=1}$ and a[0]{b=1}",
        '`![C](a){alt="B"}`',
        '![C](a){alt="B\n\n"}',
    ],
)
def test_other_braces(text: str) -> None:
    assert prepare(text).text == text


@pytest.mark.parametrize("ending", ["qmd", "Rmd"])
def test_description_of_a_figure_is_its_caption_in_pandoc(ending: str) -> None:
    html = render(document("# T\n\n![A *b*](c.png)\n\nd ![e](f.png)", ending=ending).tokens)
    assert 'alt="A b"' in html
    assert "<figcaption>A <em>b</em></figcaption>" in html
    assert html.count("figcaption>") == 2


def test_description_of_a_figure_is_no_caption_elsewhere() -> None:
    assert "figcaption" not in render(document("# T\n\n![A](c.png)", ending="md").tokens)


def test_empty_elements_have_no_partner() -> None:
    made = document('# T\n\na <span/> <sup class="b" /> <a id="x"/> <kbd/> [c](#x)', ending="md")
    assert ([*made.faults], made.scope.lost) == ([], frozenset())


def test_component_around_an_include_is_left_out_with_it() -> None:
    listing = '<Listing number="1">\n\n```rust\n{{#include x.rs}}\n```\n\n</Listing>\n\na'
    faults = document(f"# T\n\n{listing}", ending="md").faults
    assert [fault.check for fault in faults] == ["include"]
