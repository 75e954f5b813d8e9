"""Snapshot of a project's files, compared with the inputs of earlier builds.

Files are compared by content, never by time. Nothing is parsed, which keeps the comparison
of an unchanged archive quick.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from publisher.base.project_folder import files_below
from publisher.build.incremental.fingerprints import (
    content_digest,
    digest,
    file_digest,
    shared_inputs,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from publisher.build.incremental.store import BuildRecord, Store
    from publisher.project.config import Config
    from publisher.project.git_history import History

    # Inputs that all editions share, or those that editions in a language share besides, by name.
    Shared = Callable[[Config, str], dict[str, str]]

OUTSIDE = "outside the project"  # in place of a digest


def _shared_by_pages(config: Config, code: str) -> dict[str, str]:
    return {} if code else shared_inputs(config)


class Snapshot:
    """Digests of a project's files; each file is read once.

    `shared` holds the inputs that all editions share, by name; `shared_digest` is of all these.
    Those of a task come from `read_shared`, which also returns the inputs of all
    editions in a language.
    """

    def __init__(
        self, config: Config, history: History, read_shared: Shared = _shared_by_pages
    ) -> None:
        self._config = config
        self._history = history
        self._root = os.path.realpath(config.root)
        self._prefix = f"{config.root}{os.sep}"
        self._digests: dict[str, str] = {}
        self._folders: dict[str, bool] = {}
        # Taken before any file is read: a later change is then noticed.
        self._read_shared = read_shared
        self.shared = read_shared(config, "")
        self.shared_digest = _digest_of(self.shared)
        self._by_language: dict[str, str] = {"": self.shared_digest}
        self._states: dict[str, str] = {}

    def shared_in(self, code: str) -> str:
        """Return the digest of the inputs that the editions in a language share."""
        if code not in self._by_language:
            own = self._read_shared(self._config, code)
            self._by_language[code] = _digest_of({**self.shared, **own})
        return self._by_language[code]

    def state(self, code: str) -> str:
        """Return the digest of all catalogues of a language."""
        if code not in self._states:
            files = files_below(self._config.locales / code, ".po")
            self._states[code] = _digest_of(self.digests(map(self.name, files)))
        return self._states[code]

    def name(self, file: Path) -> str:
        """Return the name of a file: its path relative to the project.

        A `..` stays: after a link to a folder it leads elsewhere.
        """
        name = str(file)  # Path is slow for thousands of files
        if name.startswith(self._prefix):
            return name.removeprefix(self._prefix)
        return os.path.relpath(file, self._config.root)

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Return the digests of files by their names relative to the project."""
        return {name: self._digest(name) for name in names}

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = self._fresh_digest(name, self._folders)
        return self._digests[name]

    def fresh_digests(self, names: Iterable[str]) -> dict[str, str]:
        """Return the digests of files as they are now."""
        return {name: self._fresh_digest(name, {}) for name in names}

    def _fresh_digest(self, name: str, folders: dict[str, bool]) -> str:
        """Return a file's digest, or OUTSIDE for a link that leads out of the project.

        Nothing reads such a file, and a copy of its target in its place is a change. `folders`
        remembers which folders are inside the project.
        """
        folder, file = os.path.split(f"{self._root}/{name}")
        if folder not in folders:
            folders[folder] = self._is_inside(folder)
        path = f"{folder}/{file}"
        is_link = os.path.islink(path)  # noqa: PTH114 - Path is slow for thousands of files
        is_read = folders[folder] and (not is_link or self._is_inside(path))
        return content_digest(path) if is_read else OUTSIDE

    def _is_inside(self, path: str) -> bool:
        try:
            return f"{os.path.realpath(path)}/".startswith(f"{self._root}/")
        except ValueError:  # no name of a file
            return False

    def dates(self, groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
        """Return the date of the last change to each group of files."""
        root = self._config.root
        found = (self._history.last_change(root / name for name in group) for group in groups)
        return tuple(map(str, found))

    def history_state(self, groups: Iterable[Iterable[str]]) -> str:
        """Return the fingerprint of the git state that the dates depend on."""
        return self._history.state(self._config.root / name for group in groups for name in group)

    def changes(self, record: BuildRecord, store: Store) -> list[str]:
        """Return the inputs of a build that differ today, as phrases; empty if none does."""
        names = [name for name, was in record.inputs.items() if self._digest(name) != was]
        if record.shared != self.shared_digest:
            names += _differing(store.shared(record.shared), self.shared)
        found = [f"{name} changed" for name in names]
        if record.history != self.history_state(record.dated):
            found += ["git history changed"] * (record.dates != self.dates(record.dated))
        if not found and file_digest(f"{self._config.root}/{record.file}") != record.content:
            found.append(f"{record.file} changed")
        return found


def _digest_of(digests: Mapping[str, str]) -> str:
    return digest(*(part for pair in digests.items() for part in pair))


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    return (name for name in sorted({*before, *now}) if before.get(name) != now.get(name))
