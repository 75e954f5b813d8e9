"""Checks of marks: links, images, code, footnotes and emphasis match the source."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from publisher.checks.check import of_message
from publisher.language.quotations import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.unit import Unit

_MARK_NAMES = {
    "link": "link",
    "image": "image",
    "code_inline": "code",
    "math_inline": "math",
    "footnote_ref": "footnote mark",
    "hardbreak": "line break",
    "em": "emphasis",
    "strong": "bold",
    "s": "struck words",
    "sub": "subscript",
    "sup": "superscript",
}
_EMPHASIS = frozenset({"em", "i", "cite", "strong", "b", "mark", "u", "q"})
_ANCHOR = re.compile(r"\]\(#[^)\s]*\)?|\[\^[^\]\s]+\]")
_MARK = re.compile(r"[*_~`\[\]<]")  # a match of the patterns below has one of these characters
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
_MARKUP = re.compile(
    r"\*\*|__(?=\w)|(?<=\w)__|~~|\]\(|!\[|(?<![^\W\d])`|`(?![^\W\d])"
    r"|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)"
)


@of_message("error")
def structure(unit: Unit) -> Iterator[str]:
    """The translation has more or fewer marks than the source.

    Links, images, code, footnote marks and line breaks are counted, in any order. Emphasis
    must not be lost entirely, but may become a quotation.

    Bad (ru): See [the list](https://e.org). → См. список.
    Bad (ru): A *big* bridge. → Большой мост.
    Good (ru): A *big* [bridge](https://e.org). → [Мост](https://e.org) *большой*.
    Good (ru): In *The Bridge* we read it. → Мы читаем это в «Мосте».
    """
    source, target = unit.source.marks, unit.target.marks
    for mark in sorted({*source, *target}):
        expected, found = source[mark], target[mark]
        if expected == found or (_is_emphasis(mark) and (found or _is_quoted(unit, expected))):
            continue
        yield _count_differs(mark, found, expected)


@of_message("warning")
def emphasis(unit: Unit) -> Iterator[str]:
    """The translation has more or less emphasis than the source; some languages need that.

    Bad (ru): A *big* bridge on a *small* river. → *Большой* мост на малой реке.
    Good (ru): A *big* bridge. → *Большой* мост.
    """
    source, target = unit.source.marks, unit.target.marks
    for mark in sorted(target):
        expected, found = source[mark], target[mark]
        if _is_emphasis(mark) and expected != found and not _is_quoted(unit, expected - found):
            yield _count_differs(mark, found, expected)


def _is_emphasis(mark: str) -> bool:
    return _EMPHASIS.issuperset(mark.split("+"))


def _is_quoted(unit: Unit, lost: int) -> bool:
    """Return whether the translation has a new quotation for each emphasis that it lacks."""
    gained = len(quotations(unit.target.shown)) - len(quotations(unit.source.shown))
    return 0 < lost <= gained


def _count_differs(mark: str, found: int, expected: int) -> str:
    name = " within ".join(_MARK_NAMES.get(part, f"<{part}>") for part in mark.split("+"))
    return f"{name}: has {found}, the source has {expected}"


@of_message("warning")
def code(unit: Unit) -> Iterator[str]:
    """Code or math differs from the source.

    Bad (ru): Type `ls`. → Введите `лс`.
    Good (ru): Type `ls` and `cd`. → Введите `cd` и `ls`.
    """
    yield from _difference(unit.source.code, unit.target.code, "code")


@of_message("error")
def markup(unit: Unit) -> Iterator[str]:
    """Marks are shown as text: they are not closed, or are not allowed.

    Bad (ru): A **big** bridge. → **Большой мост.
    Bad (ru): A big bridge. → <b>Большой</b> мост.
    Good (ru): A **big** bridge. → **Большой** мост.
    """
    if not _MARK.search(unit.target.prose):
        return
    without_anchors = [_ANCHOR.sub("", side.prose) for side in (unit.source, unit.target)]
    for pattern in (_MARKUP, _TAG):
        source, target = (Counter(pattern.findall(text)) for text in without_anchors)
        for mark in target - source:
            yield f"has “{mark}”, which is shown as text; close it or delete it"


@of_message("error")
def anchor(unit: Unit) -> Iterator[str]:
    """A link or footnote mark has no target in the article.

    Bad (ru): See below. → См. [ниже](#nowhere).
    Good (ru): See below. → См. ниже.
    """
    in_source = _ANCHOR.findall(unit.source.shown)
    for mark in _ANCHOR.findall(unit.target.shown):
        if mark not in in_source:
            yield f"“{mark.removeprefix(']')}” has no target in the article"


@of_message("error")
def link(unit: Unit) -> Iterator[str]:
    """A link leads to another page than in the source.

    The same page in the translation's language is accepted.

    Bad (ru): [Here](https://e.org/a) → [Здесь](https://e.org/b)
    Good (ru): [Here](https://en.wikipedia.org/wiki/A) → [Здесь](https://ru.wikipedia.org/wiki/A)
    """
    if unit.source.marks["link"] == unit.target.marks["link"]:
        yield from _difference(unit.source.links, unit.target.links, "link", unit)


@of_message("error")
def image(unit: Unit) -> Iterator[str]:
    """An image differs from the source.

    Bad (ru): See ![a bridge](a.png). → См. ![мост](b.png).
    Good (ru): See ![a bridge](a.png). → См. ![мост](a.png).
    """
    yield from _difference(unit.source.images, unit.target.images, "image")


@of_message("error")
def address(unit: Unit) -> Iterator[str]:
    """A web or mail address in the text was changed or lost.

    Bad (ru): Write to ann@example.org. → Пишите на ann@exmaple.org.
    Good (ru): Write to ann@example.org. → Пишите на ann@example.org.
    """
    yield from _difference(unit.source.addresses, unit.target.addresses, "address", unit)


@of_message("error")
def placeholder(unit: Unit) -> Iterator[str]:
    """A placeholder, which a program fills in, was changed or lost.

    Bad (ru): Page {page} of {pages} → Страница {page} из {страниц}
    Good (ru): Page %(page)s → Страница %(page)s
    """
    yield from _difference(unit.source.placeholders, unit.target.placeholders, "placeholder")


def _difference(
    source: list[str], target: list[str], noun: str, unit: Unit | None = None
) -> Iterator[str]:
    """Yield the values that the translation lacks or adds, however often each occurs.

    With `unit`, a page of the same site in the language of the translation is no difference.
    """
    if source == target:
        return
    originals, translations = dict.fromkeys(source), dict.fromkeys(target)
    missing = [value for value in originals if value not in translations]
    added = [value for value in translations if value not in originals]
    if unit is not None:
        for value in list(added):
            original = next((one for one in missing if _is_localised(one, value, unit)), None)
            if original is not None:
                missing.remove(original)
                added.remove(value)
    for value in missing:
        if added:
            yield f"has the {noun} “{added[0]}” where the source has “{value}”"
        else:
            yield f"lacks the {noun} “{value}”, which the source has"
    if not missing:
        for value in added:
            yield f"has the {noun} “{value}”, which the source lacks"


def _is_localised(source: str, target: str, unit: Unit) -> bool:
    """Return whether `target` is a page of the same site in the translation's language.

    The source's address with text of another script after it also counts: an ending, or
    the next word of a language without spaces.
    """
    if target.startswith(source) and not re.search("[A-Za-z0-9]", target[len(source) :]):
        return True
    codes = "|".join(map(re.escape, (unit.target.language.tag.lower(), unit.target.language.base)))
    is_named = re.search(rf"[/.?=&_#-](?:{codes})(?![^/.?=&_#-])", f"/{target.lower()}")
    return bool(is_named) and _site(source) == _site(target)


def _site(address: str) -> str:
    host = re.sub(r"^\w+://", "", address.lower()).partition("/")[0]
    return ".".join(host.split(".")[-2:])
