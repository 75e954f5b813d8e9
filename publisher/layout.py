"""Layouts: an edition in, HTML out.

A layout is a Jinja2 file in templates/. It gets `edition` and `siblings`, and calls
`_("…")` for each word of its own: such words are extracted into the `publisher`
catalogue and translated like the articles.
"""

from __future__ import annotations

import re
import traceback
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import jinja2
from babel.messages.extract import extract
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from publisher.catalog import Message, merge_repeated
from publisher.document import html_in_language, plain_text
from publisher.errors import PublisherError
from publisher.files import read_text
from publisher.fonts import code_families, families, families_in
from publisher.language import Language
from publisher.outputs.rendering import Page
from publisher.pofile import lines_of
from publisher.render import Setting, render
from publisher.scripts import parts, scripts_of
from publisher.typography import bind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from publisher.catalog import Catalog
    from publisher.edition import Edition
    from publisher.fonts import Style
    from publisher.proof import Proof

# `_` marks words that stand in the page's text, `gettext` those in attributes and CSS.
_KEYWORDS = {"_": None, "gettext": None}
_LIMIT = 2**20
WORDS_LANGUAGE = "en"  # the language that the layouts are written in
PROOF = "_proof"  # the layout of proofs, which no article chooses


@dataclass(frozen=True)
class Sibling:
    """Another finished edition of the article, and where it lies from here."""

    language: Language
    href: str


def extract_words(layout: Path) -> list[Message]:
    """Return a layout's own words, through Jinja2's extractor for Babel."""
    content = read_text(layout, limit=_LIMIT).encode()
    options = {"silent": "false"}
    method = "jinja2.ext:babel_extract"
    try:
        calls = extract(
            method, BytesIO(content), _KEYWORDS, ["L10N:"], options, strip_comment_tags=True
        )
        return merge_repeated(_message(words, comments) for _, words, comments, _ in calls)
    except jinja2.TemplateSyntaxError as error:
        raise PublisherError(
            f"{error.message}; mend the layout", file=layout, line=error.lineno
        ) from error


def _message(text: object, comments: Iterable[str]) -> Message:
    words = str(text)
    return Message(words, tuple(comments), ("python-format",) if "%(" in words else ())


def refuse_other_placeholders(words: Iterable[Message], catalogue: Catalog, file: Path) -> None:
    """Raise PublisherError for a translation of a layout's word with other placeholders.

    gettext sees less: it lets through what a translator's tool does not flag, and
    conversions such as %(page).2s that would cut a value short.
    """
    for message in words:
        translation = catalogue.translation(message.source)
        wanted = _placeholders(message.source)
        if translation is not None and wanted and _placeholders(translation) != wanted:
            raise PublisherError(
                f"the translation of “{message.source}” must hold {', '.join(sorted(wanted))}"
                " and no other %; mend the message",
                file=file,
                line=lines_of(file).get(message.key),
            )


def _placeholders(text: str) -> set[str]:
    return {found[0] for found in re.finditer(r"%(\(\w+\)s|.?)", text, re.DOTALL)} - {"%%"}


def fill_in(text: str, values: Mapping[str, object]) -> str:
    """Put values where text has `%(name)s`; `%%` is a percent sign."""
    return re.sub(
        r"%(?:\((\w+)\)s|%)", lambda mark: str(values[mark[1]]) if mark[1] else "%", text
    )


def lay_out(
    edition: Edition,
    siblings: Sequence[Sibling],
    templates: Path,
    modified: dt.datetime | None = None,
    proof: Proof | None = None,
) -> Page:
    """Lay an edition out as HTML, or the proof of it if there is one.

    `modified` is when its text was last changed. Raises PublisherError, with the layout's
    file and line.
    """
    name = PROOF if proof else edition.target.metadata.layout
    languages = (edition.language, *([edition.source.language] if proof else []))
    environment = _environment(templates)
    environment.globals |= _words_for(edition)
    heading = edition.target.title.children or []
    setting = Setting(partial(bind, language=edition.language), edition.language.number)
    with _layout_errors(templates, edition.source.file.with_suffix(".toml")):
        layout = environment.get_template(f"{name}.html")
        html = layout.render(
            edition=edition,
            proof=proof,
            language=edition.language,
            metadata=edition.target.metadata,
            modified=modified,
            siblings=siblings,
            sibling_links=_links(edition.language, siblings),
            link=_link,
            shown=lambda field: _shown(edition, field),
            percent=edition.language.percent(edition.freshness.percent),
            title=Markup(render(heading, setting=setting)),  # noqa: S704 - our own rendering
            plain_title=plain_text(edition.target.title),
            title_id=edition.target.tokens[0].attrs.get("id"),
            content=lambda labels: Markup(  # noqa: S704 - our own rendering
                render(edition.target.body, labels, heading, setting)
            ),
            marked_up=lambda tokens: Markup(render(tokens)),  # noqa: S704 - our own rendering
            families=lambda style, text, language=edition.language: _font_list(
                language, style, text
            ),
        )
    found = chain.from_iterable(families_in(language, html) for language in languages)
    return Page(html, tuple(dict.fromkeys(found)), edition.source.assets)


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


