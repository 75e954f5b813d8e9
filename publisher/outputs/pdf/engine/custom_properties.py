"""Custom properties of CSS that stand for properties WeasyPrint 70 does not know."""

from __future__ import annotations

from typing import Any


def custom_property(style: Any, name: str) -> str:  # noqa: ANN401 - WeasyPrint is not typed
    """Return the value of the custom property `--name` in a style; empty if it has none."""
    tokens = style["__" + name.replace("-", "_")] or ()
    return "".join(token.serialize() for token in tokens).strip().lower()
