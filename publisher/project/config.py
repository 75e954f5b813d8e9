"""Configuration: `publisher.toml`, or `[tool.publisher]` in pyproject.toml; read once, frozen."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from publisher.base import values
from publisher.base.config_tables import Table, nearest, read_toml
from publisher.base.errors import PublisherError
from publisher.base.files import is_inside
from publisher.base.limits import Limits
from publisher.base.project_folder import OWN, SHARED, project_file
from publisher.language.locale import Language
from publisher.pages.templates import Templates
from publisher.project.gate import Gate, load_gate
from publisher.project.requires import refuse_other_versions
from publisher.readers.discovery import find_seeds
from publisher.readers.matching_seeds import SeedPatterns, match_seeds
from publisher.readers.patterns import is_excluded, parse_pattern
from publisher.readers.settings import KEYS, load_keys

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from publisher.language.calendars import CalendarChoice
    from publisher.readers.discovery import Seeds
    from publisher.readers.patterns import Pattern
    from publisher.translation.segments import SegmentBy

_KEYS = (
    *("source-language", "languages", "segment", "layout", "attach"),
    *("fonts", "limits", "checks", "gate", "requires", "seeds", "exclude"),
    *("front-matter", "base-url", "calendar"),
)
_LIMITS = ("seconds", "memory-mib")
_LEAST_MEMORY = 256  # MiB
_MOST = 2**20
_SEGMENTS: tuple[SegmentBy, ...] = ("sentence", "block")
_CALENDARS: tuple[CalendarChoice, ...] = ("local", "gregorian")


@dataclass(frozen=True, kw_only=True)
class Config:
    """Values of the configuration, and the project's folders and files.

    - `file`: the file that holds them, in the project's folder
    - `source_language`, `languages`: the language of seeds, and those they are translated into
    - `segment`: how much text a message holds
    - `checks`: the table of checks, read by `checks.policy`
    - `gate`: what keeps an edition from being published
    - `layout`: the layout of articles that name none
    - `attach`: whether each PDF carries its article and catalogue
    - `fonts`: folders of the project's own fonts, which precede the installed ones
    - `limits`: time and memory for one edition
    - `patterns`: files that are articles; None for those in seeds/
    - `exclude`: files that are none
    - `front_matter`: keys of front matter by field of the metadata
    - `base_url`: web address of the articles' site, which ends with a slash, if they have one
    - `calendar`: calendar of the dates that layouts print
    """

    file: Path
    source_language: Language
    languages: tuple[Language, ...]
    segment: SegmentBy
    checks: Table
    gate: Gate
    layout: str = "article"
    attach: bool = False
    fonts: tuple[Path, ...] = ()
    limits: Limits = field(default_factory=Limits)
    patterns: SeedPatterns | None = None
    exclude: tuple[Pattern, ...] = ()
    front_matter: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: KEYS)
    base_url: str | None = None
    calendar: CalendarChoice = "local"

    @property
    def root(self) -> Path:
        """Folder of the project."""
        return self.file.parent

    def find_seeds(self) -> Seeds:
        """Find the articles."""
        if self.patterns is not None:
            return match_seeds(self.patterns)
        return find_seeds(
            self.root / "seeds", lambda file: is_excluded(file, self.root, self.exclude)
        )

    @property
    def locales(self) -> Path:
        """Folder of the catalogues."""
        return self.root / "locales"

    @property
    def templates(self) -> Templates:
        """Folder of the layouts, and the package's."""
        return Templates(self.root / "templates")

    @property
    def build(self) -> Path:
        """Folder of all output; safe to delete."""
        return self.root / "build"

    def language(self, name: str) -> Language:
        """Return the language that a person named; it may be one that is not configured.

        Raises PublisherError for a name that is no language's, with the nearest configured one.
        """
        try:
            return Language.parse(name)
        except PublisherError:
            own = [language.code for language in (self.source_language, *self.languages)]
            if not (hint := nearest(name, own)):
                raise
            raise PublisherError(f"unknown language {name!r}{hint}") from None

    def pot(self, domain: str) -> Path:
        """Return the .pot file of a domain: a slug, or `publisher` for the layouts.

        Raises PublisherError if a link leads out of the project.
        """
        return self.inside(self.locales / f"{domain}.pot")

    def catalogue(self, domain: str, language: Language) -> Path:
        """Return the catalogue of a domain in a language; raises like `pot`."""
        folder = self.locales / language.code / "LC_MESSAGES"
        return self.inside(folder / f"{domain}.po")

    def inside(self, file: Path) -> Path:
        """Return `file`; raise PublisherError if a link leads out of the project."""
        try:
            inside = is_inside(file, self.root)
        except PublisherError:  # a loop of links; reading the file reports it
            return file
        if not inside:
            raise PublisherError("leads out of the project; put a file in its place", file=file)
        return file


