"""Lines, flags and opt-outs of catalogue entries, as the file on disk has them."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.catalogue_file import read_catalogue
from publisher.catalogues.key import key_of
from publisher.catalogues.po_scanner import RawEntry, scan_entries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers import Project

    from publisher.catalogues.key import Key

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

msgid "p\x61t\303\251" msgstr "on one line"

msgid ""
"Empty."
msgstr ""
"""


def unchanged(file: Path) -> None:
    del file


def wrapped(file: Path) -> None:
    command = ("msgcat", "--width=24", str(file))
    file.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)


def with_windows_line_ends(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def with_a_byte_order_mark(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())


def translation_at(lines: list[str], number: int) -> str:
    """Return the translation that begins on a line of a file."""
    first = re.search(r'msgstr(?:\[0\])? (".*")$', lines[number - 1])
    assert first, lines[number - 1]
    strings = [first[1]]
    for line in lines[number:]:
        if not line.startswith('"'):
            break
        strings.append(line)
    return str(polib.unescape("".join(string[1:-1] for string in strings)))


@pytest.mark.parametrize(
    "mangle", [unchanged, wrapped, with_windows_line_ends, with_a_byte_order_mark]
)
def test_each_message_has_the_line_of_its_own_translation(
    tmp_path: Path, mangle: Callable[[Path], None]
) -> None:
    file = tmp_path / "a.po"
    file.write_text(CATALOGUE, encoding="utf-8")
    mangle(file)
    entries = {key_of(e): e for e in pofile.load(file) if not e.obsolete}
    found = read_catalogue(file).lines
    assert set(found) == set(entries)
    assert len(set(found.values())) == len(entries)
    assert list(found.values()) == sorted(found.values())
    lines = file.read_text(encoding="utf-8-sig").split("\n")
    for key, number in found.items():
        entry = entries[key]
        assert translation_at(lines, number) == (entry.msgstr or entry.msgstr_plural.get(0, ""))


def test_messages_with_the_same_translation_have_different_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_text(CATALOGUE, encoding="utf-8")
    found = read_catalogue(file).lines
    assert (found[None, "A."], found["menu", "A."]) == (8, 12)
    assert (None, "Gone.") not in found


def test_blank_lines_before_the_header_count(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_text(f"\n\n{CATALOGUE}\n", encoding="utf-8")
    assert read_catalogue(file).lines[None, "A."] == 10


def test_a_missing_file_has_no_lines(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path / "a.po").lines == {}


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(b'msgid "\xff"\n')
    with pytest.raises(PublisherError, match="not UTF-8"):
        _ = read_catalogue(file).lines


A: Key = (None, "A.")
B: Key = (None, "B.")

# By name: a text, and the raw entries in it.
EXAMPLES: dict[str, tuple[str, list[RawEntry]]] = {
    "several strings on a line": (
        '# ignore-number\nmsgid "The bridge " "cost 12 million."\nmsgstr "Le" " pont."',
        [RawEntry((None, "The bridge cost 12 million."), 3, "Le pont.", {"number": 1})],
    ),
    "strings on the next line": (
        'msgctxt\n"menu"\nmsgid\n"A."\nmsgstr\n"Ա"\n"։"\n',
        [RawEntry(("menu", "A."), 5, "Ա։")],
    ),
    "keywords and strings without spaces": (
        'msgctxt"menu"msgid"A."msgstr"Ա"msgid"B."msgid_plural"Bs."msgstr[0]"Բ"msgstr [ 1 ] "Գ"',
        [RawEntry(("menu", "A."), 1, "Ա"), RawEntry(B, 1, "ԲԳ")],
    ),
    "no blank line between entries": (
        'msgid "A."\nmsgstr "Ա"\n# ignore-link\nmsgid "B."\nmsgstr "Բ"',
        [RawEntry(A, 2, "Ա"), RawEntry(B, 5, "Բ", {"link": 3})],
    ),
    "blank lines within an entry": (
        '# ignore-link\n\n#, fuzzy\n\nmsgid "A."\n\nmsgstr "Ա"\n\n" և"\n',
        [RawEntry(A, 7, "Ա և", {"link": 1}, fuzzy=True)],
    ),
    "indented lines": (
        '\t# ignore-link\n  #, fuzzy\n  msgid "A."\n\tmsgstr "Ա"\n',
        [RawEntry(A, 4, "Ա", {"link": 1}, fuzzy=True)],
    ),
    "plural forms": (
        'msgid "A."\nmsgid_plural "B."\nmsgstr[0] "Ա"\nmsgstr[1] ""\n"Բ"\n',
        [RawEntry(A, 3, "ԱԲ")],
    ),
    "all escapes of C": (
        r'msgid "A." msgstr "\101\x42\303\251\n\t\r\a\b\f\v\"\\n\0"',
        [RawEntry(A, 1, 'ABé\n\t\r\a\b\f\v"\\n\0')],
    ),
    "continued lines": (
        '# a note \\\nmsgid "B."\nmsgid "A\\\n."\nmsgstr "Ա"',
        [RawEntry(A, 5, "Ա")],
    ),
    "header": (
        'msgid ""\nmsgstr ""\n"Language: hy\\n"\nmsgid "A."\nmsgstr ""\n',
        [RawEntry((None, ""), 2, "Language: hy\n"), RawEntry(A, 5, "")],
    ),
    "context without header's key": (
        'msgctxt ""\nmsgid "A."\nmsgstr " "\n',
        [RawEntry(("", "A."), 3, " ")],
    ),
    "obsolete entries": (
        (
            '# ignore-link\n#~| msgid "Old"\n#~ msgid "B." "B."\n#~ msgstr "Բ"\n#, fuzzy\n'
            '#~ msgid "C."\n#~ msgstr ""\n#~ "Գ"\nmsgid "A."\nmsgstr "Ա"\n'
            '# ignore-term\n#~ msgid "D."\n#~ msgstr "Դ"'
        ),
        [RawEntry(A, 10, "Ա")],
    ),
    "comments that look like entries": (
        (
            '# msgid "B."\n#. msgstr "Բ" and ignore-link, fuzzy\n#: msgid:1 fuzzy\n'
            '#| msgctxt "C"\n#| msgid "B. \\" msgstr"\nmsgid "A. # msgid"\nmsgstr "Ա"\n'
        ),
        [RawEntry((None, "A. # msgid"), 7, "Ա")],
    ),
    "flags": (
        '#, fuzzy, ignore-number\n#,ignore-link,no-wrap\n#! ignore-term\nmsgid "A."\nmsgstr "Ա"\n',
        [RawEntry(A, 5, "Ա", {"number": 1, "link": 2, "term": 3}, fuzzy=True)],
    ),
    "flags that only resemble fuzzy": (
        '#, not-fuzzy, fuzzy-not\n# fuzzy\n#. fuzzy\nmsgid "A."\nmsgstr "Ա"\n',
        [RawEntry(A, 5, "Ա")],
    ),
    "opt-out comments": (
        '# ignore-a, ignore-b ignore-c ,\n#ignore-d\n#   ignore-e-f  \nmsgid "A."\nmsgstr "Ա"\n',
        [RawEntry(A, 5, "Ա", {"a": 1, "b": 1, "c": 1, "d": 2, "e-f": 3})],
    ),
    "comments that only mention an opt-out": (
        (
            '# see ignore-a\n# ignore-b, please\n#. ignore-c\n#: ignore-d\nmsgid "A."\n'
            'msgstr "Ա" # ignore-e\nmsgid "B."\nmsgstr "Բ"'
        ),
        [RawEntry(A, 6, "Ա"), RawEntry(B, 8, "Բ")],
    ),
    "comment at the end": (
        'msgid "A."\nmsgstr "Ա"\n# ignore-link',
        [RawEntry(A, 2, "Ա")],
    ),
    "nothing": ("", []),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_entries_are_scanned_as_gettext_reads_them(name: str) -> None:
    text, entries = EXAMPLES[name]
    assert list(scan_entries(text).values()) == entries


def test_an_opt_out_above_several_strings_on_a_line_is_honoured(project: Project) -> None:
    project.seed("bridge", "A small victory\n\nThe bridge cost 12 million.\n")
    project.succeed("update")
    file = project.po("bridge", "fr")
    text = file.read_text(encoding="utf-8")
    before = 'msgid "The bridge cost 12 million."\nmsgstr ""'
    after = 'msgid "The bridge " "cost 12 million."\nmsgstr "Le pont a coûté " "13 millions."'
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), encoding="utf-8")
    line = text[: text.index(before)].count("\n") + 2
    assert f"fr/LC_MESSAGES/bridge.po:{line}: error [number] " in project.invoke("check").stdout
    opted_out = text.replace(before, f"# ignore-number\n{after}")
    file.write_text(opted_out, encoding="utf-8")
    assert "no findings" in project.succeed("check")


class Layout(NamedTuple):
    """A catalogue's text, and the lines, opt-outs and fuzzy flags written into it."""

    text: str
    lines: dict[Key, int]
    opt_outs: dict[Key, dict[str, int]]
    fuzzy: set[Key]


CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\t\n\\"#ոé“”')
TEXTS = st.text(CHARACTERS, max_size=20) | st.sampled_from(
    ['msgid "a"', "msgstr", "# ignore-number", "#~ msgid", 'say "msgctxt"', "msgid_plural\n"]
)
NOTES = st.sampled_from(["", "a note", 'msgid "x"', "ignore-number", 'msgstr "y" fuzzy'])
FLAGS = st.lists(st.sampled_from(["fuzzy", "no-wrap", "ignore-link", "ignore-term"]), unique=True)


def like(source: str, translation: str) -> str:
    """Begin and end a translation with a line feed where its source does, for msgfmt."""
    begins, ends = source.startswith("\n"), source.endswith("\n")
    # One line feed alone would be at the beginning and at the end.
    text = translation.strip("\n") or "Ա" * (begins or ends)
    return "\n" * begins + text + "\n" * ends


@st.composite
def entries(draw: st.DrawFn) -> polib.POEntry:
    source = draw(TEXTS.filter(str.strip))
    translation = like(source, draw(TEXTS))
    entry = polib.POEntry(
        msgctxt=draw(st.none() | st.sampled_from(["menu", 'a "quoted" msgid', ""])),
        msgid=source,
        msgstr=translation,
        tcomment=draw(NOTES),
        comment=draw(NOTES),
        flags=draw(FLAGS),
        obsolete=draw(st.booleans()),
    )
    if draw(st.booleans()):
        entry.msgid_plural, entry.msgstr = like(source, draw(TEXTS.filter(str.strip))), ""
        entry.msgstr_plural = {0: translation, 1: like(source, draw(TEXTS))}
    if draw(st.booleans()):
        entry.previous_msgid = draw(TEXTS.filter(str.strip))
    return entry


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
HEADER += '"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n'


def escaped(draw: st.DrawFn, text: str) -> str:
    """Escape a text for a string, some of its characters by their bytes in octal."""
    octal = draw(st.sets(st.sampled_from("ոé“a ")))
    return "".join(
        "".join(f"\\{byte:03o}" for byte in character.encode())
        if character in octal
        else str(polib.escape(character))
        for character in text
    )


def strings(draw: st.DrawFn, text: str) -> list[str]:
    """Write a text as one string or several."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    bounds = [0, *cuts, len(text)]
    parts = [text[a:b] for a, b in pairwise(bounds)]
    return [f'"{escaped(draw, part)}"' for part in parts]


def tokens(draw: st.DrawFn, entry: polib.POEntry) -> list[str]:
    """Write an entry as keywords and strings."""
    forms = sorted(entry.msgstr_plural.items())
    texts = [("msgctxt", entry.msgctxt)] if entry.msgctxt is not None else []
    texts += [("msgid", entry.msgid)]
    texts += [("msgid_plural", entry.msgid_plural)] if forms else []
    texts += [(f"msgstr[{n}]", form) for n, form in forms] or [("msgstr", entry.msgstr)]
    return [token for keyword, text in texts for token in (keyword, *strings(draw, text))]


INDENTATIONS = st.sampled_from(["", "  ", "\t"])
FLAG_MARKS = st.sampled_from(["#, ", "#,", "#! "])
SEPARATORS = st.sampled_from([", ", ",", " ", "\t"])


def comments(draw: st.DrawFn, entry: polib.POEntry) -> list[str]:
    found = [f"# {entry.tcomment}"] if entry.tcomment else []
    found += [f"#. {entry.comment}"] if entry.comment else []
    if entry.flags:
        found.append(draw(INDENTATIONS) + draw(FLAG_MARKS) + draw(SEPARATORS).join(entry.flags))
    if entry.previous_msgid:
        mark = "#~|" if entry.obsolete else "#|"
        found.append(f'{mark} msgid "{polib.escape(entry.previous_msgid)}"')
    return found


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Lay out a catalogue in any way that gettext allows."""
    content = draw(st.lists(entries(), max_size=5, unique_by=key_of))
    text = HEADER
    lines: dict[Key, int] = {}
    opt_outs: dict[Key, dict[str, int]] = {}
    for entry in content:
        key = key_of(entry)
        noted: dict[str, int] = {}
        # An obsolete entry is one line, which `#~` begins.
        spaces = st.sampled_from([" ", "  "] if entry.obsolete else ["", " ", "\n", "\n\n"])
        for comment in comments(draw, entry):
            text += "" if text.endswith("\n") else "\n"
            is_honoured = comment.strip().startswith(("# i", "#,", "#!"))
            names = re.findall(r"ignore-(\w+)", comment) if is_honoured else []
            noted |= dict.fromkeys(names, at_end(text))
            text += f"{comment}\n"
        if entry.obsolete and not text.endswith("\n"):
            text += "\n"
        text += "#~ " * entry.obsolete
        for token in tokens(draw, entry):
            if token.startswith("msgstr") and not entry.obsolete:
                lines.setdefault(key, at_end(text))
            text += token + draw(spaces)
        text += "\n" if entry.obsolete else draw(st.sampled_from(["", "\n", "\n\n"]))
        if not entry.obsolete:
            opt_outs[key] = noted
    fuzzy = {key_of(entry) for entry in content if entry.fuzzy and not entry.obsolete}
    return Layout(text, lines, opt_outs, fuzzy)


def at_end(text: str) -> int:
    """Return the line at the end of a text, from 1."""
    return text.count("\n") + 1


def by_gettext(file: Path) -> dict[Key, str]:
    """Return the translations of a file as gettext and polib read them, plural forms joined."""
    return {
        key_of(entry): entry.msgstr or "".join(entry.msgstr_plural.values())
        for entry in pofile.load(file)
        if not entry.obsolete
    }


def scanned(text: str) -> dict[Key, RawEntry]:
    """Return the raw entries of a text, without the header."""
    return {key: entry for key, entry in scan_entries(text).items() if key != (None, "")}


@settings(max_examples=50)  # each runs gettext's tools five times
@given(layouts(), st.sampled_from([12, 40, 80]))
def test_any_layout_of_a_catalogue_is_read_as_gettext_reads_it(
    tmp_path_factory: pytest.TempPathFactory, layout: Layout, width: int
) -> None:
    file = tmp_path_factory.mktemp("po") / "a.po"
    file.write_text(layout.text, encoding="utf-8", newline="")
    expected = by_gettext(file)
    found = scanned(layout.text)
    assert {key: entry.translation for key, entry in found.items()} == expected
    assert {key: entry.line for key, entry in found.items()} == layout.lines
    assert {key: entry.opt_outs for key, entry in found.items()} == layout.opt_outs
    assert {key for key, entry in found.items() if entry.fuzzy} == layout.fuzzy

    command = ("msgcat", f"--width={width}", "--force-po", str(file))
    rewrapped = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    lines = rewrapped.split("\n")
    found = scanned(rewrapped)
    assert {key: entry.translation for key, entry in found.items()} == expected
    for key, entry in found.items():
        assert lines[entry.line - 1].startswith("msgstr")
        assert key not in scanned("\n".join(lines[: entry.line - 1]))

    pofile.save(pofile.load(file), file)
    saved = scanned(file.read_text(encoding="utf-8"))
    assert {key: set(e.opt_outs) for key, e in saved.items()} == {
        key: set(names) for key, names in layout.opt_outs.items()
    }


@pytest.mark.parametrize("escape", ["x", "xg", "9", "é", "N"])
def test_escape_without_meaning_is_an_error_of_its_file(tmp_path: Path, escape: str) -> None:
    file = tmp_path / "a.po"
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    file.write_text(f'{header}\nmsgid "a"\nmsgstr "\\{escape}"\n')
    assert scan_entries(file.read_text())
    with pytest.raises(PublisherError, match=r"a\.po:5: "):
        _ = read_catalogue(file).po
