"""Decorators for tasks, and access to the project that they run in."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

from invoke.exceptions import Exit, Failure
from invoke.tasks import task

from publisher.base.errors import PublisherError
from publisher.base.guard import as_publisher_error
from publisher.cli.place import place_of
from publisher.cli.progress import with_progress
from publisher.cli.streams import make_streams_unbreakable, raise_lost_output
from publisher.cli.terminal import exit_with_errors, say
from publisher.cli.update_lines import orphans_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from invoke.context import Context

    from publisher.project.config import Config
    from publisher.project.project import Project
    from publisher.readers.discovery import Seeds

FILTERS = {
    "slug": "only this article: its slug, as status lists it (repeatable)",
    "language": "only this language, such as hy (repeatable)",
}

# Help of the options that choose a format; see `format_of`.
JSON = {"json": "print a list of objects for programs"}


def publisher_task(**options: Any) -> Callable[[Callable[..., None]], Any]:  # noqa: ANN401 - Invoke's own
    """Return a decorator for a task whose errors become one line and exit status 2."""

    def decorate(body: Callable[..., None]) -> Any:  # noqa: ANN401 - an Invoke task
        @functools.wraps(body)
        def run(context: Context, *args: object, **kwargs: object) -> None:
            make_streams_unbreakable()
            try:
                body(context, *args, **kwargs)
                raise_lost_output()
            except (Exit, Failure, KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:  # noqa: BLE001 - panics of Rust are no Exceptions
                exit_with_errors([as_publisher_error(error)])

        return task(**options)(run)

    return decorate


def editions_task(*, files: str = "", **options: Any) -> Callable[[Callable[..., None]], Any]:  # noqa: ANN401 - as above
    """Return a decorator for a task for chosen articles and languages.

    `--slug` and `--language` are repeatable. The words after the task's name are `files`, the name
    of a parameter.
    """
    own = [files] if files else []
    return publisher_task(iterable=["slug", "language", *own], positional=own, **options)


def one_of(option: str, name: str, names: Sequence[str]) -> str:
    """Return the value of an option. Raises PublisherError for one that is not among `names`."""
    if name not in names:
        *others, last = names
        raise PublisherError(f"{option} must be {', '.join(others)} or {last}, not {name!r}")
    return name


def format_of(name: str, names: Sequence[str], *, json: bool) -> str:
    """Return the format of a task's output, which `--format` names, or `--json`."""
    return one_of("--format", "json" if json else name, names)


def orphans_hint(
    config: Config, seeds: Seeds, slugs: Collection[str], *, update_first: bool = False
) -> Iterator[str]:
    """Yield a line about former articles that have catalogues, if all articles are chosen."""
    from publisher.project.orphans import find_orphans  # noqa: PLC0415 - slow

    if not slugs:
        orphans = find_orphans(config, seeds)
        yield from orphans_lines(orphans, update_first=update_first)


def project_root(context: Context) -> Path:
    """Return the folder of the project. Raises PublisherError outside of one."""
    return place_of(context).root()


def config_of(context: Context, *, recover: bool = True) -> Config:
    """Return the project's configuration. Raises PublisherError.

    With `recover`, leftovers of runs that were killed are put in order before anything is read.
    """
    from publisher.base.leftovers import recover_leftovers  # noqa: PLC0415 - slow
    from publisher.project.config import load_config  # noqa: PLC0415 - slow

    config = load_config(project_root(context))
    folders = (config.locales, config.build)
    warnings = recover_leftovers(config.root, folders) if recover else ()
    say((f"warning: {warning}" for warning in warnings), sys.stderr)
    return config


def project_of(
    context: Context, slugs: Sequence[str], languages: Sequence[str], *, recover: bool = True
) -> Project:
    """Return the project, narrowed to `slugs` and `languages`; see `config_of`.

    Raises PublisherError without gettext, before anything is read.
    """
    from publisher.project.project import open_project  # noqa: PLC0415 - slow

    config = config_for_catalogues(context, recover=recover)
    project = open_project(config, slugs, languages)
    project.progress = with_progress
    return project


def config_for_catalogues(context: Context, *, recover: bool = True) -> Config:
    """Return the configuration for a task that reads catalogues; see `config_of`.

    Raises PublisherError without gettext, before anything is read.
    """
    from publisher.catalogues.gettext_tools import require_tools  # noqa: PLC0415 - slow

    require_tools()
    return config_of(context, recover=recover)