def load_config(root: Path) -> Config:
    """Read the configuration of the project at `root`; raise PublisherError by key and line.

    A pyproject.toml without our table gives the defaults: a folder is a project too if its
    tasks.py has our tasks. If the project requires another version, nothing else is read.
    """
    table = _table_of(root)
    table.get("requires", refuse_other_versions)
    table.refuse_unknown(_KEYS)
    source = table.get("source-language", _language) or Language("en")
    languages = table.get("languages", _languages) or ()
    exclude = table.get("exclude", lambda value: _patterns(value, root)) or ()
    return Config(
        file=table.file,
        source_language=source,
        languages=tuple(language for language in languages if language.tag != source.tag),
        segment=table.get("segment", values.one_of(_SEGMENTS)) or "sentence",
        checks=table.inner("checks"),
        gate=load_gate(table.inner("gate")),
        layout=table.get("layout", lambda value: _layout(value, root)) or "article",
        attach=table.get("attach", values.boolean) or False,
        fonts=table.get("fonts", lambda value: _folders(value, root)) or (),
        limits=_limits(table.inner("limits")),
        patterns=_seed_patterns(table, root, exclude),
        exclude=exclude,
        front_matter=load_keys(table.inner("front-matter")),
        base_url=table.get("base-url", values.base_url),
        calendar=table.get("calendar", values.one_of(_CALENDARS)) or "local",
    )


def _seed_patterns(table: Table, root: Path, exclude: tuple[Pattern, ...]) -> SeedPatterns | None:
    patterns = table.get("seeds", lambda value: _patterns(value, root))
    if patterns is None:
        return None
    if not patterns:
        problem = "seeds: names nothing; delete the key for the articles in seeds/"
        raise table.error(problem, "seeds")
    return SeedPatterns(
        root, patterns, exclude, lambda problem: table.error(f"seeds: {problem}", "seeds")
    )


def _patterns(value: object, root: Path) -> tuple[Pattern, ...]:
    texts = values.strings('["docs/**/*.md"]')(value)
    return tuple(parse_pattern(text, root) for text in texts)


def _limits(table: Table) -> Limits:
    table.refuse_unknown(_LIMITS)
    seconds = table.get("seconds", values.whole_number(1, _MOST))
    memory = table.get("memory-mib", values.whole_number(_LEAST_MEMORY, _MOST))
    setting = f"{table.heading} in {table.file.name}"
    return Limits(seconds or Limits.seconds, memory or Limits.memory_mib, setting)


def _table_of(root: Path) -> Table:
    """Return the table that configures the project at `root`."""
    whole = read_toml(project_file(root) or root / SHARED)
    if whole.file.name == OWN:
        return whole
    tools = whole.values.get("tool", {})
    own = tools.get("publisher", {}) if isinstance(tools, dict) else {}
    if not isinstance(own, dict):
        raise whole.error("[tool.publisher] must be a table", "publisher")
    start = max(whole.text.find("[tool.publisher]"), 0)
    return replace(whole, values=own, start=start, name="tool.publisher")


def _language(value: object) -> Language:
    if not isinstance(value, str):
        raise PublisherError('must be a language code in quotes, like "en"')
    return Language.parse(value)


def _languages(value: object) -> tuple[Language, ...]:
    languages = tuple(map(Language.parse, values.strings('["hy", "ru"]')(value)))
    tags = [language.tag for language in languages]
    if repeated := {tag for tag in tags if tags.count(tag) > 1}:
        raise PublisherError(f"{min(repeated)!r} is repeated; remove one")
    return languages


def _layout(value: object, root: Path) -> str:
    return values.one_of(Templates(root / "templates").layouts())(value)


def _folders(value: object, root: Path) -> tuple[Path, ...]:
    folders = tuple(root / name for name in values.strings('["fonts/"]')(value))
    for folder in folders:
        if not folder.is_dir() or not is_inside(folder, root):
            name = os.path.relpath(folder, root)
            raise PublisherError(f"there is no folder {name!r} in the project; make it")
    return folders
