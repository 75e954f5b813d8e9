"""Commands that install what is missing, on each system."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from system_helpers import use_programs

from publisher.base.system_packages import GETTEXT, GIT, HARFBUZZ_SUBSET, PANGO, remedy

if TYPE_CHECKING:
    from pathlib import Path

LIBRARIES = (PANGO, HARFBUZZ_SUBSET, GETTEXT, GIT)
COMMON = ("Noto Serif", "Noto Sans", "Noto Sans Mono")
SYMBOLS = ("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "Noto Music")
ARMENIAN = ("Noto Serif Armenian", "Noto Sans Armenian")
URDU = ("Noto Nastaliq Urdu", "Noto Naskh Arabic", "Noto Sans Arabic")
CHINESE = ("Noto Serif CJK SC", "Noto Sans CJK SC")
RUNIC = ("Noto Serif Runic", "Noto Sans Runic")
EMOJI = ("Noto Color Emoji",)

COMMANDS: dict[str, dict[tuple[str, ...], str]] = {
    "apt-get": {
        LIBRARIES: "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 gettext git",
        COMMON: "fonts-noto-core fonts-noto-mono",
        SYMBOLS: "fonts-noto-core",
        ARMENIAN: "fonts-noto-core",
        URDU: "fonts-noto-core",
        CHINESE: "fonts-noto-cjk",
        RUNIC: "fonts-noto-core",
        EMOJI: "fonts-noto-color-emoji",
    },
    "dnf": {
        LIBRARIES: "pango harfbuzz gettext git",
        COMMON: "google-noto-serif-fonts google-noto-sans-fonts google-noto-sans-mono-fonts",
        SYMBOLS: (
            "google-noto-sans-symbols-fonts google-noto-sans-symbols-2-fonts"
            " google-noto-sans-math-fonts google-noto-music-fonts"
        ),
        ARMENIAN: "'google-noto-*armenian-fonts'",
        URDU: (
            "google-noto-nastaliq-urdu-fonts google-noto-naskh-arabic-fonts"
            " 'google-noto-*arabic-fonts'"
        ),
        CHINESE: "google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts",
        RUNIC: "'google-noto-*runic-fonts'",
        EMOJI: "google-noto-color-emoji-fonts",
    },
    "pacman": {
        LIBRARIES: "pango harfbuzz gettext git",
        COMMON: "noto-fonts",
        SYMBOLS: "noto-fonts",
        ARMENIAN: "noto-fonts",
        URDU: "noto-fonts",
        CHINESE: "noto-fonts-cjk",
        RUNIC: "noto-fonts",
        EMOJI: "noto-fonts-emoji",
    },
    "apk": {
        LIBRARIES: "pango so:libharfbuzz-subset.so.0 gettext git",
        COMMON: "font-noto",
        SYMBOLS: "font-noto font-noto-music",
        ARMENIAN: "font-noto-armenian",
        URDU: "font-noto-nastaliq-urdu font-noto-naskh-arabic font-noto-arabic",
        CHINESE: "font-noto-cjk",
        RUNIC: "font-noto-historical",
        EMOJI: "font-noto-emoji",
    },
    "brew": {LIBRARIES: "pango harfbuzz gettext git"},
}
INSTALL = {"pacman": "pacman -S", "apk": "apk add"}


@pytest.mark.parametrize("program", COMMANDS)
def test_command_has_the_names_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    use_programs(monkeypatch, tmp_path, program)
    install = INSTALL.get(program, f"{program} install")
    found = {needs: remedy(needs) for needs in COMMANDS[program]}
    assert found == {
        needs: f"run: {install} {packages}" for needs, packages in COMMANDS[program].items()
    }


def test_fonts_without_a_package_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_programs(monkeypatch, tmp_path, "brew")
    assert remedy([PANGO, *ARMENIAN]) == (
        "run: brew install pango; put the static Noto Serif Armenian and Noto Sans Armenian,"
        " which brew lacks, from notofonts.github.io into a folder of fonts"
    )


def test_unknown_system_has_the_needs_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_programs(monkeypatch, tmp_path)
    assert remedy([GIT]) == "install git"
    assert remedy([PANGO, GETTEXT, GIT, "Noto Sans"]) == (
        "install Pango, gettext and git;"
        " put the static Noto Sans from notofonts.github.io into a folder of fonts"
    )


@pytest.mark.parametrize(
    ("os_release", "install"),
    [
        ("ID=debian\n", "apt-get install"),
        ('NAME="Fedora"\nID=fedora\n', "dnf install"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "dnf install"),
        ("ID=manjaro\nID_LIKE=arch\n", "pacman -S"),
        ("VERSION_ID=3.20\nID='alpine'\n", "apk add"),
        ("ID=unheard-of\n", "apt-get install"),
        ("", "apt-get install"),
    ],
)
def test_several_managers_are_told_apart_by_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, os_release: str, install: str
) -> None:
    programs = ("brew", "apk", "pacman", "dnf", "apt-get")
    use_programs(monkeypatch, tmp_path, *programs, os_release=os_release)
    assert remedy([GIT]) == f"run: {install} git"
    (tmp_path / "os-release").unlink()
    assert remedy([GIT]) == "run: apt-get install git"
