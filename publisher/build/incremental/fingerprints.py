"""Fingerprints of an edition's inputs, by content: equal fingerprints, equal bytes."""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import shutil
import stat
import sys
import sysconfig
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import publisher
from publisher.base.package_data import package_data
from publisher.base.project_folder import walk
from publisher.catalogues.gettext_tools import TOOLS
from publisher.fonts.installed import font_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from publisher.fonts.installed import Face
    from publisher.pages.page import Page
    from publisher.project.config import Config

MISSING = ""  # digest of a file that does not exist

_DOCUMENTATION = ".md"  # suffix of files that affect no page
# Files of a language for all articles.
_GLOSSARIES, _MEMORIES = "glossary.*", "*.tmx"
_LOCALES = ("LC_MESSAGES/publisher.po", _GLOSSARIES)
_DISTRIBUTION = "polyglot-publisher"
# Requirements of extras have a marker `extra == …` (core metadata specification, Requires-Dist).
_REQUIRED = re.compile(rb"^Requires-Dist: *([\w.-]+)(?!.*\bextra *==)", re.MULTILINE)
# Distributions of PyICU, an extra: pages have other line ends without it.
_OPTIONAL = frozenset({"pyicu", "pyicu-wheels"})
# System libraries of the PDF engine, and the functions that return their versions.
_LIBRARIES = (
    ("libpango-1.0.so.0", "pango_version_string"),
    ("libharfbuzz.so.0", "hb_version_string"),
    ("libharfbuzz-subset.so.0", "hb_version_string"),
)


def digest(*parts: bytes | str) -> str:
    """Return the SHA-256 of a sequence of parts; their boundaries count."""
    found = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        found.update(len(content).to_bytes(8, "big"))
        found.update(content)
    return found.hexdigest()


def file_digest(file: Path | str) -> str:
    """Return the SHA-256 of a regular file's content, or MISSING if it cannot be read."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK)
        with open(handle, "rb") as stream:  # noqa: PTH123 - of a handle
            if stat.S_ISREG(os.fstat(handle).st_mode):
                return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):  # no name of a file
        pass
    return MISSING


def content_digest(path: str) -> str:
    """Return the digest of a file's content, or of the names in a folder; see `file_digest`."""
    found = file_digest(path)
    if found == MISSING:
        with suppress(OSError, ValueError):
            return digest(*sorted(os.listdir(path)))  # noqa: PTH208 - names alone
    return found


def shared_inputs(config: Config) -> dict[str, str]:
    """Return the digests of the inputs that all pages of a project share, by name.

    They are the toolchain, fonts, configuration, layouts with their messages, and glossaries.
    """
    return edition_inputs(config, "") | _digests(config, *(f"*/{name}" for name in _LOCALES))


def edition_inputs(config: Config, code: str) -> dict[str, str]:
    """Return the inputs of all editions, or those of editions in one language besides.

    Fonts count by the names, sizes and times of their files; if these differ,
    `page_fingerprint` compares the contents of the page's own fonts.
    """
    if code:
        return _digests(config, *(f"{code}/{name}" for name in (*_LOCALES, _MEMORIES)))
    stats = ((file, file.stat()) for file in font_files(config.fonts))
    fonts = [f"{file} {found.st_size} {found.st_mtime_ns}" for file, found in stats]
    layouts = _files_of_pages(config.templates.own)
    words = config.locales.glob(f"*/{_LOCALES[0]}")
    # realpath, because it accepts a loop of links, which reading the file reports.
    own = {Path(os.path.realpath(file)) for file in (*layouts, *words)}
    return {
        **_tools(config),
        "default layouts": digest(*map(file_digest, sorted(set(_default_files()) - own))),
        "fonts": digest(*fonts),
        **{file.relative_to(config.root).as_posix(): file_digest(file) for file in layouts},
    }


