"""Discovery by patterns: find the articles of a site whose files stay where they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.base.files import is_inside, is_there
from publisher.base.project_folder import OF_PROGRAMS, is_environment, is_nested, walk
from publisher.readers.discovery import (
    DOCUMENTATION,
    ENDINGS,
    Seeds,
    is_hidden,
    is_of_page,
)
from publisher.readers.patterns import Pattern, is_excluded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Folders of programs, never of an author, at any depth …
_GENERATED = OF_PROGRAMS | {"_site", "_book"}
# … and directly in a project: ours, and the sites that generators write.
_AT_THE_TOP = frozenset({"build", "locales", "templates", "site", "public", "dist"})
_OWN_FOLDER = "seeds"
_DOMAIN = "publisher"  # of the page words' catalogues


@dataclass(frozen=True)
class SeedPatterns:
    """Patterns of the articles of the project at `root`; `exclude` leaves files out.

    `error_at` makes an error about the patterns, at their line of the configuration.
    """

    root: Path
    patterns: tuple[Pattern, ...]
    exclude: tuple[Pattern, ...]
    error_at: Callable[[str], PublisherError]


def match_seeds(chosen: SeedPatterns) -> Seeds:
    """Find the articles that patterns name, in files with an ending that a reader knows.

    A file that two patterns match has the slug of the first. Wildcards do not reach into hidden
    folders, folders of programs, or nested projects. Errors are duplicate slugs, symbolic links
    out of the project, and patterns without an article.
    """
    seeds = Seeds(chosen.root)
    for pattern in chosen.patterns:
        try:
            _add_matches(seeds, pattern, chosen)
        except PublisherError as error:
            seeds.errors.append(error)
    ordered = sorted(seeds.files.items())
    seeds.files.clear()
    seeds.files.update(ordered)
    return seeds


def _add_matches(seeds: Seeds, pattern: Pattern, chosen: SeedPatterns) -> None:
    """Add the articles of a pattern. Raises PublisherError if it has none."""
    root, base = chosen.root, pattern.base(chosen.root)
    _refuse_bad_base(base, pattern, chosen)
    others, excluded = Counter[str](), 0
    is_empty = True
    for file in _files(base, pattern, chosen):
        ending = file.suffix.lower()
        if ending not in ENDINGS:
            continue
        if not pattern.matches(file.relative_to(base).as_posix()):
            others[ending] += 1
        elif is_excluded(file, root, chosen.exclude):
            excluded += 1
        else:
            is_empty = False
            if file not in seeds.slugs:
                _add(seeds, file, base)
    if is_empty:
        raise chosen.error_at(_without_match(pattern, chosen, excluded, others))


def _refuse_bad_base(base: Path, pattern: Pattern, chosen: SeedPatterns) -> None:
    folder = "/".join(pattern.prefix)
    if not is_inside(base, chosen.root):
        problem = f"{folder}/ leads out of the project; copy the folder into it"
        raise chosen.error_at(f"{pattern.text!r}: {problem}")
    if not base.is_dir():
        parent = next(parent for parent in base.parents if parent.is_dir())
        missing = base.relative_to(parent).parts[0]
        hint = nearest(missing, [path.name for path in parent.iterdir() if path.is_dir()])
        place = f" in {parent.relative_to(chosen.root)}/" if parent != chosen.root else ""
        problem = f"there is no folder {missing!r}{place}"
        raise chosen.error_at(f"{pattern.text!r}: {problem}{hint or '; correct the pattern'}")
    if is_nested(base, chosen.root):
        problem = f"{folder}/ belongs to a project of its own; remove its configuration"
        raise chosen.error_at(f"{pattern.text!r}: {problem}")


def _without_match(
    pattern: Pattern, chosen: SeedPatterns, excluded: int, others: Counter[str]
) -> str:
    """Return the message for a pattern that matches no article."""
    problem = f"{pattern.text!r} matches no article"
    if excluded or (chosen.exclude and not others):
        return f"{problem} that exclude does not leave out; correct one of them"
    if others:
        endings = ", ".join(f"{count} {ending}" for ending, count in others.most_common())
        return f"{problem}; below {'/'.join(pattern.prefix) or '.'}/ are other files: {endings}"
    return f"{problem}; articles end in {', '.join(ENDINGS)}"


def _files(base: Path, pattern: Pattern, chosen: SeedPatterns) -> Iterator[Path]:
    """Yield the files that a pattern can match, sorted."""
    if not pattern.has_wildcard:
        yield from filter(is_there, [base / pattern.rest[0]])
        return
    found: list[Path] = []
    for parent, folders, names in walk(base):
        folders[:] = [name for name in folders if _is_searched(parent / name, chosen)]
        found += [parent / name for name in names if not is_hidden(name)]
    guides = {chosen.root / DOCUMENTATION, chosen.root / _OWN_FOLDER / DOCUMENTATION}
    yield from sorted(file for file in found if file not in guides)


def _is_searched(folder: Path, chosen: SeedPatterns) -> bool:
    """Return whether wildcards reach into a folder."""
    name = folder.name
    return not (
        is_hidden(name)
        or name in _GENERATED
        or (folder.parent == chosen.root and name in _AT_THE_TOP)
        or is_environment(folder)
        or is_of_page(folder)
        or is_excluded(folder, chosen.root, chosen.exclude)
    )


def _add(seeds: Seeds, file: Path, base: Path) -> None:
    """Add a file to the seeds, or its error."""
    seeds.slugs[file] = slug = _slug(file, base)
    try:
        _refuse_bad_file(file, seeds.folder)
        seeds.add(file, slug)
    except PublisherError as error:
        seeds.errors.append(error)


def _refuse_bad_file(file: Path, root: Path) -> None:
    if not is_inside(file, root):
        raise PublisherError("leads out of the project; copy the article into it", file=file)
    if not file.is_file():
        raise PublisherError("is not a file; put a file in its place", file=file)


def _slug(file: Path, base: Path) -> str:
    """Return a slug that commands and catalogues can use, for a file of any name."""
    name = file.relative_to(base).with_suffix("").as_posix()
    slug = "".join(mark if mark.isprintable() else "_" for mark in name)
    if slug.startswith("-"):  # it would be an option
        slug = f"_{slug[1:]}"
    return f"{slug}_" if slug == _DOMAIN else slug
