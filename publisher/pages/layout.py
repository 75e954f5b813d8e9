"""Layouts: an edition in, HTML out.

A layout is a Jinja2 file in templates/. It gets `edition` and `siblings`, and calls
`_("…")` for each word of its own: such words are extracted into the `publisher`
catalogue and translated like the articles. One that promises a number of pages says
`{% set pages = 1 %}`, one that lists the `sections` says `{% set anchors = true %}`.
"""

from __future__ import annotations

import re
import traceback
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup, escape

from publisher.base.errors import PublisherError
from publisher.language.no_break import insert_no_break_spaces
from publisher.markup.document import plain_text
from publisher.markup.renderer import Setting, render
from publisher.pages.contents import sections, with_anchors
from publisher.pages.environment import environment_for
from publisher.pages.layout_messages import foreign, words_for
from publisher.pages.page import Page
from publisher.pages.stylesheets import (
    families_in,
    font_list,
    theme_css,
)
from publisher.pages.theme import Design

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from publisher.editions.edition import Edition
    from publisher.editions.proof import Proof
    from publisher.language.locale import Language

PROOF = "_proof"  # the layout of proofs, which no article chooses
_LOGO = "theme:logo"  # no image of an article can be called so: that is an address
_PROMISE = re.compile(r'<html\b[^>]* data-pages="(\d+)"')
_CELL = re.compile(r"(?<=<t[dh])[^<]*>.*?(?=</t[dh]>)", re.DOTALL)
# What lies between marks; and more letters in a row than a column of a table can be
# expected to hold, in scripts that divide words by spaces.
_LONG_WORD = re.compile(
    r"(<[^>]*>|^[^<]*?>)|(?:&#?\w+;|[^\s<>&\u0e00-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\uffef]){17,}"
)


@dataclass(frozen=True)
class Sibling:
    """Another finished edition of the article, and where it lies from here."""

    language: Language
    href: str


def lay_out(  # noqa: PLR0913 - what a page is made of
    edition: Edition,
    siblings: Sequence[Sibling],
    templates: Path,
    modified: dt.datetime | None = None,
    *,
    design: Design = Design(),  # noqa: B008 - frozen
    proof: Proof | None = None,
) -> Page:
    """Lay an edition out as HTML, or the proof of it if there is one.

    `modified` is when its text was last changed. Raises PublisherError, with the layout's
    file and line.
    """
    name = PROOF if proof else edition.target.metadata.layout or design.layout
    languages = (edition.language, *([edition.source.language] if proof else []))
    theme = design.theme
    environment = environment_for(templates, words_for(edition))
    with _layout_errors(templates, edition.source.file.with_suffix(".toml")):
        layout = environment.get_template(f"{name}.html")
        values = _values(edition, siblings, design)
        html = layout.render(**values, modified=modified, proof=proof)
    found = chain.from_iterable(families_in(language, html, theme.fonts) for language in languages)
    assets = {**edition.source.assets, **({_LOGO: theme.logo} if theme.logo else {})}
    promise = _PROMISE.search(html)
    return Page(
        html, tuple(dict.fromkeys(found)), assets, promised=int(promise[1]) if promise else None
    )


def _values(edition: Edition, siblings: Sequence[Sibling], design: Design) -> dict[str, object]:
    """Return what a layout knows."""
    own, target, fonts = edition.language, edition.target, design.theme.fonts
    title, body = target.title.children or [], with_anchors(target.body)
    setting = Setting(partial(insert_no_break_spaces, language=own), own.number)
    return {
        "edition": edition,
        "language": own,
        "metadata": target.metadata,
        "theme": design.theme,
        "theme_css": theme_css(design.theme),
        "siblings": siblings,
        "sibling_links": _links(own, siblings),
        "link": _link,
        "shown": lambda field: _shown(edition, field),
        "percent": own.percent(edition.freshness.percent),
        "title": Markup(render(title, setting=setting)),  # noqa: S704 - our own rendering
        "plain_title": plain_text(target.title),
        "title_id": target.tokens[0].attrs.get("id"),
        "sections": [
            replace(section, title=Markup(section.title))  # noqa: S704 - our own rendering
            for section in sections(body, setting)
        ],
        "content": lambda labels, anchors=False: Markup(  # noqa: S704 - our own rendering
            _breakable(render(body if anchors else target.body, labels, title, setting))
        ),
        "marked_up": lambda tokens: Markup(render(tokens)),  # noqa: S704 - our own rendering
        "families": lambda style, text, language=own: font_list(language, style, text, fonts),
    }


def _breakable(html: str) -> str:
    """Mark very long words in the cells of tables, which may be divided anywhere.

    Were all words to be divided anywhere, a table would be set in columns of one letter.
    """

    def marked(found: re.Match[str]) -> str:
        return found[0] if found[1] else f'<span class="long">{found[0]}</span>'

    return _CELL.sub(lambda cell: _LONG_WORD.sub(marked, cell[0]), html)


@contextmanager
def _layout_errors(templates: Path, sidecar: Path) -> Iterator[None]:
    """Tell what goes wrong in a layout with its file and line."""
    try:
        yield
    except jinja2.TemplateNotFound as error:
        raise PublisherError(
            f"there is no layout {error.name!r}; the layouts are {_known(templates)}",
            file=sidecar,
        ) from error
    except jinja2.TemplateSyntaxError as error:
        file = Path(error.filename) if error.filename else templates
        raise PublisherError(
            f"{error.message}; mend the layout", file=file, line=error.lineno
        ) from error
    except UnicodeDecodeError as error:
        raise PublisherError("a layout is not UTF-8; save it as UTF-8", file=templates) from error
    except PublisherError:
        raise
    except Exception as error:
        if (place := _place_in(error, templates)) is None:
            raise
        raise PublisherError(f"{error}; mend the layout", file=place[0], line=place[1]) from error


def _shown(edition: Edition, field: str) -> Markup:
    """Write a metadata field for the page; what is not translated says its language."""
    originals = _texts(getattr(edition.source.metadata, field))
    texts = _texts(getattr(edition.target.metadata, field))
    shown = [
        escape(insert_no_break_spaces(text, edition.language))
        if (None, original) not in edition.unanswered
        else foreign(text, edition.source.language, edition.language)
        for original, text in zip(originals, texts, strict=True)
    ]
    return Markup(edition.language.listing(shown))  # noqa: S704 - each text is escaped


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _links(language: Language, siblings: Sequence[Sibling]) -> Markup:
    links = [_link(s.href, s.language.name_in(language), s.language.tag) for s in siblings]
    return Markup(language.listing(links))  # noqa: S704 - each link is escaped


def _link(href: str, text: str, hreflang: str | None = None) -> Markup:
    attribute = Markup(' hreflang="{}"').format(hreflang) if hreflang else ""
    return Markup('<a href="{}"{}>{}</a>').format(href, attribute, text)


def _known(templates: Path) -> str:
    return ", ".join(repr(file.stem) for file in sorted(templates.glob("[!_]*.html")))


def _place_in(error: Exception, templates: Path) -> tuple[Path, int] | None:
    """Find the line of a layout in which an error arose."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [(Path(frame.filename), frame.lineno or 1) for frame in frames]
    inside = [p for p in places if p[0].resolve().is_relative_to(templates.resolve())]
    return inside[-1] if inside else None
