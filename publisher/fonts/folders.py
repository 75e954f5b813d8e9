"""Folders of installed fonts: the usual ones, and those in fontconfig's settings.

The settings are read here, without fontconfig: it takes four times as long, prints complaints
about settings, and workers hide all fonts from it.
"""

from __future__ import annotations

import os
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Packaged fonts take precedence over others, so that pages are the same on every machine.
_PACKAGED = ("/usr/share/fonts", "/usr/local/share/fonts")
# Folders of Homebrew, macOS, Nix and the XDG Base Directory Specification.
_OTHERS = (
    *("/opt/homebrew/share/fonts", "/home/linuxbrew/.linuxbrew/share/fonts", "/Library/Fonts"),
    *("/run/current-system/sw/share/X11/fonts", "~/.nix-profile/share/fonts"),
    *("~/.local/share/fonts", "~/.fonts", "~/Library/Fonts"),
)
_SETTINGS = (
    *("/etc/fonts", "/opt/homebrew/etc/fonts", "/usr/local/etc/fonts"),
    "/home/linuxbrew/.linuxbrew/etc/fonts",
)
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(r"<(dir|include)\b([^>]*)>([^<]*)</\1\s*>")
_PREFIX = re.compile(r"""\bprefix\s*=\s*["'](\w+)["']""")


@cache
def installed_folders() -> tuple[Path, ...]:
    """Return the folders of installed fonts in order of precedence, whether they exist or not.

    Those in the user's home are last.
    """
    home = _expanded("~")
    folders = map(_expanded, (*_PACKAGED, *_configured(), *_OTHERS))
    found = dict.fromkeys(folder for folder in folders if folder.is_absolute())
    return tuple(sorted(found, key=lambda folder: folder.is_relative_to(home)))


def _configured() -> Iterator[str]:
    """Yield the folders in fontconfig's settings, which it finds by the environment."""
    path = os.environ.get("FONTCONFIG_PATH")
    name = os.environ.get("FONTCONFIG_FILE") or "fonts.conf"
    seen = set[str]()
    for folder in path.split(os.pathsep) if path else _SETTINGS:
        yield from _folders_in(str(Path(folder, name)), seen)  # an absolute name stays as it is


def _folders_in(file: str, seen: set[str]) -> Iterator[str]:
    """Yield the folders in a file of settings, or in those of a folder; each is read once."""
    if file in seen:
        return
    seen.add(file)
    try:
        text = Path(file).read_text(encoding="utf-8", errors="replace")
    except IsADirectoryError:
        with os.scandir(file) as entries:
            names = [e.path for e in entries if e.name[0].isdigit() and e.name.endswith(".conf")]
        for name in sorted(names):
            yield from _folders_in(name, seen)
    except OSError:
        return
    else:
        if "<dir" in text or "<include" in text:  # few files have any
            yield from _folders_of(text, Path(file).parent, seen)


def _folders_of(text: str, parent: Path, seen: set[str]) -> Iterator[str]:
    """Yield the folders that settings name (fonts.conf(5): dir, include)."""
    for kind, attributes, value in _ELEMENT.findall(_COMMENT.sub("", text)):
        found = _PREFIX.search(attributes)
        name = _absolute(kind, unescape(value.strip()), found[1] if found else "", parent)
        if kind == "include":
            yield from _folders_in(str(name), seen)
        elif name.is_absolute():
            yield str(name)


def _absolute(kind: str, name: str, prefix: str, parent: Path) -> Path:
    """Return a name in settings as a path; `prefix` is what it is relative to."""
    base = parent if kind == "include" or prefix == "relative" else Path()
    if prefix == "xdg":
        variable, default = _XDG[kind]
        base = _expanded(os.environ.get(variable) or default)
    return base / _expanded(name)


def _expanded(name: str) -> Path:
    """Return a path with the user's home for a `~`, which stays for a user without one."""
    return Path(os.path.expanduser(name))  # noqa: PTH111 - Path.expanduser raises without a home


_XDG = {
    "dir": ("XDG_DATA_HOME", "~/.local/share"),
    "include": ("XDG_CONFIG_HOME", "~/.config"),
}
