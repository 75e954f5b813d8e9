"""Custom properties of CSS for properties that WeasyPrint 70 does not know."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from weasyprint.logger import LOGGER

if TYPE_CHECKING:
    from collections.abc import Mapping

# Values of those that have keywords.
_KEYWORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "column-span": ("all", "auto", "none"),
        "float": ("block-start", "block-end", "none"),
        "line-snap": ("baseline", "none"),
        "text-wrap": ("balance", "pretty", "wrap"),
    }
)


def custom_property(style: Any, name: str) -> str:  # noqa: ANN401 - WeasyPrint is not typed
    """Return the value of the custom property `--name` in a style; empty if it has none.

    An unknown keyword is logged, as WeasyPrint does with properties, and ignored.
    """
    tokens = style["__" + name.replace("-", "_")] or ()
    value = "".join(token.serialize() for token in tokens).strip().lower()
    keywords = _KEYWORDS.get(name)
    if not value or not keywords or value in keywords:
        return value
    known = ", ".join(keywords)
    LOGGER.warning("Ignored `--%s: %s` at its style sheet, not one of %s.", name, value, known)
    return ""
