"""Metadata, colours and attachments for PDF/A-3a and PDF/UA-1 in one file (ISO 19005-3)."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pydyf
import weasyprint.pdf
from weasyprint.css import ColorProfile

from publisher.outputs.pdf.conformance.dublin_core import add_dublin_core
from publisher.outputs.pdf.conformance.marked_content import html_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.pages.page import Attachment

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_HEAD = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_FOOT = b'\n<?xpacket end="r"?>'
# The schema of PDF/UA's identifier is not among those of PDF/A, so the file must describe it
# (ISO 19005-3, 6.6.2.3.3; PDF/A Competence Center, TechNote 0008).
_UA_SCHEMA = f"""\
<rdf:Description rdf:about="" xmlns:rdf="{_RDF}"
    xmlns:pdfuaid="{_UA}"
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfuaid:part>1</pdfuaid:part>
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def output_intent_profile() -> ColorProfile:
    """Return the colour profile of the output intent, sRGB (ISO 19005-3, 6.2.3).

    WeasyPrint would load the same profile, but leave its file open.
    """
    content = (files(weasyprint.pdf) / "sRGB2014.icc").read_bytes()
    components = [[name] for name in "rgb"]
    return ColorProfile(BytesIO(content), "sRGB2014.icc", "relative-colorimetric", components)


def write_metadata(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Write XMP metadata with both identifiers, uncompressed (ISO 19005-3, 6.6.2)."""
    for prefix, name in (
        ("pdfaExtension", "extension/"),
        ("pdfaSchema", "schema#"),
        ("pdfaProperty", "property#"),
    ):
        ET.register_namespace(prefix, f"http://www.aiim.org/pdfa/ns/{name}")
    ET.register_namespace("x", "adobe:ns:meta/")
    meta = ET.Element("{adobe:ns:meta/}xmpmeta")
    generated = document.metadata.generate_rdf_metadata("a", 3, "A")
    rdf = ET.fromstring(generated)  # noqa: S314 - WeasyPrint's own
    add_dublin_core(rdf, document, html_of(document.pages))
    rdf.append(ET.fromstring(_UA_SCHEMA))  # noqa: S314 - ours
    meta.append(rdf)
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    stream.stream[:] = [_HEAD + ET.tostring(meta, encoding="utf-8") + _FOOT]
    stream.compress = False


def disable_interpolation(pdf: pydyf.PDF) -> None:
    """Forbid viewers to interpolate between the pixels of an image (ISO 19005-3, 6.2.8)."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            item.extra["Interpolate"] = "false"


def add_attachments(pdf: pydyf.PDF, attachments: Sequence[Attachment]) -> None:
    """Embed files, each with its relationship to the document (ISO 19005-3, 6.8)."""
    names, files = pydyf.Array(), pydyf.Array()
    for item in sorted(attachments, key=lambda item: item.name):  # a name tree is sorted
        file = _add_file(pdf, item)
        names += [pydyf.String(item.name), file]
        files.append(file)
    if files:
        pdf.catalog["AF"] = files
        pdf.catalog.setdefault("Names", pydyf.Dictionary())
        pdf.catalog["Names"]["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})


def _add_file(pdf: pydyf.PDF, item: Attachment) -> bytes:
    """Embed a file, and return the reference of its file specification."""
    header = {"Type": "/EmbeddedFile", "Subtype": f"/{item.media_type.replace('/', '#2F')}"}
    content = pydyf.Stream([item.content], header, compress=True)
    if item.modified is not None:  # parameters without a date would be invalid
        date = pydyf.String(item.modified.strftime("D:%Y%m%d%H%M%SZ"))
        content.extra["Params"] = pydyf.Dictionary({"ModDate": date, "Size": len(item.content)})
    pdf.add_object(content)
    name = pydyf.String(item.name)
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "Desc": name,
            "AFRelationship": f"/{item.relationship}",
            "EF": pydyf.Dictionary({"F": content.reference, "UF": content.reference}),
        }
    )
    pdf.add_object(file)
    return bytes(file.reference)
