"""Layout messages: extract, validate and translate the texts of layouts."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

import jinja2
from babel.messages.extract import extract
from markupsafe import Markup, escape

from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.catalogues.catalogue import Message, merge_repeated
from publisher.language.locale import Language
from publisher.markup.document import html_in_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from publisher.catalogues.catalogue_file import CatalogueFile
    from publisher.editions.edition import Edition

# `_` marks messages in the text of a page, `_p` those with a context (its first argument), and
# `gettext` messages in attributes and CSS.
_KEYWORDS: Mapping[str, tuple[tuple[int, str], int] | None] = MappingProxyType(
    {"_": None, "_p": ((1, "c"), 2), "gettext": None}
)
SIZE_LIMIT = 2**20  # of a file in templates/, in bytes
LAYOUT_LANGUAGE = "en"  # source language of the layout messages


def extract_messages(layout: Path) -> list[Message]:
    """Return the messages of a layout, extracted with Jinja2's extractor for Babel.

    Raises PublisherError, with file and line, for a layout that cannot be read or parsed.
    """
    try:
        return [*_extract(read_text(layout, limit=SIZE_LIMIT))]
    except jinja2.TemplateSyntaxError as error:
        raise PublisherError(
            f"{error.message}; fix the layout", file=layout, line=error.lineno
        ) from error


@lru_cache(maxsize=64)  # layouts, which seldom change
def _extract(source: str) -> tuple[Message, ...]:
    content, options = BytesIO(source.encode()), {"silent": "false"}
    method = "jinja2.ext:babel_extract"
    calls = extract(method, content, _KEYWORDS, ["L10N:"], options, strip_comment_tags=True)
    return tuple(
        merge_repeated(_message(text, comments, context) for _, text, comments, context in calls)
    )


def _message(text: object, comments: Iterable[str], context: str | None) -> Message:
    source = str(text)
    flags = ("python-format",) if "%(" in source else ()
    return Message(source, tuple(comments), flags, context)


def refuse_other_placeholders(messages: Iterable[Message], file: CatalogueFile) -> None:
    """Raise PublisherError for a translation with other placeholders than its layout message.

    gettext is less strict: it checks only messages that are flagged, and accepts conversions
    such as `%(page).2s`, which would truncate a value.
    """
    for message in messages:
        translation = file.catalogue.translation_of(message.key)
        required = _placeholders(message.source)
        if translation is not None and required and _placeholders(translation) != required:
            raise PublisherError(
                f"the translation of “{message.source}” must hold {', '.join(sorted(required))}"
                " and no other %; fix the translation",
                file=file.path,
                line=file.lines.get(message.key),
            )


def _placeholders(text: str) -> set[str]:
    return {found[0] for found in re.finditer(r"%(\(\w+\)s|.?)", text, re.DOTALL)} - {"%%"}


def fill_placeholders(text: str, values: Mapping[str, object]) -> str:
    """Replace `%(name)s` in text with the value of that name, and `%%` with a percent sign."""
    return re.sub(
        r"%(?:\((\w+)\)s|%)", lambda mark: str(values[mark[1]]) if mark[1] else "%", text
    )


def gettext_functions(edition: Edition) -> dict[str, Callable[..., str]]:
    """Return `_`, `_p` and `gettext`, which translate layout messages for the edition.

    Translations are plain text: `_`, and `_p` with a context as its first argument, escape them
    and the values of their placeholders, and mark an untranslated message with its language.
    `gettext` leaves escaping to the layout.
    """
    translation_of = edition.layout_catalogue.translation

    def gettext(source: str, **values: object) -> str:
        text = translation_of(source) or source
        return fill_placeholders(text, values) if values else text

    def html_gettext(source: str, **values: object) -> Markup:
        return html_pgettext(None, source, **values)

    def html_pgettext(context: str | None, source: str, **values: object) -> Markup:
        translation = translation_of(source, context)
        text = escape(translation or source)
        if values:
            escaped = {name: escape(value) for name, value in values.items()}
            text = Markup(fill_placeholders(text, escaped))  # noqa: S704 - escaped
        if translation or edition.language.base == LAYOUT_LANGUAGE:
            return text
        return in_language(text, Language(LAYOUT_LANGUAGE), edition.language)

    return {"_": html_gettext, "_p": html_pgettext, "gettext": gettext}


def in_language(text: str, language: Language, surrounding: Language) -> Markup:
    """Return text as HTML, marked with its `language` within text in `surrounding`."""
    return Markup(html_in_language(escape(text), language, surrounding))  # noqa: S704 - escaped
