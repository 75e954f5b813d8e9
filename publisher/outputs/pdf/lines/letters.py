"""Kinds of letters, by how much lines in them give way."""

from __future__ import annotations

import re

# Arabic, Syriac, N’Ko, Mandaic: joined letters end words distinctly, in forms of their own.
JOINED = re.compile("[\u0620-\u07ff\u0840-\u08ff]")
# Letters that are joined, stacked or square keep their width and their distance: Arabic to
# Gurmukhi, whose letters hang from a line, but not Thaana; Thai to Burmese; most scripts from
# Hangul on, but not Ethiopic; and all of East Asia.
RIGID = re.compile(
    "[\u0620-\u077f\u07c0-\u0a7f\u0e00-\u109f\u1100-\u11ff\u13a0-\u1c8f\u1cc0-\u1cff\u2e80-\ua4ff\ua800-\uffef]"
)
# Gujarati to Sinhala: about twice as wide as Latin ones, they bear more space between them.
WIDE = re.compile("[\u0a80-\u0dff]")
# Armenian, Tamil to Malayalam, Georgian: their words are so long that few fit on a line.
OF_LONG_WORDS = re.compile("[\u0531-\u058f\u0b80-\u0d7f\u10a0-\u10ff]")
