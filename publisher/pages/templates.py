"""Template folders: the project's files, and the package's where the project has none.

A file of the project replaces the package's of the same name. A layout can extend the one
that it replaces by its name with a prefix: `{% extends "publisher/article.html" %}`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from publisher.base.errors import PublisherError
from publisher.base.files import is_inside, is_there
from publisher.base.package_data import package_data
from publisher.base.project_folder import is_nested

_HOUSE_STYLE = "css/own.css"  # of a project alone, also beside a clone of publisher with its own
_PREFIX = "publisher/"  # of names of the package's files, also of those that are replaced


@dataclass(frozen=True)
class Templates:
    """Files of the folder `own` of a project, and of the package; names are relative to both."""

    own: Path
    default: Path = field(default_factory=partial(package_data, "templates"))

    @cached_property
    def are_default(self) -> bool:
        """Whether the project is the package's own repository; one that links to it is not."""
        return self.own.parent.resolve() / self.own.name == self.default

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in order of precedence, each once."""
        return (self.own,) if self.are_default else (self.own, self.default)

    def find(self, name: str) -> Path | None:
        """Return the file of a name, or None if there is none or the name leads elsewhere.

        Raises PublisherError for a link out of the folder.
        """
        folders = self.folders
        if name.startswith(_PREFIX):
            name, folders = name.removeprefix(_PREFIX), (self.default,)
        if name == _HOUSE_STYLE:
            folders = (self.own,)
        if not _is_below(name):
            return None
        for folder in folders:
            file = folder / name
            if is_there(file) and not is_nested(file.parent, folder):
                return _inside(file, folder)
        return None

    def file(self, name: str) -> Path:
        """Return the file of a name; the project's, to be written, if there is none."""
        return self.find(name) or self.own / name

    def files(self, pattern: str) -> list[Path]:
        """Return the files of a pattern of `Path.glob`, sorted by name, each name once."""
        found = {
            file.relative_to(folder): file
            for folder in reversed(self.folders)
            for file in folder.glob(pattern)
        }
        return [found[name] for name in sorted(found)]

    def layouts(self) -> list[str]:
        """Return the names that articles can choose, sorted."""
        return sorted(file.stem for file in self.files("[!_]*.html") if file.is_file())


def _inside(file: Path, folder: Path) -> Path:
    """Return a file; raise PublisherError if a link leads out of the folder."""
    if not is_inside(file, folder):
        problem = f"leads out of {folder.name}/; copy what it links to into the folder"
        raise PublisherError(problem, file=file)
    return file


def _is_below(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts
