"""Font files: where each face of an installed family lies, Noto's or a newsroom's own."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# What a package installed comes before what a person added, so that the same package
# gives the same pages on every machine (XDG Base Directory Specification; fontconfig's
# own default folders).
ROOTS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts"),
    Path("~/.fonts"),
)
_ENDINGS = {".ttf", ".otf", ".ttc"}
# For each face: how Noto's files call it, and its weight and style in CSS.
_FACES = (
    ("Regular", "normal", "normal"),
    ("Bold", "bold", "normal"),
    ("Italic", "normal", "italic"),
    ("BoldItalic", "bold", "italic"),
)
# How other foundries call them.
_OTHER_NAMES = {
    "Book": "Regular",
    "Roman": "Regular",
    "Normal": "Regular",
    "Oblique": "Italic",
    "Bold Italic": "BoldItalic",
    "Bold Oblique": "BoldItalic",
}
_COLLECTION = " CJK"  # one file holds its regional forms, each a family: Noto Serif CJK SC


@dataclass(frozen=True)
class Face:
    """One face of a font family, and the file that it lies in."""

    family: str
    weight: str
    style: str
    file: Path


def faces(families: Iterable[str]) -> tuple[Face, ...]:
    """Return the installed faces of font families, in their order."""
    return tuple(
        Face(family, weight, style, file)
        for family in dict.fromkeys(_file_family(family) for family in families)
        for face, weight, style in _FACES
        if (file := _file_of(family, face))
    )


def is_installed(family: str) -> bool:
    """Say whether a family's regular face is installed."""
    return _file_of(_file_family(family), "Regular") is not None


def installed_families() -> list[str]:
    """Return the names of the families beside Noto's."""
    return sorted({family for family, _ in _others()})


@cache
def characters(family: str) -> frozenset[int]:
    """Return the code points that an installed family's regular face has."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - fonts are seldom looked into

    file = _file_of(_file_family(family), "Regular")
    if file is None:
        return frozenset()
    with TTFont(file, lazy=True, fontNumber=0) as font:
        return frozenset(font.getBestCmap())


def _file_of(family: str, face: str) -> Path | None:
    if family.startswith("Noto "):  # found without a look into any file
        return _files().get(f"{family.replace(' ', '')}-{face}")
    return _others().get((family, face))


@cache
def _others() -> Mapping[tuple[str, str], Path]:
    """Find the faces of all families but Noto's, which name themselves (OpenType, name table)."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - likewise

    found: dict[tuple[str, str], Path] = {}
    for file in font_files():
        # What a style sheet could not call by its name, and collections, are left out.
        if file.name.startswith("Noto") or not re.fullmatch(r"[\w .+-]+\.(ttf|otf)", file.name):
            continue
        try:
            with TTFont(file, lazy=True) as font:
                names = font["name"]
                family, face = names.getBestFamilyName(), names.getBestSubFamilyName()
                variable = "fvar" in font
        except (TTLibError, KeyError, OSError):
            continue
        if family and not variable:
            found.setdefault((family, _OTHER_NAMES.get(face, face)), file)
    return found


def _file_family(family: str) -> str:
    name, collection, _region = family.partition(_COLLECTION)
    return name + collection


@cache
def _files() -> Mapping[str, Path]:
    """Find all Noto files by their names, which are their family and face.

    That takes a few milliseconds, less than asking fontconfig, and depends on none of
    its settings. Variable fonts are not used: they look unlike the packages' static ones.
    """
    found: dict[str, Path] = {}
    for file in font_files():
        if file.name.startswith("Noto"):
            found.setdefault(file.stem, file)
    return found


def font_files() -> Iterator[Path]:
    """Yield all font files there are, in the order in which they count."""
    for root in ROOTS:
        for folder, subfolders, names in os.walk(root.expanduser()):
            subfolders.sort()
            for name in sorted(names):
                file = Path(folder, name)
                if file.suffix in _ENDINGS:
                    yield file
