"""Incremental publication: unchanged editions are left, changed ones rebuilt, byte for byte."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers import TEMPLATES, copy_project, new_project, translate_article, update_catalogues
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.base.workers import InlineExecutor
from publisher.build.chosen import Chosen
from publisher.build.publish import Published, publish
from publisher.catalogues import pofile
from publisher.fonts.installed import faces
from publisher.outputs import OUTPUTS
from publisher.project.config import load_config

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from helpers import Project


def rebuilt(
    project: Project, *languages: str, start: Callable[[], Executor] = InlineExecutor
) -> list[str]:
    """Publish, and return the languages of the editions that were rebuilt."""
    found = publish(load_config(project.root), OUTPUTS["pdf"], Chosen((), languages), start)
    assert not [result.error for result in found.results if result.error]
    return [str(result.language) for result in found.results if result.changes]


def no_executor() -> Executor:
    raise AssertionError("an edition needs rendering")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project whose one article is translated into French and published."""
    project = new_project(tmp_path_factory.mktemp("published") / "project")
    shutil.copytree(TEMPLATES / "css", project.root / "templates" / "css")
    update_catalogues(project)
    project.translate("bridge", "fr", lambda source: f"FR {source}")
    assert rebuilt(project) == ["en", "fr"]
    return project


@pytest.fixture
def small(published: Project, tmp_path: Path) -> Project:
    """Return a copy of the published project."""
    return copy_project(published, tmp_path / "copy of the project")


def edit(project: Project, name: str, old: str, new: str) -> None:
    file = project.root / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


PO = "locales/fr/LC_MESSAGES/bridge.po"


def test_unchanged_project_builds_and_renders_nothing(small: Project) -> None:
    assert rebuilt(small, start=no_executor) == []
    assert rebuilt(small, "fr", start=no_executor) == []
    shown = small.succeed("pdf", "--why")
    assert "unchanged: 2 editions" in shown


@pytest.mark.parametrize(
    ("name", "old", "new", "languages"),
    [
        (PO, "FR What comes next", "La suite", ["fr"]),
        (PO, "# ", "# A translator's note.\n# ", []),
        (PO, '"MIME-Version', '"PO-Revision-Date: 2030-01-01 10:00+0000\\n"\n"MIME-Version', []),
        ("seeds/bridge.txt", "12 years", "13 years", ["en", "fr"]),
        ("templates/css/common.css", "orphans: 2", "orphans: 3", ["en", "fr"]),
        ("templates/css/Armn.css", "1.5", "1.6", []),
        ("pyproject.toml", "languages", "attach = true\nlanguages", ["en", "fr"]),
    ],
)
def test_only_changes_for_readers_cause_a_rebuild(
    small: Project, name: str, old: str, new: str, languages: list[str]
) -> None:
    if '"PO-Revision-Date' in new:
        edit(small, name, '"PO-Revision-Date: \\n"\n', "")
    edit(small, name, old, new)
    assert rebuilt(small) == languages
    assert rebuilt(small, start=no_executor) == []


