"""Layouts: an edition in, HTML out.

A layout is a Jinja2 file in `templates/`. It receives `edition` and `siblings`, and calls
`_("…")` for each layout message; these are extracted into the `publisher` catalogue and
translated like articles. `{% set pages = 1 %}` limits the number of pages, and
`{% set anchors = true %}` gives headings an `id`, for a list of the `sections`.
"""

from __future__ import annotations

import re
import traceback
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jinja2
from markupsafe import Markup, escape

from publisher.base.errors import PublisherError
from publisher.language.no_break import insert_no_break_spaces
from publisher.markup.document import plain_text
from publisher.markup.renderer import Setting, render
from publisher.pages.contents import sections, with_anchors
from publisher.pages.environment import environment_for
from publisher.pages.layout_messages import gettext_functions, in_language
from publisher.pages.page import Page
from publisher.pages.stylesheets import css_quotes, families_in, font_list, theme_css
from publisher.pages.theme import Design

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from publisher.editions.edition import Edition
    from publisher.editions.proof import Proof
    from publisher.language.locale import Language

PROOF = "_proof"  # layout of proofs; not for articles
_LOGO = "theme:logo"  # cannot clash with an image of an article: it is a URL, not a file name
_PAGE_LIMIT = re.compile(r'<html\b[^>]* data-pages="(\d+)"')
_CELL = re.compile(r"(?<=<t[dh])[^<]*>.*?(?=</t[dh]>)", re.DOTALL)
# Group 1 is markup, to be skipped. Otherwise a run of letters that is too long for a column
# of a table, in scripts that separate words by spaces.
_LONG_WORD = re.compile(
    r"(<[^>]*>|^[^<]*?>)|(?:&#?\w+;|[^\s<>&\u0e00-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\uffef]){17,}"
)


@dataclass(frozen=True)
class Sibling:
    """Link to another finished edition of the article.

    - `language`: language of that edition
    - `href`: URL of its file, relative to this edition's
    """

    language: Language
    href: str


class _Location(NamedTuple):
    """Line of a layout, counted from 1."""

    file: Path
    line: int


def lay_out(  # noqa: PLR0913 - the inputs of a page
    edition: Edition,
    siblings: Sequence[Sibling],
    templates: Path,
    modified: dt.datetime | None = None,
    *,
    design: Design = Design(),  # noqa: B008 - frozen
    draft: bool = False,
    proof: Proof | None = None,
) -> Page:
    """Lay out an edition, or its `proof` if given, as HTML.

    `modified` is the time of the text's last change; a `draft` is stamped as one. Raises
    PublisherError, with file and line, for an error in a layout.
    """
    name = PROOF if proof else edition.target.metadata.layout or design.layout
    languages = (edition.language, *([edition.source.language] if proof else []))
    theme = design.theme
    environment = environment_for(templates, gettext_functions(edition))
    with _layout_errors(templates, edition.source.file.with_suffix(".toml")):
        layout = environment.get_template(f"{name}.html")
        context = _context(edition, siblings, design)
        html = layout.render(**context, modified=modified, draft=draft, proof=proof)
    fonts = chain.from_iterable(families_in(language, html, theme.fonts) for language in languages)
    assets = {**edition.source.assets, **({_LOGO: theme.logo} if theme.logo else {})}
    limit = _PAGE_LIMIT.search(html)
    return Page(
        html, tuple(dict.fromkeys(fonts)), assets, page_limit=int(limit[1]) if limit else None
    )


def _context(edition: Edition, siblings: Sequence[Sibling], design: Design) -> dict[str, object]:
    """Return the variables and functions that a layout can use."""
    own, target, fonts = edition.language, edition.target, design.theme.fonts
    title, body = target.title.children or [], with_anchors(target.body)
    setting = Setting(partial(insert_no_break_spaces, language=own), own.number)
    return {
        "edition": edition,
        "language": own,
        "metadata": target.metadata,
        "theme": design.theme,
        "quotes": css_quotes(own),
        "theme_css": theme_css(design.theme),
        "siblings": siblings,
        "sibling_links": _links(own, siblings),
        "link": _link,
        "shown": lambda field: _metadata_html(edition, field),
        "percent": own.percent(edition.freshness.percent),
        "title": Markup(render(title, setting=setting)),  # noqa: S704 - our own rendering
        "plain_title": plain_text(target.title),
        "title_id": target.tokens[0].attrs.get("id"),
        "sections": [
            replace(section, title=Markup(section.title))  # noqa: S704 - our own rendering
            for section in sections(body, setting)
        ],
        "content": lambda labels, anchors=False: Markup(  # noqa: S704 - our own rendering
            _mark_long_words(render(body if anchors else target.body, labels, title, setting))
        ),
        "marked_up": lambda tokens: Markup(render(tokens)),  # noqa: S704 - our own rendering
        "families": lambda style, text, language=own: font_list(language, style, text, fonts),
    }


def _mark_long_words(html: str) -> str:
    """Mark very long words in cells of tables, so that style sheets can break them anywhere.

    If every word could break anywhere, columns would shrink to the width of a letter.
    """

    def mark(found: re.Match[str]) -> str:
        return found[0] if found[1] else f'<span class="long">{found[0]}</span>'

    return _CELL.sub(lambda cell: _LONG_WORD.sub(mark, cell[0]), html)


@contextmanager
def _layout_errors(templates: Path, sidecar: Path) -> Iterator[None]:
    """Convert an error in a layout to a PublisherError with its file and line."""
    try:
        yield
    except jinja2.TemplateNotFound as error:
        raise PublisherError(
            f"there is no layout {error.name!r}; the layouts are {_layout_names(templates)}",
            file=sidecar,
        ) from error
    except jinja2.TemplateSyntaxError as error:
        file = Path(error.filename) if error.filename else templates
        raise PublisherError(
            f"{error.message}; fix the layout", file=file, line=error.lineno
        ) from error
    except UnicodeDecodeError as error:
        raise PublisherError("a layout is not UTF-8; save it as UTF-8", file=templates) from error
    except PublisherError:
        raise
    except Exception as error:
        if (location := _location_in(templates, error)) is None:
            raise
        raise PublisherError(
            f"{error}; fix the layout", file=location.file, line=location.line
        ) from error


def _metadata_html(edition: Edition, field: str) -> Markup:
    """Return a metadata field as HTML; an untranslated text is marked with its language.

    Names of people are not: they belong to no language, and many are never translated.
    """
    originals = _as_tuple(getattr(edition.source.metadata, field))
    texts = _as_tuple(getattr(edition.target.metadata, field))
    items = [
        escape(insert_no_break_spaces(text, edition.language))
        if field == "author" or (None, original) not in edition.untranslated
        else in_language(text, edition.source.language, edition.language)
        for original, text in zip(originals, texts, strict=True)
    ]
    return Markup(edition.language.listing(items))  # noqa: S704 - each text is escaped


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
    return Markup('<a href="{}"{}>{}</a>').format(href, attribute, text)


def _layout_names(templates: Path) -> str:
    return ", ".join(repr(file.stem) for file in sorted(templates.glob("[!_]*.html")))


def _location_in(templates: Path, error: Exception) -> _Location | None:
    """Return the line of the layout that raised an error; None if no layout did."""
    frames = traceback.extract_tb(error.__traceback__)
    locations = [_Location(Path(frame.filename), frame.lineno or 1) for frame in frames]
    folder = templates.resolve()
    inside = [place for place in locations if place.file.resolve().is_relative_to(folder)]
    return inside[-1] if inside else None
