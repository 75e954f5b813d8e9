"""What this machine has of all that editions need, and how to mend what it lacks."""

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
    """One thing that editions need. What is not `required` only makes them plainer."""

    name: str
    present: bool
    detail: str
    mend: str = ""
    required: bool = True


def diagnose(languages: Iterable[Language]) -> Iterator[Diagnosis]:
    """Look at the system's libraries and tools, then at what each language needs."""
    yield from _libraries()
    for tool in ("msgfmt", "msgcat"):
        yield _tool(tool, "gettext")
    yield _fonts("code", (CODE,))
    yield _fonts("Latin, Cyrillic and Greek", own_families(Language("en")))
    for language in languages:
        yield _fonts(str(language), own_families(language))
        yield _hyphenation(language)


def _libraries() -> Iterator[Diagnosis]:
    mend = "apt-get install libpango-1.0-0 libpangoft2-1.0-0"
    try:
        from weasyprint.text import ffi  # noqa: PLC0415 - fails where a library is missing
    except OSError as error:
        yield Diagnosis("pango", present=False, detail=str(error).splitlines()[0], mend=mend)
        return
    major, rest = divmod(ffi.pango.pango_version(), 10_000)
    yield Diagnosis("pango", present=True, detail=f"{major}.{rest // 100}.{rest % 100}")
    subset = bool(ffi.harfbuzz_subset)
    detail = "small PDFs, the same on every machine" if subset else "PDFs cannot be reproduced"
    mend = "apt-get install libharfbuzz-subset0"
    yield Diagnosis("harfbuzz-subset", present=subset, detail=detail, mend=mend)


def _tool(name: str, package: str) -> Diagnosis:
    path = shutil.which(name)
    return Diagnosis(name, path is not None, path or "not found", f"apt-get install {package}")


def _fonts(what: str, wanted: Sequence[str]) -> Diagnosis:
    # One of the styles is enough to set a script; few have both.
    present = [family for family in wanted if is_installed(family)]
    mend = f"apt-get install {package_of(wanted)}"
    return Diagnosis(f"fonts for {what}", bool(present), ", ".join(present or wanted), mend)


def _hyphenation(language: Language) -> Diagnosis:
    has = language.hyphenation is not None
    detail = (
        "justified and hyphenated" if has else "no rules known: text is set ragged, unhyphenated"
    )
    mend = "nothing to install: neither pyphen nor we divide its words"
    return Diagnosis(f"hyphenation for {language}", has, detail, mend, required=False)
