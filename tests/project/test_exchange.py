"""Alignment and approval while a translator saves the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import FRENCH, LAST_SENTENCE, translate_article, update_catalogues

from publisher.base.compare_and_swap import ChangedMeanwhileError, replace_if_unchanged
from publisher.catalogues import pofile, rewrite
from publisher.language.locale import Language
from publisher.project.approve import approve
from publisher.project.config import load_config
from publisher.project.exchange import fill_from
from publisher.project.project import open_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import polib
    from helpers import Project

THEIRS = "Le deuxième pont ouvrira en 2027."


@pytest.fixture
def save(project: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function that lets a translator save whenever we are about to."""
    canonical = pofile.canonical

    def save_first(po: polib.POFile, path: Path) -> bytes:
        file = project.po("bridge", "fr")
        content = file.read_text(encoding="utf-8")
        old = f'msgid "{LAST_SENTENCE}"\nmsgstr "'
        file.write_text(content.replace(old, f"{old}{THEIRS} "), encoding="utf-8")
        return canonical(po, path)

    return lambda: monkeypatch.setattr(pofile, "canonical", save_first)


def test_alignment_starts_again_after_a_save(
    project: Project, monkeypatch: pytest.MonkeyPatch, save: Callable[[], None]
) -> None:
    update_catalogues(project)
    file = project.write("bridge.fr.txt", "\n\n".join(FRENCH.values()))
    opened = open_project(load_config(project.root), [], [])

    def stop_saving(*arguments: object) -> None:
        monkeypatch.undo()
        replace_if_unchanged(*arguments)  # type: ignore[arg-type] # as they come

    save()
    monkeypatch.setattr(rewrite, "replace_if_unchanged", stop_saving)
    fill_from(opened, "bridge", file, Language("fr"))
    translations = {entry.msgid: entry.msgstr for entry in pofile.load(project.po("bridge", "fr"))}
    assert translations[LAST_SENTENCE].startswith(THEIRS)
    assert translations["What comes next"] == FRENCH["What comes next"]


def test_alignment_gives_up_if_the_catalogue_is_saved_again_and_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, save: Callable[[], None]
) -> None:
    update_catalogues(project)
    file = project.write("bridge.fr.txt", "\n\n".join(FRENCH.values()))
    opened = open_project(load_config(project.root), [], [])
    monkeypatch.setattr(rewrite, "_PATIENCE", 0)
    save()
    with pytest.raises(ChangedMeanwhileError, match=r"bridge\.po: was saved .*; run again$"):
        fill_from(opened, "bridge", file, Language("fr"))
    assert THEIRS in project.po("bridge", "fr").read_text(encoding="utf-8")


def test_approval_is_not_of_a_text_that_is_saved_meanwhile(
    project: Project, save: Callable[[], None]
) -> None:
    translate_article(project)
    opened = open_project(load_config(project.root), [], [])
    save()
    with pytest.raises(ChangedMeanwhileError, match=r"bridge\.po: was saved .*; run again$"):
        approve(opened, "bridge", Language("fr"), "Ann")
    content = project.po("bridge", "fr").read_text(encoding="utf-8")
    assert THEIRS in content
    assert "X-Approved-By" not in content
