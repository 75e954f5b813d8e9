"""Pages of a site that translate others, in a new project whose articles are in English."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.language.locale import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from publisher.readers.discovery import Seeds

_ENGLISH = frozenset({"en", "en-us", "en-gb"})


def english_folder(place: Path, pages: Seeds) -> str | None:
    """Return the folder of English pages in a place with a folder for each language."""
    paths = [file.relative_to(place).parts for file in pages.files.values()]
    names = sorted({parts[0] for parts in paths if len(parts) > 1 and parts[0][0] != "_"})
    english = [name for name in names if name.lower() in _ENGLISH]
    return english[0] if len(names) > 1 and english and all(map(_is_language, names)) else None


def translations(pages: Seeds) -> tuple[str, ...]:
    """Return patterns of the files that translate others.

    These are `page.fr.md` beside `page.md`, and the files of a folder `fr/` if most of them have
    the name of one above it.
    """
    parts = [slug.rpartition(".") for slug in pages.files]
    codes = {code for page, dot, code in parts if dot and page in pages.files}
    endings = (f"**/*.{code}.*" for code in sorted(codes) if _is_language(code))
    return (*endings, *(f"{folder}/**" for folder in _language_folders(pages)))


def _language_folders(pages: Seeds) -> Iterator[str]:
    """Yield the folders of translations, relative to the project."""
    names = [PurePosixPath(pages.name_of(file)) for file in pages.files.values()]
    stems = {name.with_suffix("") for name in names}
    files, translated = Counter[PurePosixPath](), Counter[PurePosixPath]()
    for name in names:
        for folder in name.parents[:-1]:
            if _is_language(folder.name):
                files[folder] += 1
                original = folder.parent / name.relative_to(folder).with_suffix("")
                translated[folder] += original in stems
    for folder in sorted(files):
        if translated[folder] * 2 > files[folder] and translated[folder] > 1:
            yield str(folder)


def _is_language(name: str) -> bool:
    try:
        return bool(Language.parse(name.partition("-")[0]))
    except PublisherError:
        return False
