"""Updates of catalogues after an article was edited."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import threading
from copy import deepcopy
from typing import TYPE_CHECKING

import polib
import pytest
from helpers import ARTICLE, FRENCH
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.catalogue import CREDITS, CREDITS_MESSAGE, Message
from publisher.catalogues.catalogue_file import read_catalogue
from publisher.catalogues.elsewhere import KnownEntries
from publisher.catalogues.key import key_of
from publisher.catalogues.known import KnownEntry
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.source_changes import Change, classify, swap_addresses
from publisher.catalogues.tmx import TranslationUnit, read_tmx
from publisher.catalogues.update import CatalogueUpdate
from publisher.catalogues.word_diff import difference
from publisher.language.locale import Language

if TYPE_CHECKING:
    from pathlib import Path

    from helpers import Project

    from publisher.catalogues.catalogue import Catalogue
    from publisher.catalogues.key import Key
    from publisher.catalogues.update import UpdateReport

ENGLISH, HY = Language("en"), Language("hy")
LANGUAGES = LanguagePair(ENGLISH, HY)
OLD = "The second bridge is planned for 2027 and will cost 12 million dollars."


def update(file: Path, *sources: str, others: tuple[KnownEntry, ...] = ()) -> UpdateReport:
    messages = [Message(source, ("paragraph",)) for source in sources]
    known = KnownEntries(others)
    return CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, messages, known).apply().report


def load(file: Path) -> Catalogue:
    return read_catalogue(file).catalogue


def translated(file: Path, **more: str) -> None:
    """Give each message a translation with its number."""
    po = pofile.load(file)
    for number, entry in enumerate(po):
        entry.msgstr = more.get(entry.msgid, entry.msgstr or f"Թարգմանություն {number}։")
    pofile.save(po, file)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.po"
    update(file, OLD, "Nobody was hurt when the first one fell.")
    translated(file)
    return file


def entry_of(file: Path, source: str) -> str:
    """Return the text of a message in its file."""
    blocks = file.read_text(encoding="utf-8").split("\n\n")
    return next(block for block in blocks if f'\nmsgid "{source}"' in f"\n{block}")


def test_a_changed_sentence_gets_its_old_translation_as_fuzzy(file: Path) -> None:
    new = OLD.replace("second", "third and last")
    report = update(file, new, "Nobody was hurt when the first one fell.")
    assert (report.kept, report.fuzzied, report.new, report.retired) == (1, 1, 0, 1)
    entry = entry_of(file, new)
    assert "#, fuzzy" in entry
    assert f'#| msgid "{OLD}"' in entry
    assert "#. was: The [second → third and last] bridge is planned…" in entry
    assert 'msgstr "Թարգմանություն 0։"' in entry
    assert f'#~ msgid "{OLD}"' in file.read_text(encoding="utf-8")


def test_an_edit_that_is_undone_leaves_no_trace(file: Path) -> None:
    before = file.read_bytes()
    update(file, OLD.replace("second", "third"), "A sentence that is quite new here.")
    assert file.read_bytes() != before
    update(file, OLD, "Nobody was hurt when the first one fell.")
    assert file.read_bytes() == before


def test_a_translation_made_between_two_edits_is_kept(file: Path) -> None:
    new = OLD.replace("second", "third")
    update(file, new)
    po = pofile.load(file)
    po[0].msgstr = "Իմ նոր թարգմանությունը։"
    pofile.save(po, file)
    update(file, OLD)
    assert "Իմ նոր թարգմանությունը։" in file.read_text(encoding="utf-8")
    update(file, new)
    assert 'msgstr "Իմ նոր թարգմանությունը։"' in entry_of(file, new)


@pytest.mark.parametrize(
    ("new", "carried"),
    [
        (OLD.replace(" and", " – and"), False),
        (OLD.replace("2027", "2028"), False),
        (OLD.replace("second bridge", "“second bridge”"), False),
        (OLD.replace(" for 2027", "\u00a0for 2027"), True),
    ],
)
def test_only_edits_of_typography_carry_a_translation_over(
    file: Path, new: str, carried: bool
) -> None:
    report = update(file, new)
    assert (report.carried, report.fuzzied) == (carried, not carried)
    assert (load(file).translation(new) is not None) is carried


@pytest.mark.parametrize(("was", "now"), [("old", "new"), ("l'eau--x", "l’eau—x")])
def test_a_new_address_replaces_the_old_one_in_the_translation(
    tmp_path: Path, was: str, now: str
) -> None:
    file = tmp_path / "a.po"
    old = f"See [the plan](https://example.org/{was}) for all details."
    update(file, old)
    translated(file, **{old: f"Տե՛ս [ծրագիրը](https://example.org/{was})։"})
    new = old.replace(f"org/{was}", f"org/{now}")
    assert update(file, new).carried == 1
    assert load(file).translation(new) == f"Տե՛ս [ծրագիրը](https://example.org/{now})։"


def test_changed_numbers_and_negations_are_critical(file: Path) -> None:
    update(file, OLD.replace("12", "21"))
    assert "#. was: critical: a number changed; " in file.read_text(encoding="utf-8")
    update(file, OLD.replace("is planned", "is not planned"))
    assert "#. was: critical: a negation changed; " in file.read_text(encoding="utf-8")


def test_the_halves_of_a_split_sentence_get_its_translation(file: Path) -> None:
    halves = ("The second bridge is planned for 2027.", "It will cost 12 million dollars.")
    report = update(file, *halves)
    assert report.fuzzied == 2
    assert file.read_text(encoding="utf-8").count('msgstr "Թարգմանություն 0։"') == 3


def test_a_joined_sentence_gets_the_translations_of_its_parts(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    one, two = "The bridge was opened on Monday.", "The mayor cut the ribbon himself."
    update(file, one, two)
    translated(file, **{one: "Մեկ։", two: "Երկու։"})
    update(file, f"{one} {two}")
    assert 'msgstr "Մեկ։ Երկու։"' in entry_of(file, f"{one} {two}")


def test_a_renamed_article_keeps_its_translations(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", lambda words: "" if words == CREDITS else f"«{words}»")
    seed = project.root / "seeds" / "bridge.txt"
    seed.rename(seed.with_name("crossing.txt"))
    shown = project.succeed("update")
    assert "moved: locales/fr/LC_MESSAGES/crossing.po: from locales/fr/LC_MESSAGES/bridge" in shown
    assert "crossing            done     0" in project.succeed("status", "-l", "fr")


def test_a_suggestion_from_another_article_names_it(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", lambda words: "" if words == CREDITS else f"«{words}»")
    project.seed("other", "Another title\n\nThe second bridge is now planned for 2029.\n")
    assert "1 offered" in project.succeed("update")
    content = project.po("other", "fr").read_text(encoding="utf-8")
    assert "#. from bridge, " in content
    assert '#| msgid "The second bridge is planned for 2027."' in content


def test_a_dry_run_writes_nothing(project: Project) -> None:
    shown = project.succeed("update", "--dry-run")
    assert "would change: locales/fr/LC_MESSAGES/bridge.po: 6 new" in shown
    assert not (project.root / "locales").exists()


def test_a_check_writes_nothing_and_names_the_files_that_would_change(project: Project) -> None:
    result = project.invoke("update", "--check")
    assert result.returncode == 1
    assert result.stdout.splitlines()[:2] == [
        "would change: locales/bridge.pot",
        "would change: locales/fr/LC_MESSAGES/bridge.po: 6 new",
    ]
    assert result.stderr == "2 files not up to date; run: publisher update\n"
    assert not (project.root / "locales").exists()
    project.succeed("update")
    before = project.po("bridge", "fr").stat()
    assert "2 files: 2 unchanged" in project.succeed("update", "--check")
    assert project.po("bridge", "fr").stat() == before


def test_a_check_accepts_the_form_of_a_translators_tool(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", FRENCH.get)
    project.seed("bridge", ARTICLE.replace("Monday", "Tuesday"))
    project.succeed("update")
    project.translate("bridge", "fr", lambda words: FRENCH.get(words, "Inauguré mardi."))
    file = project.po("bridge", "fr")
    text = file.read_text(encoding="utf-8")
    assert "#. was: " in text
    finished = re.sub("#, fuzzy\n|#[|].*\n", "", text)
    file.write_text(finished.replace('msgstr "Une petite', 'msgstr ""\n"Une petite'))
    assert "bridge.po: 6 kept" in project.succeed("update", "--dry-run")
    assert "would change" not in project.succeed("update", "--check")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("#. paragraph\n", ""),
        ("What comes next", "What came next"),
        ('msgid "What comes next"\nmsgstr ""\n', ""),
    ],
)
def test_a_check_finds_what_an_update_changes_for_translators(
    project: Project, before: str, after: str
) -> None:
    project.succeed("update")
    file = project.po("bridge", "fr")
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    assert "1 file not up to date" in project.fail("update", "--check", status=1)


def test_a_check_finds_a_pot_that_is_not_up_to_date(project: Project) -> None:
    project.succeed("update")
    (project.root / "locales" / "bridge.pot").unlink()
    line = project.fail("update", "--check", status=1)
    assert line == "1 file not up to date; run: publisher update"


def test_a_check_fails_with_the_error_of_a_file_that_cannot_be_read(project: Project) -> None:
    project.succeed("update")
    project.po("bridge", "fr").write_text("damaged")
    project.seed("other", "A title\n\nA text.\n")
    result = project.invoke("update", "--check")
    assert result.returncode == 2
    assert "would change: locales/other.pot" in result.stdout
    assert result.stderr.startswith("error: locales/fr/LC_MESSAGES/bridge.po:1: ")


def test_the_report_adds_up(file: Path) -> None:
    sources = [OLD.replace("second", "third"), "Nobody was hurt when the first one fell.", "New."]
    report = update(file, *sources)
    asked = report.kept + report.returned + report.moved + report.carried
    assert asked + report.fuzzied + report.offered + report.new == len(sources)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ('He said "no".', "He said “no”.", Change.TYPOGRAPHY),
        ("so far - no more", "so far — no\u00a0more", Change.TYPOGRAPHY),
        ("It’s…", "It's...", Change.TYPOGRAPHY),
        ("See https://a.org/x.", "See https://b.org/y.", Change.ADDRESS),
        ("It cost 1,200 dollars.", "It cost 1,300 dollars.", Change.NUMBER),
        ("In 2023 he went.", "In 2024 he left.", Change.NUMBER),
        ("He is here.", "He is not here.", Change.NEGATION),
        ("He can come.", "He can't come.", Change.NEGATION),
        ("He never came.", "He came.", Change.NEGATION),
        ("A red house.", "A green house.", Change.WORDING),
        ("a well-known man", "a wellknown man", Change.WORDING),
        ("The man-eating shark", "The man — eating shark", Change.WORDING),
        ("It is 10−5.", "It is 10–5.", Change.WORDING),
        ("Use `a - b`.", "Use `a-b`.", Change.WORDING),
        ("at https://a.b/c now", "at @ now", Change.WORDING),
        ("See https://a.x—never do it", "See https://a.x—always do it", Change.NEGATION),
        ("5 000 men", "5000 men", Change.NUMBER),
    ],
)
def test_edits_are_classified(before: str, after: str, change: Change) -> None:
    assert classify(before, after, "en") is change
    assert classify(after, before, "en") is change


def test_a_difference_is_shown_inline() -> None:
    assert difference("a b c", "a x c") == "a [b → x] c"
    assert difference("a c", "a b c") == "a [+ b] c"
    long = "one two three four five six seven eight nine ten eleven twelve thirteen "
    assert difference(f"{long}x", f"{long}y") == "…eleven twelve thirteen [x → y]"
    assert swap_addresses("https://a.b", "https://c.d", "no address") is None


@st.composite
def sources(draw: st.DrawFn) -> str:
    """Return one of a few similar sentences, or one that differs in typography or address."""
    words = draw(
        st.sampled_from(
            [
                "The red bridge fell on Monday",
                "The red bridge stood on Monday",
                "See https://example.org/{} for the “new” bridge of 2027",
                "He did not come",
                "May",
            ]
        )
    ).format(draw(st.sampled_from("ab")))
    edit = draw(
        st.sampled_from([(" ", " "), ("“new”", '"new"'), (" ", "\u00a0"), (" on", " – on")])
    )
    dash = draw(st.sampled_from(["", " - alas", " — alas"]))
    return f"{words.replace(*edit)}{dash}."


MESSAGES = st.lists(
    st.builds(Message, sources(), context=st.sampled_from([None, "", "a", "b"])),
    max_size=5,
    unique_by=lambda message: message.key,
)


@settings(max_examples=25)
@given(st.lists(MESSAGES, min_size=2, max_size=5), st.data())
def test_no_translation_or_comment_is_lost(
    tmp_path_factory: pytest.TempPathFactory, versions: list[list[Message]], data: st.DataObject
) -> None:
    """Each finished translation stays in its catalogue, with its context and source."""
    file = tmp_path_factory.mktemp("po") / "a.po"
    finished: dict[Key, str] = {}
    comments = set[str]()
    for number, messages in enumerate(versions):
        CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, messages).apply()
        assert (
            not CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, messages)
            .apply()
            .report.changed
        )
        po = pofile.load(file)
        found = {key_of(entry): entry.msgstr for entry in po}
        assert finished.items() <= found.items()
        assert comments <= {entry.tcomment for entry in po}
        assert {m.key for m in messages} == {key_of(entry) for entry in po if not entry.obsolete}
        for entry in po:
            assert f"was: {entry.msgid}" not in entry.comment.split("\n")
            assert not entry.previous_msgid or entry.fuzzy
            if not entry.obsolete and data.draw(st.booleans()):
                # Equal translations are told apart by context and source alone.
                entry.msgstr = f"թ{data.draw(st.integers(0, 2))} {entry.msgid}"
                entry.tcomment = f"նշում {number} {key_of(entry)}"
                entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            if not entry.fuzzy and entry.msgstr:
                finished[key_of(entry)] = entry.msgstr
        comments = {entry.tcomment for entry in po if entry.tcomment}
        pofile.save(po, file)


def test_status_counts_words_and_has_the_day_when_it_became_stale(project: Project) -> None:
    who = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org")

    def commit(date: str) -> None:
        times = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        subprocess.run((*who, "add", "-A"), cwd=project.root, check=True)
        subprocess.run(
            (*who, "commit", "-qm", "x"), cwd=project.root, check=True, env={**os.environ, **times}
        )

    subprocess.run((*who, "init", "-q"), cwd=project.root, check=True)
    project.succeed("update")
    project.translate("bridge", "fr", lambda words: "" if words == CREDITS else f"«{words}»")
    commit("2023-11-01T12:00:00Z")
    project.seed("bridge", "A small victory\n\nThe second bridge is planned for 2028.\n")
    commit("2023-11-20T12:00:00Z")
    (row,) = [
        row for row in json.loads(project.succeed("status", "--json")) if row["language"] == "fr"
    ]
    assert (row["words"], row["words_left"]) == (10, 7)
    assert row["stale_since"] == "2023-11-20"
    assert "50%     7  2023-11-20" in project.succeed("status")


def test_an_exported_memory_is_imported_without_loss(project: Project) -> None:
    project.succeed("update")
    project.translate("bridge", "fr", lambda words: "" if words == CREDITS else f"«{words} & <b>»")
    project.succeed("tmx")
    exported = project.built("tmx", "fr.tmx")
    first = exported.read_bytes()
    pairs = read_tmx(exported, ENGLISH, Language("fr"))
    assert ("A small victory", "«A small victory & <b>»") in [pair[:2] for pair in pairs]
    project.succeed("tmx")
    assert exported.read_bytes() == first
    shutil.rmtree(project.root / "locales" / "fr")
    (project.root / "locales" / "fr").mkdir()
    shutil.copy(exported, project.root / "locales" / "fr" / "old.tmx")
    assert "5 moved" in project.succeed("update")
    assert "bridge              held     0" in project.succeed("status", "-l", "fr")


@pytest.mark.parametrize(
    "content", ["", "<html/>", "<tmx", '<!DOCTYPE t [<!ENTITY a "b">]><tmx>&a;</tmx>']
)
def test_an_invalid_memory_is_refused_with_its_path(project: Project, content: str) -> None:
    project.write("locales/fr/bad.tmx", content)
    assert "locales/fr/bad.tmx:" in project.fail("update")


def test_memories_of_other_tools_are_read(tmp_path: Path) -> None:
    file = tmp_path / "m.tmx"
    file.write_text(
        """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>
        <tu><tuv xml:lang="EN-US"><seg>One.</seg></tuv>
            <tuv xml:lang="hy-AM"><seg>Մեկ։</seg></tuv></tu>
        <tu><tuv lang="en"><seg>A <ph>x</ph></seg></tuv><tuv lang="hy"><seg>Ա</seg></tuv></tu>
        </body></tmx>""",
        encoding="utf-8",
    )
    assert read_tmx(file, ENGLISH, HY) == [TranslationUnit("One.", "Մեկ։")]


@pytest.mark.parametrize(
    ("wanted", "tags", "taken", "is_regional"),
    [
        ("zh-Hant", ["zh-CN"], None, False),
        ("zh-Hant", ["zh-CN", "ZH_TW"], "ZH_TW", False),
        ("zh", ["zh-TW", "zh-Hans"], "zh-Hans", False),
        ("sr", ["sr-Latn", "sr-Latn-RS"], None, False),
        ("sr-Latn", ["sr-RS"], None, False),
        ("sr", ["sr-Latn", "sr-RS"], "sr-RS", False),
        ("pt-PT", ["pt-BR"], None, False),
        ("pt-PT", ["pt", "pt-PT"], "pt-PT", False),
        ("pt-BR", ["pt-PT", "pt"], "pt", False),
        ("pt", ["pt-PT", "pt-BR"], "pt-BR", False),
        ("pt", ["pt-PT"], "pt-PT", True),
        ("ar", ["ar-SA"], "ar-SA", True),
        ("he", ["iw-IL"], "iw-IL", False),
        ("hy", ["hyw", "x-none", ""], None, False),
    ],
)
def test_a_memory_gives_translations_of_the_script_and_region(
    tmp_path: Path, wanted: str, tags: list[str], taken: str | None, is_regional: bool
) -> None:
    variants = (f'<tuv xml:lang="{tag}"><seg>{tag}.</seg></tuv>' for tag in ("en-GB", *tags))
    file = tmp_path / "m.tmx"
    file.write_text(f"<tmx><body><tu>{''.join(variants)}</tu></body></tmx>", encoding="utf-8")
    units = [TranslationUnit("en-GB.", f"{taken}.", is_regional)] if taken else []
    assert read_tmx(file, Language("en-US"), Language(wanted)) == units


def test_a_translation_for_another_region_is_fuzzy(project: Project) -> None:
    project.write(
        "locales/fr/m.tmx",
        """<tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>What comes next</seg></tuv>
        <tuv xml:lang="fr-CA"><seg>La suite</seg></tuv></tu></body></tmx>""",
    )
    assert "1 moved" in project.succeed("update")
    assert "#. from m.tmx, 100%\n#, fuzzy\n" in project.po("bridge", "fr").read_text("utf-8")


def test_a_message_with_a_new_context_is_fuzzy(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    update(file, "May")
    translated(file, May="կարող է")
    CatalogueUpdate(
        read_catalogue(file), "a", LANGUAGES, [Message("May", (), (), "month")]
    ).apply()
    assert load(file).translation("May", "month") is None
    assert "#, fuzzy" in file.read_text(encoding="utf-8")


def test_a_comment_on_a_suggestion_is_kept(file: Path) -> None:
    update(file, OLD.replace("second", "third"))
    po = pofile.load(file)
    po[0].tcomment = "իմ նշումը"
    pofile.save(po, file)
    update(file, OLD)
    assert "իմ նշումը" in file.read_text(encoding="utf-8")


def test_a_suggestion_without_its_original_can_be_updated(file: Path) -> None:
    update(file, OLD.replace("second", "third"))
    content = file.read_text(encoding="utf-8")
    file.write_text(content[: content.index("#~")], encoding="utf-8")
    update(file, OLD)
    update(file)
    assert "Թարգմանություն 0։" in file.read_text(encoding="utf-8")


def test_line_feeds_around_a_message_can_be_removed(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    update(file, f"{OLD}\n")
    translated(file, **{f"{OLD}\n": "Թ։\n"})
    update(file, OLD)
    assert load(file).translation(OLD) == "Թ։"


def test_a_comment_on_a_removed_untranslated_message_moves_to_the_head(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    update(file, "One.")
    po = pofile.load(file)
    po[0].tcomment = "հարցնել հեղինակին"
    pofile.save(po, file)
    update(file, "Quite another sentence.")
    assert "# on “One.”: հարցնել հեղինակին" in file.read_text(encoding="utf-8")
    assert not update(file, "Quite another sentence.").changed


def test_a_typographic_edit_that_is_undone_keeps_both_texts(file: Path) -> None:
    second, new = "Nobody was hurt when the first one fell.", OLD.replace(" for", "\u00a0for")
    before = file.read_text("utf-8")
    for source, twin in ((new, OLD), (OLD, new)):
        update(file, source, second)
        assert load(file).translation(source) == "Թարգմանություն 0։"
        assert f'#~ msgid "{twin}"\n#~ msgstr "Թարգմանություն 0։"' in file.read_text("utf-8")
        assert not update(file, source, second).changed
    assert file.read_text("utf-8").startswith(before)


def test_joined_sentences_that_are_split_again_leave_no_trace(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    parts = ("The bridge was opened on Monday morning.", "The mayor came with all of his guests.")
    update(file, *parts)
    translated(file)
    before = file.read_bytes()
    update(file, " ".join(parts))
    assert "#, fuzzy" in entry_of(file, " ".join(parts))
    update(file, *parts)
    assert file.read_bytes() == before


@pytest.mark.parametrize(("first", "second"), [("b", "c"), ("c", "b")])
def test_a_section_moved_to_another_article_and_back_leaves_no_trace(
    project: Project, first: str, second: str
) -> None:
    moved = "The ferry was sold to a museum in the north."
    one, two = project.po(first, "fr"), project.po(second, "fr")

    def update_with(in_first: str, in_second: str) -> None:
        project.write(f"seeds/{first}.md", f"# One\n\nA word before it. {in_first}")
        project.write(f"seeds/{second}.md", f"# Two\n\nAnother word, a longer one. {in_second}")
        project.succeed("update", "-l", "fr")

    update_with(moved, "")
    translated(one)
    update_with(moved, "")
    before = [file.read_bytes() for file in (one, two)]
    update_with("", moved)
    assert f"#. from {first}, 100%" in entry_of(two, moved)
    assert load(two).translation(moved) is not None
    update_with("", moved.replace("north", "south"))
    update_with(moved, "")
    assert [file.read_bytes() for file in (one, two)] == before


def test_an_authors_comment_that_looks_like_a_remark_is_not_repeated(file: Path) -> None:
    messages = [Message(OLD, ("paragraph", "from the minutes of the council"))]
    CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, messages).apply()
    po = pofile.load(file)
    po[0].flags.append("fuzzy")
    pofile.save(po, file)
    for _ in range(2):
        CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, messages).apply()
    assert entry_of(file, OLD).count("from the minutes") == 1


def test_an_unreviewed_suggestion_does_not_grow(file: Path) -> None:
    for number in range(8):
        update(file, OLD.replace("12 million", f"{number} hundred thousand"))
    assert entry_of(file, OLD.replace("12 million", "7 hundred thousand")).count("Թարգմ") == 1


def test_a_message_with_a_comment_can_move_to_another_article(project: Project) -> None:
    moved = "The ferry was sold to a museum in the north."
    for where, other in (("b", "c"), ("c", "b"), ("b", "c")):
        project.write(f"seeds/{where}.md", f"# One\n\nA word before it. {moved}")
        project.write(f"seeds/{other}.md", "# Two\n\nAnother word, a longer one.")
        project.succeed("update", "-l", "fr")
        if where == "b" and "glossary" not in project.po("b", "fr").read_text("utf-8"):
            po = pofile.load(project.po("b", "fr"))
            entry = next(entry for entry in po if entry.msgid == moved)
            entry.msgstr, entry.tcomment = "Le bac est vendu.", "see the glossary"
            pofile.save(po, project.po("b", "fr"))


def joined(file: Path, *sources: str) -> list[str]:
    """Join the second sentence to the first one in the translation; return both sources."""
    update(file, *sources)
    translated(file, **{sources[1]: "^"})
    return list(sources)


def test_a_joined_sentence_behind_another_one_is_fuzzy(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    first, second = joined(file, "They built a bridge.", "It took twelve years.")
    before = file.read_bytes()
    update(file, "Somebody else was here.", second)
    entry = entry_of(file, second)
    assert "#, fuzzy" in entry
    assert f"#. was: joined with “{first}”" in entry
    update(file, first, second)
    assert file.read_bytes() == before
    update(file, first)
    update(file, first, second)
    assert file.read_bytes() == before


def test_a_joined_sentence_is_not_suggested_elsewhere(tmp_path: Path, project: Project) -> None:
    file = tmp_path / "a.po"
    _, second = joined(file, "They built a bridge.", "It took twelve years.")
    known = tuple(KnownEntry(entry, "a") for entry in pofile.load(file))
    other = tmp_path / "b.po"
    update(other, "Another one.", second, "It took thirteen years.", others=known)
    assert "^" not in [entry.msgstr for entry in pofile.load(other)]
    project.write("seeds/b.md", "# One\n\nIt is here. It took twelve years.")
    project.succeed("update", "-l", "fr")
    project.translate("b", "fr", {"It is here.": "Ici.", "It took twelve years.": "^"}.get)
    project.succeed("tmx", "-l", "fr")
    assert "^" not in project.built("tmx", "fr.tmx").read_text("utf-8")


def test_a_new_address_that_is_undone_keeps_both_texts(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    old = "See [the plan](https://example.org/old) for all details."
    update(file, old)
    translated(file, **{old: "Տե՛ս [ծրագիրը](https://example.org/old)։"})
    new = old.replace("org/old", "org/new")
    assert update(file, new).carried == 1
    assert load(file).translation(new) == "Տե՛ս [ծրագիրը](https://example.org/new)։"
    assert not update(file, new).changed
    assert update(file, old).returned == 1
    assert load(file).translation(old) == "Տե՛ս [ծրագիրը](https://example.org/old)։"
    assert "example.org/new)։" in file.read_text("utf-8")
    assert not update(file, old).changed


def test_footnotes_are_renumbered_in_translations(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    old = ("It fell.[^1]", "It stood[^1] and fell[^2].", "Nobody came.[^3]", "See `[^1]`.")
    new = ("Now.[^1]", "It fell.[^2]", "It stood[^2] and fell[^3].", "Nobody came.[^4]", old[3])
    update(file, *old)
    translated(
        file,
        **{old[0]: "[^1] Մեկ։", old[1]: "Երկու[^2] եւ[^1]։", old[2]: "Երեք։[^3]"},
    )
    before = file.read_bytes()
    report = update(file, *new)
    assert (report.carried, report.kept, report.new, report.fuzzied, report.retired) == (
        *(3, 1, 1),
        *(0, 0),
    )
    assert [entry.msgstr for entry in pofile.load(file)][:4] == [
        *("", "[^2] Մեկ։", "Երկու[^3] եւ[^2]։"),
        "Երեք։[^4]",
    ]
    update(file, *old)
    assert file.read_bytes() == before


def test_a_translation_outlives_the_number_of_its_note(tmp_path: Path) -> None:
    """An older wording does not come back with an older number."""
    file = tmp_path / "a.po"
    update(file, "It fell.[^1]")
    translated(file, **{"It fell.[^1]": "Հին։[^1]"})
    update(file, "It fell.[^2]")
    translated(file, **{"It fell.[^2]": "Նոր։[^2]"})
    update(file, "It fell.[^1]")
    assert [(e.msgstr, e.obsolete) for e in pofile.load(file)] == [("Նոր։[^1]", False)]


def test_a_footnote_that_the_translation_lacks_is_no_renumbering(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    update(file, "It fell.[^1]")
    translated(file, **{"It fell.[^1]": "Ընկավ։"})
    assert update(file, "It fell.[^2]").fuzzied == 1
    assert "critical" not in file.read_text("utf-8")


def test_a_joined_sentence_stays_behind_a_renumbered_one(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    first, second = joined(file, "They built it.[^1]", "It took twelve years.")
    translated(file, **{first: "Մեկ։[^1]"})
    update(file, "They built it.[^2]", second)
    assert not [entry for entry in pofile.load(file) if entry.fuzzy]


NOTED = st.lists(
    st.tuples(st.sampled_from(["It fell", "It fell.", "“It”—stood", "Why"]), st.integers(0, 2)),
    min_size=1,
    max_size=6,
)


def _numbered(sentences: list[tuple[str, int]], first: int) -> list[str]:
    """Return unique sentences with so many marks of footnotes, which are numbered in order."""
    numbers = itertools.count(first)
    return [
        f"{place} {text}{''.join(f'[^{next(numbers)}]' for _ in range(count))}."
        for place, (text, count) in zip("ABCDEF", sentences, strict=False)
    ]


@settings(max_examples=40)
@given(NOTED, st.integers(1, 30), st.integers(0, 5))
def test_inserting_a_note_makes_no_other_message_fuzzy(
    tmp_path_factory: pytest.TempPathFactory,
    sentences: list[tuple[str, int]],
    shift: int,
    at: int,
) -> None:
    file = tmp_path_factory.mktemp("po") / "a.po"
    old = _numbered(sentences, 1)
    update(file, *old)
    translated(file, **{source: f"թ {source}" for source in old})
    kept, shifted = old[:at], _numbered(sentences, 1 + shift)[at:]
    # As many notes as `shift` come in before, so that the later numbers are all higher.
    new = [*kept, "Zwölf." + "".join(f"[^{900 + n}]" for n in range(shift)), *shifted]
    update(file, *new)
    found = {entry.msgid: entry for entry in pofile.load(file) if not entry.obsolete}
    assert [found[source].msgstr for source in kept + shifted] == [
        f"թ {source}" for source in kept + shifted
    ]
    assert not any(entry.fuzzy for source in kept + shifted for entry in [found[source]])


def test_credits_are_not_copied_from_another_article(tmp_path: Path) -> None:
    file, other = tmp_path / "a.po", tmp_path / "b.po"
    CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, [CREDITS_MESSAGE]).apply()
    translated(file, **{CREDITS: "Անի"})
    known = KnownEntries(KnownEntry(entry, "a") for entry in pofile.load(file))
    CatalogueUpdate(read_catalogue(other), "b", LANGUAGES, [CREDITS_MESSAGE], known).apply()
    assert "Անի" not in other.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"), [("Compatability", "Compatibility"), (".addHelpCommand()", ".helpCommand()")]
)
def test_a_corrected_spelling_matches_the_misspelt_word(
    tmp_path: Path, old: str, new: str
) -> None:
    file = tmp_path / "a.po"
    update(file, old, "Another sentence that stands here.")
    translated(file)
    assert update(file, new, "Another sentence that stands here.").fuzzied == 1


def test_an_update_leaves_the_parsed_files_as_they_were(tmp_path: Path) -> None:
    file, other = tmp_path / "a.po", tmp_path / "b.po"
    kept, gone, known = "The bridge was opened.", "The ferry was sold.", "The mayor came."
    joined(file, kept, "It took twelve years.", gone, "Nobody was hurt.")
    update(file, kept, "Quite another sentence.", "It took twelve years.", gone)
    po = pofile.load(file)
    po[0].tcomment, po[3].msgstr = "see the glossary", ""
    po.append(polib.POEntry(msgid="Day", msgid_plural="Days", msgstr_plural={0: "Օր", 1: "Օր"}))
    pofile.save(po, file)
    joined(other, known, "He cut the ribbon.")

    read = [read_catalogue(file), read_catalogue(other)]
    before = [deepcopy([vars(entry) for entry in catalogue.po]) for catalogue in read]
    texts = [str(catalogue.po) for catalogue in read]
    others = KnownEntries(KnownEntry(entry, "b") for entry in read[1].po)
    messages = [Message(known), Message("Day"), Message(f"{kept} Quite another sentence.")]
    report = CatalogueUpdate(read[0], "a", LANGUAGES, messages, others).apply().report
    assert (report.moved, report.kept, report.retired, report.changed) == (1, 1, 4, True)
    assert [[vars(entry) for entry in catalogue.po] for catalogue in read] == before
    assert [str(catalogue.po) for catalogue in read] == texts


def test_an_update_returns_the_file_that_it_wrote(tmp_path: Path) -> None:
    old = read_catalogue(tmp_path / "a.po")
    new = CatalogueUpdate(old, "a", LANGUAGES, [Message("One.")]).apply().file
    assert new == read_catalogue(old.path)
    assert old.raw is None
    assert CatalogueUpdate(new, "a", LANGUAGES, [Message("One.")]).apply().file is new


def test_a_save_after_the_file_was_read_is_merged(file: Path) -> None:
    stale = read_catalogue(file)
    translated(file, **{OLD: "Նոր։"})
    messages = [Message(OLD, ("paragraph",)), Message("Two.", ("paragraph",))]
    updated = CatalogueUpdate(stale, "a", LANGUAGES, messages).apply().file
    assert updated.raw == file.read_bytes()
    assert updated.catalogue.translation(OLD) == "Նոր։"


def test_a_save_that_was_under_way_is_read_again(file: Path) -> None:
    update(file, OLD)
    translated(file, **{OLD: "Նոր։"})
    whole = file.read_bytes()
    with file.open("wb", buffering=0) as stream:
        stream.write(whole[:-4])
        half = read_catalogue(file)

        def finish() -> None:
            stream.write(whole[-4:])
            stream.close()

        rest = threading.Timer(0.3, finish)
        rest.start()
        messages = [Message(OLD, ("paragraph",)), Message("Two.", ("paragraph",))]
        updated = CatalogueUpdate(half, "a", LANGUAGES, messages).apply().file
    rest.join()
    assert updated.catalogue.translation(OLD) == "Նոր։"
    assert updated.raw == file.read_bytes()


def test_a_save_that_does_not_end_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(file, OLD)
    half = file.read_bytes()[:-4]
    file.write_bytes(half)
    with pytest.raises(PublisherError, match="gettext: "):
        update(file, OLD)
    monkeypatch.setattr("publisher.catalogues.rewrite._PATIENCE", 0)
    monkeypatch.setattr("publisher.base.compare_and_swap.SAVE_TIMEOUT", 0.1)
    with file.open("ab"), pytest.raises(PublisherError, match="is open for writing there"):
        update(file, OLD)
    assert file.read_bytes() == half


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It held - so far.", "It held — so far."),
        ("It held -- so far.", "It held – so far."),
        ('The "new" bridge.', "The “new” bridge."),
        ("Il a dit «oui».", "Il a dit «\u00a0oui\u00a0»."),
        ("Qui? Moi!", "Qui\u202f? Moi\u00a0!"),
        ("Cafe\u0301 closed.", "Café closed."),
        ("See https://example.org/a now.", "See https://example.org/b now."),
        ("See https://example.org/a - now.", "See https://example.org/b — now."),
    ],
)
def test_an_edit_of_typography_keeps_the_articles_own_wording(
    tmp_path: Path, old: str, new: str
) -> None:
    file = tmp_path / "a.po"
    update(file, old)
    own = "Սեփական։"
    translated(file, **{old: f"{own} https://example.org/a" if "https" in old else own})
    elsewhere = polib.POEntry(msgid=new, msgstr="Օտար։")
    assert update(file, new, others=(KnownEntry(elsewhere, "b"),)).carried == 1
    assert (load(file).translation(new) or "").startswith(own)


def test_a_message_that_is_replaced_gets_its_own_wording_for_review(file: Path) -> None:
    new = OLD.replace("second", "third")
    known = KnownEntry(polib.POEntry(msgid=new, msgstr="Օտար։"), "b")
    assert update(file, new, others=(known,)).fuzzied == 1
    assert "Օտար" not in file.read_text("utf-8")


def test_a_new_message_is_copied_from_elsewhere_despite_an_old_one_like_it(file: Path) -> None:
    update(file, "Quite another text.")
    new = OLD.replace("second", "third")
    known = KnownEntry(polib.POEntry(msgid=new, msgstr="Օտար։"), "b")
    assert update(file, "Quite another text.", new, others=(known,)).moved == 1


def test_retired_translations_are_told_apart_by_context(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    both = [Message("May", context=None), Message("May", context="month")]
    CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, both).apply()
    translated(file, May="Մայիս")
    CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, both[:1]).apply()
    assert CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, both).apply().report.returned == 1
    assert load(file).translation("May", "month") == "Մայիս"


def test_edited_messages_keep_the_translations_of_their_contexts(tmp_path: Path) -> None:
    file = tmp_path / "a.po"

    def write(source: str, contexts: str) -> None:
        messages = [Message(source, context=context) for context in contexts]
        CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, messages).apply()

    write("The first of May", "ab")
    po = pofile.load(file)
    for entry in po:
        entry.msgstr = f"Թարգմանություն {entry.msgctxt}"
    pofile.save(po, file)
    write("The second of May", "ba")
    for entry in pofile.load(file):
        assert entry.msgstr == f"Թարգմանություն {entry.msgctxt}"
        assert entry.obsolete or entry.previous_msgctxt == entry.msgctxt


def test_a_remark_names_the_old_context(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    update(file, "May")
    translated(file, May="Մայիս")
    CatalogueUpdate(
        read_catalogue(file), "a", LANGUAGES, [Message("May", context="month")]
    ).apply()
    assert "#. was: without context\n" in file.read_text("utf-8")
    CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, [Message("May", context="name")]).apply()
    assert "#. was: in context “month”\n" in file.read_text("utf-8")


def test_the_old_source_of_a_reviewed_translation_is_forgotten(file: Path) -> None:
    new = OLD.replace("second", "third")
    update(file, new)
    file.write_text(file.read_text("utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    update(file, new)
    assert "#|" not in file.read_text("utf-8")
    assert "#. was:" not in file.read_text("utf-8")


def test_a_joined_sentence_stays_joined_after_an_edit_of_typography(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    first, second = joined(file, 'They built a "bridge".', "It took - alas - twelve years.")
    update(file, first, second.replace("-", "–"))
    assert load(file).translation(second.replace("-", "–")) == "^"
    update(file, first.replace('"', "”"), second.replace("-", "–"))
    assert load(file).translation(second.replace("-", "–")) == "^"


def test_an_edited_joined_sentence_stays_fuzzy_when_it_returns_to_its_place(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.po"
    first, second = joined(file, "They built a bridge.", "It took twelve years.")
    edited = second.replace("twelve", "thirteen")
    update(file, "Somebody else was here.", edited)
    update(file, first, edited)
    assert load(file).translation(edited) is None


def test_a_memory_that_is_added_later_is_offered(project: Project) -> None:
    project.succeed("update")
    project.write(
        "locales/fr/m.tmx",
        """<tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>What comes next</seg></tuv>
        <tuv xml:lang="fr"><seg>La suite</seg></tuv></tu></body></tmx>""",
    )
    assert "1 offered" in project.succeed("update")
    assert "#. from m.tmx, 100%\n#, fuzzy\n" in project.po("bridge", "fr").read_text("utf-8")
    assert "2 files: 2 unchanged" in project.succeed("update")


PLURAL = """msgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "%d օր"\n"""


@pytest.mark.parametrize(
    ("old", "more", "new"),
    [
        ("nplurals=1; plural=0;", "", "nplurals=2; plural=(n > 1);"),  # of earlier versions
        ("nplurals=1; plural=0;", PLURAL, "nplurals=1; plural=0;"),
        ("nplurals=2; plural=n != 1;", "", "nplurals=2; plural=n != 1;"),  # of another tool
        (
            "nplurals=2; plural=n != 1;",
            f'{PLURAL}msgstr[1] "%d օրեր"\n',
            "nplurals=2; plural=n != 1;",
        ),
    ],
)
def test_plural_forms_are_those_of_cldr_unless_translations_follow_others(
    file: Path, old: str, more: str, new: str
) -> None:
    content = file.read_text("utf-8").replace("nplurals=2; plural=(n > 1);", old)
    file.write_text(f"{content}\n{more}", encoding="utf-8")
    for _ in range(2):
        update(file, OLD)
        assert f'"Plural-Forms: {new}\\n"' in file.read_text("utf-8")
        assert all(line.partition(" ")[2] in file.read_text("utf-8") for line in more.split("\n"))


def test_the_only_text_elsewhere_is_offered(file: Path) -> None:
    known = KnownEntry(polib.POEntry(msgid="The museum opens at nine today.", msgstr="Օտար։"), "b")
    new = "The museum opens at ten today."
    assert update(file, OLD, new, others=(known,)).offered == 1
    assert 'msgstr "Օտար։"' in entry_of(file, new)


def test_an_own_translation_equal_to_that_of_a_part_is_kept(tmp_path: Path) -> None:
    file, longer = tmp_path / "a.po", OLD + " Perhaps."
    update(file, OLD, longer)
    translated(file, **{OLD: "Կամուրջ։", longer: "Կամուրջ։"})
    po = pofile.load(file)
    po[-1].flags.append("fuzzy")
    pofile.save(po, file)
    update(file, OLD)
    assert f'#~ msgid "{longer}"' in file.read_text(encoding="utf-8")
