"""Diagnosis of machines that lack libraries, fonts and tools."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from system_helpers import use_programs

from publisher.base.extras import extra_remedy
from publisher.cli.doctor import Diagnosis, diagnose
from publisher.language.locale import Language

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def diagnoses(language: str, *own: Path) -> dict[str, Diagnosis]:
    return {found.name: found for found in diagnose([Language(language)], own)}


def test_missing_requirements_have_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_programs(monkeypatch, tmp_path, "dnf", "msgcat")
    monkeypatch.setattr("publisher.fonts.installed.installed_folders", lambda: (tmp_path,))
    found = diagnoses("hy")
    assert {name: item.remedy for name, item in found.items() if not item.present} == {
        "msgfmt": "run: dnf install gettext",
        "git": "run: dnf install git",
        "fonts for code": "run: dnf install google-noto-sans-mono-fonts",
        "fonts for Latin, Cyrillic and Greek": (
            "run: dnf install google-noto-serif-fonts google-noto-sans-fonts"
        ),
        "fonts for emoji": "run: dnf install google-noto-color-emoji-fonts",
        "fonts for hy": "run: dnf install 'google-noto-*armenian-fonts'",
    }
    assert not found["git"].required
    assert not found["fonts for emoji"].required
    assert found["pango"].present


def test_doctor_reports_icu(monkeypatch: pytest.MonkeyPatch) -> None:
    icu = diagnoses("km")["icu"]
    assert (icu.present, icu.required) == (True, False)
    assert re.fullmatch(r"\d+\.\d+", icu.detail)
    monkeypatch.setattr("publisher.cli.doctor.icu_version", lambda: None)
    icu = diagnoses("km")["icu"]
    assert (icu.present, icu.required) == (False, False)
    assert icu.remedy == extra_remedy("icu")


def test_own_and_variable_fonts_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "NotoSansArmenian[wght].ttf").touch()
    monkeypatch.setattr("publisher.fonts.installed.installed_folders", lambda: (tmp_path / "no",))
    assert diagnoses("hy", own)["fonts for hy"].detail == (
        "Noto Sans Armenian is installed as a variable font, which is not used;"
        " install the static one"
    )
    static = tmp_path / "static"
    static.mkdir()
    (static / "NotoSerifArmenian-Regular.ttf").touch()
    assert diagnoses("hy", static)["fonts for hy"].detail == "Noto Serif Armenian"
