"""Two branches' versions of one catalogue → one, message by message (git's merge driver).

What only one side changed is taken from it. Where both changed one message, ours stays
as fuzzy, with theirs beside it: nothing is lost, and nothing undecided is published.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import polib

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.catalogue import key_of
from publisher.catalogues.suggestions import add_obsolete, forms_of, is_offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from publisher.catalogues.catalogue import Key

    Entries = Mapping[Key, polib.POEntry]


def merge_files(base: Path, ours: Path, theirs: Path) -> int:
    """Merge `theirs` into the file `ours`; return how many messages both had changed.

    Raises PublisherError for a file that cannot be read, and leaves `ours` alone.
    """
    old, mine, other = (pofile.load(file) for file in (base, ours, theirs))
    before, left, right = (_by_key(po) for po in (old, mine, other))
    merged = polib.POFile(wrapwidth=0)
    merged.header, merged.metadata = _header(old, mine, other), _metadata(old, mine, other)
    merged.metadata_is_fuzzy = mine.metadata_is_fuzzy
    conflicts, gone = 0, []
    for key in _in_order(left, right):
        entry, is_conflict = _merged(before.get(key), left.get(key), right.get(key))
        conflicts += is_conflict
        if entry is not None and not entry.obsolete:
            merged.append(entry)
        elif entry is not None:
            gone.append(entry)
    _add_gone(merged, gone)
    pofile.save(merged, ours)
    return conflicts


def _add_gone(merged: polib.POFile, gone: Iterable[polib.POEntry]) -> None:
    """Add what is not asked any more; an offer whose words are found elsewhere says nothing."""
    found = {form for entry in merged for form in forms_of(entry)}
    for entry in sorted(gone, key=lambda entry: (entry.msgid, entry.msgctxt or "")):
        if not (is_offer(entry) and not entry.tcomment and found.issuperset(forms_of(entry))):
            add_obsolete(merged, entry)


def install_merge_driver(root: Path, command: str) -> None:
    """Make `command` the merge driver of .gitattributes for the clone at `root`.

    Raises PublisherError where there is no repository.
    """
    for key, value in (("name", "gettext catalogues"), ("driver", command)):
        git = ("git", "-C", str(root), "config", f"merge.gettext.{key}", value)
        if subprocess.run(git, check=False, capture_output=True).returncode:
            raise PublisherError("there is no git repository; make one first", file=root)


def _by_key(po: polib.POFile) -> dict[Key, polib.POEntry]:
    return {key_of(entry): entry for entry in po}


def _in_order(left: Entries, right: Entries) -> list[Key]:
    """Return all keys in our order, each of theirs alone behind the one that precedes it."""
    keys = list(left)
    before: Key | None = None
    for key in right:
        if key not in left:
            keys.insert(keys.index(before) + 1 if before is not None else 0, key)
        before = key
    return keys


def _merged(
    base: polib.POEntry | None, ours: polib.POEntry | None, theirs: polib.POEntry | None
) -> tuple[polib.POEntry | None, bool]:
    """Return the entry of both sides, and whether they contradict each other."""
    states = [None if entry is None else _state(entry) for entry in (base, ours, theirs)]
    if ours is None or theirs is None:
        # Gone on one side: a translation stays, at the least as an obsolete one.
        entry = ours if theirs is None else theirs
        if entry is not None and base is not None:
            if not _has_work(entry):
                return None, False
            entry.obsolete = True
        return entry, False
    if states[1] == states[2] or states[2] == states[0]:
        return ours, False
    if states[1] == states[0]:
        return theirs, False
    if not _words(ours) or not _words(theirs) or _words(ours) == _words(theirs):
        entry, other = (ours, theirs) if any(_words(ours)) else (theirs, ours)
        _agree(entry, other, base)
        return entry, False
    ours.comment = theirs.comment if ours.obsolete else ours.comment
    ours.flags = list(dict.fromkeys([*ours.flags, "fuzzy"]))
    remark = f"the other branch has: {' | '.join(_words(theirs))}"
    ours.tcomment = "\n".join([*_lines(ours.tcomment, theirs.tcomment), remark])
    ours.obsolete = ours.obsolete and theirs.obsolete
    return ours, True


def _state(entry: polib.POEntry) -> tuple[object, ...]:
    forms = tuple(sorted(entry.msgstr_plural.items()))
    flags = frozenset(entry.flags)
    return entry.msgstr, forms, flags, entry.tcomment, entry.comment, entry.obsolete


def _has_work(entry: polib.POEntry) -> bool:
    return bool(any(_words(entry)) or entry.tcomment)


def _words(entry: polib.POEntry) -> tuple[str, ...]:
    forms = (entry.msgstr, *(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)))
    return tuple(form for form in forms if form)


def _agree(ours: polib.POEntry, theirs: polib.POEntry, base: polib.POEntry | None) -> None:
    """Join what both say beside one translation; a mark that one side changed stands."""
    ours.tcomment = "\n".join(_lines(ours.tcomment, theirs.tcomment))
    ours.comment = theirs.comment if ours.obsolete else ours.comment
    ours.obsolete = ours.obsolete and theirs.obsolete
    if not _words(theirs) or ours.fuzzy == theirs.fuzzy:
        return
    was_fuzzy = base is not None and base.fuzzy
    flags = [flag for flag in ours.flags if flag != "fuzzy"]
    ours.flags = flags if was_fuzzy else [*flags, "fuzzy"]


def _lines(*texts: str) -> list[str]:
    return list(dict.fromkeys(line for text in texts for line in text.split("\n") if line))


def _header(base: polib.POFile, ours: polib.POFile, theirs: polib.POFile) -> str:
    """Take the comment at the head from the side that changed it; of both, all lines."""
    old, mine, other = (str(po.header) for po in (base, ours, theirs))
    if other == old:
        return mine
    return other if mine == old else "\n".join(_lines(mine, other))


def _metadata(base: polib.POFile, ours: polib.POFile, theirs: polib.POFile) -> dict[str, str]:
    """Take each header field from the side that changed it; of two dates, the later."""
    fields = {**theirs.metadata, **ours.metadata}
    for field in fields:
        old, mine, other = (po.metadata.get(field) for po in (base, ours, theirs))
        if other is not None and mine in {old, None}:
            fields[field] = other
        elif other is not None and mine is not None and field.endswith("-Date"):
            fields[field] = max(mine, other)
    return fields
