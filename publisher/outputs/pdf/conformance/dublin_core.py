"""Dublin Core in XMP: subject, source, rights and other editions of a document.

The namespaces are those of ISO 16684-1, 8.3. WeasyPrint 70 writes title, authors and description;
all values come from the HTML's head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    import weasyprint

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SOURCE, _RIGHTS = "dcterms.source", "dcterms.rights"  # names of `meta` elements in HTML


def add_dublin_core(rdf: Element, document: weasyprint.Document, html: Element) -> None:
    """Add the elements that WeasyPrint leaves out to the RDF of a document."""
    metadata = document.metadata
    links = html.iterfind("head/link[@rel='alternate'][@hreflang]")
    description = ET.SubElement(rdf, f"{_RDF}Description", {f"{_RDF}about": ""})
    if rights := metadata.custom.get(_RIGHTS):
        texts = ET.SubElement(ET.SubElement(description, f"{_DC}rights"), f"{_RDF}Alt")
        ET.SubElement(texts, f"{_RDF}li", {_LANGUAGE: "x-default"}).text = rights
    for texts in rdf.iter(f"{_RDF}Alt"):
        _name_language(texts, html.get("lang", ""))
    _add_bag(description, "language", [metadata.lang])
    _add_bag(description, "subject", metadata.keywords)
    if source := metadata.custom.get(_SOURCE):
        ET.SubElement(description, f"{_DC}source").text = source
    _add_bag(description, "relation", [link.get("href", "") for link in links])


def _name_language(texts: Element, language: str) -> None:
    """Repeat the default text under the name of its language (ISO 16684-1, 8.2.2.4)."""
    default = texts[0]
    if language:
        ET.SubElement(texts, default.tag, {_LANGUAGE: language}).text = default.text


def _add_bag(description: Element, name: str, values: Iterable[str | None]) -> None:
    if items := [value for value in values if value]:
        bag = ET.SubElement(ET.SubElement(description, _DC + name), f"{_RDF}Bag")
        for item in items:
            ET.SubElement(bag, f"{_RDF}li").text = item
