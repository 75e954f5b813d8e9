"""Checks of marks: links, images, code, notes and emphasis are those of the source."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from publisher.checks.check import of_message
from publisher.language.quotations import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.unit import Unit

_NAMES = {
    "link": "link",
    "image": "image",
    "code_inline": "code",
    "math_inline": "math",
    "footnote_ref": "footnote mark",
    "hardbreak": "line break",
    "em": "emphasis",
    "strong": "bold",
    "s": "struck words",
}
_EMPHASIS = frozenset({"em", "i", "cite", "strong", "b", "mark", "u", "q"})
_ANCHOR = re.compile(r"\]\(#[^)\s]*\)?|\[\^[^\]\s]+\]")
_MARK = re.compile(r"[*_~`\[\]<]")  # one of them is in all that these patterns find
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
_MARKUP = re.compile(
    r"\*\*|__(?=\w)|(?<=\w)__|~~|\]\(|!\[|(?<![^\W\d])`|`(?![^\W\d])"
    r"|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)"
)


@of_message("error")
def structure(unit: Unit) -> Iterator[str]:
    """The translation has marks that the source has not, or lacks some of its own.

    Links, images, code, footnote marks and line breaks are counted, in any order; emphasis
    must not be lost altogether, but may become a quotation.

    Bad (ru): See [the list](https://e.org). → См. список.
    Bad (ru): A *big* bridge. → Большой мост.
    Good (ru): A *big* [bridge](https://e.org). → [Мост](https://e.org) *большой*.
    Good (ru): In *The Bridge* we read it. → Мы читаем это в «Мосте».
    """
    ours, theirs = unit.source.marks, unit.target.marks
    for mark in sorted({*ours, *theirs}):
        wanted, found = ours[mark], theirs[mark]
        if wanted == found or (_is_emphasis(mark) and (found or _is_quoted(unit, wanted))):
            continue
        yield f"{_called(mark)}: {found} here, {wanted} in the source"


@of_message("warning")
def emphasis(unit: Unit) -> Iterator[str]:
    """Less is emphasized than in the source, or more; many languages do so with good reason.

    Bad (ru): A *big* bridge on a *small* river. → *Большой* мост на малой реке.
    Good (ru): A *big* bridge. → *Большой* мост.
    """
    ours, theirs = unit.source.marks, unit.target.marks
    for mark in sorted(theirs):
        wanted, found = ours[mark], theirs[mark]
        if _is_emphasis(mark) and wanted != found and not _is_quoted(unit, wanted - found):
            yield f"{_called(mark)}: {found} here, {wanted} in the source"


def _is_emphasis(mark: str) -> bool:
    return _EMPHASIS.issuperset(mark.split("+"))


def _is_quoted(unit: Unit, lost: int) -> bool:
    """Say whether there are as many more quotations as there is emphasis less."""
    gained = len(quotations(unit.target.shown)) - len(quotations(unit.source.shown))
    return 0 < lost <= gained


def _called(mark: str) -> str:
    return " within ".join(_NAMES.get(part, f"<{part}>") for part in mark.split("+"))


@of_message("warning")
def code(unit: Unit) -> Iterator[str]:
    """Code or math is not as in the source, letter by letter.

    Bad (ru): Type `ls`. → Введите `лс`.
    Good (ru): Type `ls` and `cd`. → Введите `cd` и `ls`.
    """
    yield from _difference(unit.source.code, unit.target.code, "code")


@of_message("error")
def markup(unit: Unit) -> Iterator[str]:
    """Marks are shown as characters: they were left open, or mean nothing here.

    Bad (ru): A **big** bridge. → **Большой мост.
    Bad (ru): A big bridge. → <b>Большой</b> мост.
    Good (ru): A **big** bridge. → **Большой** мост.
    """
    if not _MARK.search(unit.target.prose):
        return
    without = [_ANCHOR.sub("", side.prose) for side in (unit.source, unit.target)]
    for pattern in (_MARKUP, _TAG):
        ours, theirs = (Counter(pattern.findall(text)) for text in without)
        for mark in theirs - ours:
            yield f"“{mark}” is shown as it is written; close it or take it out"


@of_message("error")
def anchor(unit: Unit) -> Iterator[str]:
    """A link or footnote mark leads to nothing in the article.

    Bad (ru): See below. → См. [ниже](#nowhere).
    Good (ru): See below. → См. ниже.
    """
    ours = _ANCHOR.findall(unit.source.shown)
    for mark in _ANCHOR.findall(unit.target.shown):
        if mark not in ours:
            yield f"“{mark.removeprefix(']')}” leads to nothing in the article"


@of_message("error")
def link(unit: Unit) -> Iterator[str]:
    """A link leads elsewhere than in the source; the page's own language may be chosen.

    Bad (ru): [Here](https://e.org/a) → [Здесь](https://e.org/b)
    Good (ru): [Here](https://en.wikipedia.org/wiki/A) → [Здесь](https://ru.wikipedia.org/wiki/A)
    """
    if unit.source.marks["link"] == unit.target.marks["link"]:
        yield from _difference(unit.source.links, unit.target.links, "link", unit)


@of_message("error")
def image(unit: Unit) -> Iterator[str]:
    """An image is another one than in the source.

    Bad (ru): See ![a bridge](a.png). → См. ![мост](b.png).
    Good (ru): See ![a bridge](a.png). → См. ![мост](a.png).
    """
    yield from _difference(unit.source.images, unit.target.images, "image")


@of_message("error")
def address(unit: Unit) -> Iterator[str]:
    """A web or mail address that readers see was changed or lost.

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
    source: list[str], target: list[str], what: str, unit: Unit | None = None
) -> Iterator[str]:
    """Say what was lost or gained; what stands several times may stand fewer times."""
    if source == target:
        return
    ours, theirs = list(dict.fromkeys(source)), list(dict.fromkeys(target))
    lost = [word for word in ours if word not in theirs]
    gained = [word for word in theirs if word not in ours]
    if unit is not None:
        for word in list(gained):
            like = next((other for other in lost if _is_own_page(other, word, unit)), None)
            if like is not None:
                lost.remove(like)
                gained.remove(word)
    for word in lost:
        yield f"{what} “{word}” of the source is missing" + _instead(gained)
    if not lost:
        for word in gained:
            yield f"{what} “{word}” is not in the source"


def _instead(gained: list[str]) -> str:
    return f"; here is “{gained[0]}”" if gained else ""


def _is_own_page(source: str, target: str, unit: Unit) -> bool:
    """Say whether two addresses are one site's, the second in the translation's language.

    So is one that words of another script go on behind: an ending, or the next word.
    """
    if target.startswith(source) and not re.search("[A-Za-z0-9]", target[len(source) :]):
        return True
    codes = {unit.target.language.base, unit.target.language.tag.lower()}
    parts = re.split(r"[/.?=&_#-]", target.lower())
    if codes.isdisjoint(parts) and unit.target.language.tag.lower() not in target.lower():
        return False
    return _site(source) == _site(target)


def _site(address: str) -> str:
    host = re.sub(r"^\w+://", "", address.lower()).partition("/")[0]
    return ".".join(host.split(".")[-2:])
