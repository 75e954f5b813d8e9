"""Catalogue files: reading, validation, preservation and canonical bytes."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.catalogue import Catalogue, Message, write_pot
from publisher.catalogues.catalogue_file import read_catalogue
from publisher.catalogues.freshness import Freshness
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.update import CatalogueUpdate
from publisher.language.locale import Language

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.catalogues.update import UpdateReport

ENGLISH, HY = Language("en"), Language("hy")
LANGUAGES = LanguagePair(ENGLISH, HY)
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def messages(*sources: str) -> list[Message]:
    return [Message(source, ("paragraph",)) for source in sources]


def update(file: Path, *sources: str) -> UpdateReport:
    return CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, messages(*sources)).apply().report


def load(file: Path) -> Catalogue:
    return read_catalogue(file).catalogue


def write(file: Path, *pairs: tuple[str, str], extra: str = "") -> Path:
    body = "\n".join(f'msgid "{source}"\nmsgstr "{target}"\n' for source, target in pairs)
    file.write_text(HEADER + body + extra, encoding="utf-8")
    return file


def gettext(*command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, capture_output=True, check=False)


def assert_canonical(file: Path) -> None:
    """Check that gettext's tools accept a file without warnings and would not change it."""
    checked = gettext("msgfmt", "--check", "--output-file=-", str(file))
    assert (checked.returncode, checked.stderr) == (0, b"")
    assert gettext("msgcat", "--no-wrap", str(file)).stdout == file.read_bytes()


