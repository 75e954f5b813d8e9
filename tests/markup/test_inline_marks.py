"""Highlights, subscripts and superscripts, and prose that has their characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.markup.parser import parse_inline
from publisher.markup.plain_text import literal, render_inline
from publisher.markup.renderer import render


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H~2~O", "H<sub>2</sub>O"),
        ("(NH~4~)~2~", "(NH<sub>4</sub>)<sub>2</sub>"),
        ("x^2^ + y^n+1^", "x<sup>2</sup> + y<sup>n+1</sup>"),
        ("the 1^st^", "the 1<sup>st</sup>"),
        ("*x*^a\\ b^", "<em>x</em><sup>a b</sup>"),
        ("==a **b** c==", "<mark>a <strong>b</strong> c</mark>"),
        ("这是==重点==内容", "这是<mark>重点</mark>内容"),
        ("[a ==b==](https://e.org)", '<a href="https://e.org">a <mark>b</mark></a>'),
        ("~~old~~ H~2~O", "<s>old</s> H<sub>2</sub>O"),
    ],
)
def test_marks(text: str, expected: str) -> None:
    assert render_inline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "~5 km and ~6 km",
        "3~5日、6~8日",
        "2~3~4",
        "10~20명",
        "^_^ and ^o^",
        "x^2 + y^2",
        "^",
        "if a==b and c==d",
        "a == b == c",
        "===== a =====",
        "= =x=",
        "x~a b~",
        "x^,^",
    ],
)
def test_prose_keeps_its_characters(text: str) -> None:
    assert render_inline(text) == text
    assert literal(text) == text


@given(st.text(st.sampled_from("=~^a2 *_(é。\\`[]"), max_size=14))
def test_plain_text_is_shown_literally(text: str) -> None:
    from markdown_it.common.utils import escapeHtml  # noqa: PLC0415 - used once

    text = " ".join(text.split())
    assert render(parse_inline(literal(text))) == escapeHtml(text)


@pytest.mark.parametrize("text", ["==a " * 20_000, "a~ " * 50_000, "a^2 " * 50_000, "a^2" * 90])
def test_hostile_marks_end(text: str) -> None:
    assert parse_inline(text)
