"""Imports of Word documents and web pages as Markdown articles."""

from __future__ import annotations

import base64
import shutil
from typing import TYPE_CHECKING

import pytest
from helpers import picture
from hypothesis import given, settings
from hypothesis import strategies as st
from word_helpers import drawing, paragraph, revision, run, word

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.project.config import load_config
from publisher.project.imports import plan_imports, write_imports
from publisher.readers import read
from publisher.translation.segments import segments

if TYPE_CHECKING:
    from pathlib import Path

    from helpers import Project

ENGLISH = Language("en")
LEAD = paragraph(run("A bridge"), "Title") + paragraph(run("It stood."), "Subtitle")
TEXT = paragraph(
    run("Some ")
    + run("bold", "<w:b/>")
    + run(" 5 &lt; 6 * 7 {{ text }} :tada: {% x %}")
    + '<w:r><w:footnoteReference w:id="1"/></w:r>'
    + '<w:hyperlink r:id="rId8"><w:r><w:t>link</w:t></w:r></w:hyperlink>'
)
CAPTIONED = paragraph(drawing("Seen")) + paragraph(run("The caption"), "caption")
PROPERTIES = (
    "<dc:creator>Ann Example; Ben “B” Sample</dc:creator><dc:language>ru</dc:language>"
    "<dcterms:created>2023-11-20T10:00:00Z</dcterms:created><cp:keywords>a: b, c #d</cp:keywords>"
)
DATA = base64.b64encode(picture()).decode()
PAGE = (
    "<html lang='de'><head><meta name='author' content='Ann Example'></head><body><article>"
    "<h1>Die <em>Brücke</em> #</h1><p>Text & <b>mehr</b><sup id='r'><a href='#n'>1</a></sup>.</p>"
    f"<p>Inline <img alt='dot' src='data:image/png;base64,{DATA}'> image.</p>"
    "<figure><img src='p_files/b.png' alt='Alt'><figcaption>Cap</figcaption></figure>"
    "<table><tr><th>A</th></tr><tr><td>B|C</td></tr></table><pre><code>x = {{ y }}</code></pre>"
    "<ol><li id='n'>Note. <a href='#r'>back</a></li></ol></article></body></html>"
)


def messages(file: Path, names: dict[str, str] | None = None) -> list[tuple[str, str]]:
    found = [(s.kind, s.source) for s in segments(read(file, file.stem, ENGLISH), "sentence")]
    for old, new in (names or {}).items():
        found = [(kind, source.replace(old, new)) for kind, source in found]
    return found


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "My Report (final).docx"
    word(file, LEAD + TEXT + CAPTIONED, "The note.", properties=PROPERTIES)
    return file


def test_a_word_document_becomes_an_article(project: Project, report: Path) -> None:
    output = project.succeed("import", str(report))
    assert "written: seeds/my-report-final.md" in output
    assert "written: seeds/my-report-final-1.png" in output
    seed = project.root / "seeds/my-report-final.md"
    assert messages(seed) == messages(report)
    assert read(seed, "x", ENGLISH).metadata == read(report, "x", ENGLISH).metadata
    assert seed.read_text("utf-8").startswith('---\nstandfirst: "It stood."\nlanguage: "ru"\n')
    assert (project.root / "seeds/my-report-final-1.png").read_bytes() == picture()
    project.succeed("pdf", "-s", "my-report-final", "-l", "ru")


