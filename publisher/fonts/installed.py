"""Registry of font files, Noto's and those of other families, in a project and on the machine.

Functions take the folders of a project's own fonts, which precede the installed ones.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from publisher.fonts.folders import installed_folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Folders = tuple[Path, ...]

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
# Noto's variable fonts: NotoSans[wdth,wght], NotoSans-VariableFont_wght, NotoSansCJK-VF.
_VARIABLE_NOTO = re.compile(r"(Noto\w+)(?:-Italic)?(?:\[.*\]|-VariableFont.*|-VF\b.*)")


@dataclass(frozen=True)
class Face:
    """One face of a font family, and its file.

    `content` is that of the file, for machines that lack it.
    """

    family: str
    weight: str
    style: str
    file: Path
    content: bytes | None = field(default=None, repr=False)

    def read(self) -> bytes:
        """Return the content of the font file."""
        return self.file.read_bytes() if self.content is None else self.content

    def embedded(self) -> Face:
        """Return the face with the content of its file."""
        return replace(self, content=self.read())


class _Key(NamedTuple):
    family: str
    face: str


@dataclass(frozen=True)
class _Fonts:
    """Files of faces, and the names of families that have a variable font."""

    files: Mapping[_Key, Path]
    variable: frozenset[str]


def faces(families: Iterable[str], own: Sequence[Face] = ()) -> tuple[Face, ...]:
    """Return the faces of font families, in the families' order: those of `own`, or installed."""
    known = {(face.family, face.weight, face.style): face for face in own}
    return tuple(
        face
        for family in dict.fromkeys(map(_file_family, families))
        for style in _FACE_STYLES
        if (face := known.get((family, *style[1:])) or _face(family, style, installed_folders()))
    )


def own_faces(families: Iterable[str], own: Folders) -> tuple[Face, ...]:
    """Return the faces of font families that are in a project's `own` folders."""
    wanted = dict.fromkeys(map(_file_family, families)) if own else ()
    found = (_face(family, style, own) for family in wanted for style in _FACE_STYLES)
    return tuple(face for face in found if face)


def is_installed(family: str, own: Folders = ()) -> bool:
    """Return whether a family's regular face is installed."""
    return _regular(family, own) is not None


def is_variable_only(family: str, own: Folders = ()) -> bool:
    """Return whether a family is installed as a variable font only, which is not used.

    Variable fonts look different from the packages' static ones.
    """
    name = _name(_file_family(family))
    variable = (name in _fonts_of(family, each).variable for each in (own, installed_folders()))
    return any(variable) and not is_installed(family, own)


def variable_problem(family: str) -> str:
    """Return the problem of a family that is installed as a variable font only."""
    return f"{family} is installed as a variable font, which is not used; install the static one"


def installed_families(own: Folders = ()) -> list[str]:
    """Return the names of the installed families other than Noto's."""
    found = (*_other_fonts(own).files, *_other_fonts(installed_folders()).files)
    return sorted({key.family for key in found})


@cache
def characters(family: str, own: Folders = ()) -> frozenset[int]:
    """Return the code points of an installed family's regular face."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and rarely used

    file = _regular(family, own)
    if file is None:
        return frozenset()
    with TTFont(file, lazy=True, fontNumber=0) as font:
        return frozenset(font.getBestCmap())


def _regular(family: str, own: Folders) -> Path | None:
    name, style = _file_family(family), _FACE_STYLES[0]
    found = _face(name, style, own) or _face(name, style, installed_folders())
    return found.file if found else None


def _face(family: str, style: _FaceStyle, folders: Folders) -> Face | None:
    file = _fonts_of(family, folders).files.get(_Key(_name(family), style.name))
    return Face(family, style.weight, style.style, file) if file else None


def _file_family(family: str) -> str:
    name, collection, _region = family.partition(_COLLECTION)
    return name + collection


def _name(family: str) -> str:
    """Return the name of a family in the registry: Noto's are those of the files."""
    return family.replace(" ", "") if family.startswith("Noto ") else family


def _fonts_of(family: str, folders: Folders) -> _Fonts:
    return _noto_fonts(folders) if family.startswith("Noto ") else _other_fonts(folders)


@cache
def _noto_fonts(folders: Folders) -> _Fonts:
    """Find all Noto fonts by name, without opening any file: it is the family and the face.

    This takes a few milliseconds, less than fontconfig does.
    """
    files: dict[_Key, Path] = {}
    variable = set[str]()
    for file in _files_in(folders):
        if found := _VARIABLE_NOTO.fullmatch(file.stem):
            variable.add(found[1])
        elif file.name.startswith("Noto"):
            family, _, face = file.stem.partition("-")
            files.setdefault(_Key(family, face or "Regular"), file)
    return _Fonts(files, frozenset(variable))


@cache
def _other_fonts(folders: Folders) -> _Fonts:
    """Find the fonts of families other than Noto's, by the OpenType table `name`."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - likewise

    files: dict[_Key, Path] = {}
    variable = set[str]()
    for file in _files_in(folders):
        if file.name.startswith("Noto") or file.suffix.lower() == ".ttc":
            continue
        try:
            with TTFont(file, lazy=True) as font:
                names = font["name"]
                family, face = names.getBestFamilyName(), names.getBestSubFamilyName()
                is_variable = "fvar" in font
        except (TTLibError, KeyError, OSError):
            continue
        if family and is_variable:
            variable.add(family)
        elif family:
            files.setdefault(_Key(family, _ALIASES.get(face, face)), file)
    return _Fonts(files, frozenset(variable))


def font_files(own: Folders = ()) -> tuple[Path, ...]:
    """Return all font files, the project's `own` and the installed ones, in their precedence."""
    return (*_files_in(own), *_files_in(installed_folders()))


@cache
def _files_in(folders: Folders) -> tuple[Path, ...]:
    """Find the font files in folders; links are followed, and each folder is searched once."""
    found: list[Path] = []
    seen = set[str]()
    for folder in folders:
        for parent, subfolders, names in os.walk(folder, followlinks=True):
            real = os.path.realpath(parent)
            if real in seen:
                subfolders.clear()
                continue
            seen.add(real)
            subfolders.sort()
            files = (Path(parent, name) for name in sorted(names))
            # A link that leads nowhere, or a pipe, is no font.
            found += [f for f in files if f.suffix.lower() in _SUFFIXES and f.is_file()]
    return tuple(found)
