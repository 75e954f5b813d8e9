"""Packages of the system, and the command that installs them with this machine's manager.

A *need* is a constant of this module, or a family of Noto fonts such as `Noto Serif Armenian`.
Package names were looked up in the repositories of Debian, Fedora, Arch, Alpine and Homebrew.
"""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PANGO = "Pango"
HARFBUZZ_SUBSET = "HarfBuzz's subset library"
GETTEXT = "gettext"
GIT = "git"
# What articles in Latin, Cyrillic and Greek need; setup.sh lists it.
BASIC = (
    *(PANGO, HARFBUZZ_SUBSET, GETTEXT, GIT),
    *("Noto Serif", "Noto Sans", "Noto Sans Mono", "Noto Color Emoji"),
)

_SITE = "notofonts.github.io"
_OS_RELEASE = Path("/etc/os-release")
_NOTO = "Noto "

# Scripts that share one package of Alpine.
_HISTORICAL = (
    "Anatolian Hieroglyphs|Avestan|Bhaiksuki|Brahmi|Carian|Caucasian Albanian|Cuneiform|Cypriot"
    "|Deseret|Dogra|Egyptian Hieroglyphs|Elymaic|Glagolitic|Gothic|Hatran|Imperial Aramaic"
    "|Inscriptional (?:Pahlavi|Parthian)|Kharoshthi|Khudawadi|Linear [AB]|Ly[cd]ian|Mahajani"
    "|Mandaic|Manichaean|Marchen|Meroitic|Multani|Nabataean|Ogham|Old .*|Osmanya"
    "|Psalter Pahlavi|Palmyrene|Phags Pa|Phoenician|Runic|Shavian|Siddham|Sogdian|Tagalog|Takri"
    "|Tangut|Ugaritic|Zanabazar Square"
)


@dataclass(frozen=True)
class PackageManager:
    """Package manager, and the names of its packages.

    - `program`: the program that shows it is installed
    - `install`: command that installs packages
    - `systems`: values of ID and ID_LIKE in os-release(5) that it belongs to
    - `packages`: packages by need
    - `fonts`: packages by a pattern of Noto families, the first match; they are in lower case,
      with hyphens. Without a match there is no package of the static font.
    """

    program: str
    install: str
    systems: frozenset[str]
    packages: Mapping[str, tuple[str, ...]]
    fonts: Mapping[str, str] = field(default_factory=dict)


MANAGERS = (
    PackageManager(
        program="apt-get",
        install="apt-get install",
        systems=frozenset({"debian", "ubuntu"}),
        packages=MappingProxyType(
            {
                PANGO: ("libpango-1.0-0", "libpangoft2-1.0-0"),
                HARFBUZZ_SUBSET: ("libharfbuzz-subset0",),
            }
        ),
        fonts=MappingProxyType(
            {
                "Noto .* CJK.*": "fonts-noto-cjk",
                "Noto Sans Mono": "fonts-noto-mono",
                "Noto Color Emoji": "fonts-noto-color-emoji",
                ".*": "fonts-noto-core",
            }
        ),
    ),
    PackageManager(
        program="dnf",
        install="dnf install",
        systems=frozenset({"fedora", "rhel"}),
        packages=MappingProxyType({PANGO: ("pango",), HARFBUZZ_SUBSET: ("harfbuzz",)}),
        # Packages with `-vf-` in their names hold variable fonts. The asterisk matches
        # `sans-` and `serif-`: few scripts have both.
        fonts=MappingProxyType(
            {
                "Noto (Serif|Sans) CJK.*": r"google-noto-\1-cjk-fonts",
                "Noto Sans Symbols2": "google-noto-sans-symbols-2-fonts",
                "Noto ((?:Serif|Sans)(?: Mono| Math| Symbols)?)": r"google-noto-\1-fonts",
                "Noto (?:Serif|Sans) (.+)": r"google-noto-*\1-fonts",
                "Noto (.+)": r"google-noto-\1-fonts",
            }
        ),
    ),
    PackageManager(
        program="pacman",
        install="pacman -S",
        systems=frozenset({"arch"}),
        packages=MappingProxyType({PANGO: ("pango",), HARFBUZZ_SUBSET: ("harfbuzz",)}),
        fonts=MappingProxyType(
            {
                "Noto .* CJK.*": "noto-fonts-cjk",
                "Noto Color Emoji": "noto-fonts-emoji",
                ".*": "noto-fonts",
            }
        ),
    ),
    PackageManager(
        program="apk",
        install="apk add",
        systems=frozenset({"alpine"}),
        packages=MappingProxyType(
            {PANGO: ("pango",), HARFBUZZ_SUBSET: ("so:libharfbuzz-subset.so.0",)}
        ),
        fonts=MappingProxyType(
            {
                "Noto .* CJK.*": "font-noto-cjk",
                "Noto Color Emoji": "font-noto-emoji",
                "Noto (?:Serif|Sans)(?: Mono| Math| Symbols2?)?": "font-noto",
                f"Noto (?:Serif|Sans) (?:{_HISTORICAL})": "font-noto-historical",
                "Noto (?:Serif |Sans )?(.+)": r"font-noto-\1",
            }
        ),
    ),
    # Its fonts are variable ones, or collections of all weights: neither is used.
    PackageManager(
        program="brew",
        install="brew install",
        systems=frozenset(),
        packages=MappingProxyType({PANGO: ("pango",), HARFBUZZ_SUBSET: ("harfbuzz",)}),
    ),
)


