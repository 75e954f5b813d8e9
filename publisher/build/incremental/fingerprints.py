"""What editions are made of, by content: from the same inputs come the same bytes."""

from __future__ import annotations

import ctypes
import hashlib
import os
import stat
import sys
import sysconfig
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import publisher
from publisher.fonts.installed import font_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publisher.pages.page import Page
    from publisher.project.config import Config

# The engine's libraries that are the system's, and how each tells its version.
_LIBRARIES = (
    ("libpango-1.0.so.0", "pango_version_string"),
    ("libharfbuzz.so.0", "hb_version_string"),
    ("libharfbuzz-subset.so.0", "hb_version_string"),
)
# The packages that have a say in what a page looks like; those for development have none.
_ENGINES = frozenset(
    {"anyascii", "babel", "beautifulsoup4", "brotli", "cffi", "cssselect2", "fonttools", "jinja2"}
    | {"mammoth", "markdown_it_py", "markdownify", "markupsafe", "mdit_py_plugins", "pillow"}
    | {"polib", "pydyf", "pyphen", "pyyaml", "sentencex", "snowballstemmer", "soupsieve"}
    | {"tinycss2", "tinyhtml5", "weasyprint", "webencodings", "zopfli"}
)
_PACKAGE = Path(publisher.__file__).parent
MISSING = ""


def digest(*parts: bytes | str) -> str:
    """Return the SHA-256 of parts, each apart from the next."""
    found = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        found.update(len(content).to_bytes(8, "big"))
        found.update(content)
    return found.hexdigest()


def file_digest(file: Path | str) -> str:
    """Return the SHA-256 of a regular file's content; MISSING where there is none."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return MISSING
    with open(handle, "rb") as stream:  # noqa: PTH123 - of a handle
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return MISSING
        return hashlib.file_digest(stream, "sha256").hexdigest()


def shared_inputs(config: Config) -> dict[str, str]:
    """Return the digests of what all editions of a project are made of, by name.

    Fonts count by the names, sizes and times of their files here; where those differ,
    the contents of a page's own fonts decide (`page_digest`).
    """
    stats = ((file, file.stat()) for file in font_files())
    fonts = [f"{file} {found.st_size} {found.st_mtime_ns}" for file, found in stats]
    layouts = sorted(file for file in config.templates.rglob("*") if file.is_file())
    files = [config.root / "pyproject.toml", *layouts]
    own = {file.relative_to(config.root).as_posix(): file_digest(file) for file in files}
    return {"publisher and its engines": toolchain_fingerprint(), "fonts": digest(*fonts), **own}


@cache
def toolchain_fingerprint() -> str:
    """Return the digest of this package, and of the engines that it works through."""
    # Python writes bytecode under passing names first.
    sources = sorted(f for f in _PACKAGE.rglob("*.*") if f.parent.name != "__pycache__")
    own = [file_digest(file) for file in sources]
    # Each package's folder is called by its name and version.
    folders = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*-info"))
    others = [name for name in folders if name.partition("-")[0].lower() in _ENGINES]
    libraries = [_version(*library) for library in _LIBRARIES]
    return digest(sys.version, *own, *others, *libraries)


def _version(library: str, function: str) -> str:
    try:
        tell = getattr(ctypes.CDLL(library), function)
    except (OSError, AttributeError):
        return MISSING
    tell.restype = ctypes.c_char_p
    return str(tell())


def page_fingerprint(page: Page, fonts: Iterable[Path]) -> str:
    """Return the digest of a page and of all that it is rendered with."""
    parts: list[bytes | str] = [
        toolchain_fingerprint(),
        page.html,
        str(page.promised),
        *page.families,
    ]
    parts += map(_font_digest, fonts)
    for name, asset in page.assets.items():
        parts += [name, asset.media_type, asset.content]
    for attached in page.attachments:
        parts += [attached.name, attached.media_type, attached.relationship, attached.content]
        parts.append(str(attached.modified))
    return digest(*parts)


@cache
def _font_digest(file: Path) -> str:
    return file_digest(file)
