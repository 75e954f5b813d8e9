"""A character that cannot be printed: which one, and where a person finds it."""

from __future__ import annotations

import unicodedata
from textwrap import shorten
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.catalogues.catalogue import CREDITS
from publisher.catalogues.pofile import lines_of
from publisher.fonts.families import lacks_fonts, own_families, package_for, package_of
from publisher.translation.segments import segments

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.editions.edition import Edition
    from publisher.translation.segments import SegmentBy


def missing_glyph_error(
    edition: Edition, characters: str, catalogue: Path, segment_by: SegmentBy
) -> PublisherError:
    """Say what is the matter with `characters`, which no font of the page has.

    Either the language's fonts are not installed, or the text holds a character that
    no installed font has: then its file, line and segment are named.
    """
    for language in (edition.language, edition.source.language):
        if lacks_fonts(language):
            package = package_of(own_families(language))
            return PublisherError(
                f"the fonts for {language} are not installed; run: apt-get install {package}"
            )
    first = characters[0]
    for segment in segments(edition.source, segment_by):
        translation = edition.catalogue.translation(segment.source, segment.context)
        if first in (translation or segment.source):
            key = (segment.context, segment.source)
            file = catalogue if translation else segment.file
            line = lines_of(catalogue).get(key) if translation else segment.line
            return missing_glyph_in_message(characters, segment.source, file, line)
    for token in edition.source.tokens:  # code, and what the author left untranslated
        if first in token.content:
            line = token.map[0] + 1 if token.map else None
            return missing_glyph_in_message(characters, "", edition.source.file, line)
    if (names := edition.catalogue.credits) and first in names:
        line = lines_of(catalogue).get((None, CREDITS))
        return missing_glyph_in_message(characters, CREDITS, catalogue, line)
    problem, advice = _problem(characters)
    return PublisherError(
        f"{problem}, in what the layout adds to {edition.slug} ({edition.language}):"
        f" its words, names, dates or addresses; {advice}"
    )


def missing_glyph_in_message(
    characters: str, words: str, file: Path, line: int | None
) -> PublisherError:
    """Say that the message of these `words` holds a character that no font has."""
    problem, advice = _problem(characters)
    where = f", in “{shorten(words, 60, placeholder='…')}”" if words else ""
    return PublisherError(f"{problem}{where}; {advice}", file=file, line=line)


def _problem(characters: str) -> tuple[str, str]:
    """Name the first of the characters, and say how to mend that it has no glyph."""
    first = characters[0]
    name = unicodedata.name(first, "unnamed")
    others = f" and {len(characters) - 1} more characters" if len(characters) > 1 else ""
    lacking = package_for(first)
    return (
        f"no chosen font has {first!r} (U+{ord(first):04X} {name}){others}",
        f"run: apt-get install {lacking}" if lacking else "replace it",
    )