def test_missing_fonts_of_a_language_are_reported_with_their_package(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (regular, *_) = faces(["Noto Serif"])
    (tmp_path / regular.file.name).symlink_to(regular.file)
    monkeypatch.setattr("publisher.fonts.installed.installed_folders", lambda: (tmp_path,))
    project.seed("bridge", "Կամուրջ\n\nԱյսօր բացվեց։\n", 'language = "hy"')
    chosen = Chosen((), ("hy",))
    found = publish(load_config(project.root), OUTPUTS["pdf"], chosen, InlineExecutor)
    (problem,) = [str(result.error) for result in found.results if result.error]
    assert problem.startswith("the fonts for hy are not installed; run: ")


def test_changes_behind_a_rebuild_are_reported(small: Project) -> None:
    edit(small, PO, "FR What comes next", "La suite")
    shown = small.succeed("pdf", "--why")
    assert f"rebuilt: build/pdf/bridge.fr.pdf: {PO} changed" in shown
    assert "unchanged: 1 edition\n" in shown


def test_missing_or_modified_file_is_rebuilt(small: Project) -> None:
    file = small.built("pdf", "bridge.fr.pdf")
    content = file.read_bytes()
    file.unlink()
    assert rebuilt(small) == ["fr"]
    file.write_bytes(content[:-1] + b"x")
    assert rebuilt(small) == ["fr"]
    assert file.read_bytes() == content


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_lost_or_damaged_store_is_recreated(small: Project, damage: bytes | None) -> None:
    store = small.root / "build" / "pdf.sqlite"
    for suffix in ("-wal", "-shm"):
        store.with_name(store.name + suffix).unlink(missing_ok=True)
    if damage is None:
        store.unlink()
    else:
        store.write_bytes(damage)
    assert rebuilt(small) == ["en", "fr"]
    assert rebuilt(small, start=no_executor) == []


def test_concurrent_builds_both_succeed(small: Project) -> None:
    edit(small, "seeds/bridge.txt", "12 years", "13 years")
    small.succeed("update")
    command = (sys.executable, "-m", "invoke", "pdf", "--jobs", "1")
    both = [subprocess.Popen(command, cwd=small.root, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [build.wait() for build in both] == [0, 0]
    database = sqlite3.connect(small.root / "build" / "pdf.sqlite")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
    assert rebuilt(small, start=no_executor) == []


def test_unneeded_modules_are_not_imported(small: Project) -> None:
    program = (
        "import sys\n"
        "from invoke.main import program\n"
        "sys.argv = ['invoke', *sys.argv[1:]]\n"
        "program.run(exit=False)\n"
        "print(*sorted(sys.modules))\n"
    )

    def loaded(*task: str) -> set[str]:
        result = subprocess.run(
            (sys.executable, "-c", program, *task),
            cwd=small.root,
            capture_output=True,
            text=True,
            check=True,
        )
        return set(result.stdout.splitlines()[-1].split())

    heavy = {"weasyprint", "cffi", "fontTools.subset", "icu", "budoux"}
    for task in (["--list"], ["pdf"], ["status"], ["check"]):
        assert not heavy & loaded(*task), task
    assert not {"jinja2", "polib", "markdown_it", "rich", "mammoth", "PIL"} & loaded("pdf")


def translate(project: Project, number: int) -> None:
    for file in (project.root / "locales" / "fr" / "LC_MESSAGES").glob("[!p]*.po"):
        po = pofile.load(file)
        for entry in po:
            entry.msgstr = (
                f"FR {number} {entry.msgid}" if entry.msgid != "translator-credits" else ""
            )
            entry.flags = []
        pofile.save(po, file)


EDITS: dict[str, Callable[[Project, int], object]] = {
    "text": lambda p, n: p.seed(
        "bridge", f"A small victory\n\nThe bridge, number {n}, is here.\n"
    ),
    "second": lambda p, n: p.seed("ferry", f"The ferry\n\nIt was sold for {n} dollars.\n"),
    "gone": lambda p, _: (p.root / "seeds" / "ferry.txt").unlink(missing_ok=True),
    "sidecar": lambda p, n: p.write("seeds/bridge.toml", f'kicker = "Number {n}"\n'),
    "update": lambda p, _: p.succeed("update"),
    "translation": translate,
    "style": lambda p, n: p.write("templates/css/own.css", f"p {{ orphans: {n + 2} }}\n"),
    "layout": lambda p, n: p.configure(["fr"], layout="report" if n % 2 else "article"),
    "deleted": lambda p, _: shutil.rmtree(p.root / "build" / "pdf", ignore_errors=True),
    "emptied": lambda p, _: [f.write_bytes(b"") for f in (p.root / "build").rglob("*.pdf")],
}


@settings(max_examples=4)
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 3)), max_size=5))
def test_incremental_build_equals_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int]]
) -> None:
    root = tmp_path_factory.mktemp("edits") / "project"
    project = new_project(root)
    project.seed("bridge", "A small victory\n\nThe bridge is here.\n")
    for name, number in edits:
        EDITS[name](project, number)
        _publish(root)
    _publish(root)
    shutil.copytree(root, clean := root.with_name("clean"), ignore=shutil.ignore_patterns("build"))
    _publish(clean)
    assert _published(root) == _published(clean)


def _publish(root: Path, *languages: str) -> Published:
    return publish(load_config(root), OUTPUTS["pdf"], Chosen((), languages), InlineExecutor)


def _published(root: Path) -> dict[str, bytes]:
    files = (root / "build").rglob("*.pdf")
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def add_articles(project: Project, number: int) -> None:
    for index in range(number):
        project.seed(f"article-{index}", f"Title {index}\n\nThe text of article {index}.\n")


