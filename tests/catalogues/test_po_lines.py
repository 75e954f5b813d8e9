"""The line of each message in a catalogue, as the file lies on the disk."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import polib
import pytest

from publisher.base.errors import PublisherError
from publisher.catalogues import catalogue, pofile

if TYPE_CHECKING:
    from pathlib import Path

LONG = "a long sentence, a “quotation” and a \\ backslash, " * 6
CATALOGUE = rf"""# A comment with msgid "A." and msgstr "in" it.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=n != 1;\n"

msgid "A."
msgstr "The same."

msgctxt "menu"
msgid "A."
msgstr "The same."

#, fuzzy
#| msgid "A msgstr \"that\" was."
msgid "B #1 says \"msgstr\".\n"
msgstr "The same.\n"

msgid "{LONG.replace(chr(92), chr(92) * 2)}"
msgstr "{LONG.replace(chr(92), chr(92) * 2)}"

msgid "one"
msgid_plural "many"
msgstr[0] "of one"
msgstr[1] "of many"

#~ msgid "Gone."
#~ msgstr "The same."

msgid "Two\n"
"lines."
msgstr ""
"In two\n"
"lines."

msgid "caf\303\251" msgstr "on one line"

msgid ""
"Empty."
msgstr ""
"""


def as_it_is(file: Path) -> None:
    """Leave the file alone."""
    del file


def wrapped(file: Path) -> None:
    command = ("msgcat", "--width=24", str(file))
    file.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)


def with_windows_line_ends(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def with_a_byte_order_mark(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())


def translation_at(lines: list[str], number: int) -> str:
    """Return what a person reads in a file at the line of a translation."""
    first = re.search(r'msgstr(?:\[0\])? (".*")$', lines[number - 1])
    assert first, lines[number - 1]
    strings = [first[1]]
    for line in lines[number:]:
        if not line.startswith('"'):
            break
        strings.append(line)
    return str(polib.unescape("".join(string[1:-1] for string in strings)))


@pytest.mark.parametrize(
    "mangle", [as_it_is, wrapped, with_windows_line_ends, with_a_byte_order_mark]
)
def test_each_message_has_the_line_of_its_own_translation(tmp_path: Path, mangle: object) -> None:
    assert callable(mangle)
    file = tmp_path / "a.po"
    file.write_text(CATALOGUE, encoding="utf-8")
    mangle(file)
    entries = {catalogue.key_of(e): e for e in pofile.load(file) if not e.obsolete}
    found = pofile.lines_of(file)
    assert set(found) == set(entries)
    assert len(set(found.values())) == len(entries)
    assert list(found.values()) == sorted(found.values())
    lines = file.read_text(encoding="utf-8-sig").split("\n")
    for key, number in found.items():
        entry = entries[key]
        assert translation_at(lines, number) == (entry.msgstr or entry.msgstr_plural.get(0, ""))


def test_messages_of_one_translation_have_lines_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_text(CATALOGUE, encoding="utf-8")
    found = pofile.lines_of(file)
    assert (found[None, "A."], found["menu", "A."]) == (8, 12)
    assert (None, "Gone.") not in found


def test_a_file_that_is_not_there_has_no_lines(tmp_path: Path) -> None:
    assert pofile.lines_of(tmp_path / "a.po") == {}


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(b'msgid "\xff"\n')
    with pytest.raises(PublisherError, match="not UTF-8"):
        pofile.lines_of(file)
