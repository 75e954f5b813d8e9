"""The project's configuration: `[tool.publisher]` in pyproject.toml, read once, frozen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.base.config_tables import Table, read_toml
from publisher.base.errors import PublisherError
from publisher.base.limits import Limits
from publisher.language.locale import Language
from publisher.project.gate import Gate, load_gate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from publisher.translation.segments import SegmentBy

_KEYS = (
    *("source-language", "languages", "segment", "layout", "attach"),
    *("limits", "checks", "gate"),
)
_LIMITS = ("seconds", "memory-mib")
_MOST = 2**20


@dataclass(frozen=True)
class Config:
    """What `[tool.publisher]` says, and the folders that follow from it.

    `languages` are those that seeds are translated into, without the source language.
    `segment` is how much text one message holds, `layout` how articles look that name
    none. `attach` puts the article and its catalogue into each PDF. `checks` is what is
    said of checks, which know their own names; `gate` says what keeps an edition back.
    `limits` are each edition's own.
    """

    root: Path
    source_language: Language
    languages: tuple[Language, ...]
    segment: SegmentBy
    checks: Table
    gate: Gate
    layout: str = "article"
    attach: bool = False
    limits: Limits = field(default_factory=Limits)

    @property
    def seeds(self) -> Path:
        """The folder of the articles."""
        return self.root / "seeds"

    @property
    def templates(self) -> Path:
        """The folder of the layouts."""
        return self.root / "templates"

    @property
    def build(self) -> Path:
        """The folder of all that is made; safe to delete."""
        return self.root / "build"

    def pot(self, domain: str) -> Path:
        """Return the .pot of a domain: a slug, or `publisher` for the layouts.

        Raises PublisherError if a link puts it outside of the project.
        """
        return self.inside(self.root / "locales" / f"{domain}.pot")

    def catalogue(self, domain: str, language: Language) -> Path:
        """Return the catalogue of a domain in a language; raises what `pot` raises."""
        folder = self.root / "locales" / language.code / "LC_MESSAGES"
        return self.inside(folder / f"{domain}.po")

    def inside(self, file: Path) -> Path:
        """Return a file; raise PublisherError if a link puts it outside of the project."""
        try:
            inside = file.resolve().is_relative_to(self._home)
        except (OSError, RuntimeError):  # a loop of links; reading it says so
            return file
        if not inside:
            raise PublisherError("leads out of the project; put a file in its place", file=file)
        return file

    @cached_property
    def _home(self) -> Path:
        return self.root.resolve()


def load_config(root: Path) -> Config:
    """Read `[tool.publisher]` of the project at `root`; raise PublisherError by key and line."""
    table = _table(read_toml(root / "pyproject.toml"))
    table.refuse_unknown(_KEYS, "[tool.publisher]")
    source = table.get("source-language", _language) or Language("en")
    languages = table.get("languages", _languages) or ()
    return Config(
        root,
        source,
        tuple(language for language in languages if language.tag != source.tag),
        table.get("segment", _segment) or "sentence",
        table.inner("checks", "tool.publisher.checks"),
        load_gate(table.inner("gate", "tool.publisher.gate")),
        table.get("layout", lambda value: _layout(value, root / "templates")) or "article",
        table.get("attach", _attach) or False,
        _limits(table),
    )


def _limits(table: Table) -> Limits:
    values = table.get("limits", _as_table) or {}
    start = max(table.text.find("[tool.publisher.limits]"), table.start)
    table = replace(table, values=values, start=start)
    table.refuse_unknown(_LIMITS, "[tool.publisher.limits]")
    return Limits(
        table.get("seconds", _at_least(1)) or Limits.seconds,
        table.get("memory-mib", _at_least(256)) or Limits.memory_mib,
    )


def _as_table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise PublisherError("must be a table; write [tool.publisher.limits]")
    return value


def _at_least(least: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _MOST:
            raise PublisherError(f"must be a whole number from {least} to {_MOST}")
        return value

    return check


def _table(whole: Table) -> Table:
    """Narrow pyproject.toml to [tool.publisher]; a project without one has the defaults."""
    tools = whole.values.get("tool", {})
    values = tools.get("publisher", {}) if isinstance(tools, dict) else {}
    if not isinstance(values, dict):
        raise whole.error("[tool.publisher] must be a table", "publisher")
    return replace(whole, values=values, start=max(whole.text.find("[tool.publisher]"), 0))


def _language(value: object) -> Language:
    if not isinstance(value, str):
        raise PublisherError('must be a language code in quotes, like "en"')
    return Language.parse(value)


def _languages(value: object) -> tuple[Language, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise PublisherError('must be a list of language codes, like ["hy", "ru"]')
    languages = tuple(Language.parse(name) for name in value)
    tags = [language.tag for language in languages]
    if repeated := {tag for tag in tags if tags.count(tag) > 1}:
        raise PublisherError(f"{min(repeated)!r} stands twice; take one out")
    return languages


def _segment(value: object) -> SegmentBy:
    if value == "sentence":
        return "sentence"
    if value == "block":
        return "block"
    raise PublisherError(f'must be "sentence" or "block", not {value!r}')


def _layout(value: object, templates: Path) -> str:
    known = sorted(file.stem for file in templates.glob("[!_]*.html"))
    if not isinstance(value, str) or value not in known:
        raise PublisherError(f"must be one of the layouts {', '.join(known)}, not {value!r}")
    return value


def _attach(value: object) -> bool:
    if not isinstance(value, bool):
        raise PublisherError(f"must be true or false, not {value!r}")
    return value
