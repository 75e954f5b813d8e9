"""Theme of the publishing house, `templates/theme.toml`; every value is checked before CSS."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from publisher.base import values
from publisher.base.config_tables import nearest, read_toml
from publisher.base.errors import PublisherError
from publisher.base.files import is_inside, is_there
from publisher.fonts.installed import (
    installed_families,
    is_installed,
    is_variable_only,
    variable_problem,
)
from publisher.images.load import read_image

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from publisher.base.config_tables import Table
    from publisher.language.calendars import CalendarChoice
    from publisher.markup.document import Asset

_COLOURS = ("accent", "ink")
_FONTS = ("serif", "sans", "mono")
_KEYS = (
    "name",
    "logo",
    *_COLOURS,
    "page",
    "columns",
    "drop-cap",
    "facing-pages",
    "bleed",
    "image-ppi",
    *_FONTS,
)


class _Size(NamedTuple):
    """Sizes in CSS of a sheet and of a leaflet's leaf, two of which fit on the sheet."""

    sheet: str
    leaf: str


_SIZES = MappingProxyType(
    {
        "A4": _Size(sheet="210mm 297mm", leaf="148mm 210mm"),
        "A5": _Size(sheet="148mm 210mm", leaf="148mm 210mm"),  # half is too small to read
        "Letter": _Size(sheet="8.5in 11in", leaf="5.5in 8.5in"),
    }
)
_NARROW = "A5"  # too narrow for two columns
_SIDE = "8.5%"  # of the width of a page, added to both margins of a single column
_MOST_COLUMNS = 2
_MM: Mapping[str, float] = MappingProxyType({"mm": 1, "cm": 10, "in": 25.4, "pt": 25.4 / 72})
_LEAST_BLEED, _MOST_BLEED = 1, 20  # mm
_LEAST_PPI, _MOST_PPI = 72, 2400
_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


@dataclass(frozen=True)
class Theme:
    """Choices of a newsroom; None and missing keys leave the layouts' defaults.

    - `name`, `logo`: the newsroom's, printed above the article
    - `fonts`: families by style (`serif`, `sans`, `mono`)
    - `drop_cap`: whether texts begin with a large capital
    - `facing_pages`: whether pages are bound, and mirror each other
    - `bleed`: length in CSS by which colour reaches beyond the edges of the page, to be cut off
    - `image_ppi`: pixels per inch of images in PDFs, which have no more; 0 leaves them as they are
    - `variables`: CSS custom properties
    - `warnings`: choices that make the text hard to read
    """

    name: str | None = None
    logo: Asset | None = None
    fonts: Mapping[str, str] = field(default_factory=dict)
    drop_cap: bool = False
    facing_pages: bool = False
    bleed: str | None = None
    image_ppi: int = 300
    variables: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[PublisherError, ...] = ()


@dataclass(frozen=True)
class Design:
    """Look of pages.

    - `layout`: that of articles that name none
    - `font_folders`: the project's own fonts
    - `calendar`: that of dates
    """

    theme: Theme = Theme()
    layout: str = "article"
    font_folders: tuple[Path, ...] = ()
    calendar: CalendarChoice = "local"


def load_theme(templates: Path, font_folders: tuple[Path, ...] = ()) -> Theme:
    """Read `theme.toml` in the folder of layouts; a missing one is the default theme.

    `font_folders` have the project's own fonts. Raises PublisherError by key and line.
    """
    file = templates / "theme.toml"
    if not is_there(file):
        return Theme()
    table = read_toml(file)
    table.refuse_unknown(_KEYS, "the theme")
    font, ppi = partial(_font, folders=font_folders), table.get("image-ppi", _ppi)
    theme = Theme(
        name=table.get("name", _name),
        logo=table.get("logo", lambda value: _logo(value, templates)),
        fonts={key: name for key in _FONTS if (name := table.get(key, font))},
        drop_cap=table.get("drop-cap", values.boolean) or False,
        facing_pages=table.get("facing-pages", values.boolean) or False,
        bleed=table.get("bleed", _bleed),
        image_ppi=Theme.image_ppi if ppi is None else ppi,
        variables=dict(_variables(table)),
    )
    if theme.logo and not theme.name:
        problem = "a logo needs the newsroom's name as its alternative text; add name"
        raise table.error(problem, "logo")
    return replace(theme, warnings=tuple(_faint(table, theme)))