def package_manager() -> PackageManager | None:
    """Return this machine's package manager; None if it is unknown.

    Where several are installed, os-release(5) decides, and otherwise their order here.
    """
    installed = [manager for manager in MANAGERS if shutil.which(manager.program)]
    if len(installed) > 1:
        systems = _system_ids()
        installed.sort(key=lambda manager: manager.systems.isdisjoint(systems))
    return next(iter(installed), None)


def _system_ids() -> set[str]:
    """Return the names of this system and of those that it is like (os-release(5))."""
    try:
        text = _OS_RELEASE.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return set()
    values = re.findall(r"^ID(?:_LIKE)?=[\"']?([^\"'\n]*)", text, re.MULTILINE)
    return set(" ".join(values).split())


def packages_for(needs: Iterable[str], manager: PackageManager) -> tuple[str, ...]:
    """Return the packages for those needs that have one, each once."""
    return tuple(dict.fromkeys(name for need in needs for name in _packages(need, manager)))


def _packages(need: str, manager: PackageManager) -> tuple[str, ...]:
    if not need.startswith(_NOTO):
        return manager.packages.get(need, (need,))
    for pattern, template in manager.fonts.items():
        if found := re.fullmatch(pattern, need):
            return (found.expand(template).lower().replace(" ", "-"),)
    return ()


def come_with(needs: Iterable[str], other: str) -> bool:
    """Return whether the packages of all those needs are those that another need has."""
    manager = package_manager()
    if manager is None:
        return False
    names = packages_for(needs, manager)
    return bool(names) and set(names) <= set(packages_for([other], manager))


def remedy(needs: Iterable[str]) -> str:
    """Return how to install what is needed: a command, and words for what has no package."""
    wanted, manager = list(dict.fromkeys(needs)), package_manager()
    packaged = [need for need in wanted if manager and _packages(need, manager)]
    fonts = [need for need in wanted if need.startswith(_NOTO) and need not in packaged]
    others = [need for need in wanted if need not in (*packaged, *fonts)]
    parts = []
    if manager and packaged:
        names = shlex.join(packages_for(packaged, manager))
        parts.append(f"run: {manager.install} {names}")
    if others:
        parts.append(f"install {listed(others)}")
    if fonts:
        lacking = f", which {manager.program} lacks," if manager else ""
        parts.append(
            f"put the static {listed(fonts)}{lacking} from {_SITE} into a folder of fonts"
        )
    return "; ".join(parts)


def listed(needs: Iterable[str]) -> str:
    """Return one or more needs as words: `Pango, gettext and git`."""
    *first, last = needs
    return f"{', '.join(first)} and {last}" if first else last
