from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import document

from publisher.catalog import Catalog
from publisher.checks import CHECKS
from publisher.checks.check import EditionCheck, MessageCheck
from publisher.checks.unit import Side, Unit
from publisher.checks.whole import Whole
from publisher.edition import translated_edition
from publisher.language import Language
from publisher.marks import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENGLISH = Language("en")
_EXAMPLE = re.compile(r"^(Bad|Good) \((\w+)\): (.*)$", re.MULTILINE)


def unit(source: str, target: str, language: str, kind: str = "paragraph") -> Unit:
    scope = Scope(tags=frozenset({"kbd"}), images=frozenset({"a.png", "b.png"}))
    sides = Side(source, ENGLISH, scope), Side(target, Language(language), scope)
    return Unit(*sides, kind, (None, source))


def complaints(name: str, pairs: Iterable[tuple[str, str]], language: str) -> list[str]:
    """Run a check over pairs of texts, and return what it says."""
    check, units = CHECKS[name], [unit(*pair, language) for pair in pairs]
    if isinstance(check, MessageCheck):
        return [message for one in units for message in check.function(one)]
    assert isinstance(check, EditionCheck)
    article = document("Title\n\nText.\n")
    edition = translated_edition(article, Language(language), Catalog(), Catalog(), "sentence")
    return [fault.message for fault in check.function(Whole(edition, tuple(units)))]


def examples() -> Iterator[tuple[str, str, str, str]]:
    for name, check in CHECKS.items():
        for verdict, language, pairs in _EXAMPLE.findall(check.help):
            yield name, verdict, language, pairs


@pytest.mark.parametrize(("name", "verdict", "language", "written"), list(examples()))
def test_the_examples_of_a_check_hold(
    name: str, verdict: str, language: str, written: str
) -> None:
    pairs = [tuple(pair.split(" → ", 1)) for pair in written.split(" | ")]
    found = complaints(name, pairs, language)  # type: ignore[arg-type] # two of each
    assert bool(found) == (verdict == "Bad"), found


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_what_is_bad_and_what_is_good(name: str) -> None:
    assert re.search(r"^Bad", CHECKS[name].help, re.MULTILINE)
    assert re.search(r"^Good", CHECKS[name].help, re.MULTILINE)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
