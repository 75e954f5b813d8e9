"""Preservation of everything that msgcat or polib drops from a catalogue.

polib alone is not enough: without a warning, it drops characters of malformed strings and
the last message of a file that ends in a comment, and overwrites plural forms. msgcat
repairs these, but drops unknown flags and comments that belong to no message.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import polib

from publisher.catalogues.key import key_of
from publisher.catalogues.validation import header_value

if TYPE_CHECKING:
    from pathlib import Path

# Opt-outs of checks, written like gettext's flags.
_OPT_OUT_FLAGS = re.compile(r"^#,(.*\bignore-[\w-]+.*)$", re.MULTILINE)
_TRANSLATOR_COMMENT = re.compile(r"^#(?![.:,|~])(.*)$", re.MULTILINE)
_OBSOLETE_MARK = re.compile(r"^#~(\|?) ", re.MULTILINE)


def flags_to_comments(text: str) -> str:
    """Rewrite `ignore-…` flags as translator's comments, because msgcat drops unknown flags."""

    def comment(line: re.Match[str]) -> str:
        flags = [flag.strip() for flag in line[1].split(",")]
        opt_outs = ", ".join(flag for flag in flags if flag.startswith("ignore-"))
        others = ", ".join(flag for flag in flags if not flag.startswith("ignore-"))
        return f"# {opt_outs}" + f"\n#, {others}" * bool(others)

    return _OPT_OUT_FLAGS.sub(comment, text)


def dropped_comments(text: str, canonical: str) -> list[str]:
    """Return the translators' comments that msgcat drops.

    It has no place for those after the last message, nor for those of an obsolete message
    without a translation.
    """
    kept = Counter(_translator_comments(canonical))
    dropped = []
    for comment in _translator_comments(text):
        if kept[comment]:
            kept[comment] -= 1
        else:
            dropped.append(comment)
    return dropped


def _translator_comments(text: str) -> list[str]:
    comments = (found.strip() for found in _TRANSLATOR_COMMENT.findall(text))
    return [comment for comment in comments if comment]


def dropped_header_lines(po: polib.POFile, canonical: str) -> list[str]:
    """Return the header's lines that polib drops: repeated fields, and lines without a colon."""
    lines = polib.unescape(header_value(canonical)).split("\n")
    kept = {f"{name}: {value}".rstrip() for name, value in po.metadata.items()}
    # polib appends the first line without a colon to the field before it.
    kept |= {part for field in kept for part in field.split("\n")}
    return [line.strip() for line in lines if line.strip() and line.rstrip() not in kept]


def restore_previous_sources(po: polib.POFile, canonical: str, copy: Path) -> None:
    """Restore the previous sources of obsolete entries (`#~|`), which polib drops.

    The entries are parsed a second time as active ones, from the temporary file `copy`.
    """
    blocks = [block for block in canonical.split("\n\n") if "\n#~| " in f"\n{block}"]
    if not blocks:
        return
    active = [_OBSOLETE_MARK.sub(lambda mark: "#| " if mark[1] else "", b) for b in blocks]
    copy.write_text("\n\n".join(active), encoding="utf-8", newline="")
    by_key = {key_of(entry): entry for entry in polib.pofile(str(copy), encoding="utf-8")}
    for entry in po.obsolete_entries():
        if (parsed := by_key.get(key_of(entry))) is not None:
            entry.previous_msgctxt = parsed.previous_msgctxt
            entry.previous_msgid = parsed.previous_msgid
            entry.previous_msgid_plural = parsed.previous_msgid_plural
