"""Patch: the digits ۴ ۶ ۷ have the form of their language, Persian or Urdu.

Unicode encodes the digits U+06F0 to U+06F9 once for both (Unicode 15.0, table 9-2); a font
has the Urdu forms in its feature `locl`. Noto Naskh Arabic applies them to every language.
"""

from __future__ import annotations

import re
from functools import wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout

from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    SetText = Callable[..., None]

_DIGITS = re.compile("[\u06f4\u06f6\u06f7]+")
# The digits of Persian form, in the languages that have Urdu forms.
_PERSIAN_DIGITS = MappingProxyType(
    {
        **dict.fromkeys(("ks", "pa", "pnb", "skr", "ur"), None),
        "sd": re.compile("\u06f4+"),
    }
)


def _localising(set_text: SetText) -> SetText:
    """Wrap the setting of a layout's text: switch Urdu forms off for digits of Persian form."""

    @wraps(set_text)
    def localised_set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002 - the original's signature
        set_text(layout, text, justify)
        language = str(layout.style["lang"] or "").partition("-")[0].lower()
        digits = _PERSIAN_DIGITS.get(language, _DIGITS)
        if digits is not None and digits.search(layout.text):
            _switch_off(layout, digits)

    return localised_set_text


def _switch_off(layout: Any, digits: re.Pattern[str]) -> None:  # noqa: ANN401 - WeasyPrint is not typed
    """Disable the feature `locl` for the characters of a Pango layout that match."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for found in digits.finditer(layout.text):
        attribute = pango.pango_attr_font_features_new(b"locl 0")
        attribute.start_index = len(layout.text[: found.start()].encode())
        attribute.end_index = attribute.start_index + len(found[0].encode())
        pango.pango_attr_list_insert(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)


LOCALISE_DIGITS = Patch(
    name="localise_digits",
    reason="Noto Naskh Arabic 2.004 shows the digits of every language in their Urdu forms.",
    upstream=("https://github.com/notofonts/arabic/issues/27",),
    replacements=(
        Replacement((Layout,), "set_text", has_parameters("self text justify"), _localising),
    ),
)
