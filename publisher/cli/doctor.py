"""Diagnosis of this machine: requirements of editions, and how to install missing ones."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.fonts.families import CODE, own_families, package_of
from publisher.fonts.installed import is_installed
from publisher.language.locale import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True)
class Diagnosis:
    """One requirement of editions. Without one that is not `required` they look plainer."""

    name: str
    present: bool
    detail: str
    remedy: str = ""
    required: bool = True


def diagnose(languages: Iterable[Language]) -> Iterator[Diagnosis]:
    """Yield the system's libraries and tools, then the requirements of each language."""
    yield from _libraries()
    for tool in ("msgfmt", "msgcat"):
        yield _tool(tool, "gettext")
    yield _fonts("code", (CODE,))
    yield _fonts("Latin, Cyrillic and Greek", own_families(Language("en")))
    for language in languages:
        yield _fonts(str(language), own_families(language))
        yield _hyphenation(language)


def _libraries() -> Iterator[Diagnosis]:
    remedy = "apt-get install libpango-1.0-0 libpangoft2-1.0-0"
    try:
        from weasyprint.text import ffi  # noqa: PLC0415 - fails where a library is missing
    except OSError as error:
        yield Diagnosis("pango", present=False, detail=str(error).splitlines()[0], remedy=remedy)
        return
    major, rest = divmod(ffi.pango.pango_version(), 10_000)
    yield Diagnosis("pango", present=True, detail=f"{major}.{rest // 100}.{rest % 100}")
    subset = bool(ffi.harfbuzz_subset)
    detail = "small PDFs, the same on every machine" if subset else "PDFs cannot be reproduced"
    remedy = "apt-get install libharfbuzz-subset0"
    yield Diagnosis("harfbuzz-subset", present=subset, detail=detail, remedy=remedy)


def _tool(name: str, package: str) -> Diagnosis:
    path = shutil.which(name)
    return Diagnosis(name, path is not None, path or "not found", f"apt-get install {package}")


def _fonts(use: str, wanted: Sequence[str]) -> Diagnosis:
    # One of the styles is enough; few scripts have both.
    present = [family for family in wanted if is_installed(family)]
    remedy = f"apt-get install {package_of(wanted)}"
    return Diagnosis(f"fonts for {use}", bool(present), ", ".join(present or wanted), remedy)


def _hyphenation(language: Language) -> Diagnosis:
    hyphenated = language.hyphenation is not None
    detail = "justified and hyphenated" if hyphenated else "no rules: text is ragged, unhyphenated"
    remedy = "nothing to install: there are no patterns or rules for this language"
    return Diagnosis(f"hyphenation for {language}", hyphenated, detail, remedy, required=False)
