"""Measure peers: other toolchains from an article and its catalogues to PDFs."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.bench.generated import LANGUAGES, SOURCE, run, translate_catalogue
from publisher.bench.measured import Measurement, median_seconds
from publisher.catalogues import pofile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Publish = Callable[[Path, str], None]

_PO4A_OPTIONS = ("-f", "text", "-o", "markdown", "-M", "UTF-8")


@dataclass(frozen=True)
class _Peer:
    """A toolchain: the programs it needs, its preparation, and its step per language.

    `goal` is the highest acceptable ratio of our time to the peer's.
    """

    name: str
    programs: tuple[str, ...]
    prepare: Callable[[Path, Sequence[str]], None]
    publish: Publish
    goal: float | None = None

    @property
    def work(self) -> str:
        """The label of the measurement."""
        return f"three languages, cold, beside {self.name}"


def measure_peers(
    own_seconds: float, paragraphs: Sequence[str], folder: Path, repeats: int
) -> list[Measurement]:
    """Measure each peer on an article whose three PDFs take us `own_seconds`."""
    measured = []
    for number, peer in enumerate(_PEERS):
        if missing := [name for name in peer.programs if _find_program(name) is None]:
            note = f"not measured: {', '.join(missing)} not installed"
            measured.append(Measurement(peer.work, to=peer.name, goal=peer.goal, note=note))
            continue
        workspace = folder / str(number)
        workspace.mkdir()
        peer.prepare(workspace, paragraphs)
        measured.append(_measure_peer(peer, workspace, own_seconds, repeats))
    return measured


def _measure_peer(peer: _Peer, workspace: Path, own_seconds: float, repeats: int) -> Measurement:
    def publish() -> None:
        for language in (SOURCE, *LANGUAGES):
            peer.publish(workspace, language)

    peer_seconds = median_seconds(publish, repeats)
    return Measurement(
        peer.work,
        own_seconds,
        ratio=own_seconds / peer_seconds,
        to=peer.name,
        goal=peer.goal,
        note=f"{peer.name} takes {peer_seconds:.2f} s",
    )


def _find_program(name: str) -> str | None:
    """Return the path of a program, from our virtual environment first."""
    own = str(Path(sys.executable).parent)
    return shutil.which(name, path=os.pathsep.join([own, os.environ.get("PATH", "")]))


def _run(workspace: Path, name: str, *arguments: str) -> None:
    run((_find_program(name) or name, *arguments), workspace)


def _prepare_po4a(workspace: Path, paragraphs: Sequence[str]) -> None:
    title, *rest = paragraphs
    blocks = [f"# {title}", *(text if text.endswith(".") else f"## {text}" for text in rest)]
    text = "\n\n".join(blocks) + "\n"
    (workspace / f"a.{SOURCE}.md").write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        master, file = f"a.{SOURCE}.md", workspace / f"{language}.po"
        _run(workspace, "po4a-updatepo", *_PO4A_OPTIONS, "-m", master, "-p", file.name)
        _translate(file, language)


def _translate(file: Path, language: str) -> None:
    po = pofile.load(file)
    po.metadata["Language"] = language
    po.metadata["Content-Type"] = "text/plain; charset=UTF-8"
    po.metadata_is_fuzzy = False
    pofile.save(po, file)
    translate_catalogue(file, language)


def _after_po4a(publish: Publish) -> Publish:
    """Return a step that translates the Markdown with po4a and then publishes it."""

    def translate_and_publish(workspace: Path, language: str) -> None:
        if language != SOURCE:
            files = ("-m", f"a.{SOURCE}.md", "-p", f"{language}.po", "-l", f"a.{language}.md")
            _run(workspace, "po4a-translate", *_PO4A_OPTIONS, *files, "-L", "UTF-8")
        publish(workspace, language)

    return translate_and_publish


def _pandoc_html(workspace: Path, language: str) -> None:
    options = ("--standalone", "--metadata", "pagetitle=a", "--metadata", f"lang={language}")
    _run(workspace, "pandoc", *options, f"a.{language}.md", "-o", f"a.{language}.html")


def _pandoc_weasyprint(workspace: Path, language: str) -> None:
    _pandoc_html(workspace, language)
    _run(workspace, "weasyprint", "-q", f"a.{language}.html", f"a.{language}.pdf")


def _pandoc_chromium(workspace: Path, language: str) -> None:
    _pandoc_html(workspace, language)
    pdf, page = workspace / f"a.{language}.pdf", (workspace / f"a.{language}.html").as_uri()
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={workspace}/profile",
    )
    _run(workspace, "chromium", *options, f"--print-to-pdf={pdf}", page)


def _pandoc_typst(workspace: Path, language: str) -> None:
    _run(workspace, "pandoc", "--standalone", f"a.{language}.md", "-o", f"a.{language}.typ")
    _run(workspace, "typst", "compile", f"a.{language}.typ", f"a.{language}.pdf")


def _prepare_sphinx(workspace: Path, paragraphs: Sequence[str]) -> None:
    title, *rest = paragraphs
    blocks = [_underlined(title, "=")]
    blocks += [text if text.endswith(".") else _underlined(text, "-") for text in rest]
    (workspace / "index.rst").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    (workspace / "conf.py").write_text('locale_dirs = ["locale"]\n', encoding="utf-8")
    _run(workspace, "sphinx-build", "-q", "-b", "gettext", ".", "pot")
    for language in LANGUAGES:
        file = workspace / "locale" / language / "LC_MESSAGES" / "index.po"
        file.parent.mkdir(parents=True)
        shutil.copy(workspace / "pot" / "index.pot", file)
        _translate(file, language)


def _underlined(text: str, mark: str) -> str:
    return f"{text}\n{mark * len(text)}"


def _sphinx_weasyprint(workspace: Path, language: str) -> None:
    options = ("-q", "-E", "-b", "singlehtml", "-D", f"language={language}")
    _run(workspace, "sphinx-build", *options, ".", language)
    _run(workspace, "weasyprint", "-q", f"{language}/index.html", f"{language}.pdf")


_PO4A_PROGRAMS = ("po4a-updatepo", "po4a-translate", "pandoc")
_PEERS = (
    _Peer(
        "po4a + pandoc + WeasyPrint",
        (*_PO4A_PROGRAMS, "weasyprint"),
        _prepare_po4a,
        _after_po4a(_pandoc_weasyprint),
        goal=0.25,
    ),
    _Peer(
        "po4a + pandoc + Chromium",
        (*_PO4A_PROGRAMS, "chromium"),
        _prepare_po4a,
        _after_po4a(_pandoc_chromium),
    ),
    _Peer(
        "po4a + pandoc + Typst",
        (*_PO4A_PROGRAMS, "typst"),
        _prepare_po4a,
        _after_po4a(_pandoc_typst),
        goal=1.0,
    ),
    _Peer(
        "Sphinx + WeasyPrint", ("sphinx-build", "weasyprint"), _prepare_sphinx, _sphinx_weasyprint
    ),
)
