"""Registry of installed font files: Noto's faces, and those of other families."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# The default folders of fontconfig and the XDG Base Directory Specification. Packaged
# fonts take precedence over user fonts, so that pages are the same on every machine.
_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts"),
    Path("~/.fonts"),
)
_SUFFIXES = {".ttf", ".otf", ".ttc"}


class _FaceStyle(NamedTuple):
    """A face's name in Noto's file names, and its weight and style in CSS."""

    name: str
    weight: str
    style: str


_FACE_STYLES = (
    _FaceStyle("Regular", "normal", "normal"),
    _FaceStyle("Bold", "bold", "normal"),
    _FaceStyle("Italic", "normal", "italic"),
    _FaceStyle("BoldItalic", "bold", "italic"),
)
# Other foundries' names for the faces.
_ALIASES = {
    "Book": "Regular",
    "Roman": "Regular",
    "Normal": "Regular",
    "Oblique": "Italic",
    "Bold Italic": "BoldItalic",
    "Bold Oblique": "BoldItalic",
}
_COLLECTION = " CJK"  # one file contains a family per region, such as Noto Serif CJK SC


@dataclass(frozen=True)
class Face:
    """One face of a font family, and its file."""

    family: str
    weight: str
    style: str
    file: Path


def faces(families: Iterable[str]) -> tuple[Face, ...]:
    """Return the installed faces of font families, in the families' order."""
    return tuple(
        Face(family, weight, style, file)
        for family in dict.fromkeys(_file_family(family) for family in families)
        for face, weight, style in _FACE_STYLES
        if (file := _find_file(family, face))
    )


def is_installed(family: str) -> bool:
    """Return whether a family's regular face is installed."""
    return _find_file(_file_family(family), "Regular") is not None


def installed_families() -> list[str]:
    """Return the names of the installed families other than Noto's."""
    return sorted({key.family for key in _other_files()})


@cache
def characters(family: str) -> frozenset[int]:
    """Return the code points of an installed family's regular face."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and rarely used

    file = _find_file(_file_family(family), "Regular")
    if file is None:
        return frozenset()
    with TTFont(file, lazy=True, fontNumber=0) as font:
        return frozenset(font.getBestCmap())


def _find_file(family: str, face: str) -> Path | None:
    if family.startswith("Noto "):  # found by file name, without opening any file
        return _noto_files().get(f"{family.replace(' ', '')}-{face}")
    return _other_files().get(_FaceKey(family, face))


class _FaceKey(NamedTuple):
    family: str
    face: str


@cache
def _other_files() -> Mapping[_FaceKey, Path]:
    """Find the faces of families other than Noto's, by the OpenType table `name`."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - likewise

    found: dict[_FaceKey, Path] = {}
    for file in font_files():
        # Skip collections, and file names that a style sheet would have to escape.
        if file.name.startswith("Noto") or not re.fullmatch(r"[\w .+-]+\.(ttf|otf)", file.name):
            continue
        try:
            with TTFont(file, lazy=True) as font:
                names = font["name"]
                family, face = names.getBestFamilyName(), names.getBestSubFamilyName()
                is_variable = "fvar" in font
        except (TTLibError, KeyError, OSError):
            continue
        if family and not is_variable:
            found.setdefault(_FaceKey(family, _ALIASES.get(face, face)), file)
    return found


def _file_family(family: str) -> str:
    name, collection, _region = family.partition(_COLLECTION)
    return name + collection


@cache
def _noto_files() -> Mapping[str, Path]:
    """Find all Noto files by name: a file's name is its family and face.

    This takes a few milliseconds, less than fontconfig does, and does not depend on
    fontconfig's settings. Variable fonts are not used: they look different from the
    packages' static ones.
    """
    found: dict[str, Path] = {}
    for file in font_files():
        if file.name.startswith("Noto"):
            found.setdefault(file.stem, file)
    return found


def font_files() -> Iterator[Path]:
    """Yield all installed font files, in order of precedence."""
    for folder in _FOLDERS:
        for parent, subfolders, names in os.walk(folder.expanduser()):
            subfolders.sort()
            for name in sorted(names):
                file = Path(parent, name)
                if file.suffix in _SUFFIXES:
                    yield file
