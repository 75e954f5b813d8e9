"""Sisters: the Markdown files beside an article, to which its references may lead."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.files import is_inside, read_text
from publisher.base.noted_files import note_file
from publisher.readers.file_name import MARKDOWN
from publisher.readers.site_syntax.references import Sister

if TYPE_CHECKING:
    from publisher.readers.seed_file import SeedFile

_LIMIT = 4 * 2**20  # bytes; labels of a longer article are not known


def sisters_of(seed: SeedFile) -> list[Sister]:
    """Return the Markdown files in a seed's folder; those that cannot be read are left out."""
    folder, found = seed.path.parent, list[Sister]()
    note_file(folder)
    for file in sorted(folder.iterdir()):
        if file == seed.path or file.suffix.lower() not in MARKDOWN:
            continue
        note_file(file)
        with suppress(PublisherError, OSError):
            if file.is_file() and is_inside(file, seed.boundary):
                found.append(Sister(file.name, read_text(file, limit=_LIMIT)))
    return found
