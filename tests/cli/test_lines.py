"""Lines that are folded to the width of a terminal, and grids that fit it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publisher.cli.grid import Column, grid_lines
from publisher.cli.lines import capped, columns, folded, unbroken, unfolded

# Slugs with everything that a line could be broken at, also characters of two columns.
slugs = st.text("abc-/ .’橋", max_size=90).map(lambda text: f"a{text}b")
words = st.text("xyz", min_size=1, max_size=12)
widths = st.integers(60, 220)
SLUG = "armenia-rejects-csto-assistance"


@given(slugs, st.lists(words), st.lists(words), widths)
def test_a_path_is_never_broken(
    slug: str, before: list[str], after: list[str], width: int
) -> None:
    path = f"seeds/{slug}.md:3:"
    line = " ".join([*before, unbroken(path), *after])
    parts = list(folded(line, width))
    assert any(path in part for part in parts)
    # Nothing else is lost or added, and only the path exceeds the width.
    assert "".join(parts).replace(" ", "") == unfolded(line).replace(" ", "")
    assert all(columns(part) <= width for part in parts if path not in part)
    (holder,) = (part for part in parts if path in part)
    assert columns(holder) <= width or holder.strip() == path


@given(st.lists(words, min_size=1), widths)
def test_a_pipe_gets_the_line_that_was_folded(found: list[str], width: int) -> None:
    line = " ".join(found)
    assert " ".join(part.strip() for part in folded(line, width)) == unfolded(line)


def test_a_line_is_filled() -> None:
    assert list(folded("aa bb cc", 5)) == ["aa bb", "  cc"]
    assert list(folded("    aa bb cc", 9)) == ["    aa bb", "      cc"]


def test_chinese_characters_take_two_columns() -> None:
    assert columns("a橋梁") == 5


def test_a_command_is_not_broken_if_a_line_has_room() -> None:
    line = "the catalogue is not up to date; run: publisher update --check"
    assert list(folded(line, 45)) == [
        "the catalogue is not up to date; run:",
        "  publisher update --check",
    ]
    assert list(folded("stop; run: publisher update --check", 20)) == [
        *("stop; run: publisher", "  update --check")
    ]


def test_arguments_in_quotation_marks_are_not_broken() -> None:
    line = f"error: there is no article 'a {SLUG}', it's gone"
    assert list(folded(line, 60)) == [
        "error: there is no article",
        f"  'a {SLUG}', it's gone",
    ]


def test_of_many_lines_some_are_counted() -> None:
    lines = [str(number) for number in range(3000)]
    assert list(capped(lines, " warnings", 1)) == ["0", "… and 2,999 more warnings"]
    assert list(capped(lines[:30], " warnings")) == lines[:30]


cells = st.sampled_from(["done", "0%", "60%", "", "12,345", "2026-03-01"])


@st.composite
def grids(draw: st.DrawFn) -> tuple[Column, list[Column]]:
    names = draw(st.lists(slugs, min_size=1, max_size=5))
    columns_of = st.builds(
        Column,
        st.sampled_from(["hy", "zh-Hant", "Words left"]),
        st.lists(cells, min_size=len(names), max_size=len(names)),
    )
    return Column("Article", names), draw(st.lists(columns_of, min_size=1, max_size=12))


@given(grids(), widths)
def test_a_grid_fits_the_width_and_breaks_no_name(
    grid: tuple[Column, list[Column]], width: int
) -> None:
    names, found = grid
    lines = list(grid_lines(names, found, width))
    for line in lines:
        assert columns(line) <= width or line in names.cells
    for name in names.cells:
        assert any(line == name or line.startswith(f"{name} ") for line in lines)
    shown = " ".join(lines).split()
    expected = [cell for column in found for cell in column.cells if cell]
    assert all(shown.count(cell) >= expected.count(cell) for cell in expected)


def test_a_grid_in_a_pipe_has_one_line_for_each_row() -> None:
    names = Column("Article", [SLUG * 9, "bridge"])
    found = [Column(f"x{number}", ["done", "0%"]) for number in range(40)]
    lines = list(grid_lines(names, found, None))
    assert len(lines) == 3
    assert lines[1].startswith(f"{SLUG * 9}  done")


def test_a_long_name_is_on_a_line_of_its_own() -> None:
    names = Column("Article", [SLUG, "bridge"])
    found = [Column(code, ["done", "60%"]) for code in ("en", "de", "fr", "hy", "ru", "zh-Hant")]
    assert list(grid_lines(names, found, 60)) == [
        "Article                  en    de    fr    hy    ru  zh-Hant",
        SLUG,
        "                       done  done  done  done  done     done",
        "bridge                  60%   60%   60%   60%   60%      60%",
    ]
    assert list(grid_lines(names, found, 40)) == [
        "Article",
        "     en    de    fr    hy    ru  zh-Hant",
        SLUG,
        "   done  done  done  done  done     done",
        "bridge",
        "    60%   60%   60%   60%   60%      60%",
    ]


def test_columns_without_room_are_below() -> None:
    names = Column("Article", [SLUG, SLUG])
    found = [Column(code, ["done", "60%"]) for code in ("en", "de", "fr", "hy", "ru", "zh-Hant")]
    assert list(grid_lines(names, found, 30, keys=1)) == [
        "Article",
        "    en    de    fr    hy    ru",
        SLUG,
        "  done  done  done  done  done",
        "   60%   60%   60%   60%   60%",
        "",
        "Article            en  zh-Hant",
        SLUG,
        "                 done     done",
        "                  60%      60%",
    ]
