"""Discovery: find the articles in seeds/, and report files that cannot be one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.base.files import is_inside
from publisher.base.project_folder import walk
from publisher.readers import READERS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

ENDINGS = tuple(READERS)
DOCUMENTATION = "README.md"  # for editors, directly in seeds/
_PROJECT = "publisher"  # an article of this name would have the project file as its sidecar


@dataclass(frozen=True)
class Seeds:
    """The articles of a project, and errors of files that cannot be one.

    - `folder`: all that an article is made of is in it: seeds/, or the project if patterns name
      the articles
    - `files`: the articles by slug, in sorted order
    - `slugs`: the slug of each file that was considered, also of one that is not an article
    """

    folder: Path
    files: dict[str, Path] = field(default_factory=dict)
    errors: list[PublisherError] = field(default_factory=list)
    slugs: dict[Path, str] = field(default_factory=dict)

    def errors_of(self, slugs: Collection[str]) -> list[PublisherError]:
        """Return the errors of files with the chosen slugs; without `slugs`, all errors."""
        return [
            error
            for error in self.errors
            if not slugs or (error.file and self.slugs.get(error.file) in slugs)
        ]

    @property
    def is_complete(self) -> bool:
        """Whether the articles are known: not if a pattern is wrong."""
        return all(error.file in self.slugs for error in self.errors)

    def base_of(self, slug: str) -> Path:
        """Return the folder that the slug of an article is relative to."""
        return self.files[slug].parents[slug.count("/")]

    def slug_of(self, file: Path) -> str | None:
        """Return the slug of the article in a file, or None if there is none."""
        return self._articles.get(file)

    @cached_property
    def _articles(self) -> dict[Path, str]:
        return {file: slug for slug, file in self.files.items()}

    def add(self, file: Path, slug: str) -> None:
        """Add an article. Raises PublisherError for a slug that another one has."""
        if slug in self.files:
            other = self.files[slug]
            if other.parent == file.parent:
                problem = f"has the same slug as {other.name}; rename one"
            else:  # of two patterns
                problem = f"has the same slug as {self.name_of(other)}; rename or exclude one"
            raise PublisherError(problem, file=file)
        self.files[slug] = file

    def name_of(self, file: Path) -> str:
        """Return the name of a file relative to the folder."""
        return file.relative_to(self.folder).as_posix()


def find_seeds(folder: Path, is_excluded: Callable[[Path], bool] = lambda _: False) -> Seeds:
    """Find the articles in a folder and below, without hidden files and the folder's README.md.

    Projects nested in the folder, and excluded files, are left out. Errors are duplicate slugs,
    symbolic links out of the folder, names that cannot be a slug, and sidecars without an article.
    """
    seeds = Seeds(folder)
    walked = (
        parent / name for parent, folders, names in walk(folder) for name in (*folders, *names)
    )
    files = [f for f in sorted(walked) if not _is_ignored(f, folder) and not is_excluded(f)]
    for file in files:
        seeds.slugs[file] = _slug(file, folder)
        if file.suffix.lower() in ENDINGS:
            try:
                _add_seed(seeds, file, folder)
            except PublisherError as error:
                seeds.errors.append(error)
    seeds.errors.extend(_orphan_errors(files, folder))
    return seeds


def _is_ignored(file: Path, folder: Path) -> bool:
    """Return whether a file is hidden, documentation, or part of a web page saved beside it."""
    if file.parent == folder and file.name == DOCUMENTATION:
        return True
    parents = (folder / parent for parent in file.relative_to(folder).parents)
    # Word keeps a lock file named ~$… beside an open document.
    return any(map(is_hidden, file.relative_to(folder).parts)) or any(map(is_of_page, parents))


def is_hidden(name: str) -> bool:
    """Return whether a file or folder is hidden, or a lock file of Word."""
    return name.startswith((".", "~$"))


def is_of_page(folder: Path) -> bool:
    """Return whether a browser saved a folder with the images of a page: page_files/."""
    page = str(folder).removesuffix("_files")
    return folder.name.endswith("_files") and any(
        Path(f"{page}{suffix}").exists() for suffix in (".html", ".htm")
    )


def _slug(file: Path, folder: Path) -> str:
    return file.relative_to(folder).with_suffix("").as_posix()


def _add_seed(seeds: Seeds, file: Path, folder: Path) -> None:
    """Add a file to the seeds. Raises PublisherError for one that cannot be an article."""
    slug = seeds.slugs[file]
    if not is_inside(file, folder):
        raise PublisherError("leads out of seeds/; copy the article into the folder", file=file)
    if not file.is_file():
        raise PublisherError("is not a file; put a file in its place", file=file)
    if not slug.isprintable() or slug.startswith("-") or file.stem == _PROJECT:
        raise PublisherError(
            f"{slug!r} cannot name an article; rename the file with letters, digits and hyphens",
            file=file,
        )
    seeds.add(file, slug)


def _orphan_errors(files: list[Path], folder: Path) -> list[PublisherError]:
    """Return an error for each sidecar that belongs to no article."""
    slugs = {_slug(file, folder) for file in files if file.suffix.lower() in ENDINGS}
    orphans = {
        sidecar: _slug(sidecar, folder)
        for sidecar in files
        if sidecar.suffix == ".toml" and _slug(sidecar, folder) not in slugs
    }
    return [
        PublisherError(
            f"describes no article: there is no seed {slug!r}"
            f"{nearest(slug, slugs) or '; rename it or add the article'}",
            file=sidecar,
        )
        for sidecar, slug in orphans.items()
    ]
