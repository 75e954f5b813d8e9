"""Patch: glyphs of the font for emoji are drawn as pictures.

WeasyPrint 70 draws the bitmaps of fonts, but Pango has no outlines to lay them out in another size
than theirs, and the embedded fonts are invalid. Here a font of blank glyphs is laid out and
embedded (`fonts/emoji`), and their pictures are drawn in their places.
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw import text
from weasyprint.pdf.fonts import Font

from publisher.fonts.emoji import GENERIC, Picture, picture_of
from publisher.outputs.pdf.engine.patch import Patch, new_attribute
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source


def _picture(self: Any, glyph: int) -> Picture | None:  # noqa: ANN401 - WeasyPrint is not typed
    return picture_of(self.file_content, glyph) if self.family == GENERIC else None


DRAW_EMOJI = Patch(
    name="draw_emoji",
    reason="WeasyPrint 70 draws colour emoji in one size only, with a font that no PDF may embed.",
    replacements=(
        new_attribute(Font, "picture", _picture),
        edit_source(
            text.draw_first_line,
            SourceEdit(
                "            elif font.colr:\n",
                """\
            elif picture := font.picture(glyph_id):
                image = RasterImage(
                    Image.open(BytesIO(picture.png)), f'emoji{glyph_id}', picture.png)
                emojis.append([
                    image, font, picture.width, picture.height, x_advance,
                    -picture.ascent * textbox.style['font_size']])
            elif font.colr:
""",
            ),
        ),
    ),
)
