"""The house's theme: `templates/theme.toml`, checked so that nothing else gets into the CSS."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.base.config_tables import nearest, read_toml
from publisher.fonts.installed import installed_families, is_installed
from publisher.images.load import image_asset

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from publisher.base.config_tables import Table
    from publisher.base.errors import PublisherError
    from publisher.markup.document import Asset

_KEYS = ("name", "logo", "accent", "ink", "page", "columns", "serif", "sans", "mono")
_COLOURS = ("accent", "ink")
_FONTS = ("serif", "sans", "mono")
# By the name of a page, its size and a leaf's, two of which lie on one sheet of it. Half
# an A5 would be too small to read.
_SIZES = MappingProxyType(
    {
        "A4": ("210mm 297mm", "148mm 210mm"),
        "A5": ("148mm 210mm", "148mm 210mm"),
        "Letter": ("8.5in 11in", "5.5in 8.5in"),
    }
)
_NARROW = "A5"  # too narrow for columns
_MOST_COLUMNS = 2
_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


@dataclass(frozen=True)
class Theme:
    """What a newsroom chose; what it left open is None, and the layouts' own.

    `name` is the newsroom's, `fonts` are its families by style (`serif`, `sans`, `mono`),
    `variables` are CSS custom properties. `warnings` are what harms readers.
    """

    name: str | None = None
    logo: Asset | None = None
    fonts: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[PublisherError, ...] = ()


@dataclass(frozen=True)
class Design:
    """How pages look: the theme, and the layout of articles that name none."""

    theme: Theme = Theme()
    layout: str = "article"


def load_theme(templates: Path) -> Theme:
    """Read the theme of the layouts in a folder; raise PublisherError by key and line.

    A folder without one has the layouts' own colours, fonts and page.
    """
    file = templates / "theme.toml"
    if not file.exists():
        return Theme()
    table = read_toml(file)
    table.refuse_unknown(_KEYS, "the theme")
    theme = Theme(
        name=table.get("name", _words),
        logo=table.get("logo", lambda value: _logo(value, templates)),
        fonts={key: font for key in _FONTS if (font := table.get(key, _font))},
        variables=dict(_variables(table)),
    )
    if theme.logo and not theme.name:
        problem = "a logo needs the newsroom's name for those who do not see it; add name"
        raise table.error(problem, "logo")
    return replace(theme, warnings=tuple(_faint(table, theme)))


def _variables(table: Table) -> Iterator[tuple[str, str]]:
    for key in _COLOURS:
        if colour := table.get(key, _colour):
            yield f"--{key}", colour
    page = table.get("page", _page)
    if page:
        yield from zip(("--sheet", "--leaf"), _SIZES[page], strict=True)
    columns = table.get("columns", _columns) or (1 if page == _NARROW else None)
    if columns:
        yield "--columns", "auto" if columns == 1 else str(columns)


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError('must be words in quotes, on one line, like "The Newsroom"')
    return value.strip()


def _colour(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"#([0-9A-Fa-f]{3}){1,2}", value):
        raise ValueError(f'must be a colour like "#8a1c1c", not {value!r}')
    return value


def _page(value: object) -> str:
    if not isinstance(value, str) or value not in _SIZES:
        raise ValueError(f"must be one of {', '.join(_SIZES)}, not {value!r}")
    return value


def _columns(value: object) -> int:
    if type(value) is not int or not 1 <= value <= _MOST_COLUMNS:
        raise ValueError(f"must be 1 or {_MOST_COLUMNS}, not {value!r}")
    return value


def _font(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\w[\w .+-]*", value):
        raise ValueError(f'must be the name of a font family, like "PT Serif", not {value!r}')
    if not is_installed(value):
        hint = nearest(value, installed_families()) or "; install it, or leave the key out"
        raise ValueError(f"no font family {value!r} is installed{hint}")
    return value


def _logo(value: object, templates: Path) -> Asset:
    name = _words(value)
    file = templates / name
    if not file.resolve().is_relative_to(templates.resolve()) or not file.is_file():
        raise ValueError(f"there is no image {name!r} in {templates.name}/; put it there")
    return image_asset(file.read_bytes(), name)


def _faint(table: Table, theme: Theme) -> Iterator[PublisherError]:
    """Say which colours are hard to read on white (WCAG 2.2, 1.4.3)."""
    for key in _COLOURS:
        colour = theme.variables.get(f"--{key}")
        if colour and (ratio := contrast_on_white(colour)) < _CONTRAST:
            shown = int(ratio * 100) / 100  # never rounded up to what is enough
            yield table.error(
                f"{key}: {colour} on white has a contrast of {shown}:1, and text needs"
                f" {_CONTRAST}:1 to be read by all; choose a darker colour",
                key,
            )


def contrast_on_white(colour: str) -> float:
    """Return the contrast of `#rgb` or `#rrggbb` on white, from 1 to 21 (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    wide = digits if len(digits) > len("rgb") else "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(wide[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(share: float) -> float:
    """Return the light of an sRGB channel (WCAG 2.2, relative luminance)."""
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's
