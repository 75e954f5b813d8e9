"""A character that cannot be printed: which one, and where a person finds it."""

from __future__ import annotations

import unicodedata
from textwrap import shorten
from typing import TYPE_CHECKING

from publisher.catalog import CREDITS
from publisher.errors import PublisherError
from publisher.fonts import lacks_fonts, own_families, package_for, package_of
from publisher.pofile import find_line
from publisher.segments import segments

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.config import SegmentBy
    from publisher.edition import Edition


def glyph_error(
    edition: Edition, characters: str, catalogue: Path, segment_by: SegmentBy
) -> PublisherError:
    """Say what is the matter with `characters`, which no font of the page has.

    Either the language's fonts are not installed, or the text holds a character that
    no installed font has: then its file, line and segment are named.
    """
    if lacks_fonts(edition.language):
        package = package_of(own_families(edition.language))
        return PublisherError(
            f"the fonts for {edition.language} are not installed; run: apt-get install {package}"
        )
    first = characters[0]
    name = unicodedata.name(first, "unnamed")
    others = f" and {len(characters) - 1} more characters" if len(characters) > 1 else ""
    problem = f"no chosen font has {first!r} (U+{ord(first):04X} {name}){others}"
    lacking = package_for(first)
    advice = f"run: apt-get install {lacking}" if lacking else "replace it"
    for segment in segments(edition.source, segment_by):
        translation = edition.catalogue.translation(segment.source, segment.context)
        if first in (translation or segment.source):
            text = shorten(segment.source, 60, placeholder="…")
            file = catalogue if translation else segment.file
            line = find_line(catalogue, translation) if translation else segment.line
            return PublisherError(f"{problem}, in “{text}”; {advice}", file=file, line=line)
    for token in edition.source.tokens:  # code, and what the author left untranslated
        if first in token.content:
            line = token.map[0] + 1 if token.map else None
            return PublisherError(f"{problem}; {advice}", file=edition.source.file, line=line)
    if (names := edition.catalogue.credits) and first in names:
        line = find_line(catalogue, names)
        return PublisherError(f"{problem}, in {CREDITS}; {advice}", file=catalogue, line=line)
    return PublisherError(
        f"{problem}, in what the layout adds to {edition.slug} ({edition.language}):"
        f" its words, names, dates or addresses; {advice}"
    )
