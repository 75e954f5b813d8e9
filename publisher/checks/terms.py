"""Checks of terms: the glossary, and names to keep untranslated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.checks.check import Fault, of_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.context import EditionContext


@of_edition("warning")
def term(context: EditionContext) -> Iterator[Fault]:
    """A term is not translated as in the glossary.

    Bad: CSTO is ОДКБ in glossary.po, but НАТО in the translation.
    Good: it is ОДКБ in both; any inflection counts: организации for организация.
    """
    if context.glossary is None:
        return
    for unit in context.units:
        for used in context.glossary.used_in(unit.source.prose):
            if not context.glossary.is_translated_in(used, unit.target.prose):
                translations = " or ".join(f"“{target}”" for target in used.targets)
                yield Fault(f"“{used.source}” is {translations} in the glossary", unit.key)


@of_edition("warning")
def kept_name(context: EditionContext) -> Iterator[Fault]:
    """A name to keep in every language (`names` in the configuration) was changed.

    Bad: WeasyPrint, a name to keep, is “ВизиПринт” in the translation.
    Good: it is WeasyPrint there, too.
    """
    for unit in context.units:
        for name in context.names:
            word = re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])")
            if word.search(unit.source.shown) and name not in unit.target.shown:
                yield Fault(f"lacks “{name}”, a name to keep in every language", unit.key)
