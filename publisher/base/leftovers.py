"""Leftovers of runs that were killed: temporary files, and saves that they had set aside.

Only files with our own names are touched, and none of a process that is still running.
"""

from __future__ import annotations

import itertools
import os
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.base.compare_and_swap import SAVE_TIMEOUT, Displaced, Settled
from publisher.base.errors import PublisherError, reason_of
from publisher.base.files import TEMPORARY_SUFFIX
from publisher.base.locks import is_locked, lock_folder
from publisher.base.project_folder import holds_project, is_nested
from publisher.base.renames import rename_new

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAME = re.compile(rf"\..+\.\w{{8}}(-\w+-\w+)?{re.escape(TEMPORARY_SUFFIX)}", re.DOTALL)
_LOCKLESS_AGE = 600  # seconds; without locks, a younger file may belong to a running process


def recover_leftovers(root: Path, folders: Iterable[Path]) -> Iterator[PublisherError]:
    """Delete our leftovers in folders of the project at `root`, and put saves back in place.

    Yields a warning for each save, and for each leftover that cannot be recovered.
    """
    for folder, names in _listings(root.resolve(), folders):
        if leftovers := [folder / name for name in names if _NAME.fullmatch(name)]:
            yield from _recover(folder, leftovers)


def _listings(root: Path, folders: Iterable[Path]) -> Iterator[tuple[Path, list[str]]]:
    """Yield the folders and all below, and those that links lead to, with the names in them."""
    queue, linked, seen = list(folders), set[Path](), set[Path]()
    while queue or linked:
        is_deep = bool(queue)
        folder = _real((queue or linked).pop())
        if folder in seen or not folder.is_dir() or not folder.is_relative_to(root):
            continue
        seen.add(folder)
        try:
            entries = list(os.scandir(folder))
        except OSError:  # whatever needs the folder reports it
            continue
        names = [entry.name for entry in entries]
        is_below_own = is_deep and folder != root
        if holds_project(folder, names) if is_below_own else is_nested(folder, root):
            continue
        yield folder, names
        if is_deep:
            queue += [Path(entry) for entry in entries if os.path.isdir(entry)]  # noqa: PTH112
        linked.update(_real(Path(entry)).parent for entry in entries if entry.is_symlink())


def _real(path: Path) -> Path:
    """Return the path without links. Other than Path.resolve, it accepts a loop of links."""
    return Path(os.path.realpath(path))


def _recover(folder: Path, leftovers: Iterable[Path]) -> Iterator[PublisherError]:
    try:
        with lock_folder(folder) as has_locks:
            for file in leftovers:
                yield from _recover_file(file, has_locks=has_locks)
    except OSError as error:
        yield PublisherError(f"cannot be searched for leftovers: {reason_of(error)}", file=folder)


def _recover_file(file: Path, *, has_locks: bool) -> Iterator[PublisherError]:
    try:
        if not has_locks and _is_young(file):
            return
        if displaced := Displaced.parse(file):
            yield from _recover_displaced(displaced)
        else:
            _sweep(file)
    except FileNotFoundError:
        pass  # another run has recovered it
    except OSError as error:
        yield PublisherError(f"a run that was killed left this: {reason_of(error)}", file=file)


def _recover_displaced(displaced: Displaced) -> Iterator[PublisherError]:
    settled = displaced.settle(SAVE_TIMEOUT)
    if settled is Settled.OURS:
        return
    remark = "is back in its place"
    if settled is Settled.KEPT:
        kept = _rename_visibly(displaced)
        remark = f"is {kept.name} now, beside a later save; compare the two, and delete one"
    problem = f"a run that was killed had set a save of this file aside, which {remark}"
    yield PublisherError(problem, file=displaced.target)


def _rename_visibly(displaced: Displaced) -> Path:
    """Rename a displaced save to a name beside the target that people see."""
    for number in itertools.count(1):
        suffix = ".saved" if number == 1 else f".saved-{number}"
        visible = displaced.target.with_name(displaced.target.name + suffix)
        with suppress(FileExistsError):
            rename_new(displaced.file, visible)
            break
    return visible


def _sweep(file: Path) -> None:
    """Delete a temporary file unless the process that writes it is running."""
    with file.open("rb") as stream:
        locked = is_locked(stream.fileno())
        if locked is False or (locked is None and not _is_young(file)):
            file.unlink()


def _is_young(file: Path) -> bool:
    return time.time() - file.stat().st_ctime < _LOCKLESS_AGE
