"""Layouts: the messages of all of them, and errors of those that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib
import pytest

from publisher.base.limits import Limits
from publisher.catalogues.catalogue import Catalogue
from publisher.pages.templates import Templates
from publisher.project.layouts import Layouts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    layouts = {
        "article": '{# the head #}{{ _("Home") }} {{ _("Page") }}{% include "parts/foot.html" %}',
        "other": "{% extends layout %}",
        "parts/foot": '{{ _("Page") }} {{ _("End") }}',
        "_proof": '{{ _("Source") }}',
    }
    for name, text in layouts.items():
        file = tmp_path / f"{name}.html"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def known(*sources: str) -> Catalogue:
    return Catalogue(polib.POEntry(msgid=source, msgstr="x") for source in sources)


def test_messages_of_all_layouts_are_merged(folder: Path) -> None:
    layouts = Layouts(Templates(folder, folder), Limits())
    assert [message.source for message in layouts.messages] == ["Source", "Home", "Page", "End"]
    assert layouts.errors == []


def test_untranslated_messages_of_a_layout_and_its_parts_are_counted_once(folder: Path) -> None:
    layouts = Layouts(Templates(folder, folder), Limits())
    assert layouts.count_untranslated(known(), "article") == 3
    assert layouts.count_untranslated(known("Page"), "article") == 2
    assert layouts.count_untranslated(known("Home", "Page", "End"), "article") == 0
    assert layouts.count_untranslated(known(), "_proof") == 1
    # It may extend any of them.
    assert layouts.count_untranslated(known(), "other") == 4


@pytest.mark.parametrize("text", ["{% if %}", "{{ " + "(" * 20_000 + ")" * 20_000 + " }}"])
def test_all_messages_count_for_a_layout_that_cannot_be_read(folder: Path, text: str) -> None:
    (folder / "article.html").write_text(text, encoding="utf-8")
    layouts = Layouts(Templates(folder, folder), Limits())
    assert layouts.count_untranslated(known(), "article") == 3


def test_an_unreadable_layout_leaves_the_others(folder: Path) -> None:
    (folder / "parts" / "foot.html").write_text("\n{% if %}", encoding="utf-8")
    layouts = Layouts(Templates(folder, folder), Limits())
    (error,) = layouts.errors
    assert (error.file, error.line) == (folder / "parts" / "foot.html", 2)
    assert [message.source for message in layouts.messages] == ["Source", "Home", "Page"]
