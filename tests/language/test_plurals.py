"""Plural forms of gettext catalogues, against CLDR's rules."""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from publisher.language.locale import Language

if TYPE_CHECKING:
    from collections.abc import Callable

CODES = sorted(code for code in locale_identifiers() if "_" not in code or code == "pt_PT")


@pytest.mark.parametrize("first", sorted({code[0] for code in CODES}))
def test_counts_share_a_form_as_in_cldr(first: str) -> None:
    counts = (*range(400), *range(999, 1_000_000, 1001), 1000, 100_000)
    for code in (code for code in CODES if code.startswith(first)):
        number, rule = _parsed(code)
        pairs = {(rule(count), Locale.parse(code).plural_form(count)) for count in counts}
        forms = {form for form, _ in pairs}
        assert len(pairs) == len(forms) == len({category for _, category in pairs}), code
        assert forms <= set(range(number)), code


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("hy", "nplurals=2; plural=(n > 1);"),
        ("ka", "nplurals=2; plural=(n != 1);"),
        ("fa", "nplurals=2; plural=(n > 1);"),
        ("tr", "nplurals=2; plural=(n != 1);"),
        ("pt", "nplurals=2; plural=(n > 1);"),
        ("pt-PT", "nplurals=2; plural=(n != 1);"),
        ("fr", "nplurals=2; plural=(n > 1);"),
        ("ja", "nplurals=1; plural=0;"),
    ],
)
def test_forms_are_spelt_as_gettext_does(code: str, forms: str) -> None:
    assert Language(code).plural_forms == forms


def _parsed(code: str) -> tuple[int, Callable[[int], int]]:
    found = re.fullmatch(r"nplurals=(\d); plural=(.+);", Language(code).plural_forms)
    assert found
    return int(found[1]), gettext.c2py(found[2])
