"""Screens as people see them, on terminals of 60 and 80 columns."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

import pytest
from helpers import ROOT, translate_article, write_config

from publisher.base.errors import PublisherError
from publisher.catalogues.freshness import Freshness
from publisher.cli.lines import columns
from publisher.cli.status_lines import SORTS, list_lines, matrix_lines
from publisher.language.locale import Language
from publisher.project.results import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers import Project

SLUG = "armenia-rejects-csto-assistance"
FRENCH = Language("fr")
CODES = ("en", "hy", "ru", "de", "fr", "es", "zh-Hant")


def screen(project: Project, width: int, *arguments: str) -> list[str]:
    """Run a task on a terminal; return the lines that it leaves there, without its time."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    unset = {"COLUMNS", "LINES", "NO_COLOR"}
    environment = {key: value for key, value in os.environ.items() if key not in unset}
    with subprocess.Popen(
        (sys.executable, "-m", "publisher", *arguments),
        cwd=project.root,
        env={**environment, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        shown = b"".join(_chunks(ours)).decode()
    os.close(ours)
    # A progress bar deletes its line.
    lines = (line.rpartition("\x1b[2K")[2].strip("\r") for line in shown.split("\n"))
    texts = [re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line) for line in lines]
    kept = [line for line in texts if not line.endswith("left") or "━" not in line]
    return [re.sub(r"\(\d.* s\)", "(TIME)", line) for line in kept][:-1]


def _chunks(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            chunk = os.read(descriptor, 4096)
        except OSError:  # the program has ended
            return
        if not chunk:
            return
        yield chunk


@pytest.fixture
def translated(project: Project) -> Project:
    """Return a project with an edition that waits for approval, and a draft with a long name."""
    write_config(project, "[tool.publisher.gate]\napprove = true")
    project.seed(SLUG, "Armenia rejects assistance\n\nThe offer was refused on Monday.\n")
    translate_article(project)
    return project


def test_status(translated: Project) -> None:
    assert screen(translated, 60, "status") == [
        "Article                            en    fr  Left",
        "armenia-rejects-csto-assistance  done    0%     9",
        "bridge                           done  wait     0",
        "Total of 2 articles              done   71%     9",
        "",
        "done: finished; %: messages translated; wait: waits for",
        "  approval; Left: words to translate",
        "2 articles: 2 finished editions and 2 drafts (TIME)",
        "words left: fr 9",
    ]
    assert screen(translated, 60, "status", "--list", "-s", SLUG) == [
        "Article   Lang  All  Done  Fuzzy  Open  Fresh    Left  Stale",
        SLUG,
        "            en    2     2      0     0    yes",
        "            fr    2     0      0     2     no  9 of 9",
        "",
        "Lang: language; All: messages; Done: translated; Open:",
        "  untranslated; Left: words left; Stale: stale since",
        "1 article: 1 finished edition and 1 draft (TIME)",
        "words left: fr 9",
    ]


def test_an_article_with_errors_is_not_finished(translated: Project) -> None:
    (translated.root / "seeds" / f"{SLUG}.txt").unlink()
    write_config(translated, "[tool.publisher.checks]\nerror = ['dead-link']")
    translated.write("seeds/link.md", "# The link\n\nIt was [cut](#nowhere).\n")
    assert screen(translated, 80, "status", "--language", "en") == [
        "Article                en  Left",
        "bridge               done     0",
        "link                 held     0",
        "Total of 2 articles  held     0",
        "",
        "done: finished; held: findings, run: publisher check; Left: words to translate",
        "catalogues without an article: armenia-rejects-csto-assistance; run:",
        "  publisher retire",
        "2 articles: 1 finished edition and 1 draft (TIME)",
    ]


def test_changes_and_findings(translated: Project) -> None:
    translated.seed("bridge", "A small victory\n\nThe bridge was closed on Tuesday.\n")
    translated.write("seeds/link.md", "# The link\n\nIt was [cut](#nowhere).\n")
    assert screen(translated, 60, "update") == [
        "written: locales/bridge.pot",
        "written: locales/fr/LC_MESSAGES/bridge.po: 2 kept,",
        "  1 fuzzied, 4 retired",
        "written: locales/link.pot",
        "written: locales/fr/LC_MESSAGES/link.po: 3 new",
        "6 files: 4 written and 2 unchanged (TIME)",
        "messages: 2 kept, 1 fuzzied, 3 new, 4 retired",
    ]
    assert screen(translated, 60, "check") == [
        "seeds/link.md:3: warning [dead-link] the link to '#nowhere'",
        "  leads nowhere and is shown as text; name a heading with",
        "  {#name}",
        "6 editions checked, 1 warning in 1 file (TIME)",
    ]
    assert screen(translated, 60, "pdf", "-l", "en", "-s", SLUG) == [
        "built: build/pdf/armenia-rejects-csto-assistance.en.pdf:",
        "  1 page",
        "1 article: 1 finished edition (TIME)",
    ]


def test_help(project: Project) -> None:
    lines = screen(project, 60, "--help")
    assert all(columns(line) <= 60 for line in lines)
    number = lines.index("  status        Show how much of each edition is translated")
    assert lines[number + 1] == "                from today's text."


def editions(slug: str, left: int) -> Iterator[Result]:
    """Yield the results of an article's editions; the last one has words left."""
    for code in CODES:
        is_open = left and code == CODES[-1]
        freshness = Freshness(9, 0, 1, 99, left) if is_open else Freshness(10, 0, 0, 99, 0)
        yield Result(slug=slug, language=Language(code), freshness=freshness)


@pytest.mark.parametrize("width", [60, 80, 200, None])
def test_a_thousand_articles_are_readable(width: int | None) -> None:
    results = [
        result
        for number in range(1000)
        for result in editions(f"{'tutorial/' * (number % 4)}page-{number}", number % 3)
    ]
    lines = list(matrix_lines(results, width, sort="slug", unfinished=False))
    assert len(lines) < 80
    # The others are folded when they are printed.
    grid = [line for line in lines[:-1] if not line.startswith("…")]
    assert max(map(columns, grid)) <= (width or 10_000)
    assert "… and 636 more unfinished; run: publisher status --unfinished" in lines
    finished = "… and 334 articles finished in every language; run: publisher status --list"
    assert finished in lines
    assert any(line.startswith("Total of 1,000 articles") for line in lines)
    every = list(matrix_lines(results, width, sort="slug", unfinished=True))
    assert sum("page-" in line for line in every) == 666
    rows = list(list_lines(results, None, sort="slug", unfinished=False))
    assert len(rows) == 1 + len(results)


def test_orders() -> None:
    results = [*editions("a", 0), *editions("b", 5), *editions("c", 70)]

    def slugs(sort: str, *, unfinished: bool = False) -> list[str]:
        lines = matrix_lines(results, None, sort=sort, unfinished=unfinished)
        return [line[0] for line in lines if line[1:2] == " " and line[0] != "…"]

    assert slugs("slug") == ["a", "b", "c"]
    assert slugs("left") == ["c", "b", "a"]
    assert slugs("slug", unfinished=True) == ["b", "c"]
    assert set(SORTS) == {"slug", "left", "stale"}


def test_stale_dates_are_shown_and_order_articles() -> None:
    open_since = {"a": None, "b": dt.date(2026, 3, 9), "c": dt.date(2025, 12, 1)}
    results = [
        Result(slug=slug, language=FRENCH, freshness=Freshness(9, 1, 0, 99, 5), stale_since=since)
        for slug, since in open_since.items()
    ]
    assert list(matrix_lines(results, 60, sort="stale", unfinished=False))[:5] == [
        "Article               fr  Left       Stale",
        "c                    90%     5  2025-12-01",
        "b                    90%     5  2026-03-09",
        "a                    90%     5",
        "Total of 3 articles  90%    15",
    ]


def test_an_article_that_cannot_be_read_has_a_row() -> None:
    failed = Result(slug="bad", error=PublisherError("is empty"))
    lines = list(matrix_lines([failed, *editions("good", 0)], None, sort="slug", unfinished=True))
    assert lines[1].split() == ["bad", *["fail"] * len(CODES), "0"]
    assert "fail: cannot be read" in lines[-1]
