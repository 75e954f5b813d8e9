"""Checks of files: the header and opt-outs of a catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.checks.check import Fault, of_edition
from publisher.language.locale import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.context import EditionContext

_LANGUAGE_FIELD = re.compile(r"^Language:[ \t]*(\S+)[ \t]*$", re.MULTILINE)
_SCRIPT_MODIFIER = re.compile(r"@\w+$")  # gettext's notation for a script: sr@latin


@of_edition("error")
def header(context: EditionContext) -> Iterator[Fault]:
    """The header of the catalogue names another language than its folder.

    Bad: `Language: uk` in locales/ru/LC_MESSAGES/bridge.po.
    Good: `Language: ru` there, or `Language: ru_RU`.
    """
    entry = context.raw_entries.get((None, ""))
    found = _LANGUAGE_FIELD.search(entry.translation) if entry else None
    if entry is None or found is None:
        return
    expected = context.edition.language
    try:
        language = Language.parse(_SCRIPT_MODIFIER.sub("", found[1]))
        same = (language.base, language.script) == (expected.base, expected.script)
        same = same or "@" in found[1]
    except PublisherError:
        same = False
    if not same:
        problem = f"the header has “Language: {found[1]}”, but the folder is {expected.gettext}"
        yield Fault(problem, line=entry.line + _lines_before(entry.translation, found.start()))


def _lines_before(text: str, position: int) -> int:
    """Return the lines between `msgstr ""` and a field of the header; each field is a line."""
    return text.count("\n", 0, position) + 1


@of_edition("warning")
def opt_out(context: EditionContext) -> Iterator[Fault]:
    """A comment `# ignore-…` names an unknown check.

    Bad: `# ignore-nubmer`
    Good: `# ignore-number`
    """
    for entry in context.raw_entries.values():
        for name, line in entry.opt_outs.items():
            if name not in context.check_names:
                yield Fault(f"“ignore-{name}”: unknown check “{name}”", line=line)
