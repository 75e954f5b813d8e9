"""Checks of files: a catalogue's header and opt-outs, an article's images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.checks.check import Fault, of_edition
from publisher.language.locale import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.context import EditionContext

_FIELD = re.compile(r"^Language:[ \t]*(\S+)[ \t]*$", re.MULTILINE)
_WEBLATE = re.compile(r"@\w+$")  # gettext's way to name a script: sr@latin


@of_edition("error")
def header(whole: EditionContext) -> Iterator[Fault]:
    """The catalogue's header names another language than its folder does.

    Bad: `Language: uk` in locales/ru/LC_MESSAGES/bridge.po.
    Good: `Language: ru` there, or `Language: ru_RU`.
    """
    place = whole.places.get((None, ""))
    found = _FIELD.search(place.translation) if place else None
    if place is None or found is None:
        return
    ours = whole.edition.language
    try:
        theirs = Language.parse(_WEBLATE.sub("", found[1]))
        same = (theirs.base, theirs.script) == (ours.base, ours.script) or "@" in found[1]
    except PublisherError:
        same = False
    if not same:
        problem = f"the header says “Language: {found[1]}”; this is the file for {ours.gettext}"
        yield Fault(problem, line=place.line + _line_of(place.translation, found.start()))


def _line_of(text: str, position: int) -> int:
    """Count from the line of `msgstr ""`, behind which each field has a line of its own."""
    return text.count("\n", 0, position) + 1


@of_edition("warning")
def opt_out(whole: EditionContext) -> Iterator[Fault]:
    """A comment `# ignore-…` names no check.

    Bad: `# ignore-nubmer`
    Good: `# ignore-number`
    """
    for place in whole.places.values():
        for name, line in place.ignored.items():
            if name not in whole.known:
                yield Fault(f"“ignore-{name}”: no check is called so", line=line)


@of_edition("warning")
def alternative_text(whole: EditionContext) -> Iterator[Fault]:
    """An image of the article has no alternative text (WCAG 2.2, 1.1.1).

    Bad: `![](bridge.jpg)`
    Good: `![The bridge at dawn](bridge.jpg)`
    """
    source = whole.edition.source
    line = None
    for token in source.tokens:
        line = token.map[0] + 1 if token.map else line
        for child in token.children or ():
            if child.type == "image" and not any(c.content.strip() for c in child.children or ()):
                address = child.attrs.get("src")
                problem = f"the image “{address}” says nothing to those who cannot see it"
                yield Fault(problem, file=source.file, line=line)
