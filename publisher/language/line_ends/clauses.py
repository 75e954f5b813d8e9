"""Marks that end a clause."""

from __future__ import annotations

# A full stop also ends abbreviations, and ՝ and ։ stand for a comma and a stop in Armenian.
SURE_ENDS = frozenset(",;:!?…،؛؟।，；：！？。、")
_ENDS = SURE_ENDS | frozenset(".՝։")
_AFTER_ENDS = " ”»’\"'」』"  # the marks that close a quotation


def ends_clause(text: str) -> bool:
    """Return whether a text ends with a clause: “asked for help, ”, «да», but not «и »."""
    return text.rstrip(_AFTER_ENDS)[-1:] in _ENDS
