"""Ledger: finds results that are out of date, from a task's records and today's snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from publisher.build.records.store import Lookups, Record, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from publisher.build.incremental.snapshot import Shared, Snapshot
    from publisher.build.records.store import Name, Proof
    from publisher.project.config import Config


@dataclass(frozen=True)
class Task:
    """A task whose results are recorded, in `build/<name>.sqlite`.

    - `shared`: returns the inputs that all editions share, or those in one language besides
    - `findings_of`: name of another task with the same inputs, which records findings of editions
    """

    name: str
    shared: Shared
    findings_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Inputs of a result.

    - `files`: files that it was made from
    - `dated`: groups of files whose dates of change it contains
    - `lookups`: lookups in other catalogues, if there were any
    - `written`: digests of files that the task itself has written, by path
    """

    files: tuple[Path, ...]
    dated: tuple[Sequence[Path], ...] = ()
    lookups: Lookups | None = None
    written: Mapping[Path, str] | None = None


class Ledger:
    """Records of one task's results, by the task's name, compared with the project's files."""

    def __init__(self, config: Config, name: str, snapshot: Snapshot) -> None:
        self._store = Store(config.build / f"{name}.sqlite")
        self.snapshot = snapshot

    def up_to_date(self, slug: str) -> dict[str, Record]:
        """Return the records of an article without changed inputs, by language code.

        Lookups are left to the task, which can repeat them.
        """
        records = self._store.records(slug).items()
        return {code: record for code, record in records if self._is_current(code, record)}

    def _is_current(self, code: str, record: Record) -> bool:
        snapshot = self.snapshot
        return (
            snapshot.digests(record.inputs) == record.inputs
            and record.shared == snapshot.shared_in(code)
            and (
                not record.dated
                or record.history == snapshot.history_state(record.dated)
                or record.dates == snapshot.dates(record.dated)
            )
        )

    def digest_file(self, file: Path) -> None:
        """Take the digest of a file, as `digest_files` does."""
        self.digest_files([file])

    def digest_of(self, file: Path) -> str:
        """Return the digest of a file, taken at the first call for it."""
        (found,) = self.digest_files([file]).values()
        return found

    def digest_files(self, files: Iterable[Path]) -> dict[str, str]:
        """Return the digests of files by name, taken at the first call for each.

        Call it before a file is read: a change after that is then noticed.
        """
        return self.snapshot.digests(map(self.snapshot.name, files))

    def record(self, name: Name, inputs: Inputs, value: Mapping[str, Any]) -> None:
        """Record a result.

        It is not recorded if an input changed since `digest_files`; the next run makes it again.
        """
        written = inputs.written or {}
        before = self.digest_files(file for file in inputs.files if file not in written)
        before |= {self.snapshot.name(file): was for file, was in written.items()}
        if before != self.snapshot.fresh_digests(before):
            return
        groups = tuple(tuple(map(self.snapshot.name, group)) for group in inputs.dated)
        record = Record(
            inputs=before,
            shared=self.snapshot.shared_in(name.language),
            dated=groups,
            dates=self.snapshot.dates(groups),
            history=self.snapshot.history_state(groups) if groups else "",
            lookups=inputs.lookups,
            value=value,
        )
        self._store.save(name, record)

    def save_states(self, proofs: Iterable[Proof]) -> None:
        """Save today's states of records."""
        self._store.save_states(proofs)

    def remove(self, is_gone: Callable[[Name], bool]) -> None:
        """Remove the records with some names."""
        self._store.remove(is_gone)

    def close(self) -> None:
        """Close the store."""
        self._store.close()
