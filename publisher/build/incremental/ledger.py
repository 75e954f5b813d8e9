"""Ledger: decides which editions have to be rebuilt, from records and today's snapshot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publisher.build.incremental.fingerprints import file_digest
from publisher.build.incremental.snapshot import Snapshot
from publisher.build.incremental.store import BuildRecord, Store
from publisher.language.locale import Language
from publisher.project.results import EditionKey, result_of, summary_of
from publisher.readers.seed_file import sidecar_of

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping, Sequence
    from pathlib import Path

    from publisher.base.errors import PublisherError
    from publisher.build.incremental.link_state import LinkState
    from publisher.outputs import Output
    from publisher.project.config import Config
    from publisher.project.git_history import History
    from publisher.project.results import Result

_UNKNOWN = ("no record of an earlier build",)


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Inputs of an edition's build.

    - `languages`: codes of all languages of the article
    - `files`: files that the edition is built from
    - `dated`: groups of files whose dates of change the output contains
    - `page`: fingerprint of the rendered page
    - `anchors`: anchors of the article
    - `links`: states of the article's links to others
    """

    languages: tuple[str, ...]
    files: tuple[Path, ...]
    dated: tuple[Sequence[Path], ...]
    page: str
    anchors: Collection[str]
    links: Mapping[str, LinkState]


class Ledger:
    """Records of one output's editions, compared with the project's files."""

    def __init__(self, config: Config, output: Output, history: History) -> None:
        self._config, self._output = config, output
        self._store = Store(config.build / f"{output.folder}.sqlite")
        self._records = self._store.editions()
        self._snapshot = Snapshot(config, history)

    @property
    def problem(self) -> PublisherError | None:
        """Failure to read or write the records, which costs only time."""
        return self._store.problem

    def up_to_date(self, slug: str) -> dict[str, BuildRecord]:
        """Return the records of an article's editions without changed inputs, by language code.

        The states of their links are not compared (see `links`).
        """
        records = self._records.get(slug, {})
        return {
            code: record
            for code, record in records.items()
            if self._is_of(slug, code, record) and not self._changes(record)
        }

    def _is_of(self, slug: str, code: str, record: BuildRecord) -> bool:
        """Return whether a record is of an edition's own file: a stranger may have written it."""
        places = (
            self._output.path_of(self._config.build, slug, code, draft=draft)
            for draft in (False, True)
        )
        return record.file in map(self._snapshot.name, places)

    def changes(self, key: EditionKey, links: Mapping[str, LinkState]) -> tuple[str, ...]:
        """Return the changes that make a rebuild necessary; empty if there are none.

        `links` are today's states of the edition's links.
        """
        record = self._record_of(key)
        if record is None:
            return _UNKNOWN
        moved = [href for href, state in links.items() if record.links.get(href, state) != state]
        return (*self._changes(record), *(f"the target of {href} changed" for href in moved))

    def _changes(self, record: BuildRecord) -> list[str]:
        return self._snapshot.changes(record, self._store)

    def _record_of(self, key: EditionKey) -> BuildRecord | None:
        code = key.language.code
        record = self._records.get(key.slug, {}).get(code)
        return record if record and self._is_of(key.slug, code, record) else None

    def digest_file(self, file: Path) -> None:
        """Take the digest of a file, as `digest_files` does."""
        self.digest_files([file])

    def digest_files(self, files: Iterable[Path]) -> dict[str, str]:
        """Return the digests of files by name, taken at the first call for each.

        Call it before a file is read: a change after that is then noticed.
        """
        return self._snapshot.digests(map(self._snapshot.name, files))

    def find_by_page(self, key: EditionKey, page: str) -> Result | None:
        """Return the last result if it is of the same page and its file is unchanged."""
        record = self._record_of(key)
        if record is None or record.page != page:
            return None
        if file_digest(self._config.root / record.file) != record.content:
            return None
        return result_of(key, record.summary, self._config.root)

    def record(self, result: Result, inputs: Inputs) -> None:
        """Record an edition that was built.

        It is not recorded if an input changed since `digest_files`; the next build compares it.
        """
        before = self.digest_files(inputs.files)
        now = self._snapshot.fresh_digests(before)
        if result.language is None or result.file is None or before != now:
            return
        groups = tuple(tuple(map(self._snapshot.name, group)) for group in inputs.dated)
        record = BuildRecord(
            languages=inputs.languages,
            inputs=before,
            shared=self._snapshot.shared_digest,
            dated=groups,
            dates=self._snapshot.dates(groups),
            history=self._snapshot.history_state(groups),
            page=inputs.page,
            anchors=tuple(sorted(inputs.anchors)),
            links=inputs.links,
            content=file_digest(result.file),
            summary=summary_of(replace(result, changes=()), self._config.root),
        )
        key = EditionKey(result.slug, result.language)
        self._records.setdefault(key.slug, {})[key.language.code] = record
        self._store.save(key, record, self._snapshot.shared)
        self._remove(key.slug, set(self._records[key.slug]) - set(inputs.languages))

    def keep_articles(self, slugs: Container[str]) -> None:
        """Remove the records of other articles than these, and digests that only they shared."""
        for slug in [slug for slug in self._records if slug not in slugs]:
            self._remove(slug, set(self._records[slug]))
        found = {record.shared for each in self._records.values() for record in each.values()}
        self._store.keep_shared(found)

    def _remove(self, slug: str, codes: Iterable[str]) -> None:
        for code in codes:
            del self._records[slug][code]
            self._store.remove(EditionKey(slug, Language(code)))

    def close(self) -> None:
        """Close the store."""
        self._store.close()


def input_files(config: Config, slug: str, seed: Path) -> list[Path]:
    """Return the files that an article's editions depend on, whether they exist or not.

    These include the catalogues of all languages: each edition links to publishable siblings.
    Links that lead out of the project are not resolved here; reading them reports it.
    """
    languages = [config.source_language, *config.languages]
    catalogues = [catalogue_path(config, slug, language.code) for language in languages]
    return [seed, sidecar_of(seed), *catalogues]


def catalogue_path(config: Config, slug: str, code: str) -> Path:
    """Return the path of an article's catalogue; a link is not resolved."""
    return config.locales / code / "LC_MESSAGES" / f"{slug}.po"
