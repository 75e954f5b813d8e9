"""Seeds of every format: one read of each file, the revision, and the size limit."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.readers import READERS, read
from publisher.readers.discovery import find_seeds

if TYPE_CHECKING:
    from collections.abc import Callable

ENGLISH = Language("en")


def word(text: str) -> bytes:
    """Return the smallest Word document with one paragraph."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    run = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        document = f'<w:document xmlns:w="{namespace}"><w:body>{run}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
    return content.getvalue()


CONTENTS = {
    ".txt": b"The first sentence.\n",
    **dict.fromkeys((".md", ".markdown", ".mdx", ".qmd", ".rmd"), b"The first sentence.\n"),
    ".html": b"<article><p>The first sentence.</p></article>",
    ".htm": b"<article><p>The first sentence.</p></article>",
    ".docx": word("The first sentence."),
}


@pytest.fixture(params=READERS)
def seed(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a seed with a sidecar, once in every format."""
    file = tmp_path / f"a{request.param}"
    file.write_bytes(CONTENTS[request.param])
    file.with_suffix(".toml").write_text('title = "Title"', encoding="utf-8")
    return file


def on_open(monkeypatch: pytest.MonkeyPatch, call: Callable[[Path], object]) -> None:
    """Call a function with the name of each file that is opened, after it is opened."""
    plain_open = io.open

    def wrapped(file: object, *args: object, **kwargs: object) -> object:
        stream = plain_open(file, *args, **kwargs)  # type: ignore[call-overload] # any arguments
        call(Path(str(file)))
        return stream

    monkeypatch.setattr("builtins.open", wrapped)
    monkeypatch.setattr("io.open", wrapped)


def test_seed_and_sidecar_are_opened_once(seed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Counter[Path]()
    on_open(monkeypatch, lambda file: opened.update([file]))
    read(seed, "a", ENGLISH)
    assert opened[seed] == 1
    assert opened[seed.with_suffix(".toml")] == 1


def test_revision_is_the_hash_of_the_content_that_was_parsed(
    seed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = read(seed, "a", ENGLISH)
    command = ("git", "hash-object", "--no-filters", str(seed))
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.startswith(expected.revision)
    other = seed.with_suffix(".other")
    other.write_bytes(b"Other content.")
    on_open(monkeypatch, lambda file: other.replace(file) if file == seed else None)
    assert read(seed, "a", ENGLISH) == expected
    assert not other.exists()  # it replaced the seed


def test_larger_seed_is_refused(seed: Path) -> None:
    max_bytes = READERS[seed.suffix].max_bytes
    with seed.open("ab") as stream:
        stream.truncate(max_bytes + 1)
    with pytest.raises(PublisherError, match=f"larger than {max_bytes // 2**20} MiB"):
        read(seed, "a", ENGLISH)


@pytest.mark.parametrize("name", ["a.toml", "a.md"])
def test_loop_of_links_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.md").write_text("# T\n\nText.\n")
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name).symlink_to("other")
    (tmp_path / "other").symlink_to(name)
    if name == "a.md":
        (error,) = find_seeds(tmp_path).errors
    else:
        with pytest.raises(PublisherError) as caught:
            read(tmp_path / "a.md", "a", Language("en"))
        error = caught.value
    assert (error.file, error.message) == (
        tmp_path / name,
        "is a loop of symbolic links; delete it",
    )


def test_configuration_of_a_project_is_no_sidecar(tmp_path: Path) -> None:
    for name in ("publisher", "pyproject"):
        file = tmp_path / f"{name}.md"
        file.write_text("# The press\n\nText.\n")
        (tmp_path / f"{name}.toml").write_text("[tool.publisher]\n")
        assert read(file, name, ENGLISH).metadata.kicker is None
        (tmp_path / f"{name}.md.toml").write_text("kicker = 'News'\n")
        assert read(file, name, ENGLISH).metadata.kicker == "News"
        assert read(file, name, ENGLISH).metadata_file.name == f"{name}.md.toml"
