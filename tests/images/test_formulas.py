"""Formulas: what is typeset, in which size, and what is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.base.errors import PublisherError
from publisher.images.formulas import typeset

PIECES = st.sampled_from(
    [
        *(
            r"\frac",
            r"\sqrt",
            r"\left(",
            r"\right)",
            r"\text{a}",
            r"\text{\&<}",
            r"\begin{matrix}",
            r"\end{matrix}",
        ),
        *("{", "}", "x", "2", "^", "_", "&", r"\\", "=", "-", " ", "<", "%", "$", "#", "'", "漢"),
        *(r"\color{red}", r"\color{url(#a)}", r"\href{x}", r"\foo", r"\hspace{9em}", "\0", "é"),
    ]
)


@pytest.mark.parametrize(
    "latex",
    [
        "x",
        r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
        r"\begin{cases}1&\text{if }x<0\\0&\text{otherwise}\end{cases}",
        r"\begin{align}a&=b\\&=c\end{align}",
        r"a<b \& c",
        r"\text{если } x \in \mathbb{R}",
        r"\text{R\&D}",
        r"\begin{matrix}\textbf{R\&D}&b\end{matrix}",
        r"\text{if } x \text{ < 0 \& \%}",
        r"\label{eq:1} x \nonumber",
        r"x \tag{1}",
        r"\vec{v}",
    ],
)
def test_formula_is_paths_in_the_colour_of_the_text(latex: str) -> None:
    for display in (False, True):
        shapes = typeset(latex, display=display).shapes
        assert set(re.findall(r"<(\w+)", shapes)) <= {"path", "rect"}
        assert set(re.findall(r'fill="(\w+)"', shapes)) == {"currentColor"}


@pytest.mark.parametrize("mark", ["&", "%", "#", "$", "_"])
def test_backslash_before_a_mark_in_text_is_not_drawn(mark: str) -> None:
    assert typeset(rf"\text{{R\{mark}D}}").shapes.count("<path") == 3


def test_letters_are_as_large_as_those_of_noto_serif() -> None:
    """The height of the letter x is 0.536 em there."""
    letter = typeset("x")
    _, top, _, height = map(float, letter.view_box.split())
    assert -top * 1.12 / 100 == pytest.approx(0.536, abs=0.01)
    assert letter.depth == pytest.approx((height + top) * 1.12 / 100, abs=0.002)
    assert typeset("y").depth > 0.2
    assert typeset("-").depth < 0  # it ends above the baseline


def test_a_formula_by_itself_is_larger_than_in_a_line() -> None:
    fraction = r"\frac{a}{b}"
    assert typeset(fraction, display=True).width > typeset(fraction).width


def test_a_sign_is_closer_to_its_number_than_an_operator() -> None:
    assert typeset("x=-y").width < typeset("x-y=").width
    assert typeset("(-x").width < typeset(")-x").width


@pytest.mark.parametrize(
    ("latex", "problem"),
    [
        (r"\frac{a", "its braces do not match"),
        ("a}{b", "its braces do not match"),
        (r"\foo x", r"there is no command \\foo"),
        ("a^b^c", "double superscripts"),
        (r"\left(x", "extra left or missing right"),
        ("x & y", "its LaTeX is not understood"),
        (r"\text{漢}", "its font has no '漢'"),
        (r"\,", "it draws nothing"),
        ("{}", "it draws nothing"),
        ("", "no available tokens"),
        (r"x\hspace{300em}x", "it is larger than 200 em"),
        (r"\color{url(http://example.org)}x", "is no colour"),
        ("x" * 2001, "it is longer than 2000 characters"),
        ("{" * 900 + "x" + "}" * 900, "it is nested too deeply"),
    ],
)
def test_formula_that_cannot_be_typeset_has_a_reason(latex: str, problem: str) -> None:
    with pytest.raises(PublisherError, match=problem):
        typeset(latex)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.booleans())
def test_any_text_is_typeset_or_refused(latex: str, display: bool) -> None:
    try:
        formula = typeset(latex, display=display)
    except PublisherError:
        return
    assert 0 < formula.width < 250
    assert "url" not in formula.shapes
