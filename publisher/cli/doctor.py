"""Diagnosis of this machine: requirements of editions, and how to install missing ones."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.extras import extra_remedy
from publisher.base.plural import counted
from publisher.base.system_packages import GETTEXT, GIT, HARFBUZZ_SUBSET, PANGO, remedy
from publisher.catalogues.gettext_tools import TOOLS
from publisher.fonts.emoji import EMOJI
from publisher.fonts.families import CODE, own_families
from publisher.fonts.installed import is_installed, is_variable_only, variable_problem
from publisher.language.locale import Language
from publisher.language.word_breaks import icu_version
from publisher.outputs.pdf.load import load_pdf
from publisher.project.layouts import Layouts
from publisher.project.locales import Locales
from publisher.project.overrides import overridden_files, overridden_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from publisher.fonts.installed import Folders
    from publisher.project.config import Config


@dataclass(frozen=True)
class Diagnosis:
    """One requirement of editions. Without one that is not `required` they look plainer."""

    name: str
    present: bool
    detail: str
    remedy: str = ""
    required: bool = True


def diagnose(languages: Iterable[Language], own: Folders = ()) -> Iterator[Diagnosis]:
    """Yield the system's libraries and tools, then the requirements of each language.

    `own` are the folders of the project's own fonts.
    """
    yield from _libraries()
    for tool in TOOLS:
        yield _tool(tool, GETTEXT)
    yield _icu()
    # Without git, pages have no date of their last change.
    yield _tool("git", GIT, required=False)
    yield _fonts("code", (CODE,), own)
    yield _fonts("Latin, Cyrillic and Greek", own_families(Language("en")), own)
    # Articles without emoji need none.
    yield replace(_fonts("emoji", (EMOJI,), own), required=False)
    for language in languages:
        yield _fonts(str(language), own_families(language), own)
        yield _hyphenation(language)


def diagnose_overrides(config: Config) -> Iterator[Diagnosis]:
    """Yield the layouts, style sheets and words of a project that replace publisher's.

    A copy whose original has changed since is not `present`.
    """
    for override in overridden_files(config.templates):
        name = override.file.relative_to(config.root).as_posix()
        difference = f"diff {name} {override.original}"
        current = not override.is_outdated
        yield Diagnosis(name, current, override.detail, difference, required=False)
    layouts = Layouts(config.templates, config.limits)
    for words in overridden_words(Locales(config), layouts):
        name = words.file.relative_to(config.root).as_posix()
        detail = f"replaces {counted(words.replaced, 'message')} of publisher's"
        if words.same:
            detail += f"; {words.same} more are the same: delete them to have the next version's"
        yield Diagnosis(name, present=True, detail=detail, required=False)


def _libraries() -> Iterator[Diagnosis]:
    try:
        load_pdf()
    except PublisherError as error:
        detail = str(error.__cause__).partition(": ")[0]
        yield Diagnosis("pango", present=False, detail=detail, remedy=remedy([PANGO]))
        return
    from weasyprint.text import ffi  # noqa: PLC0415 - fails where a library is missing

    major, rest = divmod(ffi.pango.pango_version(), 10_000)
    yield Diagnosis("pango", present=True, detail=f"{major}.{rest // 100}.{rest % 100}")
    subset = bool(ffi.harfbuzz_subset)
    detail = "small PDFs, the same on every machine" if subset else "PDFs cannot be reproduced"
    yield Diagnosis("harfbuzz-subset", subset, detail, remedy([HARFBUZZ_SUBSET]))


def _tool(name: str, package: str, *, required: bool = True) -> Diagnosis:
    path = shutil.which(name)
    found = path is not None
    return Diagnosis(name, found, path or "not found", remedy([package]), required)


def _icu() -> Diagnosis:
    version = icu_version()
    detail = version or "Khmer, Lao, Burmese and Thai have poor line ends"
    return Diagnosis("icu", version is not None, detail, extra_remedy("icu"), required=False)


def _fonts(use: str, wanted: Sequence[str], own: Folders) -> Diagnosis:
    # One of the styles is enough; few scripts have both.
    present = [family for family in wanted if is_installed(family, own)]
    detail = ", ".join(present or wanted)
    if not present:
        variable = (family for family in wanted if is_variable_only(family, own))
        detail = next(map(variable_problem, variable), detail)
    return Diagnosis(f"fonts for {use}", bool(present), detail, remedy(wanted))


def _hyphenation(language: Language) -> Diagnosis:
    hyphenated = language.hyphenation is not None
    detail = "words are divided at line ends" if hyphenated else "no rules: no word is divided"
    none = "nothing to install: there are no patterns or rules for this language"
    return Diagnosis(f"hyphenation for {language}", hyphenated, detail, none, required=False)