def test_a_new_catalogue_is_canonical_and_has_its_language(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a.po"
    pair = LanguagePair(ENGLISH, Language("ru"))
    report = (
        CatalogueUpdate(read_catalogue(file), "a", pair, messages("One.", "Two.")).apply().report
    )
    assert (report.kept, report.new, report.retired, report.changed) == (0, 2, 0, True)
    assert_canonical(file)
    content = file.read_text(encoding="utf-8")
    assert '"Language: ru\\n"' in content
    assert '"Plural-Forms: nplurals=3; plural=' in content
    assert "charset=UTF-8" in content
    assert "#. paragraph" in content
    assert "#: " not in content
    assert "POT-Creation-Date" not in content


def test_a_pot_is_canonical(tmp_path: Path) -> None:
    file = tmp_path / "a.pot"
    assert write_pot(file, "a", Language("en"), messages("One.", "Two."))
    assert not write_pot(file, "a", Language("en"), messages("One.", "Two."))
    assert_canonical(file)


def test_a_second_update_does_not_touch_the_file(tmp_path: Path) -> None:
    file = write(tmp_path / "a.po", ("One.", "Մեկ։"))
    update(file, "One.", "Two.")
    before = file.stat()
    assert not update(file, "One.", "Two.").changed
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_removed_message_becomes_obsolete_and_can_return(tmp_path: Path) -> None:
    file = write(tmp_path / "a.po", ("One.", "Մեկ։"), ("Two.", "Երկու։"))
    report = update(file, "One.", "Three.")
    assert (report.kept, report.new, report.retired) == (1, 1, 1)
    assert '#~ msgid "Two."\n#~ msgstr "Երկու։"' in file.read_text(encoding="utf-8")
    assert load(file).translation("Two.") is None
    report = update(file, "One.", "Two.")
    assert (report.kept, report.returned) == (1, 1)
    assert load(file).translation("Two.") == "Երկու։"


def test_comments_flags_and_other_entries_of_translators_are_kept(tmp_path: Path) -> None:
    extra = (
        "# ask the author\n#, fuzzy, no-wrap\n"
        '#| msgid "Ten."\nmsgid "Two."\nmsgstr "Երկու։"\n\n'
        '# plural, from elsewhere\nmsgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "%d օր"\n\n'
        'msgctxt "menu"\nmsgid "One."\nmsgstr "Մեկ (ցանկ)"\n'
    )
    file = write(tmp_path / "a.po", ("One.", "Մեկ։"), extra=extra)
    plural = HEADER.strip() + '\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    file.write_text(file.read_text(encoding="utf-8").replace(HEADER, plural), encoding="utf-8")
    update(file, "One.", "Two.")
    content = file.read_text(encoding="utf-8")
    assert "# ask the author\n#. paragraph\n#, fuzzy, no-wrap\n#| msgid" in content
    for words in ("%d օր", "Մեկ (ցանկ)", "# plural, from elsewhere"):
        assert words in content
    assert_canonical(file)


def test_header_fields_of_a_translators_tool_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_text(
        "# Անահիտ, 2023\n"
        'msgid ""\nmsgstr ""\n"X-Generator: Poedit 3.4\\n"\n'
        '"Last-Translator: Anahit <a@example.org>\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Language: hy_AM\\n"\n',
        encoding="utf-8",
    )
    update(file, "One.")
    content = file.read_text(encoding="utf-8")
    for words in ("Poedit 3.4", "Anahit <a@example.org>", "Language: hy_AM", "# Անահիտ, 2023"):
        assert words in content


def test_header_fields_are_sorted_by_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    fields = [f"X-Part-{number}: {number}\\n" for number in ("10", "2", "²", "007")]
    file.write_text(HEADER.rstrip() + "".join(f'\n"{field}"' for field in fields) + "\n")
    update(file, "One.")
    content = file.read_text(encoding="utf-8")
    assert re.findall(r"X-Part-(.*):", content) == ["2", "007", "10", "²"]


@pytest.mark.parametrize("mangle", ["wrap 60", "wrap 30", "crlf", "bom"])
def test_files_rewritten_by_other_tools_are_read_without_loss(tmp_path: Path, mangle: str) -> None:
    words = "շատ երկար նախադասություն " * 12
    file = write(tmp_path / "a.po", ("One.", words.strip()))
    if mangle.startswith("wrap"):
        file.write_bytes(gettext("msgcat", f"--width={mangle[-2:]}", str(file)).stdout)
    elif mangle == "crlf":
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    else:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load(file).translation("One.") == words.strip()
    line = read_catalogue(file).lines[None, "One."]
    assert file.read_text(encoding="utf-8").splitlines()[line - 1].startswith("msgstr")
    update(file, "One.")
    assert_canonical(file)
    assert load(file).translation("One.") == words.strip()


def test_fuzzy_and_blank_translations_are_not_returned(tmp_path: Path) -> None:
    extra = '\n#, fuzzy\nmsgid "Two."\nmsgstr "Երկու։"\n'
    file = write(tmp_path / "a.po", ("One.", "Մեկ։"), ("Three.", "  "), extra=extra)
    known = load(file)
    wanted = ["One.", "Two.", "Three.", "Four."]
    assert [known.translation(source) for source in wanted] == ["Մեկ։", None, None, None]
    freshness = known.freshness(messages(*wanted))
    assert (freshness.translated, freshness.fuzzy, freshness.untranslated) == (1, 1, 2)
    assert not freshness.fresh


def test_percent_is_rounded_down() -> None:
    shares = [(0, 7), (29, 100), (57, 100), (9999, 10_000), (5, 5)]
    found = [Freshness(done, 0, total - done, 0, 0).percent for done, total in shares]
    assert found == [0, 29, 57, 99, 100]


@pytest.mark.parametrize(
    ("names", "fuzzy", "credit", "fresh"),
    [
        ("Անահիտ", False, "Անահիտ", True),
        ("", False, None, True),
        ("translator-credits", False, None, True),
        ("Անահիտ", True, None, False),
    ],
)
def test_translator_credits_are_optional_but_fuzzy_ones_count(
    tmp_path: Path, names: str, fuzzy: bool, credit: str | None, fresh: bool
) -> None:
    flag = "#, fuzzy\n" if fuzzy else ""
    extra = f'\n{flag}msgid "translator-credits"\nmsgstr "{names}"\n'
    known = load(write(tmp_path / "a.po", ("One.", "Մեկ։"), extra=extra))
    assert known.credits == credit
    assert known.freshness(messages("One.")).fresh == fresh


BAD = {
    "syntax": (HEADER + 'msgid "a"\nmsgstr "b\n', ":7: gettext: end-of-line within string"),
    "duplicate": (
        HEADER + 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
        ":8: gettext: duplicate message definition",
    ),
    "conflict": (
        HEADER + '<<<<<<< ours\nmsgid "a"\n=======\nmsgid "b"\n>>>>>>> theirs\nmsgstr "c"\n',
        ":5: merge conflict",
    ),
    "charset": (HEADER.replace("UTF-8", "CP1251"), ":3: the header declares charset=CP1251"),
    "no header": ('msgid "a"\nmsgstr "b"\n', ":1: no header that names the charset"),
    "no charset": (HEADER.replace("charset", "coding"), ":1: no header that names the charset"),
    "empty": ("", ":1: no header that names the charset"),
    "placeholder": (
        HEADER + '#, python-format\nmsgid "%(a)s b"\nmsgstr "%(c)s b"\n',
        "gettext: ",
    ),
    "no quotation mark": (HEADER + 'msgid "a"\nmsgstr b\n', ":6: gettext: "),
    "trailing text": (HEADER + 'msgid "a"\nmsgstr "b"\nmsgid\n', ":8: gettext: "),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_catalogue_is_refused_with_gettexts_line(tmp_path: Path, name: str) -> None:
    content, complaint = BAD[name]
    file = tmp_path / "bad.po"
    file.write_text(content, encoding="utf-8")
    for read in (
        load,
        lambda path: update(path, "One."),
    ):
        with pytest.raises(PublisherError) as caught:
            read(file)
        assert complaint in str(caught.value)
        assert "\n" not in str(caught.value)
    assert file.read_text(encoding="utf-8") == content


def test_bytes_that_are_not_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "bad.po"
    file.write_bytes(HEADER.encode() + b'msgid "a"\nmsgstr "\xe0"\n')
    with pytest.raises(PublisherError, match=r"bad.po:6: not UTF-8"):
        load(file)


def test_a_symbolic_link_is_kept(tmp_path: Path) -> None:
    real = write(tmp_path / "real.po", ("One.", "Մեկ։"))
    link = tmp_path / "link.po"
    link.symlink_to(real)
    assert update(link, "One.", "Two.").changed
    assert link.is_symlink()
    assert load(real).translation("One.") == "Մեկ։"


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\t\n\\"%«»։\u2028\u00a0'),
    min_size=1,
    max_size=40,
).filter(str.strip)


@settings(max_examples=25)  # each runs gettext's tools some twenty times
@given(st.dictionaries(TEXT, TEXT, min_size=1, max_size=5), st.data())
def test_any_text_survives_a_catalogue(
    tmp_path_factory: pytest.TempPathFactory, pairs: dict[str, str], data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("po") / "a.po"
    update(file, *pairs)
    po = pofile.load(file)
    for entry in po:
        entry.msgstr = pairs[entry.msgid]
        # gettext requires that both begin and end with a line feed, or neither.
        entry.msgstr = entry.msgstr.strip("\n")
        entry.msgstr = "\n" * entry.msgid.startswith("\n") + entry.msgstr
        entry.msgstr += "\n" * entry.msgid.endswith("\n")
    pofile.save(po, file)
    assert_canonical(file)
    kept = data.draw(st.lists(st.sampled_from(list(pairs)), unique=True))
    update(file, *kept)
    assert_canonical(file)
    words = {entry.msgid: entry.msgstr.strip() for entry in pofile.load(file)}
    assert words == {source: target.strip() for source, target in pairs.items()}
    assert set(kept) == {e.msgid for e in pofile.load(file) if not e.obsolete}


def test_plural_forms_are_kept_in_a_comment(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    plural = HEADER.strip() + '\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    file.write_text(
        plural + 'msgid "One."\nmsgid_plural "Ones."\nmsgstr[0] "Մեկ"\n', encoding="utf-8"
    )
    update(file, "One.")
    content = file.read_text(encoding="utf-8")
    assert '# plural form: Մեկ\n#. paragraph\n#, fuzzy\nmsgid "One."\nmsgstr "Մեկ"' in content
    assert_canonical(file)
    assert not update(file, "One.").changed


@pytest.mark.parametrize("escape", [r"\a", r"\b", r"\f", r"\v", r"\001", r"\033"])
def test_control_characters_are_refused_and_the_file_is_unchanged(
    tmp_path: Path, escape: str
) -> None:
    file = write(tmp_path / "a.po", ("One.", f"a {escape} b"), ("Two.", escape))
    before = file.read_bytes()
    with pytest.raises(PublisherError, match=r"a.po:6: .*control character"):
        update(file, "One.")
    assert file.read_bytes() == before


def test_an_escaped_backslash_is_not_a_control_character(tmp_path: Path) -> None:
    file = write(tmp_path / "a.po", ("One.", r"C:\\alpha\\beta"))
    assert load(file).translation("One.") == r"C:\alpha\beta"


def test_a_large_file_without_header_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_text('msgid "a"\nmsgstr "b"\n\n' * 50_000, encoding="utf-8")
    with pytest.raises(PublisherError, match="no header"):
        load(file)


def test_the_previous_source_of_an_obsolete_entry_is_kept(tmp_path: Path) -> None:
    extra = (
        '\n#~ # a remark\n#, fuzzy\n#~| msgid "Old\u2028er."\n#~ msgid "Old."\n#~ msgstr "Հին։"\n'
    )
    file = write(tmp_path / "a.po", ("One.", "Մեկ։"), extra=extra.replace("#~ # a", "# a"))
    update(file, "One.")
    assert '#~| msgid "Old\u2028er."' in file.read_text(encoding="utf-8")
    assert not update(file, "One.").changed


def raw(file: Path, body: str, header: str = HEADER) -> Path:
    file.write_text(header + body, encoding="utf-8")
    return file


def test_a_file_that_ends_in_a_comment_keeps_its_last_message(tmp_path: Path) -> None:
    file = raw(tmp_path / "a.po", 'msgid "One."\nmsgstr "Մեկ։"\n# the end')
    assert load(file).translation("One.") == "Մեկ։"


def test_escapes_are_read_as_in_gettext(tmp_path: Path) -> None:
    file = raw(tmp_path / "a.po", 'msgid "One."\nmsgstr "\\x41\\102 C"\n')
    assert load(file).translation("One.") == "AB C"


def test_a_line_separator_does_not_end_a_line(tmp_path: Path) -> None:
    file = raw(tmp_path / "a.po", 'msgid "One."\nmsgstr "a\u2028b\u0085c"\n')
    with pytest.raises(PublisherError, match="control character U\\+0085"):
        load(file)
    file = raw(tmp_path / "a.po", 'msgid "One."\nmsgstr "a\u2028b"\n')
    assert load(file).translation("One.") == "a\u2028b"


def test_eleven_plural_forms_are_refused(tmp_path: Path) -> None:
    header = HEADER.strip() + '\n"Plural-Forms: nplurals=11; plural=n % 11;\\n"\n\n'
    forms = "".join(f'msgstr[{number}] "form {number}"\n' for number in range(11))
    file = raw(tmp_path / "a.po", f'msgid "One."\nmsgid_plural "Ones."\n{forms}', header)
    with pytest.raises(PublisherError, match=r"a.po:18: .*more than ten plural forms"):
        load(file)


def test_other_charsets_and_hostile_headers_are_refused(tmp_path: Path) -> None:
    for charset in ("UTF-7", "ascii\\x00"):
        file = raw(tmp_path / "a.po", "", HEADER.replace("UTF-8", charset))
        with pytest.raises(PublisherError, match="the header declares charset="):
            load(file)


def test_the_charset_ends_at_a_space(tmp_path: Path) -> None:
    header = HEADER.replace("UTF-8", "utf-8" + " " * 50_000 + "x")
    file = raw(tmp_path / "a.po", 'msgid "One."\nmsgstr "Մեկ։"\n', header)
    assert load(file).translation("One.") == "Մեկ։"


def test_comments_that_gettext_drops_move_to_the_head(tmp_path: Path) -> None:
    obsolete = '# ask the mayor\n#~ msgid "Gone."\n#~ msgstr ""\n'
    file = raw(tmp_path / "a.po", f'msgid "One."\nmsgstr "Մեկ։"\n\n{obsolete}\n# half done\n')
    assert update(file, "One.").changed
    assert file.read_text(encoding="utf-8").startswith("# ask the mayor\n# half done\nmsgid")
    assert not update(file, "One.").changed


def test_repeated_header_fields_are_kept(tmp_path: Path) -> None:
    twice = '"no field\\n"\n"X-Note: \\"a\\"\\n"\n"X-Note: b\\n"\n'
    header = HEADER.strip().replace('msgstr ""\n', f'msgstr ""\n{twice}')
    file = raw(tmp_path / "a.po", 'msgid "One."\nmsgstr ""\n', f"{header}\n\n")
    update(file, "One.")
    written = file.read_text(encoding="utf-8")
    assert written.startswith('# no field\n# X-Note: "a"\nmsgid')
    assert '"X-Note: b\\n"' in written
    assert not update(file, "One.").changed


def test_two_content_types_are_refused(tmp_path: Path) -> None:
    more = '"content-type: text/plain; charset=KOI8-R\\n"\n'
    file = raw(tmp_path / "a.po", "", f"{HEADER.strip()}\n{more}{more}\n")
    with pytest.raises(PublisherError, match=r"a.po:4: .*two fields Content-Type"):
        load(file)


@pytest.mark.parametrize(("layout", "line"), [("{0}{1}", 6), ('"\n"'.join(["{}"] * 2), 7)])
def test_endless_messages_are_refused(tmp_path: Path, layout: str, line: int) -> None:
    file = write(tmp_path / "a.po", ("One.", layout.format(*["x" * 300_000] * 2)))
    with pytest.raises(PublisherError, match=rf"a\.po:{line}: this message is longer than"):
        load(file)


def test_only_a_translation_that_is_used_must_be_within_the_limits(tmp_path: Path) -> None:
    long = "x" * 301
    file = write(tmp_path / "a.po", ("One.", "Un."), ("Two.", long))
    with pytest.raises(PublisherError, match=r"a\.po:9: this translation has a word of more"):
        load(file)
    file = write(file, ("One.", "Un."), extra=f'\n#~ msgid "Two."\n#~ msgstr "{long}"\n')
    assert load(file).translation("One.") == "Un."
