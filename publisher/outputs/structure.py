"""The structure tree of a PDF, mended where WeasyPrint 70 falls short of PDF/UA-1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pydyf

if TYPE_CHECKING:
    import weasyprint

    # The elements of the tree, by reference.
    Tree = dict[bytes, pydyf.Dictionary]


def mend(_document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Mend the tree before it is written; WeasyPrint calls this as its finisher."""
    dictionaries = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
    tree = {item.reference: item for item in dictionaries if item.get("Type") == "/StructElem"}
    for item in list(tree.values()):
        if item["S"] == "/LI":
            _gather_in_body(item, tree, pdf)
    references = {item.reference: item for item in dictionaries if item.get("Type") == "/OBJR"}
    _drop_links_in_links(tree, references, dictionaries)


def _gather_in_body(item: pydyf.Dictionary, tree: Tree, pdf: pydyf.PDF) -> None:
    """Put the blocks of a list item into its body (ISO 32000-1, 14.8.4.3.3).

    WeasyPrint hangs a paragraph within an `li` beside the item's label.
    """
    roles = {kid: tree[kid]["S"] if kid in tree else None for kid in item["K"]}
    strays = [kid for kid, role in roles.items() if role not in {"/Lbl", "/LBody"}]
    if not strays:
        return
    body = next((tree[kid] for kid, role in roles.items() if role == "/LBody"), None)
    if body is None:
        about = {"Type": "/StructElem", "S": "/LBody", "Pg": item["Pg"], "P": item.reference}
        body = pydyf.Dictionary({**about, "K": pydyf.Array([])})
        pdf.add_object(body)
        item["K"].append(body.reference)
    for kid in strays:
        item["K"].remove(kid)
        body["K"].append(kid)
        if kid in tree:
            tree[kid]["P"] = body.reference


def _drop_links_in_links(
    tree: Tree, references: Tree, dictionaries: list[pydyf.Dictionary]
) -> None:
    """Leave one annotation to each line of a link (ISO 14289-1, 7.18.5).

    WeasyPrint makes another one for emphasis, code or an image inside of it.
    """
    dropped = set[bytes]()
    for item in tree.values():
        if item["S"] == "/Link":
            continue
        for kid in [kid for kid in item["K"] if kid in references]:
            item["K"].remove(kid)
            dropped.add(references[kid]["Obj"])
    for page in dictionaries:
        if page.get("Type") == "/Page" and "Annots" in page:
            page["Annots"][:] = [note for note in page["Annots"] if note not in dropped]
