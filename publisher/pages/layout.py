"""Layouts: an edition in, HTML out.

A layout is a Jinja2 file, the project's or the package's. It receives `edition` and
`siblings`, and calls `_("…")` for each layout message; these are extracted into the
`publisher` catalogue and translated like articles. `{% set pages = 1 %}` limits the number of
pages, and `{% set anchors = true %}` gives headings an `id`, for a list of the `sections`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from publisher.base.characters import HANGUL, UNSPACED
from publisher.base.errors import PublisherError
from publisher.base.guard import guard
from publisher.fonts.installed import own_faces
from publisher.language.no_break import insert_no_break_spaces
from publisher.language.scripts import WITH_DROP_CAPS
from publisher.markup.addresses import mark_addresses
from publisher.markup.document import plain_text
from publisher.markup.renderer import Setting, own_link, render
from publisher.markup.script_runs import mark_script_runs, text_in_runs
from publisher.pages.blocks import refuse_unknown_blocks
from publisher.pages.contents import sections, with_anchors
from publisher.pages.environment import environment_for
from publisher.pages.formulas import display_html, formula_html
from publisher.pages.headers import header_classes, lead_of
from publisher.pages.layout_errors import layout_errors
from publisher.pages.layout_messages import gettext_functions, in_language
from publisher.pages.page import Page
from publisher.pages.page_sides import page_sides
from publisher.pages.stylesheets import css_quotes, families_in, font_list, theme_css
from publisher.pages.theme import Design

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from publisher.editions.edition import Edition
    from publisher.editions.proof import Proof
    from publisher.language.locale import Language
    from publisher.pages.templates import Templates

PROOF = "_proof"  # layout of proofs; not for articles
_LOGO = "theme:logo"  # cannot clash with an image of an article: it is a URL, not a file name
_PAGE_LIMIT = re.compile(r'<html\b[^>]* data-pages="([^"]*)"')
_CELL = re.compile(r"(?<=<t[dh])[^<]*>.*?(?=</t[dh]>)", re.DOTALL)
# Group 1 is markup, to be skipped. Otherwise a run of letters that is too long for a column
# of a table, in scripts that divide words at few letters.
_LONG_WORD = re.compile(rf"(<[^>]*>|^[^<]*?>)|(?:&#?\w+;|[^\s<>&{UNSPACED}{HANGUL}]){{17,}}")


@dataclass(frozen=True)
class Sibling:
    """Link to another finished edition of the article.

    - `language`: language of that edition
    - `href`: URL of its file, relative to this edition's
    """

    language: Language
    href: str


def lay_out(  # noqa: PLR0913 - the inputs of a page
    edition: Edition,
    siblings: Sequence[Sibling],
    templates: Templates,
    modified: dt.datetime | None = None,
    *,
    design: Design = Design(),  # noqa: B008 - frozen
    draft: bool = False,
    proof: Proof | None = None,
    links: Mapping[str, str | None] = MappingProxyType({}),
) -> Page:
    """Lay out an edition, or its `proof` if given, as HTML.

    `links` are the addresses on the page of the article's links; None shows only the words of
    one. `modified` is the time of the text's last change; a `draft` is stamped as one. Raises
    PublisherError, with file and line, for an error in a layout.
    """
    name = PROOF if proof else edition.target.metadata.layout or design.layout
    languages = (edition.language, *([edition.source.language] if proof else []))
    theme = design.theme
    if proof:  # for an office, not for a printer
        theme = replace(theme, facing_pages=False, bleed=None)
        design = replace(design, theme=theme)
    sheets: dict[str, str] = {}
    environment = environment_for(templates, gettext_functions(edition), sheets)
    shown: list[str] = []
    context = _context(edition, siblings, design, links, shown)
    with (
        guard(templates.file(f"{name}.html")),
        layout_errors(templates, f"{name}.html", edition.source),
    ):
        layout = environment.get_template(f"{name}.html")
        html = layout.render(**context, modified=modified, draft=draft, proof=proof)
        for loaded in tuple(environment.loader.loaded):
            refuse_unknown_blocks(environment, loaded)
        limit = _page_limit(html, templates.file(f"{name}.html"))
    named = chain.from_iterable(families_in(language, html, design) for language in languages)
    families = tuple(dict.fromkeys(named))
    assets = {**edition.source.assets, **({_LOGO: theme.logo} if theme.logo else {})}
    return Page(
        html,
        families,
        assets,
        page_limit=limit,
        image_ppi=theme.image_ppi,
        has_text=any(text in html for text in shown),
        stylesheets={name: str(css) for name, css in sheets.items() if css},
        fonts=own_faces(families, design.font_folders),
    )


def _page_limit(html: str, layout: Path) -> int | None:
    """Return the number of pages that a layout promises. Raises PublisherError."""
    if (found := _PAGE_LIMIT.search(html)) is None:
        return None
    if not re.fullmatch("[1-9][0-9]{0,3}", found[1]):
        problem = f"pages must be a whole number from 1 to 9999, not {unescape(found[1])!r}"
        raise PublisherError(problem, file=layout)
    return int(found[1])


def _context(
    edition: Edition,
    siblings: Sequence[Sibling],
    design: Design,
    links: Mapping[str, str | None],
    shown: list[str],
) -> dict[str, object]:
    """Return the variables and functions that a layout can use.

    The text is added to `shown` when the layout asks for it.
    """
    own, target = edition.language, edition.target
    drop_cap = design.theme.drop_cap and own.script in WITH_DROP_CAPS
    lead = "" if drop_cap else lead_of(target)
    title = mark_script_runs(target.title.children or [], own)
    text = mark_script_runs(target.body, own)
    body = with_anchors(text)
    plain = Setting(
        missing=edition.source.missing_images, link=lambda href: links.get(href, own_link(href))
    )
    setting = replace(
        plain,
        text=lambda text: mark_addresses(insert_no_break_spaces(text, own)),
        number=own.number,
        formula=formula_html,
        display=display_html,
    )

    @guard(edition.source.file)  # not the layout, which calls it
    def content(labels: Mapping[str, str], anchors: bool = False) -> Markup:  # noqa: FBT001, FBT002 - called by layouts
        html = render(body if anchors else text, labels, title, setting)
        shown.append(_mark_long_words(html))
        return Markup(shown[-1])  # noqa: S704 - our own rendering

    return {
        "edition": edition,
        "language": replace(own, calendar=design.calendar),
        "metadata": target.metadata,
        "theme": design.theme,
        "quotes": css_quotes(own),
        "theme_css": theme_css(design.theme),
        "drop_cap": drop_cap,
        "page_sides": page_sides(own.direction, facing=design.theme.facing_pages),
        "siblings": siblings,
        "sibling_links": _links(own, siblings),
        "link": _link,
        "shown": lambda field: _metadata_html(edition, field),
        "percent": own.percent(edition.freshness.percent),
        "title": Markup(render(title, setting=setting)),  # noqa: S704 - our own rendering
        "plain_title": plain_text(target.title),
        "header_classes": header_classes(plain_text(target.title), lead),
        "title_id": target.tokens[0].attrs.get("id"),
        "sections": [
            replace(section, title=Markup(section.title))  # noqa: S704 - our own rendering
            for section in sections(body, setting)
        ],
        "content": content,
        "marked_up": lambda tokens: Markup(render(tokens, setting=plain)),  # noqa: S704 - our own rendering
        "families": lambda style, text, language=own: font_list(language, style, text, design),
    }


def _mark_long_words(html: str) -> str:
    """Mark very long words in cells of tables, so that style sheets can break them anywhere.

    If every word could break anywhere, columns would shrink to the width of a letter.
    """

    def mark(found: re.Match[str]) -> str:
        return found[0] if found[1] else f'<span class="long">{found[0]}</span>'

    return _CELL.sub(lambda cell: _LONG_WORD.sub(mark, cell[0]), html)


def _metadata_html(edition: Edition, field: str) -> Markup:
    """Return a metadata field as HTML; an untranslated text is marked with its language.

    Names of people are not: they belong to no language, and many are never translated.
    """
    originals = _as_tuple(getattr(edition.source.metadata, field))
    texts = _as_tuple(getattr(edition.target.metadata, field))
    items = [
        _plain(text, edition.language)
        if field == "author" or (None, original) not in edition.untranslated
        else in_language(text, edition.source.language, edition.language)
        for original, text in zip(originals, texts, strict=True)
    ]
    return Markup(edition.language.listing(items))  # noqa: S704 - each text is escaped


def _plain(text: str, language: Language) -> Markup:
    """Return text without markup as HTML."""
    setting = Setting(lambda piece: escape(insert_no_break_spaces(piece, language)))
    return Markup(render(text_in_runs(text, language), setting=setting))  # noqa: S704 - escaped


def _as_tuple(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _links(language: Language, siblings: Sequence[Sibling]) -> Markup:
    """Return links to sibling editions, under the names that their readers look for."""
    links = [
        _link(
            sibling.href,
            in_language(sibling.language.own_name, sibling.language, language),
            sibling.language.tag,
        )
        for sibling in siblings
    ]
    return Markup(language.listing(links))  # noqa: S704 - each link is escaped


def _link(href: str, text: str, hreflang: str | None = None) -> Markup:
    attribute = Markup(' hreflang="{}"').format(hreflang) if hreflang else ""
    shown = text if isinstance(text, Markup) else Markup(mark_addresses(text))  # noqa: S704 - escaped
    return Markup('<a href="{}"{}>{}</a>').format(href, attribute, shown)
