"""Choice of editions by files: articles, their sidecars and catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.project.default_page_words import LAYOUT_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from publisher.project.config import Config
    from publisher.readers.discovery import Seeds


@dataclass(frozen=True)
class ChosenFiles:
    """Files, and the articles and languages that findings in them can come from; empty is all."""

    files: frozenset[Path]
    slugs: tuple[str, ...]
    languages: tuple[str, ...]


def choose_files(config: Config, seeds: Seeds, names: Iterable[Path]) -> ChosenFiles:
    """Return the articles and languages of files. Raises PublisherError for other files."""
    files = [file.parent.resolve() / file.name for file in names]
    editions = [_edition_of(config, seeds, file) for file in files]
    slugs = [slug for slug, _ in editions]
    languages = [code for _, code in editions]
    return ChosenFiles(
        frozenset(files),
        () if LAYOUT_DOMAIN in slugs else tuple(dict.fromkeys(slugs)),
        tuple(dict.fromkeys(filter(None, languages))) if all(languages) else (),
    )


def _edition_of(config: Config, seeds: Seeds, file: Path) -> tuple[str, str]:
    """Return the slug and language that a file belongs to; no language for an article."""
    for error in seeds.errors:
        if error.file == file:
            raise error
    if not file.is_file():
        raise PublisherError("there is no such file; check the name", file=file)
    sidecars = {article.with_suffix(".toml"): slug for slug, article in seeds.files.items()}
    if slug := seeds.slug_of(file) or sidecars.get(file):
        return slug, ""
    if file.suffix == ".po" and file.is_relative_to(config.locales):
        code, *folders = file.relative_to(config.locales).with_suffix("").parts
        slug = "/".join(folders[1:])
        if slug == LAYOUT_DOMAIN or slug in seeds.files:
            return slug, Language.parse(code).code
    problem = "is neither an article nor a catalogue of one; name a file in seeds/ or a .po file"
    raise PublisherError(problem, file=file)
