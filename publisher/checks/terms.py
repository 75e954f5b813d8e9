"""Checks of terms: what the glossary says, and names that nobody translates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.checks.check import Fault, of_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.context import EditionContext


@of_edition("warning")
def term(whole: EditionContext) -> Iterator[Fault]:
    """A term of the glossary is translated otherwise, or not at all.

    Bad: CSTO stands for ОДКБ in glossary.po, and the translation says НАТО.
    Good: it says ОДКБ; of organization, in whatever form, организации.
    """
    if whole.glossary is None:
        return
    for unit in whole.units:
        for wanted in whole.glossary.used_in(unit.source.prose):
            if not whole.glossary.is_said(wanted, unit.target.prose):
                names = " or ".join(f"“{target}”" for target in wanted.targets)
                yield Fault(f"“{wanted.source}” is {names} in the glossary", unit.key)


@of_edition("warning")
def kept_name(whole: EditionContext) -> Iterator[Fault]:
    """A name that no translation changes (`names` in the configuration) was changed.

    Bad: WeasyPrint, a name to keep, is “ВизиПринт” in the translation.
    Good: it is WeasyPrint there, too.
    """
    for unit in whole.units:
        for name in whole.names:
            word = re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])")
            if word.search(unit.source.shown) and name not in unit.target.shown:
                yield Fault(f"“{name}” keeps its name in every language", unit.key)
