"""Patch: pyphen divides words by our rules and TeX's patterns, and parses only what it needs.

WeasyPrint gets its hyphens from pyphen. pyphen looks a language up in `LANGUAGES_LOWERCASE`,
its file in `LANGUAGES`, and the parsed file in `hdcache`; `HyphDict` parses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyphen

from publisher.language.hyphenation.dictionaries import RULES, pattern_files
from publisher.language.hyphenation.lazy_patterns import LazyDictionary
from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters

if TYPE_CHECKING:
    from publisher.language.hyphenation.dictionaries import Rules

_PATHS = {code: Path(f"hyph_{code}") for code in RULES}  # keys only: rules have no file
_has_path = has_parameters("path")
_has_word = has_parameters("self word")


class _RuleDictionary:
    """A dictionary of pyphen's (`HyphDict`) that divides words by rules."""

    def __init__(self, rules: Rules) -> None:
        self._breaks = lru_cache(maxsize=4096)(rules.breaks)

    def positions(self, word: str) -> list[pyphen.DataInt]:
        """Return where `word` may be hyphenated; no letter changes there."""
        return [pyphen.DataInt(position) for position in self._breaks(word)]


def _is_dictionary(original: Any) -> bool:  # noqa: ANN401 - pyphen is not typed
    return _has_path(original) and _has_word(getattr(original, "positions", None))


def _is_mapping(original: object) -> bool:
    return isinstance(original, Mapping)


def _files(languages: Mapping[str, Path]) -> dict[str, Path]:
    return pattern_files(languages) | _PATHS


def _codes(_original: Mapping[str, str]) -> dict[str, str]:
    return {code.lower(): code for code in _files(pyphen.LANGUAGES)}


def _rule_cache(_original: Mapping[Path, object]) -> dict[Path, object]:
    """Return a cache without the dictionaries that pyphen has parsed in full."""
    return {_PATHS[code]: _RuleDictionary(rules) for code, rules in RULES.items()}


HYPHENATE = Patch(
    name="hyphenate",
    reason=(
        "pyphen 0.18 has no dictionary for Armenian, Finnish, Kazakh and others, one for Thai,"
        " which shows no hyphens, and German and Ukrainian ones that divide words wrongly. It"
        " parses up to a hundred thousand patterns before it divides the first word."
    ),
    upstream=(
        "https://github.com/Kozea/Pyphen/issues/53",
        "https://github.com/Kozea/Pyphen/issues/49",
    ),
    replacements=(
        Replacement((pyphen,), "HyphDict", _is_dictionary, lambda _: LazyDictionary),
        Replacement((pyphen,), "LANGUAGES", _is_mapping, _files),
        Replacement((pyphen,), "LANGUAGES_LOWERCASE", _is_mapping, _codes),
        Replacement((pyphen,), "hdcache", _is_mapping, _rule_cache),
    ),
)
