"""Patch: lines end between words of Khmer, Lao, Burmese and Thai, as ICU finds them.

Pango keeps the possible line ends of a text in its attributes (`PangoLogAttr`), computed once
for a text, and breaks lines by them each time a setting changes. They are corrected before the
first line of a text is taken: lines, and the least widths of columns, then follow from them. The
text itself stays as it is.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout

from publisher.language.clusters import cluster_breaks, runs
from publisher.language.word_breaks import icu_breaks, icu_version, word_breaks
from publisher.outputs.pdf.engine.paragraphs import measure
from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Attributes = Any  # WeasyPrint is not typed
    Function = Callable[..., Any]

ffi.cdef("int pango_layout_get_width (PangoLayout *layout);")


def _correct(attributes: Attributes, text: str) -> bool:
    """Correct the line ends within runs of letters and beside them; return whether any differed.

    Without ICU those of Pango stay: it has words of Thai if it was built with libthai.
    """
    spans = [*runs(text)]
    if not spans:
        return False
    line_ends = _line_ends(attributes, text, spans) if icu_version() is not None else {}
    clusters = {*cluster_breaks(text)}
    differs = False
    for place, may_end in line_ends.items():
        if attributes[place].is_line_break != may_end:
            attributes[place].is_line_break = may_end
            differs = True
    for place in (place for start, end in spans for place in range(start + 1, end)):
        if attributes[place].is_char_break != (place in clusters):
            attributes[place].is_char_break = place in clusters
            differs = True
    return differs


def _line_ends(
    attributes: Attributes, text: str, spans: Iterable[tuple[int, int]]
) -> dict[int, bool]:
    """Return for each place in or beside the runs of a text whether a line may end there."""
    words, permitted = {*word_breaks(text)}, icu_breaks(text)
    found = {}
    for start, end in spans:
        for place in (start, end):  # libthai lets lines end before a digit or a bracket
            found[place] = bool(attributes[place].is_line_break) and place in permitted
        found |= {place: place in words for place in range(start + 1, end)}
    return found


def _with_words(get_log_attrs: Function) -> Function:
    """Wrap the attributes of a text."""

    @wraps(get_log_attrs)
    def corrected(text: str, lang: str | None) -> Attributes:
        attributes = get_log_attrs(text, lang)
        _correct(attributes, text)
        return attributes

    return corrected


def _breaking_words(get_first_line: Function) -> Function:
    """Wrap the first line of a layout with a limited width."""

    @wraps(get_first_line)
    def corrected(self: Layout) -> object:
        is_limited = pango.pango_layout_get_width(self.layout) >= 0
        if is_limited and any(runs(self.text)):
            read_only = pango.pango_layout_get_log_attrs_readonly(self.layout, ffi.NULL)
            if _correct(ffi.cast("PangoLogAttr *", read_only), self.text):
                # Any setting that changes has Pango break the lines again; this one is off.
                for mode in (True, False):
                    pango.pango_layout_set_single_paragraph_mode(self.layout, mode)
        return get_first_line(self)

    return corrected


BREAK_WORDS = Patch(
    name="break_words",
    reason=(
        "Pango knows no words of Khmer, Lao and Burmese: their lines end at spaces only, or"
        " within syllables. It finds those of Thai less well than ICU."
    ),
    replacements=(
        Replacement((Layout,), "get_first_line", has_parameters("self"), _breaking_words),
        Replacement(
            (line_break, measure), "get_log_attrs", has_parameters("text lang"), _with_words
        ),
    ),
)
