"""What was made before and what there is now, and so what need not be made again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.build.incremental.fingerprints import file_digest
from publisher.build.incremental.snapshot import Snapshot
from publisher.build.incremental.store import BuildRecord, Store
from publisher.project.results import result_of, summary_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from publisher.outputs import Output
    from publisher.project.config import Config
    from publisher.project.results import Job, Result

_GLOSSARIES = ("po", "csv", "tbx")
_UNKNOWN = ("no record that it was made",)


class Ledger:
    """One output's editions: as they were made, and as the project would make them now."""

    def __init__(self, config: Config, output: Output) -> None:
        self._config = config
        self._record = Store(config.build / f"{output.folder}.sqlite")
        self._known = self._record.editions()
        self._present = Snapshot(config)
        self.history = self._present.history

    def current(self, slug: str) -> dict[str, BuildRecord]:
        """Return an article's editions of which nothing has changed, by language."""
        known = self._known.get(slug, {})
        return {code: made for code, made in known.items() if not self._changes(made)}

    def changes(self, slug: str, code: str) -> tuple[str, ...]:
        """Name what an edition has to be made for; nothing if it is as it was made."""
        made = self._known.get(slug, {}).get(code)
        return _UNKNOWN if made is None else tuple(self._changes(made))

    def _changes(self, made: BuildRecord) -> list[str]:
        return self._present.differences(made, self._record)

    def look(self, files: Iterable[Path]) -> dict[str, str]:
        """Return the digests of files by name, as they are when they are first looked at.

        Look at a file before it is read: what is written in between is then seen.
        """
        return self._present.digests(map(self._name, files))

    def with_page(self, job: Job, page: str) -> Result | None:
        """Return the edition that was made of the same page, if its file is as it was."""
        made = self._known.get(job.slug, {}).get(str(job.language.code if job.language else ""))
        if made is None or made.page != page:
            return None
        if file_digest(self._config.root / made.file) != made.content:
            return None
        return result_of(job, made.summary, self._config.root)

    def keep(
        self,
        result: Result,
        languages: Sequence[str],
        files: Sequence[Path],
        dated: Sequence[Sequence[Path]],
        page: str,
    ) -> None:
        """Record an edition that was made of a page, `languages` being all of its article's.

        One is not recorded if a file was written since it was looked at: the next build
        will see whether that matters.
        """
        job = result.job
        inputs = self.look(files)
        now = {name: file_digest(self._config.root / name) for name in inputs}
        if job.language is None or result.file is None or inputs != now:
            return
        groups = tuple(tuple(map(self._name, group)) for group in dated)
        made = BuildRecord(
            tuple(languages),
            inputs,
            self._present.shared_digest,
            groups,
            self._present.dates(groups),
            self._present.state(groups),
            page,
            file_digest(result.file),
            summary_of(replace(result, changed=()), self._config.root),
        )
        self._known.setdefault(job.slug, {})[job.language.code] = made
        self._record.keep(job.slug, job.language.code, made, self._present.shared)

    def close(self) -> None:
        """Close the record."""
        self._record.close()

    def _name(self, file: Path) -> str:
        return file.relative_to(self._config.root).as_posix()


def input_files(config: Config, slug: str, seed: Path) -> list[Path]:
    """Return the files that an article's editions are made of, whether they exist or not.

    All its languages' catalogues are among them: each edition links to the finished others.
    They are named, not opened: whether they may be read is for their readers to say.
    """
    languages = [config.source_language, *config.languages]
    folders = [config.root / "locales" / language.code for language in languages]
    inside = [f"LC_MESSAGES/{slug}.po", "LC_MESSAGES/publisher.po"]
    inside += [f"glossary.{ending}" for ending in _GLOSSARIES]
    catalogues = [folder / name for folder in folders for name in inside]
    return [seed, seed.with_suffix(".toml"), *catalogues]
