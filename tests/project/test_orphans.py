"""Catalogues of articles that are gone, and of articles that were renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import translate_article, update_catalogues

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.language.locale import Language
from publisher.project.config import load_config
from publisher.project.orphans import choose_orphans, find_orphans, retire
from publisher.project.project import open_project
from publisher.project.sync import update

if TYPE_CHECKING:
    from pathlib import Path

    from helpers import Project

    from publisher.project.sync import Written


def rename(project: Project, slug: str) -> None:
    file = project.root / "seeds" / f"{slug}.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    (project.root / "seeds" / "bridge.txt").rename(file)


def update_once(project: Project, *, write: bool = True) -> list[Written]:
    written = list(update(open_project(load_config(project.root)), write=write))
    assert not [item.error for item in written if item.error]
    return written


def orphans(project: Project) -> list[str]:
    opened = open_project(load_config(project.root))
    return [orphan.slug for orphan in find_orphans(opened.config, opened.seeds)]


def translations(file: Path) -> dict[str, str]:
    return {x.msgid: x.msgstr for x in pofile.load(file) if not x.obsolete and x.msgstr}


@pytest.fixture
def translated(small: Project) -> Project:
    translate_article(small)
    return small


@pytest.mark.parametrize("slug", ["arch", "news/arch"])
def test_a_renamed_article_keeps_its_catalogues(translated: Project, slug: str) -> None:
    before = translations(translated.po("bridge", "fr"))
    rename(translated, slug)
    written = update_once(translated)
    assert translated.po("bridge", "fr") in [item.moved_from for item in written]
    assert translations(translated.po(slug, "fr")) == before
    assert not translated.po("bridge", "fr").exists()
    assert not (translated.root / "locales" / "bridge.pot").exists()
    header = pofile.load(translated.po(slug, "fr")).metadata
    assert header["Project-Id-Version"] == slug
    assert orphans(translated) == []
    assert not [item for item in update_once(translated) if item.changed]
    review = open_project(load_config(translated.root)).review(slug, Language("fr"))
    assert review.publishable


def test_a_renamed_article_may_be_edited_meanwhile(translated: Project) -> None:
    before = translations(translated.po("bridge", "fr"))
    rename(translated, "arch")
    file = translated.root / "seeds" / "arch.txt"
    file.write_text(file.read_text("utf-8") + "\n\nIt was a new sentence.\n", "utf-8")
    update_once(translated)
    assert translations(translated.po("arch", "fr")) == before


@pytest.mark.parametrize("more", ["", "\n\nIt was a new sentence.\n"])
def test_a_preview_moves_nothing_and_reports_what_an_update_does(
    translated: Project, more: str
) -> None:
    rename(translated, "arch")
    file = translated.root / "seeds" / "arch.txt"
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    preview = update_once(translated, write=False)
    assert translated.po("bridge", "fr").exists()
    assert not translated.po("arch", "fr").exists()
    assert {item.file: (item.moved_from, item.changed, item.outdated) for item in preview} == {
        translated.root / "locales" / "arch.pot": (
            translated.root / "locales" / "bridge.pot",
            True,
            True,
        ),
        translated.po("arch", "fr"): (translated.po("bridge", "fr"), True, True),
    }
    assert update_once(translated) == preview


def test_another_article_takes_no_catalogues(translated: Project) -> None:
    (translated.root / "seeds" / "bridge.txt").unlink()
    translated.seed("mayor", "The mayor\n\nNobody was hurt. The ferry was sold.\n")
    assert not [item for item in update_once(translated) if item.moved_from]
    assert orphans(translated) == ["bridge"]


def test_only_one_of_two_copies_takes_the_catalogues(translated: Project) -> None:
    text = (translated.root / "seeds" / "bridge.txt").read_text("utf-8")
    rename(translated, "arch")
    translated.seed("vault", f"{text}\n\nA sentence more.\n")
    update_once(translated)
    assert orphans(translated) == []
    header = pofile.load(translated.po("vault", "fr")).metadata
    assert header["Project-Id-Version"] == "vault"
    assert translations(translated.po("arch", "fr"))


def test_an_article_with_catalogues_of_its_own_takes_no_others(translated: Project) -> None:
    text = (translated.root / "seeds" / "bridge.txt").read_text("utf-8")
    translated.seed("arch", text)
    update_catalogues(translated)
    (translated.root / "seeds" / "bridge.txt").unlink()
    assert not [item for item in update_once(translated) if item.moved_from]


def test_catalogues_of_other_programs_are_no_orphans(translated: Project) -> None:
    content = translated.po("bridge", "fr").read_text("utf-8")
    translated.write("locales/fr/LC_MESSAGES/django.po", content)
    assert orphans(translated) == []


def test_an_article_that_cannot_be_read_keeps_its_catalogues(translated: Project) -> None:
    translated.write("seeds/bridge.md", "# Bridge\n")  # the same slug twice
    (translated.root / "seeds" / "bridge.txt").write_bytes(b"\xff")
    assert orphans(translated) == []


def test_a_retired_catalogue_stays_a_memory(translated: Project) -> None:
    before = translated.po("bridge", "fr").read_bytes()
    known = translations(translated.po("bridge", "fr"))
    (translated.root / "seeds" / "bridge.txt").unlink()
    translated.seed("mayor", "The mayor\n\nNobody was hurt.\n")
    opened = open_project(load_config(translated.root))
    (orphan,) = choose_orphans(opened.config, opened.seeds, [])
    (file,) = retire(opened.config, orphan)
    assert file == translated.root / "locales/fr/retired/bridge.po"
    assert file.read_bytes() == before
    assert orphans(translated) == []
    assert not (translated.root / "locales" / "bridge.pot").exists()
    text = next(iter(known))
    translated.seed("mayor", f"The mayor\n\n{text} Nobody was hurt.\n")
    update_catalogues(translated)
    assert known[text] in translations(translated.po("mayor", "fr")).values()


def test_an_article_can_be_retired_twice(translated: Project) -> None:
    translated.write("locales/fr/retired/bridge.po", "an earlier one")
    (translated.root / "seeds" / "bridge.txt").unlink()
    translated.seed("mayor", "The mayor\n\nNobody was hurt.\n")
    opened = open_project(load_config(translated.root))
    (orphan,) = find_orphans(opened.config, opened.seeds)
    assert list(retire(opened.config, orphan)) == [
        translated.root / "locales/fr/retired/bridge-2.po"
    ]
    earlier = translated.root / "locales/fr/retired/bridge.po"
    assert earlier.read_text("utf-8") == "an earlier one"


@pytest.mark.parametrize(
    ("slug", "message"), [("bridge", "has an article"), ("brigde", "no catalogue is left")]
)
def test_other_articles_cannot_be_retired(translated: Project, slug: str, message: str) -> None:
    opened = open_project(load_config(translated.root))
    with pytest.raises(PublisherError, match=message):
        choose_orphans(opened.config, opened.seeds, [slug])


def test_tasks_name_orphans_and_retire_them(project: Project) -> None:
    project.succeed("update")
    (project.root / "seeds" / "bridge.txt").unlink()
    project.write("seeds/mayor.md", "# The mayor\n\nNobody was hurt.\n")
    assert "without an article: bridge; run: publisher retire" in project.succeed("update")
    assert "locales/fr/retired/bridge.po" in project.succeed("retire")
    assert "run: publisher retire" not in project.succeed("update")
