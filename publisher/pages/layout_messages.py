"""The layouts' own words: extracted, checked, and said in an edition's language."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

import jinja2
from babel.messages.extract import extract
from markupsafe import Markup, escape

from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.catalogues.catalogue import Message, merge_repeated
from publisher.catalogues.pofile import lines_of
from publisher.language.locale import Language
from publisher.markup.document import html_in_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from publisher.catalogues.catalogue import Catalogue
    from publisher.editions.edition import Edition

# `_` marks words that stand in the page's text, `gettext` those in attributes and CSS.
_KEYWORDS = {"_": None, "gettext": None}
LIMIT = 2**20  # of a file in templates/, in bytes
LAYOUT_LANGUAGE = "en"  # the language that the layouts are written in


def extract_messages(layout: Path) -> list[Message]:
    """Return a layout's own words, through Jinja2's extractor for Babel."""
    try:
        return [*_words(read_text(layout, limit=LIMIT))]
    except jinja2.TemplateSyntaxError as error:
        raise PublisherError(
            f"{error.message}; mend the layout", file=layout, line=error.lineno
        ) from error


@lru_cache(maxsize=64)  # layouts, which seldom change
def _words(layout: str) -> tuple[Message, ...]:
    content, options = BytesIO(layout.encode()), {"silent": "false"}
    method = "jinja2.ext:babel_extract"
    calls = extract(method, content, _KEYWORDS, ["L10N:"], options, strip_comment_tags=True)
    return tuple(merge_repeated(_message(words, comments) for _, words, comments, _ in calls))


def _message(text: object, comments: Iterable[str]) -> Message:
    words = str(text)
    return Message(words, tuple(comments), ("python-format",) if "%(" in words else ())


def refuse_other_placeholders(words: Iterable[Message], catalogue: Catalogue, file: Path) -> None:
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


def words_for(edition: Edition) -> dict[str, Callable[..., str]]:
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
        if answer(words) or edition.language.base == LAYOUT_LANGUAGE:
            return text
        return foreign(text, Language(LAYOUT_LANGUAGE), edition.language)

    return {"_": marked, "gettext": gettext}


def foreign(text: str, own: Language, around: Language) -> Markup:
    """Escape text and mark it as words of its `own` language."""
    return Markup(html_in_language(escape(text), own, around))  # noqa: S704 - escaped
