"""Tasks for catalogues: extract, update, retire, align, tmx, merge-driver."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.plural import counted
from publisher.cli import formatting, update_lines
from publisher.cli.lines import capped
from publisher.cli.progress import with_progress
from publisher.cli.summary import Timer, retired_summary, written_summary
from publisher.cli.task import (
    FILTERS,
    config_for_catalogues,
    editions_task,
    project_of,
    project_root,
    publisher_task,
)
from publisher.cli.terminal import finish, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from invoke.context import Context

    from publisher.project.sync import Written


@editions_task(help=FILTERS)
def extract(context: Context, slug: list[str], language: list[str]) -> None:
    """Write the .pot files: the messages to translate."""
    from publisher.project import sync

    timer = Timer()
    _print_written(sync.extract(project_of(context, slug, language)), timer)


@editions_task(
    help={
        **FILTERS,
        "dry-run": "write nothing, and report the changes",
        "check": "write nothing; exit status 1 if messages are not up to date, in any file",
    }
)
def update(
    context: Context,
    slug: list[str],
    language: list[str],
    dry_run: bool = False,
    check: bool = False,
) -> None:
    """Bring every catalogue (.po) up to date with the articles.

    No translation is lost.
    """
    from publisher.build.chosen import Chosen
    from publisher.build.update import update as update_catalogues
    from publisher.project.orphans import find_orphans

    timer = Timer()
    write = not (dry_run or check)
    config = config_for_catalogues(context, recover=write)
    seeds = config.find_seeds()
    chosen = Chosen(slug, language)
    updated = update_catalogues(config, chosen, with_progress, seeds=seeds, write=write)
    written = updated.written
    if check:
        written = [replace(item, changed=item.outdated) for item in written]
    say(update_lines.written_lines(written, write=write, is_whole=dry_run))
    if not check:
        say(update_lines.ignored_keys_lines(updated.ignored_keys, config.file))
    if not slug:
        moved = {item.moved_from for item in written}
        orphans = find_orphans(config, seeds)
        say(update_lines.orphans_lines([x for x in orphans if moved.isdisjoint(x.catalogues)]))
    changed = sum(item.changed for item in written)
    finish(
        written_summary(written, timer, write=write),
        errors=(item.error for item in written),
        complaints=[update_lines.outdated_line(changed)] if check and changed else (),
    )


@publisher_task(
    help={"slug": "only the catalogues of this former article (repeatable)"},
    iterable=["slug"],
    positional=[],
)
def retire(context: Context, slug: list[str]) -> None:
    """Set aside the catalogues of articles that are gone.

    They move to locales/<language>/retired/ and stay a translation memory.
    """
    from publisher.project.orphans import choose_orphans
    from publisher.project.orphans import retire as retire_orphan

    timer, project = Timer(), project_of(context, [], [])
    orphans = choose_orphans(project.config, project.seeds, slug)
    results = [result for orphan in orphans for result in retire_orphan(project.config, orphan)]
    errors = [result for result in results if isinstance(result, PublisherError)]
    retired = [result for result in results if not isinstance(result, PublisherError)]
    say(capped([f"moved: {formatting.path(file)}" for file in retired], " catalogues"))
    finish(retired_summary(len(orphans), len(retired), timer), errors=errors)


def _print_written(written: Iterable[Written], timer: Timer) -> None:
    """Print the files that were written, and the number of the others."""
    written = list(written)
    say(update_lines.written_lines(written, write=True, is_whole=False))
    finish(written_summary(written, timer), errors=(item.error for item in written))


@editions_task(help=FILTERS)
def tmx(context: Context, slug: list[str], language: list[str]) -> None:
    """Export finished translations to build/tmx/, for other tools."""
    from publisher.project.exchange import export_memory

    timer = Timer()
    _print_written(export_memory(project_of(context, slug, language)), timer)


@publisher_task(
    help={
        "slug": "the article",
        "file": "the translated document (Word, Markdown, plain text or a web page)",
        "language": "the document's language, such as hy",
    }
)
def align(context: Context, slug: str, file: str, language: str) -> None:
    """Fill a catalogue from a document that translates the article."""
    from publisher.language.locale import Language
    from publisher.project.exchange import fill_from

    project = project_of(context, [slug], [language])
    filled = fill_from(project, slug, Path(file), Language.parse(language))
    say([formatting.filled_line(filled)])


@publisher_task(
    help={
        "base": "common ancestor; git gives the three files",
        "ours": "our version, which is replaced",
        "theirs": "their version",
        "path": "the name of the file in the project",
        "marker-size": "length of conflict marks",
    }
)
def merge_driver(
    context: Context,
    base: str = "",
    ours: str = "",
    theirs: str = "",
    path: str = "",
    marker_size: int = 7,
) -> None:
    """Make git merge catalogues message by message, in this clone.

    With the files that git then gives, merge two versions of a catalogue.
    """
    from publisher.catalogues.merge_driver import install_merge_driver, merge_files

    if not base:
        root = project_root(context)
        # -P: a folder named publisher where git runs is not this package.
        program = (sys.executable, "-P", "-m", "publisher", "--project", str(root))
        install_merge_driver(root, (*program, "merge-driver"))
        say(["git now merges *.po and *.pot files message by message"])
        return
    files = (Path(base), Path(ours), Path(theirs))
    name = Path(path) if path else None
    if conflicts := merge_files(*files, name=name, marker_size=marker_size):
        changed = counted(conflicts, "message")
        file = f"{formatting.path(name)}: " if name else ""
        say([f"{file}{changed} changed on both sides: fuzzy, with both translations"])
