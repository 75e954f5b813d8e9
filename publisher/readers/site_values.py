"""Checkers of values in front matter, in the shapes that site generators accept.

As in base/values, a checker returns a value with its type or raises PublisherError.
"""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from typing import TYPE_CHECKING, cast

from publisher.base import values
from publisher.base.errors import PublisherError
from publisher.markup.spans import CODE_SPAN

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in _MONTHS)
_MONTH = rf"(?P<month>sept|{_MONTH})\.?"
_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
# Days of which no part can be mistaken for another: 2024/3/5, March 5, 2024, Tue, 5 Mar 2024. A
# time of day may follow.
_FORMS = tuple(
    re.compile(rf"(?:[a-z]{{3,9}}\.?,? )?{form}(?:[ t,]+(?:at )?\d{{1,2}}:\d\d.*)?", re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){_DAY}",
        rf"{_DAY}(?:st|nd|rd|th)? {_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
# Inline elements with text alone; `<a>` without an attribute is the name of a tag.
_PAIR = re.compile(
    r"<(a(?=\s)|abbr|b|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)"
    r"(?:\s[^<>]*)?>([^<>]*)</\1>"
)
_BREAK = re.compile(r"<br ?/?>")
# Dates that Quarto and Eleventy compute at each rendering.
_COMPUTED = frozenset(
    {
        "today",
        "now",
        "last-modified",
        "last modified",
        "created",
        "git last modified",
        "git created",
    }
)


def text(value: object) -> str:
    """Check for a text or whole number; HTML becomes plain text, unless it only names a tag."""
    written = str(value) if type(value) is int else value
    if isinstance(written, str):
        written = _BREAK.sub(" ", written)
        while (inner := _PAIR.sub(r"\2", written)) != written:
            written = inner
        written = unescape(written)
    return values.text(written)


def plain_text(value: object) -> str:
    """Check for a text; its code, strong emphasis and links lose their Markdown."""
    found = CODE_SPAN.sub(lambda code: code[2].strip(), text(value))
    found = re.sub(r"\*\*(\S(?:[^*]*\S)?)\*\*", r"\1", found)
    return re.sub(r"!?\[([^\[\]]+)\]\([^()\s]*\)", r"\1", found)


def keywords(value: object) -> tuple[str, ...]:
    """Check for a list of texts, or a text with commas between them."""
    found: object = value.split(",") if isinstance(value, str) else value
    return tuple(dict.fromkeys(map(text, _filled(found))))


def authors(value: object) -> tuple[str, ...]:
    """Check for names: texts, or mappings with a name, alone or in a list."""
    return tuple(dict.fromkeys(name for item in _filled(value) for name in _names(item)))


def _filled(value: object) -> list[object]:
    """Return the items of a list, or the one value, without empty ones."""
    return [item for item in (value if isinstance(value, list) else [value]) if not is_empty(item)]


def is_empty(value: object) -> bool:
    """Return whether a value is null, a text without characters, or an empty list or table."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def _names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield plain_text(_name(cast("dict[str, object]", value)))
    else:
        yield from _split_names(plain_text(value))


def _name(author: dict[str, object]) -> object:
    """Return the name of an author's mapping, as Hugo, Docusaurus, Quarto and CSL write it."""
    name = author.get("name", author.get("literal"))
    if isinstance(name, dict):  # Quarto
        return _name(name)
    parts = [author[key] for key in ("given", "family") if isinstance(author.get(key), str)]
    if name is None and not parts and "key" not in author:
        raise PublisherError("must be names, like [Anna Example, Bob Example]")
    return name or " ".join(map(str, parts)) or author.get("key")


def _split_names(names: str) -> list[str]:
    """Return the names in a list with commas; “Example, Anna” and “A. B., for C” are one."""
    parts = [part.strip() for part in names.split(",")]
    return parts if all(" " in part and not part[0].islower() for part in parts) else [names]


def date(value: object) -> dt.date | None:
    """Check for a day in an unambiguous form, with or without a time; None for a computed one.

    The time zone is the author's: the day is that which is written. MkDocs Material has a table of
    days, of which the first counts.
    """
    if isinstance(value, dict):
        value = value.get("created")
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    written = values.text(value) if isinstance(value, str) else ""
    if written.lower() in _COMPUTED:
        return None
    try:
        found = next(filter(None, (form.fullmatch(written) for form in _FORMS)), None)
        return dt.date.fromisoformat(written) if found is None else _day(found)
    except ValueError as error:
        raise PublisherError("must be a day like 2023-11-23") from error


def _day(found: re.Match[str]) -> dt.date:
    month = found["month"].lower()
    number = int(month) if month.isdigit() else _NUMBERS[month[:3]]
    return dt.date(int(found["year"]), number, int(found["day"]))
