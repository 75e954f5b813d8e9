"""Place of a run: where it looks for the project that it works on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import publisher
from publisher.base.errors import PublisherError
from publisher.base.project_folder import OWN, find_project, is_project, project_file

if TYPE_CHECKING:
    from invoke.context import Context

_SETTING = "place"  # of Invoke's configuration, which reaches every task


@dataclass(frozen=True)
class Place:
    """Folders that lead to a project, relative to the working folder.

    - `project`: the project itself, as `--project` names it
    - `start`: where the search upwards begins, otherwise
    - `tasks`: the folder of the loaded tasks.py, which is the project if none is found
    """

    project: str | None = None
    start: str = "."
    tasks: str | None = None

    @property
    def settings(self) -> dict[str, Place]:
        """Settings for Invoke's configuration."""
        return {_SETTING: self}

    def root(self) -> Path:
        """Return the folder of the project. Raises PublisherError without one."""
        root = self._named() if self.project is not None else self._found()
        project_file(root)  # refuses two
        return root

    def _named(self) -> Path:
        root = Path(self.project or ".").resolve()
        if not is_project(root):
            problem = f"has no {OWN}, and no pyproject.toml with [tool.publisher]"
            raise PublisherError(f"--project {self.project}: {problem}; check the name")
        return root

    def _found(self) -> Path:
        if found := find_project(Path(self.start).resolve()):
            return found
        if self.tasks is None:
            problem = f"there is no project: no {OWN} is here or in a folder above"
            raise PublisherError(f"{problem}; make one with: publisher init")
        return Path(self.tasks)

    def root_or_none(self) -> Path | None:
        """Return the folder of the project; None without one that can be used."""
        try:
            return self.root()
        except (PublisherError, OSError):
            return None

    @property
    def is_source_tree(self) -> bool:
        """Whether the project is publisher itself, which alone has tasks for development."""
        root, own = self.root_or_none(), Path(publisher.__file__).resolve().parent
        return root is not None and (root / "publisher").resolve() == own


def place_of(context: Context) -> Place:
    """Return the place of a task's run; a program without one searches from the working folder."""
    place = context.config.get(_SETTING)
    return place if isinstance(place, Place) else Place()
