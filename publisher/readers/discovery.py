"""The articles in seeds/: which files there are one, and which cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError

# Of the formats that readers/ reads.
ENDINGS = (".txt", ".md", ".html", ".htm", ".docx")


@dataclass(frozen=True)
class Seeds:
    """The articles in seeds/, by slug and in its order, and what there cannot be one."""

    files: dict[str, Path] = field(default_factory=dict)
    errors: list[PublisherError] = field(default_factory=list)


def find_seeds(folder: Path) -> Seeds:
    """Find the articles; hidden files are none.

    Errors are a second seed of one slug, a seed that lies outside the folder (through a
    symbolic link), a name that cannot be an article's, and a sidecar without article.
    """
    seeds = Seeds()
    visible = [file for file in sorted(folder.rglob("*")) if not _is_hidden(file, folder)]
    for file in visible:
        if file.suffix.lower() in ENDINGS:
            slug = _slug(file, folder)
            try:
                _refuse_strange(file, slug, folder)
            except PublisherError as error:
                seeds.errors.append(error)
                continue
            if slug in seeds.files:
                seeds.errors.append(
                    PublisherError(
                        f"has the same slug as {seeds.files[slug].name}; rename one", file=file
                    )
                )
            else:
                seeds.files[slug] = file
    seeds.errors.extend(_orphan_errors(visible, folder))
    return seeds


def _is_hidden(file: Path, folder: Path) -> bool:
    """Say whether a file is hidden, or lies in the folder that a browser saves with a page."""
    parents = [folder / parent for parent in file.relative_to(folder).parents]
    pages = [str(p).removesuffix("_files") for p in parents if p.name.endswith("_files")]
    if any(Path(f"{page}{end}").exists() for page in pages for end in (".html", ".htm")):
        return True
    # Word keeps a file of such a name beside a document that is open.
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


def _slug(file: Path, folder: Path) -> str:
    return file.relative_to(folder).with_suffix("").as_posix()


def _refuse_strange(file: Path, slug: str, folder: Path) -> None:
    try:
        target = file.resolve()
    except RuntimeError as error:
        raise PublisherError("is a link that leads to itself; delete it", file=file) from error
    if not target.is_relative_to(folder.resolve()):
        raise PublisherError("leads out of seeds/; copy the article into the folder", file=file)
    if not file.is_file():
        raise PublisherError("is not a file; an article is a file", file=file)
    if not slug.isprintable() or slug.startswith("-") or slug == "publisher":
        raise PublisherError(
            f"{slug!r} cannot name an article; rename the file with letters, digits and hyphens",
            file=file,
        )


def _orphan_errors(visible: list[Path], folder: Path) -> list[PublisherError]:
    slugs = {_slug(file, folder) for file in visible if file.suffix.lower() in ENDINGS}
    orphans = {
        sidecar: _slug(sidecar, folder)
        for sidecar in visible
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
