"""Structure elements of a PDF: one per HTML element, with its attributes (ISO 32000-1, 14.7.2).

The dictionary of a structure element is called a node here; an element is an HTML element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pydyf

from publisher.outputs.pdf.conformance.roles import is_note, numbering, role, scope

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SPANS = (("colspan", "ColSpan"), ("rowspan", "RowSpan"))


def object_number(reference: bytes) -> int:
    """Return the number of the object that a reference such as `12 0 R` points to."""
    return int(reference.split()[0])


def add_dictionary(pdf: pydyf.PDF, values: dict[str, object]) -> pydyf.Dictionary:
    """Add a dictionary to a PDF as an object, and return it."""
    dictionary = pydyf.Dictionary(values)
    pdf.add_object(dictionary)
    return dictionary


class StructureElements:
    """Structure elements of a document, added to the PDF when they are first requested.

    - `document`: node at the top
    - `note_names`: name tree of the notes, as pairs of name and reference
    """

    def __init__(self, pdf: pydyf.PDF, html: Element, root: pydyf.Dictionary) -> None:
        self._pdf = pdf
        self._parents = {child: parent for parent in html.iter() for child in parent}
        self.document = add_dictionary(pdf, {"Type": "/StructElem", "S": "/Document"})
        self.document |= {"P": root.reference, "K": pydyf.Array()}
        self.note_names = pydyf.Array()
        self._nodes = {html: self.document}
        self._containers = {html: self.document}  # nodes that hold the content of elements
        self._languages = {self.document.reference: html.get("lang", "")}

    def container(self, element: Element) -> pydyf.Dictionary:
        """Return the node that holds the content of an element."""
        if element in self._containers:
            return self._containers[element]
        parent = self._parents[element]
        around = self.container(parent)
        if element.tag == "body":
            node = inside = around
        elif is_note(element, self._parents.get(parent)):
            node = inside = self._add("Note", around, element)
            self._name_note(node)
        elif around["S"] == "/TOC":
            node = inside = self._add("TOCI", around, element)
        elif around["S"] == "/TOCI":
            node = self._add("Reference", around, element)
            inside = self._add(role(element, parent), node, element)
        elif element.tag == "li":
            node = self._add("LI", around, element)
            inside = self._add("LBody", node, element)
        elif element.tag in {"dt", "dd"}:
            item = self._definition_item(element, around)
            node = inside = self._add(role(element, parent), item, element)
        else:
            node = inside = self._add(role(element, parent), around, element)
        self._set_cell_attributes(node, element)
        self._nodes[element], self._containers[element] = node, inside
        return inside

    def label(self, element: Element) -> pydyf.Dictionary:
        """Return the node that holds the marker of a list item or note."""
        self.container(element)
        node = self._nodes[element]
        first = self._referenced(node["K"][0]) if node["K"] else None
        if first is not None and first["S"] == "/Lbl":
            return first
        label = self._add("Lbl", node, element)
        node["K"].remove(label.reference)
        node["K"].insert(0, label.reference)
        return label

    def set_numbering(self, item: Element, style: object) -> None:
        """Set the ListNumbering of the list around an item from its CSS list-style-type."""
        items = self._parents[item]
        node = self._nodes.get(items)
        if node is not None and node["S"] == "/L" and "A" not in node:
            kind = numbering(items, style)
            node["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{kind}"})

    def enclosing_link(self, element: Element) -> Element | None:
        """Return the nearest `a` among an element and its ancestors."""
        ancestor: Element | None = element
        while ancestor is not None and ancestor.tag != "a":
            ancestor = self._parents.get(ancestor)
        return ancestor

    def _add(self, kind: str, around: pydyf.Dictionary, element: Element) -> pydyf.Dictionary:
        values = {"Type": "/StructElem", "S": f"/{kind}", "P": around.reference}
        node = add_dictionary(self._pdf, values)
        node["K"] = pydyf.Array()
        around["K"].append(node.reference)
        language = self._language(element)
        self._languages[node.reference] = language
        if language != self._languages[around.reference]:
            node["Lang"] = pydyf.String(language)
        return node

    def _language(self, element: Element) -> str:
        """Return the language of an element's text and attributes (HTML, 3.2.6.2)."""
        ancestor: Element | None = element
        while ancestor is not None and "lang" not in ancestor.attrib:
            ancestor = self._parents.get(ancestor)
        return "" if ancestor is None else ancestor.attrib["lang"]

    def _definition_item(self, element: Element, around: pydyf.Dictionary) -> pydyf.Dictionary:
        """Return the LI node of a definition list; each term begins one."""
        if element.tag == "dd" and around["K"]:
            return self._referenced(around["K"][-1])
        if "A" not in around:
            around["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/None"})
        return self._add("LI", around, element)

    def _name_note(self, note: pydyf.Dictionary) -> None:
        number = len(self.note_names) // 2 + 1
        name = pydyf.String(f"note-{number:06}")  # zero-padded, as a name tree is sorted
        note["ID"] = name
        self.note_names += [name, note.reference]

    def _set_cell_attributes(self, node: pydyf.Dictionary, element: Element) -> None:
        if element.tag not in {"td", "th"}:
            return
        row = self._parents[element]
        attributes = pydyf.Dictionary({"O": "/Table"})
        for name, key in _SPANS:
            if element.get(name, "1") != "1":
                attributes[key] = element.get(name)
        if element.tag == "th":
            attributes["Scope"] = f"/{scope(element, row, self._parents.get(row))}"
        if len(attributes) > 1:
            node["A"] = attributes

    def _referenced(self, reference: bytes) -> pydyf.Dictionary:
        return self._pdf.objects[object_number(reference)]
