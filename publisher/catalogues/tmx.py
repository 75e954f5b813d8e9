"""Translation memory exchange (TMX 1.4b, LISA/OSCAR 2005) with other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from publisher.base.characters import CONTROL, JOIN_MARK
from publisher.base.errors import PublisherError
from publisher.base.files import open_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from publisher.language.locale import Language

_MAX_BYTES = 256 * 2**20
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class TranslationUnit(NamedTuple):
    """A text and its translation: a `tu` element of two languages."""

    source: str
    target: str


def to_tmx(units: Iterable[TranslationUnit], source: Language, target: Language) -> bytes:
    """Return a TMX document of the units, each once; equal units give equal bytes."""
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(
        root,
        "header",
        {
            "creationtool": "publisher",
            "creationtoolversion": "1",
            "segtype": "sentence",
            "o-tmf": "PO",
            "adminlang": "en",
            "srclang": source.tag,
            "datatype": "plaintext",
        },
    )
    body = ET.SubElement(root, "body")
    for unit in dict.fromkeys(units):
        element = ET.SubElement(body, "tu")
        for language, text in zip((source, target), unit, strict=True):
            variant = ET.SubElement(element, "tuv", {_LANG: language.tag})
            ET.SubElement(variant, "seg").text = text
    ET.indent(root, space=" ")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def read_tmx(path: Path, source: Language, target: Language) -> list[TranslationUnit]:
    """Read the units of two languages, of any region.

    Units with inline elements are skipped: their meaning is known only to the tool that
    wrote them. Raises PublisherError for a file that is not TMX.
    """
    raw = open_regular(path, limit=_MAX_BYTES).getvalue()
    try:
        if b"<!ENTITY" in raw:
            raise PublisherError("defines entities; export it without them", file=path)
        root = ET.fromstring(raw)  # noqa: S314 - no entities, see above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise PublisherError(f"not valid TMX: {error}", file=path) from error
    if root.tag != "tmx":
        raise PublisherError("not a TMX file; export the memory as TMX 1.4", file=path)
    return list(_units(root, source.base, target.base))


def _units(root: ET.Element, source: str, target: str) -> Iterator[TranslationUnit]:
    for element in root.iter("tu"):
        texts: dict[str, str] = {}
        for variant in element.iter("tuv"):
            language = variant.get(_LANG) or variant.get("lang") or ""
            segment = variant.find("seg")
            if segment is not None and not len(segment) and segment.text:
                texts.setdefault(language.replace("_", "-").split("-")[0].lower(), segment.text)
        unit = TranslationUnit(texts.get(source, "").strip(), texts.get(target, "").strip())
        if all(unit) and not any(map(CONTROL.search, unit)) and JOIN_MARK not in unit:
            yield unit
