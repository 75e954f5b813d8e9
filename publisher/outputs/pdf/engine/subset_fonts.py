"""Patch: an embedded font has the glyphs and tables that its PDF needs, and no others.

WeasyPrint 70 keeps the numbers of glyphs, which are the codes of the text, so a subset has an
empty glyph for each number that is not used. Empty glyphs of TrueType fonts take almost nothing
once they are compressed. Those of CFF fonts do: in Chinese, Japanese and Korean fonts, more than
the characters of an article. Here the glyphs of a CFF font are numbered again, and the font says
which code shows each of them.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

from publisher.fonts.cid_keyed import cid_keyed
from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Face = Any  # WeasyPrint is not typed
    Subset = Callable[[Font, dict[int, str], bool], None]

# Tables of a TrueType font in a PDF (ISO 32000-1, 9.9), and the outlines of a CFF font.
_TABLES = {"glyf", "head", "hhea", "hmtx", "loca", "maxp", "cvt ", "fpgm", "prep", "CFF "}


def _smaller(subset: Subset) -> Subset:
    """Wrap the making of a subset: leave out tables, and empty glyphs of CFF fonts."""

    @wraps(subset)
    def smaller_subset(font: Font, to_unicode: dict[int, str], hinting: bool) -> None:  # noqa: FBT001 - the original's signature
        # WeasyPrint uses further tables of variable fonts and of those with pictures.
        is_plain = not ("fvar" in font.tables or font.png or font.svg or font.colr)
        if is_plain and (content := _subset(font, sorted({0, *to_unicode}), hinting=hinting)):
            font.file_content = content
        else:
            subset(font, to_unicode, hinting)

    return smaller_subset


def _subset(font: Font, glyphs: Sequence[int], *, hinting: bool) -> bytes | None:
    """Return a subset of a font, made in two steps; None if HarfBuzz fails.

    The first step also keeps other glyphs of the characters, which are in tables that it drops.
    """
    flags = harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
    if font.missing:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    if not hinting:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    dropped = sorted({*font.tables} - _TABLES)
    retain = harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
    retained = _face(font.hb_face, glyphs, flags | retain, dropped)
    if "CFF " in font.tables:
        face = _face(retained, glyphs, flags)
        # More, if a letter is made of other glyphs, which it names by characters (CFF: endchar).
        if face and harfbuzz.hb_face_get_glyph_count(face) == len(glyphs):
            return cid_keyed(get_hb_object_data(face), glyphs)
    face = _face(retained, range(glyphs[-1] + 1), flags)  # without empty glyphs at the end
    return get_hb_object_data(face) if face else None


def _face(face: Face, glyphs: Sequence[int], flags: int, dropped: Sequence[str] = ()) -> Face:
    """Return a face with only these glyphs of another, and without the dropped tables."""
    options = ffi.gc(
        harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy
    )
    harfbuzz_subset.hb_subset_input_set_flags(options, flags)
    tables = harfbuzz_subset.hb_subset_input_set(
        options, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG
    )
    tags = [harfbuzz.hb_tag_from_string(table.encode(), -1) for table in dropped]
    for members, added in (
        (harfbuzz_subset.hb_subset_input_glyph_set(options), [*glyphs]),
        (tables, tags),
    ):
        array = ffi.new(f"hb_codepoint_t[{len(added)}]", added)
        harfbuzz.hb_set_add_sorted_array(members, array, len(added))
    return ffi.gc(harfbuzz_subset.hb_subset_or_fail(face, options), harfbuzz.hb_face_destroy)


SUBSET_FONTS = Patch(
    name="subset_fonts",
    reason=(
        "WeasyPrint 70 embeds tables that a PDF does not need, and an empty glyph for each number"
        " that is not used: hundreds of kB in Chinese, Japanese and Korean."
    ),
    replacements=(
        Replacement(
            (Font,), "_harfbuzz_subset", has_parameters("self to_unicode hinting"), _smaller
        ),
    ),
)
