"""What a project holds now, compared with what its editions were made of.

Everything is compared by content; a time stamp is never believed. Nothing is parsed, so
that an archive in which nothing changed is looked through at once.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from publisher.build.incremental.fingerprints import digest, file_digest, shared_inputs
from publisher.project.git_history import History

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from publisher.build.incremental.store import BuildRecord, Store
    from publisher.project.config import Config


class Snapshot:
    """The files of a project as they are now, each read once."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._digests: dict[str, str] = {}
        self.history = History(config.root)

    @cached_property
    def shared(self) -> dict[str, str]:
        """The digests of what all editions are made of, by name."""
        return shared_inputs(self._config)

    @cached_property
    def shared_digest(self) -> str:
        """One digest of all that is shared."""
        return digest(*(part for pair in self.shared.items() for part in pair))

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Return the digests of files by their names under the project's root."""
        return {name: self._digest(name) for name in names}

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = file_digest(f"{self._config.root}/{name}")
        return self._digests[name]

    def dates(self, groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
        """Return when each group of files was last changed, as the history tells."""
        root = self._config.root
        found = (self.history.last_change(root / name for name in group) for group in groups)
        return tuple(map(str, found))

    def state(self, groups: Iterable[Iterable[str]]) -> str:
        """Name the state of the history that these dates depend on."""
        return self.history.state(self._config.root / name for group in groups for name in group)

    def differences(self, made: BuildRecord, record: Store) -> list[str]:
        """Name what an edition was made of and is not what it was; nothing if all is."""
        found = [name for name, was in made.inputs.items() if self._digest(name) != was]
        if made.shared != self.shared_digest:
            found += _differing(record.shared(made.shared), self.shared)
        if made.history != self.state(made.dated) and made.dates != self.dates(made.dated):
            found.append("the history of its files")
        if not found and file_digest(f"{self._config.root}/{made.file}") != made.content:
            found.append(made.file)
        return found


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    return (name for name in sorted({*before, *now}) if before.get(name) != now.get(name))
