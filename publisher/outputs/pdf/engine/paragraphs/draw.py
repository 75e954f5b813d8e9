"""Drawing of adjusted lines: the advances and the scale of glyphs."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from weasyprint.text.ffi import TO_UNITS, ffi, pango

if TYPE_CHECKING:
    from collections.abc import Mapping

    Layout = Any  # WeasyPrint is not typed


def widen_glyphs(layout: Layout, extras: Mapping[int, float]) -> None:
    """Add widths to the advances of characters, by their byte offsets in a Pango layout.

    Pango's own letter spacing would dissolve ligatures, and it rounds.
    """
    # Drawing sets this mode too. Set first, it leaves the glyphs as they are then.
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 - C
    line, _ = layout.get_first_line()
    offsets = sorted(extras)
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        start, end = item.offset, item.offset + item.length
        clusters = ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs)
        last = {cluster: index for index, cluster in enumerate(clusters)}
        starts = sorted(last)
        for offset in offsets[bisect_right(offsets, start - 1) : bisect_right(offsets, end - 1)]:
            cluster = starts[bisect_right(starts, offset - start) - 1]
            glyphs.glyphs[last[cluster]].geometry.width += int(extras[offset] * TO_UNITS)
        run = run.next
