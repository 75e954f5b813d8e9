"""Sides of pages: which one is at the binding, and which one a reader's thumb holds."""

from __future__ import annotations

from typing import NamedTuple


class PageSide(NamedTuple):
    """Pages of one kind, and their sides (`left` or `right`).

    - `selector`: of their `@page` rule; empty for all pages
    - `inner`, `outer`: at the binding and away from it; without facing pages, where lines start
      and where they end
    """

    selector: str
    inner: str
    outer: str


_LEFT, _RIGHT = PageSide(":left", "right", "left"), PageSide(":right", "left", "right")


def page_sides(direction: str, *, facing: bool) -> tuple[PageSide, ...]:
    """Return the kinds of pages of a language's `direction`, as in CSS.

    The first page faces none: it is a right one, but a left one of a book from right to left
    (CSS Paged Media 3, 4.1).
    """
    if facing:
        return _LEFT, _RIGHT
    start, end = ("right", "left") if direction == "rtl" else ("left", "right")
    return (PageSide("", start, end),)
