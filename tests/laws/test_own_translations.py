"""The project's own translations: format, completeness, numbers and typography."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pytest
from helpers import ROOT

from publisher.catalogues import pofile

if TYPE_CHECKING:
    from pathlib import Path

    import polib

CATALOGUES = sorted((ROOT / "locales").glob("*/LC_MESSAGES/*.po"))
ALL = [*CATALOGUES, *sorted((ROOT / "locales").glob("*.pot"))]
ARTICLE = "armenia-rejects-csto-assistance.po"


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def entries(file: Path) -> list[polib.POEntry]:
    return [entry for entry in pofile.load(file) if not entry.obsolete]


@pytest.mark.parametrize("file", ALL, ids=name)
def test_files_pass_msgfmt_and_are_canonical(file: Path) -> None:
    msgfmt = subprocess.run(
        ("msgfmt", "--check", "--output-file=-", str(file)), capture_output=True, check=False
    )
    assert (msgfmt.returncode, msgfmt.stderr) == (0, b"")
    canonical = subprocess.run(
        ("msgcat", "--no-wrap", str(file)), capture_output=True, check=True
    ).stdout
    assert canonical == file.read_bytes()


@pytest.mark.parametrize("file", CATALOGUES, ids=name)
def test_all_messages_are_translated(file: Path) -> None:
    assert [e.msgid for e in entries(file) if e.fuzzy or not e.msgstr.strip()] == []


@pytest.mark.parametrize("file", CATALOGUES, ids=name)
def test_numbers_and_placeholders_match_the_source(file: Path) -> None:
    for entry in entries(file):
        for pattern in (r"\d+", r"%\(\w+\)s"):
            source, target = (re.findall(pattern, words) for words in (entry.msgid, entry.msgstr))
            assert sorted(source) == sorted(target), entry.msgid


@pytest.mark.parametrize("file", CATALOGUES, ids=name)
def test_text_is_nfc_and_quotations_are_balanced(file: Path) -> None:
    for entry in entries(file):
        assert unicodedata.is_normalized("NFC", entry.msgstr)
        assert entry.msgstr.count("«") == entry.msgstr.count("»")
        assert entry.msgid.count("“") <= entry.msgstr.count("«"), entry.msgid
        assert not set("“”\"'") & set(entry.msgstr)


def test_armenian_uses_its_own_punctuation() -> None:
    for entry in entries(ROOT / "locales" / "hy" / "LC_MESSAGES" / ARTICLE):
        assert not set(":;?!`") & set(entry.msgstr), entry.msgid
        # The full stop is the verjaket, after the closing quotation mark.
        if entry.msgid.rstrip("”").endswith("."):
            assert entry.msgstr.endswith("։"), entry.msgid
        assert "։»" not in entry.msgstr, entry.msgid


def test_russian_binds_dashes_and_short_words_with_no_break_spaces() -> None:
    for entry in entries(ROOT / "locales" / "ru" / "LC_MESSAGES" / ARTICLE):
        assert " —" not in entry.msgstr, entry.msgid
        assert not re.search(r"\b[вкосуаияВКОСУАИ] ", entry.msgstr), entry.msgid
        assert not re.search(r"\d (года|мая|ноября)", entry.msgstr), entry.msgid
        assert ".»" not in entry.msgstr, entry.msgid
