"""Characters without a glyph in the page's fonts, and their positions in seeds and catalogues."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.plural import counted
from publisher.base.system_packages import remedy
from publisher.catalogues.catalogue import CREDITS
from publisher.fonts.families import fonts_problem, lacks_fonts, missing_families
from publisher.markup.lines import line_of
from publisher.translation.segments import segments

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.catalogues.catalogue_file import CatalogueFile
    from publisher.editions.edition import Edition
    from publisher.fonts.installed import Folders
    from publisher.translation.segments import SegmentBy


@dataclass(frozen=True)
class MissingGlyph:
    """Characters that no font of a page has; `own` are the folders of the project's own fonts."""

    characters: str
    own: Folders

    @property
    def character(self) -> str:
        """The first of them, which is looked for and explained."""
        return self.characters[0]

    @property
    def problem(self) -> str:
        """What is wrong, in words."""
        first = self.character
        name = unicodedata.name(first, "unnamed")
        more = len(self.characters) - 1
        others = f" and {counted(more, 'more character')}" if more else ""
        return f"no chosen font has {first!r} (U+{ord(first):04X} {name}){others}"

    @property
    def remedy(self) -> str:
        """How to fix it."""
        wanted = missing_families(self.character, self.own)
        return remedy(wanted) if wanted else "replace it"

    def in_message(self, source: str, file: Path, line: int | None) -> PublisherError:
        """Return the error of the message of a `source`."""
        where = f", in “{shorten(source, 60, placeholder='…')}”" if source else ""
        return PublisherError(f"{self.problem}{where}; {self.remedy}", file=file, line=line)


def missing_glyph_error(
    edition: Edition, characters: str, file: CatalogueFile, segment_by: SegmentBy, own: Folders
) -> PublisherError:
    """Return the error for `characters` without a glyph in the fonts of a page.

    `own` are the folders of the project's own fonts. Either the fonts of a language are not
    installed, or no installed font has a character; then the error has the file, line and segment.
    """
    for language in (edition.language, edition.source.language):
        if lacks_fonts(language, own):
            return PublisherError(fonts_problem(language, own))
    missing = MissingGlyph(characters, own)
    located = (
        _in_segments(edition, missing, file, segment_by)
        or _in_source(edition, missing)
        or _in_credits(edition, missing, file)
    )
    if located:
        return located
    return PublisherError(
        f"{missing.problem}, in text that the layout adds to {edition.slug} ({edition.language}):"
        f" its messages, names, dates or addresses; {missing.remedy}"
    )


def _in_segments(
    edition: Edition, missing: MissingGlyph, file: CatalogueFile, segment_by: SegmentBy
) -> PublisherError | None:
    for segment in segments(edition.source, segment_by):
        translation = edition.catalogue.translation_of(segment.key)
        if missing.character in (translation or segment.source):
            if translation is None:
                return missing.in_message(segment.source, segment.file, segment.line)
            return missing.in_message(segment.source, file.path, file.lines.get(segment.key))
    return None


def _in_source(edition: Edition, missing: MissingGlyph) -> PublisherError | None:
    """Search code, and blocks that the author left untranslated."""
    for token in edition.source.tokens:
        if missing.character in token.content:
            return missing.in_message("", edition.source.file, line_of(token))
    return None


def _in_credits(
    edition: Edition, missing: MissingGlyph, file: CatalogueFile
) -> PublisherError | None:
    if missing.character not in (edition.catalogue.credits or ""):
        return None
    return missing.in_message(CREDITS, file.path, file.lines.get((None, CREDITS)))
