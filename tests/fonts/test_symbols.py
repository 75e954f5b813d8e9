"""Symbols that no font has, in code."""

from __future__ import annotations

import pytest

from publisher.fonts.symbols import replace_in_code


@pytest.mark.parametrize(
    ("html", "missing", "expected"),
    [
        ("<code>a 🎉 ✅</code> 🎉", "🎉✅", "<code>a � ✔</code> 🎉"),
        (
            "<pre><code class='x'>a\n👍🏽</code></pre>",
            "👍🏽",
            "<pre><code class='x'>a\n��</code></pre>",
        ),
        ("<code>🎉</code> b <code>🎉</code>", "🎉", "<code>�</code> b <code>�</code>"),
        ("<code>a ა 🎉</code>", "ა", "<code>a ა 🎉</code>"),
        ("<code>🎉</code>", "", "<code>🎉</code>"),
        ("<codes>🎉</codes>", "🎉", "<codes>🎉</codes>"),
    ],
)
def test_only_missing_symbols_of_code_are_replaced(html: str, missing: str, expected: str) -> None:
    assert replace_in_code(html, missing) == expected
