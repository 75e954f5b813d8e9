"""Registry of all patches of the engine, by name.

A new patch is one module, which defines a `Patch` of the same name, and one line here. The
tests run over this registry: they require that a patch fits the pinned versions, that its
guard rejects another function, and that a page is the same without it except for the
improvement it declares.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.outputs.pdf.engine.align_markers import ALIGN_MARKERS
from publisher.outputs.pdf.engine.break_words import BREAK_WORDS
from publisher.outputs.pdf.engine.cache_lines import CACHE_LINES
from publisher.outputs.pdf.engine.cache_stylesheets import CACHE_STYLESHEETS
from publisher.outputs.pdf.engine.clear_marks import CLEAR_MARKS
from publisher.outputs.pdf.engine.colour_svg import COLOUR_SVG
from publisher.outputs.pdf.engine.draw_emoji import DRAW_EMOJI
from publisher.outputs.pdf.engine.fast_import import IMPORT_PATCHES
from publisher.outputs.pdf.engine.fill_lines import FILL_LINES
from publisher.outputs.pdf.engine.fit_inline_boxes import FIT_INLINE_BOXES
from publisher.outputs.pdf.engine.fit_tables import FIT_TABLES
from publisher.outputs.pdf.engine.hyphenate import HYPHENATE
from publisher.outputs.pdf.engine.keep_baseline_grid import KEEP_BASELINE_GRID
from publisher.outputs.pdf.engine.keep_table_heads import KEEP_TABLE_HEADS
from publisher.outputs.pdf.engine.keep_words_whole import KEEP_WORDS_WHOLE
from publisher.outputs.pdf.engine.lay_out_columns import LAY_OUT_COLUMNS
from publisher.outputs.pdf.engine.localise_digits import LOCALISE_DIGITS
from publisher.outputs.pdf.engine.patch import apply
from publisher.outputs.pdf.engine.plan_lines import PLAN_LINES
from publisher.outputs.pdf.engine.record_glyphs import RECORD_GLYPHS
from publisher.outputs.pdf.engine.scale_images import SCALE_IMAGES
from publisher.outputs.pdf.engine.share_array_types import SHARE_ARRAY_TYPES
from publisher.outputs.pdf.engine.subset_fonts import SUBSET_FONTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.outputs.pdf.engine.patch import Patch

# Applied once WeasyPrint is imported, for the life of the process.
RENDERING_PATCHES = (
    ALIGN_MARKERS,
    BREAK_WORDS,
    CACHE_LINES,
    CACHE_STYLESHEETS,
    CLEAR_MARKS,
    COLOUR_SVG,
    DRAW_EMOJI,
    FILL_LINES,
    FIT_INLINE_BOXES,
    FIT_TABLES,
    HYPHENATE,
    KEEP_BASELINE_GRID,
    KEEP_TABLE_HEADS,
    KEEP_WORDS_WHOLE,
    LAY_OUT_COLUMNS,
    LOCALISE_DIGITS,
    PLAN_LINES,
    RECORD_GLYPHS,
    SCALE_IMAGES,
    SHARE_ARRAY_TYPES,
    SUBSET_FONTS,
)

PATCHES: Mapping[str, Patch] = MappingProxyType(
    {patch.name: patch for patch in (*IMPORT_PATCHES, *RENDERING_PATCHES)}
)


def apply_patches() -> None:
    """Apply the patches of rendering, once."""
    for patch in RENDERING_PATCHES:
        apply(patch)
