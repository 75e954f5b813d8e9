"""Images of an article: the formats that can be printed, and the files that are refused."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pypdf
import pytest
from helpers import picture

from publisher.base.errors import PublisherError
from publisher.images.find import ImagePlaces
from publisher.images.load import image_asset, load_image

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers import Project


def within(folder: Path) -> ImagePlaces:
    return ImagePlaces(folder, folder, folder)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "svg"])
def test_images_are_in_html_and_pdf(project: Project, form: str) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">'
    svg += b'<rect width="4" height="3"/></svg>'
    (project.root / "seeds" / "an image").write_bytes(svg if form == "svg" else picture(form))
    project.write(
        "seeds/m.md", '# T\n\n![A "view"](<an image> "Caption")\n\nand ![inline](an%20image)'
    )
    project.succeed("html", "-s", "m", "-l", "en")
    html = project.built("html", "m.en.html").read_text(encoding="utf-8")
    assert html.count('src="data:image/') == 2
    assert 'alt="A &quot;view&quot;"' in html
    project.succeed("pdf", "-s", "m", "-l", "en")
    reader = pypdf.PdfReader(project.built("pdf", "m.en.pdf"))
    content = reader.pages[0].get_contents()
    assert content is not None
    drawn = content.get_data().count(b" re\n" if form == "svg" else b" Do\n")
    assert drawn >= 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (picture("TIFF"), "is TIFF; save it as PNG, JPEG"),
        (picture("BMP"), "is BMP"),
        (picture()[:45], "is damaged"),
        (b"", "is empty"),
        (b"not an image", "is of an unknown format"),
        (b"<svg", "is damaged"),
        (b"<html><svg/></html>", "is of an unknown format"),
    ],
)
def test_unusable_image_is_refused_by_name(tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "x.png").write_bytes(content)
    with pytest.raises(PublisherError) as caught:
        load_image("x.png", within(tmp_path))
    assert f"the image 'x.png' {expected}" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
        b'<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE svg [<!ENTITY a "a">]><svg/>'.encode(
            "utf-16"
        ),
        b'<?xml-stylesheet href="file:///etc/passwd"?><svg>',
        b'<html><link rel="attachment" href="file:///etc/passwd"><svg/></html>',
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/tmp/x) (w) file",
        b"\x89PNG\r\n\x1a\n",
        b"BM" + bytes(60),
        b"",
    ],
)
def test_other_files_are_refused_as_images(content: bytes) -> None:
    with pytest.raises(PublisherError, match=r"the image 'x\.png' "):
        image_asset(content, "x.png")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "http://127.0.0.1:1/x.png",
        "//127.0.0.1/x.png",
        "data:image/png;base64,AAAA",
        "/etc/passwd",
        "../../../../etc/passwd",
        "..%2f..%2fsecret.png",
        "%2Fetc%2Fpasswd",
        "link.png",
        "linked/x.png",
        "pipe.png",
        "folder.png",
        "a\0b.png",
        "x" * 5_000,
        "\\\\host\\share\\x.png",
    ],
)
def test_images_outside_seeds_are_refused(tmp_path: Path, address: str) -> None:
    seeds, outside = tmp_path / "seeds", tmp_path / "outside"
    for folder in (seeds, outside, seeds / "folder.png"):
        folder.mkdir()
    for file in (outside / "x.png", tmp_path / "secret.png"):
        file.write_bytes(picture())
    (seeds / "link.png").symlink_to(outside / "x.png")
    (seeds / "linked").symlink_to(outside)
    os.mkfifo(seeds / "pipe.png")
    with pytest.raises(PublisherError):
        load_image(address, within(seeds))


def test_symbolic_link_out_of_seeds_is_refused_as_image(tmp_path: Path) -> None:
    seeds, secret = tmp_path / "seeds", tmp_path / "secret.png"
    seeds.mkdir()
    secret.write_bytes(picture())
    (seeds / "x.png").symlink_to(secret)
    with pytest.raises(PublisherError, match="is outside seeds/"):
        load_image("x.png", within(seeds))


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (os.mkfifo, "'a.png' is a device or pipe, not an image"),
        (os.mkdir, "'a.png' is a folder, not an image"),
        (lambda file: file.symlink_to(file), "the image 'a.png' is a loop of symbolic links"),
        (lambda file: file.symlink_to("/dev/zero"), "the image 'a.png' is outside seeds/"),
    ],
)
def test_image_that_is_no_file_is_refused(
    tmp_path: Path, make: Callable[[Path], None], problem: str
) -> None:
    make(tmp_path / "a.png")
    with pytest.raises(PublisherError) as error:
        load_image("a.png", within(tmp_path))
    assert error.value.message.startswith(problem)
    assert error.value.file is None


def test_only_images_are_suggested_for_a_missing_one(tmp_path: Path) -> None:
    for name in ("harbour.md", "harbours.PNG"):
        (tmp_path / name).write_bytes(picture())
    with pytest.raises(PublisherError, match=r"'harbour\.png'; did you mean 'harbours\.PNG'"):
        load_image("harbour.png", within(tmp_path))
