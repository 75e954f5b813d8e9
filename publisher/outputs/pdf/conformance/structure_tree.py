"""The structure tree of a PDF, made of the HTML (ISO 32000-1, 14.7; ISO 14289-1).

WeasyPrint 70 tags boxes: a paragraph that runs into the next column becomes two, languages
are lost, and running heads are text. Here each HTML element becomes one structure
element, and the boxes only tell which pieces of content are its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

from publisher.outputs.pdf.conformance.marked_content import (
    children,
    descendants,
    element_of,
    is_repeatable,
)
from publisher.outputs.pdf.conformance.roles import is_note, numbering, role, scope, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from publisher.outputs.pdf.conformance.marked_content import Sheet

    Box = Any  # WeasyPrint is not typed

_POINTS = 0.75  # in a CSS pixel


def tag(pdf: pydyf.PDF, pages: Sequence[Sheet]) -> None:
    """Make the structure tree of a PDF that has none."""
    root = next(element_of(box) for box in pages[0].body)
    if root is None:
        raise TypeError("the first box of a page was made for <html>")
    tree = _Tree(pdf, root, len(pages))
    for number, sheet in enumerate(pages):
        tree.add(sheet, number)
    tree.finish()


def take_out(pdf: pydyf.PDF) -> None:
    """Remove WeasyPrint's tree, which is the last that it adds but for the metadata."""
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    first = _number(root["ParentTree"])
    metadata = pdf.objects[_number(pdf.catalog["Metadata"])]
    del pdf.objects[first:]
    pdf.add_object(metadata)
    pdf.catalog["Metadata"] = metadata.reference


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


