"""Parser and writer of `.po` files: bytes ↔ polib's entries, through gettext's own tools.

Reading: size limit → UTF-8 → `msgfmt --check` → `msgcat --no-wrap` → polib.
Writing: polib → `msgcat --no-wrap` → `msgfmt --check` → atomic replacement.

`po_scanner` has the lines and opt-outs, which this form of the text loses.
"""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import polib

from publisher.base.files import decode_text, open_regular, write_atomically
from publisher.catalogues import gettext_tools
from publisher.catalogues.preservation import (
    dropped_comments,
    dropped_header_lines,
    opt_outs_to_comments,
    restore_previous_sources,
)
from publisher.catalogues.validation import (
    refuse_conflict_markers,
    refuse_control_characters,
    refuse_many_plurals,
    require_utf8_header,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_BYTES = 64 * 2**20


def load(path: Path) -> polib.POFile:
    """Read a catalogue. Raises PublisherError, with gettext's line, if gettext rejects it."""
    return parse(read(path), path)


def empty() -> polib.POFile:
    """Return a catalogue without header and entries."""
    return polib.POFile(wrapwidth=0)


def read(path: Path) -> bytes:
    """Return the bytes of a catalogue. Raises PublisherError if it cannot be read."""
    return open_regular(path, limit=_MAX_BYTES).getvalue()


def parse(raw: bytes, path: Path) -> polib.POFile:
    """Parse the bytes of the catalogue at `path`. Raises the errors of `load`."""
    text = decode_text(raw, path)
    refuse_conflict_markers(text, path)
    require_utf8_header(text, path)
    with _temporary_folder() as folder:
        canonical = _checked_canonical(text, path, folder)
        refuse_control_characters(canonical, text, path)
        refuse_many_plurals(canonical, text, path)
        # As a file: polib splits other content at U+2028, too.
        copy = _written(folder / "canonical.po", canonical)
        po = polib.pofile(str(copy), encoding="utf-8", wrapwidth=0)
        restore_previous_sources(po, canonical, copy)
    dropped = [*dropped_comments(text, canonical), *dropped_header_lines(po, canonical)]
    po.header = "\n".join(filter(None, [po.header, *dropped]))
    return po


def _checked_canonical(text: str, path: Path, folder: Path) -> str:
    original = _written(folder / "original.po", text)
    copy = _written(folder / "copy.po", opt_outs_to_comments(text))
    with ThreadPoolExecutor(2) as executor:
        check = executor.submit(gettext_tools.check, original, path)
        canonical = executor.submit(gettext_tools.canonicalise, copy, path)
        # msgfmt reports errors more precisely than msgcat.
        check.result()
        return canonical.result().decode()


def save(po: polib.POFile, path: Path) -> bool:
    """Write a catalogue as `msgcat --no-wrap` does; return whether the file changed."""
    return write_atomically(path, canonical(po, path))


def canonical(po: polib.POFile, path: Path) -> bytes:
    """Return the bytes of the catalogue at `path` as `msgcat --no-wrap` writes them."""
    text = str(po)
    # polib writes an empty comment before a header without one.
    text = text if po.header else text.removeprefix("#\n")
    with _temporary_folder() as folder:
        copy = _written(folder / "catalogue.po", text)
        content = gettext_tools.canonicalise(copy, path)
        copy.write_bytes(content)
        gettext_tools.check(copy, path)
    return content


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="publisher-") as folder:
        yield Path(folder)


def _written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8", newline="")
    return file
