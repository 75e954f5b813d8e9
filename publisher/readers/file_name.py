"""Names of files, in which site generators read titles and dates of pages."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[-_]")  # Jekyll, Docusaurus
_NUMBER = re.compile(r"\d+[-_. ]+(?=.*[^\W\d_])")  # the page's place among others
INDEXES = ("index", "_index", "readme")  # pages of their folder, the likeliest first
MARKDOWN = frozenset({".md", ".markdown", ".mdx", ".qmd", ".rmd"})  # endings


def title_from(file: Path, folder: Path) -> str:
    """Return the name of a page as words; `folder` is that of all pages."""
    name = _name(file, folder)
    undated = _NUMBER.sub("", _DATE.sub("", name, count=1), count=1)
    words = " ".join(re.split(r"[-_\s]+", undated)).strip() or name
    return words[0].upper() + words[1:]


def date_from(file: Path, folder: Path) -> dt.date | None:
    """Return the day that a page's name begins with, as in `2024-03-05-a-bridge.md`."""
    found = _DATE.match(_name(file, folder))
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _name(file: Path, folder: Path) -> str:
    """Return a file's name without ending, or its folder's if it is the page of that."""
    is_index = file.stem.lower() in INDEXES and file.parent != folder
    return file.parent.name if is_index else file.stem