class _Tree:
    """A structure tree that grows with the pages."""

    def __init__(self, pdf: pydyf.PDF, html: Element, pages: int) -> None:
        self._pdf = pdf
        self._parents = {child: parent for parent in html.iter() for child in parent}
        self._root = self._object({"Type": "/StructTreeRoot"})
        self._document = self._object({"Type": "/StructElem", "S": "/Document"})
        self._document |= {"P": self._root.reference, "K": pydyf.Array()}
        self._containers = {html: self._document}
        self._nodes = {html: self._document}
        self._languages = {self._document.reference: html.get("lang", "")}
        self._notes = pydyf.Array()
        self._repeated: set[Element] = set()
        self._owners: list[list[bytes]] = [[] for _ in range(pages)]
        self._annotated: list[tuple[pydyf.Dictionary, bytes]] = []

    def add(self, sheet: Sheet, number: int) -> None:
        """Add a page: what it holds to the tree, and its running heads and feet to nothing."""
        self._sheet, self._page_number = sheet, number
        self._page = self._pdf.objects[_number(self._pdf.page_references[number])]
        self._owners[number] = [b"null"] * len(sheet.pieces)
        kept = len(self._annotated)
        for box in sheet.margins:
            name = "Header" if "top" in box.at_keyword else "Footer"
            self._artifact(box, f"<</Type /Pagination /Subtype /{name}>>")
        for box in sheet.body:
            self._add(box)
        notes = [note.reference for note, _ in self._annotated[kept:]]
        if "Annots" in self._page:
            self._page["Annots"] = pydyf.Array(notes)

    def finish(self) -> None:
        """Write what leads from content to the tree (ISO 32000-1, 14.7.4.4)."""
        numbers = pydyf.Array()
        for page, owners in enumerate(self._owners):
            numbers += [page, pydyf.Array(owners)]
        for number, (note, owner) in enumerate(self._annotated, start=len(self._owners)):
            note["StructParent"] = number
            numbers += [number, owner]
        parents = self._object({"Nums": numbers})
        self._root["K"] = pydyf.Array([self._document.reference])
        self._root["ParentTree"] = parents.reference
        self._root["ParentTreeNextKey"] = len(self._owners) + len(self._annotated)
        if self._notes:
            names = self._object({"Names": self._notes})
            self._root["IDTree"] = names.reference
        self._pdf.catalog["StructTreeRoot"] = self._root.reference

    def _add(self, box: Box, *, linked: bool = False) -> None:
        element = element_of(box)
        if element is None:
            return
        if element.get("aria-hidden") == "true" or self._is_repeated(box, element):
            self._artifact(box, "<</Type /Pagination>>")
            return
        if element.tag in {"td", "th", "li"}:  # which are there even if they are empty
            self._container(element)
        if element.tag == "li" and (items := self._parents[element]) in self._nodes:
            self._number_items(items, box)
        if box.link_annotation and not linked:
            self._annotate(box.link_annotation, element)
            linked = True
        if (piece := self._sheet.pieces.get(box)) is not None:
            owner = self._owner(box, element)
            self._owners[self._page_number][piece] = owner.reference
            owner["K"].append(self._reference(owner, piece))
        for child in children(box):
            self._add(child, linked=linked)

    def _is_repeated(self, box: Box, element: Element) -> bool:
        """Say whether a table's head stands here once more, on its next page."""
        if not is_repeatable(box):
            return False
        repeated = element in self._repeated
        self._repeated.add(element)
        return repeated

    def _artifact(self, box: Box, properties: str) -> None:
        """Take the content of a box out of the text (ISO 32000-1, 14.8.2.2)."""
        stream = self._sheet.stream.stream
        for inner in descendants(box):
            piece = self._sheet.pieces.get(inner)
            if piece is not None:
                start = self._sheet.openings[piece]
                stream[start : start + 2] = ["/Artifact", properties]

    def _owner(self, box: Box, element: Element) -> pydyf.Dictionary:
        if not str(box.element_tag).endswith("::marker"):
            node = self._container(element)
            if node["S"] == "/Figure":
                self._describe(node, box, element)
            return node
        self._container(element)
        item = self._nodes[element]
        label = self._pdf.objects[_number(item["K"][0])] if item["K"] else None
        if label is None or label["S"] != "/Lbl":
            label = self._node("Lbl", item, element)
            item["K"].remove(label.reference)
            item["K"].insert(0, label.reference)
        return label

    def _container(self, element: Element) -> pydyf.Dictionary:
        """Return what holds the content of an element."""
        if element in self._containers:
            return self._containers[element]
        parent = self._parents[element]
        around = self._container(parent)
        if element.tag == "body":
            node = inside = around
        elif is_note([element, parent, self._parents.get(parent, parent)]):
            node = inside = self._node("Note", around, element)
            self._name(node)
        elif element.tag == "li":
            node = self._node("LI", around, element)
            inside = self._node("LBody", node, element)
        elif element.tag in {"dt", "dd"}:
            node = inside = self._node(role(element, parent), self._item(element, around), element)
        else:
            node = inside = self._node(role(element, parent), around, element)
        self._set_cell(node, element)
        self._nodes[element], self._containers[element] = node, inside
        return inside

    def _item(self, element: Element, around: pydyf.Dictionary) -> pydyf.Dictionary:
        """Return the item of a definition list: a term begins one."""
        if element.tag == "dd" and around["K"]:
            return self._pdf.objects[_number(around["K"][-1])]
        if "A" not in around:
            around["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/None"})
        return self._node("LI", around, element)

    def _node(self, kind: str, around: pydyf.Dictionary, element: Element) -> pydyf.Dictionary:
        node = self._object({"Type": "/StructElem", "S": f"/{kind}", "P": around.reference})
        node["K"] = pydyf.Array()
        around["K"].append(node.reference)
        language = self._language(element)
        self._languages[node.reference] = language
        if language != self._languages[around.reference]:
            node["Lang"] = pydyf.String(language)
        return node

    def _language(self, element: Element) -> str:
        """Return the language of an element's words and attributes (HTML, 3.2.6.2)."""
        inherited: Element | None = element
        while inherited is not None and "lang" not in inherited.attrib:
            inherited = self._parents.get(inherited)
        return "" if inherited is None else inherited.attrib["lang"]

    def _name(self, note: pydyf.Dictionary) -> None:
        name = pydyf.String(f"note-{len(self._notes) // 2 + 1:06}")  # a name tree is sorted
        note["ID"] = name
        self._notes += [name, note.reference]

    def _number_items(self, items: Element, box: Box) -> None:
        node = self._nodes[items]
        if node["S"] == "/L" and "A" not in node:
            kind = numbering(items, box.style["list_style_type"])
            node["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{kind}"})

    def _set_cell(self, node: pydyf.Dictionary, element: Element) -> None:
        if element.tag not in {"td", "th"}:
            return
        row = self._parents[element]
        attributes = pydyf.Dictionary({"O": "/Table"})
        for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
            if element.get(name, "1") != "1":
                attributes[key] = element.get(name)
        if element.tag == "th":
            attributes["Scope"] = f"/{scope(element, row, self._parents.get(row))}"
        if len(attributes) > 1:
            node["A"] = attributes

    def _describe(self, node: pydyf.Dictionary, box: Box, element: Element) -> None:
        """Give a figure its alternative text, and its place on the page."""
        title = element.find("{http://www.w3.org/2000/svg}title")
        node["Alt"] = pydyf.String(element.get("alt") or (title is not None and title.text) or "")
        left, top = box.content_box_x(), box.content_box_y()
        bottom = self._sheet.height - top - box.height
        corners = (left, bottom, left + box.width, bottom + box.height)
        area = pydyf.Array([round(corner * _POINTS, 2) for corner in corners])
        node["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": area})

    def _annotate(self, note: pydyf.Dictionary, element: Element) -> None:
        """Tie a link's place on the page to its words (ISO 14289-1, 7.18.5)."""
        link: Element = element
        while link.tag != "a" and link in self._parents:
            link = self._parents[link]
        if link.tag != "a":
            return
        node = self._container(link)
        if said := words(link):
            note["Contents"] = pydyf.String(said)
        about = {"Type": "/OBJR", "Obj": note.reference, "Pg": self._page.reference}
        node["K"].append(pydyf.Dictionary(about))
        self._annotated.append((note, node.reference))

    def _reference(self, owner: pydyf.Dictionary, piece: int) -> object:
        if owner.setdefault("Pg", self._page.reference) == self._page.reference:
            return piece
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._page.reference, "MCID": piece})

    def _object(self, values: dict[str, object]) -> pydyf.Dictionary:
        added = pydyf.Dictionary(values)
        self._pdf.add_object(added)
        return added
