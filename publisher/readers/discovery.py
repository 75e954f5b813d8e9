"""Discovery: find the articles in seeds/, and report files that cannot be one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.base.files import is_inside
from publisher.base.project_folder import walk
from publisher.readers import READERS

if TYPE_CHECKING:
    from collections.abc import Collection

ENDINGS = tuple(READERS)
_DOCUMENTATION = "README.md"  # for editors, directly in seeds/
_PROJECT = "publisher"  # an article of this name would have the project file as its sidecar


@dataclass(frozen=True)
class Seeds:
    """The articles in seeds/, by slug in sorted order, and errors of files that are not one."""

    folder: Path
    files: dict[str, Path] = field(default_factory=dict)
    errors: list[PublisherError] = field(default_factory=list)

    def errors_of(self, slugs: Collection[str]) -> list[PublisherError]:
        """Return the errors of files with the chosen slugs; without `slugs`, all errors."""
        return [
            error
            for error in self.errors
            if not slugs or (error.file and _slug(error.file, self.folder) in slugs)
        ]


def find_seeds(folder: Path) -> Seeds:
    """Find the articles in a folder and below, without hidden files and the folder's README.md.

    Projects nested in the folder are left out. Errors are duplicate slugs, symbolic links out of
    the folder, names that cannot be a slug, and sidecars without an article.
    """
    seeds = Seeds(folder)
    walked = (
        parent / name for parent, folders, names in walk(folder) for name in (*folders, *names)
    )
    files = [file for file in sorted(walked) if not _is_ignored(file, folder)]
    for file in files:
        if file.suffix.lower() in ENDINGS:
            try:
                _add_seed(seeds, file, folder)
            except PublisherError as error:
                seeds.errors.append(error)
    seeds.errors.extend(_orphan_errors(files, folder))
    return seeds


def _is_ignored(file: Path, folder: Path) -> bool:
    """Return whether a file is hidden, documentation, or part of a web page saved beside it."""
    if file.parent == folder and file.name == _DOCUMENTATION:
        return True
    parents = [folder / parent for parent in file.relative_to(folder).parents]
    # A browser saves the images of page.html in page_files/.
    pages = [str(p).removesuffix("_files") for p in parents if p.name.endswith("_files")]
    if any(Path(f"{page}{suffix}").exists() for page in pages for suffix in (".html", ".htm")):
        return True
    # Word keeps a lock file named ~$… beside an open document.
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


def _slug(file: Path, folder: Path) -> str:
    return file.relative_to(folder).with_suffix("").as_posix()


def _add_seed(seeds: Seeds, file: Path, folder: Path) -> None:
    """Add a file to the seeds. Raises PublisherError for one that cannot be an article."""
    slug = _slug(file, folder)
    if not is_inside(file, folder):
        raise PublisherError("leads out of seeds/; copy the article into the folder", file=file)
    if not file.is_file():
        raise PublisherError("is not a file; put a file in its place", file=file)
    if not slug.isprintable() or slug.startswith("-") or file.stem == _PROJECT:
        raise PublisherError(
            f"{slug!r} cannot name an article; rename the file with letters, digits and hyphens",
            file=file,
        )
    if slug in seeds.files:
        problem = f"has the same slug as {seeds.files[slug].name}; rename one"
        raise PublisherError(problem, file=file)
    seeds.files[slug] = file


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
