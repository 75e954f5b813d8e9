"""Other machines: their programs, package managers and fonts."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont

from publisher.base import system_packages
from publisher.fonts.installed import faces

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def make_programs(folder: Path, *names: str) -> Path:
    """Write programs that do nothing into a folder; return it, for PATH."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def use_programs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *names: str, os_release: str = ""
) -> None:
    """Let programs be all that this machine has, and a text its /etc/os-release."""
    monkeypatch.setenv("PATH", str(make_programs(tmp_path / "bin", *names)))
    release = tmp_path / "os-release"
    release.write_text(os_release, encoding="utf-8")
    monkeypatch.setattr(system_packages, "_OS_RELEASE", release)


def renamed_font(family: str, copyright_notice: str = "") -> bytes:
    """Return Noto Serif under the name of another family, and with another copyright notice."""
    (face, *_) = faces(["Noto Serif"])
    font = TTFont(face.file)
    names = {0: copyright_notice, 1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    for name_id in (0, 1, 2, 4, 6, 16, 17):
        font["name"].removeNames(nameID=name_id)
    for name_id, name in names.items():
        font["name"].setName(name, name_id, 3, 1, 0x409)
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def variable_font(family: str) -> bytes:
    """Return a variable font with an axis for its weight, and no glyphs."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([])
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    written = BytesIO()
    builder.save(written)
    return written.getvalue()
