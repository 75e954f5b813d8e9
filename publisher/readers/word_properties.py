"""Core properties of a Word document, as metadata of its article (ECMA-376, part 2, 8.3).

Word fills them in by itself, so those that no editor would write are left out: names of programs
and accounts, titles of files, dates of templates.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from publisher.base.characters import is_visible, single_spaced
from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.markup.document import Metadata
from publisher.readers.bylines import is_name
from publisher.readers.word_parts import parse_part

if TYPE_CHECKING:
    from publisher.readers.word_parts import Attributes

# Words of accounts and programs, in the languages of Word.
_NO_PERSON = re.compile(
    r"\b(?:account|admin|administrator|apache|author|benutzer|dell|docx|gebruiker|google|hp|lenovo"
    r"|libreoffice|microsoft|office|openoffice|owner|pandoc|pc|unknown|user|users|usuario|usuário"
    r"|utente|utilisateur|windows|пользователь|користувач)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"microsoft word|(?:word )?document ?\d*$|untitled|doc\d*$|.*\.(?:docx?|rtf|odt|dotx?)$",
    re.IGNORECASE,
)
_FIRST_YEAR = 1990  # Earlier days are the zero of a clock.
_TEMPLATE = "2013-12-23T23:15:00Z"  # of python-docx


def core_properties(content: bytes) -> Metadata:
    """Return the metadata in a document's core properties. Raises ExpatError for damaged XML."""
    values = _values(content)
    title = values.get("title", "")
    keywords = re.split("[,;،、；]", values.get("keywords", ""))
    return Metadata(
        title=title if is_visible(title) and not _NO_TITLE.match(title) else None,
        author=tuple(filter(_is_person, map(str.strip, values.get("creator", "").split(";")))),
        date=_created(values.get("created", ""), values.get("modified", "")),
        language=_language(values.get("language", "")),
        keywords=tuple(dict.fromkeys(filter(is_visible, map(str.strip, keywords)))),
    )


def _values(content: bytes) -> dict[str, str]:
    values: dict[str, str] = {}
    current = ""

    def start(name: str, _attributes: Attributes) -> None:
        nonlocal current
        current = name

    def text(data: str) -> None:
        values[current] = values.get(current, "") + data

    parse_part(content, start, text=text)
    return {name: single_spaced(" ".join(value.split())) for name, value in values.items()}


def _is_person(name: str) -> bool:
    return is_name(name) and not _NO_PERSON.search(name)


def _created(created: str, modified: str) -> dt.date | None:
    """Return the day of creation, unless it is of a template or of a clock that was wrong.

    The day of the last change would follow every correction.
    """
    day, last = _day(created), _day(modified)
    is_wrong = created == _TEMPLATE or day is None or day.year < _FIRST_YEAR
    return None if is_wrong or (day and last and day > last) else day


def _day(text: str) -> dt.date | None:
    try:
        return dt.datetime.fromisoformat(text).date() if text else None
    except ValueError:
        return None


def _language(tag: str) -> str | None:
    try:
        return Language.parse(tag).base if tag else None
    except PublisherError:
        return None
