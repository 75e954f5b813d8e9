"""New projects: the files that `publisher init` writes.

`files/` has a folder for each part, whose files are copied to the same place in the project.
`dot-` at the beginning of a name becomes a dot; `@VERSION@` and the like are replaced.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import publisher
from publisher.base.errors import PublisherError
from publisher.base.files import is_inside, is_there, write_atomically
from publisher.base.git import repository_of, run_git
from publisher.base.project_folder import OWN, project_file
from publisher.project.config import load_config
from publisher.readers.discovery import find_seeds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from publisher.language.locale import Language
    from publisher.project.new_project.site import Site
    from publisher.readers.discovery import Seeds

PARTS = ("github", "gitlab", "pre-commit", "weblate")  # optional ones
_BASE = "base"  # the part of every project
_DOT = re.compile(r"(?<![^/])dot-")
_FILES = Path(__file__).parent / "files"
_PLAIN_SLUG = re.compile(r"[A-Za-z0-9_-]+")  # which Weblate accepts, and needs no quoting
_SEEDS = "seeds"
_EXAMPLE = "https://example.org/handbook/"
_WELCOME = f"{_SEEDS}/welcome.md"
_ABOUT_SEEDS = {_WELCOME, f"{_SEEDS}/README.md", "README.md"}  # files for articles in seeds/
_AT_THE_TOP = ("github", "gitlab", "pre-commit")  # parts for the top of a repository


def misplaced_parts(folder: Path, parts: Sequence[str]) -> tuple[list[str], Path | None]:
    """Return the parts that do not work in a folder, and the top folder of its repository."""
    top = repository_of(folder)
    if top is None or top.samefile(folder):
        return [], top
    return [part for part in parts if part in _AT_THE_TOP], top


def is_build_ignored(folder: Path) -> bool:
    """Return whether git, if it keeps the folder, ignores the files that publisher builds."""
    if repository_of(folder) is None:
        return True
    return run_git("check-ignore", "-q", "build/pdf", folder=folder).returncode == 0


@dataclass(frozen=True)
class Created:
    """A file of a new project, and whether it is new: existing ones are kept."""

    file: Path
    is_new: bool


def create_project(
    folder: Path,
    languages: Sequence[Language] = (),
    parts: Sequence[str] = (),
    site: Site | None = None,
) -> Iterator[Created]:
    """Write the files of a new project, and of its optional parts; overwrite none.

    The articles are the pages of a `site`, if there is one. In a project that exists, parts alone
    are added, or the files that it lacks. Raises PublisherError before anything is written if that
    is known not to work.
    """
    if is_there(folder) and not folder.is_dir():
        raise PublisherError("is not a folder; choose another name", file=folder)
    configuration = project_file(folder)
    if configuration is not None and languages:
        problem = "configures this project already; write the languages there"
        raise PublisherError(problem, file=configuration)
    seeds = site.pages if site else _articles(folder, configuration)
    files = dict(_wanted_files(configuration, parts, seeds, folder))
    for name in files:
        _refuse_bad_place(folder / name, folder)
    values = _values(folder, languages, seeds, site)
    for name in sorted(files):
        yield _create(folder / name, _filled(files[name], values))


def _wanted_files(
    configuration: Path | None, parts: Sequence[str], seeds: Seeds, folder: Path
) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the files for a project, which may have a configuration."""
    left_out = {_WELCOME} if seeds.files else set()
    if seeds.folder == folder:  # the articles are elsewhere
        left_out |= _ABOUT_SEEDS
    if configuration is not None and configuration.name != OWN:
        left_out.add(OWN)
    for part in parts if configuration is not None and parts else (_BASE, *parts):
        yield from ((name, text) for name, text in _files_of(part) if name not in left_out)


def _articles(folder: Path, configuration: Path | None) -> Seeds:
    """Return the articles that there are already; those in seeds/ without a configuration."""
    if configuration is not None:
        with suppress(PublisherError):  # later commands report it
            return load_config(folder).find_seeds()
    return find_seeds(folder / _SEEDS)


def _values(
    folder: Path, languages: Sequence[Language], seeds: Seeds, site: Site | None
) -> dict[str, str]:
    """Return what replaces the names in the files."""
    codes = list(dict.fromkeys(language.code for language in languages))
    return {
        "@VERSION@": publisher.__version__,
        "@LANGUAGES@": json.dumps(codes),  # an array in TOML
        "@SEEDS@": _setting("seeds", site.patterns if site else (), "docs/**/*.md"),
        "@EXCLUDE@": _setting("exclude", site.exclude if site else (), "docs/drafts"),
        "@BASE_URL@": _base_url(site.address if site else None),
        "@FILES@": _files(seeds),
        "@SLUG@": next(filter(_PLAIN_SLUG.fullmatch, seeds.files), Path(_WELCOME).stem),
        "@REPOSITORY@": _repository(folder),
    }


def _setting(key: str, values: Sequence[str], example: str) -> str:
    """Return a line of the configuration; a comment without values."""
    listed = json.dumps(values or [example], ensure_ascii=False)
    return f"{key} = {listed}" if values else f"# {key} = {listed}"


def _base_url(address: str | None) -> str:
    """Return the line of the configuration; a comment without an address."""
    line = f"base-url = {json.dumps(address or _EXAMPLE, ensure_ascii=False)}"
    return line if address else f"# {line}"


def _files(seeds: Seeds) -> str:
    """Return the regular expression of the files that a project is made of."""
    names = [seeds.name_of(file) for file in seeds.files.values()]
    folders = {name.partition("/")[0] for name in names if "/" in name}
    if seeds.folder.name == _SEEDS:
        names, folders = [], {_SEEDS}
    listed = "|".join(map(re.escape, [*sorted(folders), "locales", "templates"]))
    endings = "|".join(sorted({name.rpartition(".")[2] for name in names if "/" not in name}))
    at_the_top = rf"|^[^/]+\.({endings})$" if endings else ""
    return rf"^({listed})/{at_the_top}|^(publisher|pyproject)\.toml$"


def _refuse_bad_place(file: Path, folder: Path) -> None:
    """Raise PublisherError for a file that would be outside the folder, or below another file."""
    if not is_inside(file, folder):
        raise PublisherError("leads out of the project; put a folder in its place", file=file)
    for inner in file.relative_to(folder).parents:
        if is_there(folder / inner) and not (folder / inner).is_dir():
            problem = "is not a folder; move it away and run again"
            raise PublisherError(problem, file=folder / inner)


def _files_of(part: str) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of a part's files."""
    for file in sorted((_FILES / part).rglob("*")):
        if file.is_file():
            name = file.relative_to(_FILES / part).as_posix()
            yield _DOT.sub(".", name), file.read_text(encoding="utf-8")


def _repository(folder: Path) -> str:
    """Return the address of the repository that a folder is in, without a password."""
    place = next(path for path in (folder, *folder.absolute().parents) if path.is_dir())
    found = run_git("config", "--get", "remote.origin.url", folder=place).stdout.decode().strip()
    return re.sub(r"(?<=://)[^/]*@", "", found) or "https://example.org/your/repository.git"


def _filled(text: str, values: Mapping[str, str]) -> bytes:
    for name, value in values.items():
        text = text.replace(name, value)
    return text.encode()


def _create(file: Path, content: bytes) -> Created:
    if is_there(file):
        return Created(file, is_new=False)
    write_atomically(file, content)
    return Created(file, is_new=True)
