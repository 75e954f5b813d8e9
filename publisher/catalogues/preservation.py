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
from publisher.catalogues.po_scanner import find_header, is_opt_out, scan_comments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_OPT_OUT_PREFIX = "ignore-"
_OBSOLETE_MARK = re.compile(r"^#~(\|?) ", re.MULTILINE)


def opt_outs_to_comments(text: str) -> str:
    """Rewrite opt-outs among the flags as translators' comments: msgcat drops unknown flags."""
    if _OPT_OUT_PREFIX not in text:
        return text
    pieces: list[str] = []
    end = 0
    for comment in scan_comments(text):
        if comment.is_flag_list and any(map(_has_opt_out_prefix, comment.flags)):
            pieces += [text[end : comment.start], "\n".join(_split_flags(comment.flags))]
            end = comment.end
    return "".join([*pieces, text[end:]])


def _split_flags(flags: Iterable[str]) -> Iterator[str]:
    """Yield comments with the opt-outs of a flag list, then a list of the other flags."""
    opt_outs, others = [], []
    for flag in flags:
        if is_opt_out(flag):
            opt_outs.append(flag)
        elif _has_opt_out_prefix(flag):  # misspelt; in one comment, it would disable the rest
            yield f"# {flag}"
        else:
            others.append(flag)
    if opt_outs:
        yield f"# {', '.join(opt_outs)}"
    if others:
        # Spaces separate flags as commas do, and `range: 0..10` needs one.
        yield f"#, {' '.join(others)}"


def _has_opt_out_prefix(flag: str) -> bool:
    return flag.startswith(_OPT_OUT_PREFIX)


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
    comments = (comment.translator_comment for comment in scan_comments(text))
    return [comment for comment in comments if comment]


def dropped_header_lines(po: polib.POFile, canonical: str) -> list[str]:
    """Return the header's lines that polib drops: repeated fields, and lines without a colon."""
    header = find_header(canonical)
    lines = header.translation.split("\n") if header else []
    kept = {f"{name}: {value}".rstrip() for name, value in po.metadata.items()}
    # polib appends the first line without a colon to the field before it.
    kept |= {part for field in kept for part in field.split("\n")}
    return [line.strip() for line in lines if line.strip() and line.rstrip() not in kept]


def restore_previous_sources(po: polib.POFile, canonical: str, copy: Path) -> None:
    """Restore the previous sources of obsolete entries (`#~|`), which polib drops.

    The entries are parsed a second time as active ones, from the temporary file `copy`. In
    msgcat's output, a blank line follows each entry.
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
