"""Contents of a page's style elements: style sheets, theme, font lists, CSS strings."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from publisher.base.config_tables import nearest
from publisher.base.css import check_css
from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.fonts.emoji import EMOJI, GENERIC
from publisher.fonts.families import CODE, code_families, common_family, families
from publisher.fonts.installed import characters
from publisher.language.emoji import may_have_emoji
from publisher.language.quotation_marks import quotation_marks
from publisher.language.scripts import script_of, scripts_of, unicode_scripts
from publisher.pages.layout_messages import SIZE_LIMIT, fill_placeholders

if TYPE_CHECKING:
    from publisher.fonts.families import Style
    from publisher.language.locale import Language
    from publisher.pages.templates import Templates
    from publisher.pages.theme import Design, Theme

_STYLES: tuple[Style, ...] = ("Serif", "Sans")
_CODE = re.compile(r"<(?:pre|code|kbd|samp)\b|class=\"math\"")


def stylesheet(templates: Templates, name: str, *, optional: bool = False) -> Markup:
    """Return a style sheet of the folders' `css`; an `optional` one may be missing.

    Raises PublisherError for one that would load another file, and, without a file, for a name
    that is no style sheet's.
    """
    if (file := templates.find(f"css/{name}")) is None:
        if optional and ".." not in PurePosixPath(name).parts:
            return Markup()
        known = [sheet.name for sheet in templates.files("css/*.css")]
        hint = nearest(name, known) or f"; they are {', '.join(known)}"
        raise PublisherError(f"there is no style sheet {name!r} in css/{hint}")
    css = read_text(file, limit=SIZE_LIMIT)
    try:
        _check(css)
    except PublisherError as error:
        raise PublisherError(error.message, file=file, line=error.line) from error
    return Markup(css)  # noqa: S704 - our own style sheet, checked above


@lru_cache  # the style sheets of all pages are the same
def _check(css: str) -> None:
    check_css(css, _is_inside)


def _is_inside(address: str) -> bool:
    """Return whether an address is within the page: an edition is one file, and loads none."""
    return address.strip().lower().startswith(("#", "data:image/"))


def theme_css(theme: Theme) -> Markup:
    """Return a theme's variables as CSS custom properties; loading validated them."""
    declarations = "; ".join(f"{name}: {value}" for name, value in theme.variables.items())
    return Markup(f":root {{ {declarations} }}" if declarations else "")  # noqa: S704 - checked


def font_list(
    language: Language, style: Style | Literal["Mono"], text: str, design: Design
) -> Markup:
    """Return the value of `font-family` for a page that contains `text`.

    The fonts of the `design`'s theme are among them.
    """
    scripts, fonts = scripts_of(text, unicode_scripts(language.script)), design.theme.fonts
    if style == "Mono":
        chosen = code_families(language, scripts)
        chosen = (fonts["mono"], *chosen) if "mono" in fonts else chosen
    else:
        chosen = _with_house_font(language, style, scripts, text, design)
    names = ", ".join(f'"{name}"' for name in dict.fromkeys(chosen))
    generic = {"Serif": "serif", "Sans": "sans-serif", "Mono": "monospace"}[style]
    pictures = f", {GENERIC}" if may_have_emoji(text) else ""
    return Markup(f"{names}, {generic}{pictures}")  # noqa: S704 - our own and validated names


def families_in(language: Language, page: str, design: Design) -> tuple[str, ...]:
    """Return the font families that a page needs, for symbols, code and emoji if it has any."""
    scripts, fonts = scripts_of(page, unicode_scripts(language.script)), design.theme.fonts
    chosen = [
        name
        for style in _STYLES
        for name in _with_house_font(language, style, scripts, page, design)
    ]
    if _CODE.search(page):
        chosen[:0] = [fonts["mono"], CODE] if "mono" in fonts else [CODE]
    if may_have_emoji(page):
        chosen.append(EMOJI)
    return tuple(dict.fromkeys(chosen))


def _with_house_font(
    language: Language, style: Style, scripts: tuple[str, ...], text: str, design: Design
) -> tuple[str, ...]:
    """Return the families of a style, with the house's font among them.

    It is first if it has every letter of `text` in the language's script. Otherwise another
    font sets the whole script, because words of two typefaces are ugly, and the house's font
    precedes Noto's common family, for foreign words.
    """
    chosen = families(language, style, scripts)
    house = design.theme.fonts.get(style.lower())
    if house is None:
        return chosen
    own = set(unicode_scripts(language.script))
    letters = {c for c in set(html.unescape(text)) if c.isalpha() and script_of(c) in own}
    if characters(house, design.font_folders).issuperset(map(ord, letters)):
        return (house, *chosen)
    index = chosen.index(common_family(style))
    return (*chosen[:index], house, *chosen[index:]) if index else chosen


def css_string(text: str) -> Markup:
    """Return text as a CSS string, safe inside a style element (CSS Syntax 3, 4.3.5)."""
    unsafe = "\\\"'<>&"
    escaped = "".join(
        f"\\{ord(c):x} " if c in unsafe or unicodedata.category(c) == "Cc" else c for c in text
    )
    return Markup(f'"{escaped}"')  # noqa: S704 - escaped above


def css_quotes(language: Language) -> Markup:
    """Return the value of `quotes`, for `<q>`; French sets a space inside guillemets."""
    marks = quotation_marks(language)
    if marks is None:
        return Markup("auto")
    is_spaced = language.base == "fr" and language.locale.territory != "CH"
    space = "\u00a0" if is_spaced else ""
    (opening, closing), inner = marks.outer, marks.inner
    values = (opening + space, space + closing, *inner)
    return Markup(" ").join(map(css_string, values))


def css_counters(text: str, style: str) -> Markup:
    """Return a message with %(page)s and %(pages)s as a value of the CSS property `content`."""
    counters = {"page": f"\0counter(page, {style})\0", "pages": f"\0counter(pages, {style})\0"}
    parts = fill_placeholders(text, counters).split("\0")
    # Parts with an odd index are counters.
    values = [p if i % 2 else css_string(p) for i, p in enumerate(parts) if p]
    return Markup(" ").join(Markup(value) for value in values)  # noqa: S704 - our own
