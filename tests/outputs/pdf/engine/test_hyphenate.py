"""Hyphenation in pyphen: our rules, and no hyphens in Thai."""

from __future__ import annotations

import pyphen
import pytest

from publisher.outputs.pdf.engine.patch import unpatched
from publisher.outputs.pdf.load import load_pdf


@pytest.fixture(autouse=True, scope="module")
def patched_engine() -> None:
    load_pdf()


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("az", "təh-lü-kə-siz-lik"),
        ("hy", "հան-րա-պե-տու-թյուն"),
        ("ka", "სა-ქარ-თვე-ლო"),
        ("tr", "ba-şöğ-ret-men"),
        ("ta", "எல்-லா-வற்-றை-யும்"),
    ],
)
def test_word_is_divided_by_rule_with_the_patch_alone(code: str, word: str) -> None:
    assert pyphen.Pyphen(lang=code).inserted(word.replace("-", "")) == word
    with unpatched("hyphenate"):
        assert pyphen.language_fallback(code) is None


def test_rules_replace_the_patterns_of_all_regions() -> None:
    for code in ("mr-IN", "mr"):
        assert pyphen.Pyphen(lang=code).inserted("महाराष्ट्रातील") == "महा-रा-ष्ट्रा-तील"


def test_thai_has_no_hyphens_with_the_patch_alone() -> None:
    assert pyphen.language_fallback("th-TH") is None
    with unpatched("hyphenate"):
        assert pyphen.language_fallback("th-TH") == "th_TH"