def test_a_web_page_becomes_an_article(project: Project, tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    page.write_text(PAGE, "utf-8")
    (tmp_path / "p_files").mkdir()
    (tmp_path / "p_files/b.png").write_bytes(picture())
    project.succeed("import", str(page), "--to", "seeds/web")
    seed = project.root / "seeds/web/p.md"
    inline = next(source for _, source in messages(page) if "Inline" in source)
    address = inline.partition("](")[2].partition(")")[0]
    assert messages(seed) == messages(page, {address: "p-1.png"})
    assert sorted(file.name for file in seed.parent.iterdir()) == ["p-1.png", "p-2.png", "p.md"]


def test_credits_of_a_sidecar_come_along(project: Project, report: Path) -> None:
    address = next(iter(read(report, "x", ENGLISH).assets))
    report.with_suffix(".toml").write_text(
        f'layout = "report"\ntitle = "Own #"\n[image-credits]\n"{address}" = "Photo: Ann"\n'
    )
    project.succeed("import", str(report))
    seed = project.root / "seeds/my-report-final.md"
    assert messages(seed) == messages(report)
    assert ("image credit", "Photo: Ann") in messages(seed)
    assert read(seed, "x", ENGLISH).metadata.layout == "report"


def test_imports_are_reproducible(project: Project, report: Path) -> None:
    project.succeed("import", str(report))
    folder = project.root / "seeds"
    before = {file.name: file.read_bytes() for file in folder.glob("my-*")}
    for name in before:
        (folder / name).unlink()
    project.succeed("import", str(report))
    assert {file.name: file.read_bytes() for file in folder.glob("my-*")} == before


@pytest.mark.parametrize("name", ["md", "txt", "toml", "docx", "png"])
def test_nothing_is_overwritten(project: Project, report: Path, name: str) -> None:
    stem = "my-report-final-1" if name == "png" else "my-report-final"
    project.write(f"seeds/{stem}.{name}", "own")
    assert f"seeds/{stem}.{name}: exists; rename" in project.fail("import", str(report))
    assert [file.name for file in (project.root / "seeds").glob("my-*")] == [f"{stem}.{name}"]


def test_an_article_is_moved_out_first(project: Project, report: Path) -> None:
    shutil.copy(report, project.root / "seeds/bridge-2.docx")
    message = project.fail("import", "seeds/bridge-2.docx")
    assert "it is an article already; move it out of the folder first" in message


def test_all_files_are_written_or_none(project: Project, report: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.docx"
    other.write_bytes(b"x")
    assert "b.docx: is not a Word document" in project.fail("import", str(report), str(other))
    assert not list((project.root / "seeds").glob("my-*"))


def test_a_write_that_fails_leaves_nothing(project: Project, report: Path) -> None:
    planned = plan_imports(load_config(project.root), [report], None)
    planned[0].seed.mkdir()
    with pytest.raises(PublisherError):
        write_imports(planned)
    assert not list((project.root / "seeds").glob("my-*.png"))


def test_folders_are_imported_with_their_folders(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "old" / "2023"
    folder.mkdir(parents=True)
    word(folder / "a.docx", LEAD)
    (folder / "notes.txt").write_text("Notes")
    (folder / "~$a.docx").write_text("x")
    (folder.parent / "b.htm").write_text("<article><h1>B</h1><p>x</p></article>")
    project.succeed("import", str(folder.parent))
    seeds = project.root / "seeds"
    assert (seeds / "2023/a.md").exists()
    assert (seeds / "b.md").exists()
    assert not list(seeds.rglob("notes*"))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "name the files to import"),
        (("none.docx",), "none.docx: there is no such file"),
        (("seeds/bridge.txt",), "cannot be imported; save it as .docx, .html"),
        (("seeds",), "holds no file to import"),
        (("{}", "--to", "../elsewhere"), "is outside the project"),
        (("{}", "{}"), "would be the same article as"),
    ],
)
def test_wrong_calls_are_explained(
    project: Project, report: Path, arguments: tuple[str, ...], expected: str
) -> None:
    named = [argument.format(report) for argument in arguments]
    assert expected in project.fail("import", *named)


@pytest.mark.parametrize("name", ["README", "publisher", "…"])
def test_names_of_other_files_are_refused(project: Project, tmp_path: Path, name: str) -> None:
    word(tmp_path / f"{name}.docx", LEAD)
    assert "cannot name an article" in project.fail("import", str(tmp_path / f"{name}.docx"))


def test_what_is_lost_is_said(project: Project, tmp_path: Path) -> None:
    word(tmp_path / "a.docx", LEAD + paragraph(revision("ins", run("Now."))))
    done = project.invoke("import", str(tmp_path / "a.docx"))
    assert "a.docx: 1 tracked change is not settled" in done.stderr


_TEXT = st.lists(
    st.sampled_from(
        [
            *("ab A1.,:;!?-–_*`~^=+#|\\/<>()[]{}%$&\"'@ \u00a0é文"),
            *("{{ ", " }}", "{% ", "!!! ", "::: ", ":+1:", "==", "--8<--", "https://a.b", "++x++"),
        ]
    ),
    min_size=1,
    max_size=25,
).map("".join)


@settings(max_examples=60)
@given(st.lists(_TEXT, min_size=1, max_size=4), _TEXT, _TEXT)
def test_the_article_has_the_messages_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[str], title: str, subtitle: str
) -> None:
    root = tmp_path_factory.mktemp("p")
    (root / "publisher.toml").write_text("")
    file = root / "x.docx"
    text = "".join(paragraph(run(escaped(text))) for text in paragraphs)
    head = paragraph(run(f"T {escaped(title)}"), "Title")
    word(file, head + paragraph(run(f"S {escaped(subtitle)}"), "Subtitle") + text)
    write_imports(plan_imports(load_config(root), [file], None))
    assert messages(root / "seeds/x.md") == messages(file)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
