"""Project folders: which folder is a project, and which files below it are its own.

A folder is a project if it holds `publisher.toml`, or a `pyproject.toml` with a table
`[tool.publisher]`. A project nested in another one is its own: the outer one reads none of its
files.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError, reason_of
from publisher.base.files import open_regular

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

OWN, SHARED = "publisher.toml", "pyproject.toml"
OF_PROGRAMS = frozenset({"node_modules", "__pycache__"})  # folders with thousands of files

_LIMIT = 2**20  # bytes, as for all TOML
# The table as people write it, also in a file that is not valid TOML.
_TABLE = re.compile(
    rb"""^[ \t]*\[{0,2}[ \t]*tool[ \t]*\.[ \t]*["']?publisher["']?[ \t]*[].=]""", re.MULTILINE
)


def is_project(folder: Path) -> bool:
    """Return whether a folder is a project. An unreadable pyproject.toml makes none."""
    return _is_own(folder / OWN) or _has_table(folder / SHARED)


def project_file(folder: Path) -> Path | None:
    """Return the file that makes a folder a project; raise PublisherError if two do."""
    own, shared = folder / OWN, folder / SHARED
    if not _is_own(own):
        return shared if _has_table(shared) else None
    if _has_table(shared):
        problem = f"configures this project, and so does [tool.publisher] in {SHARED}; keep one"
        raise PublisherError(problem, file=own)
    return own


def find_project(start: Path) -> Path | None:
    """Return the nearest project upwards from a folder, itself included; None without one."""
    return next(filter(is_project, (start, *start.parents)), None)


def name_of(boundary: Path) -> str:
    """Name the folder that an article may read, in messages: seeds/ or a whole project."""
    return "the project" if is_project(boundary) else "seeds/"


def is_environment(folder: Path) -> bool:
    """Return whether a folder is a virtual environment of Python (PEP 405)."""
    return (folder / "pyvenv.cfg").exists()


def is_nested(folder: Path, root: Path) -> bool:
    """Return whether a folder below `root` is, or is in, a project that is nested in it."""
    inner = folder.relative_to(root).parts
    return any(is_project(root.joinpath(*inner[: i + 1])) for i in range(len(inner)))


def walk(folder: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Walk a folder like `os.walk`, without the projects nested in it.

    A missing folder is empty. Raises PublisherError for one that cannot be read.
    """
    for name, folders, files in os.walk(folder, onerror=_refuse_unreadable):
        parent = Path(name)
        if parent != folder and holds_project(parent, files):
            folders.clear()
        else:
            yield parent, folders, files


def _refuse_unreadable(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        problem = f"cannot read: {reason_of(error)}"
        raise PublisherError(problem, file=Path(error.filename)) from error


def holds_project(folder: Path, names: Collection[str]) -> bool:
    """Return whether a folder with these `names` in it is a project.

    Of most folders it reads nothing, which keeps walks fast.
    """
    return (OWN in names or SHARED in names) and is_project(folder)


def files_below(folder: Path, ending: str) -> list[Path]:
    """Return the files with an ending in a folder and below, without nested projects, sorted."""
    return sorted(
        parent / name
        for parent, _, names in walk(folder)
        for name in names
        if name.endswith(ending)
    )


def _is_own(file: Path) -> bool:
    """Return whether there is such a file; a link that leads nowhere is reported when read."""
    return os.path.lexists(file) and not file.is_dir()


def _has_table(file: Path) -> bool:
    if not file.is_file():
        return False
    try:
        raw = open_regular(file, limit=_LIMIT).getvalue()
        return bool(_TABLE.search(raw)) or (b"publisher" in raw and _is_in_tools(file))
    except PublisherError:
        return False


def _is_in_tools(file: Path) -> bool:
    """Parse a file that has the table under another spelling, or another use of the word."""
    from publisher.base.config_tables import read_toml  # noqa: PLC0415 - slow, and seldom needed

    tools = read_toml(file).values.get("tool")
    return isinstance(tools, dict) and "publisher" in tools
