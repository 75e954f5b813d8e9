"""Characters without a glyph in the page's fonts, and their positions in seeds and catalogues."""

from __future__ import annotations

import unicodedata
from textwrap import shorten
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.plural import counted
from publisher.catalogues.catalogue import CREDITS
from publisher.fonts.families import lacks_fonts, own_families, package_for, package_of
from publisher.markup.lines import line_of
from publisher.translation.segments import segments

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.catalogues.catalogue_file import CatalogueFile
    from publisher.editions.edition import Edition
    from publisher.translation.segments import SegmentBy


def missing_glyph_error(
    edition: Edition, characters: str, file: CatalogueFile, segment_by: SegmentBy
) -> PublisherError:
    """Return the error for `characters` without a glyph in the fonts of a page.

    Either the fonts of a language are not installed, or no installed font has a character;
    then the error has the file, line and segment.
    """
    for language in (edition.language, edition.source.language):
        if lacks_fonts(language):
            package = package_of(own_families(language))
            return PublisherError(
                f"the fonts for {language} are not installed; run: apt-get install {package}"
            )
    located = (
        _in_segments(edition, characters, file, segment_by)
        or _in_source(edition, characters)
        or _in_credits(edition, characters, file)
    )
    if located:
        return located
    problem, remedy = _problem(characters), _remedy(characters)
    return PublisherError(
        f"{problem}, in text that the layout adds to {edition.slug} ({edition.language}):"
        f" its messages, names, dates or addresses; {remedy}"
    )


def _in_segments(
    edition: Edition, characters: str, file: CatalogueFile, segment_by: SegmentBy
) -> PublisherError | None:
    for segment in segments(edition.source, segment_by):
        translation = edition.catalogue.translation_of(segment.key)
        if characters[0] in (translation or segment.source):
            if translation is None:
                return missing_glyph_in_message(
                    characters, segment.source, segment.file, segment.line
                )
            line = file.lines.get(segment.key)
            return missing_glyph_in_message(characters, segment.source, file.path, line)
    return None


def _in_source(edition: Edition, characters: str) -> PublisherError | None:
    """Search code, and blocks that the author left untranslated."""
    for token in edition.source.tokens:
        if characters[0] in token.content:
            return missing_glyph_in_message(characters, "", edition.source.file, line_of(token))
    return None


def _in_credits(edition: Edition, characters: str, file: CatalogueFile) -> PublisherError | None:
    if characters[0] not in (edition.catalogue.credits or ""):
        return None
    return missing_glyph_in_message(
        characters, CREDITS, file.path, file.lines.get((None, CREDITS))
    )


def missing_glyph_in_message(
    characters: str, source: str, file: Path, line: int | None
) -> PublisherError:
    """Return the error for `characters` without a glyph in the message of a `source`."""
    where = f", in “{shorten(source, 60, placeholder='…')}”" if source else ""
    return PublisherError(
        f"{_problem(characters)}{where}; {_remedy(characters)}", file=file, line=line
    )


def _problem(characters: str) -> str:
    first = characters[0]
    name = unicodedata.name(first, "unnamed")
    more = len(characters) - 1
    others = f" and {counted(more, 'more character')}" if more else ""
    return f"no chosen font has {first!r} (U+{ord(first):04X} {name}){others}"


def _remedy(characters: str) -> str:
    package = package_for(characters[0])
    return f"run: apt-get install {package}" if package else "replace it"