def test_ctrl_c_leaves_whole_files_and_the_next_run_builds_the_rest(project: Project) -> None:
    add_articles(project, 20)
    assert project.interrupt("pdf") == (130, "interrupted; run it again to finish\n")
    build = project.root / "build"
    done = [file for file in build.rglob("*.*") if ".sqlite" not in file.name]
    assert 0 < len(done) < 21
    assert all(file.suffix == ".pdf" for file in done)
    assert all(file.read_bytes().endswith(b"%%EOF\n") for file in done)
    project.succeed("pdf", "-l", "en")
    assert len([*(build / "pdf").glob("*.en.pdf")]) == 21


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_leaves_no_temporary_files(project: Project, by: signal.Signals) -> None:
    add_articles(project, 12)
    with tempfile.TemporaryDirectory() as scratch:  # a short path, as sockets need
        status, _ = project.interrupt("pdf", by=by, TMPDIR=scratch)
        assert status == 128 + by
        assert list(Path(scratch).iterdir()) == []
    assert not [*(project.root / "build").rglob(".*")]


def test_edition_whose_layout_leaves_out_its_text_is_not_published(project: Project) -> None:
    project.write(
        "templates/article.html",
        '{% extends "_base.html" %}{% block body %}<p>{{ plain_title }}</p>{% endblock %}',
    )
    errors = [result.error for result in _publish(project.root).results]
    assert {error and error.file for error in errors} == {
        project.root / "templates" / "article.html"
    }
    assert "does not show the article's text" in str(errors[0])
    assert _published(project.root) == {}


def test_withdrawal_leaves_no_empty_folder(project: Project) -> None:
    project.seed("news/2024/ferry", "A ferry\n\nIt sails.\n")
    project.seed("news/tram", "A tram\n\nIt runs.\n")
    _publish(project.root)
    for name in ("news/2024/ferry", "news/tram"):
        (project.root / "seeds" / f"{name}.txt").unlink()
        _publish(project.root)
        kept = {"news"} if name == "news/2024/ferry" else set()
        for folder in ("pdf", "draft"):
            found = (project.root / "build" / folder).rglob("*")
            assert {file.name for file in found if file.is_dir()} == kept


@pytest.mark.parametrize(
    ("sheet", "css", "place"),
    [
        ("own.css", "h1 { color: red }\nh1 { colr :  red;\n}", "own.css:2"),
        ("own.css", "\n\nh2 { width: 3qx }", "own.css:3"),
        ("own.css", "h2 > > p { color: red }", "own.css:1"),
        ("article.css", "@foo bar;", "article.css:1"),
    ],
)
def test_rule_that_the_engine_ignores_is_reported_where_it_is(
    project: Project, sheet: str, css: str, place: str
) -> None:
    project.write(f"templates/css/{sheet}", css)
    config = load_config(project.root)
    (result,) = _publish(config.root, "en").results
    assert result.error is not None
    assert result.error.file is not None
    assert f"{result.error.file.name}:{result.error.line}" == place
    assert "correct or delete it" in result.error.message


@pytest.mark.parametrize(
    ("name", "size"), [("own.css", "calc(infinity * 1px)"), ("my own: style.css", "1e300px")]
)
def test_style_sheet_that_the_engine_cannot_draw_is_named(
    project: Project, name: str, size: str
) -> None:
    project.write(f"templates/css/{name}", f"p {{ font-size: {size} }}")
    base = (TEMPLATES / "_base.html").read_text(encoding="utf-8")
    project.write("templates/_base.html", base.replace("own.css", name))
    config = load_config(project.root)
    (result,) = _publish(config.root, "en").results
    assert result.error is not None
    assert result.error.file == project.root / "templates" / "css" / name
    assert result.error.message.startswith("the PDF engine cannot draw a page with it (WeasyPrint")


def test_html_is_gated_withdrawn_and_left_alone_like_pdf(project: Project) -> None:
    translate_article(project)
    project.succeed("html")
    finished = project.built("html", "bridge.fr.html")
    assert finished.exists()
    assert "unchanged: 2 editions" in project.succeed("html")
    project.translate("bridge", "fr", lambda text: text.replace("2027", "2072"))
    done = project.invoke("html", "-l", "fr")
    assert done.returncode == 1
    assert not finished.exists()
    assert project.built("draft", "bridge.fr.html").exists()
