"""Font files: where the installed Noto packages keep each face of a family."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    files = _files()
    return tuple(
        Face(family, weight, style, files[name])
        for family in dict.fromkeys(_file_family(family) for family in families)
        for face, weight, style in _FACES
        if (name := f"{family.replace(' ', '')}-{face}") in files
    )


def is_installed(family: str) -> bool:
    """Say whether a family's regular face is installed."""
    return f"{_file_family(family).replace(' ', '')}-Regular" in _files()


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
    for root in ROOTS:
        for folder, subfolders, names in os.walk(root.expanduser()):
            subfolders.sort()
            for name in sorted(names):
                file = Path(folder, name)
                if name.startswith("Noto") and file.suffix in _ENDINGS:
                    found.setdefault(file.stem, file)
    return found
