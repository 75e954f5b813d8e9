"""Font programs: CFF fonts are embedded by themselves (ISO 32000-1, 9.7.4.2 and 9.9).

WeasyPrint 70 embeds them as OpenType, with a map from codes to glyphs as of a TrueType font. Then
some viewers take a code for the number of a glyph (Poppler, PDFium), others for a CID (MuPDF).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.fonts.cid_keyed import bare_cff
from publisher.outputs.pdf.conformance.structure_elements import object_number

if TYPE_CHECKING:
    import pydyf

_OPENTYPE, _CFF = "/OpenType", "/CIDFontType0C"


def embed_bare_cff(pdf: pydyf.PDF) -> None:
    """Embed CFF fonts without the tables of OpenType."""
    for font in pdf.objects:
        if isinstance(font, dict) and font.get("Subtype") == "/CIDFontType0":
            font.pop("CIDToGIDMap", None)
            descriptor = pdf.objects[object_number(font["FontDescriptor"])]
            program = pdf.objects[object_number(descriptor["FontFile3"])]
            if program.extra["Subtype"] == _OPENTYPE:  # fonts may share one
                program.stream[:] = [bare_cff(b"".join(program.stream))]
                program.extra["Subtype"] = _CFF
