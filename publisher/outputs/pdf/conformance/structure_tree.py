"""Structure tree of a PDF, built from the HTML (ISO 32000-1, 14.7; ISO 14289-1).

WeasyPrint 70 tags boxes: a paragraph that continues in the next column becomes two, languages
are lost, and running heads are text. Here each HTML element becomes one structure element,
and the boxes only determine the content that belongs to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pydyf

from publisher.outputs.pdf.conformance.marked_content import (
    children,
    descendants,
    element_of,
    html_of,
    is_repeatable,
)
from publisher.outputs.pdf.conformance.roles import accessible_name
from publisher.outputs.pdf.conformance.structure_elements import (
    StructureElements,
    add_dictionary,
    object_number,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from publisher.outputs.pdf.conformance.marked_content import Sheet

    Box = Any  # WeasyPrint is not typed

_POINTS = 0.75  # in a CSS pixel
_SVG_TITLE = "{http://www.w3.org/2000/svg}title"


class _Annotation(NamedTuple):
    """Link annotation, and the reference of the node that it belongs to."""

    dictionary: pydyf.Dictionary
    owner: bytes


def add_structure_tree(pdf: pydyf.PDF, pages: Sequence[Sheet]) -> None:
    """Add a structure tree to a PDF that has none."""
    tree = _StructureTree(pdf, html_of(pages), len(pages))
    for number, sheet in enumerate(pages):
        tree.add(sheet, number)
    tree.finish()


def remove_structure_tree(pdf: pydyf.PDF) -> None:
    """Remove WeasyPrint's tree, whose objects are the last but for the metadata."""
    root = pdf.objects[object_number(pdf.catalog["StructTreeRoot"])]
    first = object_number(root["ParentTree"])
    metadata = pdf.objects[object_number(pdf.catalog["Metadata"])]
    del pdf.objects[first:]
    pdf.add_object(metadata)
    pdf.catalog["Metadata"] = metadata.reference


class _StructureTree:
    """Structure tree that grows page by page, and the links between content and its nodes."""

    def __init__(self, pdf: pydyf.PDF, html: Element, pages: int) -> None:
        self._pdf = pdf
        self._root = add_dictionary(pdf, {"Type": "/StructTreeRoot"})
        self._elements = StructureElements(pdf, html, self._root)
        self._repeatable: set[Element] = set()  # those already in the tree
        self._owners: list[list[bytes]] = [[] for _ in range(pages)]  # by page, then MCID
        self._annotations: list[_Annotation] = []

    def add(self, sheet: Sheet, number: int) -> None:
        """Add the content of a page; its running heads and feet become artifacts."""
        self._sheet, self._page_number = sheet, number
        self._page = self._pdf.objects[object_number(self._pdf.page_references[number])]
        self._owners[number] = [b"null"] * len(sheet.mcids)
        before = len(self._annotations)
        for box in sheet.margins:
            name = "Header" if "top" in box.at_keyword else "Footer"
            self._mark_artifact(box, f"<</Type /Pagination /Subtype /{name}>>")
        for box in sheet.body:
            self._add_box(box)
        links = [link.dictionary.reference for link in self._annotations[before:]]
        if "Annots" in self._page:
            self._page["Annots"] = pydyf.Array(links)

    def finish(self) -> None:
        """Write the root and the parent tree, from content to nodes (ISO 32000-1, 14.7.4.4)."""
        numbers = pydyf.Array()
        for page, owners in enumerate(self._owners):
            numbers += [page, pydyf.Array(owners)]
        for number, link in enumerate(self._annotations, start=len(self._owners)):
            link.dictionary["StructParent"] = number
            numbers += [number, link.owner]
        parents = add_dictionary(self._pdf, {"Nums": numbers})
        self._root["K"] = pydyf.Array([self._elements.document.reference])
        self._root["ParentTree"] = parents.reference
        self._root["ParentTreeNextKey"] = len(self._owners) + len(self._annotations)
        if self._elements.note_names:
            names = add_dictionary(self._pdf, {"Names": self._elements.note_names})
            self._root["IDTree"] = names.reference
        self._pdf.catalog["StructTreeRoot"] = self._root.reference

    def _add_box(self, box: Box, *, is_linked: bool = False) -> None:
        """Add a box and those within it; `is_linked` if their link has its annotation."""
        element = element_of(box)
        if element is None:
            return
        if element.get("aria-hidden") == "true" or self._is_repeated(box, element):
            self._mark_artifact(box, "<</Type /Pagination>>")
            return
        if element.tag in {"td", "th", "li"}:  # these get a node even if they are empty
            self._elements.container(element)
        if element.tag == "li":
            self._elements.set_numbering(element, box.style["list_style_type"])
        if box.link_annotation and not is_linked:
            self._annotate(box.link_annotation, element)
            is_linked = True
        if (mcid := self._sheet.mcids.get(box)) is not None:
            owner = self._owner(box, element)
            self._owners[self._page_number][mcid] = owner.reference
            owner["K"].append(self._content_reference(owner, mcid))
        for child in children(box):
            self._add_box(child, is_linked=is_linked)

    def _is_repeated(self, box: Box, element: Element) -> bool:
        """Return whether a table's head or foot was drawn before, on an earlier page."""
        if not is_repeatable(box):
            return False
        is_repeated = element in self._repeatable
        self._repeatable.add(element)
        return is_repeated

    def _mark_artifact(self, box: Box, properties: str) -> None:
        """Exclude the content of a box from the text (ISO 32000-1, 14.8.2.2)."""
        stream = self._sheet.stream.stream
        for inner in descendants(box):
            mcid = self._sheet.mcids.get(inner)
            if mcid is not None:
                start = self._sheet.starts[mcid]
                stream[start : start + 2] = ["/Artifact", properties]

    def _owner(self, box: Box, element: Element) -> pydyf.Dictionary:
        """Return the node that the content of a box belongs to."""
        if str(box.element_tag).endswith("::marker"):
            return self._elements.label(element)
        node = self._elements.container(element)
        if node["S"] in {"/Figure", "/Formula"}:
            self._describe(node, box, element)
        return node

    def _describe(self, figure: pydyf.Dictionary, box: Box, element: Element) -> None:
        """Set the alternative text of a figure or formula, and its bounding box on the page."""
        title = element.find(_SVG_TITLE)
        label = element.get("alt") or element.get("aria-label")
        alternative = label or (title is not None and title.text) or ""
        figure["Alt"] = pydyf.String(alternative)
        left, top = box.content_box_x(), box.content_box_y()
        bottom = self._sheet.height - top - box.height
        corners = (left, bottom, left + box.width, bottom + box.height)
        area = pydyf.Array([round(corner * _POINTS, 2) for corner in corners])
        figure["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": area})

    def _annotate(self, annotation: pydyf.Dictionary, element: Element) -> None:
        """Connect the annotation of a link with its text (ISO 14289-1, 7.18.5)."""
        link = self._elements.enclosing_link(element)
        if link is None:
            return
        node = self._elements.container(link)
        if name := accessible_name(link):
            annotation["Contents"] = pydyf.String(name)
        values = {"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._page.reference}
        node["K"].append(pydyf.Dictionary(values))
        self._annotations.append(_Annotation(annotation, node.reference))

    def _content_reference(self, owner: pydyf.Dictionary, mcid: int) -> object:
        """Return the entry for content among a node's kids (ISO 32000-1, 14.7.4.2)."""
        if owner.setdefault("Pg", self._page.reference) == self._page.reference:
            return mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._page.reference, "MCID": mcid})
