"""Translation memory exchange (TMX 1.4b, LISA/OSCAR 2005): what other tools remember."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from publisher.base.characters import CONTROL, JOIN_MARK
from publisher.base.errors import PublisherError
from publisher.base.files import open_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from publisher.language.locale import Language

_LIMIT = 256 * 2**20
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def to_tmx(pairs: Iterable[tuple[str, str]], source: Language, target: Language) -> bytes:
    """Write pairs of a text and its translation, each once; same pairs, same bytes."""
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
    for pair in dict.fromkeys(pairs):
        unit = ET.SubElement(body, "tu")
        for language, text in zip((source, target), pair, strict=True):
            variant = ET.SubElement(unit, "tuv", {_LANG: language.tag})
            ET.SubElement(variant, "seg").text = text
    ET.indent(root, space=" ")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def read_tmx(path: Path, source: Language, target: Language) -> list[tuple[str, str]]:
    """Read the pairs of two languages, whatever region each names.

    Units with marks of another tool inside are left out: what they stand for is not known
    here. Raises PublisherError for a file that is no TMX.
    """
    raw = open_regular(path, limit=_LIMIT).getvalue()
    try:
        if b"<!ENTITY" in raw:
            raise PublisherError("defines entities; export it without them", file=path)
        root = ET.fromstring(raw)  # noqa: S314 - no entities, see above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise PublisherError(f"not valid TMX: {error}", file=path) from error
    if root.tag != "tmx":
        raise PublisherError("not a TMX file; export the memory as TMX 1.4", file=path)
    return list(_pairs(root, source.base, target.base))


def _pairs(root: ET.Element, source: str, target: str) -> Iterator[tuple[str, str]]:
    for unit in root.iter("tu"):
        texts: dict[str, str] = {}
        for variant in unit.iter("tuv"):
            language = variant.get(_LANG) or variant.get("lang") or ""
            segment = variant.find("seg")
            if segment is not None and not len(segment) and segment.text:
                texts.setdefault(language.replace("_", "-").split("-")[0].lower(), segment.text)
        pair = texts.get(source, "").strip(), texts.get(target, "").strip()
        if all(pair) and not any(map(CONTROL.search, pair)) and JOIN_MARK not in pair:
            yield pair
