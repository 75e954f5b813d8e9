"""Translated pairs for tests of checks, and the messages of a check on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from helpers import document

from publisher.catalogues.catalogue import Catalogue
from publisher.checks.check import EditionCheck, MessageCheck
from publisher.checks.context import EditionContext
from publisher.checks.registry import CHECKS
from publisher.checks.unit import Side, Unit
from publisher.editions.edition import translated_edition
from publisher.language.locale import Language
from publisher.markup.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publisher.checks.check import Fault

_SCOPE = Scope(tags=frozenset({"kbd"}), images=frozenset({"a.png", "b.png"}), notes={"1": 0})


class Pair(NamedTuple):
    """A source and its translation; a context distinguishes equal sources."""

    source: str
    target: str
    context: str | None = None


def unit(pair: Pair, language: str, source_language: str = "en") -> Unit:
    """Return a translated pair as checks compare it."""
    source = Side(pair.source, Language(source_language), _SCOPE)
    target = Side(pair.target, Language(language), _SCOPE)
    return Unit(source, target, (pair.context, pair.source))


def context(pairs: Iterable[Pair], language: str, source_language: str = "en") -> EditionContext:
    """Return the context of an edition with some translated pairs."""
    article = document("Title\n\nText.\n")
    edition = translated_edition(article, Language(language), Catalogue(), Catalogue(), "sentence")
    return EditionContext(edition, tuple(unit(one, language, source_language) for one in pairs))


def messages(
    name: str, pairs: Iterable[Pair], language: str, source_language: str = "en"
) -> list[str]:
    """Return the messages of a check on translated pairs."""
    check = CHECKS[name]
    if isinstance(check, MessageCheck):
        units = (unit(one, language, source_language) for one in pairs)
        return [message for one in units for message in check.function(one)]
    return [fault.message for fault in faults(name, context(pairs, language, source_language))]


def faults(name: str, edition: EditionContext, *, across: bool = False) -> list[Fault]:
    """Return the faults that a check of editions finds; `across`, among other articles."""
    check = CHECKS[name]
    assert isinstance(check, EditionCheck)
    function = check.across if across else check.function
    return list(function(edition)) if function else []
