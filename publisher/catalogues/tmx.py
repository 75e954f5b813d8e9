"""Translation memory exchange (TMX 1.4b, LISA/OSCAR 2005) with other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from publisher.base.characters import CONTROL, JOIN_MARK
from publisher.base.errors import PublisherError
from publisher.base.files import open_regular
from publisher.language.matching import Match, match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from publisher.language.locale import Language

_MAX_BYTES = 256 * 2**20
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class TranslationUnit(NamedTuple):
    """A text and its translation: a `tu` element of two languages.

    `is_regional` is whether the translation is for another region than the likely one, where
    none is wanted: one tagged `es-MX` for `es`.
    """

    source: str
    target: str
    is_regional: bool = False


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
        for language, text in zip((source, target), unit[:2], strict=True):
            variant = ET.SubElement(element, "tuv", {_LANG: language.tag})
            ET.SubElement(variant, "seg").text = text
    ET.indent(root, space=" ")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def read_tmx(path: Path, source: Language, target: Language) -> list[TranslationUnit]:
    """Read the units of two languages; the region of the source does not matter.

    The best match of each language in a unit is taken. Units with inline elements are
    skipped: their meaning is known only to the tool that wrote them. Raises PublisherError
    for a file that is not TMX.
    """
    raw = open_regular(path, limit=_MAX_BYTES).getvalue()
    try:
        if b"<!ENTITY" in raw.replace(b"\0", b""):  # as in UTF-16
            raise PublisherError("defines entities; export it without them", file=path)
        root = ET.fromstring(raw)  # noqa: S314 - no entities, see above
    except ET.ParseError as error:
        problem = f"not valid TMX: {error}; export it again"
        raise PublisherError(problem, file=path, line=error.position[0]) from error
    except (ValueError, LookupError) as error:
        raise PublisherError(f"not valid TMX: {error}; export it again", file=path) from error
    if root.tag != "tmx":
        raise PublisherError("not a TMX file; export the memory as TMX 1.4", file=path)
    return list(_units(root, source, target))


class _Variant(NamedTuple):
    """A text of a unit, and how well its language matches the wanted one."""

    match: Match = Match.NONE
    text: str = ""


def _units(root: ET.Element, source: Language, target: Language) -> Iterator[TranslationUnit]:
    for element in root.iter("tu"):
        variants = dict(_tagged_texts(element))
        of_source, of_target = _best(variants, source), _best(variants, target)
        texts = of_source.text, of_target.text
        if not all(texts) or of_target.match < Match.REGIONAL:
            continue
        if not any(map(CONTROL.search, texts)) and JOIN_MARK not in texts:
            yield TranslationUnit(*texts, is_regional=of_target.match is Match.REGIONAL)


def _tagged_texts(element: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield the language tag and the text of each variant, the first of each tag last."""
    for variant in reversed(list(element.iter("tuv"))):
        tag = variant.get(_LANG) or variant.get("lang") or ""
        segment = variant.find("seg")
        if segment is not None and not len(segment) and segment.text:
            yield tag, segment.text.strip()


def _best(variants: Mapping[str, str], language: Language) -> _Variant:
    """Return the variant whose tag matches best; an empty one if none does."""
    found = [_Variant(match(tag, language), text) for tag, text in variants.items()]
    matching = [variant for variant in found if variant.match]
    return max(matching, key=lambda variant: variant.match, default=_Variant())
