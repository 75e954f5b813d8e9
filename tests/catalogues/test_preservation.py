"""Opt-outs, comments and header fields that gettext's tools or polib would drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.po_scanner import scan_entries
from publisher.catalogues.preservation import dropped_comments, opt_outs_to_comments

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.catalogues.key import Key

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
HEADER += '"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
PLURALS = 'msgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "%d օր"\nmsgstr[1] "%d օր"\n'


def opt_outs(text: str) -> dict[Key, set[str]]:
    return {key: set(entry.opt_outs) for key, entry in scan_entries(text).items()}


def saved(file: Path, text: str) -> str:
    """Return the text of a catalogue after it was loaded and saved."""
    file.write_text(text, encoding="utf-8")
    pofile.save(pofile.load(file), file)
    return file.read_text(encoding="utf-8")


# By name: comments before a message, and the same comments after the catalogue is saved.
FLAGS = {
    "a flag": ("#, ignore-number", "# ignore-number"),
    "a flag without a space": ("#,ignore-number", "# ignore-number"),
    "indented by spaces": ("  #, ignore-number", "# ignore-number"),
    "indented by a tab": ("\t#, ignore-number", "# ignore-number"),
    "the old mark": ("#! ignore-number", "# ignore-number"),
    "the old mark, indented": (" #!ignore-number", "# ignore-number"),
    "among gettext's flags": (
        "#, fuzzy, ignore-number, no-wrap, ignore-link",
        "# ignore-number, ignore-link\n#, fuzzy, no-wrap",
    ),
    "separated by a space": ("#, fuzzy ignore-number", "# ignore-number\n#, fuzzy"),
    "separated by a tab": ("#, ignore-number\tfuzzy", "# ignore-number\n#, fuzzy"),
    "separated by commas only": ("#,,ignore-number,,fuzzy,", "# ignore-number\n#, fuzzy"),
    "beside a range": (
        "#, range: 0..10 ignore-number, c-format",
        "# ignore-number\n#, c-format, range: 0..10",
    ),
    "beside a range with commas": (
        "#, ignore-number, range: 0..10, no-wrap",
        "# ignore-number\n#, range: 0..10, no-wrap",
    ),
    "in a second list of flags": (
        "#, fuzzy\n#! ignore-number\n#, ignore-link",
        "# ignore-number\n# ignore-link\n#, fuzzy",
    ),
    "in a continued line": ("#, fuzzy \\\nignore-number", "# ignore-number\n#, fuzzy"),
    "beside a misspelt opt-out": (
        "#, ignore-number, ignore-link.",
        "# ignore-link.\n# ignore-number",
    ),
    "above and below a comment": (
        "#, ignore-number\n# ask the author\n#, ignore-link",
        "# ignore-number\n# ask the author\n# ignore-link",
    ),
    "a comment": (" # ignore-number ignore-link ,", "# ignore-number ignore-link ,"),
    "not an opt-out": ("#, fuzzy, not-ignore-number", "#, fuzzy"),
}


@pytest.mark.parametrize("name", FLAGS)
def test_an_opt_out_is_the_same_after_a_save(tmp_path: Path, name: str) -> None:
    before, after = FLAGS[name]
    text = f'{HEADER}msgid "A."\nmsgstr "Ա"\n\n{before}\n{PLURALS}'
    written = saved(tmp_path / "a.po", text)
    assert written == f'{HEADER}msgid "A."\nmsgstr "Ա"\n\n{after}\n{PLURALS}'
    assert opt_outs(written) == opt_outs(text)
    assert saved(tmp_path / "a.po", written) == written


def test_a_flag_behind_a_translation_is_of_the_next_message(tmp_path: Path) -> None:
    text = f'{HEADER}msgid "A."\nmsgstr "Ա" #, ignore-number fuzzy\nmsgid "B."\nmsgstr "Բ"\n'
    written = saved(tmp_path / "a.po", text)
    assert '\n\n# ignore-number\n#, fuzzy\nmsgid "B."' in written
    assert opt_outs(written) == opt_outs(text)


def test_an_opt_out_of_an_obsolete_message_is_kept(tmp_path: Path) -> None:
    text = f'{HEADER}  #, fuzzy ignore-number\n#~ msgid "A."\n#~ msgstr "Ա"\n'
    written = saved(tmp_path / "a.po", text)
    assert '# ignore-number\n#, fuzzy\n#~ msgid "A."' in written


def test_text_that_only_looks_like_a_flag_is_not_changed() -> None:
    texts = [
        '# see #, ignore-number\nmsgid "A."\nmsgstr "Ա"\n',
        '#. #, ignore-number\nmsgid "A."\nmsgstr "Ա"\n',
        'msgid "A."\nmsgstr "Ա\\\n#, ignore-number"\n',
        '#~ msgid "A. #, ignore-number"\n#~ msgstr "Ա"\n',
    ]
    assert [opt_outs_to_comments(text) for text in texts] == texts


def test_comments_are_dropped_only_where_gettext_drops_them() -> None:
    text = '# one \\\ntwo\nmsgid "A."\nmsgstr "Ա\\\n# three" # four\n#! fuzzy\n# five'
    canonical = '# one two\nmsgid "A."\nmsgstr "Ա# three"\n'
    assert dropped_comments(text, canonical) == ["four", "five"]


def test_a_comment_behind_the_last_translation_moves_to_the_head(tmp_path: Path) -> None:
    written = saved(tmp_path / "a.po", f'{HEADER}msgid "A."\nmsgstr "Ա" # ask the mayor')
    assert written.startswith("# ask the mayor\nmsgid")
    assert saved(tmp_path / "a.po", written) == written


@pytest.mark.parametrize(
    "header",
    [
        'msgid "" msgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
        '  msgid ""\n\tmsgstr "Content-Type: text/plain; char"\n  "set=UTF-8\\n"\n',
        'msgid\n""\nmsgstr\n"Content-Type: text/plain; charset=\\125TF-8\\n"\n',
    ],
)
def test_a_header_in_any_layout_is_read(tmp_path: Path, header: str) -> None:
    written = saved(tmp_path / "a.po", f'{header}\nmsgid "A."\nmsgstr "Ա"\n')
    assert '"Content-Type: text/plain; charset=UTF-8\\n"\n' in written


def test_the_header_is_not_a_message_with_a_context(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_text(f'msgctxt "menu"\n{HEADER}', encoding="utf-8")
    with pytest.raises(PublisherError, match="no header"):
        pofile.load(file)


def test_eleven_plural_forms_on_one_line_are_refused(tmp_path: Path) -> None:
    forms = " ".join(f'msgstr [ {number} ] "form {number}"' for number in range(11))
    header = HEADER.replace("nplurals=2; plural=n != 1", "nplurals=11; plural=n % 11")
    file = tmp_path / "a.po"
    file.write_text(f'{header}msgid "A." msgid_plural "B." {forms}\n', encoding="utf-8")
    with pytest.raises(PublisherError, match=r"a.po:6: .*more than ten plural forms"):
        pofile.load(file)


@pytest.mark.parametrize("name", ["²", "X-²", "X-" + "1" * 5_000, "X-٣", "X-007", "X-10", "X-9"])
def test_header_field_of_any_name_is_kept(tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.po"
    fields = ("Content-Type: text/plain; charset=UTF-8", f"{name}: 1", "X-8: 2", "x-8b: 3")
    header = "".join(f'"{field}\\n"\n' for field in fields)
    file.write_text(f'msgid ""\nmsgstr ""\n{header}\nmsgid "a"\nmsgstr "b"\n', encoding="utf-8")
    written = pofile.canonical(pofile.load(file), file)
    assert f'"{name}: 1\\n"'.encode() in written
    file.write_bytes(written)
    assert pofile.canonical(pofile.load(file), file) == written