def _variables(table: Table) -> Iterator[tuple[str, str]]:
    for key in _COLOURS:
        if colour := table.get(key, _colour):
            yield f"--{key}", colour
    page = table.get("page", values.one_of(_SIZES))
    if page:
        yield "--sheet", _SIZES[page].sheet
        yield "--leaf", _SIZES[page].leaf
    columns = table.get("columns", values.whole_number(1, _MOST_COLUMNS)) or (
        1 if page == _NARROW else None
    )
    if columns == 1:
        yield "--columns", "auto"
    elif columns:
        yield "--columns", str(columns)
    if columns == 1 and page != _NARROW:
        yield "--side", _SIDE


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise PublisherError('must be words in quotes, on one line, like "The Newsroom"')
    return value.strip()


def _colour(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"#([0-9A-Fa-f]{3}){1,2}", value):
        raise PublisherError(f'must be a colour like "#8a1c1c", not {value!r}')
    return value


def _bleed(value: object) -> str:
    length = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(mm|cm|in|pt)", str(value))
    if not length or not _LEAST_BLEED <= float(length[1]) * _MM[length[2]] <= _MOST_BLEED:
        raise PublisherError(
            f'must be a length from {_LEAST_BLEED} to {_MOST_BLEED} mm, like "3mm" or "0.125in",'
            f" not {value!r}"
        )
    return length[0]


def _ppi(value: object) -> int:
    if type(value) is int and (value == 0 or _LEAST_PPI <= value <= _MOST_PPI):
        return value
    raise PublisherError(
        f"must be a whole number from {_LEAST_PPI} to {_MOST_PPI}, or 0 to keep all pixels, not"
        f" {value!r}"
    )


def _font(value: object, folders: tuple[Path, ...]) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\w[\w .+-]*", value):
        raise PublisherError(f'must be the name of a font family, like "PT Serif", not {value!r}')
    if is_variable_only(value, folders):
        raise PublisherError(variable_problem(value))
    if not is_installed(value, folders):
        hint = nearest(value, installed_families(folders)) or "; install it, or delete the key"
        raise PublisherError(f"no font family {value!r} is installed{hint}")
    return value


def _logo(value: object, templates: Path) -> Asset:
    name = _name(value)
    file = templates / name
    if not is_inside(file, templates) or not file.is_file():
        raise PublisherError(f"there is no image {name!r} in {templates.name}/; put it there")
    return read_image(file, name)


def _faint(table: Table, theme: Theme) -> Iterator[PublisherError]:
    """Yield a warning for each colour too faint on white (WCAG 2.2, 1.4.3)."""
    for key in _COLOURS:
        colour = theme.variables.get(f"--{key}")
        if colour and (ratio := contrast_on_white(colour)) < _CONTRAST:
            shown = int(ratio * 100) / 100  # rounded down, never up to the threshold
            yield table.error(
                f"{key}: {colour} on white has a contrast of {shown}:1, and text needs"
                f" {_CONTRAST}:1 to be read by all; choose a darker colour",
                key,
            )


def contrast_on_white(colour: str) -> float:
    """Return the contrast ratio of `#rgb` or `#rrggbb` on white, from 1 to 21 (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    wide = digits if len(digits) > len("rgb") else "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(wide[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(share: float) -> float:
    """Return the linear light of an sRGB channel, 0 to 1 (WCAG 2.2, relative luminance)."""
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's