def catalogue_inputs(config: Config, code: str) -> dict[str, str]:
    """Return the inputs of all catalogues, or those of catalogues in one language besides."""
    if code:
        return _digests(config, f"{code}/{_GLOSSARIES}", f"{code}/{_MEMORIES}")
    programs = (Path(shutil.which(name) or name) for name in TOOLS)
    stats = (program.stat() for program in programs if program.exists())
    gettext = digest(*(f"{found.st_size} {found.st_mtime_ns}" for found in stats))
    # A front matter may name a layout; any other name is an ignored key.
    layouts = digest(*sorted(config.templates.layouts()))
    return {**_tools(config), "gettext": gettext, "names of layouts": layouts}


def _tools(config: Config) -> dict[str, str]:
    name = config.file.relative_to(config.root).as_posix()
    return {
        "publisher and its engines": toolchain_fingerprint(),
        name: file_digest(config.file),
    }


def _digests(config: Config, *patterns: str) -> dict[str, str]:
    """Return the digests of files in locales/ by name."""
    files = sorted(file for pattern in patterns for file in config.locales.glob(pattern))
    return {file.relative_to(config.root).as_posix(): file_digest(file) for file in files}


def _default_files() -> Iterator[Path]:
    """Yield the package's layouts, style sheets and page words."""
    yield from _files_of_pages(package_data("templates"))
    yield from package_data("locales").glob(f"*/{_LOCALES[0]}")


@cache
def toolchain_fingerprint() -> str:
    """Return the fingerprint of Python, this package, its dependencies and system libraries."""
    package = Path(publisher.__file__).parent
    own = [file_digest(file) for file in _files_of_pages(package)]
    libraries = [_library_version(*library) for library in _LIBRARIES]
    return digest(sys.version, *own, *sorted(_dependencies()), *libraries)


def _files_of_pages(folder: Path) -> list[Path]:
    """Return the files in a folder that affect pages: no documentation, no caches."""
    found: list[Path] = []
    for parent, folders, names in walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__pycache__"))]
        found += [parent / name for name in names if not name.endswith(_DOCUMENTATION)]
    return sorted(found)


def _dependencies() -> set[str]:
    """Return the metadata folders, named by name and version, of all installed dependencies.

    Of extras, only those that change pages count. The files are read without
    importlib.metadata, which takes 30 ms: a tenth of the time of a build without changes.
    Without metadata of this package, run from its sources, every installed distribution counts.
    """
    site = Path(sysconfig.get_path("purelib"))
    folders = {_normalised(path.name.partition("-")[0]): path for path in site.glob("*-info")}
    if _DISTRIBUTION not in folders:
        return {path.name for path in folders.values()}
    found, waiting = set[str](), {_DISTRIBUTION, *(_OPTIONAL & folders.keys())}
    while waiting:
        found |= waiting
        required = {name for each in waiting for name in _requirements(folders[each])}
        waiting = (required & folders.keys()) - found
    return {folders[name].name for name in found}


def _requirements(folder: Path) -> Iterator[str]:
    metadata = folder / "METADATA"
    headers = metadata.read_bytes().partition(b"\n\n")[0] if metadata.is_file() else b""
    return (_normalised(name.decode()) for name in _REQUIRED.findall(headers))


def _normalised(name: str) -> str:
    """Return the normalised name of a distribution (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _library_version(library: str, function: str) -> str:
    try:
        version = getattr(ctypes.CDLL(library), function)
    except (OSError, AttributeError):
        return MISSING
    version.restype = ctypes.c_char_p
    return str(version())


def page_fingerprint(page: Page, fonts: Iterable[Face]) -> str:
    """Return the fingerprint of a page and everything it is rendered with, such as `fonts`."""
    parts: list[bytes | str] = [toolchain_fingerprint(), page.html, str(page.page_limit)]
    parts += [*page.families, *map(_font_digest, fonts)]
    for name, asset in page.assets.items():
        parts += [name, asset.media_type, asset.content]
    for attached in page.attachments:
        parts += [attached.name, attached.media_type, attached.relationship, attached.content]
        parts.append(str(attached.modified))
    return digest(*parts)


def _font_digest(face: Face) -> str:
    content = face.content
    return _font_file_digest(face.file) if content is None else hashlib.sha256(content).hexdigest()


@cache
def _font_file_digest(file: Path) -> str:
    return file_digest(file)
