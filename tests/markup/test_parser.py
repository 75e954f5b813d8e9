"""Parser: the HTML of each construct in publisher's Markdown dialect."""

from __future__ import annotations

import pytest
from helpers import document

from publisher.markup.parser import parse, parse_inline
from publisher.markup.renderer import render


def html(text: str) -> str:
    """Return the HTML of a text, after a check that it is the same in an article."""
    found = render(parse(text).tokens)
    assert render(document(f"# Title\n\n{text}", ending="md").body) == found
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~~a~~", "<p><s>a</s></p>\n"),
        ("Term\n: Def", "<dl>\n<dt>Term</dt>\n<dd>Def</dd>\n</dl>\n"),
        ("## One {#own}", '<h2 id="own">One</h2>\n'),
        ("<!-- a\n\nb -->\nc", "<p>c</p>\n"),
        (
            "```python\nx\n```",
            '<pre translate="no"><code class="language-python">x\n</code></pre>\n',
        ),
    ],
)
def test_extensions_and_comments(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <kbd>b</kbd><br>c", "<p>a <kbd>b</kbd><br />\nc</p>\n"),
        (
            'a <i lang="ru">Правда</i> b <span lang="fa">روز</span>',
            (
                '<p>a <i lang="ru" dir="ltr" class="foreign">Правда</i>'
                ' b <span lang="fa" dir="rtl" class="foreign">روز</span></p>\n'
            ),
        ),
    ],
)
def test_paired_tags_are_kept(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US$5 and A$, C$; $5/$6", "<p>US$5 and A$, C$; $5/$6</p>\n"),
        ("$x$ at $5", '<p><span class="math" translate="no">x</span> at $5</p>\n'),
    ],
)
def test_sums_of_money_are_not_math(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("物体は$E=mc^2$であり、$c$は", ["E=mc^2", "c"]),
        ("에너지는 $E$입니다", ["E"]),
        ("คือ$c$โดย", ["c"]),
        ("料金は$5から10$です", []),
        ("花了$5，他花了$6", []),
        ("（$\\text{漢}$）", ["\\text{漢}"]),
        ("а$x$", []),
    ],
)
def test_letters_without_spaces_between_words_may_touch_a_formula(
    text: str, formulas: list[str]
) -> None:
    assert [token.content for token in parse_inline(text) if token.type == "math_inline"] == (
        formulas
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](javascript:b)", "<p>[a](javascript:b)</p>\n"),
        ("[a](b.md)", "<p>a</p>\n"),
    ],
)
def test_links_that_lead_nowhere_are_shown_as_text(text: str, expected: str) -> None:
    assert html(text) == expected
