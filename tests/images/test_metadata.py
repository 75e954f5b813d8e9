"""Metadata: whatever a file holds besides its image is published in no output."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import struct
import warnings
import zlib
from typing import TYPE_CHECKING

import pypdf
import pytest
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

from publisher.images.load import image_asset

if TYPE_CHECKING:
    from helpers import Project

SECRET = b"SECRET-OF-THE-SOURCE"


def photograph(kind: str, orientation: int = 1, mode: str = "RGB") -> bytes:
    """Return an image with Exif data, GPS coordinates, a profile and comments."""
    image = Image.radial_gradient("L").resize((48, 32)).convert(mode)
    exif = Image.Exif()
    exif[0x112], exif[0x10E] = orientation, SECRET.decode()  # orientation, description
    exif[0x8825] = {29: SECRET.decode()}  # GPS date
    options: dict[str, object] = {"exif": exif, "xmp": SECRET, "comment": SECRET}
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = profile.index(b"mluc", profile.index(b"desc") + 4)
    profile[at + 28 : at + 28 + len(SECRET)] = SECRET
    options["icc_profile"] = bytes(profile)
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", SECRET.decode(), zip=True)
        options["pnginfo"] = text
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def pixels(content: bytes) -> Image.Image:
    with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content)) as image:
        return image.convert("RGB")


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


JPEG, PNG, GIF, WEBP = (photograph(kind) for kind in ("JPEG", "PNG", "GIF", "WEBP"))
SEGMENTS = b"".join(
    b"\xff" + bytes([code]) + struct.pack(">H", len(start + SECRET) + 2) + start + SECRET
    for code, start in [
        (0xE0, b"JFXX\0\x10"),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0"),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\0"),
        (0xE2, b"MPF\0"),
        (0xED, b"Photoshop 3.0\0"),
        (0xEF, b""),
        (0xFE, b""),
    ]
)
THUMBNAIL = b"\xff\xe0\x00\x28JFIF\0\1\1\0\0\1\0\1\2\2" + SECRET[:12] + bytes(12)
IN_SVG = '<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,{}"/></svg>'


@pytest.mark.parametrize(
    "content",
    [
        JPEG,
        JPEG[:2] + SEGMENTS + JPEG[2:],
        JPEG[:2] + THUMBNAIL + JPEG[2:],
        JPEG[:20] + SECRET + JPEG[20:],
        JPEG + SECRET,
        JPEG + JPEG,
        photograph("JPEG", mode="L"),
        PNG,
        PNG + SECRET,
        PNG[:33] + chunk(b"tEXt", b"Author\0" + SECRET) + chunk(b"prVt", SECRET) + PNG[33:],
        PNG[:-12] + chunk(b"eXIf", b"II*\0" + SECRET) + PNG[-12:],
        photograph("PNG", mode="P"),
        GIF,
        GIF[:-1] + b"!\xfe\x14" + SECRET + b"\0!\xff\x0bXMP DataXMP\x14" + SECRET + b"\0;",
        GIF + SECRET,
        WEBP,
        WEBP + SECRET,
    ],
)
def test_image_keeps_its_pixels_and_nothing_else(content: bytes) -> None:
    clean = image_asset(content, "x")
    assert SECRET[:12] in content
    assert SECRET[:12] not in clean.content
    with Image.open(io.BytesIO(clean.content)) as image:
        image.load()
        assert not {"exif", "icc_profile", "comment", "xmp", "Author"} & image.info.keys()
    assert pixels(clean.content).tobytes() == pixels(content).tobytes()
    assert image_asset(clean.content, "x") == clean


def test_scan_of_a_photograph_is_not_compressed_again() -> None:
    scan = JPEG[JPEG.index(b"\xff\xda") :]
    assert image_asset(JPEG, "x").content.endswith(scan)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_image_is_turned_as_its_metadata_say(kind: str, orientation: int) -> None:
    content = photograph(kind, orientation)
    clean = image_asset(content, "x")
    with Image.open(io.BytesIO(content)) as image:
        expected = ImageOps.exif_transpose(image).convert("RGB")
    assert SECRET not in clean.content
    found = pixels(clean.content)
    assert found.size == expected.size
    difference = [abs(a - b) for a, b in zip(found.tobytes(), expected.tobytes(), strict=True)]
    assert max(difference) <= (12 if kind == "JPEG" else 0)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_colours_of_another_profile_become_those_of_the_page(kind: str, mode: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # Red and green change places.
    swapped = profile.replace(b"rXYZ", b"----", 1).replace(b"gXYZ", b"rXYZ", 1)
    swapped = swapped.replace(b"----", b"gXYZ", 1)
    mode = "RGB" if kind == "JPEG" else mode
    content = io.BytesIO()
    Image.new("RGB", (8, 8), (255, 0, 0)).convert(mode).save(content, kind, icc_profile=swapped)
    red, green, blue = pixels(image_asset(content.getvalue(), "x").content).tobytes()[:3]
    assert green > 220
    assert max(red, blue) < 30


@pytest.mark.parametrize("exif", [b"", b"II*\0", b"Exif\0\0MM\0*\xff\xff\xff\xff", b"\xff" * 40])
def test_damaged_metadata_do_not_matter(exif: bytes) -> None:
    content = io.BytesIO()
    Image.new("RGB", (4, 3)).save(content, "JPEG", exif=exif, icc_profile=b"no profile")
    assert pixels(image_asset(content.getvalue(), "x").content).size == (4, 3)


@pytest.mark.parametrize(
    "inside",
    [
        "<metadata><a>{}</a></metadata><title>{}</title><g><desc>{}</desc></g>",
        '<!-- {} --><?editor {}?><g xmlns:e="http://e.example/" e:file="{}"><e:x a="{}"/></g>',
        '<style>/* {} */ rect {{ fill: red }}</style><rect style="/* {} */" data-name="{}"/>',
        '<g>{}<a href="https://{}.example/"><rect/></a>{}</g>',
        '<rect aria-label="{}"/>',
    ],
)
def test_svg_keeps_what_is_drawn_and_nothing_else(inside: str) -> None:
    text = inside.replace("{}", SECRET.decode()).replace("{{", "{").replace("}}", "}")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{text}<text>Kept</text></svg>'
    clean = image_asset(svg.encode(), "x").content
    assert SECRET not in clean
    assert b"<text>Kept</text>" in clean
    assert image_asset(clean, "x").content == clean


def test_bitmap_in_svg_has_no_metadata() -> None:
    clean = image_asset(IN_SVG.format(base64.b64encode(PNG).decode()).encode(), "x").content
    embedded = re.search(rb"base64,([^\"]*)", clean)
    assert embedded
    assert SECRET not in base64.b64decode(embedded[1])


def test_outputs_hold_no_metadata_of_images(project: Project) -> None:
    svg = IN_SVG.format(base64.b64encode(PNG).decode()).replace(
        "<image", f"<!--{SECRET.decode()}--><image"
    )
    files = {"a.jpg": JPEG, "b.png": PNG, "c.gif": GIF, "d.webp": WEBP, "e.svg": svg.encode()}
    for name, content in files.items():
        (project.root / "seeds" / name).write_bytes(content)
    theme = project.write("templates/theme.toml", 'name = "N"\nlogo = "logo.jpg"')
    theme.with_name("logo.jpg").write_bytes(photograph("JPEG", 6))
    project.write("seeds/m.md", "# T\n\n" + "\n\n".join(f"![{name}]({name})" for name in files))
    project.succeed("html", "-s", "m", "-l", "en")
    html = project.built("html", "m.en.html").read_bytes()
    images = [base64.b64decode(data) for data in re.findall(rb"base64,([^\"]*)", html)]
    assert len(images) == len(files) + 1
    assert not any(SECRET in image for image in [html, *images])
    project.succeed("pdf", "-s", "m", "-l", "en")
    reader = pypdf.PdfReader(project.built("pdf", "m.en.pdf"))
    count = reader.trailer["/Size"]
    assert isinstance(count, int)
    objects = [reader.get_object(number) for number in range(1, count)]
    streams = [item for item in objects if isinstance(item, pypdf.generic.StreamObject)]
    assert sum(stream.get("/Subtype") == "/Image" for stream in streams) >= len(files)
    raw = [stream._data for stream in streams]  # noqa: SLF001 - as stored
    assert not any(SECRET in data for data in [*raw, *(zlib_data(data) for data in raw)])


def zlib_data(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return b""


def test_name_of_an_embedded_image_is_that_of_its_file(project: Project) -> None:
    """The name is part of messages, so it must not depend on how the file is cleaned."""
    data = base64.b64encode(PNG).decode()
    page = f'<article><h1>T</h1><p>See <img src="data:image/png;base64,{data}" alt="a"> it.</p>'
    project.write("seeds/w.html", page + "</article>")
    project.succeed("extract")
    name = f"image-{hashlib.sha256(PNG).hexdigest()[:4]}"
    assert name in (project.root / "locales" / "w.pot").read_text(encoding="utf-8")
