"""Total-fit line breaking, against a search through every way to break a paragraph."""

from __future__ import annotations

import random
from itertools import combinations, pairwise
from math import inf
from typing import Any

import pytest

from publisher.outputs.pdf.lines.total_fit import FORCED, Item, Settings, breaks

WIDTH_OF_SPACE = 0.01  # of its line, for one without spaces
PARAGRAPHS = 1_000  # in each of ten parts


def word(width: float) -> Item:
    return Item(width, gap=3, gap_stretch=3, gap_shrink=0.6)


def lines_of(ends: list[int]) -> list[tuple[int, int]]:
    return [(before + 1, end) for before, end in pairwise([-1, *ends])]


def quality(items: list[Item], ends: list[int], widths: list[float], style: Settings) -> float:
    """Sum the demerits of a plan, line by line."""
    demerits = 0.0
    density, hyphens = 1, 0
    for number, (start, end) in enumerate(lines_of(ends)):
        line = items[start : end + 1]
        width = sum(item.width for item in line) + sum(item.gap for item in line[:-1])
        width += line[0].at_start + line[-1].at_end
        full = widths[min(number, len(widths) - 1)]
        room = full - width
        scale = style.scale * width
        stretch = sum(item.stretch for item in line) + sum(item.gap_stretch for item in line[:-1])
        shrink = sum(item.shrink for item in line) + sum(item.gap_shrink for item in line[:-1])
        is_last = end == len(items) - 1 or line[-1].penalty == FORCED
        if room < 0 and room + shrink + scale < -1e-3:
            if len(line) > 1:
                return inf
            ratio = -inf
        elif room < 0:
            ratio = max(-1, room / (shrink + scale)) if shrink + scale else 0
        elif is_last and not style.balanced:
            ratio = 0
        elif style.ragged and style.balanced:
            ratio = abs(style.balanced - width) / style.ragged
        elif style.ragged:
            ratio = room / style.ragged
        elif room <= (stretch := stretch or WIDTH_OF_SPACE * full) + scale:
            ratio = room / (stretch + scale)
        else:
            ratio = (room - scale) / stretch
        demerits += 1e14 * (ratio < -1)
        demerits += 1e7 * min(ratio, 1_000) ** 2 if ratio > style.tolerance else 0
        demerits += (10 + min(100 * abs(ratio) ** 3, 10_000)) ** 2
        demerits += 0 if line[-1].penalty == FORCED else line[-1].penalty
        before, density = density, 1 if style.ragged else sum(ratio >= n for n in (-0.5, 0.5, 1))
        demerits += 2_000 * (abs(density - before) > 1)
        hyphens = hyphens + 1 if line[-1].hyphen else 0
        demerits += 1e8 * (hyphens > 0 and number == style.whole_line)
        demerits += 2_000 * (hyphens > 1)
        demerits += 1e10 * (hyphens > style.most_hyphens)
    return demerits


def all_plans(items: list[Item]) -> list[list[int]]:
    """Every way to break a paragraph, at all forced line ends."""
    last = len(items) - 1
    free = [n for n, item in enumerate(items[:-1]) if item.penalty != FORCED]
    forced = [n for n, item in enumerate(items[:-1]) if item.penalty == FORCED]
    return [
        sorted([*chosen, *forced, last])
        for count in range(len(free) + 1)
        for chosen in combinations(free, count)
    ]


def paragraph(seed: random.Random) -> tuple[list[Item], list[float], Settings]:
    """A small paragraph of any kind: hyphens, hanging marks, forced ends, lines of any widths."""
    items = []
    style = Settings(
        scale=seed.choice([0, 0.02, 0.05]),
        ragged=seed.choice([0, 0, 10]),
        balanced=seed.choice([0, 0, 0, 18]),
        tolerance=seed.choice([0.5, 2]),
        most_hyphens=seed.choice([1, 2]),
        whole_line=seed.choice([None, None, 0, 1, 2]),
    )
    for _ in range(seed.randint(1, 9)):
        kind, width = seed.random(), seed.uniform(2, 30)
        edges: dict[str, Any] = {
            "at_start": seed.choice([0, 0, -1, 2]),
            "at_end": seed.choice([0, 0, -1.5]),
        }
        inner: dict[str, Any] = {"stretch": 3.0, "shrink": 0.6} if seed.random() < 0.2 else {}
        if kind < 0.4:
            items.append(Item(width, at_end=2, penalty=50, hyphen=True)._replace(**inner))
        else:
            penalty = FORCED if kind > 0.95 else seed.choice([0, 0, 0, 3000])
            items.append(word(width)._replace(penalty=penalty, **edges, **inner))
    widths = [seed.uniform(20, 70) for _ in range(seed.randint(1, 3))]
    return items, widths, style


def assert_is_best(items: list[Item], widths: list[float], style: Settings) -> None:
    ends = breaks(items, widths, style)
    best = min(quality(items, plan, widths, style) for plan in all_plans(items))
    assert quality(items, ends, widths, style) == pytest.approx(best, rel=1e-9)


@pytest.mark.parametrize(
    "part", [0, *(pytest.param(part, marks=pytest.mark.corpus) for part in range(1, 10))]
)
def test_plans_are_the_best_of_all(part: int) -> None:
    seed = random.Random(part)  # noqa: S311 - not for cryptography
    for _ in range(PARAGRAPHS):
        assert_is_best(*paragraph(seed))


def test_hyphens_are_narrowed_with_their_lines() -> None:
    syllables = [Item(width, at_end=2, hyphen=True) for width in (24, 24, 28, 28)]
    # 58 with the hyphen, and 5 % narrower as wide as the line
    assert breaks(syllables, [50, 55.1], Settings(scale=0.05, most_hyphens=1)) == [1, 3]


def test_lines_without_spaces_are_as_full_as_they_can_be() -> None:
    text = [Item(30), Item(30), Item(30), Item(30), Item(20), Item(0, penalty=FORCED)]
    assert breaks(text, [70, 100], Settings())[:1] == [1]
    assert breaks(text, [100], Settings())[:1] == [2]
