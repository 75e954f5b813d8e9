"""Targets: what reads files from strangers, with valid samples of these files."""

from __future__ import annotations

import io
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz.mutations import Mutator, in_png, in_xml, in_zip
from helpers import FRENCH, TEMPLATES, picture
from PIL import Image, ImageCms, PngImagePlugin
from word_helpers import drawing, paragraph, run, word

from publisher.build.incremental.store import Store
from publisher.catalogues.catalogue_file import CatalogueFile
from publisher.catalogues.tmx import TranslationUnit, read_tmx, to_tmx
from publisher.checks.glossary_files import load_glossary
from publisher.images.load import read_image
from publisher.language.locale import Language
from publisher.markup.renderer import render
from publisher.project.check_editions import check_editions
from publisher.project.config import load_config
from publisher.project.project import open_project
from publisher.readers import read
from publisher.translation.segments import segments

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping

_EN, _FR = Language("en"), Language("fr")
_LANGUAGES = [Language(code) for code in ("en", "hy", "fa", "th", "zh", "tr", "ru", "ka", "ur")]


@dataclass(frozen=True)
class Target:
    """A reader: `read` reads the file `name` in a folder, which holds the files `beside`."""

    name: str
    read: Callable[[Path], object]
    samples: tuple[bytes, ...]
    beside: Mapping[str, bytes] = field(default_factory=dict)
    mutate: Callable[[bytes, Mutator, random.Random], bytes] = lambda content, mutator, _chance: (
        mutator.mutate(content)
    )

    def prepare(self, folder: Path) -> Path:
        """Write the files beside, and return the file to read."""
        for name, content in self.beside.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        (folder / self.name).parent.mkdir(parents=True, exist_ok=True)
        return folder / self.name


SAMPLES = Path(__file__).resolve().with_name("samples")
TMX = to_tmx([TranslationUnit(*pair) for pair in FRENCH.items()], _EN, _FR)
CONFIGURATION = b'[tool.publisher]\nsource-language = "en"\nlanguages = ["fr"]\n'
PLAIN = "\n\n".join(FRENCH).encode()


def _sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def _bitmap(kind: str, mode: str = "RGB") -> bytes:
    image = Image.radial_gradient("L").resize((24, 16)).convert(mode)
    exif = Image.Exif()
    exif[0x112], exif[0x8825] = 6, {29: "2023:11:19"}
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Ann", zip=True)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = io.BytesIO()
    image.save(
        content, kind, exif=exif, icc_profile=profile, pnginfo=text, xmp=b"<x/>", comment=b"c"
    )
    return content.getvalue()


def _word() -> bytes:
    row = f"<w:tr><w:tc>{paragraph(run('Name'))}</w:tc></w:tr>"
    body = paragraph(run("A bridge"), "Title") + paragraph(run("Part", "<w:b/>"), "Heading1")
    body += paragraph('<w:r><w:footnoteReference w:id="1"/></w:r>') + f"<w:tbl>{row}</w:tbl>"
    body += paragraph('<w:hyperlink r:id="rId8"><w:r><w:t>link</w:t></w:r></w:hyperlink>')
    body += paragraph(drawing("Seen")) + paragraph(run("The caption"), "caption")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.docx"
        word(file, body, note="The note.")
        return file.read_bytes()


def _record() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pdf.sqlite"
        with closing(Store(file)) as store:
            store.editions()
        return file.read_bytes()


def _read_article(file: Path) -> None:
    """Read the article that a file is or belongs to, find its messages, and render it."""
    article = file if file.suffix != ".toml" else file.with_suffix(".txt")
    language = _LANGUAGES[len(file.read_bytes()) % len(_LANGUAGES)]
    document = read(article, "a", language)
    list(segments(document, "sentence"))
    render(document.body)


def _read_image(file: Path) -> None:
    read_image(file, file.name)


def _read_glossary(file: Path) -> None:
    if glossary := load_glossary(file.parent, _EN, _FR).glossary:
        glossary.used_in("A bridge, a b.")


def _read_catalogue(file: Path) -> None:
    catalogue = CatalogueFile(file, file.read_bytes())
    _ = catalogue.catalogue, catalogue.lines


def _read_record(file: Path) -> None:
    with closing(Store(file)) as store:
        store.editions()
        store.shared("x")


def _check(file: Path) -> None:
    """Check a project; raise an error that hides one of another class."""
    config = load_config(file.parents[3])
    for checked in check_editions(open_project(config, [], [])):
        if checked.error and checked.error.message.startswith("cannot be read ("):
            raise ValueError(checked.error.message)
        if checked.error:
            raise checked.error


_FRONT_MATTER = (
    b"---\nlang: ru\nauthors: [Ann, {name: &b Bob}]\npubDate: 5 May 2024\ntags: [*b]\n---\n# T\n",
    b'+++\ntitle = "T"\ndate = 2024-03-05\n[params]\nlede = """\nL"""\n+++\n\nText.\n',
    b'{"title": "T", "authors": [{"name": "\\u00e9"}],\n"tags": "a, b", "weight": 1.5}\n\nText.\n',
)
_IMAGE = {"b.png": picture()}
_PROJECT = {"pyproject.toml": CONFIGURATION, "seeds/a.txt": PLAIN} | {
    file.relative_to(TEMPLATES.parent).as_posix(): file.read_bytes()
    for file in TEMPLATES.rglob("*")
    if file.is_file()
}
TARGETS = {
    "text": Target("a.txt", _read_article, (_sample("a.txt"),)),
    "markdown": Target("a.md", _read_article, (_sample("a.md"),), _IMAGE),
    "front matter": Target("a.md", _read_article, _FRONT_MATTER),
    "page": Target("a.html", _read_article, (_sample("a.html"),), _IMAGE),
    "word": Target("a.docx", _read_article, (_word(),), mutate=in_zip),
    "sidecar": Target("a.toml", _read_article, (_sample("a.toml"),), {"a.txt": _sample("a.txt")}),
    "png": Target("a.png", _read_image, (_bitmap("PNG"), _bitmap("PNG", "P")), mutate=in_png),
    "jpeg": Target("a.jpg", _read_image, (_bitmap("JPEG"), _bitmap("JPEG", "L"))),
    "gif": Target("a.gif", _read_image, (_bitmap("GIF"), _bitmap("GIF", "P"))),
    "webp": Target("a.webp", _read_image, (_bitmap("WEBP"), _bitmap("WEBP", "RGBA"))),
    "svg": Target("a.svg", _read_image, (_sample("a.svg"),), mutate=in_xml),
    "catalogue": Target("a.po", _read_catalogue, (_sample("a.po"),)),
    "glossary": Target("glossary.csv", _read_glossary, (b'term,fr\nbridge,pont\n"a, b","c"\n',)),
    "tbx": Target("glossary.tbx", _read_glossary, (_sample("glossary.tbx"),), mutate=in_xml),
    "memory": Target("a.tmx", lambda file: read_tmx(file, _EN, _FR), (TMX,), mutate=in_xml),
    "record": Target("pdf.sqlite", _read_record, (_record(),)),
    "checks": Target("locales/fr/LC_MESSAGES/a.po", _check, (_sample("a.po"),), _PROJECT),
}