def _environment(templates: Path) -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["stylesheet"] = partial(_stylesheet, templates)
    environment.filters["css_string"] = _css_string
    environment.filters["css_counters"] = _css_counters
    return environment


def _words_for(edition: Edition) -> dict[str, Callable[..., str]]:
    """Return the functions that say the layout's own words in the edition's language.

    Translations are plain text to them: what is put into a placeholder is escaped too.
    """
    answer = edition.words.translation

    def gettext(words: str, **values: object) -> str:
        return fill_in(answer(words) or words, values) if values else answer(words) or words

    def marked(words: str, **values: object) -> Markup:
        text = escape(answer(words) or words)
        if values:
            text = Markup(fill_in(text, {k: escape(v) for k, v in values.items()}))  # noqa: S704 - escaped
        if answer(words) or edition.language.base == WORDS_LANGUAGE:
            return text
        return _foreign(text, Language(WORDS_LANGUAGE), edition.language)

    return {"_": marked, "gettext": gettext}


def _foreign(text: str, own: Language, around: Language) -> Markup:
    return Markup(html_in_language(escape(text), own, around))  # noqa: S704 - escaped


def _stylesheet(templates: Path, name: str, *, optional: bool = False) -> Markup:
    """Return a style sheet of templates/css; an `optional` one may be missing."""
    file = templates / "css" / name
    if optional and not file.exists():
        return Markup()
    return Markup(read_text(file, limit=_LIMIT))  # noqa: S704 - our own style sheet


def _font_list(language: Language, style: Style | Literal["Mono"], text: str) -> Markup:
    """Write the value of `font-family` for a page that holds `text`."""
    scripts = scripts_of(text, parts(language.script))
    chosen = (
        code_families(language, scripts) if style == "Mono" else families(language, style, scripts)
    )
    names = ", ".join(f'"{name}"' for name in chosen)
    last = {"Serif": "serif", "Sans": "sans-serif", "Mono": "monospace"}[style]
    return Markup(f"{names}, {last}")  # noqa: S704 - ours


def _shown(edition: Edition, field: str) -> Markup:
    """Write a metadata field for the page; what is not translated says its language."""
    originals = _texts(getattr(edition.source.metadata, field))
    texts = _texts(getattr(edition.target.metadata, field))
    shown = [
        escape(bind(text, edition.language))
        if (None, original) not in edition.unanswered
        else _foreign(text, edition.source.language, edition.language)
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


def _css_string(text: str) -> Markup:
    """Write text as a CSS string that is safe inside a style element (CSS Syntax 3, 4.3.5)."""
    unsafe = "\\\"'<>&"
    escaped = "".join(
        f"\\{ord(c):x} " if c in unsafe or unicodedata.category(c) == "Cc" else c for c in text
    )
    return Markup(f'"{escaped}"')  # noqa: S704 - escaped above


def _css_counters(text: str, style: str) -> Markup:
    """Write words with %(page)s and %(pages)s as the value of a CSS `content` property."""
    marks = {"page": f"\0counter(page, {style})\0", "pages": f"\0counter(pages, {style})\0"}
    parts = fill_in(text, marks).split("\0")
    # Every second part is a counter.
    written = [p if i % 2 else _css_string(p) for i, p in enumerate(parts) if p]
    return Markup(" ").join(Markup(part) for part in written)  # noqa: S704 - ours


def _known(templates: Path) -> str:
    return ", ".join(repr(file.stem) for file in sorted(templates.glob("[!_]*.html")))


def _place_in(error: Exception, templates: Path) -> tuple[Path, int] | None:
    """Find the line of a layout in which an error arose."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [(Path(frame.filename), frame.lineno or 1) for frame in frames]
    inside = [p for p in places if p[0].resolve().is_relative_to(templates.resolve())]
    return inside[-1] if inside else None
