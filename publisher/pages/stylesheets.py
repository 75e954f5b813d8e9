"""What stands in a page's style element: style sheets, the theme, fonts, words."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from publisher.base.files import read_text
from publisher.fonts.families import CODE, code_families, common_family, families
from publisher.fonts.installed import characters
from publisher.language.scripts import parts, script_of, scripts_of
from publisher.pages.layout_messages import LIMIT, fill_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from publisher.fonts.families import Style
    from publisher.language.locale import Language
    from publisher.pages.theme import Theme

_STYLES: tuple[Style, ...] = ("Serif", "Sans")
_CODE = re.compile(r"<(?:pre|code|kbd|samp)\b|class=\"math\"")


def stylesheet(templates: Path, name: str, *, optional: bool = False) -> Markup:
    """Return a style sheet of templates/css; an `optional` one may be missing."""
    file = templates / "css" / name
    if optional and not file.exists():
        return Markup()
    return Markup(read_text(file, limit=LIMIT))  # noqa: S704 - our own style sheet


def theme_css(theme: Theme) -> Markup:
    """Write what the house chose as CSS custom properties; the theme was checked."""
    written = "; ".join(f"{name}: {value}" for name, value in theme.variables.items())
    return Markup(f":root {{ {written} }}" if written else "")  # noqa: S704 - checked


def font_list(
    language: Language, style: Style | Literal["Mono"], text: str, fonts: Mapping[str, str]
) -> Markup:
    """Write the value of `font-family` for a page that holds `text`, with the house's `fonts`."""
    scripts = scripts_of(text, parts(language.script))
    if style == "Mono":
        chosen = code_families(language, scripts)
        chosen = (fonts["mono"], *chosen) if "mono" in fonts else chosen
    else:
        chosen = _with_house(language, style, scripts, text, fonts)
    names = ", ".join(f'"{name}"' for name in dict.fromkeys(chosen))
    last = {"Serif": "serif", "Sans": "sans-serif", "Mono": "monospace"}[style]
    return Markup(f"{names}, {last}")  # noqa: S704 - ours, and names that were checked


def families_in(language: Language, page: str, fonts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the families that a page needs: no symbols or code where it has none."""
    scripts = scripts_of(page, parts(language.script))
    chosen = [
        name for style in _STYLES for name in _with_house(language, style, scripts, page, fonts)
    ]
    if _CODE.search(page):
        chosen[:0] = [fonts["mono"], CODE] if "mono" in fonts else [CODE]
    return tuple(dict.fromkeys(chosen))


def _with_house(
    language: Language, style: Style, scripts: tuple[str, ...], text: str, fonts: Mapping[str, str]
) -> tuple[str, ...]:
    """Put the house's font first where it has every letter that the language writes with.

    Where it lacks some, another font sets the whole script: words of two faces are ugly.
    Then the house's font sets what is foreign, before Noto's common family.
    """
    chosen = families(language, style, scripts)
    house = fonts.get(style.lower())
    if house is None:
        return chosen
    own = set(parts(language.script))
    letters = {c for c in set(html.unescape(text)) if c.isalpha() and script_of(c) in own}
    if characters(house).issuperset(map(ord, letters)):
        return (house, *chosen)
    before = chosen.index(common_family(style))
    return (*chosen[:before], house, *chosen[before:]) if before else chosen


def css_string(text: str) -> Markup:
    """Write text as a CSS string that is safe inside a style element (CSS Syntax 3, 4.3.5)."""
    unsafe = "\\\"'<>&"
    escaped = "".join(
        f"\\{ord(c):x} " if c in unsafe or unicodedata.category(c) == "Cc" else c for c in text
    )
    return Markup(f'"{escaped}"')  # noqa: S704 - escaped above


def css_counters(text: str, style: str) -> Markup:
    """Write words with %(page)s and %(pages)s as the value of a CSS `content` property."""
    marks = {"page": f"\0counter(page, {style})\0", "pages": f"\0counter(pages, {style})\0"}
    parts = fill_in(text, marks).split("\0")
    # Every second part is a counter.
    written = [p if i % 2 else css_string(p) for i, p in enumerate(parts) if p]
    return Markup(" ").join(Markup(part) for part in written)  # noqa: S704 - ours
